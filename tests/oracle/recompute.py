#!/usr/bin/env python3
"""Independent recomputation of the published-figures run (base year 2024).

    recompute.py PROJECT_ROOT [OUT_FOLDER] [--accept f03,challenges]

Reads only PROJECT_ROOT/fixtures/oppna-data. Weights, scales and formulas are
typed in below; nothing is read from the rule files and no code is shared with
the program. With OUT_FOLDER it compares with OUT_FOLDER/poang.csv and exits 1
when anything differs; without it prints its own table.

--accept names decisions of the rules that the written model does not contain;
without it each of them shows up as differences:
  f03         F03 scaled by the 5th and 95th percentile of all 290 municipalities
              for 2025 (-5.78 to 6.54) instead of the written -6 to 12
  challenges  the substitutes in NAMED count in their challenges

Choices where the description of the model leaves room:
 * no challenge names a substitute (unless accepted), so a challenge counts own
   values only;
 * a challenge is preliminary from the same share as a dimension
   (CHALLENGE_PRELIM; None: a challenge below 60 % cannot be judged at all);
 * registered unemployed 2022 are the mean of the twelve months;
 * net migration is divided by the population on 31 December of the same year;
 * all jobs (for F05) are the totals of the table by industry, 2020 to 2024.
"""
import csv
import math
import os
import sys
from decimal import Decimal, ROUND_HALF_UP

BASE, MAX_AGE = 2024, 3
FULL = {"dim": 60.0, "chal": 60.0, "index": 70.0}
CHALLENGE_PRELIM = 40.0
PRELIM = {"dim": 40.0, "chal": CHALLENGE_PRELIM, "index": 50.0}
WORKED = ("1282", "1280", "1273")

# id -> name of the node in poang.csv
NODE = {
    "A01": "långtidsarbetslösa", "A02": "unga_arbetslösa", "A03": "unga_utan_arbete_studier",
    "A04": "långvarigt_bistånd", "A05": "ohälsotal", "A06": "ohälsotal_unga",
    "A07": "psykisk_ohälsa_unga", "A08": "psykisk_påfrestning", "A09": "barn_låg_standard",
    "A10": "barn_arbetslös_förälder", "A11": "arbetslösa_utrikes", "A12": "sysselsättningsgap",
    "A13": "förgymnasial_utbildning", "A14": "bostadsläge", "A15": "trångboddhet",
    "B02": "målgrupp_helår", "B03": "målgrupp_andel", "B04": "daglig_verksamhet",
    "B05": "etableringsersättning",
    "C01": "utan_butik", "C02": "förskolor_förändring", "C03": "försäljningsindex",
    "C04": "ensamboende_äldre", "C05": "hemtjänst_äldre", "C06": "grovavfall",
    "C07": "dag_natt_kvot", "C08": "kollektivtrafik_landsbygd",
    "C09hotell": "bransch_hotell", "C09jordbruk": "bransch_jordbruk",
    "C09handel": "bransch_handel", "C09tillverkning": "bransch_tillverkning",
    "C09utpendling": "utpendling",
    "D01": "idrottsföreningar", "D02": "sysselsatta_organisationer", "D03": "köp_av_föreningar",
    "D04": "nystartade_företag", "D06": "befintliga_asf",
    "E01": "resultat", "E02": "soliditet", "E03": "köp_arbetsmarknad",
    "E04": "upphandlingsbetyg", "E05": "beredskap", "E06": "biståndskostnad",
    "F01": "andel_65_plus", "F02": "framskriven_80_plus", "F03": "befolkningsförändring",
    "F04": "flyttnetto", "F05": "privata_jobb", "F06": "bostadsattraktivitet",
    "A": "behov_befolkning", "B": "målgrupp", "C": "marknad", "D": "kapacitet",
    "E": "ekonomi", "F": "attraktivitet",
    "BEHOV": "behov", "FORUT": "förutsättningar", "ETABLERING": "etablering",
    "ETABSTAT": "etablering_statistik",
    "UNGA": "unga", "OHALSA": "ohälsa", "UTANF": "utanförskap", "BOSTAD": "bostadsbrist",
    "BARN": "barnfattigdom", "SERVICE": "service", "ALDRE": "äldre", "INTEGR": "integration",
}

