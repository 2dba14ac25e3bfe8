"""Workbooks computed anew by other programs: LibreOffice, with a decimal point and with a comma, and
Gnumeric. Nothing of a computation is shared with the program that wrote them."""
import subprocess

from libreoffice import PATIENCE

SAME = 1e-9
LOCALES = ("en-US", "sv-SE")


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
