"""Every scale, outlier rule, rule for missing values and aggregation, on invented figures with
gaps, ties and outliers, against the computation in tests/oracle/methods.py. Names and numbers
are made here; the program reads them from files like any others."""
import csv
import json
import pathlib
import random
import statistics
import sys
import zipfile

from common import ROOT, end, expect, folder, run

sys.path.insert(0, str(ROOT / "tests/oracle"))
import methods as m  # noqa: E402

AREAS, ALL = 40, 90
draw = random.Random(4)


def column(kind):
    """ALL invented values, the first AREAS of them those that are ranked."""
    if kind == "skewed":
        return [round(draw.lognormvariate(0, 2.2), 2) + 0.5 for _ in range(ALL)]
    if kind == "left":
        return [round(50 - draw.lognormvariate(0, 2.2), 2) for _ in range(ALL)]
    if kind == "one":  # one value far out is enough to fail, and drawing it in to pass
        x = [round(draw.gauss(50, 5), 2) for _ in range(ALL)]
        x[3], x[60] = 400.0, 380.0
        return x
    if kind == "ties":
        return [float(draw.randint(1, 6)) for _ in range(ALL)]
    return [round(draw.uniform(2, 98), 2) for _ in range(ALL)]


COLUMNS = {"jamn": column("even"), "lika": column("ties"), "sned": column("skewed"),
           "vanster": column("left"), "ensam": column("one"), "lucka": column("even")}
for i in draw.sample(range(ALL), 25):
    COLUMNS["lucka"][i] = None
for i in (1, 8, 20):
    COLUMNS["jamn"][i] = None
PEERS = {i: sorted(draw.sample([j for j in range(AREAS) if j != i], 5)) for i in range(AREAS)}


def own(name):
    return COLUMNS[name][:AREAS]


# name: (column, properties, expected points)
POINTS = {}


def scale(name, column, text, formula, *, lower=False, **more):
    properties = [f"  riktning: {'lägre' if lower else 'högre'}", f"  skala: {text}"]
    properties += [f"  {key}: {value}" for key, value in more.items()]
    POINTS[name] = (column, properties, formula)


# --- scales, both ways and against all three kinds ------------------------------------------------

for lower in (False, True):
    end_ = "_ned" if lower else ""
    for c in ("jamn", "lika"):
        x = own(c)
        for among, said in ((x, None), (COLUMNS[c], "alla")):
            k = f"_{c}{end_}" + ("_alla" if said else "")
            more = {"jämförs": said} if said else {}
            scale("minmax" + k, c, "minmax", m.minmax(x, among, lower), lower=lower, **more)
            scale("spann" + k, c, "minmax 1 till 10", m.minmax(x, among, lower, 1, 10),
                  lower=lower, **more)
            scale("z" + k, c, "z", m.z(x, among, lower), lower=lower, **more)
            scale("z100" + k, c, "z medel 100 spridning 10", m.z(x, among, lower, 100, 10),
                  lower=lower, **more)
            scale("rang" + k, c, "rang", m.rank(x, among, lower), lower=lower, **more)
            scale("percentil" + k, c, "percentil", m.percentile(x, among, lower), lower=lower,
                  **more)
            scale("borda" + k, c, "borda", m.borda(x, among, lower), lower=lower, **more)
            scale("exponentiell" + k, c, "exponentiell", m.exponential(x, among, lower),
                  lower=lower, **more)
            scale("klasser" + k, c, "klasser 5", m.classes(x, among, 5, lower), lower=lower, **more)
            goal = 4 if c == "lika" else 40
            scale("mål" + k, c, f"mål {goal} %", m.target(x, among, goal, lower), lower=lower,
                  **more)
            for word, which in (("bästa", "best"), ("medel", "mean"), ("sämsta", "worst")):
                scale(f"andel_{word}" + k, c, f"andel {word}", m.share(x, among, which, lower),
                      lower=lower, **more)
                scale(f"avstånd_{word}" + k, c, f"avstånd {word}",
                      m.distance(x, among, which, lower), lower=lower, **more)
    x = own("jamn")
    fixed = {"jämförs": "fast 10 % till 60 %"}
    scale("fast_minmax" + end_, "jamn", "minmax oklippt", m.minmax(x, [10, 60], lower),
          lower=lower, **fixed)
    scale("fast_mål" + end_, "jamn", "mål 30 %", m.target(x, [10, 60], 30, lower), lower=lower,
          **fixed)
    scale("fast_andel" + end_, "jamn", "andel bästa", m.share(x, [10, 60], "best", lower),
          lower=lower, **fixed)
    scale("fast_z" + end_, "jamn", "z",
          m.each(x, lambda v: (40 - v if lower else v - 40) / 8), lower=lower,
          **{"jämförs": "fast medel 40 % spridning 8 %"})
    scale("målvärden" + end_, "jamn", "20 % till 80 %", m.goalposts(x, 20, 80, lower), lower=lower)
    scale("oklippt" + end_, "jamn", "20 % till 80 % oklippt",
          m.goalposts(x, 20, 80, lower, clamped=False), lower=lower)
