"""The block tabell: numbers of a CSV in place of those in the rules, said wherever a result is."""
import json
import pathlib

from common import end, expect, folder, run

RULES = """modell m "M"
  kommuner: "kommuner.csv"
  basår: 2024
källa s "S"
  fil: data.csv
  kommun: "kod"
  år: 2024
  kolumn: a = "a" [%]
  kolumn: b = "b" [%]
antagande hyra "Hyra" [kr]
  värde: 100
mått kostnad "Kostnad" [kr]
  formel: hyra * 2
index topp "Topp"
indikator första "F" [%]
  under: topp
  formel: a
  skala: 0 % till 10 %
  vikt: 1
indikator andra "A" [%]
  under: topp
  formel: b
  skala: 0 % till 10 %
  vikt: 1
indikator tredje "T" [%]
  under: topp
  formel: b
  skala: 0 % till 10 %
  vikt: 0
tabell vikter "Vikter"
  fil: vikter.csv
"""


def world(there, table, encoding="utf-8", rules=RULES):
    there = pathlib.Path(there)
    (there / "kommuner.csv").write_text("kod;kommun\n9001;Alfa\n9002;Beta\n", encoding="utf-8")
    (there / "data.csv").write_text("kod;a;b\n9001;5,0;10,0\n9002;10,0;2,0\n", encoding="utf-8")
    (there / "a.regler").write_text(rules, encoding="utf-8")
    (there / "vikter.csv").write_bytes(table.encode(encoding))
    return there


def ran(there, *more):
    done = run("run", there / "a.regler", "--data", there, "--out", there / "out", *more)
    expect(done.returncode == 0, "runs", done.stderr)
    return json.loads((there / "out/korning.json").read_text(encoding="utf-8"))


def scores(result):
    return {k["namn"]: round(k["noder"]["topp"]["poäng"], 6) for k in result["kommuner"]}


def excel():
    """Alfa 50 and 100 points, Beta 100 and 20. Weights 1 and 1: 75 and 60. With 3 and 1: (150 + 100)/4
    = 62,5 and (300 + 20)/4 = 80. With the upper end of the second at 20 %: 50 and 10 points, and
    (150 + 50)/4 = 50 and (300 + 10)/4 = 77,5."""
    plain = "namn;vikt;lägst;högst;värde\r\nFörsta;3,0;;;\r\nandra;1;;20;\r\nhyra;;;;150\r\n"
    for encoding in ("utf-8", "utf-8-sig", "windows-1252"):
        with folder() as there:
            there = world(there, plain, encoding)
            result = ran(there)
            expect(scores(result) == {"Alfa": 50, "Beta": 77.5}, f"{encoding}: the scores",
                   scores(result))
            said = result["ändringar"]
            expect(len(said) == 3 and "första.vikt = 3 i stället för 1 (tabellen vikter, " in said[0]
                   and "vikter.csv:2" in said[0] and "andra.skala.högst = 20" in said[1]
                   and "hyra = 150" in said[2], f"{encoding}: what was changed", *said)
    with folder() as there:
        there = world(there, "name,weight,low,high\nförsta,3.0,,\nandra,1,,20\n")
        expect(scores(ran(there)) == {"Alfa": 50, "Beta": 77.5}, "commas, points and English words")
    with folder() as there:
        there = world(there, "namn;vikt\ntredje;2\n")
        expect(scores(ran(there)) == {"Alfa": 87.5, "Beta": 40}, "a weight of 0 may get another")


STEPS = """indikator lön "L" [%]
  formel: b
  skala: trappa 0 % => 0; 5 % => 40; 10 % => 100
utmaning jobb "J"
  väger: första 60; lön 40 omvänd
"""


