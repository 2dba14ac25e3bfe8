"""What a night and the history say of a value: the name and unit of what was measured, also where a
substitute stands in; what went missing together in one line; what moved in a judgement. The model
and its figures are invented, so every expected line is written by hand."""
import json
import pathlib
import re
import sqlite3

from common import end, expect, folder, run

CODES = ["P01", "P02", "P03", "P04"]
MODEL = """modell mätt "Påhittad: vad som mättes"
  kommuner:  "omraden-pahittade.csv"
  version:   1
  basår:     2024
  påhittad:  ja
  full_index: 80 %
  preliminär_index: 55 %

källa tal "Påhittade tal"
  fil:       tal-pahittade.csv
  kommun:    "kod"
  år:        kolumn "år"
  påhittad:  ja
  kolumn:    ett = "ett" [%]
  kolumn:    kronor = "kronor" [kr]
  kolumn:    annat = "annat" [st]

index helhet "Helhet"
  en:        The whole
  sammanvägning: medel

dimension del_ett "Del ett"
  under:     helhet
  vikt:      50 %
  sammanvägning: medel

dimension del_två "Del två"
  under:     helhet
  vikt:      50 %
  sammanvägning: medel

indikator andel "Andel" [%]
  under:     del_ett
  formel:    ett
  riktning:  högre
  skala:     0 % till 100 %
  vikt:      1

reserv andel_reserv "Kronor per person" [kr]
  en:        Crowns per person
  för:       andel
  formel:    kronor
  riktning:  högre
  skala:     0 kr till 1000 kr

indikator annat_mått "Annat mått" [st]
  en:        Another measure
  under:     del_två
  formel:    annat
  riktning:  högre
  skala:     0 st till 100 st
  vikt:      1

krav många "Många av annat"
  villkor:   annat_mått >= 50 st
  annars:    varning
  okänd:     fråga
  fråga:     "Hur många?"
"""


class Nights:
    """`figures`: code -> (ett, kronor, annat); None is a missing value."""

    def __init__(self, root):
        self.root, self.day = pathlib.Path(root), 0
        self.state = self.root / "tillstand"
        for name in ("regler", "data"):
            (self.root / name).mkdir()
        (self.root / "regler/omraden-pahittade.csv").write_text(
            "kod;namn\n" + "".join(f"{c};Påhittad {c}\n" for c in CODES), encoding="utf-8")
        (self.root / "regler/matt-pahittade.regler").write_text(MODEL, encoding="utf-8")
        self.figures = {c: [None, 500 + 10 * k, 60 + k] for k, c in enumerate(CODES)}

    def write(self):
        rows = [";".join([c, "2024", *("" if v is None else str(v) for v in row)])
                for c, row in self.figures.items()]
        (self.root / "data/tal-pahittade.csv").write_text(
            "\n".join(["kod;år;ett;kronor;annat", *rows, ""]), encoding="utf-8")

    def night(self, *more, code=0):
        self.write()
        self.day += 1
        done = run("night", self.root / "regler", "--data", self.root / "data", "--state",
                   self.state, "--out", self.root / "resultat", "--date",
                   f"2026-11-{self.day:02d}", "--threads", "1", *more)
        expect(done.returncode == code, f"night {self.day}: exit code {code}", done.stdout,
               done.stderr)
        lines = (self.state / "natt.jsonl").read_text(encoding="utf-8").splitlines()
        return done.stdout, [json.loads(line) for line in lines]

    def history(self, *more):
        done = run("history", *more, "--state", self.state)
        expect(done.returncode == 0, f"history {more}", done.stderr)
        return done.stdout


def of(lines, key):
    return [line[key] for line in lines if key in line]


def says(text, line, what):
    expect(line in text, what, line, text)


def substitute(n):
    """The changed figure is the substitute's: its name and unit, once."""
    n.figures["P02"][1] = 600
    text, lines = n.night()
    says(text, "Värden som ändrats: 1\n  Påhittad P02, Kronor per person (i stället för: Andel): "
         "510 kr (2024) [tal-pahittade.csv:3] → 600 kr (2024) [tal-pahittade.csv:3]\n",
         "the report names what was measured")
    expect([(v["namn"], v["mått_förut"], v["mått"], v["förut"], v["nu"])
            for v in of(lines, "värde")] == [("andel", "andel_reserv", "andel_reserv", 510, 600)],
           "so do the lines", of(lines, "värde"))
    text = n.history("P02")
    says(text, "  Kronor per person (i stället för: Andel): 510 kr → 600 kr (2024), "
         "tal-pahittade.csv:3\n", "and the history")
    says(n.history("P02", "--lang", "en"), "  Crowns per person (in place of: Andel): 510 kr → "
         "600 kr (2024)", "in English too")
    expect(n.history("--format", "csv").splitlines()[-1].split(";")[6] == "1",
           "one value, counted once", n.history("--format", "csv"))


