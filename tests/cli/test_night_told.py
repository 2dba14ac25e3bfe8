"""What a night must not pass over in silence: files that were cut, tests that fail on new data, a
fetch that could not write, a folder or a memory that was changed, a name that is no source's, a
night that was cut off. Each ends with the last good data and a word that says what happened; workbooks that lean on approved files are new ones, since they say so."""
import shutil
import signal
import subprocess
import time

from common import contents, end, expect, folder
from nights import Nights, codes_told, of


def held(lines):
    return [s["namn"][0] for s in of(lines, "källa") if s["läge"] == "togs inte"]


def text_of(lines, code):
    return "".join(m["text"] + (m["råd"] or "") for m in of(lines, "meddelande")
                   if m["kod"] == code)


def first_line(n):
    return (n.state / "natt.txt").read_text(encoding="utf-8").splitlines()[2]


def cut_file(n):
    """One of six areas lost its row: less than half, and yet not what it was."""
    figures = dict(n.figures)
    del n.figures[("P06", 2024)]
    n.write()
    lines = n.night("a row is gone", "nya arbetsböcker", 1, kill=False)
    expect(held(lines) == ["tal"] and "P06" in text_of(lines, "E995")
           and "--accept tal" in text_of(lines, "E995"), "the row that is gone",
           text_of(lines, "E995"))
    expect(first_line(n).startswith("SE EFTER"), "the verdict", first_line(n))
    n.figures = {**figures, ("P06", 2023): figures[("P06", 2024)]}
    del n.figures[("P06", 2024)]
    n.write()
    lines = n.night("an earlier year took over", "inget ändrat", 1, kill=False)
    expect(held(lines) == ["tal"], "an earlier year", lines[0])
    lines = n.night("a name that is no source's", "inga", 2, "--accept", "Påhittade tal",
                    kill=False)
    expect("de heter tal, fler" in text_of(lines, "E980"), "the names", text_of(lines, "E980"))
    lines = n.night("accepted", "nya arbetsböcker", 0, "--accept", "tal", kill=False)
    expect("P06" in text_of(lines, "W986"), "said again when it is accepted", codes_told(lines))
    n.figures = figures
    n.write()
    n.night("whole again", "nya arbetsböcker", 0, kill=False)
    expect(first_line(n).startswith("OK"), "all is well", first_line(n))


def tests_and_data(n):
    """Rules that held last night, and figures with which their tests do not."""
    model = n.model
    n.model += '\nprov "På verklig data"\n  vänta för "P01": mått_tre > 50 st\n'
    n.write()
    n.night("a test on real data", "nya arbetsböcker", 0, kill=False)
    more = dict(n.more)
    n.more[("P01", 2024)] = 45
    n.write()
    lines = n.night("a figure breaks it", "nya arbetsböcker", 1, kill=False)
    expect("E981" in codes_told(lines) and "E994" not in codes_told(lines) and
           held(lines) == ["fler"] and not lines[0]["natt"]["godkända_regler"],
           "the data is to blame, not the rules", codes_told(lines), held(lines))
    n.more = more
    n.model = model
    n.write()
    n.night("as before", "nya arbetsböcker", 0, kill=False)


def changed_folders(n):
    (n.out / "rangordning.csv").unlink()
    book = next((n.out / "kommuner").iterdir())
    book.write_bytes(b"trasi")
    lines = n.night("the result was changed", "nya arbetsböcker", 0, kill=False)
    expect("W985" in codes_told(lines) and book.stat().st_size > 1000
           and (n.out / "rangordning.csv").exists(), "it is written anew", codes_told(lines))
    kept = next((n.state / "godkant/data").rglob("tal-pahittade.csv"))
    whole = kept.read_bytes()
    kept.write_bytes(whole[:40])
    lines = n.night("the approved data is damaged", "nya arbetsböcker", 0, kill=False)
    expect("W987" in codes_told(lines), "it is said and not used", codes_told(lines))
    expect(next((n.state / "godkant/data").rglob("tal-pahittade.csv")).read_bytes() == whole,
           "and whole again")
    n.night("nothing since", "inget ändrat", 0, kill=False)


def missing_folders(n):
    away = n.root / "undan"
    n.data.rename(away)
    lines = n.night("no data folder", "nya arbetsböcker", 1, kill=False)
    expect("E983" in codes_told(lines) and sorted(held(lines)) == ["fler", "tal"], "no data folder",
           codes_told(lines), held(lines))
    away.rename(n.data)
    n.rules.rename(away)
    lines = n.night("no rules", "nya arbetsböcker", 1, kill=False)
    expect("E993" in codes_told(lines), "no rules", codes_told(lines))
    away.rename(n.rules)
    n.night("both are back", "nya arbetsböcker", 0, kill=False)