scale("trappa", "lika", "trappa 1 % => 0; 3 % => 40; 5 % => 100",
      m.steps(own("lika"), [(1, 0), (3, 40), (5, 100)]))

# --- outliers -------------------------------------------------------------------------------------

for c in ("sned", "vanster", "ensam", "jamn"):
    x = own(c)
    scale(f"kapa_{c}", c, "minmax", (lambda t: m.minmax(t, t))(m.winsorise(x, 3)[0]),
          extremvärden="kapa 3")
    scale(f"logga_{c}", c, "minmax", (lambda t: m.minmax(t, t))(m.logarithm(x)),
          extremvärden="logga")
    scale(f"antingen_{c}", c, "z", (lambda t: m.z(t, t))(m.winsorise_or_log(x, 1)),
          extremvärden="kapa_eller_logga 1")
    low, high = sorted(m.known(x))[0], sorted(m.known(x))[-1]
    drawn = m.winsorise(x, 3)[0]
    scale(f"kapa_fast_{c}", c, f"{str(low).replace('.', ',')} % till "
          f"{str(high).replace('.', ',')} %",
          m.goalposts(drawn, low, high), extremvärden="kapa 3")
expect(not m.passes(own("sned")) and not m.passes(own("vanster")) and not m.passes(own("ensam")),
       "three columns do not pass")
expect(m.winsorise(own("ensam"), 3)[1], "one of them passes when drawn in")
expect(not m.winsorise(own("sned"), 1)[1] or not m.winsorise(own("vanster"), 1)[1],
       "one of them needs logarithms")
wide = m.winsorise(COLUMNS["ensam"], 3)[0]
scale("kapa_alla", "ensam", "minmax", m.minmax(wide[:AREAS], wide), extremvärden="kapa 3",
      jämförs="alla")

# --- missing --------------------------------------------------------------------------------------

IMPUTED = {"saknas_median": (statistics.median, None, "median"),
           "saknas_medel": (statistics.fmean, None, "medel"),
           "saknas_median_liknande": (statistics.median, PEERS, "median_liknande"),
           "saknas_medel_liknande": (statistics.fmean, PEERS, "medel_liknande")}
for name, (average, peers, word) in IMPUTED.items():
    x = m.impute(own("lucka"), average, peers)
    scale(name, "lucka", "minmax", m.minmax(x, x), saknas=word)

# --- aggregation ----------------------------------------------------------------------------------

parts = [(3, m.minmax(own("jamn"), own("jamn"))), (2, m.minmax(own("lika"), own("lika"))),
         (1, m.minmax(own("lucka"), own("lucka")))]
NODES = {"medel": m.mean(parts), "summa": m.total(parts), "minsta": m.minimum(parts),
         "geometriskt": m.power(parts, 0), "harmoniskt": m.power(parts, -1),
         "potens 2": m.power(parts, 2), "potens 0,5": m.power(parts, 0.5),
         "copeland": m.copeland(parts), "copeland 15": m.copeland(parts, 15),
         "geometriskt golv": m.power(parts, 0, 1), "harmoniskt golv": m.power(parts, -1, 1)}


# --- the files ------------------------------------------------------------------------------------

def write(path, head, body):
    with open(path, "w", encoding="utf-8", newline="") as f:
        writer = csv.writer(f, delimiter=";", lineterminator="\n")
        writer.writerow(head)
        writer.writerows(body)


