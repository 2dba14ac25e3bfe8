"""etablera explain: the printed contributions add up for every municipality, alone and against
another; and unknown names are told."""
import csv
import re

from common import ROOT, end, expect, run

NUMBER = r"[+\u2212-]?[\d\u00a0]+(?:,\d+)?"
TOGETHER = re.compile(rf"^  Tillsammans: ({NUMBER}) ([+\u2212]) ({NUMBER}) = ({NUMBER})$", re.M)
EFFECT = re.compile(rf"^    ({NUMBER})  ", re.M)
REST = re.compile(rf"^  (?:De \d+ andra måtten|Det andra måttet|Mått som saknas här.*): ({NUMBER})$", re.M)
ROUNDED = 0.0051  # of each printed figure


def number(text):
    return float(text.replace("\u00a0", "").replace("\u2212", "-").replace(",", "."))


def adds_up(text, what):
    found = TOGETHER.search(text)
    expect(found, f"{what}: the sum is printed", text[:500])
    if not found:
        return
    reference, sign, difference, score = found.groups()
    difference = number(difference) * (1 if sign == "+" else -1)
    expect(abs(number(reference) + difference - number(score)) < 3 * ROUNDED,
           f"{what}: reference + difference = score", found[0])
    head = text[:found.start()]
    effects = [number(e) for e in EFFECT.findall(head) + REST.findall(head)]
    expect(effects and abs(sum(effects) - difference) < ROUNDED * (len(effects) + 1),
           f"{what}: the contributions are the difference", sum(effects), difference)


with open(ROOT / "rules/asf/omraden/skane-33.csv", encoding="utf-8-sig") as f:
    first = f.readline()
    delimiter = ";" if ";" in first else ","
    codes = [row[0] for row in csv.reader(f, delimiter=delimiter) if row]
expect(len(codes) == 33, "33 municipalities", len(codes))
for code, other in zip(codes, codes[1:] + codes[:1]):
    adds_up(run("explain", code).stdout, code)
    adds_up(run("explain", code, "--against", other).stdout, f"{code} against {other}")
adds_up(run("explain", codes[0], "behov").stdout, "one index")
there, back = (run("explain", a, "--against", b).stdout
               for a, b in ((codes[0], codes[1]), (codes[1], codes[0])))
expect(sorted(number(e) for e in EFFECT.findall(there))
       == sorted(-number(e) for e in EFFECT.findall(back)), "the other way round: the other sign")
done = run("explain", codes[0], "--against", "Lnud")
expect(done.returncode == 2 and 'menade du "Lund"?' in done.stderr, "--against: unknown area",
       done.stderr)
for code in codes[::6]:  # test_contribution.c tries them all
    adds_up(run("explain", code, "--against", "grannar").stdout, f"{code} against its neighbours")
for whom in ("median", "liknande", "liknande:närmast", "liknande:Närmast i siffrorna"):
    adds_up(run("explain", codes[0], "--against", whom).stdout, f"against {whom}")
adds_up(run("explain", codes[0], "behov", "--against", "grannar").stdout, "one index, neighbours")
done = run("explain", codes[0], "--against", "liknande:nej")
expect(done.returncode == 2 and 'inga liknande med det namnet: "liknande:nej"' in done.stderr,
       "--against: unknown peers", done.stderr)
short = re.findall(r"^Mot medianen av (\d+) (liknande|grann)", run("explain", codes[0]).stdout, re.M)
expect([w for _, w in short] == ["liknande", "grann"], "peers and neighbours in short", short)
english = run("explain", codes[0], "--lang", "en").stdout
expect("Lifts most" in english and "Advice that is not shown, and why" in english, "in English")
for wrong in ("Lyfter", "medianen", "gränsen", "saknas"):
    expect(wrong not in english, f"no Swedish in English: {wrong}")
end()