def unreadable(n):
    """A file that cannot be opened; a link to nothing is one for root too."""
    file = n.data / "fler-pahittade.csv"
    file.unlink()
    file.symlink_to(n.root / "finns-inte")
    lines = n.night("a file that cannot be opened", "nya arbetsböcker", 1, kill=False)
    expect(held(lines) == ["fler"] and "E997" not in codes_told(lines), "the file is named",
           text_of(lines, "E995"))
    file.unlink()
    n.write()
    n.night("it is back", "nya arbetsböcker", 0, kill=False)


def cut_off(n):
    n.figures[("P01", 2024)] = (n.figures[("P01", 2024)][0] + 1, 30)
    n.write()
    mark = n.state / "paborjad"
    for _ in range(50):
        night = subprocess.Popen(n.arguments("--date", "2026-12-24"), stdout=subprocess.DEVNULL)
        while night.poll() is None and "har börjat" not in first_line(n):
            time.sleep(0.001)
        night.send_signal(signal.SIGKILL)
        night.wait()
        if mark.exists():
            break
    expect(mark.exists(), "a night is cut off")
    expect(first_line(n).startswith("FEL – Natten har börjat"), "no reassuring words are left",
           first_line(n))
    lines = n.night("the next", "nya arbetsböcker", 0, kill=False)
    expect("W984" in codes_told(lines) and not mark.exists(), "the one cut off is told",
           codes_told(lines))


def refused(n):
    """A link in the folder's place, a state inside it, a folder that cannot be made."""
    link = n.root / "lank"
    link.symlink_to(n.out)
    before = contents(n.out)
    for option, value, word in (("--out", link, "länk"), ("--state", n.out / "s", "--state")):
        arguments = n.arguments()
        arguments[arguments.index(option) + 1] = str(value)
        done = subprocess.run(arguments, capture_output=True, encoding="utf-8", check=False)
        expect(done.returncode == 2 and word in done.stderr, f"{option} {value.name}", done.stderr)
    expect(link.is_symlink() and contents(n.out) == before, "nothing was touched")
    (n.root / "fil").write_text("", encoding="utf-8")
    arguments = n.arguments()
    arguments[arguments.index("--out") + 1] = str(n.root / "fil/resultat")
    done = subprocess.run(arguments, capture_output=True, encoding="utf-8", check=False)
    expect(done.returncode == 3 and first_line(n).startswith("FEL – Inga nya arbetsböcker")
           and "Orsak" in first_line(n), "the report says why", first_line(n), done.stderr)


def fetching(n):
    """The data folder's lock is another's: nothing is fetched, and that is an error."""
    lock = n.data / ".etablera.lock"
    shutil.rmtree(lock, ignore_errors=True)
    lock.unlink(missing_ok=True)
    lock.mkdir()
    lines = n.night("the lock cannot be taken", "inget ändrat", 1, kill=False)
    expect("E982" in codes_told(lines), "fetching failed", codes_told(lines))
    lock.rmdir()


def lost_place(n):
    figures, more = dict(n.figures), dict(n.more)
    for year in {y for c, y in n.figures if c == "P05"}:
        del n.figures[("P05", year)]
    n.write()
    lines = n.night("an area without figures", "nya arbetsböcker", 0, "--accept", "tal",
                    kill=False)
    expect("Påhittad P05" in text_of(lines, "W989"), "who lost the place", codes_told(lines))
    expect(any(b["kod"] == "P05" for b in of(lines, "bedömning")), "and is judged otherwise",
           of(lines, "bedömning"))
    report = (n.state / "natt.txt").read_text(encoding="utf-8")
    expect("Rangordnade: 5 av 6 (förut 6)." in report, "how many are ranked", report[:900])
    n.figures, n.more = figures, more
    n.write()
    n.night("figures again", "nya arbetsböcker", 0, kill=False)


with folder() as root:
    nights = Nights(root)
    first = nights.night("the first", "nya arbetsböcker", 0, kill=False)
    expect("N988" in codes_told(first), "there is nothing to compare with", codes_told(first))
    second = nights.night("nothing", "inget ändrat", 0, kill=False)
    expect("N988" not in codes_told(second) and first_line(nights).startswith("OK"), "all is well")
    cut_file(nights)
    tests_and_data(nights)
    changed_folders(nights)
    missing_folders(nights)
    unreadable(nights)
    cut_off(nights)
    lost_place(nights)
    fetching(nights)
    refused(nights)
end()
