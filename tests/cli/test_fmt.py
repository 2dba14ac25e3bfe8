"""etablera fmt: one layout, and the shipped model in both dialects with the same scores."""
import pathlib
import random
import re
import shutil

from common import ROOT, contents, end, expect, expect_same, folder, run

SHIPPED = ROOT / "rules/asf"
UNTIDY = b"index a \"A\"\r\n en:One\r\n\r\n\r\nindex b \"B\" # b\r\n"
TIDY = b"index a \"A\"\r\n  en:        One\r\n\r\nindex b \"B\"  # b\r\n"
ENGLISH = b"index a \"A\"\r\n  en:        One\r\n\r\nindex b \"B\"  # b\r\n"


def shipped(there):
    done = run("fmt", "--check", SHIPPED)
    expect(done.returncode == 0 and not done.stdout, "the shipped rules are laid out",
           done.stdout, done.stderr)
    english, back = there / "english", there / "back"
    done = run("fmt", SHIPPED, "--lang", "en", "--out", english)
    expect(done.returncode == 0, "to English", done.stderr)
    done = run("fmt", english, "--lang", "sv", "--out", back)
    expect(done.returncode == 0, "and back", done.stderr)
    same = {n: b for n, b in contents(SHIPPED).items() if n in contents(back)}
    expect_same(same, contents(back), "sv -> en -> sv gives the same bytes")
    expect(len(list(back.glob("*.regler"))) == len(list(SHIPPED.glob("*.regler"))),
           "as many files came back")
    expect(run("fmt", "--check", english).returncode == 0, "the English is laid out too")
    done = run("fmt", SHIPPED, "--check", "--lang", "en", "--out", english)
    expect(done.returncode == 0, "--check --lang: the translation is up to date", done.stdout)
    same_scores(there, english)


def same_scores(there, english):
    swedish = run("check", SHIPPED)
    checked = run("check", english)
    expect(checked.returncode == 0 and checked.stdout == swedish.stdout, "check says the same",
           checked.stdout, checked.stderr)
    for name, rules in (("sv", SHIPPED), ("en", english)):
        done = run("run", rules, "--out", there / f"out-{name}")
        expect(done.returncode == 0, f"{name}: runs", done.stderr)
    tested = [run("test", rules) for rules in (SHIPPED, english)]
    expect(all(done.returncode == 0 for done in tested) and tested[0].stdout == tested[1].stdout
           and "Prov: " in tested[0].stdout, "test says the same", tested[1].stdout)
    for name in ("rangordning.csv", "poang.csv", "korning.json"):
        a, b = (there / f"out-{lang}" / name for lang in ("sv", "en"))
        expect(a.read_bytes() == b.read_bytes() and a.stat().st_size > 1000,
               f"{name}: the same from both dialects")


def shake(line, chance):
    """The same line with other blanks, where blanks mean nothing."""
    if not line:
        return "\n" * chance.randrange(1, 4)
    blanks = " \t\u00a0"
    if line.startswith(" "):
        indent = "".join(chance.choices(blanks, k=chance.randrange(1, 6)))
        if line.lstrip().startswith("|"):
            line = re.sub(r" *\| *", lambda m: f"{' ' * chance.randrange(3)}|"
                          f"{' ' * chance.randrange(3)}", line)
            line = re.sub(r"=> ", "=>" + " " * chance.randrange(3), line)
        line = re.sub(r"^(\w[^:]*):\s+", lambda m: f"{m.group(1)}{' ' * chance.randrange(2)}:"
                      f"{' ' * chance.randrange(1, 5)}", line.lstrip())
        if re.match(r"(?:formel|när|villkor|skala|väger|kräver|stöd)\b", line):
            line = re.sub(r" (?=[<>=(*+;]|och |eller )|(?<=[<>=(*+;]) ",
                          lambda m: chance.choice(["  ", " ", "\t "]), line)
            line = re.sub(r"(?<=[;(]) +| +(?=[;)])", lambda m: " " * chance.randrange(2), line)
        line = indent + line
    return line + "".join(chance.choices(" \t", k=chance.randrange(3)))


