"""Points of safety and form: what any program that opens the file takes for granted."""
import math
import re
import unicodedata

from book import MAIN, place_of, places_of, split_sheet
from registry import point

NUMBER = re.compile(r"-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?")
LONGEST_TEXT, LONGEST_NAME, LONGEST_SHEET = 32767, 120, 31
LARGEST_FILE = 1_000_000
ACTIVE_PART = re.compile(r"vba|macro|dialogsheet|externalLink|activeX|ctrlProp|embeddings|oleObject|"
                         r"connections|queryTable|webextension|customXml|ddeLink|revision", re.I)
ACTIVE_TYPE = re.compile(r"macroEnabled|vbaProject|externalLink|activeX|oleObject|connections|"
                         r"queryTable|webextension", re.I)
# Functions that reach outside the workbook, or run code.
REACHING = re.compile(r"(?<![\w.])(WEBSERVICE|FILTERXML|ENCODEURL|RTD|DDE|CALL|EXEC|REGISTER(\.ID)?|"
                      r"IMAGE|STOCKHISTORY|CUBE\w+|SQL\.REQUEST|EVALUATE|INDIRECT|HYPERLINK)\s*\(",
                      re.I)
RELATIONS = ("worksheet", "styles", "theme", "sharedStrings", "officeDocument", "table", "drawing",
             "chart", "hyperlink", "core-properties", "extended-properties", "comments",
             "vmlDrawing", "image", "calcChain")


@point
def entries(book):
    """Every part inflates with its CRC (or there is no book), stands once, under an ordinary name, without a time."""
    seen = set()
    for info in book.zip.infolist():
        name = info.filename
        if name in seen:
            yield name, "", "stands twice"
        seen.add(name)
        if name.startswith("/") or ".." in name.split("/") or "\\" in name:
            yield name, "", "reaches outside"
        if info.date_time != (1980, 1, 1, 0, 0, 0):
            yield name, "", f"has a time: {info.date_time}"


@point
def parse(book):
    """Every XML part parses, and declares no entities."""
    for name in book.names:
        if name.endswith((".xml", ".rels", ".vml")):
            try:
                book.xml(name)
            except Exception as error:  # pylint: disable=broad-except
                yield name, "", str(error)
            if b"<!DOCTYPE" in book.bytes(name) or b"<!ENTITY" in book.bytes(name):
                yield name, "", "declares entities"


@point
def package(book):
    """Every part has a content type; what relations point at is there."""
    types = book.xml("[Content_Types].xml")
    overrides = {t.get("PartName").lstrip("/") for t in types if t.tag.endswith("Override")}
    defaults = {t.get("Extension").lower() for t in types if t.tag.endswith("Default")}
    for name in sorted(overrides - set(book.names)):
        yield name, "", "has a content type and is not there"
    for name in book.names:
        if name not in overrides and name.rpartition(".")[2].lower() not in defaults:
            yield name, "", "has no content type"
    for part in book.names + [""]:
        for rid, relation in book.relations(part).items():
            if not relation["external"] and relation["target"] not in book.names:
                yield part, rid, f"points at {relation['target']}, which is not there"


@point
def numbers(book):
    """Numbers follow the number grammar: no decimal comma, no NaN, no infinity."""
    for sheet in book.sheets:
        for cell in sheet.cells.values():
            if cell.kind == "n" and cell.raw is not None:
                if not NUMBER.fullmatch(cell.raw) or not math.isfinite(float(cell.raw)):
                    yield sheet.name, cell.ref, f"not a number: {cell.raw!r}"
        for tag, names in (("col", ("width",)), ("row", ("ht",)), ("pageMargins", ("left", "top")),
                           ("cfvo", ("val",))):
            for element in sheet.all(tag):
                for name in names:
                    value = element.get(name)
                    if value is not None and not NUMBER.fullmatch(value):
                        yield sheet.name, tag, f"{name} is not a number: {value!r}"
    for part in (n for n in book.names if n.startswith("xl/charts/chart")):
        for value in book.xml(part).findall(".//{*}numCache/{*}pt/{*}v"):
            if not NUMBER.fullmatch(value.text or ""):
                yield part, "", f"not a number: {value.text!r}"


