"""The municipalities' workbooks: at most eight sheets, one printed A4 page each with type of at least
7 points; plain sentences without unfilled placeholders; and a calculation whose stored results are
what Python gets, and what LibreOffice gets when the cells have been filled in."""
import csv
import html
import json
import math
import pathlib
import re
import zipfile

from common import end, expect, folder, run
from libreoffice import convert, soffice

# A4 less the margins of the sheets, in points; pixels are 96 to the inch.
PAPER_WIDTH, PAPER_HEIGHT = 595.3 - 72 * 1.0, 841.9 - 72 * 1.25
LEAST_PRINTED, LEAST_SHOWN, MOST_WORDS = 7, 9, 30
SOFFICE = soffice()


def number(text):
    return float(text)


class Sheet:
    """One sheet as it stands in the file: cells by address, sizes, and what is printed."""

    def __init__(self, book, name, xml, area):
        self.name, self.xml = name, xml
        self.cells, self.styles, self.formulas = {}, {}, set()
        for address, how, inside in re.findall(r'<c r="([A-Z]+\d+)"([^>]*?)(?:/>|>(.*?)</c>)', xml,
                                               re.S):
            value = re.search(r"<v>(.*?)</v>", inside or "", re.S)
            style = re.search(r's="(\d+)"', how)
            self.styles[address] = int(style[1]) if style else 0
            if value is None:
                continue
            text = html.unescape(value[1])
            kind = re.search(r't="(\w+)"', how)
            if kind and kind[1] == "s":
                text = book.texts[int(text)]
            self.cells[address] = text
            if "<f>" in inside:
                self.formulas.add(address)
        last = re.search(r"\$([A-Z]+)\$(\d+)$", area)
        self.last_column, self.last_row = last[1], int(last[2])

    def printed(self, address):
        column, row = re.match(r"([A-Z]+)(\d+)", address).groups()
        return len(column) == 1 and column <= self.last_column and int(row) <= self.last_row

    def scale(self):
        """What the printer must shrink the page to."""
        widths = {}
        for first, last, width in re.findall(r'<col min="(\d+)" max="(\d+)" width="([\d.]+)"',
                                             self.xml):
            for at in range(int(first), int(last) + 1):
                widths[at] = number(width)
        columns = ord(self.last_column) - ord("A") + 1
        width = sum(int(256 * widths.get(c, 9.14) * 7 / 256) for c in range(1, columns + 1)) * 0.75
        heights = {int(r): number(h) for r, h in
                   re.findall(r'<row r="(\d+)"[^>]*? ht="([\d.]+)"', self.xml)}
        height = sum(heights.get(r, 15) for r in range(1, self.last_row + 1))
        return min(PAPER_WIDTH / width, PAPER_HEIGHT / height, 1)


class Book:
    def __init__(self, path):
        with zipfile.ZipFile(path) as file:
            parts = {name: file.read(name).decode() for name in file.namelist()
                     if name.endswith((".xml", ".rels"))}
        items = re.findall(r"<si>(.*?)</si>", parts["xl/sharedStrings.xml"], re.S)
        self.texts = [html.unescape("".join(re.findall(r"<t[^>]*>(.*?)</t>", item, re.S)))
                      for item in items]
        styles = parts["xl/styles.xml"]
        sizes = [number(size) for size in
                 re.findall(r'<sz val="([\d.]+)"/>', re.search(r"<fonts.*?</fonts>", styles, re.S)[0])]
        formats = re.search(r"<cellXfs.*?</cellXfs>", styles, re.S)[0]
        self.sizes = [sizes[int(f)] for f in re.findall(r'<xf [^>]*fontId="(\d+)"', formats)]
        self.unlocked = ['locked="0"' in x for x in
                         re.findall(r"<xf [^>]*?(?:/>|>.*?</xf>)", formats, re.S)]
        workbook = parts["xl/workbook.xml"]
        areas = {int(i): area for i, area in
                 re.findall(r'Print_Area" localSheetId="(\d+)"[^>]*>(.*?)<', workbook)}
        names = [html.unescape(n) for n in re.findall(r'<sheet name="([^"]*)"', workbook)]
        self.parts = parts
        self.sheets = []
        for i, name in enumerate(names):
            self.sheets.append(Sheet(self, name, parts[f"xl/worksheets/sheet{i + 1}.xml"],
                                     html.unescape(areas[i])))

    def sheet(self, name):
        return next(s for s in self.sheets if s.name == name)


