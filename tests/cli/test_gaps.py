"""Years and gaps, by hand, on five invented areas: the year that most have, an area that lacks half
of its values, and commands that try other numbers where one area's score rests on the others."""
import csv
import html
import json
import pathlib
import re
import zipfile

from common import end, expect, folder, run

RULES = """modell luckor "Påhittad: luckor"
  kommuner: "omraden-paahittade.csv"
  register: "alla-paahittade.csv"
  basår: 2024
  avrundning: 1
  full_index: 70 %
  preliminär_index: 60 %
  påhittad: ja
liknande grannlika "Liknande"
  fil: "liknande-paahittade.csv"
  grupp: "g"
källa år "Påhittade år"
  fil: ar-paahittade.csv
  kommun: "kod"
  år: kolumn "år"
  påhittad: ja
  kolumn: x = "x" [st]
källa tal "Påhittade tal"
  fil: tal-paahittade.csv
  kommun: "kod"
  år: 2024
  påhittad: ja
  kolumn: p = "p" [st]
  kolumn: q = "q" [st]
  kolumn: r = "r" [st]
  kolumn: s = "s" [st]
fakta lokala "Påhittade svar"
  fil: svar-paahittade.csv
  kommun: "kod"
faktum vilja "Någon vill"
  kolumn: "vilja"
  typ: ja_nej
  fråga: Vem vill?
index allt "Allt"
  sammanvägning: {how}
indikator ett "Ett" [st]
  under: allt
  formel: p
  skala: 0 st till 10 st
  extremvärden: kapa 1
  vikt: 4
indikator två "Två" [st]
  under: allt
  formel: q
  skala: minmax
  vikt: 3
indikator tre "Tre" [st]
  under: allt
  formel: r
  skala: {third}
  vikt: 2
indikator fyra "Fyra" [st]
  under: allt
  formel: s
  skala: rang
  vikt: 1
indikator gemensamt "Gemensamt år" [st]
  formel: x
  skala: direkt
  årsregel: gemensamt 3 år
indikator median_ "Median" [st]
  formel: x
  skala: minmax
  årsregel: gemensamt 3 år
  saknas: median
indikator medel_ "Medel" [st]
  formel: x
  skala: minmax
  årsregel: gemensamt 3 år
  saknas: medel
indikator median_nära "Median av liknande" [st]
  formel: x
  skala: minmax
  årsregel: gemensamt 3 år
  saknas: median_liknande
indikator medel_nära "Medel av liknande" [st]
  formel: x
  skala: minmax
  årsregel: gemensamt 3 år
  saknas: medel_liknande
indikator nära "Gemensamt, ett år bakåt" [st]
  formel: x
  skala: direkt
  årsregel: gemensamt 1 år
indikator äldre "Gemensamt, sedan äldre" [st]
  formel: x
  skala: direkt
  årsregel: gemensamt 1 år
  saknas: senaste 3 år
mått tre_år "Medel av tre år" [st]
  formel: medel_år(x; 3 år)
mått fyra_år "Medel av fyra år" [st]
  formel: medel_år(x; 4 år)
mått på_två_år "Förändring på två år" [%]
  formel: förändring(x; 2 år)
"""
# x: A and B to 2024, C to 2023, D in 2022 only; all four have 2022
YEARS = [("A", 2021, 1), ("A", 2022, 2), ("A", 2023, 3), ("A", 2024, 4), ("B", 2022, 10),
         ("B", 2024, 30), ("C", 2022, 20), ("C", 2023, 21), ("D", 2022, 40)]
# E lacks p and r: 4 + 2 of the weight of 10
NUMBERS = [("A", 10, 0, 4, 1), ("B", 5, 10, 2, 2), ("C", 0, 5, 3, 3), ("D", 5, 5, 1, 4),
           ("E", "..", 8, "..", 5), ("F", 3, 3, 40, 3)]


def write(path, head, rows):
    with open(path, "w", encoding="utf-8", newline="") as f:
        csv.writer(f, delimiter=";", lineterminator="\n").writerows([head, *rows])