@point
def kinds(book):
    """Cells are numbers, texts or yes and no; none holds an error or a text that is not there."""
    for sheet in book.sheets:
        for cell in sheet.cells.values():
            if cell.kind not in ("n", "s", "b"):
                yield sheet.name, cell.ref, f"kind {cell.kind}: {cell.raw}"
            elif cell.raw is not None and cell.value is None:
                yield sheet.name, cell.ref, f"no text number {cell.raw}"


def units(text):
    return len(text.encode("utf-16-le")) // 2


@point
def texts(book):
    """Texts are NFC, hold no control characters, and at most 32 767 UTF-16 units."""
    for sheet in book.sheets:
        for cell in sheet.filled():
            if cell.kind != "s":
                continue
            text = cell.value
            if not unicodedata.is_normalized("NFC", text):
                yield sheet.name, cell.ref, f"not NFC: {text[:40]!r}"
            if units(text) > LONGEST_TEXT:
                yield sheet.name, cell.ref, f"{units(text)} UTF-16 units"
            if re.search(r"[\x00-\x08\x0b-\x1f\x7f\ufffe\uffff]|_x[0-9A-Fa-f]{4}_", text):
                yield sheet.name, cell.ref, f"control character: {text[:40]!r}"


@point
def sheet_names(book):
    """Sheet names are legal, and differ when case is folded."""
    seen = set()
    for sheet in book.sheets:
        name = sheet.name
        if not name or units(name) > LONGEST_SHEET or re.search(r"[\[\]:*?/\\\x00-\x1f]", name) or \
                name[0] == "'" or name[-1] == "'" or name.casefold() == "history" or \
                not unicodedata.is_normalized("NFC", name):
            yield name, "", "not a legal name of a sheet"
        if name.casefold() in seen:
            yield name, "", "the name stands twice"
        seen.add(name.casefold())


def legal_name(name):
    return re.fullmatch(r"[^\W\d][\w.]*", name) and len(name.encode()) <= LONGEST_NAME and \
        not place_of(name.upper()) and not re.fullmatch(r"(?i)r\d*c?\d*|c\d*", name)


@point
def defined_names(book):
    """Names of tables and defined names are legal, at most 120 bytes, and differ."""
    seen = set()
    for name, scope, _, _ in book.defined:
        short = name[6:] if name.startswith("_xlnm.") else name
        if not legal_name(short):
            yield name, "", "not a legal name"
        if (name.casefold(), scope) in seen:
            yield name, "", "the name stands twice"
        seen.add((name.casefold(), scope))
    for sheet in book.sheets:
        for table in sheet.tables:
            if not legal_name(table.name) or table.root.get("name") != table.name:
                yield sheet.name, table.ref, f"not a legal name: {table.name}"
            if (table.name.casefold(), None) in seen:
                yield sheet.name, table.ref, f"the name {table.name} stands twice"
            seen.add((table.name.casefold(), None))


@point
def defined_ranges(book):
    """Defined names mean cells of sheets that are there."""
    for name, _, text, _ in book.defined:
        for ref in re.findall(r"(?:'(?:[^']|'')+'|[^',!]+)![^,]+", text) or [text]:
            sheet, cells = split_sheet(ref)
            rows = re.fullmatch(r"\$(\d+):\$(\d+)", cells)
            if sheet not in book.by_name or not (rows or list(places_of(cells.replace("$", "")))):
                yield name, "", f"means nothing: {text}"


def overlap(a, b):
    return a[0] <= b[2] and b[0] <= a[2] and a[1] <= b[3] and b[1] <= a[3]


