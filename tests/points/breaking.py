"""For each point the ways to break a good workbook so that it does not keep it. A way is the kind of
workbook (all, area) and an edit of its parts (name -> bytes); COMPANIONS are points that no such edit
can leave whole."""
import re

KINDS = {"all": "asf-skane.xlsx", "area": "kommuner/1280-malmo.xlsx"}
WAYS = {}
COMPANIONS = {
    "texts": {"nothing_cut", "chart_caches"},
    "reaching": {"safe_functions", "references"},
    "size": {"package"},
}
OLD_TIME = (1999, 12, 31, 23, 59, 58)


def breaks(point, kind):
    def keep(edit):
        WAYS.setdefault(point, []).append((kind, edit))
        return edit
    return keep


def edit(parts, part, pattern, to, count=1):
    """Replaces what must be there."""
    text, done = re.subn(pattern, to, parts[part].decode(), count=count, flags=re.S)
    assert done, f"{part}: nothing like {pattern}"
    parts[part] = text.encode()


def sheet(parts, name):
    """The part of a sheet."""
    book = parts["xl/workbook.xml"].decode()
    rid = re.search(f'<sheet name="{name}"[^>]*r:id="(\\w+)"', book)[1]
    relations = parts["xl/_rels/workbook.xml.rels"].decode()
    return "xl/" + re.search(f'Id="{rid}"[^>]*Target="([^"]+)"', relations)[1]


def names(parts):
    return re.findall(r'<sheet name="([^"]+)"', parts["xl/workbook.xml"].decode())


def first(parts):
    return names(parts)[0]


def free(parts):
    """A sheet with nothing but cells: no table, chart, cells to write in, or protection."""
    for name in names(parts)[1:] + [first(parts)]:
        if not re.search(b"<(tablePart|drawing|dataValidation|sheetProtection|f)[ >]",
                         parts[sheet(parts, name)]):
            return name
    raise AssertionError("no sheet with nothing but cells")


def answers(parts):
    """The sheet with most cells to write in."""
    return max(names(parts), key=lambda n: parts[sheet(parts, n)].count(b"<dataValidation "))


def validated(parts, kind):
    """A cell that is held to a condition of this kind."""
    return re.search(f'type="{kind}"[^>]*sqref="(\\w+)"',
                     parts[sheet(parts, answers(parts))].decode())[1]


def text_cell(parts, name):
    """A cell with text in the first column, under the head."""
    return next(r for r in re.findall(r'<c r="(A\d+)"[^>]* t="s"', parts[sheet(parts, name)].decode())
                if int(r[1:]) >= 4)


def rename(parts, old, new):
    """A sheet, and every mention of it."""
    for part in [n for n in parts if n.startswith("xl/") and n.endswith(".xml")]:
        text = parts[part].decode()
        for mention in (f"'{old}'!", f">{old}!", f'"{old}!'):
            text = text.replace(mention, mention[0].replace("'", "") + f"'{new}'!")
        parts[part] = text.replace(f'<sheet name="{old}"', f'<sheet name="{new}"').encode()


def part_like(parts, pattern):
    return next(n for n in sorted(parts) if re.fullmatch(pattern, n))


def put(parts, name, ref, inside, attributes=""):
    """Another content in a cell that keeps its looks."""
    part = sheet(parts, name)
    edit(parts, part, f'<c r="{ref}"( s="\\d+")?[^>]*?(/>|>.*?</c>)',
         lambda m: f'<c r="{ref}"{m[1] or ""}{attributes}>{inside}</c>')


def put_text(parts, name, ref, text):
    put(parts, name, ref, f"<is><t>{text}</t></is>", ' t="inlineStr"')


