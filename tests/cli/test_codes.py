"""Every code in the catalogues has its line in both editions of the guide, and every code that a file can cause
has a broken file that tells it and a mended one that does not: in fixtures/broken, or made here from
one small model. What only the machine can cause is named with the test that provokes it."""
import pathlib
import re

from common import ROOT, end, expect, folder, run
from guide import EDITIONS

PAGES = {edition.name: edition.text for edition in EDITIONS}
MODEL = """modell m "M"
  version:  1
  kommuner: "omr.csv"
  basår:    2024
  dag:      2024-12-31

källa s "S"
  fil:     s.csv
  kommun:  "kod"
  år:      kolumn "år"
  kolumn:  n = "n" där "slag" = "a" [personer]

mått m1 "M1" [personer]
  formel: n
"""
AREAS = "kod;namn\n01;Aby\n02;Beby\n03;Ceby\n"
DATA = "kod;år;slag;n\n01;2024;a;11\n02;2024;a;12\n03;2024;a;13\n"
FILES = {"m.regler": MODEL, "omr.csv": AREAS, "s.csv": DATA}

# code -> file, what is replaced (all of it when None), by what. Mended: the files above.
BROKEN = {
    "E120": ("m.regler", None, MODEL.encode("utf-16")),
    "E121": ("m.regler", None, MODEL.encode("windows-1252")),
    "E122": ("m.regler", None, MODEL + ("#" * 60 + "\n") * 17500),
    "E123": ("m.regler", None, MODEL + "\n" * 20001),
    "E124": ("m.regler", "formel: n", "formel: " + "(" * 101 + "n" + ")" * 101),
    "E127": ("m.regler", '"M"', '"M\0"'),
    "E128": ("m.regler", "formel: n", "formel: n " + " " * 70000),
    "E129": ("m.regler", None, MODEL + 'mått x "X"\n  formel: 1' + ("+1" * 900 + "+\n  1") * 60),
    "E303": ("m.regler", None, MODEL + 'register r "R"\n  fil: s.csv\n  kommun: "kod"\n'
             '  kolumn: slag = "slag" [text]\n' + "".join(
                 f'räkna c{i} "C" [st]\n  ur: r\n  där: slag liknar /((a{{1,99}}){{1,99}}){{1,9}}/\n'
                 for i in range(300))),
    "E428": ("m.regler", None, MODEL + 'index b "B"\n' + "".join(
        f'dimension d{i} "D"\n  under: b\n  vikt: 1\n' for i in range(257))),
    "E429": ("m.regler", None, MODEL + "".join(f'index d{i} "D"\n' for i in range(1001))),
    "E452": ("m.regler", None, MODEL + 'mått x "X"\n  formel: 1\n' * 4001),
    "E453": ("m.regler", None, MODEL + 'antagande a "A" [kr]\n' + "".join(
        f"  från {year}-01-01: 5\n" for year in range(1970, 2021))),
    "N454": ("m.regler", None, MODEL + "".join(
        f'mått x{i} "X"\n  formel: okänd{i}\n' for i in range(201))),
    "E501": ("s.csv", "slag;n", "slag;antal"),
    "E502": ("m.regler", "  kolumn:  n", '  filter:  "slag" = "b"\n  kolumn:  n'),
    "E503": ("m.regler", '= "a" [', '= "a" titel "X" i "slag" ['),
    "E504": ("s.csv", ";11", ";elva"),
    "E505": ("s.csv", "02;2024;a;12", "02;2024"),
    "E506": ("s.csv", "03;2024;a;13\n", "03;2024;a;13\n03;2024;a;14\n"),
    "E507": ("m.regler", "s.csv", "t.csv"),
    "E509": ("s.csv", None, ""),
    "E510": ("s.csv", None, DATA.encode("utf-16")),
    "E511": ("s.csv", None, DATA.replace("\n", "\r")),
    "E512": ("s.csv", ";12", ";1\0002"),
    "E513": ("s.csv", "02;2024", '"02;2024'),
    "E514": ("s.csv", "01;2024;a;11\n", '"01" x;2024;a;"\n'),
    "E515": ("m.regler", "kommun:  ", "teckenkod: utf-8\n  kommun:  "),
    "E516": ("s.csv", None, "kod;år;slag;n\n01;2024;a;1,5\n02;2024;a;1.5\n03;2024;a;2\n"),
    "E517": ("s.csv", "02;2024", "02;20x4"),
    "E518": ("s.csv", None, DATA + '04;2024;a;"' + "1\n" * (1 << 20)),
    "E519": ("s.csv", None, "kod;år;slag;n\n"),
    "E520": ("s.csv", "slag;n\n", "slag;n" + ";x" * 5000 + "\n"),
    "E521": ("s.csv", None, "<!DOCTYPE html><html><body>404</body></html>\n"),
    "E522": ("omr.csv", "kod;namn", "nummer;plats"),
    "E523": ("omr.csv", "03;Ceby\n", "03;Ceby\n03;Deby\n"),
    "E530": ("s.csv", None, "kod;år;slag;n\n" + "01;2024;a;elva\n" * 500),
    "E801": ("m.regler", MODEL[:MODEL.index("källa")], ""),
    "N455": ("m.regler", None, MODEL + 'källa t "T"\n  påhittad: ja\n  fil: s.csv\n  kommun: "kod"\n'
             '  år: 2024\n  kolumn: k = "n" [personer]\n'),
    "N503": ("m.regler", '  kolumn:  n = "n" där "slag" = "a"',
             '  frivillig: ja\n  kolumn:  n = "n" där "slag" = "b"'),
    "W502": ("s.csv", "02;2024", "Qeby;2024"),
    "W504": ("s.csv", "03;2024;a;13\n", ""),
    "W505": ("m.regler", '"slag" = "a"', '"slag" = "b"'),
    "W506": ("s.csv", "kod;år", "[Log] kod;år"),
    "W508": ("s.csv", None, "kod;år;slag;n;n\n01;2024;a;1;1\n02;2024;a;2;2\n03;2024;a;3;3\n"),
    "W530": ("s.csv", None, DATA + "Qeby;2024;a;1\n" * 500),
}


