"""Reads the rule files in fixtures/osakerhet for draws.py: so much of the language as they use,
from rules/README.md. No code is shared with the program. Missing is None."""
import csv
import re
import statistics

import draws
import methods as m

MOST = 3  # values drawn in when the indicator's own rule says no number
NUMBER = re.compile(r"(?<![\wåäö])-?\d+(?:,\d+)?")
NAME = re.compile(r"[^\W\d]\w*")


def numbers(text):
    return [float(x.replace(",", ".")) for x in NUMBER.findall(text)]


def read_rules(path):
    """-> [(word, name, title, {property: [texts]})]"""
    blocks = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        if not line.startswith(" "):
            word, name, title = re.match(r'(\w+)\s*(\w*)\s*"([^"]*)"', line).groups()
            blocks.append((word, name, title, {}))
        else:
            key, value = line.strip().split(":", 1)
            blocks[-1][3].setdefault(key, []).append(value.strip())
    return blocks


def read_table(path):
    with open(path, encoding="utf-8-sig", newline="") as f:
        return list(csv.DictReader(f, delimiter=";"))


class Measure:
    """An indicator or a substitute: values, and points under the choice of a draw."""

    def __init__(self, world, block):
        _, self.name, self.title, p = block
        self.world, self.formula = world, p["formel"][0]
        self.lower = p.get("riktning") == ["lägre"]
        self.scale, self.missing = p["skala"][0], p.get("saknas", [""])[0]
        self.outliers = p.get("extremvärden", ["ingen"])[0]
        self.under, self.helps = p.get("under", [None])[0], p.get("för", [None])[0]
        self.weight = numbers(p.get("vikt", ["0"])[0])[0]
        self.assumed = any(a in self.formula for a in world.assumptions)
        self.two_ends = re.match(r"-?[\d,]+ .*till", self.scale) is not None

    def at(self, area, year, assumption):
        return self.world.evaluate(self.formula, area, year, assumption)

    def measured(self, assumption, years=False):
        """The base year's value, or the latest so many years back."""
        oldest = int(numbers(self.missing)[0]) if self.missing.startswith("senaste") else 0
        out = []
        for area in self.world.areas:
            found = ((self.at(area, self.world.year - k, assumption), self.world.year - k)
                     for k in range(oldest + 1))
            out.append(next((f for f in found if f[0] is not None), (None, None)))
        return [y for _, y in out] if years else [v for v, _ in out]

    def ahead(self, now, years, peers, counts=None):
        when = self.measured({}, years=True)
        then = [None if y is None else self.at(area, y - years, {})
                for area, y in zip(self.world.areas, when)]
        return draws.ahead(now, then, peers, self.lower, counts)

    def scored(self, values, choice):
        rule, scale = self.outliers, self.scale
        if not scale.startswith(("trappa", "direkt")):
            scale, rule = choice.scale or scale, choice.outliers or rule
        if rule.startswith("kapa"):
            most = numbers(rule) or numbers(self.outliers) or [MOST]
            values = m.winsorise(values, int(most[0]))[0]
        return self.on(scale, values)

    def on(self, scale, values):
        x = numbers(scale)
        if scale == "direkt":
            return values
        if scale.startswith("trappa"):
            return m.steps(values, list(zip(x[::2], x[1::2])))
        if scale == "minmax":
            return m.minmax(values, values, self.lower)
        if scale == "percentil":
            return m.percentile(values, values, self.lower)
        if scale.startswith("z"):
            return m.z(values, values, self.lower, *x)
        return m.goalposts(values, *x, self.lower, "oklippt" not in scale)


class Indicator(draws.Leaf):
    """A measure with its substitute: where it has no value itself the substitute's points."""

    def __init__(self, own, other):
        super().__init__(own.name, lambda c: self.both(c, True), lambda c: self.both(c, False),
                         own.assumed or bool(other and other.assumed))
        self.own, self.other = own, other

    def measured(self, choice):
        """-> values of its own, where one was computed, the substitute's"""
        own = self.own.measured(choice.assumption)
        other = self.other.measured(choice.assumption) if self.other else [None] * len(own)
        gaps = [v is None for v in own]
        if self.own.missing in ("median", "medel"):
            average = {"median": statistics.median, "medel": statistics.fmean}[self.own.missing]
            own = m.impute(own, average)
        return own, [g and v is not None for g, v in zip(gaps, own)], other

    def both(self, choice, computed, given=None):
        own, filled, other = given or self.measured(choice)
        helped = self.other.scored(other, choice) if self.other else other
        points = self.own.scored(own, choice)
        return [p if not f and p is not None else s if s is not None else p if computed else None
                for p, f, s in zip(points, filled, helped)]

    def outlook(self, years, peers):
        """-> (change of each area, {scenario: points})"""
        own, filled, other = self.measured(draws.Choice())
        change, new = self.own.ahead(own, years, peers)
        if self.other:
            changed, others = self.other.ahead(other, years, peers,
                                               [v is None or f for v, f in zip(own, filled)])
            change = [s if c is None else c for c, s in zip(change, changed)]
        return change, {word: self.both(draws.Choice(), True,
                                        (new[word], filled, others[word] if self.other else other))
                        for word in new}


