"""The model in rules/asf for draws.py, from recompute.py's own weights, scales and formulas.
Nothing is read from the rule files but the order of the areas."""
import csv

import draws
import recompute

VARY = {"vikter": ("andel", 0.25), "sammanvägning": ["som_skrivet", "medel"],
        "saknas": ["hoppa", "median"], "frö": 1, "topp": 10, "åtskilda": 90}
TREND = 4
GROUP = "Liknande kommuner socioekonomi"


class Shipped:
    def __init__(self, root):
        recompute.ACCEPT.update(("f03", "challenges"))
        self.data = recompute.Data(str(root))
        with open(root / "rules/asf/omraden/skane-33.csv", encoding="utf-8-sig", newline="") as f:
            self.areas = [row["kod"] for row in csv.DictReader(f, delimiter=";")]
        self.now = {c: recompute.compute(self.data, c) for c in self.areas}

    def judged(self, name):
        return [self.now[c][name].grade != "ej bedömbar" for c in self.areas]

    def node(self, name, how, parts):
        return draws.Node(recompute.NODE[name], (how, None), parts, judged=self.judged(name))

    def leaf(self, name):
        points = [self.now[c][name].points for c in self.areas]
        return draws.Leaf(recompute.NODE[name], lambda choice: points)

    def model(self, vary):
        dimensions = {x: self.node(x, "medel", [(w, self.leaf(i)) for i, w in weights.items()])
                      for x, weights in recompute.WEIGHT.items()}
        halves = [(50, self.node(x, "medel", [(w, dimensions[i]) for i, w in weights.items()]))
                  for x, weights in recompute.INDEX.items()]
        return draws.Model(self.node("ETABLERING", "geometriskt", halves), {**VARY, **vary})

    # --- trend

    def peers(self, root):
        with open(root / "rules/asf/omraden/liknande-rka.csv", encoding="utf-8-sig",
                  newline="") as f:
            pairs = {(row["kommun_kod"], row["liknande_kod"])
                     for row in csv.DictReader(f, delimiter=";") if row["grupp"] == GROUP}
        return [[j for j, b in enumerate(self.areas) if (a, b) in pairs] for a in self.areas]

    def then(self, name, code):
        """The value TREND years before its own year, all figures of that year."""
        year = str(self.now[code][name].year)[-4:]
        if not year.isdigit():
            return None
        base, age = recompute.BASE, recompute.MAX_AGE
        recompute.BASE, recompute.MAX_AGE = int(year) - TREND, 0
        try:
            found = [f(self.data, code) for _, f, _, _ in recompute.SOURCE[name]]
        finally:
            recompute.BASE, recompute.MAX_AGE = base, age
        return next((x[0] for x in found if x), None)

    def outlook(self, model, peers):
        changes, columns = {}, {}
        for name in (i for d in recompute.WEIGHT.values() for i in d if i in recompute.SOURCE):
            _, _, low, high = recompute.SOURCE[name][0]
            if name == "F03":
                low, high = recompute.F03_P5_P95
            now = [self.now[c][name].value for c in self.areas]
            then = [None if v is None else self.then(name, c) for v, c in zip(now, self.areas)]
            dated = [str(self.now[c][name].year)[-4:].isdigit() for c in self.areas]
            change, new = draws.ahead(now, then, peers, low > high)
            changes[recompute.NODE[name]] = change
            for word, values in new.items():
                columns.setdefault(word, {})[recompute.NODE[name]] = [
                    None if v is None else recompute.goalposts(v if d else n, low, high)
                    for v, n, d in zip(values, now, dated)]
        out = {}
        for word, points in columns.items():
            choice = draws.Choice()
            choice.columns = points
            scores = model.score(choice, every=True)
            out[word] = scores, model.places(scores[model.root.name])
        return changes, out