# --- form -------------------------------------------------------------------------------------------


def form(book, what):
    expect(2 <= len(book.sheets) <= 8, f"{what}: at most eight sheets", len(book.sheets))
    for sheet in book.sheets:
        name = f"{what}, {sheet.name}"
        setup = re.search(r"<pageSetup[^>]*>", sheet.xml)[0]
        expect('<pageSetUpPr fitToPage="1"/>' in sheet.xml and "fitToHeight" not in setup and
               "fitToWidth" not in setup and 'paperSize="9"' in setup and
               'orientation="portrait"' in setup, f"{name}: one page of A4", setup)
        expect(sheet.cells.get("A1") and sheet.cells.get("A2"), f"{name}: A1 and A2")
        scale = sheet.scale()
        shown = {a: book.sizes[sheet.styles[a]] for a in sheet.cells if sheet.printed(a)}
        least = min(shown.values())
        expect(least >= LEAST_SHOWN and least * scale >= LEAST_PRINTED,
               f"{name}: type of {least} points, printed at {scale:.3f}")
        expect("<mergeCell" not in sheet.xml, f"{name}: no merged cells")
    for name, xml in book.parts.items():
        if re.match(r"xl/drawings/drawing\d+\.xml", name):
            number_of = re.search(r"\d+", name)[0]
            owner = next(i for i in range(1, 9) if f"drawing{number_of}.xml" in
                         book.parts.get(f"xl/worksheets/_rels/sheet{i}.xml.rels", ""))
            sheet = book.sheets[owner - 1]
            for bottom in re.findall(r"<xdr:to>.*?<xdr:row>(\d+)</xdr:row>", xml, re.S):
                expect(int(bottom) < sheet.last_row, f"{what}, {sheet.name}: the chart is printed",
                       bottom, sheet.last_row)


def sentences(text):
    return re.split(r"[.!?:;](?:\s|$)|\n", text)


def plain(book, what, lang):
    for sheet in book.sheets:
        for address, text in sheet.cells.items():
            expect("{" not in text and "}" not in text, f"{what}, {sheet.name} {address}: filled",
                   text)
            longest = max((len(s.split()) for s in sentences(text)), default=0)
            if lang == "sv" and address not in sheet.formulas:
                # what an idea asks is a formula in words, not a sentence
                is_condition = sheet.name == "Affärsidéer och risker" and address[0] == "D"
                expect(longest < MOST_WORDS or is_condition,
                       f"{what}, {sheet.name} {address}: {longest} words", text)


def marks(book, what):
    """The legend of each sheet of figures tells of the marks that stand there, and of no other."""
    replaced = 0
    for sheet in book.sheets[1:3]:
        legend = next(t for t in sheet.cells.values() if re.match(r"\[.\] .*\.", t))
        told = set(re.findall(r"\[.\]", legend))
        stand = {m for t in sheet.cells.values() if t != legend and re.fullmatch(r"[\[\] \wå]+", t)
                 for m in re.findall(r"\[.\]", t)}
        expect(told == stand, f"{what}, {sheet.name}: the legend", told ^ stand)
        replaced += sum("[r]" in t for t in sheet.cells.values() if t != legend)
    short = " ".join(book.sheets[0].cells.values())
    counted = int(re.search(r"(\d+) är ersatta", short)[1])
    extra = int((re.search(r"Därtill kommer (\d+) mått", short) or [0, 0])[1])
    expect(counted <= replaced <= counted + extra, f"{what}: replaced measures are marked", replaced,
           counted)


