"""The commands that the fault tests run: every one that writes, and those that print."""
import atexit
import csv
import io
import json
import pathlib
import re
import shutil
import sqlite3
import zipfile

from fault import ROOT, Case, contents, private  # first: finds the others

import fetching
import filling

RULES, DATA = ROOT / "tests/fault/pahittad/regler", ROOT / "tests/fault/pahittad/data"
SHIPPED = ("--rules", ROOT / "rules/asf", "--data", ROOT / "fixtures")
YESTERDAY, TODAY = "2024-06-30", "2024-07-01"


class Run(Case):
    """Two municipalities and three indicators, one thread."""

    name = "run"
    model = ("--rules", RULES, "--data", DATA)
    more = ("--threads", 1)

    def prepare(self, place):
        self.must(place, *self.arguments(), "--date", YESTERDAY)

    def arguments(self):
        return ["run", *self.model, "--out", ".", *self.more]


class Threads(Run):
    """As many threads as there are cores, and one more."""

    name = "run-threads"
    more = ()


class Whole(Run):
    """The shipped model on the fixtures."""

    name = "whole"
    model = SHIPPED
    more = ("--threads", 1, "--draws", 50)


class WholeThreads(Run):
    name = "whole-threads"
    model = SHIPPED
    more = ("--draws", 50)


class Merge(Case):
    """A run in two parts."""

    name = "merge"

    def prepare(self, place):
        self.must(place, "run", *Run.model, "--out", "ihop", "--date", YESTERDAY)
        for part in (1, 2):
            self.must(place, "run", *Run.model, "--shard", f"{part}/2", "--out", f"del{part}")

    def arguments(self):
        return ["merge", "del1", "del2", "--out", "ihop"]


class Layout(Case):
    """Two files of rules are laid out anew."""

    name = "fmt"

    def prepare(self, place):
        shutil.copytree(RULES, place / "regler")
        text = (place / "regler/pahittad.regler").read_text("utf-8")
        at = text.index("indikator två")
        (place / "regler/pahittad.regler").write_text(text[:at].replace("  vikt:      1", "  vikt: 1"), "utf-8")
        (place / "regler/resten.regler").write_text(text[at:].replace("  vikt:      1", "  vikt: 1"), "utf-8")

    def arguments(self):
        return ["fmt", "regler"]


class Translate(Layout):
    """The rules in English, in a new folder, and the list of areas that they name."""

    name = "fmt-english"

    def arguments(self):
        return ["fmt", "regler", "--lang", "en", "--out", "rules"]

    def swept(self, place):
        shutil.rmtree(place / "rules", ignore_errors=True)  # it writes no file over
        return super().swept(place)


class Watch(Case):
    """One check, and its page, which is written twice: while it watches, and at its end."""

    name = "watch"
    tries_again = True

    def prepare(self, place):
        shutil.copytree(RULES, place / "regler")
        self.must(place, *self.arguments())
        rules = place / "regler/pahittad.regler"
        rules.write_text(rules.read_text("utf-8").replace("0 till 100", "0 till 99"), "utf-8")

    def arguments(self):
        return ["watch", "regler", "--data", DATA, "--checks", 1]

    def seen(self, place):
        page = re.compile(rb"(\d{4}-\d\d-\d\d )?\d\d:\d\d(:\d\d)?")
        return {n: page.sub(b"CLOCK", b) for n, b in super().seen(place).items()}

    def wrong(self, place, code):
        fault = super().wrong(place, code)
        page = (place / "regler/kontroll.html").read_bytes()
        first = fault == "neither old nor new: ['regler/kontroll.html']"
        return None if first and code != 0 and page.rstrip().endswith(b"</html>") else fault


# --- answers --------------------------------------------------------------------------------------

FACTS = '''
fakta lokalt "Lokalt"
  fil:    egna/svar-*.csv
  kommun: "kod"

faktum ägare "Vem äger?"
  kolumn: "ägare"
  typ:    text
  fråga:  Vem äger bageriet?
'''