def restyle(parts, name, ref, font="", number=0):
    """A font (the inside of one) or a number format for one cell."""
    styles = "xl/styles.xml"
    text = parts[styles].decode()
    fonts = len(re.findall(r"<font>", re.search(r"<fonts.*?</fonts>", text, re.S)[0]))
    formats = len(re.findall(r"<xf ", re.search(r"<cellXfs.*?</cellXfs>", text, re.S)[0]))
    edit(parts, styles, "</fonts>", f'<font>{font or "<sz val=&quot;11&quot;/>"}</font></fonts>'
         .replace("&quot;", '"'))
    edit(parts, styles, "</cellXfs>", f'<xf numFmtId="{number}" fontId="{fonts}" fillId="0" '
         'borderId="0" xfId="0"/></cellXfs>')
    edit(parts, sheet(parts, name), f'<c r="{ref}"( s="\\d+")?', f'<c r="{ref}" s="{formats}"')


def after_cells(parts, name, xml):
    edit(parts, sheet(parts, name), "</sheetData>", "</sheetData>" + xml)


def define(parts, name, text):
    edit(parts, "xl/workbook.xml", "</definedNames>",
         f'<definedName name="{name}">{text}</definedName></definedNames>')


def formula(parts, name, ref, text, value="<v>1</v>"):
    put(parts, name, ref, f"<f>{text}</f>{value}")


# --- safety and form -----------------------------------------------------------------------------

@breaks("entries", "area")
def a_time(parts):
    parts[OLD_TIME] = b"docProps/app.xml"


@breaks("parse", "area")
def not_closed(parts):
    edit(parts, "docProps/app.xml", "</Properties>", "")


@breaks("parse", "area")
def entities(parts):
    edit(parts, "docProps/app.xml", "<Properties", '<!DOCTYPE x [<!ENTITY a "b">]><Properties')


@breaks("package", "area")
def absent(parts):
    del parts["docProps/app.xml"]


@breaks("numbers", "all")
def comma(parts):
    edit(parts, sheet(parts, "Data"), r"<v>(\d+)\.(\d+)</v>", r"<v>\1,\2</v>")


@breaks("numbers", "all")
def infinite(parts):
    put(parts, "Data", "E8", "<v>INF</v>")


@breaks("numbers", "area")
def comma_height(parts):
    edit(parts, sheet(parts, free(parts)), r'ht="(\d+)\.(\d+)"', r'ht="\1,\2"')


@breaks("kinds", "all")
def an_error(parts):
    put(parts, "Data", "H9", "<v>#N/A</v>", ' t="e"')


@breaks("texts", "area")
def decomposed(parts):
    edit(parts, "xl/sharedStrings.xml", "Malmö", "Malmo\u0308")


@breaks("texts", "area")
def too_long(parts):
    put_text(parts, first(parts), "A1", "x" * 32768)


@breaks("texts", "area")
def control(parts):
    edit(parts, "xl/sharedStrings.xml", "Malmö", "Mal_x0007_mö")


@breaks("sheet_names", "area")
def reserved(parts):
    rename(parts, free(parts), "History")


@breaks("sheet_names", "area")
def twice(parts):
    rename(parts, free(parts), first(parts).upper())


@breaks("defined_names", "area")
def like_a_cell(parts):
    define(parts, "AB12", "'Kort svar'!$A$1")


@breaks("defined_names", "area")
def too_long_name(parts):
    define(parts, "x" * 121, "'Kort svar'!$A$1")


@breaks("defined_names", "all")
def same_table(parts):
    edit(parts, "xl/tables/table2.xml", r'name="\w+" displayName="\w+"',
         re.search(r'name="\w+" displayName="\w+"', parts["xl/tables/table1.xml"].decode())[0])


@breaks("defined_ranges", "area")
def nowhere(parts):
    define(parts, "Egen", "'Kort svar'!$A$0")


@breaks("tables", "all")
def other_heading(parts):
    edit(parts, "xl/tables/table1.xml", '<tableColumn id="1" name="[^"]*"',
         '<tableColumn id="1" name="En annan"')


@breaks("tables", "all")
def filter_over(parts):
    after_cells(parts, "Data", '<autoFilter ref="A4:B9"/>')


