"""What the model says of itself, against a second computation here: every Pearson and Spearman
correlation of samband.csv and korning.json, what each part weighs and means, Cronbach's alpha; and an
invented model in which one measure is constant, one is cut off and two say the same."""
import csv
import itertools
import json
import math
import pathlib

from common import end, expect, folder, run


def mean(x):
    return sum(x) / len(x)


def pearson(x, y):
    both = [(a, b) for a, b in zip(x, y) if a is not None and b is not None]
    if len(both) < 5:
        return None
    mx, my = mean([a for a, _ in both]), mean([b for _, b in both])
    xx = sum((a - mx) ** 2 for a, _ in both)
    yy = sum((b - my) ** 2 for _, b in both)
    return sum((a - mx) * (b - my) for a, b in both) / math.sqrt(xx * yy) if xx and yy else None


def ranks(x):
    return [sum(b < a for b in x) + (sum(b == a for b in x) + 1) / 2 for a in x]


def spearman(x, y):
    both = [(a, b) for a, b in zip(x, y) if a is not None and b is not None]
    if len(both) < 5:
        return None
    return pearson(ranks([a for a, _ in both]), ranks([b for _, b in both]))


def same(a, b, room=1e-9):
    return a is b is None or (a is not None and b is not None and abs(a - b) < room)


def alpha(columns):
    known = [c for c in columns if pearson(c, c) is not None]
    r = [pearson(a, b) for a, b in itertools.combinations(known, 2)]
    if len(known) < 2 or None in r:
        return None
    return len(known) * mean(r) / (1 + (len(known) - 1) * mean(r))


def table(path):
    with open(path, encoding="utf-8-sig", newline="") as f:
        rows = list(csv.DictReader(f, delimiter=";"))
    for row in rows:
        for key in ("pearson", "spearman"):
            row[key] = float(row[key].replace(",", ".")) if row[key] else None
    return rows


def everything(out, what):
    made = json.loads((out / "korning.json").read_text(encoding="utf-8"))
    points = {name: [a["indikatorer"][name]["poäng"] for a in made["kommuner"]]
              for name in made["indikatorer"]}
    points |= {name: [a["noder"][name]["poäng"] for a in made["kommuner"]]
               for name in made["noder"]}
    largest, rows = 0, table(out / "samband.csv")
    for row in rows:
        x, y = points[row["a"]], points[row["b"]]
        both = sum(p is not None and q is not None for p, q in zip(x, y))
        wanted = pearson(x, y), spearman(x, y)
        expect(int(row["antal"] or 0) == both and same(row["pearson"], wanted[0]) and
               same(row["spearman"], wanted[1]), f"{what}: {row}", wanted, both)
        for key, value in zip(("pearson", "spearman"), wanted):
            largest = max(largest, abs((row[key] or 0) - (value or 0)))
    print(f"{what}: {len(rows)} correlations, largest error {largest:.1e}")
    tried = made["modell"]["prövad"]
    pairs = [r for r in rows if r["slag"] == "par" and r["pearson"] is not None]
    expect([(p["a"], p["b"]) for p in tried["korrelationer"]] == [(r["a"], r["b"]) for r in pairs] and
           all(same(p["pearson"], r["pearson"]) for p, r in zip(tried["korrelationer"], pairs)),
           f"{what}: korning.json has the pairs that are known")
    root = made["modell"]["rot"]
    for name, part in tried["delar"].items():
        r = pearson(points[name], points[root])
        expect(same(part["betydelse"], None if r is None else r * r), f"{what}: {name} means", part, r)
    for name, node in made["noder"].items():
        if node["slag"] != "utmaning":
            expect(same(node["alfa"], alpha([points[p] for p in node["delar"]])),
                   f"{what}: alpha of {name}", node["alfa"])
    return made, tried


