"""The uncertainty of the places computed a second time: draws, intervals, bands, Sobol indices,
parts left out, trends and scenarios. Written from rules/README.md and the headers, not from the
program's code; ways to points and to put parts together: methods.py. Missing is None.
Used by tests/cli/test_oracle_draws.py."""
import math
import statistics
from decimal import ROUND_HALF_UP, Decimal

import methods as m

DRAWS, A, B, BOOTSTRAP = 1, 2, 3, 9  # streams of random numbers
RESAMPLES = 200
MASK = 0xFFFFFFFF


# --- random numbers -------------------------------------------------------------------------------

def philox(counter, key):
    """Philox4x32-10 (Salmon, Moraes, Dror, Shaw, SC 2011, section 3.3)."""
    c, k = list(counter), list(key)
    for _ in range(10):
        left, right = c[0] * 0xD2511F53, c[2] * 0xCD9E8D57
        c = [(right >> 32) ^ c[1] ^ k[0], right & MASK, (left >> 32) ^ c[3] ^ k[1], left & MASK]
        k = [(k[0] + 0x9E3779B9) & MASK, (k[1] + 0xBB67AE85) & MASK]
    return c


def uniforms(seed, stream, draw, n):
    """Two words are 53 bits and a half: never 0, never 1."""
    out = []
    for block in range((n + 1) // 2):
        w = philox((block, stream, draw & MASK, draw >> 32), (seed, 0x65746162))
        out += [((w[i] << 32 | w[i + 1]) >> 11) for i in (0, 2)]
    return [(x + 0.5) / 2 ** 53 for x in out[:n]]


def gamma_share(shape, x):
    """The regularised lower incomplete gamma function, by its series."""
    term = total = 1 / shape
    k = 0
    while term > total * 1e-17:
        k += 1
        term *= x / (shape + k)
        total += term
    return total * math.exp(shape * math.log(x) - x - math.lgamma(shape))


def gamma_quantile(u, shape):
    low, high = 0.0, max(1.0, shape)
    while gamma_share(shape, high) < u:
        high *= 2
    while high - low > 1e-14 * high:
        middle = (low + high) / 2
        low, high = (middle, high) if gamma_share(shape, middle) < u else (low, middle)
    return (low + high) / 2


# --- the model ------------------------------------------------------------------------------------

class Leaf:
    """An indicator: `points(choice)` gives its points under the choice of a draw; `kept` are those
    of values that were measured, None where one was computed."""

    def __init__(self, name, points, kept=None, assumed=False):
        self.name, self.points, self.assumed = name, points, assumed
        self.kept = kept or points


class Node:
    def __init__(self, name, how, parts, floor=None, judged=None):
        """how: (word, number or None); parts: [(weight, Leaf or Node)]; judged: [bool]."""
        self.name, self.how, self.parts, self.floor, self.judged = name, how, parts, floor, judged


def nodes_of(node):
    """Parts before wholes, as they stand in the rules."""
    for _, part in node.parts:
        if isinstance(part, Node):
            yield from nodes_of(part)
    yield node


def leaves_of(node):
    for each in nodes_of(node):
        for _, part in each.parts:
            if isinstance(part, Leaf):
                yield part


def put_together(how, floor, parts):
    word, number = how
    if word == "medel":
        return m.mean(parts)
    if word == "summa":
        return m.total(parts)
    if word == "minsta":
        return m.minimum(parts)
    if word == "copeland":
        return m.copeland(parts, number or 0)
    power = {"geometriskt": 0, "harmoniskt": -1}.get(word, number)
    return m.power(parts, power, floor)


class Choice:
    """What one draw decided. Nothing set: as the rules say."""

    def __init__(self):
        self.weight, self.left_out = {}, None
        self.aggregation = self.scale = self.outliers = self.missing = None
        self.assumption, self.columns = {}, {}


class Model:
    def __init__(self, root, vary, decimals=1, ties=1224, assumptions=()):
        """vary: the words of the block of uncertainty; assumptions: [(name, low, high)]."""
        self.root, self.vary, self.decimals, self.ties = root, vary, decimals, ties
        self.assumptions = assumptions
        self.nodes, self.leaves = list(nodes_of(root)), list(leaves_of(root))
        self.columns = {}
        self.base = self.places(self.score(Choice()))

    # --- one draw

    def column(self, leaf, choice):
        if leaf.name in choice.columns:
            return choice.columns[leaf.name]
        key = (leaf.name, choice.scale, choice.outliers, choice.missing,
               tuple(choice.assumption.items()) if leaf.assumed else ())
        if key not in self.columns or leaf.assumed:
            points = (leaf.kept if choice.missing else leaf.points)(choice)
            if choice.missing == "median" and m.known(points):
                middle = statistics.median(m.known(points))
                points = [middle if p is None else p for p in points]
            self.columns[key] = points
        return self.columns[key]

    def score(self, choice, every=False):
        made = {}
        for node in self.nodes:
            parts = []
            for k, (weight, part) in enumerate(node.parts):
                points = made[part.name] if isinstance(part, Node) else self.column(part, choice)
                weight = choice.weight.get((node.name, k), weight)
                if part.name != choice.left_out and weight > 0:
                    parts.append((weight, points))
            how = (choice.aggregation, None) if choice.aggregation else node.how
            if how[0] != node.how[0] and node.how[0] not in ("geometriskt", "harmoniskt", "potens"):
                floor = None
            else:
                floor = node.floor
            points = put_together(how, floor, parts) if parts else [None] * len(node.judged)
            made[node.name] = [p if j else None for p, j in zip(points, node.judged)]
        return made if every else made[self.root.name]

    def round(self, score):
        """Half away from zero on 15 significant digits."""
        if score is None or self.decimals is None:
            return score
        return Decimal("%.15g" % score).quantize(Decimal(1).scaleb(-self.decimals), ROUND_HALF_UP)

    def places(self, scores):
        return m.places([self.round(s) for s in scores], self.ties)

    # --- what varies

    def factors(self):
        """[(kind, what)] in the order that a draw takes its numbers."""
        out, vary = [], self.vary
        if vary["vikter"] != "fasta":
            out += [("vikt", (node, k)) for node in self.nodes for k in range(len(node.parts))
                    if len(node.parts) > 1]
        out += [(kind, None) for kind in ("sammanvägning", "skala", "extremvärden", "saknas")
                if len(vary.get(kind, ())) > 1]
        if vary.get("utelämna_en"):
            out.append(("utelämna_en", None))
        if vary.get("antaganden"):
            out += [("antagande", a) for a in self.assumptions]
        return out

    def choose(self, u, factors):
        choice, vary = Choice(), self.vary
        for word in ("sammanvägning", "skala", "extremvärden", "saknas"):
            if len(vary.get(word, ())) == 1:
                self.set(choice, word, vary[word][0])
        drawn = {}
        for x, (kind, what) in zip(u, factors):
            if kind == "vikt":
                drawn.setdefault(what[0].name, []).append((what, x))
            elif kind == "antagande":
                name, low, high = what
                choice.assumption[name] = low + x * (high - low)
            elif kind == "utelämna_en":
                which = int(x * (len(self.leaves) + 1))
                choice.left_out = ([None] + [leaf.name for leaf in self.leaves])[which]
            else:
                self.set(choice, kind, vary[kind][int(x * len(vary[kind]))])
        for pairs in drawn.values():
            self.reweight(choice, pairs)
        return choice

    @staticmethod
    def set(choice, kind, word):
        word = None if word == "som_skrivet" else word
        setattr(choice, {"sammanvägning": "aggregation", "skala": "scale",
                         "extremvärden": "outliers", "saknas": "missing"}[kind], word)

    def reweight(self, choice, pairs):
        """Drawn, and back to the sum that the parent's parts had."""
        node = pairs[0][0][0]
        whole = sum(w for w, _ in node.parts)
        how, amount = self.vary["vikter"]
        new = []
        for (_, k), x in pairs:
            weight = node.parts[k][0]
            new.append(weight * (1 + amount * (2 * x - 1)) if how == "andel"
                       else gamma_quantile(x, amount * weight / whole))
        for ((_, k), _), weight in zip(pairs, new):
            choice.weight[node.name, k] = weight * whole / sum(new)

    # --- many draws

    def run(self, u, factors):
        return self.places(self.score(self.choose(u, factors)))

    def uncertain(self):
        factors, vary = self.factors(), self.vary
        rows = [self.run(uniforms(vary["frö"], DRAWS, i, len(factors)), factors)
                for i in range(vary["dragningar"])]
        out = []
        for k in range(len(self.base)):
            x = sorted(r[k] for r in rows if r[k] is not None)
            quantile = lambda per_cent: x[-(-len(x) * per_cent // 100) - 1]
            out.append({"median": quantile(50), "low": quantile(5), "high": quantile(95),
                        "placed": len(x), "top": sum(p <= vary["topp"] for p in x) / len(x)}
                       if x else {"median": None, "low": None, "high": None, "placed": 0,
                                  "top": None})
        bands = self.bands(rows, [o["median"] for o in out])
        for o, band in zip(out, bands):
            o["band"] = band
        return out, sum(all(p is None for p in r) for r in rows)

    def bands(self, rows, median):
        """Whoever has no place in a draw stands under those that have one."""
        rows = [[p or math.inf for p in r] for r in rows if m.known(r)]
        above = lambda a, b: sum(r[a] < r[b] for r in rows)
        free = [k for k, p in enumerate(median) if p is not None]
        band, number, opener = [None] * len(median), 0, None
        while free:
            first = free[0]
            for k in free:
                if median[k] < median[first] or (median[k] == median[first] and
                                                 above(k, first) > above(first, k)):
                    first = k
            free.remove(first)
            if opener is None or above(opener, first) * 100 >= self.vary["åtskilda"] * len(rows):
                number, opener = number + 1, first
            band[first] = number
        return band

    # --- sensitivity

    def sensitivity(self):
        factors, n, seed = self.factors(), self.vary["känslighet"], self.vary["frö"]
        a = [uniforms(seed, A, i, len(factors)) for i in range(n)]
        b = [uniforms(seed, B, i, len(factors)) for i in range(n)]
        of_a, of_b = ([self.run(u, factors) for u in x] for x in (a, b))
        resamples = [[int(u * n) for u in uniforms(seed, BOOTSTRAP, r, n)]
                     for r in range(RESAMPLES)]
        indices, own = [], []
        for k in range(len(factors)):
            of_ab = [self.run(u[:k] + [v[k]] + u[k + 1:], factors) for u, v in zip(a, b)]
            y = [[self.moved(r) for r in x] for x in (of_a, of_b, of_ab)]
            indices.append(with_interval(y, resamples))
            own.append([jansen(*([r[i] for r in x] for x in (of_a, of_b, of_ab)))
                        for i in range(len(self.base))])
        return factors, indices, own

    def moved(self, places):
        both = [abs(p - q) for p, q in zip(places, self.base) if None not in (p, q)]
        return statistics.fmean(both) if both else None

    def left_out(self):
        out = {}
        for node in self.nodes:
            for _, part in node.parts:
                choice = Choice()
                choice.left_out = part.name
                places = self.places(self.score(choice))
                both = [abs(p - q) for p, q in zip(places, self.base) if None not in (p, q)]
                out[part.name] = (statistics.fmean(both) if both else None, sum(x > 0 for x in both))
        return out


def with_interval(y, resamples):
    out = {}
    for name, formula in (("first", saltelli), ("total", jansen)):
        out[name] = formula(*y)
        again = m.known([formula(*([x[i] for i in rows] for x in y)) for rows in resamples])
        out[name + "_between"] = [percentile(again, p) if again else None for p in (0.025, 0.975)]
    return out


def percentile(values, share):
    """Between the two nearest, as Excel's PERCENTILE.INC."""
    x, at = sorted(values), share * (len(values) - 1)
    low = int(at)
    return x[low] + (at - low) * (x[min(low + 1, len(x) - 1)] - x[low])


def mean_and_variance(a, b):
    """None when there is nothing to divide by."""
    x = a + b
    if None in x or min(x) == max(x):
        return None, None
    middle = math.fsum(x) / len(x)
    return middle, math.fsum((v - middle) ** 2 for v in x) / (len(x) - 1)


def saltelli(a, b, ab):
    """Saltelli et al. 2010, table 2, formula b, of what differs from the mean."""
    middle, variance = mean_and_variance(a, b)
    if variance is None or None in ab:
        return None
    return math.fsum((y - middle) * (z - x) for x, y, z in zip(a, b, ab)) / len(a) / variance


def jansen(a, b, ab):
    """Jansen 1999: formula f of the same table."""
    _, variance = mean_and_variance(a, b)
    if variance is None or None in ab:
        return None
    return math.fsum((x - z) ** 2 for x, z in zip(a, ab)) / len(a) / 2 / variance


# --- what lies ahead ------------------------------------------------------------------------------

FEWEST_PEERS = 3


def ahead(now, then, peers, lower, counts=None):
    """-> (change of each area, {scenario: values}). peers: indices of each area's similar ones;
    counts: where the measure is the one that counts, not its substitute."""
    change = [None if None in (a, b) else a - b for a, b in zip(now, then)]
    change = [c if not counts or used else None for c, used in zip(change, counts or change)]
    out = {"som_hittills": [v if None in (v, c) else v + c for v, c in zip(now, change)]}
    for word, share in (("låg", 0.75 if lower else 0.25), ("hög", 0.25 if lower else 0.75)):
        out[word] = []
        for i, v in enumerate(now):
            theirs = m.known([change[j] for j in peers[i]])
            theirs = theirs if len(theirs) >= FEWEST_PEERS else m.known(change)
            out[word].append(v + percentile(theirs, share) if v is not None and theirs else v)
    return change, out