# weight of each scored indicator in its dimension
WEIGHT = {
    "A": dict(A01=18, A02=10, A03=10, A04=14, A05=10, A06=4, A07=5, A08=4, A09=9, A10=3,
              A11=5, A12=4, A13=4),
    "B": dict(B03=70, B04=15, B05=15),
    "C": dict(C01=20, C02=10, C03=15, C04=20, C05=10, C06=10, C07=15),
    "D": dict(D01=20, D02=25, D03=30, D04=10, D06=15),
    "E": dict(E01=15, E02=15, E03=30, E04=10, E05=30),
    "F": dict(F01=20, F02=15, F03=15, F04=15, F05=15, F06=20),
}
LOCAL = {"D06", "E05"}
INDEX = {"BEHOV": dict(A=75, B=25), "FORUT": dict(C=30, D=30, E=25, F=15)}
# "-" before an id: counted the other way round, 100 - points
CHALLENGE = {
    "UNGA": {"A02": 40, "A03": 40, "A06": 20},
    "OHALSA": {"A05": 40, "A06": 15, "A07": 20, "A08": 10, "B04": 15},
    "UTANF": {"A01": 40, "A04": 40, "A13": 20},
    "BOSTAD": {"A14": 50, "A15": 50},
    "BARN": {"A09": 70, "A10": 30},
    "SERVICE": {"C01": 35, "C02": 20, "C03": 20, "-F03": 15, "-F05": 10},
    "ALDRE": {"F01": 35, "F02": 35, "C04": 30},
    "INTEGR": {"A11": 45, "A12": 30, "B05": 25},
}
# --accept: what the rules decide beyond the written model
NAMED = {"UNGA": {"A02"}, "UTANF": {"A04", "A13"}, "SERVICE": {"C01"}, "ALDRE": {"C04"}}
F03_P5_P95 = (-5.78, 6.54)
ACCEPT = set()

UNSCORED = ["B02", "C08", "C09hotell", "C09jordbruk", "C09handel", "C09tillverkning",
            "C09utpendling", "E06"]
INDICATORS = sorted([i for d in WEIGHT.values() for i in d] + ["A14", "A15"] + UNSCORED)


# ---------------------------------------------------------------- reading

def text(path):
    raw = open(path, "rb").read()
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("iso-8859-1")


def rows(path, sep, skip=0):
    lines = text(path).replace("\r\n", "\n").split("\n")[skip:]
    table = [r for r in csv.reader(lines, delimiter=sep) if any(c.strip() for c in r)]
    return table[0], table[1:]


def number(cell):
    cell = cell.strip().replace("\u00a0", "").replace(" ", "").replace(",", ".")
    return None if cell in ("", "..", ".", "-") else float(cell)