@breaks("merged", "area")
def merge(parts):
    after_cells(parts, free(parts), '<mergeCells><mergeCell ref="A1:B1"/></mergeCells>')


@breaks("links", "all")
def no_such_sheet(parts):
    edit(parts, sheet(parts, "Omslag"), "</hyperlinks>",
         '<hyperlink ref="A9" location="\'Borta\'!A1"/></hyperlinks>')


@breaks("links", "all")
def not_https(parts):
    part = sheet(parts, "Omslag")
    parts[part.replace("worksheets/", "worksheets/_rels/") + ".rels"] = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="rId7" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
        'relationships/hyperlink" Target="http://pahittad.example/" TargetMode="External"/>'
        "</Relationships>").encode()
    edit(parts, part, "</hyperlinks>", '<hyperlink ref="A9" r:id="rId7"/></hyperlinks>')


@breaks("reaching", "area")
def macros(parts):
    parts["xl/vbaProject.bin"] = b"x"
    edit(parts, "[Content_Types].xml", "<Default",
         '<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/><Default')


@breaks("reaching", "area")
def fetches(parts):
    formula(parts, free(parts), text_cell(parts, free(parts)), 'WEBSERVICE("x")')


@breaks("reaching", "area")
def dde(parts):
    formula(parts, free(parts), text_cell(parts, free(parts)), "cmd|'/c calc'!A1")


@breaks("reaching", "area")
def other_book(parts):
    formula(parts, free(parts), text_cell(parts, free(parts)), "[1]Profil!A1")


@breaks("properties", "area")
def no_title(parts):
    edit(parts, "docProps/core.xml", "<dc:title>.*?</dc:title>", "<dc:title></dc:title>")


@breaks("size", "all")
def large(parts):
    parts["xl/media/bild.png"] = bytes(1_000_000)


# --- reading -------------------------------------------------------------------------------------

@breaks("opening", "area")
def on_another(parts):
    edit(parts, "xl/workbook.xml", "<workbookView ", '<workbookView activeTab="2" ')


@breaks("opening", "area")
def scrolled(parts):
    edit(parts, sheet(parts, first(parts)), 'tabSelected="1"', 'tabSelected="1" topLeftCell="A9"')


@breaks("titles", "area")
def says_nothing(parts):
    put(parts, free(parts), "A2", "")


@breaks("titles", "area")
def small_title(parts):
    restyle(parts, free(parts), "A1", '<sz val="11"/>')


@breaks("contents", "all")
def no_link(parts):
    edit(parts, sheet(parts, "Omslag"), "<hyperlink [^>]*Karta[^>]*/>", "")


@breaks("hidden", "area")
def hidden_sheet(parts):
    edit(parts, "xl/workbook.xml", f'<sheet name="{free(parts)}"', lambda m: m[0] + ' state="veryHidden"')


@breaks("hidden", "area")
def hidden_row(parts):
    edit(parts, sheet(parts, free(parts)), f'<row r="{text_cell(parts, free(parts))[1:]}" ',
         lambda m: m[0] + 'hidden="1" ')


@breaks("hidden", "area")
def hidden_column(parts):
    edit(parts, sheet(parts, free(parts)), "<col ", '<col hidden="1" ')


@breaks("hidden", "area")
def hidden_name(parts):
    edit(parts, "xl/workbook.xml", "</definedNames>",
         '<definedName name="Egen" hidden="1">\'Kort svar\'!$A$1</definedName></definedNames>')


@breaks("hidden", "all")
def hidden_value(parts):
    edit(parts, "xl/styles.xml", "</numFmts>", '<numFmt numFmtId="199" formatCode=";;;"/></numFmts>')
    restyle(parts, "Data", "H9", '<sz val="10"/>', number=199)


@breaks("data_sheets", "all")
def empty_cell(parts):
    put(parts, "Data", "H9", "")


