"""What both editions of the guide show is what the program says: a block that begins with
"$ etablera ..." is run again. A line of only "…" stands for any lines left out. The table of
functions is the program's own, the examples stand as fmt lays them out, and what the first chapter
tells one to write works. `--write` puts the table and the layout in."""
import pathlib
import re
import shlex
import shutil
import sys

from common import ROOT, end, expect, folder, run
from guide import EDITIONS, ENGLISH, SWEDISH

WRITE = "--write" in sys.argv
BLOCK = re.compile(r"^```text\n\$ etablera ([^\n]*)\n(.*?)^```$", re.M | re.S)
TABLE = re.compile(r"(<!-- etablera (--print-functions) -->\n).*?(<!-- (?:slut|end) -->)", re.S)


def same(shown, said):
    pattern = "".join("(?:.*\n)*?" if line == "…\n" else re.escape(line)
                      for line in shown.splitlines(keepends=True))
    return re.fullmatch(pattern, said)


def check_output(edition):
    blocks = BLOCK.findall(edition.text)
    for command, shown in blocks:
        done = run(*shlex.split(command))
        said = done.stderr + done.stdout if command.startswith("check") else done.stdout
        expect(same(shown, said), f"{edition.name}: etablera {command}", said[:3000])
    expect(len(blocks) == 3, f"{edition.name}: blocks of output", len(blocks))


def check_functions(edition):
    """-> the names, of the edition's language first."""
    printed = run("--print-functions", *edition.options).stdout
    fresh = TABLE.sub(lambda m: m[1] + printed + m[3], edition.text)
    if WRITE:
        edition.path.write_text(fresh, encoding="utf-8")
    expect(len(TABLE.findall(fresh)) == 1 and fresh == edition.text,
           f"{edition.name}: the functions", "test_reference.py PROGRAM --write")
    return re.findall(r"^\| `(\w+)` \| `(\w+)`", printed, re.M)


def laid_out(edition, added, body, *more):
    """The example as fmt writes it, or an error; one that goes on from the shipped model in its
    folder. `more`: another language to write it in."""
    with folder() as there:
        at = pathlib.Path(there, "in")
        at.mkdir()
        if added:
            shutil.copytree(ROOT / "rules/asf", at, dirs_exist_ok=True)
        path = at / f"25-guide.{edition.ending}"
        path.write_text(body, encoding="utf-8")
        done = run("fmt", path, *more, *(["--out", there] if more else []))
        written = list(pathlib.Path(there).glob("25-guide.*")) or [path]
        return written[0].read_text("utf-8") if done.returncode == 0 else done.stderr


def check_layout(edition):
    text = edition.text
    for added, body in edition.examples():
        fresh = laid_out(edition, added, body)
        if WRITE and "```" not in fresh:
            text = text.replace(body, fresh)
        else:
            expect(fresh == body, f"{edition.name}: an example is not as fmt lays it out", fresh)
    if WRITE:
        edition.path.write_text(text, encoding="utf-8")


def shape(text):
    """Headings, blocks, tables with their rows, and lists, in order; not the words."""
    out, inside = [], False
    for line in text.splitlines():
        if line.startswith("```"):
            out += [] if inside else ["```" + line[3:].split(" ")[0].replace("regler", "rules")]
            inside = not inside
        elif not inside:
            kind = re.match(r"#+ |\||- |\*\*\d", line)
            out += [kind[0]] if kind else []
    return out


def words(text):
    """The words that begin lines, that is blocks and properties."""
    return re.findall(r"^ *([^\W\d][\w ]*?|\|)(?= \w+ \"| \"|:| \d{4}-)", text, re.M)


def check_the_same():
    """Every part of one edition is in the other, and the examples are the same but for names."""
    one, other = shape(SWEDISH.text), shape(ENGLISH.text)
    at = next((i for i, (a, b) in enumerate(zip(one, other)) if a != b), min(len(one), len(other)))
    expect(one == other, "the editions have the same parts", one[at - 5:at + 3],
           other[at - 5:at + 3])
    codes = [re.findall(r"^\| ([EWN]\d{3}) \|", e.text, re.M) for e in EDITIONS]
    expect(codes[0] == codes[1], "the same codes in the same order")
    examples = list(zip(SWEDISH.examples(), ENGLISH.examples()))
    expect(len(examples) > 15, "examples", len(examples))
    for (added, swedish), (also, english) in examples:
        translated = laid_out(SWEDISH, added, swedish, "--lang", "en")
        expect(added == also and words(translated) == words(english), "the same example",
               translated, english)


def check_first_chapter(edition):
    """The table of the first chapter as a file, its rules beside the shipped ones, and the answer."""
    rows = re.findall(r"^\| (.+?) \| (.+?) \| (.+?) \|$", edition.text, re.M)
    head = next(i for i, row in enumerate(rows) if row[0] == "region")
    body = next(text for added, text in edition.examples() if added)
    glob = re.search(r"egna/(\w+)\*\.csv", body)[1]
    with folder() as there:
        rules, data = pathlib.Path(there, "asf"), pathlib.Path(there, "data")
        shutil.copytree(ROOT / "rules/asf", rules)
        shutil.copytree(ROOT / "fixtures/oppna-data", data / "oppna-data")
        shutil.copytree(ROOT / "fixtures/lokala-fakta", data / "lokala-fakta")
        (rules / f"25-own.{edition.ending}").write_text(body, encoding="utf-8")
        file = data / f"oppna-data/egna/{glob}-2024.csv"
        file.parent.mkdir(exist_ok=True)
        file.write_text("".join(";".join(row) + "\n" for row in rows[head:head + 3]),
                        encoding="utf-8-sig")
        done = run("check", rules, "--data", data, *edition.options)
        expect(done.returncode == 0, f"{edition.name}: the rules of the first chapter", done.stderr)
        done = run("explain", "Svalöv", edition.figure, "--rules", rules, "--data", data,
                   *edition.options)
        expect(rows[head + 1][2] in done.stdout, f"{edition.name}: the figure", done.stdout[:600])


