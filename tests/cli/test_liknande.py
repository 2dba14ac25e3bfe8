"""Similar municipalities and neighbours: who they are, what is computed over them, whom to learn
from. Every figure is computed by hand in the comments."""
import json
import pathlib
import zipfile

from common import end, expect, folder, run

AREAS = "kod;kommun\n9001;A\n9002;B\n9003;C\n9004;D\n9005;E\n"
# x: mean 1, standard deviation 1. y: mean 2, variance (4·4 + 0)/5 = 16/5.
# Squared distances: x 0 and 2 are 4 apart; y 0 and 4 are 16·5/16 = 5 apart, 0 and 2 are 1,25.
DATA = "kod;x;y;v;k\n9001;0;0;10;5\n9002;0;4;20;5\n9003;2;0;30;5\n9004;2;4;40;5\n9005;;2;;5\n"
BORDERS = "kod_a;kommun_a;kod_b;kommun_b;gemensam_grans_km\n9001;A;9002;B;3\n9002;B;9003;C;9\n"
PUBLISHED = ("kommun_kod;kommun;grupp;liknande_kod;liknande_namn\n9001;A;g;9999;Utanför\n"
             "9001;A;g;9002;B\n9002;B;g;9001;A\n9001;A;h;9003;C\n")
RULES = """modell m "M"
  kommuner: "kommuner.csv"
  register: "alla.csv"
  grannar: "granne.csv"
  basår: 2024
källa s "S"
  fil: data.csv
  kommun: "kod"
  år: 2024
  kolumn: x = "x" [st]
  kolumn: y = "y" [st]
  kolumn: v = "v" [%]
  kolumn: k = "k" [st]
liknande pub "Publicerade"
  fil: "lika.csv"
  grupp: "g"
liknande nära "Nära"
  jämför: x; y
  antal: 2
liknande tungt "Tungt"
  jämför: x; y 3; k
liknande strängt "Strängt"
  jämför: x; y
  minst: 60 %
liknande lika "Lika"
  jämför: k
mått nm "N" [%]
  formel: medel_liknande(v; nära)
mått nd "N" [%]
  formel: median_liknande(v; tungt)
mått pm "P" [%]
  formel: medel_liknande(v)
mått gm "G" [%]
  formel: medel_grannar(v)
mått gd "G" [%]
  formel: median_grannar(v)
index topp "T"
indikator i "I" [%]
  under: topp
  formel: v
  skala: 0 % till 40 %
  vikt: 1
utmaning u "U"
  väger: i 1
"""


def world(there, rules=RULES):
    there = pathlib.Path(there)
    for name, text in (("kommuner.csv", AREAS), ("alla.csv", AREAS + "9999;Utanför\n"),
                       ("data.csv", DATA), ("granne.csv", BORDERS), ("lika.csv", PUBLISHED),
                       ("a.regler", rules)):
        (there / name).write_text(text, encoding="utf-8")
    return there


def ran(there, *more):
    done = run("run", there / "a.regler", "--data", there, "--out", there / "out", *more)
    expect(done.returncode == 0, "runs", done.stdout, done.stderr)
    areas = json.loads((there / "out/korning.json").read_text(encoding="utf-8"))["kommuner"]
    return {a["namn"]: a for a in areas}


def peers(area, block):
    return [(p["namn"], p["avstånd"] if p["avstånd"] is None else round(p["avstånd"], 6),
             p["gemensamma"]) for p in area["liknande"][block]]


