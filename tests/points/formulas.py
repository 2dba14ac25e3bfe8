"""Points of formulas. A workbook without formulas keeps them too: there is then little to keep."""
import re

from book import MAIN, area_of, place_of, places_of, split_sheet
from form import all_formulas
from registry import point

# Functions that mean the same in Excel 2016, Excel 365, LibreOffice 7.4 and Gnumeric.
SAFE = set("IF AND OR NOT SUM SUMIF SUMIFS SUMPRODUCT COUNTIF COUNTIFS COUNT INDEX MATCH RANK "
           "ROUND ROUNDUP ROUNDDOWN MIN MAX MEDIAN PERCENTILE LARGE SMALL ISNUMBER ISTEXT ISBLANK "
           "IFERROR CHOOSE SQRT ABS INT MOD AVERAGE COUNTA TRUE FALSE LN EXP ROW ROWS COLUMN "
           "COLUMNS LEFT RIGHT MID LEN FIND SUBSTITUTE TRIM PRODUCT POWER SIGN N T EXACT "
           "CONCATENATE REPT CODE CHAR OFFSET".split()) - {"OFFSET"}
SAME = 1e-9
CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
REFERENCE = re.compile(r"(?:'((?:[^']|'')+)'|([A-Za-zÀ-ÿ_][\wÀ-ÿ.]*))!")


def without_texts(formula):
    return re.sub(r'"(?:[^"]|"")*"', '""', formula)


@point
def stored(book):
    """Every formula has its result stored beside it, and is one cell's."""
    for sheet in book.sheets:
        for cell in sheet.cells.values():
            if cell.formula is None:
                continue
            if cell.raw is None or not cell.formula.strip():
                yield sheet.name, cell.ref, f"nothing stored: {cell.formula[:60]}"
        for element in sheet.all("f"):
            if element.get("t", "normal") != "normal":
                yield sheet.name, element.get("ref", ""), f"a formula of kind {element.get('t')}"


@point
def safe_functions(book):
    """Only functions that every spreadsheet program knows and means the same by."""
    for where, ref, formula in all_formulas(book):
        for name in re.findall(r"([A-Za-z_][\w.]*)\s*\(", without_texts(formula)):
            if name.upper() not in SAFE:
                yield where, ref, f"{name}: {formula[:60]}"


@point
def references(book):
    """Formulas speak of sheets and names that are there."""
    names = {name.casefold() for name, _, _, _ in book.defined}
    names |= {table.name.casefold() for sheet in book.sheets for table in sheet.tables}
    for where, ref, formula in all_formulas(book):
        bare = without_texts(formula)
        if "#REF!" in bare or "#NAME?" in bare:
            yield where, ref, f"an error: {formula[:60]}"
        for quoted, plain in REFERENCE.findall(bare):
            if (quoted.replace("''", "'") or plain) not in book.by_name:
                yield where, ref, f"no such sheet: {formula[:60]}"
        rest = re.sub(r"[\w.]+\s*\(", "(", REFERENCE.sub("", bare))
        for word in re.findall(r"(?<![\w.$])[A-Za-zÀ-ÿ_][\wÀ-ÿ.]*", rest):
            if not (place_of(word.upper()) or word.casefold() in names or
                    re.fullmatch(r"[A-Z]{1,3}|TRUE|FALSE|[eE]\d+", word)):
                yield where, ref, f"no such name {word}: {formula[:60]}"


@point
def computed_on_load(book):
    """All is computed anew when the workbook is opened."""
    calc = book.workbook.find(f"{MAIN}calcPr")
    if calc is None or calc.get("fullCalcOnLoad") != "1" or calc.get("calcMode", "auto") != "auto":
        yield "xl/workbook.xml", "", "not computed on load"


@point
def unlocked(book):
    """Cells to write in are exactly the validated ones."""
    for sheet in book.sheets:
        free = {p for p, cell in sheet.cells.items() if book.styles.of(cell).unlocked}
        checked = sheet.validated()
        for row, column in sorted(free ^ checked):
            what = "unlocked, not validated" if (row, column) in free else "validated, locked"
            yield sheet.name, f"row {row + 1} column {column + 1}", what


@point
def protection(book):
    """Protection has no password; a sheet with formulas and cells to write in is protected."""
    for sheet in book.sheets:
        found = sheet.find("sheetProtection")
        if found is not None:
            for name in ("password", "hashValue", "saltValue"):
                if found.get(name):
                    yield sheet.name, "", "protected by a password"
            if found.get("sheet") != "1":
                yield sheet.name, "", "protection that is not on"
        elif sheet.validated() and any(c.formula is not None for c in sheet.cells.values()):
            yield sheet.name, "", "formulas beside cells to write in, not protected"
    if book.workbook.find(f"{MAIN}workbookProtection") is not None:
        yield "xl/workbook.xml", "", "the workbook is protected"


def values_of(book, sheet, ref):
    """The values of a range, or None when it means nothing."""
    name, cells = split_sheet(ref)
    sheet = book.by_name.get(name) if name else sheet
    if sheet is None or area_of(cells.replace("$", "")) is None:
        return None
    found = [sheet.cells.get(p) for p in places_of(cells.replace("$", ""))]
    return [c.value if c is not None else None for c in found]


@point
def validations(book):
    """A drop-down has a list of cells, all filled; the cell holds one of them; errors are told."""
    defined = {name: text for name, _, text, _ in book.defined}
    for sheet in book.sheets:
        for v in sheet.all("dataValidation"):
            at = v.get("sqref")
            if v.get("showErrorMessage") != "1" or not v.get("error"):
                yield sheet.name, at, "lets anything in, or does not say why not"
            first = v.find(f"{MAIN}formula1")
            if first is None or not first.text:
                yield sheet.name, at, "no condition"
            elif v.get("type") == "list":
                values = values_of(book, sheet, defined.get(first.text, first.text))
                if not values or any(x in (None, "") for x in values):
                    yield sheet.name, at, f"no list of filled cells: {first.text}"
                    continue
                for place in places_of(at):
                    cell = sheet.cells.get(place)
                    if cell is not None and cell.value not in (None, "", *values):
                        yield sheet.name, cell.ref, f"{cell.value!r} is not in its list"


def same(a, b):
    """A cache writes nothing, or a blank, for an empty cell."""
    if isinstance(b, float):
        try:
            return abs(float(a) - b) <= SAME * max(1.0, abs(b))
        except (TypeError, ValueError):
            return False
    return (a or "") == (b or "")


@point
def chart_caches(book):
    """What a chart has stored is what its cells hold."""
    for part in (n for n in book.names if n.startswith("xl/charts/chart")):
        for tag, cache in (("numRef", "numCache"), ("strRef", "strCache")):
            for reference in book.xml(part).iter(CHART + tag):
                ref = reference.find(f"{CHART}f").text
                values, kept = values_of(book, None, ref), reference.find(CHART + cache)
                if values is None or kept is None:
                    yield part, ref, "no such cells" if values is None else "nothing stored"
                    continue
                points = {int(p.get("idx")): p.find(f"{CHART}v").text
                          for p in kept.iter(f"{CHART}pt")}
                if int(kept.find(f"{CHART}ptCount").get("val")) != len(values):
                    yield part, ref, "stores another number of points"
                for i, value in enumerate(values):
                    if tag == "numRef" and isinstance(value, str) and points.get(i) in (None, "0"):
                        continue  # Excel stores a text among figures so
                    if not same(points.get(i), value):
                        yield part, ref, f"point {i + 1}: {points.get(i)!r} for {value!r}"