class Data:
    """self.v[variable][code][year] = number; year None = no year stated."""

    def __init__(self, root):
        self.v, self.names = {}, {}
        base = os.path.join(root, "fixtures", "oppna-data")
        p = lambda *a: os.path.join(base, *a)

        head, body = rows(p("skr", "kommungrupper-2023.csv"), ";")
        for r in body:
            self.names[r[0].strip()] = r[1].strip()
        code_of = {n: c for c, n in self.names.items()}

        head, body = rows(p("scb", "folkmangd.csv"), ",")
        for region, year, value in body:
            self.put("folkmangd", region, year, value)

        head, body = rows(p("scb", "befolkning-alder.csv"), ";")
        what = {"Invånare totalt": "inv_alla", "20-64 år": "inv_20_64", "65+ år": "inv_65"}
        for r in body:
            for year, value in zip(head[2:], r[2:]):
                self.put(what[r[1].strip()], r[0], year, value)

        head, body = rows(p("scb", "flyttningar.csv"), ",")
        for region, way, year, value in body:
            self.put(way.strip(), region, year, value)

        head, body = rows(p("scb", "arbetsmarknad-bas.csv"), "\t", skip=1)
        what = {
            "Sysselsatta efter arbetsställets belägenhet, månadsmedel": "jobb_manad",
            "Sysselsatta efter bostadens belägenhet, månadsmedel": "boende_manad",
            "Sysselsatta totalt i tabellen över näringsgren, efter arbetsställe": "jobb_alla",
            "Arbetslöshet 20-64 år, procent": "arbetsloshet_bas",
            "Sysselsatta i kultur, service och hushåll (SNI R+S+T+U), procent": "rstu",
        }
        for r in body:
            for year, value in zip(head[2:], r[2:]):
                self.put(what[r[1].strip()], r[0], year, value)

        head, body = rows(p("scb", "skatt.csv"), ";")
        for r in body:
            self.put("skattekraft", r[0], r[1], r[2])
            self.put("skattesats", r[0], r[1], r[3])

        head, body = rows(p("scb", "utbildning.csv"), ";")
        for r in body:
            self.put("forgymnasial", r[0], r[1], r[2])

        head, body = rows(p("harlett", "andel-80-plus.csv"), ";")
        for r in body:
            self.put("andel_80", r[0], r[2], r[3])

        head, body = rows(p("kolada", "publicerade-varden.csv"), ";")
        for r in body:
            if r[4].strip() == "T":
                self.put(r[0].strip(), r[2], r[3], r[5])

        head, body = rows(p("utan-ar", "nyckeltal-utan-ar.csv"), ";")
        what = ["langtid", "unga_bef", "bistand_nagon_gang", "lag_standard", "trangbodd",
                "tatort", "utrikes"]
        for r in body:
            for name, value in zip(what, r[2:]):
                self.put(name, r[0], None, value)

        for year in (2018, 2022):
            head, body = rows(p("arbetsformedlingen", "inskrivna-%d.csv" % year), ";", skip=1)
            months = {}
            for name, y, month, value in body:
                assert int(y) == year
                code = code_of[name.strip()]
                got = months.setdefault(code, {})
                assert month not in got, (name, y, month)
                got[month] = number(value)
            for code, got in months.items():
                assert len(got) == 12 and None not in got.values(), (code, year)
                self.put("inskrivna", code, year, repr(math.fsum(got.values()) / 12))

    def put(self, var, region, year, value):
        code = region.strip()[:4]
        assert code in self.names, (var, region)
        year = None if year is None else int(year)
        x = number(value)
        if x is None:
            return
        slot = self.v.setdefault(var, {}).setdefault(code, {})
        assert year not in slot, ("twice", var, region, year)
        slot[year] = x

    def series(self, var, code):
        return self.v.get(var, {}).get(code, {})

    def newest(self, code, *names):
        """Newest common year within the age limit; all from the same year.
        A series without stated years is used as it is."""
        found = [self.series(n, code) for n in names]
        if any(not s for s in found):
            return None, None
        if all(None in s for s in found):
            return [s[None] for s in found], "okänt"
        for year in range(BASE, BASE - MAX_AGE - 1, -1):
            if all(year in s for s in found):
                return [s[year] for s in found], year
        return None, None


# ---------------------------------------------------------------- values

def simple(data, code, var):
    vals, year = data.newest(code, var)
    return (vals[0], year, "%s = %.10g" % (var, vals[0])) if vals else None


def ratio(data, code, top, bottom, factor):
    vals, year = data.newest(code, top, bottom)
    if not vals:
        return None
    return (factor * vals[0] / vals[1], year,
            "%g × %s %.10g / %s %.10g" % (factor, top, vals[0], bottom, vals[1]))


def change(data, code, var, span):
    """Per cent change over `span` years; both ends needed."""
    s = data.series(var, code)
    for year in range(BASE, BASE - MAX_AGE - 1, -1):
        if year in s and year - span in s:
            a, b = s[year - span], s[year]
            return 100.0 * (b - a) / a, year, "%s %d %.10g → %d %.10g" % (var, year - span, a, year, b)
    return None


