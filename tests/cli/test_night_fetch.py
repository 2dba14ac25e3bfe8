"""Nights that fetch: the shipped model over https, a source that is down for three nights, one value
revised, a key figure withdrawn. The figures come from fixtures; what is revised is the test's own."""
import json
import pathlib
import re
import shutil

from common import ROOT, contents, end, expect, folder, run
from fetching import QUICK, serve

KOLADA = "oppna-data/kolada/publicerade-varden.csv"


class Nights:
    def __init__(self, made):
        self.data, self.state, self.out = made / "data", made / "tillstand", made / "resultat"
        shutil.copytree(ROOT / "fixtures", self.data)

    def night(self, what, code, outcome, s=None, day=1):
        before = contents(self.out) if self.out.exists() else {}
        connection = ["--ca", s.ca] if s else []
        proxy = s.proxy.address if s else "http://127.0.0.1:1"
        done = run("night", "--data", self.data, "--state", self.state, "--out", self.out, "--date",
                   f"2026-11-{day:02d}", "--draws", "200", *QUICK, *connection, https_proxy=proxy)
        expect(done.returncode == code, f"{what}: exit code {code}", done.returncode,
               done.stdout[:1500], done.stderr[:500])
        lines = [json.loads(line) for line in
                 (self.state / "natt.jsonl").read_text("utf-8").splitlines()]
        expect(lines[0]["natt"]["utfall"] == outcome, f"{what}: {outcome}", lines[0])
        if outcome == "inget ändrat":
            expect(contents(self.out) == before, f"{what}: yesterday's workbooks stand")
        return done, lines


def of(lines, key):
    return [line[key] for line in lines if key in line]


def codes(lines):
    return {m["kod"] for m in of(lines, "meddelande")}


def one_value(nights, s):
    """A value that the publisher revises is named with municipality, file and line."""
    world = s.agencies["kolada"].world
    rows = (nights.data / KOLADA).read_text("utf-8").splitlines()
    was = next(r.split(";") for r in rows if re.match(r"N03937;[^;]*;1280;2024;T;", r))
    world.revise("N03937", "1280", 2024, float(was[5]) + 1)
    done, lines = nights.night("one value revised", 0, "nya arbetsböcker", s, day=6)
    named = of(lines, "värde")
    expect([(v["kod"], v["förut"], v["nu"]) for v in named] ==
           [("1280", float(was[5]), float(was[5]) + 1)] * len(named) and named,
           "only the revised value is named", named, done.stdout[-2000:])
    expect(all(v["fil"] == KOLADA and v["rad"] > 1 for v in named), "with file and line", named)


with folder() as made:
    nights = Nights(pathlib.Path(made))
    with serve() as s:
        nights.night("the first", 0, "nya arbetsböcker", s, day=1)
        expect(s.log, "it fetched")
        done, lines = nights.night("nothing new", 0, "inget ändrat", s, day=2)
    for day in (3, 4, 5):
        done, lines = nights.night(f"the network is down, day {day}", 1, "inget ändrat", day=day)
        expect(any(c.startswith("E95") for c in codes(lines)), "what could not be fetched is told",
               codes(lines), done.stdout[:800])
    with serve() as s:
        one_value(nights, s)
        s.agencies["kolada"].world.withdraw("N03937")
        done, lines = nights.night("a key figure withdrawn", 1, "inget ändrat", s, day=7)
        expect("N03937" in done.stdout, "the withdrawn figure is named", done.stdout[:1500])
        done, lines = nights.night("offline it may still be used", 1, "inget ändrat", s, day=8)
end()
