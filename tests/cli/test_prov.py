"""etablera test: the shipped tests hold; what fails is shown and gives exit code 1; so does nothing
to run; and a statement is held against the real data."""
import pathlib
import re

from common import end, expect, folder, run
from guide import EDITIONS


def shipped():
    for lang, says in (("sv", "stämmer inte: 0"), ("en", "do not hold: 0")):
        done = run("test", "--lang", lang)
        expect(done.returncode == 0 and says in done.stdout, f"the shipped tests hold, {lang}",
               done.stdout[-2000:], done.stderr)
    tests, cases = map(int, re.search(r"Tests: (\d+), cases: (\d+)", done.stdout).groups())
    expect(tests >= 10 and cases >= 30, f"{tests} tests, {cases} cases")


def world(there, tests):
    there = pathlib.Path(there)
    (there / "kommuner.csv").write_text("kod;kommun\n9001;Alfa\n9002;Beta\n", encoding="utf-8")
    (there / "data.csv").write_text("kod;antal\n9001;50\n9002;20\n", encoding="utf-8")
    rules = there / "a.regler"
    rules.write_text('modell m "M"\n  kommuner: "kommuner.csv"\n  basår: 2024\n'
                     'källa s "S"\n  fil: data.csv\n  kommun: "kod"\n  år: 2024\n'
                     '  kolumn: antal = "antal" [st]\n'
                     'mått dubbelt "D" [st]\n  formel: antal * 2\n' + tests, encoding="utf-8")
    return rules


def tried(what, tests, code, *says, lang="sv"):
    with folder() as there:
        rules = world(there, tests)
        done = run("test", rules, "--data", there, "--lang", lang)
        expect(done.returncode == code, f"{what}: exit {code}, not {done.returncode}", done.stdout,
               done.stderr)
        for text in says:
            expect(text in done.stdout + done.stderr, f"{what}: says {text}", done.stdout,
                   done.stderr)


def small():
    tried("nothing to run", "", 1, "Inget prov kördes")
    tried("nothing to run, English", "", 1, "No test ran", lang="en")
    tried("holds", 'prov "P"\n  vänta för "Alfa": dubbelt = 100 st och rang(antal) = 1\n'
          '  vänta för "9002": plats är saknad\n', 0, "Prov: 1, fall: 2, stämmer inte: 0")
    tried("does not hold", 'prov "P"\n  vänta för "beta": dubbelt >= 100 st och rang(antal) = 1\n',
          1, 'a.regler:12:21: stämmer inte: "P", beta\n',
          '    12 |   vänta för "beta": dubbelt >= 100 st och rang(antal) = 1\n'
          '       |                     40 st                 2 st 20 st\n')
    tried("no such area", 'prov "P"\n  vänta för "Gamma": dubbelt = 100 st\n', 1,
          "finns inte bland kommunerna")
    tried("broken rules", 'prov "P"\n  vänta för "Alfa": dubblt = 100 st\n', 1, "fel[E101]")
    tried("a table alone", 'prov "P"\n  | antal | => dubbelt |\n  | 4 | 8 st |\n', 0, "fall: 1")


def without_data():
    """A table reads no files: neither areas nor data."""
    with folder() as there:
        rules = world(there, 'prov "P"\n  | antal | => dubbelt |\n  | 4 | 8 st |\n')
        (rules.parent / "kommuner.csv").unlink()
        (rules.parent / "data.csv").unlink()
        done = run("test", rules, "--data", there + "/finns-inte")
        expect(done.returncode == 0, "a table needs no files", done.stdout, done.stderr)


def check_tells_of_the_area():
    with folder() as there:
        rules = world(there, 'prov "P"\n  vänta för "Allfa": dubbelt = 100 st\n')
        done = run("check", rules, "--data", there)
        expect(done.returncode == 1 and "11" not in done.stdout and "fel[E830]" in done.stderr and
               'menade du "Alfa"?' in done.stderr, "check: unknown area", done.stderr)
        expect(run("run", rules, "--data", there, "--out", there + "/out").stderr.count("E830") == 0,
               "run does not mind the tests")


def examples(edition):
    """The tables in the guide hold, and the failure shown there is what is printed."""
    body = next(e for _, e in edition.examples() if f"\n{edition.test} " in e)
    tables = body[:body.index(edition.real)]
    name = "my.rules" if edition.lang == "en" else "min.regler"
    model = {"sv": 'modell m "M"\n  kommuner: "a.csv"\n  basår: 2024\n',
             "en": 'model m "M"\n  areas: "a.csv"\n  base_year: 2024\n'}[edition.lang]
    with folder() as there:
        rules = pathlib.Path(there) / name
        rules.write_text(model + tables, encoding="utf-8")
        done = run("test", rules, *edition.options)
        expect(done.returncode == 0 and re.search("(?:fall|cases): 14", done.stdout),
               f"{edition.name}: the tables", done.stdout, done.stderr)
        wrong = re.sub(r"^(  \| D .*) 2 %( +\|)", r"\1 1 %\2", tables, flags=re.M)
        expect(wrong != tables, f"{edition.name}: the row D")
        rules.write_text(wrong, encoding="utf-8")
        done = run("test", name, *edition.options, cwd=there)
        shown = edition.text[edition.text.index(f"\n{name}:") + 1:]
        shown = shown[:shown.index("```")]
        expect(shown in done.stdout, f"{edition.name}: the failure", done.stdout)


shipped()
small()
without_data()
check_tells_of_the_area()
for edition in EDITIONS:
    examples(edition)
end()
