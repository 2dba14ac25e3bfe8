"""The sheets Bidrag and Utveckling in a LibreOffice that is kept running: for each area, and under
other weights, the effects are those that "etablera explain" prints, and they sum to the whole
difference; the trends are those of the data files and of korning.json."""
import csv
import json
import pathlib
import re
import statistics

from common import ROOT, end, expect, folder, run
from live_office import Office, import_uno, stored

PROFILE, EFFECTS, WEIGHTS, TRENDS, SERIES = "Profil", "Bidrag", "Vikter", "Utveckling", "Tidsserier"
LINES, OWN = "Egna regler", "Egna vikter"
MODELS = [(None, None), ("fixtures/levande/levande-pahittad.regler", "fixtures/levande/data"),
          ("fixtures/levande/golv-pahittad.regler", "fixtures/levande/data")]
NEAR, PRINTED = 1e-9, 0.005 + 1e-9  # explain prints two decimals


def find(cells, text, column=0, after=0):
    for at in sorted(cells):
        if cells[at] == text and at[1] == column and at[0] >= after:
            return at[0]
    raise LookupError(text)


def values(cells):
    return {at: value for at, (value, _) in cells.items()}


def explained(area, rules, overlay):
    """-> {label: effect} of everything under the root, [the root's whole difference]"""
    arguments = ["--rules", rules[0], "--data", rules[1]] if rules[0] else []
    said = run("explain", area, *arguments, *(["--overlay", overlay] if overlay else []))
    expect(said.returncode == 0, f"explain {area}", said.stderr[-300:])
    found, whole = {}, None
    for line in said.stdout.splitlines():
        match = re.match(r"( *)(.+?): .*bidrag ([+\u2212]?)(\d+,\d+)", line)
        if match and not match[1] and whole is not None:
            break  # another index or a challenge
        if match:
            effect = float(match[4].replace(",", ".")) * (-1 if match[3] == "\u2212" else 1)
            whole = effect if whole is None else whole
            found[match[2]] = effect
    return found, whole


def label_of(name, known):
    return next((x for x in (name, name.split(" ", 1)[-1]) if x in known), None)


def effects(book):
    """-> parts {name: effect}, the sum under them, measures {name: effect}, score - median"""
    cells = book.cells(EFFECTS)
    head = find(cells, "Del")
    work = find(cells, "Del", after=head + 1)
    parts, row = {}, head + 1
    while cells[row, 0] != "Hela skillnaden":
        parts[cells[row, 0]] = cells[row, 1]
        row += 1
    columns = {cells[at]: at[1] for at in cells if at[0] == work and cells[at] != ""}
    measures = {cells[r, 0]: cells[r, columns["Bidrag"]] for (r, c) in cells
                if c == 0 and r > work and isinstance(cells[r, columns["Bidrag"]], float)
                and cells[r, columns["Bidrag"]] != ""}
    points, median = cells[work + 1, columns["Poäng"]], cells[work + 1, columns["Median"]]
    whole = points - median if isinstance(points, float) and isinstance(median, float) else None
    return parts, cells[row, 1], measures, whole


def try_effects(book, areas, rules, overlay, what):
    choice = find(book.cells(PROFILE), "Kommun")
    compared = judged = 0
    for area in areas:
        book.put(PROFILE, choice, 1, area)
        parts, together, measures, whole = effects(book)
        if whole is None:
            expect(not any(parts.values()), f"{what}: nothing of {area}, without a score", parts)
            continue
        judged += 1
        expect(abs(together - whole) < NEAR and abs(sum(measures.values()) - whole) < NEAR,
               f"{what}: the effects of {area} sum to the difference", whole, together,
               sum(measures.values()))
        truth, difference = explained(area, rules, overlay)
        wrong = [(n, x, truth.get(label_of(n, truth))) for n, x in {**parts, **measures}.items()
                 if (label_of(n, truth) is None and abs(x) > NEAR) or
                 (label_of(n, truth) and abs(truth[label_of(n, truth)] - x) > PRINTED)]
        compared += len(parts) + len(measures)
        expect(not wrong and abs(difference - whole) < PRINTED,
               f"{what}: {area} as explain says", *wrong[:4])
    expect(judged > 0 and compared > 0, f"{what}: some are judged")
    print(f"{what}: {judged} areas, {compared} effects")


def own_weights(book, cells):
    """Every third weight is doubled; -> the lines for a rule file"""
    head = find(cells[WEIGHTS], "Namn i reglerna", 1)
    columns = {cells[WEIGHTS][at]: at[1] for at in cells[WEIGHTS] if at[0] == head}
    row = head + 1
    while (row, 1) in cells[WEIGHTS]:
        now = cells[WEIGHTS][row, columns["Standard"]]
        if (row - head) % 3 == 1 and now >= 1:
            book.put(WEIGHTS, row, columns["Egen vikt (0–100)"], float(min(100, round(2 * now))))
        row += 1
    book.put(WEIGHTS, find(cells[WEIGHTS], "Vikter som räknas"), 1, OWN)
    lines = [v for (r, c), v in sorted(book.cells(LINES).items()) if c == 0 and r > 3 and v]
    expect(lines and lines[0].startswith("scenario "), "the lines of own weights", lines[:2])
    return lines


# --- trends ---------------------------------------------------------------------------------------

def number(text):
    return float(text.replace(",", "."))


