"""Workbooks computed anew by other programs: LibreOffice, with a decimal point and with a comma, and
Gnumeric. Nothing of a computation is shared with the program that wrote them."""
import os
import pathlib
import shutil
import subprocess

SAME = 1e-9
PATIENCE = 400  # seconds
LOCALES = ("en-US", "sv-SE")
# Recalculation of loaded workbooks: always. The locale decides signs and names of functions.
SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" \
oor:op="fuse"><value>0</value></prop></item>
<item oor:path="/org.openoffice.Setup/L10N"><prop oor:name="ooSetupSystemLocale" \
oor:op="fuse"><value>{locale}</value></prop></item>
</oor:items>
"""


def soffice():
    return shutil.which("soffice") or shutil.which("libreoffice")


def libreoffice(books, out, locale):
    """Writes each of the books computed anew into `out`, in one start of LibreOffice. -> stderr"""
    out = pathlib.Path(out)
    profile = out / "profile"
    (profile / "user").mkdir(parents=True)
    (profile / "user/registrymodifications.xcu").write_text(SETTINGS.format(locale=locale),
                                                           encoding="utf-8")
    done = subprocess.run([soffice(), f"-env:UserInstallation={profile.resolve().as_uri()}",
                           "--headless", "--norestore", "--convert-to", "xlsx", "--outdir",
                           str(out), *map(str, books)],
                          capture_output=True, text=True, timeout=PATIENCE, check=False,
                          env={**os.environ, "HOME": str(out)}, stdin=subprocess.DEVNULL)
    return done.stderr


def gnumeric(book, made):
    done = subprocess.run(["ssconvert", "--recalc", str(book), str(made)], capture_output=True,
                          text=True, timeout=PATIENCE, check=False, stdin=subprocess.DEVNULL)
    return done.stderr


def same(a, b):
    """Of two values: numbers to 1e-9 of their size, yes is 1, nothing is an empty text."""
    if isinstance(a, float) and isinstance(b, float):
        return abs(a - b) <= SAME * max(1.0, abs(a), abs(b))
    return (a if a is not None else "") == (b if b is not None else "")


def shown(text):
    """Line ends and the blanks of XML are not the computation's."""
    return text.replace("\r\n", "\n") if isinstance(text, str) else text


def differences(book, computed):
    """(formula cells compared, cells compared, [sheet cell: stored, computed])"""
    formulas = cells = 0
    found = []
    if [s.name for s in book.sheets] != [s.name for s in computed.sheets]:
        return 0, 0, ["the sheets differ"]
    for sheet, other in zip(book.sheets, computed.sheets):
        for place, cell in sheet.cells.items():
            if cell.value is None and cell.formula is None:
                continue
            cells += 1
            formulas += cell.formula is not None
            theirs = other.cells.get(place)
            value = theirs.value if theirs is not None and theirs.kind != "e" else \
                theirs.raw if theirs is not None else None
            if not same(shown(cell.value), shown(value)):
                found.append(f"{sheet.name} {cell.ref}: {cell.value!r}, computed {value!r}"
                             + (f" by {cell.formula[:80]}" if cell.formula else ""))
    return formulas, cells, found