def who():
    with folder() as there:
        got = ran(world(there))
    a, b, e = got["A"], got["B"], got["E"]
    # Those studied come first; 9999 is not among them.
    expect(peers(a, "pub") == [("B", None, None), ("Utanför", None, None)], "as the file has it",
           peers(a, "pub"))
    # A to E: 1,25 in y alone, scaled up to two values: 2,5. To C 4, to B 5, to D 9.
    expect(peers(a, "nära") == [("E", 1.581139, 1), ("C", 2, 2)], "the two nearest of A",
           peers(a, "nära"))
    expect(peers(e, "nära") == [("A", 1.581139, 1), ("B", 1.581139, 1)],
           "ties in the order of the list", peers(e, "nära"))
    # y weighs 3 and k, equal in all, nothing: A to C 4, to E 3·1,25·4/3 = 5, to B 15, to D 19.
    expect(peers(a, "tungt") == [("C", 2, 2), ("E", 2.236068, 1), ("B", 3.872983, 2),
                                 ("D", 4.358899, 2)], "weights", peers(a, "tungt"))
    # Half of the weight is not 60 %.
    expect(peers(a, "strängt") == [("C", 2, 2), ("B", 2.236068, 2), ("D", 3, 2)], "too few shared",
           peers(a, "strängt"))
    expect(peers(e, "strängt") == [] and peers(b, "lika") == [], "none", peers(e, "strängt"))


def why():
    with folder() as there:
        there = world(there)
        for name, says in (("strängt", "Strängt: för få värden att jämföra: 1 av 2 finns"),
                           ("lika", "Lika: inget av det som jämförs skiljer kommunerna åt"),
                           ("pub", "Publicerade: filen nämner inga"),
                           ("nära", "Nära: A (avstånd 1,58, 1 av 2 värden), B (avstånd 1,58")):
            done = run("explain", "E", name, "--rules", there / "a.regler", "--data", there)
            expect(says in done.stdout, says, done.stdout, done.stderr)
        done = run("explain", "E", "strängt", "--rules", there / "a.regler", "--data", there,
                   "--lang", "en")
        expect("too few values to compare: 1 of 2 exist" in done.stdout, "in English", done.stdout)


def over_them():
    """v is 10, 20, 30, 40 and missing. The own value does not count, a missing one neither."""
    with folder() as there:
        got = ran(world(there))
    value = {n: {k: a["indikatorer"][k]["värde"] for k in ("nm", "nd", "pm", "gm", "gd")}
             for n, a in got.items()}
    # The two nearest: A: E and C. B: E and D (x alone: 2). C: E and A. D: E and B. E: A and B.
    expect([value[n]["nm"] for n in "ABCDE"] == [30, 40, 10, 20, 15], "mean of the nearest", value)
    # All the others: of 20 30 40, 10 30 40, 10 20 40, 10 20 30 and 10 20 30 40.
    expect([value[n]["nd"] for n in "ABCDE"] == [30, 30, 20, 20, 25], "median of all others", value)
    # Without a name the first block: A has B, B has A, the others none.
    expect([value[n]["pm"] for n in "ABCDE"] == [20, 10, None, None, None], "published", value)
    # A: B. B: A and C. C: B. The others border on none.
    expect([value[n]["gm"] for n in "ABCDE"] == [20, 20, 20, None, None], "neighbours", value)
    expect([value[n]["gd"] for n in "ABCDE"] == [20, 20, 20, None, None], "and their median", value)


def learn_from():
    """Points in the challenge, the less the better: 25, 50, 75, 100 and none. A has the least. B: A
    (published). C: A, by all but the first, tried in order: nära. D: of E and B in nära it is B with
    50, but tungt has A with 25."""
    with folder() as there:
        there = world(there)
        got = ran(there)
        text = run("explain", "D", "--rules", there / "a.regler", "--data", there).stdout
    lessons = {n: a["lär_av"].get("u") for n, a in got.items()}
    expect(lessons["A"] is None and lessons["E"] is None, "the best and the unknown have none", lessons)
    expect(lessons["B"] == {"kod": "9001", "poäng": 25, "egna_poäng": 50, "liknande": "pub"},
           "B learns from A", lessons["B"])
    expect(lessons["C"]["kod"] == "9001" and lessons["C"]["liknande"] == "nära", "C", lessons["C"])
    expect(lessons["D"]["kod"] == "9001" and lessons["D"]["liknande"] == "tungt", "D", lessons["D"])
    expect("U 100,0: A har 25,0 (Tungt)" in text, "said", text)
    with folder() as there:
        there = world(there)
        rules = there / "a.regler"
        rules.write_text(rules.read_text(encoding="utf-8").replace(
            "  väger: i 1\n", "  väger: i 1\n  inget_att_lära: ja\n"), encoding="utf-8")
        got = ran(there)
    taught = [n for n, a in got.items() if a["lär_av"]]
    expect(not taught, "nobody is asked about what nobody can change", taught)


