"""Statistics Sweden's statistical database, PxWebApi version 2.

Known (data-formats): addresses, CSV in Latin-1 with CRLF, quoted text and bare numbers, embedded
quotes never escaped, a last heading that can be unquoted and hold a comma, 150 000 cells a call, 30
calls in 10 seconds, 404 over about 2 100 characters, 500 on a repeated code, an omitted selection
that drops its variable without a word, `1280`, `Malmö` or `1280 - Malmö`, `Region - region`.
Known from PxWebApi's public source and from public notes on the service: problems are
{"type": "Parameter error", "title": ..., "status": 400}; too many cells is 400 (not 403, which
version 1 answers, nor 413) and then has `detail` too; a variable that cannot be left out is 400
"Missing selection for mandantory variable" (so spelt); no selection at all is a 200 with the
table's own default selection; expressions with a comma stand in brackets, `[range(2020,2024)]`.
Assumed: the text and Retry-After of a 429, the HTML of the 404, no ETag; the headings of CSV with
codes only, of wide CSV with one measure, and of CSV with nothing in the heading (the table's
label).

Table numbers: TAB638 (population, ends 2024) and TAB6471 (from 2025) are real. The fixtures' other
tables do not say their number: they have TAB90.. numbers of our own, which mean nothing at SCB.
"""
import dataclasses
import re
import urllib.parse

import web
import world

MOST_CELLS, LONGEST_ADDRESS = 150_000, 2100
TABLE = re.compile(r"/api/v2/tables/(\w+)(?:/(metadata|data|defaultselection))?/?$")
SELECTION = re.compile(r"valuecodes\[(.+)\]$", re.I)
CALL = re.compile(r"\[?(top|bottom|from|to|range)\(([^)]*)\)\]?$", re.I)
SEPARATORS = {"separatortab": "\t", "separatorspace": " ", "separatorsemicolon": ";"}


def problem(title, status=400, **more):
    return web.as_json({"type": "Parameter error", "title": title, "status": status, **more},
                       status)


@dataclasses.dataclass
class Variable:
    code: str
    label: str
    values: dict               # code -> label, in the table's order
    optional: bool = False     # may be left out; PxWeb calls it elimination