def answers(book, what):
    """An adviser finds the place with its range, the reasons, ideas, steps, and whom to ask."""
    short = " ".join(book.sheets[0].cells.values())
    expect(re.search(r"plats \d+ av 33, (troligen \d+–\d+|i nästan alla)", short), f"{what}: place",
           short[:200])
    expect("Mest mot plats 1 drar" in short and "Mest åt andra hållet drar" in short and
           "Platsen är preliminär" in short and "poäng" in short and "utmaning" in short,
           f"{what}: why", short[:600])
    basis = re.search(r"bara (\d+) av (\d+) mått är de tänkta; (\d+) är ersatta av ett annat mått och "
                      r"(\d+) saknas", short)
    expect(basis and int(basis[1]) + int(basis[3]) + int(basis[4]) == int(basis[2]),
           f"{what}: how thin the basis is", short[:600])
    outlook = " ".join(book.sheet("Liknande, trend, scenarier").cells.values())
    expect(f"av {basis[2]} siffror har en serie" in outlook, f"{what}: one count of measures", outlook)
    expect("gula" not in " ".join(t for s in book.sheets for t in s.cells.values()),
           f"{what}: no colour is named, prints are grey")
    marks(book, what)
    advice = book.sheet("Råd, 10 steg, strategifrågor").cells.values()
    text = " ".join(advice)
    expect(all(title in advice for title in ("Börja hos er själva", "Ordna pengarna",
                                             "Hur stor är möjligheten här?")) and
           any(t.startswith("Strategifrågor") for t in advice), f"{what}: steps and questions")
    expect(len(re.findall(r"Fråga vid mötet", text)) < 12, f"{what}: most have an answer", text)
    bare = [t for s in book.sheets[1:] for t in s.cells.values() if re.search(r"plats \d+ av", t)]
    expect(not bare, f"{what}: no place without its range", bare[:3])
    links = re.findall(r'<hyperlink [^>]*location="([^"]*)"', book.sheets[0].xml)
    wanted = {f"'{s.name}'!A1" for s in book.sheets[1:]}
    expect({html.unescape(x) for x in links} == wanted, f"{what}: links to every sheet", links)


def column(sheet, letter, first, last):
    return [sheet.cells.get(f"{letter}{row}") for row in range(first, last)]


def row_of(sheet, text, letter="A"):
    return next((int(a[1:]) for a, t in sheet.cells.items() if a[0] == letter and t == text), None)


def foremost(book, what, told, area):
    """One rule for the foremost challenge on every page: the best place, then points, as the run's
    figures have them. Page 2 stands in that order and says what it rests on."""
    nodes = {told["noder"][name]["titel"]: node for name, node in area["noder"].items()
             if told["noder"][name]["slag"] == "utmaning"}
    judged = sorted((n["plats"], -n["poäng"], label) for label, n in nodes.items() if n["plats"])
    need = book.sheets[1]
    first = row_of(need, "Utmaning") + 1
    said = column(need, "A", first, first + len(judged))
    expect(said == [label for _, _, label in judged], f"{what}: page 2 is in order of place", said,
           judged)
    expect(column(need, "D", first, first + len(judged)) == [f"nr {k} av 33" for k, _, _ in judged],
           f"{what}: with the places", judged)
    top = judged[0][2]
    answer = book.sheets[0]
    short = answer.cells[f"B{row_of(answer, 'Främsta utmaning')}"]
    expect(top.lower() in short.split("\n")[0].lower() and f"nr {judged[0][0]} av 33" in short and
           "Det vilar på: " in short, f"{what}: page 1 says the same, and on what it rests", short)
    most = max(judged, key=lambda row: -row[1])
    expect((most[0] == judged[0][0]) or most[2].lower() in short.split("\n")[0].lower(),
           f"{what}: and which has most points, when it is another", short)
    unjudged = [label for label, n in nodes.items() if not n["plats"]]
    expect(len(unjudged) == 3 and all(label.lower() in short.lower() for label in unjudged) and
           "Tre av åtta utmaningar kunde inte mätas" in short, f"{what}: what was not measured", short)
    steps = book.sheets[6]
    step = steps.cells[f"C{row_of(steps, 'Steg 4')}"]
    expect(top.lower() in step.lower(), f"{what}: page 7 speaks of the same", step, top)
    deeds = answer.cells[f"B{row_of(answer, 'Tre saker att göra först')}"]
    advice = [steps.cells[f"B{row_of(steps, f'Råd {k}')}"] for k in (1, 2, 3)]
    expect(deeds == "\n".join(f"{k + 1}. {name}" for k, name in enumerate(advice)),
           f"{what}: the three things are the first advice", deeds, advice)


