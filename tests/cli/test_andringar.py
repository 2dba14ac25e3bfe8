"""run --before-rules, --before-data: the sheets of changes and andringar.csv against what is worked
out by hand on three invented areas; and Hinder i länet and Regler of the same run.

x: Alfa 40 then 24, Beta 50, Cesar 10. y: Alfa 60, Beta 40, Cesar 20. Points are the values, and the
index is their mean, weighted 1:1 then 3:1.
  before            Alfa 50, Beta 45, Cesar 15        1 2 3
  the weight only   Alfa 45, Beta 47.5, Cesar 12.5    2 1 3
  the figure only   Alfa 42, Beta 45, Cesar 15        2 1 3
  both              Alfa 33, Beta 47.5, Cesar 12.5    2 1 3
The weight accounts for ((45 - 50) + (33 - 42)) / 2 = -7 of Alfa's -17, the figure for -10; of the one
place down half each."""
import csv
import io
import itertools
import json
import pathlib
import re
import shutil

from common import ROOT, end, expect, folder, run
from sheets import lines, sheets

RULES = """modell hand "Påhittad: för hand"
  kommuner: "omraden-pahittad.csv"
  basår: 2024
  påhittad: ja
källa ettan "Ettan"
  fil: x-pahittad.csv
  kommun: "kod"
  år: 2024
  påhittad: ja
  kolumn: kolumn_x = "x" [st]
källa tvåan "Tvåan"
  fil: y-pahittad.csv
  kommun: "kod"
  år: 2024
  påhittad: ja
  kolumn: kolumn_y = "y" [st]
fakta svar "Svar"
  fil: svar-pahittad.csv
  kommun: "kod"
faktum vilja "Någon vill"
  kolumn: "vilja"
  typ: ja_nej
  fråga: Vem vill?
index allt "Allt"
indikator ett "Ett" [st]
  under: allt
  formel: kolumn_x
  skala: 0 st till 100 st
  vikt: {weight}

indikator två "Två" [st]
  under: allt
  formel: kolumn_y
  skala: 0 st till 100 st
  vikt: 1
krav någon_vill "Någon vill börja"
  villkor: vilja
  annars: avråds
  okänd: villkorad
"""
AREAS = ("Alfa", "Beta", "Cesar")


def place(at, name, weight, alfa, wants):
    rules, data = pathlib.Path(at, f"{name}-regler"), pathlib.Path(at, f"{name}-data")
    rules.mkdir()
    data.mkdir()
    (rules / "hand.regler").write_text(RULES.format(weight=weight), "utf-8")
    (rules / "omraden-pahittad.csv").write_text(
        "kod;namn\n" + "".join(f"{k:04};{a}\n" for k, a in enumerate(AREAS, 1)), "utf-8")
    for column, values in (("x", (alfa, 50, 10)), ("y", (60, 40, 20)),
                           ("vilja", (wants, "nej", "okänd"))):
        file = "svar" if column == "vilja" else column
        (data / f"{file}-pahittad.csv").write_text(
            f"kod;{column}\n" + "".join(f"{k:04};{v}\n" for k, v in enumerate(values, 1)), "utf-8")
    return rules, data