def write(there, files):
    for name, content in files.items():
        data = content if isinstance(content, bytes) else content.encode()
        (there / name).write_bytes(data)

# What no file of rules or data can cause, or only another command tells: the test that provokes it.
ELSEWHERE = {
    "E125": "tests/cli/test_set.py", "E126": "tests/rules/test_text.c",
    "E141": "tests/rules/test_format.c", "E420": "tests/cli/test_set.py",
    "W126": "tests/cli/test_told.py", "W803": "tests/cli/test_set.py", "N501": "tests/data/test_source.c",
    "W509": "tests/data/test_register.c", "E902": "tests/report/test_report.c",
    "E903": "tests/report/test_report.c", "N908": "tests/report/test_report.c",
    "E909": "tests/cli/test_merge.py", "E991": "tests/history/test_history.c",
    "E993": "tests/cli/test_night.py", "E994": "tests/cli/test_night.py",
    "E995": "tests/cli/test_night.py", "W990": "tests/cli/test_night.py",
    "W996": "tests/cli/test_night.py",
    **{code: "tests/cli/test_night_told.py" for code in (
        "E980", "E981", "E982", "E983", "W984", "W985", "W986", "W987", "W989", "N988")},
    **{code: "tests/cli/test_fakta.py" for code in (
        "E910", "E911", "E912", "E913", "E914", "E915", "E916", "E917", "W910", "W911", "W912",
        "W913", "W914", "W919", "N910")},
}
# No test names these by their code: E524 is refused earlier by the rules (E130); the disk is told of
# by E901 and E904-E906 and provoked by the tests of run; the others are told beside other codes.
NAMED_NOWHERE = {"E524", "E802", "E803", "E804", "E901", "E904", "E905", "E906", "E907", "E918", "W801",
                 "E992", "E997"}

codes = set()
# What fetching tells is provoked by the tests against the server of tests/fetch.
FETCHING = "".join((ROOT / "tests" / name).read_text(encoding="utf-8") for name in (
    "cli/test_fetch.py", "cli/test_fetch_faults.py", "data/test_fetch.c"))
for catalogue in ("*/messages.c", "analysis/review.c", "data/fetch_messages.c"):
    for path in (ROOT / "lib").glob(catalogue):
        codes |= set(re.findall(r'\{"([EWN]\d{3})"', path.read_text(encoding="utf-8")))
expect(len(codes) > 150, "the catalogues were read", len(codes))
golden = {}
for path in (ROOT / "fixtures/broken").rglob("*.txt"):
    for code in re.findall(r"\[([EWN]\d{3})\]", path.read_text(encoding="utf-8")):
        golden.setdefault(code, path)

for code in sorted(codes):
    for name, page in PAGES.items():
        expect(f"| {code} |" in page, f"{code} has its line in {name}")
    if code[1:3] in ("95", "96", "97"):
        expect(code in FETCHING, f"{code} is provoked by a test of fetching")
    elif code in ELSEWHERE:
        text = (ROOT / ELSEWHERE[code]).read_text(encoding="utf-8")
        expect(code in text, f"{code} is provoked by {ELSEWHERE[code]}")
    else:
        expect(code in BROKEN or code in golden or code in NAMED_NOWHERE,
               f"{code} has a broken file")
expect(not (NAMED_NOWHERE & set(BROKEN)), "nothing stands among the exceptions needlessly")


def check(there):
    done = run("check", there / "m.regler", "--data", there)
    return set(re.findall(r"\[([EWN]\d{3})\]", done.stderr)), done


with folder() as made:
    there = pathlib.Path(made)
    write(there, FILES)
    told, done = check(there)
    expect(done.returncode == 0 and not told, "the mended files tell nothing", done.stderr)
    for code, (name, old, new) in BROKEN.items():
        expect(old is None or old in FILES[name], f"{code}: what is replaced is there", old)
        write(there, {**FILES, name: new if old is None else FILES[name].replace(old, new)})
        if code == "E515":
            write(there, {"s.csv": DATA.encode("windows-1252")})
        told, done = check(there)
        expect(code in told, f"{code} is told", told, done.stderr[:400])
end()