def learned(book, what):
    """Whom to learn from: only from above the median to one at or below it, and nothing about age
    or place."""
    sheet = book.sheets[5]
    head = row_of(sheet, "Kommun att ringa", "B")
    count = 0
    for row in range(head + 1, head + 5) if head else ():
        if not (name := sheet.cells.get(f"B{row}")):
            break
        there, median, here = (float(sheet.cells[f"{c}{row}"]) for c in "CDE")
        count += 1
        expect(there <= median < here and sheet.cells[f"A{row}"] not in
               ("Service på landsbygden", "Fler äldre"), f"{what}: {name}", there, median, here)
    return count


def origins(book, what, told, area):
    """Each figure has the number of a source that the last page lists; the share of a part that is
    the measure intended is what the run's weights give."""
    text = next(t for t in book.sheets[7].cells.values() if re.match("1\u00a0", t))
    listed = " ".join(t for t in book.sheets[7].cells.values() if re.search("\\d\u00a0[A-ZÅÄÖ]", t))
    count = len(re.findall("(?:^|   | )\\d+\u00a0", listed))
    numbers = set()
    for sheet in book.sheets[1:3]:
        for row in range(1, sheet.last_row + 1):
            if re.fullmatch(r"\d+", said := sheet.cells.get(f"G{row}", "")):
                numbers.add(int(said))
    expect(numbers and numbers <= set(range(1, count + 1)), f"{what}: sources", numbers, text)
    compared = 0
    for name, node in told["noder"].items():
        if node["slag"] != "dimension":
            continue
        weights = {k: told["indikatorer"][k]["vikt"] for k in node["delar"]}
        have = sum(w for k, w in weights.items() if area["indikatorer"][k]["värde"] is not None)
        own = sum(w for k, w in weights.items() if area["indikatorer"][k]["värde"] is not None and
                  not area["indikatorer"][k]["ersättning"])
        every = sum(weights.values())
        if abs(have / every - area["noder"][name]["täckning"]) > 1e-9:
            continue # questions that nobody has answered are left out of its weight
        row, sheet = next((r, s) for s in book.sheets[1:3] if (r := row_of(s, node["titel"])))
        wanted = [f"{math.floor(100 * x / every + 0.5)}\u00a0%" for x in (have, own)]
        expect([sheet.cells[f"{c}{row}"] for c in "EF"] == wanted, f"{what}: {name}", wanted)
        compared += 1
    expect(compared >= 3, f"{what}: parts whose shares could be compared", compared)


def pages(paths, there):
    """LibreOffice prints as many pages as there are sheets."""
    if not SOFFICE:
        return
    convert(paths, there, "pdf")
    for path in paths:
        pdf = pathlib.Path(there, path.stem + ".pdf").read_bytes()
        printed = len(re.findall(rb"/Type\s*/Page\b", pdf))
        expect(printed == len(Book(path).sheets), f"{path.stem}: {printed} pages")


# --- the calculation --------------------------------------------------------------------------------


