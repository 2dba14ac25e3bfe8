"""The plain edition: one table a sheet, no empty cell, no fill, nothing under the table, and the figures of the
CSV files. Read here with zipfile and xml.etree alone."""
import csv
import pathlib
import re
import zipfile
from xml.etree import ElementTree

from common import ROOT, end, expect, folder, run

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def column_number(letters):
    n = 0
    for letter in letters:
        n = n * 26 + ord(letter) - 64
    return n


def place(at):
    letters, row = re.fullmatch(r"\$?([A-Z]+)\$?(\d+)", at).groups()
    return int(row), column_number(letters)


class Book:
    def __init__(self, path):
        self.zip = zipfile.ZipFile(path)
        parse = lambda name: ElementTree.fromstring(self.zip.read(name))
        self.strings = ["".join(t.text or "" for t in si.iter(MAIN + "t"))
                        for si in parse("xl/sharedStrings.xml")]
        styles = parse("xl/styles.xml")
        fills = [fill.find(MAIN + "patternFill").get("patternType") for fill in styles.find(MAIN + "fills")]
        self.filled = [fills[int(xf.get("fillId", 0))] not in ("none", None)
                       for xf in styles.find(MAIN + "cellXfs")]
        targets = {r.get("Id"): r.get("Target") for r in parse("xl/_rels/workbook.xml.rels")}
        self.sheets = {s.get("name"): parse("xl/" + targets[s.get(RELATION)])
                       for s in parse("xl/workbook.xml").find(MAIN + "sheets")}
        self.parts = {s.get("name"): "xl/" + targets[s.get(RELATION)]
                      for s in parse("xl/workbook.xml").find(MAIN + "sheets")}

    def cells(self, name):
        found = {}
        for c in self.sheets[name].iter(MAIN + "c"):
            v = c.find(MAIN + "v")
            if v is not None:
                text = self.strings[int(v.text)] if c.get("t") == "s" else float(v.text)
                found[place(c.get("r"))] = (text, int(c.get("s", 0)))
        return found

    def tables(self, name):
        folder_name, base = self.parts[name].rsplit("/", 1)
        try:
            rels = ElementTree.fromstring(self.zip.read(f"{folder_name}/_rels/{base}.rels"))
        except KeyError:
            return []
        return [ElementTree.fromstring(self.zip.read("xl/" + r.get("Target").split("../", 1)[1]))
                for r in rels if r.get("Type").endswith("/table")]

    def rows(self, name):
        """The table as dictionaries; None when it is not the sheet's one and whole."""
        (table,) = self.tables(name)
        (top, left), (bottom, right) = map(place, table.get("ref").split(":"))
        cells = self.cells(name)
        heads = [cells[top, c][0] for c in range(left, right + 1)]
        return [dict(zip(heads, (cells[r, c][0] for c in range(left, right + 1))))
                for r in range(top + 1, bottom + 1)]


def form(book):
    for name, sheet in book.sheets.items():
        tables = book.tables(name)
        expect(len(tables) == 1, f"{name}: one table", len(tables))
        if len(tables) != 1:
            continue
        (top, left), (bottom, right) = map(place, tables[0].get("ref").split(":"))
        cells = book.cells(name)
        inside = {(r, c) for r in range(top, bottom + 1) for c in range(left, right + 1)}
        expect(left == 1 and inside <= set(cells), f"{name}: no empty cell", sorted(inside - set(cells))[:5])
        others = set(cells) - inside
        expect(others == {(1, 1), (2, 1)} and top > 3, f"{name}: only title and subtitle beside it",
               sorted(others)[:5])
        heads = [cells[top, c][0] for c in range(left, right + 1)]
        expect(heads == [c.get("name") for c in tables[0].iter(MAIN + "tableColumn")] and
               len({h.casefold() for h in heads}) == len(heads), f"{name}: its headings", heads)
        expect(not any(book.filled[style] for _, style in cells.values()), f"{name}: no fill")
        for forbidden in ("mergeCells", "conditionalFormatting", "drawing", "dataValidations"):
            expect(sheet.find(MAIN + forbidden) is None, f"{name}: no {forbidden}")


def of_csv(path):
    with open(path, encoding="utf-8-sig", newline="") as f:
        return list(csv.DictReader(f, delimiter=";"))


