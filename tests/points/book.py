"""A workbook as its file says it is: parts, sheets, cells, looks. Nothing here is shared with the
program that wrote it; only zipfile and xml.etree."""
import posixpath
import re
import zipfile
from xml.etree import ElementTree

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
REL = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
PACKAGE = "{http://schemas.openxmlformats.org/package/2006/relationships}"
LONGEST_PART = 64 << 20


def column_name(column):
    """0 -> A"""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


def ref_of(row, column):
    return f"{column_name(column)}{row + 1}"


def place_of(ref):
    """"$B$4" -> (3, 1); None when it is no cell."""
    match = re.fullmatch(r"\$?([A-Z]{1,3})\$?([1-9]\d{0,6})", ref)
    if not match:
        return None
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - 64
    return int(match[2]) - 1, column - 1


def area_of(ref):
    """"A1:C4" -> (first row, first column, last row, last column)"""
    first, _, last = ref.partition(":")
    a, b = place_of(first), place_of(last or first)
    return None if a is None or b is None else (*a, *b)


def places_of(areas):
    """"A1:B2 D4" -> every place in it"""
    for ref in areas.split():
        area = area_of(ref)
        if area:
            for row in range(area[0], area[2] + 1):
                for column in range(area[1], area[3] + 1):
                    yield row, column


def measure(text):
    """A width, height or value; points.numbers() tells when it follows no grammar."""
    try:
        return float(text.replace(",", "."))
    except ValueError:
        return 0.0


def split_sheet(ref):
    """"'Kort svar'!$A$1" -> ("Kort svar", "$A$1"); no sheet: (None, ref)"""
    match = re.fullmatch(r"(?:'((?:[^']|'')+)'|([^'!]+))!(.+)", ref)
    if not match:
        return None, ref
    return (match[1].replace("''", "'") if match[1] else match[2]), match[3]


class Cell:
    """kind: n, s (text), b, e; value: float, str or None when there is none."""

    def __init__(self, row, column, style, kind, raw, value, formula):
        self.row, self.column, self.style = row, column, style
        self.kind, self.raw, self.value, self.formula = kind, raw, value, formula

    @property
    def ref(self):
        return ref_of(self.row, self.column)

    @property
    def text(self):
        return self.value if self.kind == "s" and self.value is not None else ""


class Table:
    def __init__(self, part, root):
        self.part, self.root = part, root
        self.name, self.ref = root.get("displayName"), root.get("ref")
        self.area = area_of(self.ref)
        self.columns = [c.get("name") for c in root.iter(f"{MAIN}tableColumn")]


class Sheet:
    def __init__(self, book, name, part, root, state):
        self.book, self.name, self.part, self.root, self.state = book, name, part, root, state
        self.relations = book.relations(part)
        self.cells = {}
        for element in root.iter(f"{MAIN}c"):
            cell = book.cell(element)
            self.cells[cell.row, cell.column] = cell
        self.rows = {int(r.get("r")) - 1: r for r in root.iter(f"{MAIN}row")}
        self.tables = [Table(r["target"], book.xml(r["target"])) for r in self.relations.values()
                       if r["type"].endswith("/table")]
        self.widths = {}  # column -> width in characters, the padding with it
        for col in root.iter(f"{MAIN}col"):
            for column in range(int(col.get("min")) - 1, min(int(col.get("max")), 1000)):
                self.widths[column] = measure(col.get("width"))

    def find(self, path):
        return self.root.find("/".join(MAIN + p for p in path.split("/")))

    def all(self, tag):
        return list(self.root.iter(MAIN + tag))

    def filled(self):
        """The cells that show something."""
        return [c for c in self.cells.values() if c.value not in (None, "")]

    def pixels(self, column):
        """Width of a column in Excel, where a digit of the default type takes 7 pixels."""
        if column not in self.widths:
            return 64
        return int((256 * self.widths[column] + int(128 / 7)) / 256 * 7)

    def height(self, row):
        """Points; None: as high as its text needs."""
        element = self.rows.get(row)
        ht = element.get("ht") if element is not None else None
        return measure(ht) if ht else None

    def validated(self):
        return {p for v in self.all("dataValidation") for p in places_of(v.get("sqref"))}


