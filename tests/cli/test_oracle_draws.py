"""Intervals, bands, sensitivity, trends and scenarios against tests/oracle/draws.py, a second
computation: of the shipped model, and of the invented ones in fixtures/osakerhet. Every place has
to be the same; other figures within 1e-9."""
import csv
import json
import math
import pathlib
import shutil
import sys

from common import ROOT, end, expect, folder, run

sys.path.insert(0, str(ROOT / "tests/oracle"))
import draws  # noqa: E402
import invented  # noqa: E402
import methods as m  # noqa: E402
import shipped  # noqa: E402

SHOWN = 0.01  # korning.json leaves smaller shares of an area's own movement out
FIXTURES = ROOT / "fixtures/osakerhet"
INVENTED = ("alternativ", "vikter", "framtid", "utan_plats", "ensam")


class Comparison:
    def __init__(self, name):
        self.name, self.places, self.figures, self.worst, self.faults = name, 0, 0, 0.0, []

    def place(self, what, found, wanted):
        self.places += 1
        if found != wanted:
            self.faults.append(f"{what}: run {found}, oracle {wanted}")

    def figure(self, what, found, wanted, tolerance=1e-9):
        self.figures += 1
        if (found is None) != (wanted is None):
            self.faults.append(f"{what}: run {found}, oracle {wanted}")
        elif found is not None:
            error = abs(found - wanted)
            self.worst = max(self.worst, error)
            if not error <= tolerance:
                self.faults.append(f"{what}: run {found}, oracle {wanted}")

    def told(self):
        print(f"{self.name}: {self.places} places and {self.figures} figures compared, "
              f"largest error {self.worst:.1e}")
        expect(self.places + self.figures > 0 and not self.faults, f"{self.name} agrees",
               f"{len(self.faults)} differ", *self.faults[:20])


def number(cell):
    return float(cell.replace(",", ".")) if cell else None


def table(path, key):
    with open(path, encoding="utf-8-sig", newline="") as f:
        return {row[key]: row for row in csv.DictReader(f, delimiter=";")}


def read(out):
    made = json.loads((out / "korning.json").read_text(encoding="utf-8"))
    return made, {area["kod"]: area for area in made["kommuner"]}


# --- what is compared -----------------------------------------------------------------------------

def compare_base(c, model, codes, areas):
    scores = model.score(draws.Choice(), every=True)
    for leaf in model.leaves:
        for code, points in zip(codes, leaf.points(draws.Choice())):
            c.figure(f"{code} {leaf.name}", areas[code]["indikatorer"][leaf.name]["poäng"], points)
    for name, column in scores.items():
        for code, score in zip(codes, column):
            c.figure(f"{code} {name}", areas[code]["noder"][name]["poäng"], score)
    for code, place in zip(codes, model.base):
        c.place(f"{code} place", areas[code]["plats"], place)


def compare_draws(c, model, codes, areas, made, out):
    wanted, failed = model.uncertain()
    c.place("draws without a place", made["säkerhet"]["utan_plats"], failed)
    c.place("bands", made["säkerhet"]["grupper"], max(w["band"] or 0 for w in wanted))
    rows = table(out / "sakerhet.csv", "kod")
    for code, w in zip(codes, wanted):
        area, own, row = areas[code], areas[code]["säkerhet"] or {}, rows[code]
        for key, found, cell in (("median", own.get("median"), "median"),
                                 ("low", area["plats_bäst"], "bast"),
                                 ("high", area["plats_sämst"], "samst"),
                                 ("band", own.get("grupp"), "grupp"),
                                 ("placed", own.get("dragningar"), "dragningar")):
            c.place(f"{code} {key}", found or None, w[key] or None)
            c.place(f"{code} {key} in the table", number(row[cell]) or None, w[key] or None)
        c.figure(f"{code} among the first", own.get("bland_första"), w["top"])
        c.figure(f"{code} among the first, in the table", number(row["bland_forsta"]), w["top"])


def compare_sensitivity(c, model, codes, areas, made, out):
    factors, indices, own = model.sensitivity()
    c.place("factors", len(made["känslighet"]["faktorer"]), len(factors))
    rows = table(out / "kanslighet.csv", "namn")
    for x, wanted in zip(made["känslighet"]["faktorer"], indices):
        name, row = x["namn"], rows[x["namn"]]
        for key, cell in (("first", "ensamt"), ("total", "i_allt")):
            c.figure(f"{key} of {name}", x[cell], wanted[key])
            for side, found in zip(wanted[key + "_between"], (cell + "_fran", cell + "_till")):
                c.figure(f"{found} of {name}", number(row[found]), side)
    for i, code in enumerate(codes):
        moves = (areas[code]["säkerhet"] or {}).get("rör_platsen") or {}
        for x, shares in zip(made["känslighet"]["faktorer"], own):
            share = shares[i] if shares[i] is not None and shares[i] >= SHOWN else None
            c.figure(f"{code} {x['namn']}", moves.get(x["namn"]), share)
    wanted = model.left_out()
    c.place("parts left out", {x["namn"] for x in made["känslighet"]["utan"]}, set(wanted))
    for x in made["känslighet"]["utan"]:
        moved, count = wanted[x["namn"]]
        c.figure(f"without {x['namn']}", x["platser"], moved)
        c.place(f"moved without {x['namn']}", x["flyttas"], count)


