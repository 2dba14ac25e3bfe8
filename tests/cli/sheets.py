"""Reads a workbook's cells with nothing but the standard library: what a sheet says."""
import io
import re
import xml.etree.ElementTree as xml
import zipfile

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def column(reference):
    """"AB12" -> 27"""
    number = 0
    for letter in re.match("[A-Z]+", reference)[0]:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def rows_of(part, texts):
    rows = []
    for row in part.iter(f"{MAIN}row"):
        while len(rows) < int(row.get("r")):
            rows.append({})
        for cell in row.iter(f"{MAIN}c"):
            value = cell.find(f"{MAIN}v")
            if value is not None:
                text = value.text
                rows[-1][column(cell.get("r"))] = (
                    texts[int(text)] if cell.get("t") == "s" else
                    text if cell.get("t") == "str" else float(text))
    return rows


def sheets(data):
    """Name -> a list of rows, each {column: text or number}; from the bytes of a file."""
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        texts = ["".join(t.text or "" for t in si.iter(f"{MAIN}t"))
                 for si in xml.fromstring(book.read("xl/sharedStrings.xml"))]
        names = [s.get("name") for s in
                 xml.fromstring(book.read("xl/workbook.xml")).iter(f"{MAIN}sheet")]
        return {name: rows_of(xml.fromstring(book.read(f"xl/worksheets/sheet{k}.xml")), texts)
                for k, name in enumerate(names, 1)}


def lines(rows):
    """Each row as its cells in order."""
    return [[row[c] for c in sorted(row)] for row in rows if row]
