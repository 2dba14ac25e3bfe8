"""etablera run on the fixtures: what is written, and that two runs give the same bytes."""
import csv
import fcntl
import io
import json
import re
import zipfile

from common import contents, end, expect, expect_same, folder, run

AREAS = 33


def written(files):
    books = {n: b for n, b in files.items() if n.endswith(".xlsx")}
    own = [n for n in books if re.fullmatch(r"kommuner/\d{4}-[a-z-]+\.xlsx", n)]
    expect({"asf-skane.xlsx", "asf-skane-enkel.xlsx"} <= set(books), "both editions of the whole are written",
           *sorted(books)[:5])
    expect(len(own) == AREAS and len(books) == AREAS + 2, f"2 + {AREAS} workbooks", len(books))
    for name, data in books.items():
        with zipfile.ZipFile(io.BytesIO(data)) as book:
            expect(book.testzip() is None and "xl/workbook.xml" in book.namelist(),
                   f"{name} is a whole zip")


def ranking(files):
    text = files.get("rangordning.csv", b"").decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text), delimiter=";"))
    expect(rows and rows[0][:3] == ["plats", "kod", "kommun"], "rangordning.csv: first columns",
           rows[:1])
    expect(len(rows) == AREAS + 1, f"rangordning.csv: {AREAS} rows", len(rows))
    codes = {row[1] for row in rows[1:]}
    expect(len(codes) == AREAS, "rangordning.csv: every municipality once")
    ranked = [row for row in rows[1:] if row[0]]
    expect(len(ranked) == AREAS, "all are ranked", len(ranked))


def points(files):
    text = files.get("poang.csv", b"").decode("utf-8-sig")
    heading = text.splitlines()[0].split(";") if text else []
    expect(heading == "kod;kommun;nod;slag;varde;enhet;ar;status;poang;plats;kalla".split(";"),
           "poang.csv: columns", heading)
    json.loads(files.get("korning.json", b"null"))


def broken_formula_starts(files):
    for name in ("rangordning.csv", "poang.csv"):
        text = files.get(name, b"").decode("utf-8-sig")
        for row in csv.reader(io.StringIO(text), delimiter=";"):
            for cell in row:
                if cell[:1] in ("=", "+", "@", "\t", "\r"):
                    expect(False, f"{name}: a cell starts a formula", cell)
                    return


def sheets_that_say(data, words):
    """How many sheets hold a text with the words, and how many there are."""
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        texts = re.findall(r"<si>(.*?)</si>", book.read("xl/sharedStrings.xml").decode(), re.S)
        marks = [f"<v>{i}</v>" for i, text in enumerate(texts) if words in text]
        sheets = [book.read(n).decode() for n in book.namelist()
                  if re.fullmatch(r"xl/worksheets/sheet\d+\.xml", n)]
    return sum(any(mark in sheet for mark in marks) for sheet in sheets), len(sheets)


def invented():
    """Values from files named as invented: every sheet of every workbook says so; no real one does."""
    for data, wanted in (("fixtures/pahittad", True), ("fixtures", False)):
        with folder() as out:
            run("run", "--data", data, "--out", out)
            for name, book in contents(out).items():
                if name.endswith(".xlsx"):
                    say, sheets = sheets_that_say(book, "PÅHITTADE VÄRDEN")
                    expect(say == (sheets if wanted else 0), f"{data}: {name} says invented",
                           say, sheets)


with folder() as first, folder() as second:
    done = run("run", "--out", first)
    expect(done.returncode in (0, 1), f"run: exit {done.returncode}", done.stderr[-2000:])
    expect(re.search(r"Rangordnade: 33 av 33", done.stdout), "the summary counts", done.stdout)
    expect(first in done.stdout, "the summary says where", done.stdout)
    expect("fel[" not in done.stderr, "the shipped rules and data have no errors",
           done.stderr[-2000:])
    files = contents(first)
    written(files)
    ranking(files)
    points(files)
    broken_formula_starts(files)
    again = run("run", "--out", second, TZ="Pacific/Kiritimati")
    expect_same(files, contents(second), "the same bytes twice, in another time zone")
    expect(again.stderr == done.stderr, "the same messages twice")
    run("run", "--out", second, "--threads", "1")
    expect_same(files, contents(second), "the same bytes with one thread, over the old files")
    english = run("run", "--out", second, "--lang", "en")
    expect(english.returncode == done.returncode, "English: the same exit code")
    expect(set(contents(second)) == set(files), "English: the same file names")

with folder() as locked:
    with open(f"{locked}/.etablera.lock", "w", encoding="utf-8") as lock:
        fcntl.lockf(lock, fcntl.LOCK_EX)
        done = run("run", "--out", locked)
        expect(done.returncode == 3 and "--out" in done.stderr, "a folder in use: exit 3",
               done.returncode, done.stderr)
        expect(contents(locked) == {}, "a folder in use: nothing written")

with folder() as out:
    strict = run("run", "--out", out, "--strict")
    told = re.search(r"Fel: (\d+), varningar: (\d+)", strict.stdout)
    expect(told and strict.returncode == (1 if int(told[1]) + int(told[2]) else 0),
           "--strict: warnings are exit 1", strict.stdout)
    expect(run("check").returncode == 0, "check: the shipped rules are right")
invented()
end()