@breaks("data_sheets", "all")
def beside(parts):
    edit(parts, sheet(parts, "Underlag"), '(<row r="6" .*?)</row>',
         r'\1<c r="Z6"><v>1</v></c></row>')


@breaks("number_columns", "all")
def words(parts):
    put_text(parts, "Data", "G9", "i fjol")


@breaks("number_columns", "all")
def number_as_text(parts):
    put_text(parts, "Data", "G9", "2024")


@breaks("marks", "area")
def unknown_mark(parts):
    put_text(parts, free(parts), text_cell(parts, free(parts)), "[q]")


@breaks("marks", "all")
def unexplained(parts):
    strings = parts["xl/sharedStrings.xml"].decode()
    number = re.findall(r"<si>(.*?)</si>", strings, re.S).index("<t>[x]</t>")
    edit(parts, sheet(parts, "Noter"), f'<c r="(A\\d+)"( s="\\d+") t="s"><v>{number}</v></c>',
         r'<c r="\1"\2 t="inlineStr"><is><t>Annat</t></is></c>')


@breaks("alternatives", "area")
def no_words(parts):
    edit(parts, part_like(parts, r"xl/drawings/drawing1\.xml"), 'descr="[^"]*"', 'descr=""')


@breaks("type_sizes", "area")
def small_type(parts):
    restyle(parts, first(parts), "A2", '<sz val="8.9"/>')


@breaks("type_sizes", "area")
def small_in_chart(parts):
    edit(parts, "xl/charts/chart1.xml", r'sz="\d+"', 'sz="800"')


@breaks("contrasts", "area")
def grey_on_white(parts):
    restyle(parts, first(parts), "A2", '<sz val="10"/><color rgb="FF999999"/>')


@breaks("contrasts", "all")
def dark_scale(parts):
    part = next(n for n in parts if n.startswith("xl/worksheets/sheet") and
                b'rgb="FF7FB2DC"' in parts[n])
    edit(parts, part, 'rgb="FF7FB2DC"', 'rgb="FF0B3C6F"')


@breaks("contrasts", "area")
def dark_rule(parts):
    rule(parts, free(parts), "A1", '<fill><patternFill><bgColor rgb="FF0B3C6F"/></patternFill></fill>')


def rule(parts, name, ref, looks):
    text = parts["xl/styles.xml"].decode()
    block = re.search(r"<dxfs[^>]*?(/>|>.*?</dxfs>)", text, re.S)[0]
    count = len(re.findall("<dxf>", block))
    inside = re.search(r"<dxfs[^>]*>(.*)</dxfs>", block, re.S)
    parts["xl/styles.xml"] = text.replace(
        block, f'<dxfs count="{count + 1}">{inside[1] if inside else ""}<dxf>{looks}</dxf></dxfs>'
    ).encode()
    after_cells(parts, name, f'<conditionalFormatting sqref="{ref}"><cfRule type="expression" '
                f'dxfId="{count}" priority="9"><formula>1=1</formula></cfRule>'
                "</conditionalFormatting>")


@breaks("color_alone", "area")
def colored_blank(parts):
    rule(parts, free(parts), "Z400", '<fill><patternFill><bgColor rgb="FFBDD7EE"/></patternFill></fill>')


@breaks("charts_fixed", "area")
def untitled(parts):
    edit(parts, "xl/charts/chart1.xml", "<c:title>.*?</c:title>", "")


# --- paper ---------------------------------------------------------------------------------------

@breaks("paper", "area")
def letter(parts):
    edit(parts, sheet(parts, free(parts)), 'paperSize="9"', 'paperSize="1"')


@breaks("paper", "area")
def two_wide(parts):
    edit(parts, sheet(parts, free(parts)), '<pageSetup paperSize="9"',
         '<pageSetup paperSize="9" fitToWidth="2"')


