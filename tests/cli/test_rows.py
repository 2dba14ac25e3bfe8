"""The broken and the mended line of each code in the guide, in both editions: the mended line stands
in the code's mended file (fixtures/broken/rules/mended; in English, that file translated), and with
the broken line in its place the program tells the code."""
import pathlib
import re

from common import ROOT, end, expect, folder, run
from guide import EDITIONS

MENDED = ROOT / "fixtures/broken/rules/mended"
# `line` | `line` and nothing beside them; three dots stand for what the page leaves out.
ROW = re.compile(r"^\| ([EW]\d{3}) \| [^\n]*? \| `([^`…]*)` \| `([^`…]*)` \|$", re.M)
# Rows that speak of other blocks than the mended file has, or of a file outside the rules.
NOT_OF_A_FILE = {"E407", "E413", "E415", "E416", "E417", "E420"}


def pattern(line):
    return re.compile(r"\s*".join(re.escape(part) for part in line.split()))


def mended(edition, code, there):
    """The text of each mended file of the code, in the edition's language."""
    for path in sorted(MENDED.glob(f"{code}-*.regler")):
        if edition.lang == "en":
            run("fmt", "--lang", "en", path, "--out", there)
            path = pathlib.Path(there, path.stem + ".rules")
        if path.exists():
            yield path.read_text(encoding="utf-8")


def told(edition, text, there):
    path = pathlib.Path(there, f"tried.{edition.ending}")
    path.write_text(text, encoding="utf-8")
    done = run("check", path, cwd=there)
    return set(re.findall(r"\[([EWN]\d{3})\]", done.stderr))


def holds(edition, code, broken, line, there):
    """-> None, or why no file of the code bears the row out."""
    why = "the mended line stands in no mended file"
    for text in mended(edition, code, there):
        for found in pattern(line).finditer(text):
            codes = told(edition, text[:found.start()] + broken + text[found.end():], there)
            if code in codes:
                return None
            why = f"the broken line tells {sorted(codes)}"
    return why


for edition in EDITIONS:
    tried = 0
    page = edition.text[:edition.text.index("| E501 |")]
    for code, broken, line in ROW.findall(page):
        if code in NOT_OF_A_FILE:
            continue
        broken, line = (s.replace("\\|", "|") for s in (broken, line))
        with folder() as there:
            why = holds(edition, code, broken, line, there)
        expect(why is None, f"{edition.name}: {code}", broken, line, why)
        tried += 1
    expect(tried > 60, f"{edition.name}: rows that files bear out", tried)
end()