def compare_outlook(c, outlook, codes, areas):
    changes, scenarios = outlook
    for i, code in enumerate(codes):
        found = areas[code]["utveckling"]
        for name, column in changes.items():
            c.figure(f"{code} change of {name}", found["ändring"].get(name), column[i])
        for word, (scores, places) in scenarios.items():
            c.place(f"{code} {word}", found[word]["plats"] or None, places[i])
            for node in set(found[word]) - {"plats"}:
                c.figure(f"{code} {word} {node}", found[word][node], scores[node][i])


def compare_all(c, model, codes, outlook, out):
    made, areas = read(out)
    compare_base(c, model, codes, areas)
    compare_draws(c, model, codes, areas, made, out)
    compare_sensitivity(c, model, codes, areas, made, out)
    compare_outlook(c, outlook, codes, areas)
    c.told()


# --- the models -----------------------------------------------------------------------------------

def against_shipped(work):
    shutil.copytree(ROOT / "rules/asf", work / "asf")
    block = work / "asf/85-osakerhet.regler"
    text = block.read_text(encoding="utf-8")
    expect("känslighet: 256" in text, "the shipped model asks for 256 samples")
    block.write_text(text.replace("känslighet: 256", "känslighet: 32"), encoding="utf-8")
    done = run("run", work / "asf", "--draws", 400, "--out", work / "ut")
    expect(done.returncode == 0, "the shipped model runs", done.stderr)
    own = shipped.Shipped(ROOT)
    model = own.model({"dragningar": 400, "känslighet": 32})
    compare_all(Comparison("shipped"), model, own.areas, own.outlook(model, own.peers(ROOT)),
                work / "ut")


def against_invented(work, name):
    rules, data = FIXTURES / f"{name}-pahittad.regler", FIXTURES / "data"
    done = run("run", rules, "--data", data, "--out", work / name)
    expect(done.returncode == 0, f"{name} runs", done.stderr)
    made, areas = read(work / name)
    world = invented.World(rules, data)
    model = world.model({node: [areas[a]["noder"][node]["poäng"] is not None for a in world.areas]
                         for node in made["noder"]})
    compare_all(Comparison(name), model, world.areas, world.outlook(model), work / name)


# --- noise of counts: how often each is first, exactly ---------------------------------------------

def binomial(x, n):
    p = x / n
    return [math.comb(n, k) * p ** k * (1 - p) ** (n - k) for k in range(n + 1)]


def poisson(x, _):
    return [math.exp(k * math.log(x) - x - math.lgamma(k + 1)) for k in range(12 * x + 40)]


def against_closed_form(work, name, chances):
    rules = FIXTURES / f"{name}-pahittad.regler"
    done = run("run", rules, "--data", FIXTURES / "data", "--out", work / name)
    expect(done.returncode == 0, f"{name} runs", done.stderr)
    _, areas = read(work / name)
    rows = [(r["kod"], int(r["sokande"]), int(r["folk"]))
            for r in invented.read_table(FIXTURES / "data/antal-pahittade.csv")]
    low = draws.Model(draws.Node("tom", ("medel", None), [], judged=[]), {})
    spread = []
    for _, x, n in rows:
        scores = {}
        for k, chance in enumerate(chances(x, n)):
            score = low.round(m.goalposts([100 * k / n], 0, 40)[0])
            scores[score] = scores.get(score, 0) + chance
        spread.append(scores)
    at_most = [lambda s, of=of: sum(p for t, p in of.items() if t <= s) for of in spread]
    largest = 0
    for i, (code, _, _) in enumerate(rows):
        exact = sum(p * math.prod(f(s) for j, f in enumerate(at_most) if j != i)
                    for s, p in spread[i].items())
        error = abs(areas[code]["säkerhet"]["bland_första"] - exact)
        sigma = math.sqrt(exact * (1 - exact) / 20000)
        largest = max(largest, error / (sigma + 1e-5))
        expect(error < 4.5 * sigma + 1e-4, f"{name}: how often {code} is first", error, exact)
    print(f"{name}: {len(rows)} chances to be first against the closed form, largest error "
          f"{largest:.1f} standard errors")


with folder() as name:
    work = pathlib.Path(name)
    against_shipped(work)
    for fixture in INVENTED:
        against_invented(work, fixture)
    against_closed_form(work, "andel", binomial)
    against_closed_form(work, "kvot", poisson)
end()