RULES = """modell prov "Påhittad: samband"
  kommuner: "omraden-paahittade.csv"
  basår: 2024
  avrundning: 1
  påhittad: ja
källa tal "Påhittade tal"
  fil: tal-paahittade.csv
  kommun: "kod"
  år: 2024
  påhittad: ja
""" + "".join(f'  kolumn: {c} = "{c}" [st]\n' for c in "abcd") + """index allt "Allt"
  sammanvägning: medel
index del_ "Del"
  under: allt
  sammanvägning: medel
  vikt: 3
""" + "".join(f"""indikator m_{c} "Mått {c}" [st]
  under: {under}
  formel: {c}
  skala: {low} st till {high} st
  vikt: {weight}
""" for c, under, low, high, weight in (("a", "del_", 0, 100, 1), ("b", "del_", 0, 200, 3),
                                        ("c", "allt", 0, 10, 1), ("d", "allt", 0, 8, 4)))
RULES += """utmaning vänd "Vänd"
  väger: m_a 1; m_d 1 omvänd
"""
# b is twice a; c is 5 everywhere; d (7 1 8 2 9 3 10 4 11 5 12 6) is above 8 in four of twelve areas
NUMBERS = [(f"K{i:02}", 5 * i, 10 * i, 5, (7 * i) % 13) for i in range(1, 13)]

with folder() as name:
    work = pathlib.Path(name)
    done = run("run", "--out", work / "asf")
    expect(done.returncode == 0, "the shipped model runs", done.stderr)
    everything(work / "asf", "the shipped model")
    (work / "data").mkdir()
    (work / "m.regler").write_text(RULES, encoding="utf-8")
    (work / "omraden-paahittade.csv").write_text(
        "kod;namn\n" + "".join(f"{r[0]};Ort {r[0]}\n" for r in NUMBERS), encoding="utf-8")
    (work / "data/tal-paahittade.csv").write_text(
        "kod;a;b;c;d\n" + "".join(";".join(map(str, r)) + "\n" for r in NUMBERS), encoding="utf-8")
    done = run("run", work / "m.regler", "--data", work / "data", "--out", work / "ut")
    expect(done.returncode == 0, "the invented model runs", done.stderr)
    made, tried = everything(work / "ut", "the invented model")
    a, d = ([x["indikatorer"][n]["poäng"] for x in made["kommuner"]] for n in ("m_a", "m_d"))
    wanted = alpha([a, [100 - p for p in d]])
    expect(same(made["noder"]["vänd"]["alfa"], wanted) and not same(wanted, alpha([a, d]), 0.01),
           "a part that counts the other way is turned", made["noder"]["vänd"]["alfa"], wanted)
    # 3 + 1 + 4: del_ has 3/8, of which a 1/4 and b 3/4
    shares = {n: p["andel"] for n, p in tried["delar"].items()}
    expect(all(same(shares[n], w) for n, w in (("del_", 3 / 8), ("m_a", 3 / 32), ("m_b", 9 / 32),
                                               ("m_c", 1 / 8), ("m_d", 1 / 2))), "shares", shares)
    flat = {n for n, p in tried["delar"].items() if p.get("utan_spridning")}
    cut = {n: p["över_skalan"] for n, p in tried["delar"].items() if p.get("kapas")}
    expect(flat == {"m_c"}, "constant", flat)
    expect(cut == {"m_d": 4}, "cut off", cut)
    expect([(p["a"], p["b"]) for p in tried["nästan_lika"]] == [("m_a", "m_b")] and
           same(tried["nästan_lika"][0]["pearson"], 1), "alike", tried["nästan_lika"])
    expect((tried["mått"], tried["kommuner"], tried["få_kommuner"]) == (4, 12, False),
           "12 areas and 4 measures are just enough", tried["mått"])
    told = run("explain", "K01", "del_", "--rules", work / "m.regler", "--data", work / "data").stdout
    expect("Cronbachs alfa 1,00 (2 av 2 delar har värden)" in told and
           "Säger nästan samma sak: Mått a och Mått b (Pearson 1,00, Spearman 1,00)" in told and
           "Mått b: väger 75 %, betyder 100 %" in told, "explain", told)
    told = run("explain", "K01", "allt", "--rules", work / "m.regler", "--data", work / "data",
               "--lang", "en").stdout
    expect("Tells nobody apart: Mått c" in told and "How the parts hang together (all 12)" in told,
           "explain in English", told)
end()