def same(number, text):
    """A cell of the workbook and a field of a CSV file say the same."""
    if text == "":
        return isinstance(number, str)
    return isinstance(number, float) and abs(number - float(text.replace(",", "."))) <= 1e-9


def figures(book, out):
    points = {(r["kod"], r["nod"]): r for r in of_csv(out / "poang.csv")}
    rows = book.rows("Poäng")
    wrong = [r for r in rows if not (same(r["Poäng"], points[r["Kod"], r["Namn i reglerna"]]["poang"]) and
                                     same(r["Plats"], points[r["Kod"], r["Namn i reglerna"]]["plats"]))]
    expect(len(rows) > 1500 and not wrong, "Poäng equals poang.csv", len(rows), wrong[:3])
    scored = {k for k, r in points.items() if r["slag"] != "mått"}
    expect({(r["Kod"], r["Namn i reglerna"]) for r in rows} >=
           {k for k in scored if points[k]["poang"] and points[k]["slag"] != "indikator"}, "none is left out")
    rows = book.rows("Värden")
    wrong = [r for r in rows if not (same(r["Värde"], points[r["Kod"], r["Namn i reglerna"]]["varde"]) and
                                     same(r["År"], points[r["Kod"], r["Namn i reglerna"]]["ar"]))]
    expect(len(rows) > 1500 and not wrong, "Värden equals poang.csv", len(rows), wrong[:3])
    expect({k for k, r in points.items() if r["slag"] in ("mått", "indikator")} ==
           {(r["Kod"], r["Namn i reglerna"]) for r in rows}, "every value is there")
    ranking = of_csv(out / "rangordning.csv")
    rows = book.rows("Rangordning")
    expect([(r["Kod"], r["Kommun"]) for r in rows] == [(r["kod"], r["kommun"]) for r in ranking] and
           all(same(a["Plats"], b["plats"]) and same(a["Täckning"], b["täckning"]) and
               a["Klass"] == b["klass"] for a, b in zip(rows, ranking)), "Rangordning equals rangordning.csv")
    spans = {r["kod"]: r for r in of_csv(out / "sakerhet.csv")}
    expect(all(same(r["Bästa plats i spannet"], spans[r["Kod"]]["bast"]) and
               same(r["Sämsta plats i spannet"], spans[r["Kod"]]["samst"]) for r in rows), "and sakerhet.csv")
    questions = book.rows("Frågor")
    expect(len(questions) == 33 * 19 and {r["Svar"] for r in questions} == {"okänd"} and
           {r["Vem svarade"] for r in questions} == {"\u2013"}, "every question, all unknown")
    expect(book.rows("Ändrade regler")[0]["Slag"] in ("Inga rader", "fel"), "nothing changed is said")
    marks = {r["Märke eller ord"] for r in book.rows("Märken")}
    used = {text for name in book.sheets for text, _ in book.cells(name).values()
            if isinstance(text, str) and re.fullmatch(r"\[.\]", text)}
    expect(used and used <= marks, "every mark is explained", used - marks)


def changed(out, target):
    done = run("run", "--data", ROOT / "fixtures", "--out", target, "--draws", "0", "--lang", "en",
               "--set", "marknad.vikt=45")
    expect(done.returncode == 0, "a changed run in English", done.stderr)
    book = Book(target / "asf-skane-enkel.xlsx")
    form(book)
    rows = book.rows("Changed rules")
    expect(any(r["Kind"] == "changed number" and "45" in r["What"] for r in rows), "what was changed", rows)
    expect(list(book.sheets)[0] == "Contents" and
           {r["Sheet"] for r in book.rows("Contents")} >= set(list(book.sheets)[1:]), "the contents")
    expect(book.rows("Ranking")[0]["Place"] == 1, "the ranking in English")


with folder() as made:
    out = pathlib.Path(made) / "ut"
    done = run("run", "--data", ROOT / "fixtures", "--out", out, "--draws", "1000")
    expect(done.returncode == 0, "it runs", done.stderr)
    book = Book(out / "asf-skane-enkel.xlsx")
    expect(list(book.sheets) == ["Innehåll", "Rangordning", "Poäng", "Värden", "Utmaningar", "Affärsidéer", "Råd",
                                 "Frågor", "Källor", "Ändrade regler", "Märken"], "its sheets", list(book.sheets))
    form(book)
    figures(book, out)
    changed(out, pathlib.Path(made) / "en")
end()
