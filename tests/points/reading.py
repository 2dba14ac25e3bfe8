"""Points of reading: what a reader meets when the workbook is opened."""
import re

from book import MAIN, REL, measure, place_of, places_of, split_sheet
from registry import point

COVERS = {"Omslag": "all", "Cover": "all", "Kort svar": "area", "Short answer": "area"}
DATA_SHEETS = {"Poäng", "Points", "Data", "Underlag", "Evidence", "Regler", "Rules"}
NOTES = {"Noter", "Notes"}
ANSWERS = {"svar", "answer"}  # ja, nej and numbers in one column: whatever was answered
CODES = {"kod", "code", "id", "rad", "line"}
MARKS = ("[r]", "[x]", "[c]", "[z]", "[k]", "[e]", "[å]", "[b]")
MARK = re.compile(r"\[[a-zåäö]\]")
SMALLEST_TYPE, LEAST_CONTRAST = 9.0, 4.5
SHORTEST_ALTERNATIVE = 20
STRIPE = "D9D9D9"  # of the table style Light 1


def is_plain(book):
    return book.sheets[0].name not in COVERS


@point
def opening(book):
    """Opens on the cover at A1."""
    for view in book.workbook.iter(f"{MAIN}workbookView"):
        if view.get("activeTab", "0") != "0" or view.get("firstSheet", "0") not in ("0", "1"):
            yield book.sheets[0].name, "", f"opens on sheet {view.get('activeTab')}"
    for number, sheet in enumerate(book.sheets):
        view = sheet.find("sheetViews/sheetView")
        if (view.get("tabSelected") == "1") != (number == 0):
            yield sheet.name, "", "chosen when the workbook opens" if number else "not chosen"
        pane = view.find(f"{MAIN}pane")
        if view.get("topLeftCell", "A1") != "A1":
            yield sheet.name, view.get("topLeftCell"), "opens scrolled"
        for selection in view.findall(f"{MAIN}selection"):
            if pane is None and selection.get("activeCell", "A1") != "A1":
                yield sheet.name, selection.get("activeCell"), "opens on another cell than A1"
        if pane is not None:
            corner = place_of(pane.get("topLeftCell", "A1"))
            if corner != (int(pane.get("ySplit", "0")), int(pane.get("xSplit", "0"))):
                yield sheet.name, pane.get("topLeftCell"), "opens scrolled"


@point
def titles(book):
    """A1 is the sheet's title, larger than the rest; A2 says what the sheet shows."""
    for sheet in book.sheets:
        first, second = sheet.cells.get((0, 0)), sheet.cells.get((1, 0))
        if first is None or not first.text or book.styles.of(first).size < 14:
            yield sheet.name, "A1", "no title"
        if second is None or len(second.text) < 15:
            yield sheet.name, "A2", "does not say what the sheet shows"


@point
def contents(book):
    """The cover links to every sheet; so does the first sheet of another book that links at all."""
    found = {split_sheet(link.get("location", ""))[0]
             for link in book.sheets[0].all("hyperlink")}
    if COVERS.get(book.sheets[0].name) != "all" and not found:
        return
    for sheet in book.sheets[1:]:
        if sheet.name not in found:
            yield book.sheets[0].name, "", f"no link to {sheet.name}"


@point
def hidden(book):
    """Nothing is hidden: no sheet, row, column, name or formula."""
    for sheet in book.sheets:
        if sheet.state != "visible":
            yield sheet.name, "", sheet.state
        for tag in ("row", "col"):
            for element in sheet.all(tag):
                at = element.get("r") or element.get("min")
                width = measure(element.get("ht" if tag == "row" else "width") or "1")
                if element.get("hidden") in ("1", "true") or width <= 0 or \
                        element.get("collapsed") in ("1", "true"):
                    yield sheet.name, f"{tag} {at}", "hidden"
        for cell in sheet.filled():
            look = book.styles.of(cell)
            if ";;" in look.format or look.hides_formula:
                yield sheet.name, cell.ref, "hidden by its format"
    for name, _, _, element in book.defined:
        if element.get("hidden") in ("1", "true") and name != "_xlnm._FilterDatabase":
            yield "defined name", name, "hidden"