@dataclasses.dataclass
class Table:
    number: str
    label: str
    variables: list
    cells: dict                # codes of every variable that is not `shares` -> text
    shares: tuple = ()         # variables whose parts are invented; left out, the number is whole
    bare_heading: bool = False  # the last heading stands without quotes, whatever it holds

    def variable(self, code):
        return next((v for v in self.variables if v.code == code), None)

    def cell(self, chosen):
        """chosen: {variable: code or None} -> text; ".." where there is nothing."""
        codes = []
        for v in self.variables:
            if v.code in self.shares:
                continue
            code = chosen.get(v.code)
            if code is None:  # the whole of a variable: for regions the nation
                code = next(iter(v.values))
            codes.append(code)
        text = self.cells.get(tuple(codes), "..")
        parts = [v for v in self.variables if v.code in self.shares and chosen.get(v.code)]
        if parts and world.number(text) is not None:
            for v in parts:
                text = str(int(float(text)) // len(v.values))
        return text


def regions():
    return {"00": "Riket", "12": "Skåne län", **world.municipalities()}


def filled(cells, contents, years, skip=()):
    """Adds invented numbers for the regions that no fixture has: the nation, the county, the
    other municipalities."""
    mine = {key[0] for key in cells}
    for code in regions():
        if code not in mine and code not in skip:
            for content in contents:
                for year in years:
                    cells[(code, content, year)] = str(
                        world.invented(code, content, year, low=2000, high=90000))
    return cells


def code_of(text):
    return text.strip()[:4]


def population():
    """-> TAB638 and TAB6471 from one fixture."""
    _, rows = world.table_of(world.DATA / "scb/folkmangd.csv")
    status = {"OG": "ogifta", "G": "gifta", "SK": "skilda", "ÄNKL": "änkor/änklingar"}
    kinds = [Variable("Civilstand", "civilstånd", status, True),
             Variable("Alder", "ålder", {**{str(a): f"{a} år" for a in range(100)},
                                         "100+": "100+ år"}, True),
             Variable("Kon", "kön", {"1": "män", "2": "kvinnor"}, True)]
    for number, few, label in (
            ("TAB638", lambda y: y <= "2024",
             "Folkmängden efter region, civilstånd, ålder och kön. År 1968 - 2024"),
            ("TAB6471", lambda y: y >= "2025",
             "Folkmängden efter region, ålder och kön. År 2025 -")):
        cells = {(code_of(r[0]), "BE0101N1", r[1]): r[2] for r in rows if few(r[1])}
        years = sorted({key[2] for key in cells})
        yield Table(number, label, [
            Variable("Region", "region", regions(), True), *kinds,
            Variable("ContentsCode", "tabellinnehåll", {"BE0101N1": "Folkmängd"}),
            Variable("Tid", "år", {y: y for y in years})],
            filled(cells, ["BE0101N1"], years), shares=("Civilstand", "Alder", "Kon"))


def from_long(number, label, path, contents):
    """A fixture with region, year and one column for each measure."""
    headings, rows = world.table_of(path)
    codes = {f"{number}{i}": headings[2 + i] for i in range(contents)}
    cells = {(code_of(r[0]), code, r[1]): r[2 + i].replace(",", ".")
             for r in rows for i, code in enumerate(codes)}
    years = sorted({key[2] for key in cells})
    return Table(number, label, [
        Variable("Region", "region", regions(), True),
        Variable("ContentsCode", "tabellinnehåll", codes),
        Variable("Tid", "år", {y: y for y in years})], filled(cells, codes, years))


def from_wide(number, label, path, skip=0):
    """A fixture with region, measure and one column for each year."""
    headings, rows = world.table_of(path, skip)
    names = list(dict.fromkeys(r[1] for r in rows))
    codes = {name: f"{number}{i}" for i, name in enumerate(names)}
    cells = {(code_of(r[0]), codes[r[1]], year): r[2 + i]
             for r in rows for i, year in enumerate(headings[2:])}
    return Table(number, label, [
        Variable("Region", "region", regions(), True),
        Variable("ContentsCode", "tabellinnehåll", {c: n for n, c in codes.items()}),
        Variable("Tid", "år", {y: y for y in headings[2:]})],
        filled(cells, codes.values(), headings[2:]))


def moves():
    _, rows = world.table_of(world.DATA / "scb/flyttningar.csv")
    kinds = {"IN": "inflyttade", "UT": "utflyttade"}
    names = {v: k for k, v in kinds.items()}
    cells = {(code_of(r[0]), names[r[1]], "N1", r[2]): r[3] for r in rows}
    years = sorted({key[3] for key in cells})
    return Table("TAB9001", "Flyttningar (numret är påhittat)", [
        Variable("Region", "region", regions(), True),
        Variable("Flyttning", "flyttning", kinds),  # cannot be left out
        Variable("ContentsCode", "tabellinnehåll", {"N1": "Antal personer"}),
        Variable("Tid", "år", {y: y for y in years})], cells)


def houses():
    """Invented: quotes inside a text, and a last heading with a comma and without quotes."""
    kinds = {"220": 'permanenta "friliggande" småhus', "221": "fritidshus, ej tomt"}
    cells = {(r, k, "N1", y): str(world.invented(r, k, y, low=500, high=9000))
             for r in regions() for k in kinds for y in ("2023", "2024")}
    cells[("1285", "221", "N1", "2024")] = ".."
    cells[("1284", "221", "N1", "2024")] = "-"
    cells[("1283", "221", "N1", "2024")] = "."
    return Table("TAB9010", "Sålda småhus (påhittad)", [
        Variable("Region", "region", regions(), True),
        Variable("Fastighetstyp", "fastighetstyp", kinds),
        Variable("ContentsCode", "tabellinnehåll",
                 {"N1": "Köpeskilling för småhus, medelvärde i tkr"}),
        Variable("Tid", "år", {"2023": "2023", "2024": "2024"})], cells, bare_heading=True)


def tables():
    scb = world.DATA / "scb"
    made = [*population(), moves(), houses(),
            from_wide("TAB9002", "BAS (numret är påhittat)", scb / "arbetsmarknad-bas.csv", 1),
            from_long("TAB9003", "Skatt (numret är påhittat)", scb / "skatt.csv", 2),
            from_long("TAB9004", "Utbildning (numret är påhittat)", scb / "utbildning.csv", 1),
            from_wide("TAB9005", "Ålder (numret är påhittat)", scb / "befolkning-alder.csv")]
    return {t.number: t for t in made}


def expand(variable, text):
    """-> codes that the selection means, or a problem."""
    chosen, known = [], list(variable.values)
    for part in re.findall(r"\[[^\]]*\]|[^,]+", text):
        call = CALL.match(part)
        if call:
            name, given = call.group(1).lower(), [a.strip() for a in call.group(2).split(",")]
            if name in ("top", "bottom"):
                n = int(given[0]) if given[0].isdigit() else 0
                if not n:
                    return problem("Illegal selection expression")
                chosen += known[-n:] if name == "top" else known[:n]
            elif any(g not in known for g in given) or len(given) != 1 + (name == "range"):
                return problem("Illegal selection expression")
            else:
                first = known.index(given[0]) if name in ("from", "range") else 0
                last = known.index(given[-1]) if name in ("to", "range") else len(known) - 1
                chosen += known[first:last + 1]
        elif "(" in part:  # range( without brackets is torn at its comma
            return problem("Illegal selection expression")
        elif "*" in part or "?" in part:
            like = re.compile(re.escape(part).replace(r"\*", ".*").replace(r"\?", ".") + "$")
            chosen += [c for c in known if like.match(c)]
        elif part in known:
            chosen.append(part)
        else:
            return problem("Non-existent value")
    if len(set(chosen)) != len(chosen):
        return web.page(500, "500 - Internal server error.")
    return chosen


class Agency:
    name, prefixes = "scb", ("/api/v2/",)

    def __init__(self):
        self.tables = tables()
        self.calls = (30, 10.0)

    def revise(self, table, codes, value):
        """What a scripted night changes; codes as in the table, its invented variables left out."""
        assert tuple(codes) in self.tables[table].cells, codes
        self.tables[table].cells[tuple(codes)] = str(value)

    def answer(self, request):
        if len(request.address) > LONGEST_ADDRESS:
            return web.page(404, "404 - File or directory not found.")
        path = request.path[request.path.index("/api/v2/"):]
        if path.rstrip("/") == "/api/v2/config":
            return web.as_json({"apiVersion": "2.0.0", "defaultLanguage": "sv",
                                "maxDataCells": MOST_CELLS, "maxCallsPerTimeWindow": 30,
                                "timeWindow": 10, "license": "CC0",
                                "defaultDataFormat": "json-stat2"})
        match = TABLE.match(path)
        table = self.tables.get(match.group(1)) if match else None
        if not table:
            return problem("Non-existent table", 404)
        if match.group(2) == "metadata":
            return web.as_json(self.dataset(table, {v.code: list(v.values)
                                                    for v in table.variables}, None))
        if match.group(2) != "data":
            return web.as_json({"id": table.number, "label": table.label, "updated": None,
                                "firstPeriod": next(iter(table.variables[-1].values)),
                                "lastPeriod": list(table.variables[-1].values)[-1],
                                "discontinued": None,
                                "variableNames": [v.label for v in table.variables]})
        return self.data(request, table)

    def chosen(self, request, table):
        """-> {variable: codes} without those that were left out, or a problem."""
        asked = {}
        for name, value in request.query:
            match = SELECTION.match(name)
            if match:
                if not table.variable(match.group(1)):
                    return problem("Non-existent variable")
                asked[match.group(1)] = value
        if not asked:  # the table's own choice: the latest year, the regions summed away
            return {v.code: list(v.values)[-1:] if v.code == "Tid" else list(v.values)
                    for v in table.variables if not v.optional}
        chosen = {}
        for v in table.variables:
            if v.code in asked:
                codes = expand(v, asked[v.code])
                if isinstance(codes, web.Answer):
                    return codes
                chosen[v.code] = codes
            elif not v.optional:
                return problem("Missing selection for mandantory variable")
        return chosen

    def data(self, request, table):
        chosen = self.chosen(request, table)
        if isinstance(chosen, web.Answer):
            return chosen
        cells = 1
        for codes in chosen.values():
            cells *= len(codes)
        if cells > MOST_CELLS:
            return problem("Too many cells selected", detail="Too many cells selected")
        form = (request.parameter("outputFormat") or "json-stat2").lower()
        if form == "json-stat2":
            return web.as_json(self.dataset(table, chosen, request))
        if form != "csv":
            return problem("Unsupported output format", detail="Unsupported output format")
        return self.csv(request, table, chosen)

    def rows(self, request, table, chosen):
        """-> [{codes, municipality, period, value}], after any misbehaviour."""
        rows = [{"codes": {}}]
        for name, codes in chosen.items():
            rows = [{"codes": {**r["codes"], name: c}} for r in rows for c in codes]
        for row in rows:
            row["municipality"] = row["codes"].get("Region")
            row["period"] = row["codes"].get("Tid")
            row["value"] = table.cell(row["codes"])
        return request.edit("rows", rows) if request else rows

    def csv(self, request, table, chosen):
        wishes = [w.strip().lower() for w in (request.parameter("outputFormatParams") or "")
                  .strip("[]").split(",")]
        mark = next((SEPARATORS[w] for w in wishes if w in SEPARATORS), ",")
        codes, both = "usecodes" in wishes, "usecodesandtexts" in wishes

        def say(code, label):
            return code if codes else f"{code} - {label}" if both else label

        def placed(name):
            return [n for n in (request.parameter(name) or "").split(",") if n in chosen]

        stub, heading = placed("stub"), placed("heading")
        if not stub and not heading:
            heading = [n for n in ("ContentsCode", "Tid") if n in chosen]
        stub += [n for n in chosen if n not in stub and n not in heading]
        known = {n: table.variable(n) for n in chosen}
        columns = [{}]
        for name in heading:
            columns = [{**c, name: code} for c in columns for code in chosen[name]]
        words = ["\"" + say(n, known[n].label) + "\"" for n in stub]
        for column in columns:
            text = " ".join(say(c, known[n].values[c]) for n, c in column.items()) or table.label
            words.append(text if table.bare_heading else f'"{text}"')
        lines = [f'"{table.label}"'] if "includetitle" in wishes else []
        lines.append(mark.join(words))
        grid = {}
        for row in self.rows(request, table, chosen):
            key = tuple(row["codes"][n] for n in stub)
            grid.setdefault(key, {})[tuple(row["codes"][n] for n in heading)] = row["value"]
        for key, line in grid.items():
            texts = ["\"" + say(c, known[n].values[c]) + "\"" for n, c in zip(stub, key)]
            lines.append(mark.join(texts + [line.get(tuple(c.values()), "..") for c in columns]))
        body = "\r\n".join(lines) + "\r\n"
        return web.Answer(body.encode("iso-8859-1", "replace"), 200, "text/csv; charset=iso-8859-1",
                          {"Content-Disposition": f"attachment; filename={table.number}.csv"})

    def dataset(self, table, chosen, request):
        """json-stat2; the metadata is the same without values."""
        kept = [table.variable(n) for n in chosen]
        made = {"version": "2.0", "class": "dataset", "label": table.label, "source": "SCB",
                "id": [v.code for v in kept], "size": [len(chosen[v.code]) for v in kept],
                "role": {"time": ["Tid"], "metric": ["ContentsCode"]},
                "dimension": {v.code: {
                    "label": v.label, "extension": {"elimination": v.optional},
                    "category": {"index": {c: i for i, c in enumerate(chosen[v.code])},
                                 "label": {c: v.values[c] for c in chosen[v.code]}}}
                    for v in kept}}
        if request:
            made["value"] = [world.number(r["value"]) for r in self.rows(request, table, chosen)]
        return made


def address(table, selections, **more):
    """The path and query that asks for a table; for tests."""
    query = [("lang", "sv"), ("outputFormat", "csv")]
    query += [(f"valueCodes[{k}]", v) for k, v in selections.items()] + list(more.items())
    return f"/api/v2/tables/{table}/data?" + urllib.parse.urlencode(query)
