"""Fills in a workbook in LibreOffice, as a person does: office.py IN OUT NAME=VALUE ...
Rows are inserted above, a sheet is renamed and moved first, and it is saved as .xlsx. Runs under the Python that
has LibreOffice's uno. The other way, "--openpyxl IN OUT NAME=VALUE ...", writes with openpyxl and moves nothing.
A VALUE of #12 is a number, 2026-03-01 a day, TRUE a truth; everything else text."""
import datetime
import re
import sys

from live_office import Office


def value_of(text):
    if text.startswith("#"):
        return float(text[1:])
    if text == "TRUE":
        return True
    if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        return datetime.date.fromisoformat(text)
    return text


def with_openpyxl(source, target, values):
    import openpyxl
    book = openpyxl.load_workbook(source)
    for name, text in values:
        sheet, at = list(book.defined_names[name].destinations)[0]
        book[sheet][at.replace("$", "")].value = value_of(text)
    book.save(target)


def with_libreoffice(source, target, values):
    office = Office()
    book = office.open(source)
    fill(book.document, values)
    book.save(target, "Calc MS Excel 2007 XML")
    book.close()
    office.close()


def fill(book, values):
    names = book.NamedRanges
    for name, text in values:
        cell = names.getByName(name).ReferredCells.getCellByPosition(0, 0)
        value = value_of(text)
        if isinstance(value, bool):
            cell.setFormula("=TRUE()" if value else "=FALSE()")
        elif isinstance(value, float):
            cell.setValue(value)
        elif isinstance(value, datetime.date):
            cell.setValue((value - datetime.date(1899, 12, 30)).days)
        else:
            cell.setString(value)
    sheet = names.getByName("svar_vem").ReferredCells.Spreadsheet
    sheet.unprotect("")
    sheet.Rows.insertByIndex(2, 3)
    sheet.Columns.insertByIndex(1, 2)
    old = sheet.Name
    sheet.Name = "Våra svar (klart)"
    book.Sheets.moveByName("Våra svar (klart)", 0)
    assert old != sheet.Name


if __name__ == "__main__":
    arguments = sys.argv[1:]
    how = with_libreoffice
    if arguments[0] == "--openpyxl":
        how = with_openpyxl
        arguments = arguments[1:]
    how(arguments[0], arguments[1], [a.split("=", 1) for a in arguments[2:]])
