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
            expect(parts.count(None) in (0, len(parts)), f"{what}: all parts or none", area)
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
    expect(run("diff", SHIPPED, other, "--format", "csv").stdout.startswith("\ufeffkod;"), "CSV")
    for arguments, code, message in [((SHIPPED, "finns-inte"), 2, '"finns-inte" finns inte'),
                                     ((SHIPPED, "scenario:finns"), 1, "--scenario:1:1: fel[E101]"),
                                     ((SHIPPED, "data:finns"), 2, 'datamappen "finns"')]:
        done = run("diff", *arguments)
        expect(done.returncode == code and message in done.stderr, f"diff {arguments}", done.stderr)


def edited(at, name, *edits):
    """The shipped rules with these edits: (file, pattern, replacement), each made once."""
    to = pathlib.Path(at, name)
    shutil.copytree(ROOT / SHIPPED, to)
    for file, pattern, replacement in edits:
        path = to / file
        text, n = re.subn(pattern, replacement, path.read_text("utf-8"), count=1, flags=re.M)
        expect(n == 1, f"{name}: {pattern}")
        path.write_text(text, "utf-8")
    return to


MODEL, INDICATORS = "00-modell.regler", "20-indikatorer.regler"
FORMULA = (INDICATORS, r"^(indikator (?:.*\n)*?  formel: +)(n\d+)$", r"\1\2 * 0,5 + 1 %")
MEAN = (MODEL, r"sammanvägning: medel", "sammanvägning: geometriskt")
NEW = (INDICATORS, r"^(reserv (?:.*\n)*?  formel: +)(\w+)$", r"\1provmått")
ADDED = (INDICATORS, r"\Z", '\nmått provmått "Provmått" [%]\n  formel: {0} * 0,5\n')


def added():
    """A measure made of what the first substitute's formula names, and that formula naming it."""
    text = (ROOT / SHIPPED / INDICATORS).read_text("utf-8")
    name = re.search(NEW[1], text, re.M)[2]
    return [NEW, (ADDED[0], ADDED[1], ADDED[2].format(name))]


def scores(a, b):
    return {k["kod"]: k["poäng_b"] for k in diff(a, b)["kommuner"]}


def by_definition(at):
    """A formula and an aggregation: the parts are the means over both orders, from whole runs of
    rules that have only one of the changes."""
    one, two = edited(at, "one", FORMULA), edited(at, "two", MEAN)
    both = edited(at, "both", FORMULA, MEAN)
    none, first, second, all_taken = (scores(SHIPPED, x) for x in (SHIPPED, one, two, both))
    said = diff(SHIPPED, both)
    names = said["ändringar"]
    expect(len(names) == 2 and names[0].endswith(".sammanvägning") and
           names[1].endswith(".formel"), "two changes of structure", names)
    moved = 0
    for area in said["kommuner"]:
        k = area["kod"]
        if None in (none[k], first[k], second[k], all_taken[k]):
            continue
        wanted = [((second[k] - none[k]) + (all_taken[k] - first[k])) / 2,
                  ((first[k] - none[k]) + (all_taken[k] - second[k])) / 2]
        for part, value in zip(area["delar"], wanted):
            moved += abs(value) > 1e-3
            expect(abs(part["poäng"] - value) < 1e-9, f"{k}: by definition", part, value)
    expect(moved >= 30, "areas that both changes move", moved)
    sums(said, "structure")


def joined(at):
    """A block and the formula that names it are one change; a block taken away is one of its own."""
    said = diff(SHIPPED, edited(at, "named", *added(), MEAN))
    parts = {x["namn"]: x["ändring"] for x in said["skillnader"]}
    expect(len(said["ändringar"]) == 2 and len(parts) == 3 and
           any(name.endswith(" + provmått") for name in said["ändringar"]), "joined",
           said["ändringar"], parts)
    expect(": de hör ihop" in run("diff", SHIPPED, pathlib.Path(at, "named")).stdout, "is said")
    sums(said, "joined")
    sums(diff(pathlib.Path(at, "named"), SHIPPED), "joined, the other way")


def structure(number, line):
    """Every third formula halved."""
    return f"{line} * 0,5" if number % 3 == 0 and number // 3 < structure.most else line


def many_structures(at):
    structure.most = 8
    start = time.monotonic()
    said = diff(SHIPPED, copy(at, "s8", r"^  formel: +[\wåäö]+$", structure))
    print(f"eight changes of structure: {time.monotonic() - start:.3f} s")
    expect(said["exakt"] and len(said["skillnader"]) == 8, "eight formulas", said["ändringar"])
    sums(said, "eight formulas")
    structure.most = 14
    said = diff(SHIPPED, copy(at, "s14", r"^  formel: +[\wåäö]+$", structure), "--set",
                f"{WEIGHT}={VALUE + 3}", "--data", "fixtures")
    expect(not said["exakt"] and len(said["ändringar"]) > 8 and
           any(p["poäng_fel"] for k in said["kommuner"] for p in k["delar"]), "sampled")
    sums(said, "fourteen formulas")


