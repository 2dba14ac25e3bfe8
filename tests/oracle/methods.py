"""Independent computation of the methods, from their definitions: no code is shared with the
program and none of its figures are read. Missing is None. Used by tests/cli/test_methods.py."""
import math
import statistics


def known(values):
    return [v for v in values if v is not None]


def each(values, formula):
    return [None if v is None else formula(v) for v in values]


# --- outliers -------------------------------------------------------------------------------------

def skewness(x):
    """Excel's SKEW: the sum of cubed standard scores (n - 1) times n / ((n - 1)(n - 2))."""
    n, mean, sd = len(x), statistics.fmean(x), statistics.stdev(x)
    return n / ((n - 1) * (n - 2)) * math.fsum(((v - mean) / sd) ** 3 for v in x)


def kurtosis(x):
    """Excel's KURT."""
    n, mean, sd = len(x), statistics.fmean(x), statistics.stdev(x)
    first = n * (n + 1) / ((n - 1) * (n - 2) * (n - 3))
    return (first * math.fsum(((v - mean) / sd) ** 4 for v in x) -
            3 * (n - 1) ** 2 / ((n - 2) * (n - 3)))


def passes(x):
    return abs(skewness(x)) < 2 or kurtosis(x) < 3.5


def winsorise(values, most):
    """One value at a time, as COINr's winsorise() does; -> values, whether they pass."""
    out, drawn = list(values), 0
    while not passes(known(out)) and drawn < most:
        x = known(out)
        end = max(x) if skewness(x) > 0 else min(x)
        inner = [v for v in x if v != end]
        drawn = sum(1 for v in x if v == end)
        to = max(inner) if skewness(x) > 0 else min(inner)
        out = [to if v == end else v for v in out]
    return out, passes(known(out))


def logarithm(values):
    x = known(values)
    if passes(x):
        return list(values)
    low, high, shift = min(x), max(x), 0.01 * (max(x) - min(x))
    if skewness(x) < 0:
        return each(values, lambda v: -math.log(high - v + shift))
    return each(values, lambda v: math.log(v - low + shift))


def winsorise_or_log(values, most):
    out, fine = winsorise(values, most)
    return out if fine else logarithm(values)


# --- missing --------------------------------------------------------------------------------------

def impute(values, average, peers=None):
    out = []
    for i, v in enumerate(values):
        others = known(values if peers is None else [values[j] for j in peers[i]])
        out.append(v if v is not None else average(others) if others else None)
    return out


# --- scales: higher is better unless `lower` ------------------------------------------------------

def minmax(values, among, lower=False, low=0, high=100):
    a, b = min(known(among)), max(known(among))
    return each(values, lambda v: low + (high - low) * ((b - v) if lower else (v - a)) / (b - a))


def z(values, among, lower=False, mean=0, spread=1):
    m, s = statistics.fmean(known(among)), statistics.stdev(known(among))
    return each(values, lambda v: mean + spread * (m - v if lower else v - m) / s)


def worse(v, among, lower):
    return sum(1 for x in known(among) if (x > v if lower else x < v))


def equal(v, among):
    return sum(1 for x in known(among) if x == v)


def borda(values, among, lower=False):
    return each(values, lambda v: worse(v, among, lower) + (equal(v, among) - 1) / 2)


def percentile(values, among, lower=False):
    n = len(known(among))
    return each(borda(values, among, lower), lambda b: 100 * b / (n - 1))


def rank(values, among, lower=False):
    return each(values, lambda v: worse(v, among, lower) + 1)


def exponential(values, among, lower=False):
    n = len(known(among))
    return each(rank(values, among, lower),
                lambda r: -23 * math.log(1 - r / n * (1 - math.exp(-100 / 23))))


def classes(values, among, count, lower=False):
    n = len(known(among))
    return each(values, lambda v: 100 * (count * worse(v, among, lower) // n) / (count - 1))


def target(values, among, goal, lower=False):
    start = max(known(among)) if lower else min(known(among))
    return each(values, lambda v: max(0, min(100, 100 * (v - start) / (goal - start))))


def anchor(among, which, lower):
    x = known(among)
    return {"mean": statistics.fmean(x), "best": min(x) if lower else max(x),
            "worst": max(x) if lower else min(x)}[which]


def share(values, among, which, lower=False):
    a = anchor(among, which, lower)
    return each(values, lambda v: 100 * (a / v if lower else v / a))


def distance(values, among, which, lower=False):
    a = anchor(among, which, lower)
    return each(values, lambda v: 100 * (a - v if lower else v - a) / abs(a))


def steps(values, table):
    return each(values, lambda v: [points for start, points in table if v >= start][-1])


def goalposts(values, low, high, lower=False, clamped=True):
    p = each(values, lambda v: 100 * ((high - v) if lower else (v - low)) / (high - low))
    return each(p, lambda v: max(0, min(100, v))) if clamped else p


# --- aggregation: parts are [(weight, points of each area)] ---------------------------------------

def rows(parts):
    """-> for each area its [(weight, points)] that exist."""
    return [[(w, p[i]) for w, p in parts if p[i] is not None] for i in range(len(parts[0][1]))]


def mean(parts):
    return [sum(w * x for w, x in r) / sum(w for w, _ in r) if r else None for r in rows(parts)]


def total(parts):
    return [sum(w * x for w, x in r) if r else None for r in rows(parts)]


def minimum(parts):
    return [min(x for _, x in r) if r else None for r in rows(parts)]


def power(parts, p, floor=None):
    out = []
    for r in rows(parts):
        r = [(w, x if floor is None else max(x, floor)) for w, x in r]
        if not r:
            out.append(None)
        elif p <= 0 and min(x for _, x in r) <= 0:
            out.append(0.0)
        elif p == 0:
            out.append(math.prod(x ** (w / sum(v for v, _ in r)) for w, x in r))
        else:
            out.append((sum(w * x ** p for w, x in r) / sum(w for w, _ in r)) ** (1 / p))
    return out


def copeland(parts, tolerance=0):
    n, out = len(parts[0][1]), []
    takes_part = [bool(r) for r in rows(parts)]
    all_weight = sum(w for w, _ in parts)
    for a in range(n):
        won = 0
        for b in range(n):
            margin = 0
            for w, p in parts:
                both = p[a] is not None and p[b] is not None
                if both and abs(p[a] - p[b]) > max(tolerance, 1e-9):
                    margin += w if p[a] > p[b] else -w
            won += 0.5 if abs(margin) <= 2e-9 * all_weight else margin > 0
            won -= 0.5 if a == b else 0
            won -= 0 if a == b or takes_part[b] else 0.5 if abs(margin) <= 2e-9 else margin > 0
        rivals = sum(takes_part) - 1
        out.append(100 * won / rivals if takes_part[a] else None)
    return out


# --- places ---------------------------------------------------------------------------------------

def places(scores, rule=1224):
    out = []
    for s in scores:
        x = known(scores)
        higher = sum(1 for v in x if v > s) if s is not None else 0
        if s is None:
            out.append(None)
        elif rule == 1223:
            out.append(1 + len({v for v in x if v > s}))
        else:
            out.append(higher + (1 if rule == 1224 else equal(s, x)))
    return out


# --- association ----------------------------------------------------------------------------------

def correlation(x, y):
    both = [(a, b) for a, b in zip(x, y) if a is not None and b is not None]
    return statistics.correlation([a for a, _ in both], [b for _, b in both])


def alpha(columns):
    k = len(columns)
    r = statistics.fmean(correlation(a, b) for i, a in enumerate(columns) for b in columns[i + 1:])
    return k * r / (1 + (k - 1) * r)
