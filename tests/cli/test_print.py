"""On paper: every sheet of every workbook is A4 and one page wide, its table's heading is repeated,
and no type is under 7 points when the sheet is shrunk to the page's width; on the screen none is
under 9. Worked out from the file: the widths of the columns that are printed, and the sizes of the
fonts that its cells use."""
import re
import xml.etree.ElementTree as xml
import zipfile

from common import end, expect, folder, run
from names import VALUE, WEIGHT
from sheets import MAIN, column

PAPER = (8.27, 11.69)  # inches: A4
DEFAULT = 8.43
LEAST_PRINTED, LEAST_SHOWN = 7.0, 9.0


def pixels(width):
    return int(width * 7 + 5) if width >= 1 else int(width * 12)


def sizes(styles):
    """Size of the font of each cell format."""
    fonts = [float(f.find(f"{MAIN}sz").get("val")) for f in styles.find(f"{MAIN}fonts")]
    return [fonts[int(x.get("fontId"))] for x in styles.find(f"{MAIN}cellXfs")]


def widths(sheet):
    found = {}
    for col in sheet.iter(f"{MAIN}col"):
        for k in range(int(col.get("min")) - 1, int(col.get("max"))):
            found[k] = float(col.get("width")) - 5 / 7 if float(col.get("width")) > 1 else 0.5
    return found


def areas(book):
    """Sheet number -> the last column that is printed."""
    return {int(n.get("localSheetId")): column(re.search(r":\$([A-Z]+)", n.text)[1])
            for n in book.iter(f"{MAIN}definedName")
            if n.get("name") == "_xlnm.Print_Area" and ":" in n.text}


def scale(sheet, last):
    own = widths(sheet)
    total = sum(pixels(own.get(k, DEFAULT)) for k in range(last + 1)) / 96
    lying = sheet.find(f"{MAIN}pageSetup").get("orientation") == "landscape"
    margins = sheet.find(f"{MAIN}pageMargins")
    return min(1.0, (PAPER[lying] - float(margins.get("left")) - float(margins.get("right"))) / total)


def check(name, data):
    with zipfile.ZipFile(data) as book:
        workbook = xml.fromstring(book.read("xl/workbook.xml"))
        fonts = sizes(xml.fromstring(book.read("xl/styles.xml")))
        printed = areas(workbook)
        for k, said in enumerate(workbook.iter(f"{MAIN}sheet")):
            sheet = xml.fromstring(book.read(f"xl/worksheets/sheet{k + 1}.xml"))
            where = f"{name}: {said.get('name')}"
            setup, fit = sheet.find(f"{MAIN}pageSetup"), sheet.find(f".//{MAIN}pageSetUpPr")
            expect(setup.get("paperSize") == "9" and fit is not None and
                   fit.get("fitToPage") == "1" and setup.get("fitToWidth", "1") == "1" and
                   setup.get("fitToHeight", "1") in ("0", "1"),  # 1: tests/cli/test_card.py
                   f"{where}: A4, one page wide", setup.attrib)
            used = {fonts[int(c.get("s", 0))] for c in sheet.iter(f"{MAIN}c")
                    if c.find(f"{MAIN}v") is not None}
            share = scale(sheet, printed.get(k, 0))
            expect(k in printed and min(used) >= LEAST_SHOWN, f"{where}: type on the screen",
                   min(used))
            expect(min(used) * share >= LEAST_PRINTED, f"{where}: printed type",
                   f"{min(used) * share:.2f} points")


def repeated(data):
    """A sheet whose table may pass one page says its headings again."""
    with zipfile.ZipFile(data) as book:
        workbook = xml.fromstring(book.read("xl/workbook.xml"))
        rows = {int(n.get("localSheetId")) for n in workbook.iter(f"{MAIN}definedName")
                if n.get("name") == "_xlnm.Print_Titles"}
        for k, said in enumerate(workbook.iter(f"{MAIN}sheet")):
            sheet = xml.fromstring(book.read(f"xl/worksheets/sheet{k + 1}.xml"))
            if sheet.find(f"{MAIN}tableParts") is not None:
                expect(k in rows, f"{said.get('name')}: headings are repeated")


with folder() as at:
    for lang in ("sv", "en"):
        out = f"{at}/{lang}"
        done = run("run", "--lang", lang, "--out", out, "--before-rules", "rules/asf", "--set",
                   f"{WEIGHT}={VALUE + 10}")
        expect(done.returncode == 0, f"{lang}: run", done.stderr)
        check(lang, f"{out}/asf-skane.xlsx")
        check(f"{lang} 1280", f"{out}/kommuner/1280-malmo.xlsx")
        check(f"{lang} 1257", f"{out}/kommuner/1257-orkelljunga.xlsx")
        repeated(f"{out}/asf-skane.xlsx")
end()
