"""A run in parts, put together, is the run in one piece, byte for byte; and nothing is put together
that does not belong together. GNU parallel spreads the parts where it is installed."""
import json
import pathlib
import shutil
import subprocess

from common import PROGRAM, contents, end, expect, expect_same, folder, run

PARTS = 3
OPTIONS = ["--draws", "200", "--threads", "1"]


def make_parts(where, *more):
    """By GNU parallel, as one would on many machines; else one after the other."""
    if shutil.which("parallel"):
        done = subprocess.run(
            ["parallel", "-j2", str(PROGRAM), "run", *OPTIONS, *more, "--shard", f"{{}}/{PARTS}",
             "--out", f"{where}/{{}}", ":::", *map(str, range(1, PARTS + 1))],
            capture_output=True, encoding="utf-8", check=False)
        expect(done.returncode == 0, "the parts, by parallel", done.stderr[-500:])
        return
    print("GNU parallel is not installed: the parts are made one after the other")
    for part in range(1, PARTS + 1):
        done = run("run", *OPTIONS, *more, "--shard", f"{part}/{PARTS}", "--out",
                   f"{where}/{part}")
        expect(done.returncode == 0, f"part {part}", done.stderr[-500:])


def refused(what, said, out, *folders):
    done = run("merge", *folders, "--out", out)
    expect(done.returncode == 1 and said in done.stderr and "E909" in done.stderr, f"{what} is refused",
           done.returncode, done.stderr)
    expect(not contents(out), f"{what}: nothing is written")


with folder() as root:
    root = pathlib.Path(root)
    parts = [root / str(k) for k in range(1, PARTS + 1)]
    make_parts(root)
    whole = run("run", *OPTIONS, "--out", root / "hel")
    expect(whole.returncode == 0, "the run in one piece", whole.stderr[-500:])

    merged = run("merge", *parts, "--out", root / "ihop")
    expect(merged.returncode == 0, "the parts fit", merged.stderr)
    expect_same(contents(root / "hel"), contents(root / "ihop"), "the same bytes as in one piece")
    counts = [len([n for n in contents(p) if not n.startswith("del-")]) for p in parts]
    expect(sum(counts) == len(contents(root / "hel")) and max(counts) - min(counts) <= 1,
           "each file is in one part, and the parts are alike", counts)

    refused("a part that is missing", "saknas", root / "a", parts[0], parts[2])
    refused("the last part missing", "bara 2 av 3", root / "b", parts[0], parts[1])
    refused("a part given twice", "två gånger", root / "c", *parts, parts[1])
    refused("a folder without a part", "ingen del", root / "d", root / "hel")

    other = run("run", "--draws", "300", "--threads", "1", "--shard", f"2/{PARTS}", "--out",
                root / "annan")
    expect(other.returncode == 0, "a part of another run", other.stderr[-300:])
    refused("a part of another run", "annan körning", root / "e", parts[0], root / "annan",
            parts[2])

    changed = shutil.copytree(parts[1], root / "rord")
    names = sorted(n for n in contents(changed) if n.startswith("kommuner/"))
    book = changed / names[0]
    book.write_bytes(book.read_bytes()[:-1])
    refused("a file that is not as it was written", names[0], root / "f", parts[0], changed,
            parts[2])

    hostile = shutil.copytree(parts[1], root / "elak")
    note = hostile / f"del-2-av-{PARTS}.json"
    text = json.loads(note.read_text(encoding="utf-8"))
    text["innehåll"][0]["namn"] = "../../utanfor.csv"
    note.write_text(json.dumps(text), encoding="utf-8")
    refused("a name that leaves the folder", "går inte att läsa", root / "g", parts[0], hostile,
            parts[2])

    for wrong in ("0/3", "4/3", "1", "1/x", "1.5/3"):
        expect(run("run", "--shard", wrong, "--out", root / "h").returncode == 2,
               f"--shard {wrong} is told")
end()
