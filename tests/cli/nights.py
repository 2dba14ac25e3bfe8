"""Nights after nights on a small model; it and its figures are invented."""
import json
import pathlib
import random
import resource
import shutil
import signal
import subprocess
import time

from common import PROGRAM, contents, expect

MODEL = """modell natt "Påhittad: natten"
  kommuner:  "omraden-pahittade.csv"
  version:   1
  basår:     2024
  påhittad:  ja
  full_index: 80 %
  preliminär_index: 55 %

källa tal "Påhittade tal"
  fil:       tal-pahittade*.csv
  kommun:    "kod"
  år:        kolumn "år"
  påhittad:  ja
  kolumn:    ett = "ett" [%]
  kolumn:    två = "tva" [%]

källa fler "Fler påhittade tal"
  fil:       fler-pahittade.csv
  kommun:    "kod"
  år:        kolumn "år"
  påhittad:  ja
  kolumn:    tre = "tre" [st]

index helhet "Helhet"
  sammanvägning: medel

dimension del_ett "Del ett"
  under:     helhet
  vikt:      50 %
  sammanvägning: medel

dimension del_två "Del två"
  under:     helhet
  vikt:      50 %
  sammanvägning: medel

indikator mått_ett "Mått ett" [%]
  under:     del_ett
  formel:    ett
  riktning:  högre
  skala:     0 % till 100 %
  vikt:      6

indikator mått_två "Mått två" [%]
  under:     del_ett
  formel:    två
  riktning:  högre
  skala:     0 % till 100 %
  vikt:      4

indikator mått_tre "Mått tre" [st]
  under:     del_två
  formel:    tre
  riktning:  högre
  skala:     0 st till 200 st
  vikt:      1
  saknas:    senaste 3 år

prov "Mått ett: hela skalan"
  | ett  | => mått_ett.poäng |
  | 50 % |                50 |
"""

CODES = ["P01", "P02", "P03", "P04", "P05", "P06"]


