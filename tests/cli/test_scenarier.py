"""scenarier.csv and korning.json: what they say of a scenario is what a run with it writes."""
import csv
import json
import pathlib
import re

from common import ROOT, end, expect, folder, run
from names import DIMENSION, VALUE

NAMES = re.findall(r"^scenario (\w+)", (ROOT / "rules/asf/90-scenarier.regler").read_text("utf-8"),
                   re.M)


def rows(path, name):
    with open(pathlib.Path(path) / name, encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


with folder() as at:
    done = run("run", "--out", at)
    said = rows(at, "scenarier.csv")
    whole = json.loads((pathlib.Path(at) / "korning.json").read_text("utf-8"))["scenarier"]
    now = {r["kod"]: r["plats"] for r in rows(at, "rangordning.csv")}
    expect([s["namn"] for s in whole] == NAMES and len(NAMES) >= 3, "every scenario", NAMES)
    idle = 0
    for scenario in whole:
        name = scenario["namn"]
        mine = [r for r in said if r["scenario"] == name]
        alone = pathlib.Path(at, name)
        run("run", "--out", alone, "--scenario", name)
        there = {r["kod"]: r["plats"] for r in rows(alone, "rangordning.csv")}
        expect(len(mine) == 33 and {r["kod"]: r["plats_scenario"] for r in mine} == there,
               f"{name}: scenarier.csv")
        expect({k: str(v["plats"] or "") for k, v in scenario["kommuner"].items()} == there,
               f"{name}: korning.json")
        expect({r["kod"]: r["plats"] for r in mine} == now, f"{name}: places now")
        moved = sum(there[k] != now[k] for k in now)
        expect(scenario["flyttade"] == moved and scenario["ändringar"], f"{name}: moved", moved)
        effect = scenario["verkan"]
        expect((effect == "platser") == (moved > 0), f"{name}: effect", effect)
        idle += effect == "ingen verkan"
        expect(effect != "ingen verkan" or
               f"Scenario {name}: ingen verkan på den här datan" in done.stdout, f"{name}: is said",
               done.stdout)
    expect(idle == 1, "one scenario of the shipped rules moves nothing", idle)
    overlay = pathlib.Path(at, "mitt.regler")
    overlay.write_text(f'scenario mitt "Mitt"\n  sätt: {DIMENSION}.vikt = {VALUE} * 3\n', "utf-8")
    out = pathlib.Path(at, "over")
    run("run", "--out", out, "--overlay", overlay)
    expect({r["scenario"] for r in rows(out, "scenarier.csv")} == set(NAMES), "the rules' own only")
end()