def code(i):
    return f"P{i:03}"


def make(work, ties):
    (work / "data").mkdir(exist_ok=True)
    write(work / "omraden-paahittade.csv", ["kod", "namn"],
          [(code(i), f"Påhittad {i}") for i in range(AREAS)])
    write(work / "alla-paahittade.csv", ["kod", "namn"],
          [(code(i), f"Påhittad {i}") for i in range(ALL)])
    write(work / "liknande-paahittade.csv",
          ["kommun_kod", "liknande_kod", "liknande_namn", "grupp"],
          [(code(i), code(j), f"Påhittad {j}", "g") for i in PEERS for j in PEERS[i]])
    write(work / "data/tal-paahittade.csv", ["kod", *COLUMNS],
          [(code(i), *("" if x[i] is None else str(x[i]).replace(".", ",")
                       for x in COLUMNS.values())) for i in range(ALL)])
    text = ['modell metoder "Påhittad: metoder"', '  kommuner: "omraden-paahittade.csv"',
            '  register: "alla-paahittade.csv"',
            "  basår: 2024", "  avrundning: 0", f"  lika: {ties}", "  påhittad: ja",
            "  preliminär_index: 10 %", "  preliminär_dimension: 10 %",
            'liknande lika "Liknande"', '  fil: "liknande-paahittade.csv"', '  grupp: "g"',
            'källa tal "Påhittade tal"', "  fil: tal-paahittade.csv", '  kommun: "kod"',
            "  år: 2024", "  påhittad: ja"]
    text += [f'  kolumn: {c}_ = "{c}" [%]' for c in COLUMNS]
    for name, (c, properties, _) in POINTS.items():
        text += [f'indikator {name} "{name}" [%]', f"  formel: {c}_", *properties]
    for k, (name, _) in enumerate(NODES.items()):
        text += [f'index nod_{k} "{name}"', f"  sammanvägning: {name.replace(' golv', '')}"]
        text += ["  golv: 1"] if name.endswith("golv") else []
        for c, weight in (("jamn", 3), ("lika", 2), ("lucka", 1)):
            text += [f'indikator del_{k}_{c} "{c}" [%]', f"  under: nod_{k}", f"  formel: {c}_",
                     "  skala: minmax", f"  vikt: {weight}"]
    (work / "m.regler").write_text("\n".join(text) + "\n", encoding="utf-8")


def compute(work):
    done = run("run", work / "m.regler", "--data", work / "data", "--out", work / "ut")
    expect(done.returncode == 0, "the invented model runs", done.stderr)
    made = json.loads((work / "ut/korning.json").read_text(encoding="utf-8"))
    return made, sorted(made["kommuner"], key=lambda area: area["kod"]), done.stderr


def error(found, wanted):
    """The largest error relative to the largest figure; infinite when one alone is missing."""
    largest = max([abs(w) for w in wanted if w is not None] + [1])
    return max(0 if f is None and w is None else float("inf") if f is None or w is None
               else abs(f - w) / largest for f, w in zip(found, wanted))