# What a person writes in the template, line by line: (what stands there, what is written).
FILLED = {
    "sv": [('"Rubriken över siffrorna"', '"Påhittad siffra, procent"'),
           ("utgivare:", "utgivare:  Ingen"), ('"Namnet i rapporterna"', '"Påhittad siffra"'),
           ("under:\n", "under:     attraktivitet\n"), ("riktning:", "riktning:  högre"),
           ("skala:", "skala:     50 % till 100 %")],
    "en": [('"The heading above the figures"', '"Påhittad siffra, procent"'),
           ('"Municipality"', '"Kommun"'), ("publisher:", "publisher: Nobody"),
           ('"The name in reports"', '"Invented figure"'),
           ("under:\n", "under:     attraktivitet\n"), ("direction:", "direction: higher"),
           ("scale:", "scale:     50 % to 100 %")],
}


def check_template(edition):
    """The chapter of ten minutes: the template as it stands, and filled in."""
    swedish = edition.lang == "sv"
    name, figure, word, without = (
        ("25-egen-siffra.regler", "egen_siffra", "# ändra", "utan_egen_siffra") if swedish else
        ("25-own-figure.rules", "own_figure", "# change", "without_own_figure"))
    shown = re.search(rf"^```text {'mall' if swedish else 'template'}\n(.*?)^```$", edition.text,
                      re.M | re.S)[1]
    template = (ROOT / "rules/mall" / name).read_text(encoding="utf-8")
    table = ROOT / "fixtures/sprak/egen-siffra-pahittad.csv"
    expect(template.count(word) == 8 and name in edition.text, f"{name}: eight lines to change")
    with folder() as there:
        rules, data = pathlib.Path(there, "asf"), pathlib.Path(there, "data")
        shutil.copytree(ROOT / "rules/asf", rules)
        shutil.copytree(ROOT / "fixtures/oppna-data", data / "oppna-data")
        shutil.copytree(ROOT / "fixtures/lokala-fakta", data / "lokala-fakta")
        own = data / "oppna-data/egna"
        own.mkdir(exist_ok=True)
        shutil.copy(table, own / "egen-siffra.csv")

        def told(*arguments):
            done = run(*arguments, "--data", data, *edition.options)
            expect(done.returncode == 0, f"{name}: {arguments[0]}", done.stdout[-600:], done.stderr)
            return done

        def mine(done):
            return [line for line in done.stderr.splitlines() if line.startswith(str(rules / name))]

        # Nothing that is left as it stands passes in silence.
        text = template
        for before, after in FILLED[edition.lang]:
            expect(text.count(before) == 1, f"{name}: {before} stands there", text.count(before))
            (rules / name).write_text(text, encoding="utf-8")
            if not before.startswith(('"Name', '"The name')):
                done = run("check", rules, "--data", data, *edition.options)
                expect(mine(done), f"{name}: told while {before} stands there", done.stderr)
            text = text.replace(before, after)
        (rules / name).write_text(text, encoding="utf-8")
        done = told("check", rules)
        expect(not mine(done), f"{name}: nothing is told of what is filled in", mine(done))
        expect(re.search("^Fel: 0" if swedish else "^Errors: 0", done.stdout.splitlines()[-1]),
               f"{name}: the last line", done.stdout)
        done = told("explain", "Svalöv", figure, "--rules", rules)
        expect(shown in done.stdout, f"{name}: what the guide shows", done.stdout[:900])
        done = told("diff", f"scenario:{without}", rules)
        expect(f"{figure}.{'vikt' if swedish else 'weight'}: 0 → 10" in done.stdout
               and re.search(r"\d+ → \d+ ", done.stdout), f"{name}: what it did", done.stdout[:600])
        # The places it changes are those between the shipped rules and these.
        plain = told("diff", ROOT / "rules/asf", rules).stdout
        moves = r"^  (\S.*?) +(\d+ → \d+) "
        expect(re.findall(moves, plain, re.M) == re.findall(moves, done.stdout, re.M) != [],
               f"{name}: as without the file", plain, done.stdout)


for edition in EDITIONS:
    check_output(edition)
    check_template(edition)
    functions = check_functions(edition)
    check_layout(edition)
    check_first_chapter(edition)
check_the_same()

# Every function is tried by hand in the fixture, in Swedish and in English.
rules = (ROOT / "fixtures/sprak/funktioner.regler").read_text(encoding="utf-8")
heads = "\n".join(line for line in rules.splitlines() if "=>" in line)
expect(len(functions) > 25, "functions", len(functions))
for _, name in functions:
    expect(f"{name}(" in heads, f"funktioner.regler tries {name}")
done = run("test", "fixtures/sprak/funktioner.regler")
expect(done.returncode == 0, "funktioner.regler holds", done.stdout, done.stderr)
with folder() as there:
    run("fmt", "--lang", "en", "fixtures/sprak/funktioner.regler", "--out", there)
    done = run("test", f"{there}/funktioner.rules")
    expect(done.returncode == 0, "and in English", done.stdout, done.stderr)
    said = "".join(p.read_text(encoding="utf-8") for p in pathlib.Path(there).glob("*.rules"))
    for name, _ in functions:
        expect(f"{name}(" in said, f"in English: {name}")
end()
