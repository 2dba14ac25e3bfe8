"""Names in data and rules that a spreadsheet would compute or that leave the folder: in every workbook
they are text, in CSV they begin with ', and nothing is written or read outside the folders given."""
import csv
import io
import pathlib
import shutil
import sys

from common import ROOT, contents, end, expect, folder, run

sys.path.insert(0, str(ROOT / "tests/points"))
from book import Book  # noqa: E402  pylint: disable=wrong-import-position

SMALL = ROOT / "tests/fault/pahittad"
STARTS = "=+-@\t\r"
AREAS = [("../../P1", '=HYPERLINK("http://pahittad.invalid";"klicka")'), ("..", "+1+1"),
         ("/P3", "-2-2"), ("a/../b", "@SUM(A1)"), ("=1+1", "\tTabb"), ("CON", "\rRetur"),
         ("P7", "..\\..\\pahittad"), ("P8", "=cmd|' /C calc'!A0")]
TITLES = [('"Helhet"', '"=SUM(A1:A9)"'), ('"Ena delen"', '"+Ena"'), ('"Ett"', '"@Ett"'),
          ('"Två"', '"-Två"'), ('"Påhittade tal"', '"=Tal"'), ('"Tre"', '"=1"')]


def model(made, rules_edit=()):
    rules, data = made / "regler", made / "data"
    shutil.copytree(SMALL / "regler", rules)
    shutil.copytree(SMALL / "data", data)
    text = (rules / "pahittad.regler").read_text("utf-8")
    for old, new in rules_edit:
        assert old in text, old
        text = text.replace(old, new)
    (rules / "pahittad.regler").write_text(text, "utf-8")
    return rules, data


def write_rows(path, rows):
    with open(path, "w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=";", lineterminator="\n").writerows(rows)


def is_hostile(text):
    return isinstance(text, str) and text[:1] != "" and text[0] in STARTS


def formulas_of(path):
    book = Book(path)
    found = {(s.name, place): c.formula for s in book.sheets for place, c in s.cells.items()
             if c.formula is not None}
    texts = {c.value for s in book.sheets for c in s.cells.values() if c.kind == "s"}
    book.close()
    return found, texts


def injected(made):
    """The same model twice, with names of which every one is harmless, and every one is not."""
    seen = {}
    for what in ("tame", "wild"):
        place = made / what
        place.mkdir()
        wild = what == "wild"
        rules, data = model(place, TITLES if wild else ())
        areas = [(c, n) if wild else (f"P{i}", f"Påhittad {i}") for i, (c, n) in enumerate(AREAS)]
        write_rows(rules / "pahittade-omraden.csv", [("kod", "kommun"), *areas])
        rows = [(code, 2024, f"{10 + i},5", 20 + i, 30 - i) for i, (code, _) in enumerate(areas)]
        write_rows(data / "pahittad.csv", [("kod", "år", "första", "andra", "tredje"), *rows])
        out = place / "a/b/ut"
        out.mkdir(parents=True)
        around = contents(place)
        done = run("run", rules, "--data", data, "--out", out)
        expect(done.returncode == 0, f"{what}: runs", done.returncode, done.stderr[-1500:])
        after = {n: b for n, b in contents(place).items() if not n.startswith("a/b/ut/")}
        expect(after == around, f"{what}: nothing is written elsewhere", set(after) ^ set(around))
        seen[what] = (out, {n: b for n, b in contents(out).items()})
    return seen


def try_books(seen):
    tame, wild = (pathlib.Path(seen[w][0]) for w in ("tame", "wild"))
    books = {w: sorted(p for p in d.rglob("*.xlsx")) for w, d in (("tame", tame), ("wild", wild))}
    expect(len(books["tame"]) == len(books["wild"]) == 2 + len(AREAS), "a workbook of each",
           *map(str, books["wild"]))
    expect(all(p.parent in (wild, wild / "kommuner") and not set(p.name) & set('/\\:*?"<>|\t\r')
               for p in books["wild"]), "base names below the folder", *books["wild"])
    meant = set()
    for path in books["wild"]:
        found, texts = formulas_of(path)
        meant |= {t for t in texts if is_hostile(t)}
        for place, formula in found.items():
            expect(not any(formula.startswith(t[1:]) for t in texts if is_hostile(t)),
                   f"{path.name}: data became a formula", place, formula)
    for _, name in AREAS:
        if name[0] in "=+-@":
            expect(name in meant or any(name in t for t in meant), f"{name!r} is a text", *sorted(meant))
    whole = {w: formulas_of(next(p for p in books[w] if "enkel" not in p.name
                                 and p.parent.name != "kommuner"))[0] for w in books}
    count = {w: len(f) for w, f in whole.items()}
    expect(count["tame"] == count["wild"], "as many formulas as with tame names", count)


def try_tables(seen):
    cells = 0
    for name, data in seen["wild"][1].items():
        if name.endswith(".csv"):
            for row in csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=";"):
                for cell in row:
                    number = cell.replace(",", "").replace("-", "").isdigit()
                    cells += cell[:1] == "'"
                    expect(not is_hostile(cell) or number, f"{name}: a cell that begins a formula",
                           repr(cell))
    expect(cells >= 2 * len(AREAS), "cells that would have been formulas begin with '", cells)


def outside(made):
    """A path that leaves the folder of the data names no file. (The list of areas is the rules' own, and
    may lie beside them.)"""
    secret = "kod;kommun;år;första;andra;tredje\nP1;HEMLIG;2024;1;2;3\n"
    ways = {"source": ("pahittad.csv", '"{}"'),
            "table": ('källa pahittad', 'tabell utvikt\n  fil: "{}"\n\nkälla pahittad')}
    for kind, (old, new) in ways.items():
        for path in ("../hemlig.csv", "../../hemlig.csv", "{made}/hemlig.csv", "x/../../hemlig.csv"):
            place = made / f"{kind}-{len(list(made.iterdir()))}"
            place.mkdir()
            (place / "hemlig.csv").write_text(secret, "utf-8")
            (made / "hemlig.csv").write_text(secret, "utf-8")
            rules, data = model(place, [(old, new.format(path.format(made=place)))])
            done = run("run", rules, "--data", data, "--out", place / "ut")
            said = done.stdout + done.stderr
            made_files = contents(place / "ut") if (place / "ut").exists() else {}
            expect(done.returncode == 1 and "HEMLIG" not in said and
                   not any(b"HEMLIG" in b for b in made_files.values()),
                   f"{kind} at {path}: told, and not read", done.returncode, said[-800:])


with folder() as there:
    there = pathlib.Path(there)
    both = injected(there)
    try_books(both)
    try_tables(both)
    outside(there)
end()