def recalculated(path, sheet, filled, there):
    """The sheet's rows as LibreOffice computes them when `filled` (address -> number) is typed in."""
    made = pathlib.Path(there, "filled.xlsx")
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == f"xl/worksheets/sheet{sheet}.xml":
                text = data.decode()
                for address, value in filled.items():
                    text, count = re.subn(rf'<c r="{address}"( s="\d+")(?:/>|><v>[^<]*</v></c>)',
                                          rf'<c r="{address}"\1><v>{value!r}</v></c>', text)
                    expect(count == 1, f"{address} is a cell to fill in", count)
                text = re.sub(r'(<c r="[A-Z]+\d+"[^>]*?)(?: t="str")?(>\s*<f>.*?</f>)<v>.*?</v>',
                              r"\1\2", text, flags=re.S)
                data = text.encode()
            new.writestr(name, data)
    convert([made], there, "csv:Text - txt - csv (StarCalc):59,34,76,1,,0,false,false,"
            f"false,false,false,{sheet}")
    out = next(p for p in sorted(pathlib.Path(there).glob("filled*.csv")))
    with open(out, encoding="utf-8", newline="") as file:
        rows = {row[0]: row[1] for row in csv.reader(file, delimiter=";") if len(row) > 1}
    out.unlink()
    return rows


def same(found, wanted):
    if wanted is None:
        return found == "–"
    try:
        return abs(number(found.replace(",", ".")) - wanted) <= 1e-9 * max(1, abs(wanted))
    except ValueError:
        return False


def economy(x):
    """The shipped calculation by hand: None where anything it needs is not filled in."""
    def ready(*names):
        return all(x.get(n) is not None for n in names)

    out = dict.fromkeys(["Handledare som behövs", "Kvar av det kommunen köper", "Kvar av det andra kunder köper",
                         "Ersättning för platser", "Lönestöd", "Pengar in", "Pengar ut",
                         "Kvar varje månad", "Försäljning totalt per månad för att gå jämnt ut", "Pengar från den största av de fyra",
                         "Så stor del av pengarna står den för",
                         "Kvar varje månad om den största försvinner"])
    if ready("platser", "per"):
        out["Handledare som behövs"] = x["platser"] / x["per"]
    if ready("kommun", "kvar"):
        out["Kvar av det kommunen köper"] = x["kommun"] * x["kvar"] / 100
    if ready("övriga", "kvar"):
        out["Kvar av det andra kunder köper"] = x["övriga"] * x["kvar"] / 100
    if ready("platser", "ersättning"):
        out["Ersättning för platser"] = x["platser"] * x["ersättning"]
    if ready("anställda", "stöd"):
        out["Lönestöd"] = x["anställda"] * x["stöd"]
    payers = [out[n] for n in ("Kvar av det kommunen köper", "Kvar av det andra kunder köper", "Ersättning för platser",
                               "Lönestöd")]
    if None not in payers:
        out["Pengar in"], out["Pengar från den största av de fyra"] = sum(payers), max(payers)
    if ready("anställda", "lön", "platser", "per", "lön_handledare", "lokal"):
        out["Pengar ut"] = (x["anställda"] * x["lön"] +
                            out["Handledare som behövs"] * x["lön_handledare"] + x["lokal"])
    if out["Pengar in"] is not None and out["Pengar ut"] is not None:
        left = out["Pengar in"] - out["Pengar ut"]
        out["Kvar varje månad"] = left
        out["Kvar varje månad om den största försvinner"] = left - out["Pengar från den största av de fyra"]
    if out["Pengar in"]:
        out["Så stor del av pengarna står den för"] = (out["Pengar från den största av de fyra"] /
                                                       out["Pengar in"] * 100)
    if out["Pengar ut"] is not None and None not in payers[2:] and ready("kvar"):
        rest = max(0, out["Pengar ut"] - payers[2] - payers[3])
        out["Försäljning totalt per månad för att gå jämnt ut"] = rest / (x["kvar"] / 100) if x["kvar"] > 0 else 0
    return out


ROWS = {"platser": "Deltagare samtidigt", "per": "Deltagare per handledare",
        "övriga": "Försäljning till hushåll och företag", "kommun": "Försäljning till kommunen",
        "kvar": "Kvar av försäljningen när material är betalt",
        "ersättning": "Ersättning per plats för arbetsträning",
        "anställda": "Anställda med lönestöd", "lön": "Lön med avgifter per anställd",
        "stöd": "Lönestöd per anställd", "lön_handledare": "Lön med avgifter per handledare",
        "lokal": "Lokal, el och försäkring"}
