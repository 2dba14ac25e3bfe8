"""A workbook as other programs see it: what is stored in the file, what LibreOffice computes, and a
LibreOffice that is kept running while weights are changed. Nothing here knows the model."""
import atexit
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import time
import xml.etree.ElementTree as tree
import zipfile

import libreoffice
from common import faults, skip, tried

SPACE = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"


def miss(what):
    """A test that cannot run says so; under ETABLERA_NO_SKIP=1 it has failed."""
    if os.environ.get("ETABLERA_NO_SKIP") == "1":
        print(f"FAILED: {what}")
        sys.exit(1)
    skip(what)


def import_uno():
    """LibreOffice's Python is the system's, which need not be the one that runs the tests."""
    try:
        import uno
        return uno
    except ImportError:
        system = "/usr/bin/python3"
        again = os.environ.get("ETABLERA_UNO_TRIED") == "1"
        if not again and pathlib.Path(system).exists():
            os.environ["ETABLERA_UNO_TRIED"] = "1"
            os.execv(system, [system, *sys.argv])
        return miss("python3-uno is not installed")


# --- the file -------------------------------------------------------------------------------------

def letters_to_number(letters):
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def place(address):
    """"B12" -> (11, 1)"""
    letters, digits = re.fullmatch(r"([A-Z]+)(\d+)", address).groups()
    return int(digits) - 1, letters_to_number(letters)


def text_of(element):
    return "".join(t.text or "" for t in element.iter(SPACE + "t"))


def stored(path):
    """-> {sheet: {(row, column): (value, formula or None)}}; value is a text or a float."""
    book = {}
    with zipfile.ZipFile(path) as parts:
        def part(name):
            return tree.fromstring(parts.read(name))
        strings = [text_of(s) for s in part("xl/sharedStrings.xml")]
        targets = {r.get("Id"): r.get("Target") for r in part("xl/_rels/workbook.xml.rels")}
        for sheet in part("xl/workbook.xml").iter(SPACE + "sheet"):
            cells = {}
            for cell in part("xl/" + targets[sheet.get(RELATION + "id")]).iter(SPACE + "c"):
                value, formula = cell.find(SPACE + "v"), cell.find(SPACE + "f")
                if value is None and formula is None:
                    continue
                raw = value.text or "" if value is not None else ""
                if cell.get("t") == "s":
                    raw = strings[int(raw)]
                elif cell.get("t") != "str":
                    raw = float(raw)
                cells[place(cell.get("r"))] = (raw, None if formula is None else formula.text)
            book[sheet.get("name")] = cells
    return book


def same(a, b):
    """Numbers within 1e-9, texts identical; an empty text and an empty cell are the same."""
    if isinstance(a, str) or isinstance(b, str):
        return a == b or (a in ("", None) and b in ("", None))
    return a is not None and b is not None and abs(a - b) <= 1e-9 * max(1, abs(a))


# --- LibreOffice ----------------------------------------------------------------------------------

class Office:
    """LibreOffice without a window, on a profile and a pipe of its own; ended by its own number."""

    def __init__(self, locale=None):
        if libreoffice.soffice() is None:
            miss("LibreOffice (soffice) is not installed")
        self.uno = import_uno()
        self.home = tempfile.mkdtemp(prefix="etablera-office-")
        pipe = f"etablera{os.getpid()}x{len(self.home)}{locale or ''}".replace("-", "")
        self.process = libreoffice.listening(self.home, pipe, locale=locale)
        atexit.register(self.close)
        self.desktop = self.connect(pipe)

    def connect(self, pipe):
        local = self.uno.getComponentContext()
        resolver = local.ServiceManager.createInstanceWithContext(
            "com.sun.star.bridge.UnoUrlResolver", local)
        last = None
        for _ in range(600):
            try:
                context = resolver.resolve(
                    f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
                return context.ServiceManager.createInstanceWithContext(
                    "com.sun.star.frame.Desktop", context)
            except Exception as error:  # pylint: disable=broad-except
                last = error
                if self.process.poll() is not None and self.process.returncode:
                    break
                time.sleep(0.1)
        return miss(f"LibreOffice did not start: {last}")

    def value(self, name, value):
        made = self.uno.createUnoStruct("com.sun.star.beans.PropertyValue")
        made.Name, made.Value = name, value
        return made

    def open(self, path):
        url = self.uno.systemPathToFileUrl(str(pathlib.Path(path).resolve()))
        return Book(self, self.desktop.loadComponentFromURL(
            url, "_blank", 0, (self.value("Hidden", True),)))

    def close(self):
        if self.process is None:
            return
        process, self.process = self.process, None
        try:
            self.desktop.terminate()
        except Exception:  # pylint: disable=broad-except
            pass
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, 9)
            process.wait()
        shutil.rmtree(self.home, ignore_errors=True)


class Book:
    def __init__(self, office, document):
        self.office, self.document = office, document

    def sheet(self, name):
        return self.document.Sheets.getByName(name)

    def calculate(self):
        self.document.calculateAll()

    def cells(self, name):
        """-> {(row, column): value} of all that is not empty, computed."""
        sheet = self.sheet(name)
        cursor = sheet.createCursor()
        cursor.gotoEndOfUsedArea(False)
        last = cursor.RangeAddress
        rows = sheet.getCellRangeByPosition(0, 0, last.EndColumn, last.EndRow).getDataArray()
        return {(r, c): value for r, row in enumerate(rows) for c, value in enumerate(row)}

    def column(self, name, column, first, last):
        data = self.sheet(name).getCellRangeByPosition(column, first, column, last).getDataArray()
        return [row[0] for row in data]

    def get(self, name, row, column):
        return self.column(name, column, row, row)[0]

    def put(self, name, row, column, value):
        cell = self.sheet(name).getCellByPosition(column, row)
        if isinstance(value, str):
            cell.setString(value)
        else:
            cell.setValue(value)

    def put_column(self, name, column, first, values):
        """None: an empty cell."""
        block = self.sheet(name).getCellRangeByPosition(column, first, column,
                                                        first + len(values) - 1)
        block.setDataArray(tuple(("" if v is None else v,) for v in values))

    def save(self, path, kind):
        url = self.office.uno.systemPathToFileUrl(str(pathlib.Path(path).resolve()))
        self.document.storeToURL(url, (self.office.value("FilterName", kind),))

    def close(self):
        self.document.close(True)


def compare(book, computed, what):
    """Every formula's stored result against what another program computed."""
    formulas, wrong = 0, []
    for sheet, cells in book.items():
        seen = computed(sheet)
        for at, (value, formula) in cells.items():
            if formula is None:
                continue
            formulas += 1
            if not same(value, seen.get(at)):
                wrong.append(f"{sheet} {at}: stored {value!r}, computed {seen.get(at)!r}: "
                             f"{formula[:200]}")
    tried.append(what)
    if wrong or not formulas:
        faults.append(what)
        print(f"FAILED: {what}: {len(wrong)} of {formulas}")
        for line in wrong[:12]:
            print("   ", line)
    return formulas
