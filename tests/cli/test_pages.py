"""Whole pages: what is made as one page is one, with its charts, and a page of the sheets that compute
begins with a table's name. Worked out from the file, and as LibreOffice prints it."""
import pathlib
import re
import shutil
import subprocess
import xml.etree.ElementTree as xml
import zipfile

from common import end, expect, folder, run
from live_office import miss
from names import VALUE, WEIGHT
from sheets import MAIN, column

PAPER = (8.27, 11.69)  # inches: A4
DEFAULT = 8.43
LEAST_PRINTED = 7.0


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


DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}"
ONE_PAGE = {"sv": ("Profil", "Utveckling", "Egna regler"),
            "en": ("Profile", "Trends", "Own rules")}
# Sheets of several tables.
IN_TABLES = {"sv": ("Karta", "Räkneblad"),
             "en": ("Map", "Calculation")}
DEFAULT_HEIGHT = 15.0  # points


def heights(sheet, last):
    """Points from the top through a row (from 0)."""
    own = {int(r.get("r")) - 1: float(r.get("ht")) for r in sheet.iter(f"{MAIN}row") if r.get("ht")}
    return sum(own.get(k, DEFAULT_HEIGHT) for k in range(last + 1))


def ends_of_charts(book, number):
    """(row, column) of the lower right corner of each chart, from 0."""
    rels = f"xl/worksheets/_rels/sheet{number}.xml.rels"
    if rels not in book.namelist():
        return []
    names = re.findall(r"drawings/(drawing\d+\.xml)", book.read(rels).decode())
    ends = []
    for name in names:
        for to in xml.fromstring(book.read(f"xl/drawings/{name}")).iter(f"{DRAWING}to"):
            ends.append((int(to.find(f"{DRAWING}row").text), int(to.find(f"{DRAWING}col").text)))
    return ends


def one_page(lang, path):
    """From the file: fitted to one page with type of 7 points, charts and all."""
    with zipfile.ZipFile(path) as book:
        workbook = xml.fromstring(book.read("xl/workbook.xml"))
        rows = {int(n.get("localSheetId")): int(re.search(r":\$[A-Z]+\$(\d+)", n.text)[1]) - 1
                for n in workbook.iter(f"{MAIN}definedName")
                if n.get("name") == "_xlnm.Print_Area" and ":" in n.text}
        columns, found = areas(workbook), 0
        for k, said in enumerate(workbook.iter(f"{MAIN}sheet")):
            sheet = xml.fromstring(book.read(f"xl/worksheets/sheet{k + 1}.xml"))
            name = said.get("name")
            outside = [e for e in ends_of_charts(book, k + 1)
                       if e[0] > rows[k] or e[1] > columns[k]]
            expect(not outside, f"{lang} {name}: charts lie within what is printed", outside)
            if name not in ONE_PAGE[lang]:
                continue
            setup, margins = sheet.find(f"{MAIN}pageSetup"), sheet.find(f"{MAIN}pageMargins")
            lying = setup.get("orientation") == "landscape"
            room = 72 * (PAPER[1 - lying] - float(margins.get("top")) - float(margins.get("bottom")))
            share = min(scale(sheet, columns[k]), room / heights(sheet, rows[k]))
            expect(setup.get("fitToHeight", "1") == "1" and 10 * share >= LEAST_PRINTED,
                   f"{lang} {name}: one page, type of 7 points", f"{10 * share:.2f}")
            found += 1
        expect(found == len(ONE_PAGE[lang]), f"{lang}: the sheets of one page", found)


def printed_pages(path, there):
    """What the first lines of every page that LibreOffice prints begin with."""
    subprocess.run(["soffice", f"-env:UserInstallation=file://{there}/lo", "--headless",
                    "--convert-to", "pdf", "--outdir", there, str(path)],
                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=200, check=False)
    text = subprocess.run(["pdftotext", "-layout", str(pathlib.Path(there, path.stem + ".pdf")),
                           "-"], capture_output=True, check=True).stdout.decode()
    return [[re.split(r"  +", line.strip())[0] for line in page.splitlines() if line.strip()][:4]
            for page in text.split("\f")[:-1]]


def titles_and_tables(path):
    """-> {sheet: its title}, {sheet: texts in its column A}"""
    with zipfile.ZipFile(path) as book:
        strings = ["".join(t.text or "" for t in s.iter(f"{MAIN}t"))
                   for s in xml.fromstring(book.read("xl/sharedStrings.xml"))]
        fonts = sizes(xml.fromstring(book.read("xl/styles.xml")))
        titles, tables = {}, {}
        for k, said in enumerate(xml.fromstring(book.read("xl/workbook.xml")).iter(f"{MAIN}sheet")):
            sheet = xml.fromstring(book.read(f"xl/worksheets/sheet{k + 1}.xml"))
            first = [(strings[int(c.find(f"{MAIN}v").text)], fonts[int(c.get("s", 0))])
                     for c in sheet.iter(f"{MAIN}c")
                     if re.fullmatch(r"A\d+", c.get("r")) and c.get("t") == "s"]
            titles[said.get("name")] = first[0][0]
            tables[said.get("name")] = [t for t, size in first if size >= 12]
        return titles, tables


def page_of(pages, title):
    """The first page with the title among its first lines; -1: none."""
    return next((k for k, lines in enumerate(pages) if title in lines), -1)


def whole_pages(lang, path, there):
    """As LibreOffice prints: a sheet of one page is one, and no table is parted from its name."""
    if shutil.which("soffice") is None or shutil.which("pdftotext") is None:
        miss("LibreOffice (soffice) or pdftotext is not installed")
    pages, (titles, tables) = printed_pages(path, there), titles_and_tables(path)
    order = list(titles)
    for name in ONE_PAGE[lang]:
        after = titles[order[order.index(name) + 1]]
        at = page_of(pages, titles[name])
        expect(at >= 0 and at + 1 == page_of(pages, after), f"{lang} {name}: one page",
               pages[at:at + 3])
    for name in IN_TABLES[lang]:
        first = page_of(pages, titles[name])
        last = page_of(pages, titles[order[order.index(name) + 1]])
        torn = [p for p in pages[first:last]
                if not any(p[0].startswith(t[:40]) for t in tables[name])]
        expect(last - first > 1 and not torn, f"{lang} {name}: pages begin with a table", torn[:3])


with folder() as at:
    for lang in ("sv", "en"):
        out = f"{at}/{lang}"
        done = run("run", "--lang", lang, "--out", out, "--before-rules", "rules/asf", "--set",
                   f"{WEIGHT}={VALUE + 10}")
        expect(done.returncode == 0, f"{lang}: run", done.stderr)
        one_page(lang, f"{out}/asf-skane.xlsx")
        whole_pages(lang, pathlib.Path(out, "asf-skane.xlsx"), out)
end()