def rest(data, code, var):
    got = simple(data, code, var)
    return got and (100.0 - got[0], got[1], "100 − " + got[2])


def migration(data, code):
    """Mean of 2022-2024 of (in - out) / population 31 Dec, per cent; needs half of the years, rounded up."""
    parts = []
    for year in (BASE - 2, BASE - 1, BASE):
        s = [data.series(n, code).get(year) for n in ("inflyttade", "utflyttade", "folkmangd")]
        if None not in s:
            parts.append((year, 100.0 * (s[0] - s[1]) / s[2], s))
    if len(parts) < 2:
        return None
    return (math.fsum(p[1] for p in parts) / len(parts), "%d-%d" % (parts[0][0], parts[-1][0]),
            "medel av " + ", ".join("%d: 100×(%g−%g)/%g = %.7f" % (y, s[0], s[1], s[2], v) for y, v, s in parts))


# id -> list of (is substitute, value function, value for 0 points, value for 100 points)
OWN, SUB = False, True
SOURCE = {
    "A01": [(OWN, lambda d, c: simple(d, c, "langtid"), 0.8, 6.0)],
    "A02": [(SUB, lambda d, c: simple(d, c, "unga_bef"), 1, 7)],
    "A04": [(SUB, lambda d, c: simple(d, c, "bistand_nagon_gang"), 0.5, 7)],
    "A09": [(SUB, lambda d, c: simple(d, c, "lag_standard"), 5, 27)],
    "A11": [(SUB, lambda d, c: simple(d, c, "arbetsloshet_bas"), 3, 12)],
    "A13": [(SUB, lambda d, c: simple(d, c, "forgymnasial"), 13, 24.75)],
    "A15": [(OWN, lambda d, c: simple(d, c, "trangbodd"), 5, 40)],
    "B03": [(SUB, lambda d, c: ratio(d, c, "inskrivna", "inv_20_64", 1000.0), 30, 130)],
    "C01": [(SUB, lambda d, c: rest(d, c, "tatort"), 5, 35)],
    "C04": [(SUB, lambda d, c: simple(d, c, "andel_80"), 4, 10)],
    "C07": [(OWN, lambda d, c: ratio(d, c, "jobb_manad", "boende_manad", 1.0), 0.5, 1.3)],
    "C09hotell": [(OWN, lambda d, c: simple(d, c, "N02222"), None, None)],
    "C09tillverkning": [(OWN, lambda d, c: simple(d, c, "N02235"), None, None)],
    "D01": [(OWN, lambda d, c: simple(d, c, "U09804"), 5, 20)],
    "D02": [(SUB, lambda d, c: simple(d, c, "rstu"), 2.5, 8)],
    "E01": [(SUB, lambda d, c: simple(d, c, "skattekraft"), 189561, 274759)],
    "E02": [(SUB, lambda d, c: simple(d, c, "skattesats"), 23.34, 19.02)],
    "F01": [(OWN, lambda d, c: ratio(d, c, "inv_65", "inv_alla", 100.0), 15, 35)],
    "F03": [(OWN, lambda d, c: change(d, c, "folkmangd", 5), -6, 12)],
    "F04": [(SUB, migration, -1.0, 1.5)],
    "F05": [(SUB, lambda d, c: change(d, c, "jobb_alla", 4), -10, 15)],
}


def goalposts(x, lo, hi):
    return max(0.0, min(100.0, 100.0 * (x - lo) / (hi - lo)))


class Node:
    def __init__(self):
        self.value = self.points = self.year = self.rank = self.coverage = None
        self.sub, self.how, self.grade = False, "", ""


def grade(kind, coverage):
    if coverage >= FULL[kind] - 1e-9:
        return "full"
    if PRELIM[kind] is not None and coverage >= PRELIM[kind] - 1e-9:
        return "preliminär"
    return "ej bedömbar"