def dialects(at):
    english = pathlib.Path(at, "english")
    expect(run("fmt", "--lang", "en", SHIPPED, "--out", english).returncode == 0, "fmt")
    said = diff(SHIPPED, english)
    expect(said["skillnader"] == [] and said["ändringar"] == [] and said["bedömningar"] == [],
           "the same in the other dialect", said["skillnader"][:3])
    swedish = edited(at, "swedish", MEAN)
    said = diff(english, swedish)
    expect(len(said["skillnader"]) == 1 and said["skillnader"][0]["b"] == "geometriskt" and
           said["skillnader"][0]["a"] == "medel", "one change across dialects", said["skillnader"])
    back = diff(swedish, english)["skillnader"]
    expect(len(back) == 1 and back[0]["egenskap"] == "aggregation", "in the later dialect", back)


def overlay(at):
    path = pathlib.Path(at, "min-overlay.regler")
    path.write_text(f'scenario mitt "Mitt"\n  sätt: {WEIGHT} = {VALUE + 3}\n', "utf-8")
    said = diff(SHIPPED, path)
    expect(len(said["skillnader"]) == 1 and said["skillnader"][0]["namn"] == WEIGHT and
           said["skillnader"][0]["fil_b"] == str(path), "an overlay", said["skillnader"])
    back = diff(path, SHIPPED)
    expect(len(back["skillnader"]) == 1 and len(back["a"]["ändringar"]) == 1, "and back")
    ours = edited(at, "ours", MEAN)
    expect(len(diff(ours, path)["skillnader"]) == 1, "over the other side's rules")


def order_and_areas(at):
    """What no block says: another index stands first, and the list of areas is shorter."""
    index = (MODEL, r"^index ", 'index noll "Noll"\n\nindex ')
    first = edited(at, "first", index, (INDICATORS, r"\Z", """
indikator nollan "Nollan" [%]
  under:     noll
  formel:    långtidsarbetslösa_utan_år
  skala:     0 % till 10 %
  kalibrerad: nej, förslag
  vikt:      1
"""))
    said = diff(SHIPPED, first)
    expect(len(said["ändringar"]) == 2 and said["ändringar"][1].startswith("blockens ordning"),
           "the order of blocks", said["ändringar"])
    sums(said, "order")
    areas = edited(at, "areas", ("omraden/skane-33.csv", r"^1230;.*\n", ""), MEAN)
    said = diff(SHIPPED, areas)
    expect(len(said["ändringar"]) == 1 and said["ändringar"][0].startswith("allt: områdena"),
           "other areas", said["ändringar"])
    sums(said, "areas")
    gone = [k for k in said["kommuner"] if k["kod"] == "1230"]
    expect(len(gone) == 1 and gone[0]["plats_b"] is None and gone[0]["plats_a"] > 0, "is listed")


def swapped(path, most):
    """The last two digits of the first rows change places."""
    lines = path.read_bytes().split(b"\n")
    for i in range(1, min(most, len(lines))):
        lines[i] = re.sub(rb"(\d)(\d)(\s*)$", rb"\2\1\3", lines[i])
    path.write_bytes(b"\n".join(lines))


def between(said):
    """Own data, others' data and rules sum to the moves; others' data move no score that rests on
    the area's own."""
    held = others = 0
    for area in said["kommuner"]:
        three = [area[k] for k in ("egna_data", "andras_data", "regler")]
        if None in [x["poäng"] for x in three]:
            continue
        held += 1
        others += abs(three[1]["plats"]) > 0
        expect(abs(three[1]["poäng"]) < 1e-12, "others' data move no score", area)
        for key in ("poäng", "plats"):
            expect(abs(area[f"{key}_b"] - area[f"{key}_a"] - sum(x[key] for x in three)) < 1e-9,
                   f"own, others and rules: {key}", area)
    expect(held >= 30 and others >= 1, "areas in three", held, others)


def data(at):
    to = pathlib.Path(at, "data")
    shutil.copytree(ROOT / "fixtures", to)
    said = diff("data:fixtures", f"data:{to}")
    expect(said["ändringar"] == [] and said["källor"] == [], "the same data in another folder",
           said["källor"])
    for path in sorted((to / "oppna-data").rglob("*.csv")):
        swapped(path, 400)
    said = diff("data:fixtures", f"data:{to}")
    expect(said["skillnader"] == [] and len(said["källor"]) > 8, "sources", said["källor"])
    expect(said["exakt"] and 3 <= len(said["ändringar"]) <= 8, "grouped", said["ändringar"])
    expect(all(name.startswith("data: ") for name in said["ändringar"]), "named")
    sums(said, "data")
    few = pathlib.Path(at, "few")
    shutil.copytree(ROOT / "fixtures", few)
    for path in sorted((few / "oppna-data/scb").rglob("*.csv"))[:2]:
        swapped(path, 400)
    said = diff("data:fixtures", f"data:{few}")
    expect(1 <= len(said["källor"]) <= 8 and all("," not in x for x in said["ändringar"]),
           "one part a source", said["ändringar"])
    both = diff(SHIPPED, edited(at, "rules", MEAN), "--against-data", few)
    expect(len(both["ändringar"]) == 1 + len(said["ändringar"]), "rules and data",
           both["ändringar"])
    sums(both, "rules and data")
    between(both)
    expect(all("regler" not in area for area in said["kommuner"]), "data alone needs no three")
    out = run("diff", SHIPPED, pathlib.Path(at, "rules"), "--against-data", few).stdout
    expect("andras data" in out, "three in the text")


with folder() as at:
    few(at)
    text(at)
    by_definition(at)
    joined(at)
    many_structures(at)
    dialects(at)
    overlay(at)
    order_and_areas(at)
    data(at)
end()
