"""sweep: what it says of a value is what a run with that value writes."""
import csv
import io
import json
import pathlib

from common import end, expect, folder, run
from names import WEIGHT


def ranking(path):
    with open(pathlib.Path(path) / "rangordning.csv", encoding="utf-8-sig", newline="") as file:
        return [(row["kod"], row["plats"]) for row in csv.DictReader(file, delimiter=";")]


with folder() as at:
    done = run("sweep", WEIGHT, "0", "60", "20", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(done.stdout.lstrip("\ufeff")), delimiter=";"))
    expect(done.returncode == 0 and len({r["värde"] for r in rows}) == 4, "four values")
    for value in ("0", "60"):
        run("run", "--out", at, "--set", f"{WEIGHT}={value}")
        places = {r["kod"]: r["plats"] for r in rows if r["värde"] == value}
        expect(len(places) == 33 and places == dict(ranking(at)), f"{WEIGHT}={value} as in a run")
    whole = json.loads(run("sweep", WEIGHT, "0", "60", "20", "--format", "json", "--set",
                           f"{WEIGHT}=7").stdout)
    expect([v["värde"] for v in whole["värden"]] == [0, 20, 40, 60] and whole["nu"] == 7
           and len(whole["ändringar"]) == 1, "JSON", str(whole)[:200])
    one = run("sweep", WEIGHT, "0", "60", "20", "--for", "Malmö").stdout
    expect("Malmö" in one and "Lund" not in one, "one area", one)
    for arguments, message in [(["x.vikt", "0", "1", "1"], "inget sådant tal i reglerna"),
                               ([WEIGHT, "-1", "1", "1"], 'talet kan inte vara "-1"'),
                               ([WEIGHT, "0", "1", "0"], "ett steg som är 0"),
                               ([WEIGHT, "0", "1.210", "1"], "inget tal"),
                               ([WEIGHT, "0", "1"], "argument saknas")]:
        done = run("sweep", *arguments)
        expect(done.returncode == 2 and message in done.stderr, f"sweep {arguments}", done.stderr)
end()