def mean(pairs):
    """Weighted mean over what exists."""
    w = math.fsum(p[0] for p in pairs)
    return math.fsum(p[0] * p[1] for p in pairs) / w if w > 0 else None


def compute(data, code):
    n = {}
    for ind in INDICATORS:
        node = n[ind] = Node()
        for sub, fn, lo, hi in SOURCE.get(ind, []):
            got = fn(data, code)
            if got is None:
                continue
            node.value, node.year, node.how = got
            node.sub = sub
            if ind == "F03" and "f03" in ACCEPT:
                lo, hi = F03_P5_P95
            if lo is not None:
                node.points = goalposts(node.value, lo, hi)
                node.how += ", %g → %g" % (lo, hi)
            break

    def leaf_shares(dim):
        """(weight with a value, weight counted at all) of a dimension."""
        have = total = 0.0
        for ind, w in WEIGHT[dim].items():
            if ind in LOCAL and n[ind].points is None:
                continue
            total += w
            have += w if n[ind].points is not None else 0
        return have, total

    for dim, weights in WEIGHT.items():
        node = n[dim] = Node()
        node.points = mean([(w, n[i].points) for i, w in weights.items() if n[i].points is not None])
        have, total = leaf_shares(dim)
        node.coverage = 100.0 * have / total
        node.grade = grade("dim", node.coverage)

    for idx, weights in INDEX.items():
        node = n[idx] = Node()
        node.points = mean([(w, n[d].points) for d, w in weights.items() if n[d].points is not None])
        have = total = 0.0
        for d, w in weights.items():
            h, t = leaf_shares(d)
            have += w * h / 100.0      # every dimension's weights sum to 100
            total += w * t / 100.0
        node.coverage = 100.0 * have / total
        node.grade = grade("index", node.coverage)

    order = ["full", "preliminär", "ej bedömbar"]
    for name in ("ETABLERING", "ETABSTAT"):   # E05 is unknown everywhere: the two are equal here
        node = n[name] = Node()
        a, b = n["BEHOV"], n["FORUT"]
        if a.points is not None and b.points is not None:
            node.points = math.sqrt(a.points * b.points)
        node.coverage = min(a.coverage, b.coverage)
        node.grade = max(a.grade, b.grade, key=order.index)

    for ch, weights in CHALLENGE.items():
        node = n[ch] = Node()
        pairs, total = [], 0.0
        for key, w in weights.items():
            leaf = n[key.lstrip("-")]
            total += w
            named = "challenges" in ACCEPT and key.lstrip("-") in NAMED.get(ch, ())
            if leaf.points is not None and (named or not leaf.sub):
                pairs.append((w, 100.0 - leaf.points if key[0] == "-" else leaf.points))
        node.points = mean(pairs)
        node.coverage = 100.0 * math.fsum(p[0] for p in pairs) / total
        node.grade = grade("chal", node.coverage)
    return n


def round1(x):
    """Half away from zero, on 15 significant digits, to 1 decimal."""
    return Decimal("%.15g" % x).quantize(Decimal("0.1"), rounding=ROUND_HALF_UP)


def add_ranks(all_nodes):
    for name in next(iter(all_nodes.values())):
        judged = {c: round1(n[name].points) for c, n in all_nodes.items()
                  if n[name].points is not None and n[name].grade != "ej bedömbar"}
        for c, x in judged.items():
            all_nodes[c][name].rank = 1 + sum(1 for y in judged.values() if y > x)


# ---------------------------------------------------------------- output

def f(x, d=4):
    return "–" if x is None else ("%.*f" % (d, x)).replace(".", ",")


