"""The workbook that computes: in a LibreOffice that is kept running, other weights give what the
program gives with --set, to the last place. Finds its cells by their headings; the names of what is
weighed are read from the sheet."""
import json
import os
import pathlib
import random
import re
import shutil
import subprocess

from common import end, expect, folder, run
from live_office import Office, compare, import_uno, miss, stored

WEIGHTS, CALCULATION, RANKING = "Vikter", "Räkneblad", "Rangordning"
LINES = "Egna regler"
OWN, STANDARD = "Egna vikter", "Standard"
LONG = os.environ.get("ETABLERA_LONG") == "1"  # tests/run --long
WEIGHTINGS, OTHER_WEIGHTINGS = (50, 8) if LONG else (12, 3)


def find(cells, text, column=None):
    """Where a text stands first."""
    for at in sorted(cells):
        if cells[at][0] == text and (column is None or at[1] == column):
            return at
    raise LookupError(text)


class Layout:
    """Where things stand in the workbook."""

    def __init__(self, book):
        weights, calculation = book[WEIGHTS], book[CALCULATION]
        head = find(weights, "Namn i reglerna")
        self.names_column, self.first = head[1], head[0] + 1
        self.names = []
        while (self.first + len(self.names), head[1]) in weights:
            self.names.append(weights[self.first + len(self.names), head[1]][0])
        self.heads = {weights[at][0]: at[1] for at in weights if at[0] == head[0]}
        self.own = self.heads["Egen vikt (0–100)"]
        self.choice = find(weights, "Vikter som räknas", 0)[0]
        self.told = find(weights, "Besked", 0)[0]
        self.rules_first = max(at[0] for at in book[LINES]) - len(self.names)
        self.standard = [weights[self.first + k, self.heads[STANDARD]][0]
                         for k in range(len(self.names))]
        summary = find(calculation, "Kommun", 0)
        self.areas_first = summary[0] + 1
        self.areas = []
        while (self.areas_first + len(self.areas), 0) in calculation:
            self.areas.append(calculation[self.areas_first + len(self.areas), 0][0])
        shown = find(calculation, "Poäng i varje del", 0)[0] + 1
        self.summary = {calculation[at][0]: at[1] for at in calculation if at[0] == summary[0]}
        self.nodes = {calculation[at][0]: at[1] for at in calculation if at[0] == shown}
        self.nodes_first = shown + 1

    def places(self, book):
        last = self.areas_first + len(self.areas) - 1
        return book.column(CALCULATION, self.summary["Plats"], self.areas_first, last)

    def scores(self, book, node):
        last = self.nodes_first + len(self.areas) - 1
        return book.column(CALCULATION, self.nodes[node], self.nodes_first, last)


def oracle(at, overlay, layout, rules):
    """What the program gives with the lines that the workbook prints: {area: (place, {node:
    score})}; nothing when it can rank nobody."""
    out, file = pathlib.Path(at, "oracle"), pathlib.Path(at, "egna.regler")
    file.write_text("\n".join(overlay) + "\n", "utf-8")
    shutil.rmtree(out, ignore_errors=True)
    extra = ["--overlay", file] if overlay else []
    done = run("run", *rules, "--out", out, "--draws", "0", *extra)
    if done.returncode == 1 and "E907" in done.stderr:
        return {a: (None, {}) for a in layout.areas}
    expect(done.returncode == 0, "a run with the overlay", done.stderr[-800:])
    whole = json.loads((out / "korning.json").read_text(encoding="utf-8"))
    return {a["namn"]: (a["plats"], {whole["noder"][n]["titel"]: x["poäng"]
                                     for n, x in a["noder"].items()})
            for a in whole["kommuner"]}


def overlay_of(layout, book):
    """The lines of "Egna vikter som regler", as a reader would copy them."""
    first = layout.rules_first
    return [line for line in book.column(LINES, 0, first, first + len(layout.names)) if line]


