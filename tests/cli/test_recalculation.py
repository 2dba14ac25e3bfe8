"""LibreOffice, in an English and a Swedish locale, and Gnumeric compute every workbook anew: every cell
is as it was stored. A workbook with wrong results stored proves that they computed. Skipped where
either program is missing."""
import os
import pathlib
import shutil
import subprocess
import sys
import zipfile

from common import ROOT, end, expect, faults, folder, run, skip

sys.path.insert(0, str(ROOT / "tests/points"))
# pylint: disable=wrong-import-position
from book import Book  # noqa: E402
from breaking import formula  # noqa: E402
from libreoffice import convert, soffice  # noqa: E402
from recalculation import LOCALES, differences, gnumeric  # noqa: E402

WORKBOOKS = 34
LONG = os.environ.get("ETABLERA_LONG") == "1"  # tests/run --long: every workbook
CONTROL = ("=2+3", 5.0)


def control_of(good, path):
    """A workbook whose first title is a formula with a wrong result."""
    with zipfile.ZipFile(good) as book:
        parts = {name: book.read(name) for name in book.namelist()}
    first = Book(good).sheets[0].name
    formula(parts, first, "A1", CONTROL[0].lstrip("="), "<v>99</v>")
    with zipfile.ZipFile(path, "w") as book:
        for name, data in parts.items():
            book.writestr(name, data)


def compare(what, books, made):
    formulas = cells = 0
    for path in books:
        computed = made / path.name
        if not computed.exists():
            expect(False, f"{what}: {path.name} is computed")
            continue
        if path.name == "control.xlsx":
            expect(Book(computed).sheets[0].cells[0, 0].value == CONTROL[1],
                   f"{what}: a wrong stored result is computed anew",
                   Book(computed).sheets[0].cells[0, 0].value)
            continue
        f, c, found = differences(Book(path), Book(computed))
        formulas, cells = formulas + f, cells + c
        expect(c and not found, f"{what}: {path.name} is as stored", f"{len(found)} differ",
               *found[:8])
    print(f"{what}: {formulas} formulas, {cells} cells")


def together(out):
    """All workbooks of a run in one folder, and the control."""
    flat = pathlib.Path(out) / "flat"
    flat.mkdir()
    for path in sorted(pathlib.Path(out).rglob("*.xlsx")):
        if path.parent != flat:
            shutil.copy(path, flat / path.name)
    books = sorted(flat.iterdir())
    expect(len(books) >= WORKBOOKS, f"{WORKBOOKS} workbooks", len(books))
    if not LONG:  # those for all areas, and every fourth of the others, which are made alike
        books = [p for k, p in enumerate(books) if k % 4 == 0 or not p.name[0].isdigit()]
    control_of(books[0], flat / "control.xlsx")
    return [*books, flat / "control.xlsx"]


def by_libreoffice(books, where):
    for locale in LOCALES:
        made = where / locale
        made.mkdir()
        try:
            told = convert(books, made, "xlsx", locale=locale, recalculates=True)
        except subprocess.TimeoutExpired as late:
            told = str(late)
        if not list(made.glob("*.xlsx")):
            expect(False, f"LibreOffice {locale} computes", told[-500:])
            continue
        compare(f"LibreOffice {locale}", books, made)


def by_gnumeric(books, where):
    made = where / "gnumeric"
    made.mkdir()
    for path in books:
        gnumeric(path, made / path.name)
    compare("Gnumeric", books, made)


absent = [name for name, there in (("libreoffice-calc-nogui", soffice()),
                                   ("gnumeric", shutil.which("ssconvert"))) if not there]
if len(absent) == 2:
    skip(f"missing (Debian): {' '.join(absent)}")
with folder() as there:
    run("run", "--out", f"{there}/out", "--draws", "50")
    every = together(f"{there}/out")
    if soffice():
        by_libreoffice(every, pathlib.Path(there))
    if shutil.which("ssconvert"):
        by_gnumeric(every, pathlib.Path(there))
if absent and not faults:
    skip(f"missing (Debian): {' '.join(absent)}")
end()