def print_table(data, res):
    print("Etablering, alla 33 (täckning i procent; * = ej bedömbar)")
    print("%3s %-14s %8s %8s %8s  %s" % ("pl", "kommun", "ETABL", "BEHOV", "FÖRUT", "täckning B/F  A B C D E F"))
    for c in sorted(res, key=lambda c: (res[c]["ETABLERING"].rank or 99, c)):
        n = res[c]
        print("%3s %-14s %8s %4s/%-2s %5s/%-2s  %s/%s  %s" % (
            n["ETABLERING"].rank, data.names[c], f(n["ETABLERING"].points),
            f(n["BEHOV"].points, 1), n["BEHOV"].rank, f(n["FORUT"].points, 1), n["FORUT"].rank,
            f(n["BEHOV"].coverage, 1), f(n["FORUT"].coverage, 1),
            " ".join(f(n[d].points, 1) + ("*" if n[d].grade == "ej bedömbar" else "") for d in "ABCDEF")))
    for ch in CHALLENGE:
        cov = sorted({round(n[ch].coverage, 4) for n in res.values()})
        print("utmaning %-8s täckning %s, %s" % (ch, cov, sorted({n[ch].grade for n in res.values()})))
    for i in INDICATORS:
        have = [c for c in res if res[c][i].value is not None]
        pts = [res[c][i].points for c in have if res[c][i].points is not None]
        print("%-16s %2d värden, 0 poäng: %2d, 100 poäng: %2d, år %s%s%s" % (
            i, len(have), sum(p == 0 for p in pts), sum(p == 100 for p in pts),
            sorted({str(res[c][i].year) for c in have}), ", reserv" if have and res[have[0]][i].sub else "",
            "" if len(have) in (0, len(res)) else ", saknas: " + ", ".join(data.names[c] for c in res if c not in have)))


def print_chain(data, code, n):
    print("\n=== %s %s" % (code, data.names[code]))
    for dim, weights in WEIGHT.items():
        for i, w in weights.items():
            x = n[i]
            if x.points is None:
                print("  %s vikt %-3g saknas" % (i, w))
            else:
                print("  %s vikt %-3g %s%s → %s poäng  (%s; år %s)" % (
                    i, w, f(x.value, 7), " reserv" if x.sub else "", f(x.points, 7), x.how, x.year))
        terms = ["%g×%.4f" % (w, n[i].points) for i, w in weights.items() if n[i].points is not None]
        wsum = sum(w for i, w in weights.items() if n[i].points is not None)
        print("  %s = (%s)/%g = %s, täckning %s %% %s" % (
            dim, " + ".join(terms), wsum, f(n[dim].points, 7), f(n[dim].coverage, 2), n[dim].grade))
    for idx, weights in INDEX.items():
        print("  %s = (%s)/100 = %s, täckning %s %% %s, plats %s" % (
            idx, " + ".join("%g×%.7f" % (w, n[d].points) for d, w in weights.items()),
            f(n[idx].points, 7), f(n[idx].coverage, 4), n[idx].grade, n[idx].rank))
    print("  ETABLERING = √(BEHOV × FÖRUT) = %s, %s, plats %s" % (
        f(n["ETABLERING"].points, 7), n["ETABLERING"].grade, n["ETABLERING"].rank))
    for ch in CHALLENGE:
        x = n[ch]
        print("  %-8s %s täckning %s %% %s plats %s" % (ch, f(x.points), f(x.coverage, 1), x.grade, x.rank))


def printed(cell):
    """The printed number; the file leaves trailing zeros out, so 100 means 100."""
    cell = cell.strip().replace("\u00a0", "").replace("\u2212", "-")
    if cell in ("", "–", "-", ".."):
        return None
    return float(cell.replace(",", "."))


