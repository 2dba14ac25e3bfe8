"""The workbook that computes: in a LibreOffice that is kept running, other weights give what the
program gives with --set, to the last place. Finds its cells by their headings; the names of what is
weighed are read from the sheet."""
import json
import pathlib
import random
import shutil

from common import end, expect, folder, run
from office import Office, compare, stored

WEIGHTS, CALCULATION, RANKING = "Vikter", "Räkneblad", "Rangordning"
OWN, STANDARD = "Egna vikter", "Standard"
WEIGHTINGS = 50


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
        self.rules_first = find(weights, "Egna vikter som regler", 0)[0] + 2
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
    """The lines under "Egna vikter som regler", as a reader would copy them."""
    first = layout.rules_first
    return [line for line in book.column(WEIGHTS, 0, first, first + len(layout.names)) if line]


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
    expect(not wrong, f"{count} weightings of {len(layout.areas)} areas: no difference",
           f"{len(wrong)} differ", *wrong[:8])
    expect(ranked > 0, "some of the weightings rank somebody")
    print(f"{count} weightings x {len(layout.areas)} areas, {ranked} places, {len(wrong)} differ")


def main():
    rules = []
    with folder() as at:
        out = pathlib.Path(at, "out")
        run("run", *rules, "--out", out)
        path = next(out.glob("*.xlsx"))
        cells = stored(path)
        layout = Layout(cells)
        office = Office()
        book = office.open(path)
        book.calculate()
        print(compare(cells, book.cells, "LibreOffice computes what is stored"), "formulas")
        try_weightings(at, layout, book, rules, WEIGHTINGS)
        book.close()
        office.close()
    end()


main()
