"""Points of paper: A4, one page wide, headings on each page, type of 7 points or more, nothing cut.

Widths of letters are Carlito's, which has Calibri's: thousandths of the type size."""
import re

from book import area_of, ref_of, split_sheet
from reading import is_plain
from registry import point

SMALLEST_PRINT = 7.0
INCH = 96
A4 = (8.27, 11.69)
ROWS_A_PAGE = 30  # more than these certainly take more than a page
PADDING, INDENT = 2, 9  # pixels that Excel keeps beside a text, and for each step inward
SLACK = 1.03  # Excel, LibreOffice and this differ by so much
LINE = 1.2
REGULAR = (
    226, 326, 401, 498, 507, 715, 682, 221, 303, 303, 498, 498, 250, 306, 252, 386, 507, 507, 507,
    507, 507, 507, 507, 507, 507, 507, 268, 268, 498, 498, 498, 463, 894, 579, 544, 533, 615, 488,
    459, 631, 623, 252, 319, 520, 420, 855, 646, 662, 517, 673, 543, 459, 487, 642, 567, 890, 519,
    487, 468, 307, 386, 307, 498, 498, 291, 479, 525, 423, 525, 498, 305, 471, 525, 229, 239, 455,
    229, 799, 525, 527, 525, 525, 349, 391, 335, 525, 452, 715, 433, 453, 395, 314, 460, 314, 498)
BOLD = (
    226, 326, 438, 498, 507, 729, 705, 233, 312, 312, 498, 498, 258, 306, 267, 430, 507, 507, 507,
    507, 507, 507, 507, 507, 507, 507, 276, 276, 498, 498, 498, 463, 898, 606, 561, 529, 630, 488,
    459, 637, 631, 267, 331, 547, 423, 874, 659, 676, 532, 686, 563, 473, 495, 653, 591, 906, 551,
    520, 478, 325, 430, 325, 498, 498, 300, 494, 537, 418, 537, 503, 316, 474, 537, 246, 255, 480,
    246, 813, 537, 538, 537, 537, 355, 399, 347, 537, 473, 745, 459, 474, 397, 344, 475, 344, 498)
LIKE = {"\u00a0": " ", "\u202f": " ", "Å": "A", "Ä": "A", "Ö": "O", "å": "a", "ä": "a", "ö": "o",
        "é": "e", "è": "e", "ü": "u", "ø": "o", "–": "+", "−": "+", "×": "+", "≥": "+", "≤": "+",
        "•": "+", "’": ",", "”": '"', "·": ".", "²": '"'}


def width_of(text, look):
    """Pixels."""
    table, total = BOLD if look.bold else REGULAR, 0
    for letter in text:
        letter = LIKE.get(letter, letter)
        total += table[ord(letter) - 32] if " " <= letter <= "~" else 700
    return total / 1000 * look.size * INCH / 72


def shown(cell, look):
    """What a cell shows in Swedish Excel, as far as its width goes."""
    if cell.kind == "s":
        return cell.text
    if cell.kind == "b":
        return "FALSKT"
    percent = "%" in look.format
    match = re.search(r"0\.(0+)", look.format)
    if look.format == "General":
        return ""  # is shortened to fit
    digits = len(match[1]) if match else 0
    value = cell.value * (100 if percent else 1)
    text = f"{value:{',' if ',' in look.format else ''}.{digits}f}"
    words = sum(len(w) for w in re.findall(r'"([^"]*)"', look.format))
    return text.replace(",", " ").replace(".", ",") + (" %" if percent else "") + "x" * words


def print_area(sheet):
    number = str(sheet.book.sheets.index(sheet))
    for name, scope, text, _ in sheet.book.defined:
        if name == "_xlnm.Print_Area" and scope == number:
            return area_of(split_sheet(text)[1].replace("$", ""))
    return None


def repeated(sheet):
    """The rows that stand on every page: (first, last) or None."""
    number = str(sheet.book.sheets.index(sheet))
    for name, scope, text, _ in sheet.book.defined:
        rows = re.search(r"\$(\d+):\$(\d+)", text)
        if name == "_xlnm.Print_Titles" and scope == number and rows:
            return int(rows[1]) - 1, int(rows[2]) - 1
    return None


@point
def paper(book):
    """A4, one page wide, as many high as it takes; all that is shown is printed, or told apart."""
    for sheet in book.sheets:
        setup = sheet.find("pageSetup")
        fit = sheet.find("sheetPr/pageSetUpPr")
        if setup is None or setup.get("paperSize") != "9":
            yield sheet.name, "", "not A4"
            continue
        if fit is None or fit.get("fitToPage") != "1" or setup.get("fitToWidth", "1") != "1" or \
                setup.get("fitToHeight", "1") not in ("0", "1"):
            yield sheet.name, "", "not fitted to the width of a page"
        area = print_area(sheet)
        if area is None:
            yield sheet.name, "", "no print area"
            continue
        last = max((c.row for c in sheet.filled()), default=0)
        if area[0] != 0 or area[1] != 0 or area[2] < last:
            yield sheet.name, ref_of(area[2], area[3]), f"not all is printed: row {last + 1}"