def differences(layout, book, truth):
    """How the workbook differs from the program now."""
    wrong = []
    places = layout.places(book)
    nodes = {n for _, scores in truth.values() for n in scores if n in layout.nodes}
    columns = {n: layout.scores(book, n) for n in nodes}
    for i, area in enumerate(layout.areas):
        place, scores = truth[area]
        if (places[i] if isinstance(places[i], float) else None) != place:
            wrong.append((area, "plats", places[i], place))
        for n in nodes:
            shown = columns[n][i] if isinstance(columns[n][i], float) else None
            if (shown is None) != (scores[n] is None) or (
                    shown is not None and abs(shown - scores[n]) > 1e-9):
                wrong.append((area, n, shown, scores[n]))
    return wrong


def drawn(layout, chance, k):
    """Whole numbers; some parts are left as they are, some are removed. Every other time not far
    from the rules, so that most areas can still be judged."""
    if k % 2:
        return {name: max(0, round(weight * chance.uniform(0.4, 1.8)))
                for name, weight in zip(layout.names, layout.standard)}
    kinds = [None, None, None, 0, chance.randint(0, 100), chance.randint(0, 100)]
    return {name: chance.choice(kinds) for name in layout.names}


def expected_lines(layout, own):
    lines = [f"  sätt: {name}.vikt = {own[name]}" for name, standard in
             zip(layout.names, layout.standard) if own[name] not in (None, standard)]
    return ['scenario egna_vikter "Egna vikter"', *lines] if lines else []


def try_weightings(at, layout, book, rules, count):
    chance = random.Random(20261122)
    wrong, ranked = [], 0
    book.put(WEIGHTS, layout.choice, 1, OWN)
    for k in range(count):
        own = drawn(layout, chance, k)
        book.put_column(WEIGHTS, layout.own, layout.first, [own[n] for n in layout.names])
        overlay = overlay_of(layout, book)
        expect(overlay == expected_lines(layout, own), f"the lines of weighting {k}", *overlay[:5])
        truth = oracle(at, overlay, layout, rules)
        ranked += sum(place is not None for place, _ in truth.values())
        wrong += [(k, *each) for each in differences(layout, book, truth)]
        wrong += [(k, *each) for each in ranking_differences(layout, book, truth)]
    expect(not wrong, f"{count} weightings of {len(layout.areas)} areas: no difference",
           f"{len(wrong)} differ", *wrong[:8])
    expect(ranked > 0, "some of the weightings rank somebody")
    print(f"{count} weightings x {len(layout.areas)} areas, {ranked} places, {len(wrong)} differ")


def ranking_differences(layout, book, truth):
    """The sheet that people read: its places ascend, and each stands beside its area."""
    cells = book.cells(RANKING)
    head = min(at[0] for at, value in cells.items() if value == "Kommun")
    heads = {}
    for at in sorted(at for at in cells if at[0] == head):
        heads.setdefault(cells[at], at[1])
    wrong, before = [], 0
    for k in range(len(layout.areas)):
        area = cells[head + 1 + k, heads["Kommun"]]
        place = cells[head + 1 + k, heads["Plats"]]
        if place != (truth[area][0] if truth[area][0] is not None else "[x]"):
            wrong.append((RANKING, area, place, truth[area][0]))
        if isinstance(place, float):
            if place < before:
                wrong.append((RANKING, area, place, "out of order"))
            before = place
    listed = {cells[head + 1 + k, heads["Kommun"]] for k in range(len(layout.areas))}
    return wrong if listed == set(layout.areas) else [*wrong, (RANKING, "areas are lost")]


def try_profiles(at, layout, book, cells, rules):
    """Every profile of the list gives what its scenario gives."""
    choices = [h for h in sorted(layout.heads, key=layout.heads.get)
               if layout.heads[h] >= layout.heads[STANDARD] and h not in
               ("Ändrade så här långt", "Som regel", OWN)]
    for choice in choices:
        book.put(WEIGHTS, layout.choice, 1, choice)
        weights = {name: cells[WEIGHTS][layout.first + k, layout.heads[choice]][0]
                   for k, name in enumerate(layout.names)}
        lines = [f"  sätt: {n}.vikt = {str(w).replace('.', ',')}" for n, w in weights.items()]
        truth = oracle(at, ['scenario prov "Prov"', *lines], layout, rules)
        wrong = differences(layout, book, truth)
        expect(not wrong, f"the profile {choice}", *wrong[:5])
    expect(len(choices) > 1, "there are profiles beside the standard", choices)


