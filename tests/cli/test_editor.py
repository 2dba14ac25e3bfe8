"""The editor files in cmd/editor are what the program prints, can be parsed, and know the shipped
rules: every head, property and function in both dialects."""
import json
import re
import xml.etree.ElementTree as ET

from common import ROOT, contents, end, expect, folder, run

EDITOR = ROOT / "cmd/editor"
# file -> the command that prints it
PRINTED = {
    "vscode/package.json": ["--print-vscode", "package"],
    "vscode/extension.js": ["--print-vscode", "extension"],
    "vscode/language-configuration.json": ["--print-vscode", "configuration"],
    "vscode/syntaxes/regler.tmLanguage.json": ["--print-vscode", "grammar", "--lang", "sv"],
    "vscode/syntaxes/rules.tmLanguage.json": ["--print-vscode", "grammar", "--lang", "en"],
    "notepad/etablera-regler.xml": ["--print-notepad", "--lang", "sv"],
    "notepad/etablera-rules.xml": ["--print-notepad", "--lang", "en"],
}


def same():
    committed = {n: b.decode("utf-8") for n, b in contents(EDITOR).items()}
    for name, arguments in PRINTED.items():
        done = run(*arguments)
        expect(done.returncode == 0 and done.stdout == committed.get(name),
               f"cmd/editor/{name} is what is printed",
               f"etablera {' '.join(arguments)} > cmd/editor/{name}")
    expect(set(committed) == set(PRINTED), "no other files", set(committed) ^ set(PRINTED))


def regexes(node):
    """Every regular expression of a grammar, with its place."""
    if isinstance(node, dict):
        for key, value in node.items():
            if key in ("match", "begin", "while", "end"):
                yield value
            else:
                yield from regexes(value)
    elif isinstance(node, list):
        for value in node:
            yield from regexes(value)


def lines(rules):
    for path in sorted(rules.glob("*.r*")):
        yield from path.read_text(encoding="utf-8").splitlines()


def vscode(ending, rules):
    grammar = json.loads((EDITOR / f"vscode/syntaxes/{ending}.tmLanguage.json").read_text("utf-8"))
    expect(grammar["fileTypes"] == [ending], f"{ending}: for its files")
    for regex in regexes(grammar):
        try:
            re.compile(regex)
        except re.error as error:
            expect(False, f"{ending}: {error}", regex)
    rows = grammar["repository"]
    head, text = re.compile(rows["head"]["match"]), re.compile(rows["text"]["begin"])
    further, known = re.compile(rows["text"]["while"]), re.compile(rows["property"]["match"])
    row = re.compile(rows["row"]["begin"])
    heads = texts = values = table_lines = 0
    in_text = False
    for line in lines(rules):
        in_text = bool(in_text and further.match(line))
        if not line.strip() or line.lstrip().startswith("#") or in_text:
            continue
        if not line.startswith(" "):
            heads += 1
            found = head.match(line)
            expect(found and (found.group(2) or line[found.end()] == '"'),
                   f"{ending}: a head is known", line)
        elif row.match(line):
            table_lines += 1
        elif not line.startswith(" " * 13):
            in_text = bool(text.match(line))
            texts += in_text
            values += not in_text
            expect(in_text or known.match(line), f"{ending}: a property is known", line)
    expect(heads > 200 and texts > 500 and values > 500 and table_lines > 50,
           f"{ending}: lines were looked at", (heads, texts, values, table_lines))


def package():
    content = json.loads((EDITOR / "vscode/package.json").read_text("utf-8"))
    json.loads((EDITOR / "vscode/language-configuration.json").read_text("utf-8"))
    named = [g["path"] for g in content["contributes"]["grammars"]]
    named += [g["configuration"] for g in content["contributes"]["languages"]]
    named.append(content["main"])
    for path in named:
        expect((EDITOR / "vscode" / path).is_file(), f"package.json names {path}")


def notepad(ending, rules):
    root = ET.parse(EDITOR / f"notepad/etablera-{ending}.xml").getroot()
    language = root.find("UserLang")
    expect(language.get("ext") == ending, f"{ending}: for its files")
    lists = {k.get("name"): (k.text or "").split() for k in language.iter("Keywords")}
    for number in range(1, 9):
        words = lists[f"Keywords{number}"]
        expect(len(words) >= 5 and len(words) == len(set(words)), f"{ending}: list {number}", words)
    for line in lines(rules):
        word = re.match(r"\w+", line)
        if word:
            expect(word.group() in lists["Keywords1"], f"{ending}: {word.group()} is known")
    styles = {s.get("name") for s in language.iter("WordsStyle")}
    expect({"DEFAULT", "KEYWORDS1", "KEYWORDS8", "DELIMITERS1"} <= styles, f"{ending}: styles")


with folder() as there:
    english = ROOT / there / "english"
    run("fmt", "rules/asf", "--lang", "en", "--out", english)
    same()
    package()
    for dialect, model in (("regler", ROOT / "rules/asf"), ("rules", english)):
        vscode(dialect, model)
        notepad(dialect, model)
end()