def tax(column):
    """The published file itself: {(area, year): value}"""
    path = ROOT / "fixtures/oppna-data/scb/skatt.csv"
    rows = csv.DictReader(path.read_text("utf-8-sig").splitlines(), delimiter=";")
    return {(row["region"].split(" ", 1)[1], int(row["år"])): number(row[column]) for row in rows}


def try_trends(book, cells, whole):
    series, titles = cells[SERIES], {x["titel"]: n for n, x in whole["indikatorer"].items()}
    head = find(series, "Siffra")
    years = {c: int(v) for (r, c), v in series.items() if r == head and str(v).isdigit()}
    rows = {(series[r, 0], series[r, 2]): {y: series[r, c] for c, y in years.items()}
            for (r, c) in series if c == 0 and r > head}
    expect(len(years) > 1 and rows, "Tidsserier has years", years)
    for name, column in (("Skattekraft", "Skattekraft, kr per invånare"),
                         ("Skattesats till kommunen", "Skattesats till kommun, procent")):
        file = tax(column)
        wrong = [(area, y, v) for (n, area), row in rows.items() if n == name for y, v in row.items()
                 if area in {a for a, _ in file} and v != file.get((area, y), "[x]")]
        expect(any(n == name for n, _ in rows) and not wrong, f"{name} as in its file", *wrong[:3])
        for y in years.values():
            known = [v for (a, when), v in file.items() if when == y and (name, a) in rows]
            median = rows[name, "Median, alla"][y]
            expect(median == (statistics.median(known) if known else "[x]") or
                   abs(median - statistics.median(known)) < NEAR, f"{name} {y}: median", median)
    try_choices(book, cells, rows, sorted(years.values()), whole, titles)


def try_choices(book, cells, rows, years, whole, titles):
    sheet = cells[TRENDS]
    table, top = find(sheet, "Siffra"), find(sheet, "Kommun")
    columns = {sheet[at]: at[1] for at in sheet if at[0] == table}
    figures = []
    while (table + 1 + len(figures), 0) in sheet:
        figures.append(sheet[table + 1 + len(figures), 0])
    at = next(a for a in sorted(sheet) if sheet[a] == "År")
    wrong, gaps = [], 0
    for area in whole["kommuner"][::4]:
        book.put(TRENDS, top, 1, area["namn"])
        changes = sorted(round(x, 6) for x in area["utveckling"]["ändring"].values())
        shown = book.column(TRENDS, columns["Ändring"], table + 1, table + len(figures))
        if sorted(round(x, 6) for x in shown if isinstance(x, float)) != changes:
            wrong.append((area["namn"], shown, changes))
        for figure in figures:
            book.put(TRENDS, top + 1, 1, figure)
            own = book.column(TRENDS, at[1] + 1, at[0] + 1, at[0] + len(years))
            wanted = [rows.get((figure, area["namn"]), {}).get(y, "[x]") for y in years]
            wrong += [(area["namn"], figure, own, wanted)] if own != wanted else []
            gaps += try_drawn(book, at, years, wrong)
    expect(figures and not wrong, f"{len(figures)} figures of every area", *wrong[:3])
    expect(gaps > 0 and titles, "some series have gaps", gaps)
    book.put(TRENDS, top, 1, "Ingenstans")
    expect(book.get(TRENDS, top + 2, 0).startswith("FEL: okänt val"), "an unknown area is told")


def try_drawn(book, at, years, wrong):
    """Only points that exist are drawn: never a 0 in the place of a gap."""
    cells = book.cells(TRENDS)
    heads = [c for (r, c), v in sorted(cells.items()) if r == at[0] and v == "Ritat år"]
    gaps = 0
    for k, c in enumerate(heads):
        known = {(float(y), cells[at[0] + 1 + i, at[1] + 1 + k]) for i, y in enumerate(years)
                 if isinstance(cells[at[0] + 1 + i, at[1] + 1 + k], float)}
        drawn = {(cells[at[0] + 1 + i, c], cells[at[0] + 1 + i, c + 1]) for i in range(len(years))}
        gaps += len(known) < len(years)
        if known and drawn != known:
            wrong.append(("drawn", drawn, known))
    return gaps


def main():
    import_uno()
    with folder() as at:
        office = Office()
        for rules in MODELS:
            out = pathlib.Path(at, pathlib.Path(rules[0] or "asf").stem)
            more = [rules[0], "--data", rules[1]] if rules[0] else []
            done = run("run", *more, "--draws", "0", "--out", out)
            expect(done.returncode == 0, f"a run of {rules[0]}", done.stderr[-300:])
            path = next(p for p in out.glob("*.xlsx") if not p.stem.endswith("-enkel"))
            cells = {sheet: values(x) for sheet, x in stored(path).items()}
            whole = json.loads((out / "korning.json").read_text("utf-8"))
            areas = [area["namn"] for area in whole["kommuner"]]
            book = office.open(path)
            book.calculate()
            if rules[0] is None:
                try_trends(book, cells, whole)
            try_effects(book, areas[::2], rules, None, out.name)
            overlay = pathlib.Path(at, "egna.regler")
            overlay.write_text("\n".join(own_weights(book, cells)) + "\n", "utf-8")
            try_effects(book, areas[1::4], rules, overlay, f"{out.name}, own weights")
            book.close()
        office.close()
    end()


main()