class Answers(Case):
    """Answers of a workbook that came back: the facts and the list of answers, beside older ones."""

    name = "fakta"
    model = ("--rules", "regler", "--data", "data")

    def prepare(self, place):
        shutil.copytree(RULES, place / "regler")
        shutil.copytree(DATA, place / "data")
        with open(place / "regler/pahittad.regler", "a", encoding="utf-8") as file:
            file.write(FACTS)
        self.must(place, "run", *self.model, "--out", "ut")
        for n, (book, owner) in enumerate((("p1-pahittad-by", "Pahittad A"),
                                           ("p2-pahittad-stad", "Pahittad B"))):
            filling.filled(place / f"ut/kommuner/{book}.xlsx", place / f"svar-{n}.xlsx",
                           svar_agare=filling.inline(owner), svar_vem=filling.inline("Pahittad"),
                           svar_datum=filling.number(46082))
        shutil.rmtree(place / "ut")
        self.must(place, "fakta", *self.model, "svar-0.xlsx")

    def arguments(self):
        return ["fakta", *self.model, "svar-1.xlsx"]

    def wrong(self, place, code):
        """Of a command that died after the answers were entered and before the list of them was
        written, the next has the row with another word: they were there already."""
        fault = super().wrong(place, code)
        rows = list(csv.reader(io.StringIO(
            (place / "data/egna/svar/svar.csv").read_text("utf-8-sig")), delimiter=";"))
        return None if fault and fault.startswith("neither old nor new: ['data/egna/svar/svar.csv']") \
            and len(rows) == 3 and "Pahittad B" in rows[2] else fault


# --- nights ---------------------------------------------------------------------------------------

# What differs when a night told that something failed: a remark in the workbooks, a note in the record
# that the history lacks it, or a night that could not read what was approved, and began anew.
TOLD = [f"neither old nor new: {found}" for found in
        (["resultat/"], ["tillstand/godkant/"], ["resultat/", "tillstand/godkant/"])]


class Night(Case):
    """A night after one in which a value was another. The hand-over folder and what is approved are
    switched whole; the history is old or new, seen as what holds after its last run."""

    name = "night"

    def prepare(self, place):
        shutil.copytree(RULES, place / "regler")
        shutil.copytree(DATA, place / "data")
        self.must(place, *self.arguments()[:-1], YESTERDAY)
        table = place / "data/pahittad.csv"
        table.write_text(table.read_text("utf-8").replace("90;", "91;"), "utf-8")

    def arguments(self):
        return ["night", "regler", "--data", "data", "--state", "tillstand", "--out", "resultat",
                "--threads", 1, "--date", TODAY]

    def seen(self, place):
        found = {n: b for n, b in contents(place).items() if not private(n)
                 and n.startswith(("resultat/", "tillstand/godkant/")) and "/natt." not in n}
        switched = {}
        for name, data in found.items():
            top = "tillstand/godkant/" if name.startswith("tillstand/") else "resultat/"
            if name.endswith("/godkant.json"):  # the result's has the time of the report in it
                data = re.sub(rb'"resultat": *\d+', b"", data)
            switched.setdefault(top, {})[name] = data
        seen = {top: repr(sorted(files.items())).encode() for top, files in switched.items()}
        seen["history"] = self.history(place / "tillstand/historik.sqlite")
        return seen

    def history(self, path):
        """What the places were after the last run, as bytes; a damaged file is its own content."""
        try:
            with sqlite3.connect(path) as base:
                if base.execute("PRAGMA integrity_check").fetchone() != ("ok",):
                    return b"damaged"
                rows = base.execute("SELECT area, node, score, rank FROM place WHERE last = "
                                    "(SELECT max(last) FROM place) ORDER BY area, node").fetchall()
            base.close()
            return repr(rows).encode()
        except sqlite3.Error as error:
            return f"damaged: {error}".encode()

    def complete(self, place):
        """Every file of a night, but perhaps the changes since what could not be read; each workbook a
        whole zip."""
        names = {n for n in contents(place / "resultat") if not private(n)}
        for name in names:
            if name.endswith(".xlsx"):
                with zipfile.ZipFile(place / "resultat" / name) as book:
                    if book.testzip() is not None:
                        return False
        wanted = {n for n in contents(self.where / "today/resultat")}
        return names | {"andringar.csv"} == wanted | {"andringar.csv"} and \
            bool(json.loads((place / "resultat/korning.json").read_text("utf-8")))

    def wrong(self, place, code):
        """New workbooks may have a remark of what failed; then they are whole, and it is told."""
        fault = super().wrong(place, code)
        if code != 0 and fault in TOLD and self.complete(place) and \
                json.loads((place / "tillstand/godkant/godkant.json").read_text("utf-8")):
            fault = None
        for name in ("tillstand/natt.jsonl", "resultat/natt.jsonl"):
            for line in (place / name).read_text("utf-8").splitlines():
                json.loads(line)
        return fault

    def swept(self, place):
        """The next night ends well. What it says of earlier nights depends on how far the last came."""
        fault = super().swept(place)
        if fault in ("neither old nor new: ['resultat/']",) and self.complete(place):
            return None
        return fault


