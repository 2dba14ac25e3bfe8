"""Holds workbooks to the points. Usage: points.py FILE.xlsx ... ; prints what it found."""
import pathlib
import sys
import zipfile
import zlib

from book import Book
import form
import formulas
import paper
import reading
from registry import POINTS

FILES_OF_POINTS = (form, reading, paper, formulas)
MOST_SHOWN = 5


def look_at(path):
    """Point -> what is wrong with this file. One that cannot be read breaks the point of it only."""
    try:
        book = Book(pathlib.Path(path))
    except (zipfile.BadZipFile, zlib.error) as error:
        return {"entries": [("file", "", str(error))]}
    except Exception as error:  # pylint: disable=broad-except
        return {"parse": [("file", "", f"{type(error).__name__}: {error}")]}
    try:
        found = {}
        for name, check in POINTS.items():
            faults = list(check(book))
            if faults:
                found[name] = faults
        return found
    finally:
        book.close()


def told(path, found):
    """Lines for people."""
    for name, faults in found.items():
        for where, ref, what in faults[:MOST_SHOWN]:
            yield f"{name}: {pathlib.Path(path).name} {where} {ref}: {what}"
        if len(faults) > MOST_SHOWN:
            yield f"{name}: {pathlib.Path(path).name}: {len(faults) - MOST_SHOWN} more"


if __name__ == "__main__":
    every = [line for path in sys.argv[1:] for line in told(path, look_at(path))]
    print(*every, sep="\n")
    print(f"{len(sys.argv) - 1} workbooks, {len(POINTS)} points")
    sys.exit(1 if every or len(sys.argv) < 2 else 0)