@point
def data_sheets(book):
    """Data sheets hold one marked-up table without empty cells, and nothing under or beside it."""
    for sheet in book.sheets:
        if sheet.name not in DATA_SHEETS and not is_plain(book):
            continue
        if len(sheet.tables) != 1:
            yield sheet.name, "", f"{len(sheet.tables)} tables"
            continue
        first, left, last, right = sheet.tables[0].area
        for place in places_of(sheet.tables[0].ref):
            cell = sheet.cells.get(place)
            if cell is None or cell.value in (None, ""):
                yield sheet.name, sheet.tables[0].ref, f"empty: row {place[0] + 1} column " \
                                                       f"{place[1] + 1}"
        for cell in sheet.filled():
            if cell.row > last or (cell.row >= first and not left <= cell.column <= right):
                yield sheet.name, cell.ref, "outside the table"


@point
def number_columns(book):
    """A table's column of numbers holds numbers and marks, nothing else; numbers are no texts."""
    for sheet in book.sheets:
        for table in sheet.tables:
            first, left, last, right = table.area
            for column in range(left, right + 1):
                heading = table.columns[column - left]
                cells = [sheet.cells[r, column] for r in range(first + 1, last + 1)
                         if (r, column) in sheet.cells]
                yield from _column(sheet, heading, [c for c in cells if c.value is not None])


def _column(sheet, heading, cells):
    if heading.casefold() in ANSWERS:
        return
    numeric = any(c.kind == "n" for c in cells)
    described = not numeric and any(re.search("[a-zåäö]{3}", c.text) for c in cells)
    for cell in cells:
        if cell.kind == "n":
            continue
        if numeric and cell.text not in MARKS and cell.text != "–":
            yield sheet.name, cell.ref, f"{heading}: neither number nor mark: {cell.text[:30]!r}"
        if heading.casefold() not in CODES and not described and re.fullmatch(r"-?[\d  ]+([,.]\d+)?", cell.text):
            yield sheet.name, cell.ref, f"{heading}: a number written as text: {cell.text!r}"


@point
def marks(book):
    """Every mark is a known one, and the workbook for all explains it on Noter."""
    explained = set()
    for sheet in book.sheets:
        if sheet.name in NOTES:
            for cell in sheet.filled():
                beside = sheet.cells.get((cell.row, cell.column + 1))
                if cell.kind == "s" and beside is not None and len(beside.text) > 10:
                    explained.update(MARK.findall(cell.text))
    has_notes = any(s.name in NOTES for s in book.sheets)
    for sheet in book.sheets:
        for cell in sheet.filled():
            if cell.kind != "s" or not MARK.fullmatch(cell.text):
                continue
            if cell.text not in MARKS or (has_notes and cell.text not in explained):
                yield sheet.name, cell.ref, f"{cell.text} is not explained"
    if COVERS.get(book.sheets[0].name) == "all" and not has_notes:
        yield book.sheets[0].name, "", "there is no sheet of notes"


@point
def alternatives(book):
    """Charts and pictures say in words what they show, and what they say is no other's."""
    for sheet in book.sheets:
        seen = set()
        for relation in sheet.relations.values():
            if not relation["type"].endswith("/drawing"):
                continue
            for frame in book.xml(relation["target"]).iter():
                if not frame.tag.endswith("}cNvPr"):
                    continue
                text = frame.get("descr", "")
                if len(text) < SHORTEST_ALTERNATIVE or text in seen:
                    yield sheet.name, frame.get("name"), f"alternative text: {text!r}"
                seen.add(text)