# invented figures
FULL = {"platser": 12, "per": 5, "övriga": 42000, "kommun": 61000, "kvar": 62.5, "ersättning": 2500,
        "anställda": 4, "lön": 31250, "stöd": 16400, "lön_handledare": 43000, "lokal": 18750}


def shipped(path, there):
    book = Book(path)
    sheet = book.sheet("Kalkyl")
    at = {sheet.cells[a]: int(a[1:]) for a in sheet.cells if a[0] == "A"}
    inputs = {f"B{at[label]}" for label in ROWS.values()}
    unlocked = {a for a in sheet.styles if book.unlocked[sheet.styles[a]]}
    validated = set(re.findall(r'<dataValidation [^>]*sqref="(B\d+)"', sheet.xml))
    expect(unlocked == inputs == validated and "<sheetProtection" in sheet.xml,
           "the cells to fill in, and no others, are open and validated", unlocked ^ inputs)
    expect(not any(f"B{at[label]}" in sheet.cells for label in ROWS.values()),
           "no number that is not the municipality's own")
    for label, value in economy({}).items():
        expect(same(sheet.cells[f"B{at[label]}"], value), f"stored: {label}",
               sheet.cells[f"B{at[label]}"], value)
    cases = {"all": FULL, "nothing": {}, "no sales kept": {**FULL, "kvar": 0},
             "no income": {**FULL, "övriga": 0, "kommun": 0, "ersättning": 0, "stöd": 0},
             "one is missing": {n: v for n, v in FULL.items() if n != "lokal"},
             "others pay most": {**FULL, "övriga": 250000.75}}
    index = [s.name for s in book.sheets].index("Kalkyl") + 1
    for what, case in cases.items() if SOFFICE else ():
        rows = recalculated(path, index, {f"B{at[ROWS[n]]}": v for n, v in case.items()}, there)
        for label, value in economy(case).items():
            expect(same(rows[label], value), f"LibreOffice, {what}: {label}", rows[label], value)


# Every operation, with suggestions for all, so that what the program stored can be held against it.
INVENTED = """modell prov "Påhittat"
  kommuner:  "omr-pahittade.csv"
  basår:     2024
  påhittad:  ja

källa s "Påhittade tal"
  fil:       tal-pahittade.csv
  kommun:    "kod"
  år:        2024
  påhittad:  ja
  kolumn:    invånare = "invånare" [personer]
  kolumn:    andel = "andel" [%]

index behov "Behov"

indikator folk "Folk" [personer]
  under:     behov
  formel:    invånare
  skala:     0 personer till 1000 personer
  vikt:      1

kalkyl a "A" [personer]
  förslag:   invånare / 2

kalkyl b "B" [kr/person]
  förslag:   12,5 kr/person
  källa:     Påhittat

kalkyl c "C" [%]
  förslag:   andel

kalkyl r1 "R1" [kr]
  formel:    a * b * c - 100 kr
  decimaler: 2

kalkyl r2 "R2" [personer]
  formel:    max(a; invånare) + min(a; 3 personer) - medel_alla(invånare)

kalkyl r3 "R3" [kr]
  formel:    om(a > 50 personer och inte (c >= 40 %); r1 * 2; -r1)

kalkyl r4 "R4" [personer]
  formel:    avrunda(a / 7; 1) + summa(a; a; 1 person) + medel(a; 4 personer) + median(a; 9 personer; 2 personer)

kalkyl r5 "R5" [kr/person]
  formel:    r1 / (a - 50 personer)

kalkyl r6 "R6"
  formel:    rot(a / 1 person) + abs(1 - a / 1 person) ^ 2 + ln(a / 1 person) + exp(c)
"""


