"""--set, --scenario and --overlay: every output says which values were changed, and a change that
does nothing is told."""
import csv
import json
import pathlib
import zipfile

from common import end, expect, expect_same, folder, run
from names import DIMENSION as NAME, VALUE

SET = f"{NAME}.vikt={VALUE * 3}"


def scores(path):
    with open(pathlib.Path(path) / "rangordning.csv", encoding="utf-8-sig", newline="") as file:
        return [row for row in csv.reader(file, delimiter=";")]


def outputs(at):
    plain, changed = pathlib.Path(at, "plain"), pathlib.Path(at, "changed")
    run("run", "--out", plain)
    done = run("run", "--out", changed, "--set", SET)
    expect(done.returncode == 0, "a run with --set", done.stderr)
    expect(f"Ändrat: {NAME}.vikt = {VALUE * 3} i stället för {VALUE}" in done.stdout,
           "the summary says what was changed", done.stdout)
    expect(scores(plain) != scores(changed), "the scores differ")
    whole = json.loads((changed / "korning.json").read_text(encoding="utf-8"))
    expect(len(whole["ändringar"]) == 1 and NAME in whole["ändringar"][0], "korning.json says it")
    book = changed / "asf-skane.xlsx"
    with zipfile.ZipFile(book) as parts:
        texts = parts.read("xl/sharedStrings.xml").decode()
    expect(f"{NAME}.vikt = {VALUE * 3}" in texts, "the cover says it")
    with zipfile.ZipFile(next((changed / "kommuner").glob("*.xlsx"))) as parts:
        texts = parts.read("xl/sharedStrings.xml").decode()
        first = parts.read("xl/worksheets/sheet1.xml").decode()
    expect(f"{NAME}.vikt = {VALUE * 3}" in texts and "ändrade tal" in first,
           "each municipality's workbook says it, and its footer")
    for command in (["explain", "1280"], ["data"], ["check"]):
        done = run(*command, "--set", SET)
        expect(f"Ändrat: {NAME}.vikt" in done.stdout, f"{command} says it", done.stdout[:400])
        if command[0] != "check":
            expect(done.stdout.startswith("Ändrat: "), f"{command} says it first")
    again = pathlib.Path(at, "again")
    overlay = pathlib.Path(at, "mitt.regler")
    overlay.write_text(f'scenario mitt "Mitt"\n  sätt: {NAME}.vikt = {VALUE} * 3\n', "utf-8")
    run("run", "--out", again, "--overlay", overlay)
    expect(scores(again) == scores(changed), "an overlay does what --set does")
    back = pathlib.Path(at, "back")
    run("run", "--out", back, "--set", SET, "--set", f"{NAME}.vikt={NAME}.vikt/3")
    expect_same({"r": repr(scores(plain)).encode()}, {"r": repr(scores(back)).encode()},
                "forth and back is where it was")
    return overlay


def told(at, overlay):
    overlay.write_text('mått nytt "Nytt"\n  formel: 1\n', "utf-8")
    done = run("check", "--overlay", overlay)
    expect(done.returncode == 1 and "fel[E420]" in done.stderr, "an overlay defines nothing",
           done.stderr)
    overlay.write_text(f'scenario {NAME} "Igen"\n  sätt: {NAME}.vikt = 1\n', "utf-8")
    done = run("check", "--overlay", overlay)
    expect(done.returncode == 1 and "fel[E105]" in done.stderr, "an overlay redefines nothing",
           done.stderr)
    done = run("check", "--overlay", pathlib.Path(at, "ingen.regler"))
    expect(done.returncode == 1 and "fel[E125]" in done.stderr, "an overlay that is not there")
    done = run("check", "--set", f"{NAME}.vikt={VALUE}")
    expect("varning[W803]: ingen verkan" in done.stderr, "no effect is told", done.stderr)
    done = run("check", "--set", f"{NAME}.vikt={VALUE}", "--strict")
    expect(done.returncode == 1, "no effect is a warning")
    done = run("check", "--set", f"{NAME}x.vikt=1")
    expect(f'--set:1:1: fel[E101]: okänt namn "{NAME}x"' in done.stderr
           and f"| {NAME}x.vikt=1\n" in done.stderr and "^" in done.stderr,
           "a mistake is told on the option's own text", done.stderr)
    done = run("check", "--scenario", NAME)
    expect("--scenario:1:1: fel[E411]" in done.stderr, "not a scenario", done.stderr)
    done = run("check", "--set", "")
    expect(done.returncode == 2, "an empty option")


with folder() as at:
    told(at, outputs(at))
end()