@point
def type_sizes(book):
    """Type is 9 points or more, in cells, charts and footers."""
    for sheet in book.sheets:
        for cell in sheet.filled():
            if book.styles.of(cell).size < SMALLEST_TYPE:
                yield sheet.name, cell.ref, f"{book.styles.of(cell).size} points"
        for element in sheet.find("headerFooter") if sheet.find("headerFooter") is not None else ():
            for number in re.findall(r"&(\d+)", element.text or ""):
                if int(number) < SMALLEST_TYPE:
                    yield sheet.name, "footer", f"{number} points"
    for part in (n for n in book.names if n.startswith("xl/charts/chart")):
        for element in book.xml(part).iter():
            if int(element.get("sz", "900")) < SMALLEST_TYPE * 100:
                yield part, "", f"{int(element.get('sz')) / 100} points"


def luminance(color):
    parts = [int(color[i:i + 2], 16) / 255 for i in (0, 2, 4)]
    r, g, b = (p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def contrast(a, b):
    """As WCAG 2 has it: 1 to 21."""
    light, dark = sorted((luminance(a), luminance(b)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def rules_of(sheet):
    """(places, [(text's colour or None, fill or None)]) of each rule, the ends of scales too."""
    for block in sheet.all("conditionalFormatting"):
        places = set(places_of(block.get("sqref")))
        for rule in block.findall(f"{MAIN}cfRule"):
            colors = [(None, c.get("rgb", "FFFFFFFF")[-6:]) for c in rule.iter(f"{MAIN}color")]
            if rule.get("dxfId"):
                colors.append(sheet.book.styles.changes[int(rule.get("dxfId"))])
            yield places, colors


@point
def contrasts(book):
    """Text stands out from what is behind it, 4.5:1, also where a rule or a scale colours it."""
    for sheet in book.sheets:
        striped = {p for t in sheet.tables for p in places_of(t.ref)
                   if t.root.find(f"{MAIN}tableStyleInfo") is not None
                   and t.root.find(f"{MAIN}tableStyleInfo").get("showRowStripes") == "1"}
        rules = list(rules_of(sheet))
        known = {}
        for cell in sheet.filled():
            look, place = book.styles.of(cell), (cell.row, cell.column)
            backs = [(look.color, look.fill or "FFFFFF")]
            if place in striped and not look.fill:
                backs.append((look.color, STRIPE))
            for places, colors in rules:
                if place in places:
                    backs += [(text or look.color, fill or look.fill or "FFFFFF")
                              for text, fill in colors]
            for pair in set(backs):
                if pair not in known:
                    known[pair] = contrast(*pair)
                if known[pair] < LEAST_CONTRAST:
                    yield sheet.name, cell.ref, f"{pair[0]} on {pair[1]}: {known[pair]:.2f}:1"


@point
def color_alone(book):
    """A rule colours only cells that also say it in figures or words. (Scales and bars colour
    numbers, and nothing else.)"""
    for sheet in book.sheets:
        for block in sheet.all("conditionalFormatting"):
            if all(rule.get("dxfId") is None for rule in block):
                continue
            for row, column in places_of(block.get("sqref")):
                cell = sheet.cells.get((row, column))
                if cell is None or (cell.value is None and cell.formula is None
                                    and not book.styles.of(cell).unlocked):
                    yield sheet.name, f"row {row + 1} column {column + 1}", "coloured and empty"


@point
def charts_fixed(book):
    """Every chart has a title, written in it; it is drawn from cells of this book."""
    for part in (n for n in book.names if n.startswith("xl/charts/chart")):
        root = book.xml(part)
        title = root.find("{*}chart/{*}title")
        words = "".join(t.text or "" for t in title.iter() if t.tag.endswith("}t")) \
            if title is not None else ""
        if not words.strip():
            yield part, "", "no title"
        if title is not None and title.find(".//{*}strRef") is not None:
            yield part, "", "its title is a cell's, which shows 0 until it is computed"
    for sheet in book.sheets:
        for drawing in sheet.all("drawing"):
            if drawing.get(f"{REL}id") not in sheet.relations:
                yield sheet.name, "", "a drawing that is not there"
