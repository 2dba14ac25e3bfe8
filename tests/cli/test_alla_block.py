"""A page with every block of the language: clean, the same in both dialects, and the same scores."""
import pathlib
import re

from common import ROOT, contents, end, expect, folder, run

SAMPLE = ROOT / "fixtures/sprak/alla-block"
DATA = SAMPLE / "data"


def block_words(lang):
    printed = run("--print-notepad", "--lang", lang).stdout
    return set(re.search(r'<Keywords name="Keywords1">([^<]*)<', printed)[1].split())


def heads(path):
    return set(re.findall(r"^(\w+)", path.read_text(encoding="utf-8"), re.M))


def clean(rules, what):
    done = run("check", rules, "--data", DATA)
    expect(done.returncode == 0 and not done.stderr, f"{what}: nothing to say", done.stderr)
    done = run("test", rules, "--data", DATA)
    expect(done.returncode == 0, f"{what}: its tests hold", done.stdout)


def figures(rules, out):
    done = run("run", rules, "--data", DATA, "--out", out, "--lang", "sv")
    expect(done.returncode == 0, "runs", done.stderr)
    return {name: (pathlib.Path(out) / name).read_text(encoding="utf-8-sig").splitlines()
            for name in ("rangordning.csv", "poang.csv")}


with folder() as there:
    there = pathlib.Path(there)
    swedish, english, back = SAMPLE, there / "en", there / "sv"
    for rules, lang, out in ((swedish, "en", english), (english, "sv", back)):
        done = run("fmt", "--lang", lang, rules, "--out", out)
        expect(done.returncode == 0, f"to {lang}", done.stderr)
    for lang, path in (("sv", swedish / "alla-block.regler"), ("en", english / "alla-block.rules")):
        words = block_words(lang)
        missing = words - heads(path)
        expect(len(words) > 20 and not missing, f"{lang}: every block", missing)
    expect(run("fmt", "--check", swedish).returncode == 0, "laid out")
    kept = {name: data for name, data in contents(swedish).items() if not name.startswith("data/")}
    expect(contents(back) == kept, "Swedish, English, Swedish: the same bytes",
           set(contents(back)) ^ set(kept))
    clean(swedish, "Swedish")
    clean(english, "English")
    sv, en = figures(swedish, there / "out-sv"), figures(english, there / "out-en")
    for name, rows in sv.items():
        expect(len(rows) > 6 and rows == en[name], f"{name}: the same in both",
               *[f"{a} / {b}" for a, b in zip(rows, en[name]) if a != b][:5])
end()