def parts_and_steps():
    """Alfa has 50 points in the first and 100 in lön, Beta 100 and 0 (2 % is in the first step).
    As written: (60·50 + 40·0)/100 = 30 and (60·100 + 40·100)/100 = 100. With weight 100 for lön, a
    first step of 10 points and 60 % in place of 100: (60·50 + 100·40)/160 = 43,75 and
    (60·100 + 100·90)/160 = 93,75."""
    rules = RULES + STEPS
    with folder() as there:
        there = world(there, "namn;vikt\nförsta;1\n", rules=rules)
        got = {k["namn"]: k["noder"]["jobb"]["poäng"] for k in ran(there)["kommuner"]}
        expect(got == {"Alfa": 30, "Beta": 100}, "as written", got)
    with folder() as there:
        there = world(there, "namn;vikt;poäng\njobb.lön;100;\nlön.skala.steg1;;10\n"
                             "lön.skala.steg3;;60\n", rules=rules)
        result = ran(there)
        got = {k["namn"]: k["noder"]["jobb"]["poäng"] for k in result["kommuner"]}
        expect(got == {"Alfa": 43.75, "Beta": 93.75}, "with the table", got)
        expect("jobb.lön.vikt = 100 i stället för 40" in result["ändringar"][0]
               and "lön.skala.steg3.poäng = 60 poäng" in result["ändringar"][2],
               "what was changed", *result["ändringar"])
    for table, code in (("namn;vikt\njobb.andra;1\n", "E820"), ("namn;vikt\nlön.skala.steg2;1\n", "E421"),
                        ("namn;från\nlön.skala.steg2;10\n", "2:17: fel[E425]")):
        with folder() as there:
            there = world(there, table, rules=rules)
            done = run("check", there / "a.regler", "--data", there)
            expect(code in done.stderr, f"{table!r}: {code}", done.stderr)


def nothing_changed():
    with folder() as there:
        there = world(there, "namn;vikt;högst\nförsta;1;\nandra;;10\n")
        result = ran(there)
        expect(scores(result) == {"Alfa": 75, "Beta": 60} and result["ändringar"] == [],
               "the same numbers, and empty cells, change nothing", result["ändringar"])


def under_options():
    """The table comes first: --set sees its numbers."""
    with folder() as there:
        there = world(there, "namn;värde\nhyra;150\n")
        done = run("explain", "Alfa", "kostnad", "--rules", there / "a.regler", "--data", there,
                   "--set", "hyra = hyra * 2")
        expect("hyra = 300 kr i stället för 150 kr" in done.stdout, "on top of the table",
               done.stdout, done.stderr)


def tests_of_the_rules():
    rules = RULES + 'prov "P"\n  | a | b | => kostnad | topp |\n  | 10 | 0 | 300 kr | 75 |\n'
    with folder() as there:
        there = world(there, "namn;vikt;värde\nhyra;;150\nförsta;3;\n", rules=rules)
        done = run("test", there / "a.regler")
        expect(done.returncode == 0, "tests hold for the rules with their table", done.stdout)


def told():
    cases = [("namn;vikt\nförstå;2\n", 'fel[E820]: "förstå"', 'menade du "första"?'),
             ("namn;tyngd\nförsta;2\n", 'fel[E821]: okänd kolumn "tyngd"'),
             ("namn;vikt\nförsta;2 %\n", 'vikter.csv:2:8: fel[E822]: "2 %" är inget tal'),
             ("namn;vikt\nförsta;1\nförsta;2\n", "vikter.csv:3:1: fel[E823]"),
             ("namn;vikt;vikt\nförsta;1;2\n", "vikter.csv:1:11: fel[E823]"),
             ("namn;lägst\nförsta;10\n", "vikter.csv:2:8: fel[E424]"),
             ("namn;lägst;högst\nförsta;30;20\n", "vikter.csv:2:8: fel[E424]"),
             ("namn;vikt\nförsta;-1\n", "vikter.csv:2:8: fel[E419]"),
             ("namn;vikt\ntopp;1\n", "vikter.csv:2:6: fel[E421]"),
             ("vad;vikt\nförsta;1\n", 'fel[E501]'),
             ("", "fel[E509]")]
    for table, *says in cases:
        with folder() as there:
            there = world(there, table)
            done = run("check", there / "a.regler", "--data", there)
            expect(done.returncode == 1, f"{table!r}: exit 1", done.stderr)
            for text in says:
                expect(text in done.stderr, f"{table!r}: says {text}", done.stderr)
    with folder() as there:
        there = world(there, "namn;vikt\nförsta;2\n", rules=RULES.replace("formel: a", "formel: aa"))
        done = run("check", there / "a.regler", "--data", there)
        expect("Fel: 1," in done.stdout, "broken rules are told without the table", done.stderr)


excel()
parts_and_steps()
nothing_changed()
under_options()
tests_of_the_rules()
told()
end()