def compare(data, res, path):
    table = csv.DictReader(text(path).replace("\r\n", "\n").split("\n"), delimiter=";")
    back = {v: k for k, v in NODE.items()}
    seen, unknown, compared, diffs, notes, statuses = set(), {}, 0, [], [], {}
    for r in table:
        code, nod = r["kod"].strip(), r["nod"].strip()
        if code not in res or nod not in back:
            unknown[nod if code in res else code] = unknown.get(nod if code in res else code, 0) + 1
            continue
        name = back[nod]
        x = res[code][name]
        if (code, name) in seen:
            diffs.append((math.inf, "%s %s: two rows" % (code, nod)))
        seen.add((code, name))
        ours_judged = x.grade != "ej bedömbar"
        kind = x.grade or ("saknas" if x.value is None else "reserv" if x.sub else "eget")
        statuses.setdefault((r["slag"], kind, r["status"]), []).append(code)
        for field, mine in (("varde", x.value), ("poang", x.points if ours_judged else None)):
            if field == "varde" and name not in INDICATORS:
                continue
            theirs = printed(r[field])
            compared += 1
            if (mine is None) != (theirs is None):
                diffs.append((math.inf, "%s %-14s %-24s %s: file %s, oracle %s" % (
                    code, data.names[code], nod, field, r[field] or "(empty)", f(mine, 9))))
            elif mine is not None:
                if abs(mine - theirs) > 1e-6:
                    diffs.append((abs(mine - theirs), "%s %-14s %-24s %s: file %s, oracle %s" % (
                        code, data.names[code], nod, field, r[field], f(mine, 9))))
        if name in INDICATORS and x.value is not None and str(x.year)[-4:] not in r["ar"] \
                and not (x.year == "okänt" and not any(ch.isdigit() for ch in r["ar"])):
            notes.append("%s %s: year in file %s, oracle %s" % (code, nod, r["ar"] or "(empty)", x.year))
        theirs = printed(r["plats"])
        if name in UNSCORED:
            continue     # the model gives no ranking rule for what is only shown
        if name not in INDICATORS or theirs is not None:
            compared += 1
            if theirs != x.rank:
                diffs.append((0.0 if theirs and x.rank is None else abs((theirs or 0) - (x.rank or 0)),
                              "%s %-14s %-24s plats: file %s, oracle %s" % (
                                  code, data.names[code], nod, r["plats"] or "(empty)", x.rank)))
    for code in res:
        for name in NODE:
            if (code, name) not in seen and (res[code][name].points is not None or name not in UNSCORED):
                compared += 1
                diffs.append((math.inf, "%s %-14s %-24s no row in the file" % (code, data.names[code], NODE[name])))
    print("\nstatus in the file against the oracle (slag, oracle, file: rows)")
    for key in sorted(statuses):
        print("  %-12s %-12s %-24s %d" % (key + (len(statuses[key]),)))
    if unknown:
        print("rows the oracle does not know: " + ", ".join("%s ×%d" % kv for kv in sorted(unknown.items())))
    for t in notes[:20]:
        print("year: " + t)
    if len(notes) > 20:
        print("year: … and %d more" % (len(notes) - 20))
    print("\nlargest differences" if diffs else "\nno differences")
    diffs.sort(key=lambda d: -d[0])
    for size, what in diffs[:60]:
        print("  %-12s %s" % ("%.3g" % size, what))
    if len(diffs) > 60:
        print("  … and %d more" % (len(diffs) - 60))
    print("oracle: %d compared, %d differ" % (compared, len(diffs)))
    return 1 if diffs or not compared else 0


def main(argv):
    if len(argv) >= 4 and argv[-2] == "--accept":
        ACCEPT.update(argv[-1].split(","))
        argv = argv[:-2]
    if len(argv) not in (2, 3) or ACCEPT - {"f03", "challenges"}:
        print(__doc__)
        return 2
    sys.stdout.reconfigure(encoding="utf-8")
    if ACCEPT:
        print("accepted beyond the written model: " + ", ".join(sorted(ACCEPT)))
    for d, w in WEIGHT.items():
        assert sum(w.values()) == 100, d
    for ch, w in CHALLENGE.items():
        assert sum(w.values()) == 100, ch
    data = Data(argv[1])
    assert len(data.names) == 33
    res = {c: compute(data, c) for c in sorted(data.names)}
    add_ranks(res)
    print_table(data, res)
    for c in WORKED:
        print_chain(data, c, res[c])
    if len(argv) == 3:
        return compare(data, res, os.path.join(argv[2], "poang.csv"))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv))