def try_errors(layout, book, cells):
    """What cannot be computed is said, on every sheet that would show it."""
    told = {sheet: find(cells[sheet], text, 0)[0] + 1 for sheet, text in
            (("Karta", "Visa"), ("Profil", "Kommun"))}
    book.put(WEIGHTS, layout.choice, 1, OWN)
    book.put_column(WEIGHTS, layout.own, layout.first, [0] * len(layout.names))
    def said():
        return [book.get(WEIGHTS, layout.told, 1), book.get("Karta", told["Karta"], 0),
                book.get("Profil", told["Profil"], 0)]
    expect(all(t.startswith("FEL: alla vikter är 0") for t in said()), "all weights 0", said())
    expect(any(isinstance(v, str) and v.startswith("FEL: alla vikter är 0")
               for v in book.cells(RANKING).values()), "all weights 0, on the ranking")
    expect(set(layout.places(book)) == {"[x]"}, "nobody has a place then")
    book.put(WEIGHTS, layout.choice, 1, "Något annat")
    expect(all(t.startswith("FEL: okänd viktprofil") for t in said()), "unknown profile", said())
    book.put(WEIGHTS, layout.choice, 1, STANDARD)
    expect(book.get(WEIGHTS, layout.told, 1).startswith("OBS: dina egna vikter"),
           "own weights that do not count are told", book.get(WEIGHTS, layout.told, 1))
    book.put("Karta", told["Karta"] - 1, 1, "Ingenting")
    book.put("Profil", told["Profil"] - 1, 1, "Ingenstans")
    expect(said()[1].startswith("FEL: okänt val"), "unknown choice on the map", said()[1])
    expect(said()[2].startswith("FEL: okänd kommun"), "unknown area on the profile", said()[2])
    for sheet in (RANKING, CALCULATION, "Karta", "Profil", WEIGHTS):
        bad = [v for v in book.cells(sheet).values()
               if isinstance(v, str) and v.startswith(("#", "Err:"))]
        expect(not bad, f"no error values on {sheet}", bad[:3])
    book.put_column(WEIGHTS, layout.own, layout.first, [None] * len(layout.names))


def try_views(layout, book, cells, truth):
    """Every area on the profile and every choice on the map, against the program's scores."""
    profile, wrong = cells["Profil"], []
    choice, head = find(profile, "Kommun", 0)[0], find(profile, "Poäng", 0)[0]
    labels = {}
    for at in sorted(profile):
        if at[1] == 0 and head < at[0] <= head + len(layout.nodes):
            labels[profile[at][0]] = at[0]
    for area in layout.areas:
        book.put("Profil", choice, 1, area)
        for node, row in labels.items():
            shown, wanted = book.get("Profil", row, 1), truth[area][1].get(node)
            if (shown if isinstance(shown, float) else None) != wanted and not (
                    isinstance(shown, float) and abs(shown - wanted) < 1e-9):
                wrong.append((area, node, shown, wanted))
    expect(labels and not wrong, "the profile of every area", *wrong[:5])
    karta, wrong = cells["Karta"], []
    choice, head = find(karta, "Visa", 0)[0], find(karta, "Kommun", 0)[0]
    for node in layout.nodes:
        book.put("Karta", choice, 1, node)
        points = book.column("Karta", 1, head + 1, head + len(layout.areas))
        for area, shown in zip(layout.areas, points):
            wanted = truth[area][1].get(node)
            if (shown if isinstance(shown, float) else None) != wanted and not (
                    isinstance(shown, float) and abs(shown - wanted) < 1e-9):
                wrong.append((area, node, shown, wanted))
    expect(not wrong, "every choice of the map", *wrong[:5])


