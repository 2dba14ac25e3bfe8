"""Kontrollsummor: SHA-256 of every file that a run read, against Python's hashlib; and in
korning.json."""
import hashlib
import json
import pathlib

from common import ROOT, end, expect, folder, run
from sheets import lines, sheets


def sum_of(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


with folder() as at:
    out = pathlib.Path(at)
    done = run("run", "--out", out)
    expect(done.returncode == 0, "run", done.stderr)
    rows = lines(sheets((out / "asf-skane.xlsx").read_bytes())["Kontrollsummor"])
    said = {(row[0], row[1]): row[2] for row in rows if len(row) == 3}
    rules = {("Regler", p.relative_to(ROOT).as_posix()): sum_of(p)
             for p in (ROOT / "rules/asf").glob("*.regler")}
    expect(len(rules) > 5 and all(said.get(k) == v for k, v in rules.items()), "every rule file",
           *said)
    files = json.loads((out / "korning.json").read_text("utf-8"))["filer"]
    for file in files:
        places = [ROOT / "fixtures" / file["fil"], ROOT / "rules/asf" / file["fil"]]
        wanted = sum_of([p for p in places if p.exists()][0])
        expect(said.get(("Data", file["fil"])) == wanted == file["sha256"], file["fil"], file)
    names = {("Data", file["fil"]) for file in files}
    expect(len(names) > 5 and set(said) == {*rules, *names, ("Slag", "Fil")}, "nothing else",
           *(set(said) ^ {*rules, *names}))
end()