class Nights:
    def __init__(self, root):
        self.root = pathlib.Path(root)
        self.rules, self.data = self.root / "regler", self.root / "data"
        self.state, self.out = self.root / "tillstand", self.root / "resultat"
        self.rules.mkdir()
        self.data.mkdir()
        self.random = random.Random(20261122)
        self.saved = self.root / "sparat"
        self.cut_short = self.gone_on = 0
        self.day = 0
        (self.rules / "omraden-pahittade.csv").write_text(
            "kod;namn\n" + "".join(f"{c};Påhittad {c}\n" for c in CODES), encoding="utf-8")
        self.model = MODEL
        self.figures = {(c, 2024): (40 + 7 * k, 30 + 5 * k) for k, c in enumerate(CODES)}
        self.more = {(c, 2024): 60 + 20 * k for k, c in enumerate(CODES)}
        self.write()

    def write(self):
        (self.rules / "natt-pahittad.regler").write_text(self.model, encoding="utf-8")
        (self.data / "tal-pahittade.csv").write_text(
            "kod;år;ett;tva\n" + "".join(f"{c};{y};{a};{b}\n"
                                         for (c, y), (a, b) in sorted(self.figures.items())),
            encoding="utf-8")
        if self.more is not None:
            (self.data / "fler-pahittade.csv").write_text(
                "kod;år;tre\n" + "".join(f"{c};{y};{v}\n"
                                         for (c, y), v in sorted(self.more.items())),
                encoding="utf-8")
        else:
            (self.data / "fler-pahittade.csv").unlink(missing_ok=True)

    def arguments(self, *more):
        return [str(PROGRAM), "night", str(self.rules), "--data", str(self.data), "--state",
                str(self.state), "--out", str(self.out), "--threads", "1", *more]

    def snapshot(self):
        return contents(self.out) if self.out.exists() else {}

    def whole(self, where):
        """The hand-over folder holds everything that a night writes, and can be read."""
        if not self.out.exists() or not any(p.is_file() and p.name != ".etablera.lock"
                                            for p in self.out.rglob("*")):
            return True  # no night has come that far
        names = set(self.snapshot())
        books = [n for n in names if n.startswith("kommuner/")]
        good = {"korning.json", "rangordning.csv", "natt.txt", "natt.jsonl"} <= names
        good = good and len(books) == len(CODES)
        json.loads((self.out / "korning.json").read_text(encoding="utf-8"))
        expect(good, f"{where}: the folder is whole", sorted(names))
        return good

    def kill_one(self, date, more):
        """Starts the night and kills it somewhere; what is then there is the old or the new."""
        before = self.snapshot()
        started = subprocess.Popen(self.arguments("--date", date, *more),
                                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(self.random.uniform(0.0, 0.25))
        self.cut_short += started.poll() is None
        started.send_signal(signal.SIGKILL)
        started.wait()
        after = self.snapshot()
        old = {n: b for n, b in after.items() if not n.startswith("natt.")} == {
            n: b for n, b in before.items() if not n.startswith("natt.")}
        expect(old or self.whole(f"killed before {date}"), f"killed before {date}: old or new")

    def copy(self, to):
        """Both folders, or neither: a state and a result of different nights are no case."""
        for path in (self.state, self.out):
            source, target = (path, to / path.name) if to else (self.saved / path.name, path)
            shutil.rmtree(target, ignore_errors=True)
            if source.exists():
                shutil.copytree(source, target, symlinks=True)

    def approved(self):
        record = self.state / "godkant" / "godkant.json"
        return record.read_bytes() if record.exists() else b""

    def kill_and_perhaps_go_on(self, date, more):
        """A night that was killed before its end is gone on from, every other time; one that came
        all the way is undone, so that the next has something to do."""
        self.copy(self.saved)
        approved = self.approved()
        self.kill_one(date, more)
        if self.approved() != approved or self.random.random() < 0.3:
            self.copy(None)
        else:
            self.gone_on += 1

    def night(self, what, outcome, code, *more, kill=True, date=None, limit=None):
        self.day += 1
        date = date or f"2026-11-{self.day:02d}"
        where = f"night {self.day}, {what}"
        if kill and limit is None:
            self.kill_and_perhaps_go_on(date, more)
        before = self.snapshot()

        def limits():
            if limit is not None:
                resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

        done = subprocess.run(self.arguments("--date", date, *more), capture_output=True,
                              encoding="utf-8", timeout=120, preexec_fn=limits, check=False)
        if code is not None:
            expect(done.returncode == code, f"{where}: exit code {code}", done.returncode,
                   done.stdout[:1500], done.stderr[:500])
        self.whole(where)
        if outcome == "inga" or limit is not None:
            expect(self.snapshot() == before, f"{where}: the old ones are untouched")
        if limit is not None:
            return []
        lines = [json.loads(l) for l in
                 (self.state / "natt.jsonl").read_text(encoding="utf-8").splitlines()]
        expect(lines[0]["natt"]["utfall"] == outcome, f"{where}: {outcome}", lines[0])
        if outcome == "inget ändrat":
            expect(self.snapshot() == before, f"{where}: nothing was written anew")
        return lines

    def runs(self):
        text = subprocess.run([str(PROGRAM), "history", "--state", str(self.state), "--format",
                               "csv"], capture_output=True, encoding="utf-8-sig", check=False)
        return text.stdout.splitlines()[1:]


def of(lines, key):
    return [l[key] for l in lines if key in l]


def codes_told(lines):
    return {m["kod"] for m in of(lines, "meddelande")}


def only(lines, where, values=0, rules=0):
    expect(len(of(lines, "värde")) == values, f"{where}: values that changed: {values}",
           of(lines, "värde"))
    expect(len(of(lines, "ändring")) == rules, f"{where}: rules that changed: {rules}",
           of(lines, "ändring"))