def by_hand(people, share, mean):
    import math
    import statistics
    a, b, c = people / 2, 12.5, share / 100
    r1 = a * b * c - 100
    # half away from zero
    r4 = (math.floor(a / 7 * 10 + 0.5) / 10 + (a + a + 1) + (a + 4) / 2 +
          statistics.median([a, 9, 2]))
    return {"R1": r1, "R2": max(a, people) + min(a, 3) - mean,
            "R3": r1 * 2 if a > 50 and not c >= 0.4 else -r1, "R4": r4,
            "R5": r1 / (a - 50) if a != 50 else None,
            "R6": math.sqrt(a) + abs(1 - a) ** 2 + math.log(a) + math.exp(c)}


def invented(there):
    there = pathlib.Path(there)
    areas = {"01": ("Påhittad A", 240, 25.0), "02": ("Påhittad B", 100, 45.0),
             "03": ("Påhittad C", 62, None), "04": ("Påhittad D", 900, 40.0)}
    (there / "omr-pahittade.csv").write_text(
        "kod;namn\n" + "".join(f"{k};{n}\n" for k, (n, _, _) in areas.items()), encoding="utf-8")
    (there / "tal-pahittade.csv").write_text(
        "kod;invånare;andel\n" + "".join(f"{k};{p};{'' if s is None else str(s).replace('.', ',')}\n"
                                         for k, (_, p, s) in areas.items()), encoding="utf-8")
    (there / "m.regler").write_text(INVENTED, encoding="utf-8")
    done = run("run", there / "m.regler", "--data", there, "--out", there / "ut")
    expect(done.returncode == 0, "the invented model runs", done.stderr)
    mean = sum(p for _, p, _ in areas.values()) / len(areas)
    for code, (name, people, share) in areas.items():
        path = next((there / "ut/kommuner").glob(f"{code}-*.xlsx"))
        sheet = Book(path).sheet("Kalkyl")
        at = {sheet.cells[a]: a[1:] for a in sheet.cells if a[0] == "A"}
        wanted = by_hand(people, share if share is not None else 0, mean)
        if share is None: # what rests on the share is not known
            wanted.update(R1=None, R3=None, R5=None, R6=None)
        index = [s.name for s in Book(path).sheets].index("Kalkyl") + 1
        rows = recalculated(path, index, {}, str(there)) if SOFFICE else {}
        for label, value in wanted.items():
            expect(same(sheet.cells[f"B{at[label]}"], value), f"{name}, stored: {label}",
                   sheet.cells[f"B{at[label]}"], value)
            expect(not rows or same(rows[label], value), f"{name}, LibreOffice: {label}",
                   rows.get(label), value)


with folder() as made:
    out = pathlib.Path(made)
    for language in ("sv", "en"):
        finished = run("run", "--out", out / language, "--lang", language)
        expect(finished.returncode == 0, f"a run, {language}", finished.stderr)
        books = sorted((out / language).glob("*/*.xlsx"))
        expect(len(books) == 33, f"{language}: 33 workbooks", len(books))
        told, taught = json.loads((out / language / "korning.json").read_bytes()), 0
        for path in books:
            book = Book(path)
            form(book, f"{language} {path.stem}")
            plain(book, f"{language} {path.stem}", language)
            crowded = [t for t in book.sheets[3].cells.values()
                       if t.startswith(("Fick inte plats", "Found no room"))]
            expect(not crowded, f"{language} {path.stem}: all ideas have room", crowded)
            if language == "sv":
                answers(book, path.stem)
                area = next(a for a in told["kommuner"] if path.stem.startswith(a["kod"]))
                foremost(book, path.stem, told, area)
                origins(book, path.stem, told, area)
                taught += learned(book, path.stem)
        expect(language == "en" or taught > 10, "some have somebody to learn from", taught)
    swedish = sorted((out / "sv/kommuner").glob("*.xlsx"))
    english = sorted((out / "en").glob("*/*.xlsx"))
    pages([swedish[0], swedish[-1], *(p for p in swedish if "malmo" in p.stem), english[5]], made)
    shipped(swedish[0], made)
with folder() as made:
    invented(made)
end()