@point
def tables(book):
    """Tables do not overlap; their headings are the cells', and differ."""
    for sheet in book.sheets:
        areas = []
        for table in sheet.tables:
            for other, name in areas:
                if overlap(other, table.area):
                    yield sheet.name, table.ref, f"{table.name} overlaps {name}"
            areas.append((table.area, table.name))
            row, first, _, last = table.area
            cells = [sheet.cells[row, c].text if (row, c) in sheet.cells else ""
                     for c in range(first, last + 1)]
            if cells != table.columns:
                yield sheet.name, table.ref, f"headings differ: {cells} and {table.columns}"
            if len({c.casefold() for c in table.columns}) != len(table.columns):
                yield sheet.name, table.ref, "a heading stands twice"
        filters = sheet.find("autoFilter")
        for area, name in areas:
            if filters is not None and overlap(area, _area(filters.get("ref"))):
                yield sheet.name, filters.get("ref"), f"a filter over {name}"


def _area(ref):
    places = list(places_of(ref))
    return (*places[0], *places[-1])


@point
def merged(book):
    """No cells are merged."""
    for sheet in book.sheets:
        for merge in sheet.all("mergeCell"):
            yield sheet.name, merge.get("ref"), "merged"


@point
def links(book):
    """Links go to https or to a cell that is there."""
    for sheet in book.sheets:
        for link in sheet.all("hyperlink"):
            rid = link.get("{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id")
            if rid:
                address = sheet.relations.get(rid, {}).get("target", "")
                if not re.fullmatch(r"https://[\w.-]+(/\S*)?", address):
                    yield sheet.name, link.get("ref"), f"goes to {address!r}"
            else:
                name, cell = split_sheet(link.get("location", ""))
                if name not in book.by_name or not place_of(cell):
                    yield sheet.name, link.get("ref"), f"goes nowhere: {link.get('location')!r}"


@point
def reaching(book):
    """No macros, no external references, no DDE, no functions that fetch."""
    for name in book.names:
        if ACTIVE_PART.search(name):
            yield name, "", "an active part"
    for element in book.xml("[Content_Types].xml"):
        if ACTIVE_TYPE.search(element.get("ContentType", "")):
            yield "[Content_Types].xml", "", element.get("ContentType")
    for part in book.names + [""]:
        for relation in book.relations(part).values():
            kind = relation["type"].rpartition("/")[2]
            if kind not in RELATIONS or (relation["external"] and kind != "hyperlink"):
                yield part, "", f"relation {kind} to {relation['target']}"
    for where, ref, formula in all_formulas(book):
        bare = re.sub(r'"[^"]*"', '""', formula)
        if REACHING.search(bare) or "|" in bare or re.search(r"\[\d+\]|https?:|file:", bare):
            yield where, ref, f"reaches outside: {formula[:60]}"


def all_formulas(book):
    """Every formula of the book, those of rules, drop-downs and names too."""
    for sheet in book.sheets:
        for cell in sheet.cells.values():
            if cell.formula is not None:
                yield sheet.name, cell.ref, cell.formula
        for tag in ("formula1", "formula2", "formula"):
            for element in sheet.root.iter(MAIN + tag):
                yield sheet.name, tag, element.text or ""
    for name, _, text, _ in book.defined:
        yield "defined name", name, text
    for part in (n for n in book.names if n.startswith("xl/charts/chart")):
        for element in book.xml(part).iter("{http://schemas.openxmlformats.org/drawingml/2006/chart}f"):
            yield part, "", element.text or ""


@point
def properties(book):
    """Title, creator and subject are set, and the day."""
    core = book.xml("docProps/core.xml")
    for name in ("title", "creator", "subject", "created"):
        element = core.find(f"{{*}}{name}")
        if element is None or not (element.text or "").strip():
            yield "docProps/core.xml", name, "not set"


@point
def size(book):
    """Under one megabyte."""
    size_of = book.path.stat().st_size
    if size_of >= LARGEST_FILE:
        yield "file", "", f"{size_of} bytes"