class Book:
    """Raises what zipfile and ElementTree raise when the file is not whole."""

    def __init__(self, path):
        self.path = path
        self.zip = zipfile.ZipFile(path)
        bad = self.zip.testzip()
        if bad:
            raise zipfile.BadZipFile(f"{bad} does not inflate to its checksum")
        self.names = self.zip.namelist()
        self._xml = {}
        self.strings = self._strings()
        workbook = self.xml("xl/workbook.xml")
        self.workbook = workbook
        self.styles = Styles(self)
        relations = self.relations("xl/workbook.xml")
        self.sheets = []
        for element in workbook.iter(f"{MAIN}sheet"):
            part = relations[element.get(f"{REL}id")]["target"]
            self.sheets.append(Sheet(self, element.get("name"), part, self.xml(part),
                                     element.get("state", "visible")))
        self.by_name = {s.name: s for s in self.sheets}
        self.defined = [(d.get("name"), d.get("localSheetId"), d.text or "", d)
                        for d in workbook.iter(f"{MAIN}definedName")]

    def close(self):
        self.zip.close()

    def bytes(self, part):
        return self.zip.read(part)

    def xml(self, part):
        if part not in self._xml:
            self._xml[part] = ElementTree.fromstring(self.zip.read(part))
        return self._xml[part]

    def relations(self, part):
        """Id -> {type, target: a part or an address, external}"""
        folder, base = posixpath.split(part)
        name = f"{folder}/_rels/{base}.rels" if folder else f"_rels/{base}.rels"
        found = {}
        if name in self.names:
            for r in self.xml(name).iter(f"{PACKAGE}Relationship"):
                external = r.get("TargetMode") == "External"
                target = r.get("Target")
                if not external:
                    target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
                found[r.get("Id")] = {"type": r.get("Type"), "target": target,
                                      "external": external, "part": part}
        return found

    def _strings(self):
        if "xl/sharedStrings.xml" not in self.names:
            return []
        return ["".join(t.text or "" for t in si.iter(f"{MAIN}t"))
                for si in self.xml("xl/sharedStrings.xml").iter(f"{MAIN}si")]

    def cell(self, element):
        row, column = place_of(element.get("r"))
        kind, style = element.get("t", "n"), int(element.get("s", "0"))
        v, f = element.find(f"{MAIN}v"), element.find(f"{MAIN}f")
        raw = v.text if v is not None else None
        value = raw
        if kind == "inlineStr":
            raw = value = "".join(t.text or "" for t in element.iter(f"{MAIN}t"))
        elif kind == "s" and raw is not None:
            value = self.strings[int(raw)] if raw.isdigit() and int(raw) < len(self.strings) else None
        elif kind in ("n", "b") and raw is not None:
            value = measure(raw)
        elif kind == "str" and v is not None:
            raw = value = raw or ""
        kind = "s" if kind in ("s", "str", "inlineStr") else kind
        return Cell(row, column, style, kind, raw, value, f.text or "" if f is not None else None)

    def theme(self):
        """The colours of the theme in the order that styles count them: light 1 is 0."""
        part = "xl/theme/theme1.xml"
        if part not in self.names:
            return []
        scheme = self.xml(part).find(".//{*}clrScheme")
        colors = [c[0].get("lastClr") or c[0].get("val") for c in scheme]
        return [colors[1], colors[0], colors[3], colors[2], *colors[4:]]


class Look:
    """How a cell looks: type size, colour, fill (None: none), wrapped, unlocked, number format."""

    def __init__(self):
        self.size, self.bold, self.color, self.fill = 11.0, False, "000000", None
        self.wrap = self.unlocked = self.turned = self.underline = False
        self.indent, self.format = 0, "General"


BUILT_IN = {0: "General", 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%",
            14: "yyyy-mm-dd", 49: "@"}


class Styles:
    def __init__(self, book):
        self.theme = book.theme()
        root = book.xml("xl/styles.xml")
        self.root = root
        self.formats = {int(n.get("numFmtId")): n.get("formatCode")
                        for n in root.findall(f"{MAIN}numFmts/{MAIN}numFmt")}
        fonts = root.findall(f"{MAIN}fonts/{MAIN}font")
        fills = root.findall(f"{MAIN}fills/{MAIN}fill")
        self.looks = [self._look(xf, fonts, fills)
                      for xf in root.findall(f"{MAIN}cellXfs/{MAIN}xf")]
        self.changes = [(self._color(d.find(f"{MAIN}font/{MAIN}color")), self._dxf_fill(d))
                        for d in root.findall(f"{MAIN}dxfs/{MAIN}dxf")]

    def _color(self, element):
        """RRGGBB, or None when the element says nothing of a colour."""
        if element is None:
            return None
        if element.get("rgb"):
            return element.get("rgb")[-6:].upper()
        if element.get("theme"):
            return self._tinted(self.theme[int(element.get("theme"))],
                                float(element.get("tint", "0")))
        if element.get("indexed") == "65":
            return "FFFFFF"
        return "000000"

    @staticmethod
    def _tinted(color, tint):
        parts = [int(color[i:i + 2], 16) for i in (0, 2, 4)]
        parts = [p * (1 + tint) if tint < 0 else p + (255 - p) * tint for p in parts]
        return "".join(f"{round(p):02X}" for p in parts)

    def _dxf_fill(self, dxf):
        """In a conditional format the fill's colour is the background."""
        pattern = dxf.find(f"{MAIN}fill/{MAIN}patternFill")
        if pattern is None:
            return None
        return self._color(pattern.find(f"{MAIN}bgColor")) or \
            self._color(pattern.find(f"{MAIN}fgColor"))

    def _look(self, xf, fonts, fills):
        look, font = Look(), fonts[int(xf.get("fontId", "0"))]
        size = font.find(f"{MAIN}sz")
        look.size = float(size.get("val")) if size is not None else 11.0
        look.bold = font.find(f"{MAIN}b") is not None
        look.color = self._color(font.find(f"{MAIN}color")) or "000000"
        pattern = fills[int(xf.get("fillId", "0"))].find(f"{MAIN}patternFill")
        if pattern is not None and pattern.get("patternType", "none") not in ("none", "gray125"):
            look.fill = self._color(pattern.find(f"{MAIN}fgColor"))
        number = int(xf.get("numFmtId", "0"))
        look.format = self.formats.get(number, BUILT_IN.get(number, "General"))
        align = xf.find(f"{MAIN}alignment")
        if align is not None:
            look.wrap = align.get("wrapText") == "1"
            look.turned = align.get("textRotation", "0") != "0"
            look.indent = int(align.get("indent", "0"))
        protection = xf.find(f"{MAIN}protection")
        look.unlocked = protection is not None and protection.get("locked") == "0"
        look.hides_formula = protection is not None and protection.get("hidden") == "1"
        return look

    def of(self, cell):
        return self.looks[cell.style]