class World:
    def __init__(self, rules, data):
        self.blocks, self.folder = read_rules(rules), rules.parent
        model = next(p for word, _, _, p in self.blocks if word == "modell")
        self.year, self.trend = int(model["basår"][0]), int(numbers(model.get("trend", ["5"])[0])[0])
        self.areas = [r["kod"] for r in read_table(rules.parent / model["kommuner"][0].strip('"'))]
        self.assumptions, self.ranges = {}, []
        for word, name, _, p in self.blocks:
            if word == "antagande":
                self.assumptions[name] = numbers(p["värde"][0])[0]
                if "osäkerhet" in p:
                    self.ranges.append((name, *numbers(p["osäkerhet"][0])))
        source = next(p for word, _, _, p in self.blocks if word == "källa")
        columns = dict(re.match(r'(\w+) = "(\w+)"', text).groups() for text in source["kolumn"])
        self.cells = {}
        for row in read_table(data / source["fil"][0]):
            for name, column in columns.items():
                if row[column]:
                    self.cells[row["kod"], int(row["år"]), name] = float(row[column].replace(",", "."))
        self.options = {"avrundning": int(model.get("avrundning", ["1"])[0]),
                        "lika": int(model.get("lika", ["1224"])[0])}

    def evaluate(self, formula, area, year, assumption):
        values = {}
        for name in NAME.findall(formula):
            given = {**self.assumptions, **assumption}
            values[name] = given.get(name, self.cells.get((area, year, name)))
        if None in values.values():
            return None
        return eval(formula, {}, values)  # the fixtures' own sums and products

    def peers(self):
        block = next((p for word, _, _, p in self.blocks if word == "liknande"), None)
        if not block:
            return [[] for _ in self.areas]
        rows = read_table(self.folder / block["fil"][0].strip('"'))
        pairs = {(r["kommun_kod"], r["liknande_kod"]) for r in rows}
        return [[j for j, b in enumerate(self.areas) if (a, b) in pairs] for a in self.areas]

    def outlook(self, model):
        """-> ({indicator: changes}, {scenario: ({node: scores}, places)})"""
        per = {leaf.name: leaf.outlook(self.trend, self.peers()) for leaf in model.leaves}
        out = {}
        for word in ("som_hittills", "låg", "hög"):
            choice = draws.Choice()
            choice.columns = {name: points[word] for name, (_, points) in per.items()}
            scores = model.score(choice, every=True)
            out[word] = scores, model.places(scores[model.root.name])
        return {name: change for name, (change, _) in per.items()}, out

    def vary(self):
        p = next((p for word, _, _, p in self.blocks if word == "osäkerhet"), {})
        out = {"dragningar": 10000, "frö": 1, "topp": 5, "känslighet": 256, "åtskilda": 90}
        out.update({k: int(p[k][0].replace(" ", "")) for k in list(out)[:4] if k in p})
        if "åtskilda" in p:
            out["åtskilda"] = numbers(p["åtskilda"][0])[0]
        weights = p.get("vikter", ["25 %"])[0]
        out["vikter"] = ("fasta" if weights == "fasta" else
                         ("dirichlet", numbers(weights)[0]) if weights.startswith("dirichlet")
                         else ("andel", numbers(weights)[0] / 100))
        for k in ("sammanvägning", "skala", "extremvärden", "saknas"):
            if k in p:
                out[k] = [x.strip() for x in p[k][0].split(";")]
        out.update({k: p.get(k) == ["ja"] for k in ("utelämna_en", "antaganden")})
        return out

    def model(self, judged):
        """judged: {node: [bool of each area]}, as the run says: coverage is no matter of draws."""
        measures = [Measure(self, b) for b in self.blocks if b[0] in ("indikator", "reserv")]
        helpers = {x.helps: x for x in measures if x.helps}
        parts, nodes, root = {}, {}, None
        for word, name, title, p in self.blocks:
            if word in ("index", "dimension"):
                how = p["sammanvägning"][0].split()
                nodes[name] = draws.Node(name, (how[0], numbers(how[1])[0] if how[1:] else None), [],
                                         numbers(p["golv"][0])[0] if "golv" in p else None,
                                         judged[name])
                root = root or nodes[name]
                if "under" in p:
                    parts.setdefault(p["under"][0], []).append((numbers(p["vikt"][0])[0], nodes[name]))
            elif word == "indikator":
                own = next(x for x in measures if x.name == name)
                leaf = Indicator(own, helpers.get(name))
                parts.setdefault(own.under, []).append((own.weight, leaf))
        for name, children in parts.items():
            nodes[name].parts = children
        return draws.Model(root, self.vary(), self.options["avrundning"], self.options["lika"],
                           self.ranges)