def make(work, how, third):
    (work / "data").mkdir(exist_ok=True)
    write(work / "omraden-paahittade.csv", ["kod", "namn"], [(c, f"Ort {c}") for c in "ABCDE"])
    write(work / "alla-paahittade.csv", ["kod", "namn"], [(c, f"Ort {c}") for c in "ABCDEF"])
    write(work / "liknande-paahittade.csv",
          ["kommun_kod", "liknande_kod", "liknande_namn", "grupp"],
          [("E", c, f"Ort {c}", "g") for c in "ACD"])
    write(work / "data/ar-paahittade.csv", ["kod", "år", "x"], YEARS)
    write(work / "data/tal-paahittade.csv", ["kod", "p", "q", "r", "s"], NUMBERS)
    write(work / "data/svar-paahittade.csv", ["kod", "vilja"], [(c, "ja") for c in "ABCD"])
    (work / "m.regler").write_text(RULES.format(how=how, third=third), encoding="utf-8")


def compute(work, *more):
    done = run("run", work / "m.regler", "--data", work / "data", "--out", work / "ut", *more)
    expect(done.returncode == 0, f"the invented model runs {more}", done.stderr)
    made = json.loads((work / "ut/korning.json").read_text(encoding="utf-8"))
    return {area["kod"]: area for area in made["kommuner"]}


def sheets(path):
    """Name -> rows of texts and numbers as text."""
    with zipfile.ZipFile(path) as book:
        texts = [html.unescape("".join(re.findall(r"<t[^>]*>(.*?)</t>", item, re.S))) for item in
                 re.findall(r"<si>(.*?)</si>", book.read("xl/sharedStrings.xml").decode(), re.S)]
        names = re.findall(r'<sheet name="([^"]*)"', book.read("xl/workbook.xml").decode())
        made = {}
        for number, name in enumerate(names, 1):
            page = book.read(f"xl/worksheets/sheet{number}.xml").decode()
            made[html.unescape(name)] = [
                [texts[int(value)] if 't="s"' in how else value
                 for how, value in re.findall(r"<c ([^>]*)>(?:<f>.*?</f>)?<v>(.*?)</v>", row)]
                for row in re.findall(r"<row [^>]*>(.*?)</row>", page, re.S)]
        return made


def with_word(rows, word):
    return next((row for row in rows if word in row), None)


def half_missing(work, told):
    """E lacks 60 % of its weight: it keeps its row wherever areas have rows, and its own book says
    what is missing, between which places it could be, and what to ask."""
    book = sheets(work / "ut/luckor-omraden.xlsx")
    row = with_word(book["Rangordning"], "Ort E")
    expect(row and row[0] == "[x]" and {"ej bedömbar", "0.4", "1\u20135"} <= set(row),
           "Rangordning: no place, the grade, coverage and bounds", row)
    for sheet, wanted in (("Säkerhet", "[x]"), ("Poäng", "80"), ("Avvikelser", None)):
        row = with_word(book[sheet], "Ort E")
        expect(row and (wanted is None or wanted in row), f"{sheet}: a row", row)
    data = [r for r in book["Data"] if "Ort E" in r]
    expect(len(data) == 14, "Data: a row for each measure", len(data))
    expect([r for r in data if "Ett" in r and "[x]" in r and "0" not in r], "missing is not zero",
           data[:1])
    noted = " ".join(with_word(book["Noter"], "Om saknat") or [])
    expect("bästa eller sämsta" in noted, "Noter explains the bounds", noted)
    heads = [r for r in book["Rangordning"] if "Om saknat" in r]
    expect(len(heads) == 1, "Rangordning has the column", heads)

    own = sheets(next((work / "ut/kommuner").glob("*-ort-e.xlsx")))
    answer = {row[0]: row[1] for row in own["Kort svar"] if len(row) == 2}
    expect(answer["Plats"] == answer["Poäng"] == "ej bedömbar" and
           "för många värden saknas" in answer["Varför"] and
           "40\u00a0% av vikten" in answer["Preliminärt"] and
           "plats 1 till 5" in answer["Preliminärt"], "Kort svar", answer)
    expect("underlaget räcker inte" in answer["Drar mot plats 1 (poäng jämfört med medianen)"],
           "nothing is said to lift", answer)
    expect(with_word(own["Allt"], "Allt")[-3:] == ["\u2013", "40\u00a0%", "40\u00a0%"], "Allt", own["Allt"])

    def asked(book):
        return [cell for row in book["Frågor och underlag"] for cell in row if "Vem vill?" in cell]

    expect(asked(own), "its questions", own["Frågor och underlag"])
    others = sheets(next((work / "ut/kommuner").glob("*-ort-a.xlsx")))
    expect(asked(others), "one that has answered has them too, with what is known")

    with open(work / "ut/poang.csv", encoding="utf-8-sig", newline="") as f:
        rows = {r["nod"]: r for r in csv.DictReader(f, delimiter=";") if r["kod"] == "E"}
    expect([rows["ett"][k] for k in ("varde", "poang", "plats", "status")] ==
           ["", "", "", "ej tillgänglig"] and rows["två"]["poang"] == "80" and
           [rows["allt"][k] for k in ("poang", "plats", "status")] == ["", "", "ej bedömbar"],
           "poang.csv", rows["ett"], rows["allt"])
    with open(work / "ut/sakerhet.csv", encoding="utf-8-sig", newline="") as f:
        row = {r["kod"]: r for r in csv.DictReader(f, delimiter=";")}["E"]
    expect(row["plats"] == row["median"] == "" and row["dragningar"] == "0", "sakerhet.csv", row)

    expect("E Ort E: ej bedömbar i Allt, 40 % av vikten har ett värde" in told and
           "Ett: saknas" in told and "Någon vill: Vem vill?" in told, "explain", told)
    answered = run("explain", "A", "--rules", work / "m.regler", "--data", work / "data").stdout
    expect("Frågor som bara" not in answered, "explain asks only what is not known", answered)
    for against in ("A", "median", "liknande"):
        told = run("explain", "E", "--against", against, "--rules", work / "m.regler", "--data",
                   work / "data")
        expect(told.returncode == 0 and "skillnaden kan inte delas upp" in told.stdout,
               f"explain against {against}", told.stdout, told.stderr)


