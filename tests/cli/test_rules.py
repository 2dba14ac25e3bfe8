"""etablera rules: every declared thing is in the document with file and line, in both languages and
formats; the same model in the other dialect gives the same document."""
import re
import xml.etree.ElementTree as ET

from common import ROOT, end, expect, folder, run

HEAD = re.compile(r"^(\w+)\s+(\w+)", re.M)
LEFT_OUT = {"fakta", "register"}  # files: their facts and counts are there


def declared():
    """(file:line, name) of every block of the shipped rules."""
    for path in sorted((ROOT / "rules/asf").glob("*.regler")):
        text = path.read_text(encoding="utf-8")
        for match in HEAD.finditer(text):
            if match.group(1) not in LEFT_OUT:
                line = text.count("\n", 0, match.start()) + 1
                yield f"rules/asf/{path.name}:{line}", match.group(2)


def whole(lang):
    markdown = run("rules", "--lang", lang)
    html = run("rules", "--lang", lang, "--format", "html")
    expect(markdown.returncode == 0 and html.returncode == 0, f"{lang}: exit 0", html.stderr)
    expect("(null)" not in markdown.stdout + html.stdout, f"{lang}: nothing null")
    page = ET.fromstring(html.stdout)
    codes = [code.text for code in page.iter("code")]
    for place, name in declared():
        expect(f"`{name}` `{place}`" in markdown.stdout, f"{lang}: {name} with its place")
        expect(name in codes and place in codes, f"{lang}: {name} in HTML")
    headings = [h.text for h in page.iter("h2")]
    expect(len(headings) == markdown.stdout.count("\n## "), f"{lang}: as many chapters", headings)
    rows = len(page.findall(".//dt"))
    expect(rows == len(page.findall(".//dd")) == markdown.stdout.count("\n- **"),
           f"{lang}: as many rows", rows)
    expect(rows > 1000, f"{lang}: rows were counted")
    return markdown.stdout


def other_dialect(english_document):
    with folder() as there:
        run("fmt", "rules/asf", "--lang", "en", "--out", f"{there}/english")
        done = run("rules", f"{there}/english", "--lang", "en")
        same = done.stdout.replace(f"{there}/english/", "rules/asf/").replace(".rules:", ".regler:")
        pairs = zip(same.splitlines(), english_document.splitlines())
        differing = [(a, b) for a, b in pairs if a != b]
        expect(done.returncode == 0 and len(same.splitlines()) > 2000 and not differing,
               "the same document from the other dialect", differing[:5])


swedish = whole("sv")
for words in ("0,8 % ger 0 poäng, 6 % ger 100", "- **Villkor:** Behov är minst 60 poäng och "):
    expect(words in swedish, f"Swedish says {words}")
other_dialect(whole("en"))
end()