@point
def headings_repeated(book):
    """A table that takes more than a page has its heading on each; any other repeats some rows."""
    for sheet in book.sheets:
        for table in sheet.tables:
            rows = repeated(sheet)
            first, _, last, _ = table.area
            if rows is None or (last - first > ROWS_A_PAGE and not rows[0] <= first <= rows[1]):
                yield sheet.name, table.ref, "its heading is not repeated"


@point
def footers(book):
    """Every page says which of how many it is, and the version and the day."""
    for sheet in book.sheets:
        footer = sheet.find("headerFooter/oddFooter")
        text = footer.text or "" if footer is not None else ""
        if "&P" not in text or "&N" not in text or not re.search(r"version \S+, \d{4}-\d\d-\d\d", text):
            yield sheet.name, "footer", text


def scale_of(sheet):
    """How much a page shrinks its sheet to be one wide: 1 or less, in whole hundredths."""
    setup, margins = sheet.find("pageSetup"), sheet.find("pageMargins")
    wide = A4[setup.get("orientation") == "landscape"]
    inches = wide - float(margins.get("left")) - float(margins.get("right"))
    _, first, _, last = print_area(sheet)
    pixels = sum(sheet.pixels(c) for c in range(first, last + 1))
    return min(1.0, int(100 * inches * INCH / max(pixels, 1)) / 100)


@point
def print_sizes(book):
    """Type is 7 points or more on paper, shrunk as it is to the width of a page. (The plain edition
    is for screens and programs.)"""
    for sheet in book.sheets if not is_plain(book) else ():
        area, setup = print_area(sheet), sheet.find("pageSetup")
        if area is None or setup is None or sheet.find("pageMargins") is None:
            continue
        scale = scale_of(sheet)
        cells = [c for c in sheet.filled() if c.row <= area[2] and c.column <= area[3]]
        smallest = min(cells, key=lambda c: book.styles.of(c).size, default=None)
        if smallest is not None and book.styles.of(smallest).size * scale < SMALLEST_PRINT:
            yield sheet.name, smallest.ref, \
                f"{book.styles.of(smallest).size * scale:.1f} points at {scale:.0%}"


def lines_of(text, pixels, look):
    """How many lines a text takes when it is wrapped at blanks."""
    lines = 0
    for paragraph in text.split("\n"):
        used, here = 0.0, 1
        for word in re.findall(r"\S+\s*", paragraph):
            wide = width_of(word.rstrip(), look)
            if used > 0 and used + wide > pixels:
                here, used = here + 1, 0.0
            if wide > pixels:
                here += int(wide / pixels)
                wide %= pixels
            used += wide + width_of(" ", look)
        lines += here
    return lines


def room_beside(sheet, cell, right):
    """Pixels to write on: the cell's own, and those of the empty ones after it."""
    pixels, column = sheet.pixels(cell.column), cell.column + 1
    while column <= right:
        beside = sheet.cells.get((cell.row, column))
        if beside is not None and beside.value not in (None, ""):
            break
        pixels += sheet.pixels(column)
        column += 1
    return pixels


def cut(sheet, cell, right):
    """What of a cell does not show, or None."""
    look = sheet.book.styles.of(cell)
    text, own = shown(cell, look), sheet.pixels(cell.column)
    if look.turned:
        high = sheet.height(cell.row) or 15
        fits = max(int(own / (look.size * INCH / 72 * LINE)), 1)
        lines = lines_of(text, high * INCH / 72 * SLACK, look) if look.wrap else 1
        return f"{lines} lines on end in {fits}" if lines > fits else None
    room = own - PADDING - look.indent * INDENT
    if cell.kind != "s":
        wide = width_of(text, look)
        return f"{text!r} is {wide:.0f} pixels in {own}" if wide > (own - 2) * SLACK else None
    if look.wrap:
        high = sheet.height(cell.row)
        lines = lines_of(text, room * SLACK, look)
        if high is not None and lines * look.size * LINE > high + 1.5:
            return f"{lines} lines in {high} points: {text[:40]!r}"
        return None
    room += room_beside(sheet, cell, right) - own
    wide = width_of(text, look)
    return f"{wide:.0f} pixels in {room:.0f}: {text[:40]!r}" if wide > room * SLACK else None


@point
def nothing_cut(book):
    """No figure or text is wider or higher than the place where it stands."""
    for sheet in book.sheets:
        area = print_area(sheet)
        for cell in sheet.filled():
            right = area[3] if area and cell.column <= area[3] else cell.column
            fault = cut(sheet, cell, right)
            if fault and not book.styles.of(cell).unlocked:
                yield sheet.name, cell.ref, fault


@point
def answers_have_room(book):
    """A cell to write in is wide enough for what it holds."""
    for sheet in book.sheets:
        for place in sheet.validated():
            cell = sheet.cells.get(place)
            if cell is not None and cell.value not in (None, "") and cut(sheet, cell, place[1]):
                yield sheet.name, cell.ref, cut(sheet, cell, place[1])
