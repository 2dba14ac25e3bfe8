"""diff: what differs, which moves it caused, and that the parts sum to the moves."""
import json
import pathlib
import re
import shutil
import time

from common import ROOT, end, expect, folder, run
from names import DIMENSION, VALUE, WEIGHT

SHIPPED = "rules/asf"
SCENARIO = re.search(r"^scenario (\w+).*\n(?:  en:.*\n)?  sätt: +\w+\.vikt",
                     (ROOT / SHIPPED / "90-scenarier.regler").read_text("utf-8"), re.M)[1]


def diff(*arguments):
    done = run("diff", *arguments, "--format", "json")
    expect(done.returncode == 0 and done.stdout, f"diff {arguments}", done.stderr)
    return json.loads(done.stdout)


def sums(said, what):
    """Parts sum to moves, for every area that has all of them."""
    held = 0
    for area in said["kommuner"]:
        for a, b, key in (("poäng_a", "poäng_b", "poäng"), ("plats_a", "plats_b", "plats")):
            parts = [part[key] for part in area["delar"]]
            if None not in parts:
                held += 1
                expect(abs(area[b] - area[a] - sum(parts)) < 1e-9, f"{what}: sum", area)
    expect(held >= 60, f"{what}: areas with parts", held)


def copy(at, name, pattern, edit):
    """The shipped rules with each such line of the indicators given to edit(number, line)."""
    to = pathlib.Path(at, name)
    shutil.copytree(ROOT / SHIPPED, to)
    path = to / "20-indikatorer.regler"
    number = iter(range(10000))
    path.write_text(re.sub(pattern, lambda m: edit(next(number), m[0]),
                           path.read_text("utf-8"), flags=re.M), "utf-8")
    return to


def heavier(most):
    return lambda k, line: re.sub(r"\d+$", lambda m: str(int(m[0]) + k + 1), line) \
        if k < most else line


def wider(most):
    return lambda k, line: re.sub(r"till (\d+)", r"till \1,5", line) if k < most else line


def few(at):
    said = diff(SHIPPED, f"scenario:{SCENARIO}")
    expect(len(said["skillnader"]) == 1 and said["skillnader"][0]["rad_a"] > 0
           and said["skillnader"][0]["fil_b"].endswith("90-scenarier.regler"), "a scenario's line",
           said["skillnader"])
    sums(said, "scenario")
    eight = copy(at, "eight", r"^  vikt: +\d+$", heavier(8))
    start = time.monotonic()
    said = diff(SHIPPED, eight)
    print(f"eight changes: {time.monotonic() - start:.3f} s")
    expect(said["exakt"] and len(said["ändringar"]) == 8, "eight changes", said["ändringar"])
    sums(said, "eight")
    back = diff(eight, SHIPPED)
    for x, y in zip(sorted(said["kommuner"], key=lambda k: k["kod"]),
                    sorted(back["kommuner"], key=lambda k: k["kod"])):
        expect(all(abs((p["poäng"] or 0) + (q["poäng"] or 0)) < 1e-9
                   for p, q in zip(x["delar"], y["delar"])),
               "the other way round is the opposite", x, y)
    many = diff(SHIPPED, copy(at, "many", r"^  skala: .* till \d+(?!,).*$", wider(14)))
    expect(not many["exakt"] and len(many["ändringar"]) == 14, "fourteen changes")
    expect(any(p["poäng_fel"] for k in many["kommuner"] for p in k["delar"]), "with errors")
    sums(many, "fourteen")
    expect("± " in run("diff", SHIPPED, pathlib.Path(at, "many")).stdout, "errors in the text")


def text(at):
    other = pathlib.Path(at, "other")
    shutil.copytree(ROOT / SHIPPED, other)
    path = other / "00-modell.regler"
    path.write_text(path.read_text("utf-8")
                    .replace(f"dimension {DIMENSION} ", f"# annat\ndimension  {DIMENSION}  ")
                    .replace("  full_index:", "  full_index:   "), "utf-8")
    done = run("diff", SHIPPED, other)
    expect("ingenting" in done.stdout and "Inga platser" in done.stdout, "only layout differs",
           done.stdout)
    path.write_text(path.read_text("utf-8") + '\nflagga ny_flagga "Ny"\n  när: ja\n', "utf-8")
    path = other / "20-indikatorer.regler"
    changed, n = re.subn(r"^(  formel: +)(.+)$", r"\1(\2) * 0,5  # halva", path.read_text("utf-8"),
                         count=1, flags=re.M)
    path.write_text(changed, "utf-8")
    said = diff(SHIPPED, other, "--set", f"{WEIGHT}={VALUE + 3}")
    kinds = sorted(x["slag"] for x in said["skillnader"])
    expect(n == 1 and kinds == ["egenskap", "nytt block"], "a formula and a new block",
           said["skillnader"])
    expect([x["b"] for x in said["skillnader"] if x["slag"] == "egenskap"][0].endswith("* 0,5"),
           "the comment is no part of it")
    expect(len(said["a"]["ändringar"]) == 1 and len(said["b"]["ändringar"]) == 1, "what is in force")
    sums(said, "rules")
    data = pathlib.Path(at, "data")
    shutil.copytree(ROOT / "fixtures/oppna-data", data / "oppna-data")
    for path in data.rglob("*.csv"):
        if "af" in path.parts[-2:][0]:
            path.unlink()
    said = diff("data:fixtures", f"data:{data}")
    expect(said["ändringar"] == ["data"] and said["skillnader"] == [], "data", said["ändringar"])
    both = diff(other, f"data:{data}")
    expect(len(both["ändringar"]) == 2, "rules and data", both["ändringar"])
    sums(both, "rules and data")
    expect(run("diff", SHIPPED, other, "--format", "csv").stdout.startswith("\ufeffkod;"), "CSV")
    for arguments, code, message in [((SHIPPED, "finns-inte"), 2, '"finns-inte" finns inte'),
                                     ((SHIPPED, "scenario:finns"), 1, "--scenario:1:1: fel[E101]"),
                                     ((SHIPPED, "data:finns"), 2, 'datamappen "finns"')]:
        done = run("diff", *arguments)
        expect(done.returncode == code and message in done.stderr, f"diff {arguments}", done.stderr)


with folder() as at:
    few(at)
    text(at)
end()
