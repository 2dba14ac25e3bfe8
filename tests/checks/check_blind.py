"""The program does not know the model: no municipality, indicator, gate, idea or challenge that the
shipped rules name stands in lib/ or cmd/, not even in a comment. The rules are also searched, so
that a search that finds nothing anywhere does not pass."""
import csv
import re

from common import ROOT, c_files, end, name

WORD = re.compile(r"\w+", re.UNICODE)
DECLARED = re.compile(r"^(?:indikator|krav|affärsidé|utmaning)\s+(\w+)", re.M)
# Municipalities whose name is also an ordinary word at the start of an English or Swedish sentence.
ORDINARY_AREAS = {"Mark", "Sala", "Kil", "Ale", "Mora"}
# Names in the rules that are ordinary Swedish words, which the program says in another sense: an
# older value, the result of a run.
ORDINARY_NAMES = {"äldre", "resultat"}


def areas():
    names = set()
    for path in sorted((ROOT / "rules/asf/omraden").glob("*.csv")):
        text = path.read_text(encoding="utf-8-sig")
        delimiter = ";" if ";" in text.splitlines()[0] else ","
        rows = list(csv.reader(text.splitlines(), delimiter=delimiter))
        heading = [h.strip().lower() for h in rows[0]]
        column = next((i for i, h in enumerate(heading) if h in ("kommun", "namn", "name")), None)
        if column is None:
            continue
        names.update(row[column].strip() for row in rows[1:]
                     if len(row) > column and not row[column].strip().isdigit())
    return {n for n in names if len(n) >= 3} - ORDINARY_AREAS


def declared():
    names = set()
    for path in sorted((ROOT / "rules/asf").rglob("*.regler")):
        names.update(DECLARED.findall(path.read_text(encoding="utf-8-sig")))
    return {n for n in names if len(n) >= 5} - ORDINARY_NAMES


area_names, rule_names = areas(), declared()
patterns = re.compile(r"(?<!\w)(" + "|".join(sorted(map(re.escape, area_names), key=len,
                                                  reverse=True)) + r")s?(?!\w)")
faults, looked_at = [], 0
for path in c_files("lib", "cmd"):
    looked_at += 1
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        for found in patterns.findall(line):
            faults.append(f"{name(path)}:{number}: names the municipality {found}")
        for word in WORD.findall(line):
            if word in rule_names:
                faults.append(f"{name(path)}:{number}: names {word}, which the rules declare")
if len(area_names) < 33 or len(rule_names) < 45:
    faults.append(f"found only {len(area_names)} areas and {len(rule_names)} names in rules/asf")
end(faults, looked_at)