def gnumeric(at, path, cells):
    """Gnumeric computes anew and writes; what it wrote is read."""
    if shutil.which("ssconvert") is None:
        miss("Gnumeric (ssconvert) is not installed")
    out = pathlib.Path(at, "gnumeric.xlsx")
    done = subprocess.run(["ssconvert", "--recalc", str(path), str(out)], check=False,
                          capture_output=True, timeout=250)
    expect(done.returncode == 0, "ssconvert", done.stderr[-500:])
    its = stored(out)
    compare(cells, lambda sheet: {a: v for a, (v, _) in its[sheet].items()},
            f"Gnumeric computes what is stored: {path.name}")


def make(at, model, lang="sv"):
    """The workbook of a model -> path"""
    rules, data = model
    out = pathlib.Path(at, f"ut-{lang}-" + (pathlib.Path(rules).stem if rules else "asf"))
    arguments = [rules, "--data", data] if rules else []
    done = run("run", *arguments, "--lang", lang, "--draws", "200", "--out", out)
    expect(done.returncode == 0, f"a run of {rules or 'the shipped rules'}", done.stderr[-500:])
    return next(p for p in out.glob("*.xlsx") if not p.stem.endswith("-enkel"))


SHIPPED = (None, None)
OTHERS = [(f"fixtures/levande/{name}-pahittad.regler", "fixtures/levande/data")
          for name in ("levande", "golv")] + [
    (f"fixtures/osakerhet/{name}-pahittad.regler", "fixtures/osakerhet/data")
    for name in ("alternativ", "vikter", "utan_plats")]
ALLOWED = set("IF AND OR NOT SUM SUMIF SUMIFS SUMPRODUCT COUNTIF COUNTIFS INDEX MATCH RANK ROUND "
              "MIN MAX MEDIAN LARGE SMALL ISNUMBER IFERROR CHOOSE SQRT ABS LN".split())


def try_functions(cells, what):
    """Nothing but functions that every spreadsheet has."""
    names = set()
    for sheet in cells.values():
        for _, formula in sheet.values():
            if formula:
                names |= set(re.findall(r"([A-Z][A-Z.]*)\(", re.sub(r'"[^"]*"', "", formula)))
    expect(names and names <= ALLOWED, f"functions of {what}", names - ALLOWED)


def try_model(at, office, model, count, whole):
    path = make(at, model)
    rules = [model[0], "--data", model[1]] if model[0] else []
    cells = stored(path)
    layout = Layout(cells)
    try_functions(cells, path.name)
    book = office.open(path)
    book.calculate()
    print(path.name, compare(cells, book.cells, f"LibreOffice computes what is stored: {path.name}"),
          "formulas")
    gnumeric(at, path, cells)
    if whole:
        try_views(layout, book, cells, oracle(at, [], layout, rules))
        try_profiles(at, layout, book, cells, rules)
        try_errors(layout, book, cells)
    try_weightings(at, layout, book, rules, count)
    if whole:  # other choices on the other sheets change nothing here
        book.put("Karta", find(cells["Karta"], "Visa", 0)[0], 1, sorted(layout.nodes)[0])
        book.put("Profil", find(cells["Profil"], "Kommun", 0)[0], 1, layout.areas[-1])
        try_weightings(at, layout, book, rules, 2)
    book.close()


def other_locale(at):
    """Swedish numbers and separators, and the English edition."""
    office = Office("sv-SE")
    for lang in ("sv", "en"):
        path = make(at, SHIPPED, lang)
        cells = stored(path)
        book = office.open(path)
        book.calculate()
        compare(cells, book.cells, f"LibreOffice in Swedish computes what is stored: {lang}")
        book.close()
    office.close()


def main():
    import_uno()
    with folder() as at:
        office = Office()
        try_model(at, office, SHIPPED, WEIGHTINGS, True)
        for model in OTHERS:
            try_model(at, office, model, OTHER_WEIGHTINGS, False)
        office.close()
        other_locale(at)
    end()


main()
