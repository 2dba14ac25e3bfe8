#!/usr/bin/env python3
"""A second model through the same binary: the Human Development Index 2022 must come out as
UNDP published it (193 countries, index to three decimals, all ranks)."""
import csv, subprocess, sys, tempfile
from pathlib import Path

program = Path(sys.argv[1]).resolve()
root = Path("fixtures/golden/hdi-2022")

def number(text):
    return float(text.replace(",", "."))

published = {}
with open(root / "data/hdr-2023-24.csv", encoding="utf-8-sig") as f:
    for row in csv.DictReader(f, delimiter=";"):
        published[row["iso3"]] = (number(row["hdi"]), int(row["rank"]))

with tempfile.TemporaryDirectory() as out:
    run = subprocess.run([program, "run", root / "hdi.regler", "--data", root / "data", "--out", out],
                         capture_output=True, text=True)
    assert run.returncode == 0, run.stderr + run.stdout
    largest, wrong, seen = 0, [], 0
    with open(Path(out) / "rangordning.csv", encoding="utf-8-sig", newline="") as f:
        for row in csv.DictReader(f, delimiter=";"):
            hdi, rank = published[row["kod"]]
            score = number(row["hdi_index"]) / 100
            largest = max(largest, abs(score - hdi))
            seen += 1
            if int(row["plats"]) != rank:
                wrong.append((row["kod"], row["plats"], rank))
print(f"HDI 2022: {seen} countries, largest difference {largest:.6f}, {len(wrong)} ranks differ")
assert seen == len(published) == 193, seen
assert largest <= 0.0005 + 1e-9, largest
assert not wrong, wrong