def years(areas, name):
    return {code: (x["värde"], x["år"]) for code, area in areas.items()
            if (x := area["indikatorer"][name])["värde"] is not None}


with folder() as name:
    work = pathlib.Path(name)
    make(work, "medel", "minmax")
    areas = compute(work)
    expect(years(areas, "gemensamt") == {"A": (2, 2022), "B": (10, 2022), "C": (20, 2022),
                                         "D": (40, 2022)}, "2022 is the latest that most have",
           years(areas, "gemensamt"))
    expect(years(areas, "nära") == {"A": (4, 2024), "B": (30, 2024)},
           "2024 and 2023 have two each: the later", years(areas, "nära"))
    expect(years(areas, "äldre") == {"A": (4, 2024), "B": (30, 2024), "C": (21, 2023),
                                     "D": (40, 2022)}, "then the latest of each",
           years(areas, "äldre"))
    expect({c: v for c, (v, _) in years(areas, "tre_år").items()} == {"A": 3, "B": 20, "C": 20.5},
           "a mean of three years needs two", years(areas, "tre_år"))
    expect({c: v for c, (v, _) in years(areas, "fyra_år").items()} ==
           {"A": 2.5, "B": 20, "C": 20.5}, "a mean of four years needs two",
           years(areas, "fyra_år"))
    # in %: (4 - 2)/2 and (30 - 10)/10
    expect({c: v for c, (v, _) in years(areas, "på_två_år").items()} == {"A": 100, "B": 200},
           "a change needs both ends", years(areas, "på_två_år"))

    # 2, 10, 20 and 40 in 2022; E is like A, C and D: 2, 20 and 40
    for rule, value, why in (("median_", 15, "medianen av 4 områden"),
                             ("medel_", 18, "medelvärdet av 4 områden"),
                             ("median_nära", 20, "medianen av 3 liknande områden"),
                             ("medel_nära", 62 / 3, "medelvärdet av 3 liknande områden")):
        x = areas["E"]["indikatorer"][rule]
        expect(abs(x["värde"] - value) < 1e-9 and abs(x["poäng"] - 100 * (value - 2) / 38) < 1e-9,
               f"E by {rule}", x)
        expect(x["skäl"] == why and x["status"] == "beräknad" and x["beräknat"] and
               not areas["A"]["indikatorer"][rule]["beräknat"], f"E by {rule} is marked", x)

    # A 4*100 3*0 2*100 1*1, B 4*50 3*100 2*33.3 1*2, C 0 3*50 2*66.7 1*3, D 4*50 3*50 0 1*4, by 10
    scores = {c: a["noder"]["allt"]["poäng"] for c, a in areas.items()}
    expect(abs(scores["A"] - 60.1) < 1e-9 and abs(scores["B"] - (502 + 200 / 3) / 10) < 1e-9 and
           abs(scores["C"] - (153 + 400 / 3) / 10) < 1e-9 and abs(scores["D"] - 35.4) < 1e-9,
           "scores", scores)
    e = areas["E"]
    expect(scores["E"] is None and e["plats"] is None and e["noder"]["allt"]["grad"] ==
           "ej bedömbar" and abs(e["noder"]["allt"]["täckning"] - 0.4) < 1e-12,
           "half missing: a row, its coverage, no place", e["noder"]["allt"])
    # E: 3*80 + 1*5 = 245; with p and r best 245 + 600, worst 245: over all, below all
    expect([e["plats_bäst_möjlig"], e["plats_sämst_möjlig"]] == [1, 5], "and bounds",
           e["plats_bäst_möjlig"], e["plats_sämst_möjlig"])
    expect(e["frågor"] == ["vilja"], "and its questions", e["frågor"])
    expect([areas[c]["plats_bäst_möjlig"] for c in "ABCD"] == [1, 2, 4, 3], "the others' places")
    told = run("explain", "E", "--rules", work / "m.regler", "--data", work / "data").stdout
    expect("plats 1 till 5" in told, "explain says the bounds", told)
    half_missing(work, told)
    with open(work / "ut/rangordning.csv", encoding="utf-8-sig", newline="") as f:
        row = {r["kod"]: r for r in csv.DictReader(f, delimiter=";")}["E"]
    expect((row["plats"], row["plats_bäst_möjlig"], row["plats_sämst_möjlig"]) == ("", "1", "5"),
           "and so does the ranking", row)

    text = (work / "m.regler").read_text(encoding="utf-8")
    (work / "stopp.regler").write_text(text.replace("  vikt: 4", "  vikt: 4\n  saknas: stopp"),
                                       encoding="utf-8")
    done = run("run", work / "stopp.regler", "--data", work / "data", "--out", work / "nej")
    expect(done.returncode == 1 and '[E803]: "Ett" saknar värde för Ort E' in done.stderr,
           "stop tells", done.returncode, done.stderr)

    # where scores rest on the other areas, trying a number gives what a run gives
    for how, third in (("copeland 5", "minmax"), ("medel", "rang\n  jämförs: alla"),
                       ("geometriskt\n  golv: 5", "percentil\n  saknas: median")):
        make(work, how, third)
        for target, values in (("ett.vikt", (1, 9)), ("ett.skala.högst", (4, 7))):
            step = values[1] - values[0]
            done = run("sweep", target, values[0], values[1], step, "--format", "csv", "--rules",
                       work / "m.regler", "--data", work / "data")
            rows = list(csv.DictReader(done.stdout.lstrip("\ufeff").splitlines(), delimiter=";"))
            for value in values:
                swept = {r["kod"]: r["plats"] for r in rows if r["värde"] == str(value)}
                areas = compute(work, "--set", f"{target}={value}")
                wanted = {c: str(a["plats"] or "") for c, a in areas.items()}
                expect(swept and all(swept.get(c, "") == wanted[c] for c in wanted),
                       f"{how}, {third}: {target}={value}", swept, wanted, done.stderr)
        done = run("flip", "A", "D", "--rules", work / "m.regler", "--data", work / "data")
        expect(done.returncode == 0 and done.stdout, f"flip with {how}", done.stderr)
        done = run("explain", "A", "--against", "D", "--rules", work / "m.regler", "--data",
                   work / "data")
        expect(done.returncode == 0 and "Ett" in done.stdout, f"explain with {how}", done.stdout)
    # r of all is 40 in F, which is not ranked: A has 4, above 3, 2 and 1
    make(work, "medel", "rang\n  jämförs: alla")
    areas = compute(work)
    expect([areas[c]["indikatorer"]["tre"]["poäng"] for c in "ABCDE"] == [4, 2, 3, 1, None],
           "places among all", [areas[c]["indikatorer"]["tre"]["poäng"] for c in "ABCDE"])
    make(work, "medel", "minmax\n  jämförs: alla")
    areas = compute(work)
    expect(abs(areas["A"]["indikatorer"]["tre"]["poäng"] - 300 / 39) < 1e-9 and len(areas) == 5,
           "4 between 1 and 40; only five are ranked")
end()