def shaken(there):
    """However the blanks stood, the layout is the same."""
    chance = random.Random(1)
    shutil.copytree(SHIPPED, there / "model")
    for path in (there / "model").glob("*.regler"):
        lines = path.read_text(encoding="utf-8").splitlines()
        path.write_text("\n".join(shake(line, chance) for line in lines), encoding="utf-8")
    before = contents(there / "model")
    expect(all(before[p.name] != p.read_bytes() for p in SHIPPED.glob("*.regler")), "shaken")
    done = run("fmt", there / "model")
    expect(done.returncode == 0, "a shaken model is read", done.stderr)
    expect_same(contents(there / "model"), contents(SHIPPED), "shaken and laid out is as it was")


def one_file(there):
    path = there / "a.regler"
    path.write_bytes(UNTIDY)
    done = run("fmt", "--check", path)
    expect(done.returncode == 1 and done.stdout == f"{path}\n", "--check names the file",
           done.stdout)
    expect(path.read_bytes() == UNTIDY, "--check writes nothing")
    expect(run("fmt", path).returncode == 0 and path.read_bytes() == TIDY, "laid out, CRLF kept")
    expect(run("fmt", "--check", path).returncode == 0, "laid out for good")
    done = run("fmt", "--lang", "en", path)
    english = there / "a.rules"
    expect(done.returncode == 0 and english.read_bytes() == ENGLISH, "translated beside",
           done.stderr)
    done = run("fmt", "--lang", "en", path)
    expect(done.returncode == 1 and "is not written over" in done.stderr, "not written over",
           done.stderr)
    expect(path.read_bytes() == TIDY, "what was translated is as it was")
    expect(not [p for p in there.iterdir() if p.name.startswith(".etablera")], "nothing left")


def refused(there):
    broken = there / "broken.regler"
    broken.write_bytes(b"index a\n  vikt:  x\n")
    done = run("fmt", broken)
    expect(done.returncode == 1 and "fel[" in done.stderr, "errors are told", done.stderr)
    expect(broken.read_bytes() == b"index a\n  vikt:  x\n", "a file with errors is not touched")
    done = run("fmt", SHIPPED, "--lang", "en")
    expect(done.returncode == 1 and "--out" in done.stderr, "a folder wants --out", done.stderr)
    done = run("fmt", SHIPPED, "--lang", "en", "--out", there)
    expect(done.returncode == 1 and "exists already" in done.stderr, "a new folder", done.stderr)
    done = run("fmt", there / "none.regler")
    expect(done.returncode == 2, "no such file", done.stderr)
    expect(run("fmt").returncode == 2, "fmt wants to know what")
    done = run("fmt", SHIPPED, "--out", there / "new")
    expect(done.returncode == 2 and "--lang" in done.stderr, "--out without --lang", done.stderr)


def part_of_a_model(there):
    """One file of a split model is read with the others, and only it is written."""
    shutil.copytree(SHIPPED, there / "model")
    path = there / "model/20-indikatorer.regler"
    other = there / "model/30-utmaningar.regler"
    path.write_bytes(path.read_bytes().replace(b"  vikt:      18", b"    vikt:18"))
    other.write_bytes(other.read_bytes() + b"\n\n")
    before = other.read_bytes()
    done = run("fmt", path)
    expect(done.returncode == 0 and path.read_bytes() == (SHIPPED / path.name).read_bytes(),
           "a part of a model", done.stderr)
    expect(other.read_bytes() == before, "the others are not touched")


with folder() as name:
    base = pathlib.Path(name)
    for test in (shipped, shaken, one_file, refused, part_of_a_model):
        place = base / test.__name__
        place.mkdir()
        test(place)
end()