with folder() as name:
    work = pathlib.Path(name)
    make(work, 1224)
    made, areas, told = compute(work)
    worst = 0
    for name, (c, _, wanted) in POINTS.items():
        found = [area["indikatorer"][name]["poäng"] for area in areas]
        worst = max(worst, error(found, wanted))
        expect(error(found, wanted) < 1e-11, f"points of {name}", error(found, wanted), found[:5],
               wanted[:5])
    print(f"{len(POINTS)} ways to points: largest error {worst:.1e}")
    worst = 0
    for k, (name, wanted) in enumerate(NODES.items()):
        found = [area["noder"][f"nod_{k}"]["poäng"] for area in areas]
        worst = max(worst, error(found, wanted))
        expect(error(found, wanted) < 1e-11, f"scores of {name}", error(found, wanted), found[:5],
               wanted[:5])
    print(f"{len(NODES)} aggregations: largest error {worst:.1e}")

    # every value that was changed says so, and none else
    for c in ("sned", "vanster", "ensam", "jamn"):
        drawn = m.winsorise(own(c), 3)[0]
        cells = [area["indikatorer"][f"kapa_{c}"] for area in areas]
        expect([x["behandlat"] for x in cells] ==
               [d if d != v else None for d, v in zip(drawn, own(c))], f"treated cells of {c}")
        expect(all((x["behandlat"] is not None) == ("extremvärde" in (x["skäl"] or ""))
                   for x in cells), f"the reason stands by the treated cells of {c}")
        expect([x["värde"] for x in cells] == own(c), f"the values of {c} are as published")
    expect(made["indikatorer"]["kapa_ensam"]["behandlade"] ==
           sum(a != b for a, b in zip(m.winsorise(own("ensam"), 3)[0], own("ensam"))),
           "how many were treated")
    for c in ("sned", "vanster", "ensam", "jamn"):
        for name, out in ((f"kapa_{c}", m.winsorise(own(c), 3)[0]),
                          (f"logga_{c}", m.logarithm(own(c))),
                          (f"antingen_{c}", m.winsorise_or_log(own(c), 1))):
            expect((f'"{name}" är fortfarande sned' in told) == (not m.passes(m.known(out))),
                   f"{name}: what is still skewed is told", told)
    for name, (average, peers, _) in IMPUTED.items():
        cells = [area["indikatorer"][name] for area in areas]
        wanted = m.impute(own("lucka"), average, peers)
        expect(error([x["värde"] for x in cells], wanted) < 1e-12, f"values of {name}")
        for x, v, w in zip(cells, own("lucka"), wanted):
            filled = v is None and w is not None
            expect(x["beräknat"] == filled and (x["status"] == "beräknad") == filled,
                   f"{name}: marked", x)

    # and in the workbooks
    have = len(m.known(own("lucka")))
    def said_in(path):
        with zipfile.ZipFile(path) as book:
            return book.read("xl/sharedStrings.xml").decode("utf-8")
    whole = said_in(next((work / "ut").glob("*omraden.xlsx")))
    expect("[b]" in whole and "extremvärde, räknas som" in whole and
           "sned fördelning, räknas som logaritm" in whole, "the workbook marks what was treated")
    expect("Extremvärden" in whole, "Täckning counts them")
    expect(f"beräknat: medianen av {have} områden" in whole, "the workbook marks what was computed")

    # importance and alpha
    root = made["noder"]["nod_0"]
    for (weight, p), c in zip(parts, ("jamn", "lika", "lucka")):
        part = root["delar"][f"del_0_{c}"]
        expect(abs(part["betydelse"] - m.correlation(p, NODES["medel"]) ** 2) < 1e-12,
               f"importance of {c}")
        expect(abs(part["andel"] - weight / 6) < 1e-12, f"share of {c}")
        own_ = made["indikatorer"][f"del_0_{c}"]
        expect(abs(own_["betydelse"] - part["betydelse"]) < 1e-12 and
               abs(own_["andel"] - weight / 6) < 1e-12, f"{c} in the whole")
    expect(abs(root["alfa"] - m.alpha([p for _, p in parts])) < 1e-12, "alpha")

    # bounds: each gap at the least and at the most that any area has
    scores = NODES["medel"]
    rounded = [int(s + 0.5) for s in scores]
    for i, area in enumerate(areas):
        bounds = []
        for fill in (max, min):
            row = [(w, p[i] if p[i] is not None else fill(m.known(p))) for w, p in parts]
            score = int(sum(w * x for w, x in row) / 6 + 0.5)
            bounds.append(1 + sum(r > score for j, r in enumerate(rounded) if j != i))
        expect([area["plats_bäst_möjlig"], area["plats_sämst_möjlig"]] == bounds,
               f"bounds of {area['kod']}", area["plats_bäst_möjlig"], bounds)
    gaps = sum(None in (p[i] for _, p in parts) for i in range(AREAS))
    expect(gaps > 5, "some areas have gaps", gaps)

    # ties
    for rule in (1224, 1223, 1334):
        make(work, rule)
        _, areas, _ = compute(work)
        found = [area["noder"]["nod_0"]["plats"] for area in areas]
        expect(found == m.places(rounded, rule), f"places by {rule}", found,
               m.places(rounded, rule))
    expect(len(set(rounded)) < AREAS, "some scores are equal")
end()