def own_value(n):
    """The indicator's own value comes: the substitute's is named on its side."""
    n.figures["P02"][0] = 40
    text, lines = n.night()
    says(text, "  Påhittad P02, Andel: Kronor per person 600 kr (2024) [tal-pahittade.csv:3] → "
         "40 % (2024) [tal-pahittade.csv:3]\n", "both measures are named")
    expect([(v["mått_förut"], v["mått"]) for v in of(lines, "värde")] == [("andel_reserv",
                                                                           "andel")],
           "both in the lines", of(lines, "värde"))
    says(n.history("P02"), "  Andel: Kronor per person 600 kr → 40 % (2024)", "both in the history")


def missing(n):
    """Three that go missing are one line, two are two; a judgement that moves is told."""
    kept = {c: list(row) for c, row in n.figures.items()}
    for c in CODES[:3]:
        n.figures[c][2] = None
    text, lines = n.night("--accept", "tal")
    says(text, "  Annat mått: 3 områden har inget värde längre (saknas): ", "one line for three")
    expect(text.count("Annat mått: ") == 1, "and only one", text)
    expect(len(of(lines, "värde")) == 3, "each in the lines of JSON", of(lines, "värde"))
    moved = [b for b in of(lines, "bedömning") if b["slag"] == "krav"]
    expect(sorted((b["kod"], b["namn"], b["förut"], b["nu"]) for b in moved) ==
           [(c, "många", "ja", "okänt") for c in CODES[:3]], "judgements that moved", moved)
    says(n.history("P01"), "  Annat mått: 60 st → saknas, tal-pahittade.csv:2\n",
         "the history says that it is missing")
    says(n.history("P01", "--lang", "en"), "  Another measure: 60 pcs → missing,",
         "in English too")
    n.figures = kept
    n.night()
    n.figures["P01"][2] = n.figures["P03"][2] = None
    text, _ = n.night("--accept", "tal")
    expect(text.count("Annat mått: ") == 2, "two have a line each", text)


def history(n):
    """What was asked for, and nothing else."""
    only = n.history("P02", "del_två")
    expect("Kronor" not in only and "Andel" not in only and "Annat mått: " in only,
           "values of another part are not listed", only)
    expect("Kronor" in n.history("P02", "helhet"), "the whole holds them all")
    rows = n.history().splitlines()
    expect(rows[0].split() == ["tid", "(UTC)", "utfall", "rangordnade", "filer", "värden",
                               "platser", "fel", "varningar"], "headings", rows[0])
    expect("första natten" in rows[1] and rows[1].split()[-2].isdigit(),
           "the first night has its errors and warnings", rows[1])
    places = n.history("helhet").splitlines()
    expect(any(re.search(r"bäst \d, sämst \d$", row) for row in places),
           "the span of a place says what it is", places)
    n.night()
    expect("inget ändrat" in n.history().splitlines()[n.day], "an unchanged night says so")
    (n.state / "historik.sqlite").unlink()
    n.night()
    says(n.history(), "Den får sin första den natt då något har ändrats",
         "an empty history says when it gets a run")


FIRST_FORM = """
ALTER TABLE value DROP COLUMN measure;
ALTER TABLE run DROP COLUMN old_rules;
ALTER TABLE run DROP COLUMN held;
DROP TABLE child;
PRAGMA user_version = 1;
"""


def old_form(n):
    """A history of the first form goes on: nothing is set aside, and nothing seems changed that is
    not. What that form did not keep is empty, not zero."""
    n.figures["P01"][2] = 61
    n.night("--accept", "tal")
    before = n.history("P01")
    store = sqlite3.connect(n.state / "historik.sqlite")
    store.executescript(FIRST_FORM)
    store.close()
    rows = n.history("--format", "csv").splitlines()
    expect(rows[-1].endswith(";;"), "what was not kept is empty", rows[-1])
    expect(n.history("P01") == before, "the same places and values", n.history("P01"))
    n.figures["P03"][2] = 62.5
    n.night("--accept", "tal")
    rows = n.history("--format", "csv").splitlines()
    expect(rows[-1].split(";")[6] == "1" and len(rows) > 2, "one value changed, the runs go on",
           rows)
    expect(not list(n.state.glob("*skadad*")), "nothing was set aside")


def kept_rules(n):
    """A night with the rules last approved says so in the history."""
    path = n.root / "regler/matt-pahittade.regler"
    path.write_text(MODEL.replace("vikt:      1", "vigt:      1"), encoding="utf-8")
    n.figures["P04"][2] = 70
    n.night(code=1)
    says(n.history(), "  gamla regler\n", "old rules are seen in the history")
    expect(n.history("--format", "csv").splitlines()[-1].endswith(";0;1;0"),
           "and in its CSV", n.history("--format", "csv"))


with folder() as made:
    nights = Nights(made)
    nights.night()
    substitute(nights)
    own_value(nights)
    missing(nights)
    history(nights)
    old_form(nights)
    kept_rules(nights)
end()