@breaks("paper", "area")
def half_printed(parts):
    number = names(parts).index(free(parts))
    edit(parts, "xl/workbook.xml", f'("_xlnm.Print_Area" localSheetId="{number}">[^<]*\\$)\\d+<',
         r"\g<1>4<")


@breaks("headings_repeated", "all")
def heading_once(parts):
    edit(parts, "xl/workbook.xml", r'<definedName name="_xlnm.Print_Titles"[^>]*>Data!.*?'
         r"</definedName>", "")


@breaks("footers", "area")
def no_page(parts):
    edit(parts, sheet(parts, free(parts)), "&amp;N", "9")


@breaks("print_sizes", "all")
def too_wide(parts):
    edit(parts, sheet(parts, "Data"), '(<col min="4" max="4" width=")[^"]*', r"\g<1>95.5")


@breaks("nothing_cut", "all")
def narrow(parts):
    edit(parts, sheet(parts, "Data"), '(<col min="5" max="5" width=")[^"]*', r"\g<1>2.5")


@breaks("nothing_cut", "area")
def low(parts):
    part = sheet(parts, first(parts))
    highest = max(re.findall(r'ht="([\d.]+)"', parts[part].decode()), key=float)
    edit(parts, part, f'ht="{highest}"', 'ht="14"')


@breaks("nothing_cut", "area")
def long_title(parts):
    put_text(parts, first(parts), "A2", "Vad detta blad visar " * 20)


@breaks("answers_have_room", "area")
def long_answer(parts):
    put_text(parts, answers(parts), validated(parts, "textLength"), "Så här svarade vi på mötet. " * 15)


# --- formulas ------------------------------------------------------------------------------------

@breaks("stored", "area")
def not_stored(parts):
    formula(parts, free(parts), text_cell(parts, free(parts)), "1+1", "")


@breaks("stored", "area")
def array(parts):
    ref = text_cell(parts, free(parts))
    put(parts, free(parts), ref, f'<f t="array" ref="{ref}">1+1</f><v>2</v>')


@breaks("safe_functions", "area")
def new_function(parts):
    formula(parts, free(parts), text_cell(parts, free(parts)), "XLOOKUP(1,B5:B6,B5:B6)")


@breaks("references", "area")
def absent_sheet(parts):
    formula(parts, free(parts), text_cell(parts, free(parts)), "Borta!A5+1")


@breaks("references", "area")
def absent_name(parts):
    formula(parts, free(parts), text_cell(parts, free(parts)), "SUM(egna_vikter)")


@breaks("computed_on_load", "area")
def not_computed(parts):
    edit(parts, "xl/workbook.xml", ' fullCalcOnLoad="1"', "")


@breaks("unlocked", "area")
def not_validated(parts):
    edit(parts, sheet(parts, answers(parts)),
         r'<dataValidation type="textLength"[^>]*>.*?</dataValidation>', "")


@breaks("protection", "area")
def password(parts):
    after_cells(parts, free(parts), '<sheetProtection password="CC1A" sheet="1"/>')


@breaks("protection", "area")
def not_protected(parts):
    name = answers(parts)
    part = sheet(parts, name)
    parts[part] = re.sub(rb"<sheetProtection[^>]*/>", b"", parts[part])
    formula(parts, name, text_cell(parts, name), "1+1", "<v>2</v>")


@breaks("validations", "area")
def list_with_gaps(parts):
    edit(parts, sheet(parts, answers(parts)), '(type="list".*?<formula1>)[^<]*',
         r"\1$XX$900:$XX$902")


@breaks("validations", "area")
def anything(parts):
    edit(parts, sheet(parts, answers(parts)), 'showErrorMessage="1"', 'showErrorMessage="0"')


@breaks("validations", "area")
def not_in_list(parts):
    put_text(parts, answers(parts), validated(parts, "list"), "kanske")


@breaks("chart_caches", "area")
def another_value(parts):
    edit(parts, "xl/charts/chart1.xml", r"(<c:numCache>.*?<c:v>)[^<]*", r"\g<1>12.5")