# --- fetching -------------------------------------------------------------------------------------

SERVERS = []


def server():
    """One for all that fetch, until the test ends."""
    if not SERVERS:
        SERVERS.append(fetching.serve(lifetime=20000).__enter__())
        for agency in SERVERS[0].agencies.values():
            agency.calls = None  # several fetch at once here
        atexit.register(SERVERS[0].__exit__, None, None, None)
    return SERVERS[0]


class Fetch(Case):
    """A file that has changed since it was fetched."""

    name, source = "fetch-file", "folk"
    environment = {"https_proxy": "", "HTTPS_PROXY": "", "no_proxy": ""}

    def arguments(self):
        return ["fetch", "--rules", self.where / "regler", "--data", ".", "--ca", server().ca,
                "--timeout", 120, "--retries", 1, "--max-wait", 4, "--only", self.source]

    def prepare(self, place):
        server().behave()
        fetching.rules_for(server(), self.where / "regler")
        self.put_file(5)
        self.must(place, *self.arguments())
        self.put_file(50)
        for pattern in ("/fk/*", "/scb/api/v2/*/data*", "/kolada/v3/data/*"):
            server().misbehave(pattern, "revised")
        for side in place.rglob("*.kalla.txt"):  # asked without conditions, and written anew
            text = side.read_bytes()
            side.write_bytes(re.sub(rb"(?m)^Fr\xc3\xa5ga: .*$", b"Fr\xc3\xa5ga: 0", text))

    def put_file(self, count):
        rows = "".join(f"{code};2024;{count}\n" for code in (1280, 1281, 1283))
        server().agencies["filer"].put("scb/folkmangd.csv",
                                       f"region;år;Folkmängd\n{rows}".encode())

    def seen(self, place):
        """Without the times; a file kept beside under the name of a hand-made one is no fault."""
        clock = re.compile(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
        return {n: clock.sub(b"CLOCK", b) for n, b in super().seen(place).items()
                if not n.endswith(".gammal")}


def fetched(name, source):
    return type("Fetch", (Fetch,), {"name": name, "source": source})


# --- printing -------------------------------------------------------------------------------------

class Print(Case):
    """A command that only prints: the same words, or an exit code that says that they are not."""

    speaks = True
    words = ()

    def prepare(self, place):
        (place / "tom").write_bytes(b"")

    def arguments(self):
        return [*self.words, *(Run.model if self.words != ("rules",) else (RULES,))]

    def swept(self, place):
        return None


def printing(*words):
    return type("Print", (Print,), {"name": "-".join(words[:1]), "words": words})


class History(Print):
    """What earlier nights gave; only read."""

    name = "history"

    def prepare(self, place):
        shutil.copytree(DATA, place / "data")
        self.must(place, "night", RULES, "--data", "data", "--state", "tillstand", "--out", "ut",
                  "--date", YESTERDAY)

    def arguments(self):
        return ["history", "--state", "tillstand", "P1"]

    def seen(self, place):
        said = {n: b for n, b in super().seen(place).items() if n == "said"}
        return said


WRITING = (Run, Merge, Layout, Translate, Watch, Answers, Night, Fetch,
           fetched("fetch-kolada", "nyckeltal"), fetched("fetch-pxweb", "flyttningar"),
           fetched("fetch-rows", "ohälsa"))
PRINTING = (printing("check"), printing("data"), printing("explain", "P1"), printing("rules"),
            printing("flip", "P1", "P2"), History)
