"""The sheets Platsspann, Fyra fält and Utmaningar i ordning against what Python makes of the run's CSV
files: ends of bars, medians and fields, who has which place."""
import csv
import io
import pathlib
import statistics

from common import end, expect, folder, run
from sheets import lines, sheets


def table(out, name):
    text = (out / name).read_text("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text), delimiter=";"))


def number(text):
    return float(text.replace(",", "."))


def near(a, b):
    return len(a) == len(b) and all(
        abs(x - y) < 1e-6 if isinstance(x, float) and isinstance(y, float) else x == y
        for x, y in zip(a, b))


def spans(book, out):
    scenarios = {}
    for row in table(out, "scenarier.csv"):
        ends = scenarios.setdefault(row["kommun"], {number(row["plats"])})
        ends.add(number(row["plats_scenario"]))
    said = {row[1]: row for row in lines(book["Platsspann"]) if len(row) == 10}
    sure = table(out, "sakerhet.csv")
    for row in sure:
        low, median, high = (number(row[k]) for k in ("bast", "median", "samst"))
        name = row["kommun"]
        wanted = [number(row["plats"]), name, low, median, high, min(scenarios[name]),
                  max(scenarios[name]), low - 0.5, median - low + 0.5, high - median + 0.5]
        expect(near(said[name], wanted), f"Platsspann: {name}", said[name], wanted)
    expect(len(sure) == 33 and len(said) == 34, "Platsspann: every area once", len(said))


def fields(book, out):
    rows = lines(book["Fyra fält"])
    head = next(row for row in rows if row[:2] == ["Nr", "Kommun"])
    said = {row[1]: row for row in rows if len(row) == 6 and row is not head}
    ranking = table(out, "rangordning.csv")
    expect(len(said) == len(ranking) == 33, "Fyra fält: every area once", len(said))
    medians = []
    for place in (2, 3):
        same = [column for column in ranking[0] if all(
            row[column].replace(",", "").replace("-", "").isdigit() and
            abs(number(row[column]) - said[row["kommun"]][place]) < 1e-6 for row in ranking)]
        expect(len(same) == 1, f"{head[place]} is one column of rangordning.csv", same)
        medians.append(statistics.median(row[place] for row in said.values()))
    for name, row in said.items():
        over = [label for label, value, at in zip(head[2:4], row[2:4], medians) if value > at]
        wanted = {0: "Båda under medianen", 2: "Båda över medianen"}.get(
            len(over), f"Bara {over[0] if over else ''} över")
        expect(row[4] == wanted, f"Fyra fält: {name}", row, medians)
    drawn = [row for row in rows if str(row[-1]).startswith("Streckad linje")]
    expect(len(drawn) == 4 and abs(drawn[0][0] - medians[0]) < 1e-6 and
           abs(drawn[2][1] - medians[1]) < 1e-6, "the lines lie at the medians", *drawn)


def in_order(book, out):
    rows = lines(book["Utmaningar i ordning"])
    labels = next(row for row in rows if row[0] == "Plats")[1::2]
    said = [row for row in rows if isinstance(row[0], float)]
    challenges = {}
    for row in table(out, "poang.csv"):
        if row["slag"] == "utmaning" and row["plats"]:
            challenges.setdefault(row["nod"], []).append(row)
    expect(len(said) == 33 and len(labels) == len(challenges) > 3, "those that can be judged",
           labels, *challenges)
    for k, (node, found) in enumerate(challenges.items()):
        places = {row["kommun"]: (int(row["plats"]), number(row["poang"])) for row in found}
        column = [(row[1 + 2 * k], row[2 + 2 * k]) for row in said]
        names = [text.removesuffix(" *").split(" (")[0] for text, _ in column]
        expect(sorted(names) == sorted(places), f"{node}: every area once", *names)
        for line, (name, (text, points)) in enumerate(zip(names, column), 1):
            place, score = places[name]
            shared = f" ({place})" in text
            expect(abs(points - score) < 1e-6 and shared == (place != line) and place <= line,
                   f"{node}: {text}", line, place, points, score)


with folder() as at:
    to = pathlib.Path(at)
    done = run("run", "--out", to)
    expect(done.returncode == 0, "run", done.stderr)
    workbook = sheets((to / "asf-skane.xlsx").read_bytes())
    spans(workbook, to)
    fields(workbook, to)
    in_order(workbook, to)
end()