def told():
    """A code that is no municipality's, when all of them are known; a file that is not there."""
    with folder() as there:
        there = world(there)
        (there / "lika.csv").write_text(PUBLISHED + "9002;B;g;9009;Felskriven\n", encoding="utf-8")
        done = run("check", there / "a.regler", "--data", there)
        expect('lika.csv:6: varning[W502]: okänt område "9009"' in done.stderr, "W502", done.stderr)
        (there / "lika.csv").unlink()
        done = run("check", there / "a.regler", "--data", there)
        expect("a.regler:15:8: fel[E507]" in done.stderr and done.returncode == 1, "E507", done.stderr)


def workbook():
    """In the municipality's own workbook. The median of 25, 50, 75 and 100 points is 62.5: C is
    above it and has somebody to learn from, B is below."""
    with folder() as there:
        there = world(there)
        ran(there)
        texts = {}
        for code in ("9002", "9003"):
            [book] = (there / "out").rglob(f"*{code}*.xlsx")
            with zipfile.ZipFile(book) as parts:
                texts[code] = parts.read("xl/sharedStrings.xml").decode("utf-8")
    expect("<t>Lär av</t>" in texts["9003"] and "<t>A</t>" in texts["9003"], "learn from",
           texts["9003"])
    expect("<t>A</t>" not in texts["9002"], "below the median there is nothing to learn",
           texts["9002"])
    expect("<t>Publicerade: A</t>" in texts["9002"] and "<t>Nära: E, D</t>" in texts["9002"],
           "who is like it", texts["9002"])


def trying():
    """A score that rests on peers follows when a number moves what is compared. K = (0, 0, 2, 2):
    weight of y is 0 by a factor; with 1 the nearest of A is another. sweep finds the peers anew."""
    rules = RULES.replace("antal: 2", "antal: 1").replace(
        "  formel: v\n", "  formel: medel_liknande(v; nära)\n").replace(
        "  jämför: x; y\n  antal", "  jämför: x; tal\n  antal")
    rules += ('antagande faktor "F" [st]\n  värde: 0\n  osäkerhet: 0 st till 1 st\n'
              'mått tal "T" [st]\n  formel: faktor * y / 1 st\n')
    with folder() as there:
        there = world(there, rules)
        done = run("sweep", "faktor", "0", "1", "1", "--rules", there / "a.regler", "--data", there,
                   "--format", "csv")
        # Factor 0: tal is 0 in all, x alone: A's nearest is B (20: 50 points), E has no x: none.
        # Factor 1: A's nearest is E (1,58), which has no v: missing. E's is A (10: 25 points).
        rows = [r.split(";") for r in done.stdout.splitlines()[1:]]
        points = {(r[1], r[3]): r[5] for r in rows}
        both = {n: a["noder"]["topp"]["poäng"] for n, a in ran(there).items()}
        expect(done.returncode == 0 and both["A"] == 50 and both["E"] is None, "factor 0", both)
        expect([points["0", n] for n in "AE"] == ["50", ""] and
               [points["1", n] for n in "AE"] == ["", "25"], "factor 0 and 1", points)
        whole = {n: a["noder"]["topp"]["poäng"] for n, a in ran(there, "--set", "faktor=1").items()}
        swept = {n: float(points["1", n].replace(",", ".")) if points["1", n] else None
                 for n in "ABCDE"}
        expect(swept == whole, "as a whole run has it", swept, whole)


who()
why()
over_them()
learn_from()
told()
workbook()
trying()
end()