def table(out):
    text = (out / "andringar.csv").read_text("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text), delimiter=";"))


def moves(said):
    number = {row["slag"]: row["andring"] for row in said if row["slag"] in ("regel", "data")
              and row["andring"]}
    rule = [row for row in said if row["slag"] == "regel"]
    expect(len(rule) == 1 and rule[0]["namn"] == "ett.vikt" and
           (rule[0]["forut"], rule[0]["nu"]) == ("1", "3") and
           rule[0]["star_i"].endswith("hand.regler:29"), "the rule's line on both sides", rule)
    expect(sorted(number.values()) == ["1", "2"], "two changes move points", number)
    places = {row["kommun"]: row for row in said if row["slag"] == "plats"}
    expect({n: (r["forut"], r["nu"], r["poang"]) for n, r in places.items()} ==
           {"Alfa": ("1", "2", "-17"), "Beta": ("2", "1", "2,5"), "Cesar": ("3", "3", "-2,5")},
           "places and points", places)
    wanted = {("Alfa", "regel"): ("-7", "0,5"), ("Alfa", "data"): ("-10", "0,5"),
              ("Beta", "regel"): ("2,5", "-0,5"), ("Beta", "data"): ("0", "-0,5"),
              ("Cesar", "regel"): ("-2,5", "0"), ("Cesar", "data"): ("0", "0")}
    for (name, kind), parts in wanted.items():
        found = [(r["poang"], r["platser"], r["poang_fel"]) for r in said if r["slag"] == "del" and
                 r["kommun"] == name and r["andring"] == number[kind]]
        expect(found == [(*parts, "")], f"{name}: what the {kind} accounts for", found, parts)


def values(said):
    found = [(r["kommun"], r["namn"], r["forut"], r["nu"], r["stod_i"], r["star_i"])
             for r in said if r["slag"] == "värde"]
    expect(found == [("Alfa", "ett", "40,0\u00a0st", "24,0\u00a0st", "x-pahittad.csv:2",
                      "x-pahittad.csv:2"),
                     ("Alfa", "vilja", "okänt", "ja", "svar-pahittad.csv:2",
                      "svar-pahittad.csv:2")], "the values that differ, with their places", *found)
    judged = {(r["slag"], r["kommun"], r["forut"], r["nu"]) for r in said
              if r["slag"] in ("klass", "krav")}
    expect(("krav", "Alfa", "okänt", "ja") in judged and len(judged) >= 2, "judgements", judged)


def book(out):
    said = sheets((out / "hand-omraden.xlsx").read_bytes())
    text = lines(said["Ändringar"])
    expect(["Alfa", 1.0, 2.0, "\u22121", 50.0, 33.0,
            "1: \u22127,0 poäng, 0,5 platser ned; 2: \u221210,0 poäng, 0,5 platser ned",
            "\u22120,5", "0,0", "\u22120,5"] in text, "Alfa's row", *text)
    expect(any("ett.vikt: 1 → 3 (förut:" in str(row[-1]) for row in text), "the rule, both places")
    expect(any(row[0] == "krav" and row[1] == "Någon vill börja: okänt → ja: Alfa" for row in text),
           "the requirement", *text)
    found = lines(said["Ändrade värden"])
    expect(["Alfa", "\u2013", "Ett", "40,0\u00a0st", 2024.0, "24,0\u00a0st", 2024.0, "2",
            "x-pahittad.csv:2", "x-pahittad.csv:2"] in found, "the value's row", *found)
    lacking = lines(said["Hinder i länet"])
    for row in (["Krav", "Någon vill börja", "ej uppfyllt", 1.0, "Beta", "\u2013"],
                ["Krav", "Någon vill börja", "okänt", 1.0, "Cesar", "\u2013"],
                ["Lokala fakta", "Någon vill", "nej", 1.0, "Beta", "\u2013"]):
        expect(row in lacking, f"Hinder: {row}", *lacking)
    rules = lines(said["Regler"])
    expect(["hand.regler", 29.0, "  vikt: 3", "\u2013"] in rules, "Regler: the line", *rules[-15:])
    written = [row for row in RULES.splitlines() if row.strip()]
    expect(len([r for r in rules if r[0] == "hand.regler"]) == len(written), "every line but blank")


def before_in_json(out):
    said = json.loads((out / "korning.json").read_text("utf-8"))["kommuner"]
    expect({k["namn"]: (k["plats_förut"], k["plats"]) for k in said} ==
           {"Alfa": (1, 2), "Beta": (2, 1), "Cesar": (3, 3)}, "korning.json: places before", said)


def options(at, old, new, out):
    done = run("run", new[0], "--data", new[1], "--out", out)
    said = sheets((out / "hand-omraden.xlsx").read_bytes())
    expect(done.returncode == 0 and "Ändringar" not in said and
           any("ingen tidigare körning" in str(x) for r in said["Omslag"] for x in r.values()),
           "left out, and told", done.stderr)
    both = out / "set"
    run("run", old[0], "--data", old[1], "--out", both, "--set", "ett.vikt=3", "--before-rules",
        old[0])
    told = table(both)
    expect([(r["forut"], r["nu"]) for r in told if r["slag"] == "regel"] == [("1", "3")],
           "--set is a change from the rules as they stood", *told)
    rows = lines(sheets((both / "hand-omraden.xlsx").read_bytes())["Regler"])
    expect(any(row[1:] == [29.0, "  vikt: 1", "ett.vikt = 3"] for row in rows),
           "Regler: what is in force instead", *rows[-15:])
    for arguments in (("--before-rules", pathlib.Path(at, "finns-inte")),
                      ("--before-data", pathlib.Path(at, "finns-inte"))):
        done = run("run", new[0], "--data", new[1], "--out", pathlib.Path(at, "no"), *arguments)
        expect(done.returncode == 2 and "finns inte" in done.stderr and
               not list(pathlib.Path(at, "no").rglob("*.xlsx")), f"{arguments[0]}: is told",
               done.stderr)


def many(at):
    """More than eight changes, in some mixtures of which areas have no points: those have no parts,
    rather than some of them, and the sheet says so. The others' parts sum to the move."""
    old = pathlib.Path(at, "tolv")
    shutil.copytree(ROOT / "rules/asf", old)
    path, count = old / "20-indikatorer.regler", itertools.count(1)
    heavier = lambda m: m[1] + str(int(m[2]) + n) if (n := next(count)) <= 12 else m[0]
    path.write_text(re.sub(r"^(  vikt: +)(\d+)$", heavier, path.read_text("utf-8"), flags=re.M),
                    "utf-8")
    out = pathlib.Path(at, "tolv-ut")
    done = run("run", "--out", out, "--before-rules", old)
    expect(done.returncode == 0, "many: run", done.stderr)
    said, tried = table(out), 0
    for place in (row for row in said if row["slag"] == "plats"):
        parts = [r for r in said if r["slag"] == "del" and r["kod"] == place["kod"]]
        known = [float(r["poang"].replace(",", ".")) for r in parts if r["poang"]]
        tried += len(parts) == 12
        expect(len(known) in (0, 12), f"{place['kommun']}: all parts or none", *parts)
        if known:
            expect(abs(sum(known) - float(place["poang"].replace(",", "."))) < 1e-6,
                   f"{place['kommun']}: the parts sum to the move", known, place)
    expect(tried > 10, "many: areas that moved", tried)
    cells = [str(c) for row in lines(sheets((out / "asf-skane.xlsx").read_bytes())["Ändringar"])
             for c in row]
    expect(not any("\u2013 poäng" in c or "\u2013 platser" in c for c in cells), "no empty parts")


with folder() as where:
    before = place(where, "gamla", 1, 40, "okänd")
    now = place(where, "nya", 3, 24, "ja")
    to = pathlib.Path(where, "ut")
    made = run("run", now[0], "--data", now[1], "--out", to, "--before-rules", before[0],
               "--before-data", before[1])
    expect(made.returncode == 0, "run", made.stderr)
    if made.returncode == 0:
        moves(table(to))
        values(table(to))
        book(to)
        before_in_json(to)
        options(where, before, now, pathlib.Path(where, "annan"))
    many(where)
end()
