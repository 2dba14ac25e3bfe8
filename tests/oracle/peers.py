#!/usr/bin/env python3
"""Independent recomputation of the similar municipalities and of whom to learn from.

    peers.py PROJECT_ROOT OUT_FOLDER

Values and challenges come from recompute.py; what is compared, the share that must be common and
the groups are typed in here. Compares with OUT_FOLDER/korning.json.
"""
import csv
import json
import math
import os
import statistics
import sys

import recompute

GROUPS = {"rka_socioekonomi": "Liknande kommuner socioekonomi",
          "rka_arbetsmarknad": "Liknande kommuner arbetsmarknad"}
NEAREST, SHARE, MOST = "närmast", 0.6, 5
NOTHING_TO_LEARN = {"ALDRE", "SERVICE"}  # of age and of where people live
TO_LEARN = sorted(recompute.CHALLENGE)


def compared(data, res, code):
    newest = data.newest(code, "N03937")[0]
    abroad = data.newest(code, "utrikes")[0]
    return [newest and newest[0], res[code]["A13"].value, res[code]["F01"].value,
            abroad and abroad[0], res[code]["C07"].value]


def standardised(columns):
    for column in columns:
        known = [x for x in column if x is not None]
        mean, deviation = statistics.fmean(known), statistics.pstdev(known)
        yield [None if x is None else (x - mean) / deviation for x in column]


def nearest(data, res):
    codes = sorted(res)
    z = list(standardised(zip(*(compared(data, res, c) for c in codes))))
    found = {}
    for i, code in enumerate(codes):
        others = []
        for j, other in enumerate(codes):
            both = [c[i] - c[j] for c in z if c[i] is not None and c[j] is not None]
            if i != j and len(both) >= SHARE * len(z):
                others.append((math.sqrt(math.fsum(d * d for d in both) * len(z) / len(both)), j, other,
                               len(both)))
        found[code] = [(other, d, n) for d, _, other, n in sorted(others)[:MOST]]
    return found


def published(root, res, group):
    path = os.path.join(root, "rules", "asf", "omraden", "liknande-rka.csv")
    found = {c: ([], []) for c in res}
    with open(path, encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file, delimiter=";"):
            if row["grupp"] == group:
                inside = row["liknande_kod"] in res
                found[row["kommun_kod"]][0 if inside else 1].append(row["liknande_kod"] if inside else None)
    return {c: [(code, None, None) for code in a + b] for c, (a, b) in found.items()}


def lesson(res, lists, code, challenge):
    own = res[code][challenge]
    best = None
    for block, peers in lists if challenge not in NOTHING_TO_LEARN else ():
        for other, _, _ in peers[code]:
            x = res[other][challenge] if other else None
            if x is None or x.points is None or "ej bedömbar" in (x.grade, own.grade):
                continue
            if x.points < (own.points if best is None else best[1]):
                best = (other, x.points, block)
    return best


def main(root, out):
    recompute.ACCEPT.update({"f03", "challenges"})
    data = recompute.Data(root)
    res = {c: recompute.compute(data, c) for c in sorted(data.names)}
    lists = [(name, published(root, res, group)) for name, group in GROUPS.items()]
    lists.append((NEAREST, nearest(data, res)))
    with open(os.path.join(out, "korning.json"), encoding="utf-8") as file:
        areas = {a["kod"]: a for a in json.load(file)["kommuner"]}
    compared_count, faults, largest = 0, [], 0.0
    for code, area in sorted(areas.items()):
        for block, peers in lists:
            theirs = area["liknande"][block]
            compared_count += 1
            if [p["kod"] for p in theirs] != [p[0] for p in peers[code]]:
                faults.append(f"{code} {block}: {[p['kod'] for p in theirs]}, oracle {peers[code]}")
                continue
            for p, (_, distance, shared) in zip(theirs, peers[code]):
                if distance is not None:
                    largest = max(largest, abs(p["avstånd"] - distance))
                if p["gemensamma"] != shared:
                    faults.append(f"{code} {block} {p['kod']}: {p['gemensamma']} shared, oracle {shared}")
        for challenge in TO_LEARN:
            mine = lesson(res, lists, code, challenge)
            got = area["lär_av"].get(recompute.NODE[challenge])
            compared_count += 1
            if (mine and mine[0]) != (got and got["kod"]) or (mine and mine[2]) != (got and got["liknande"]):
                faults.append(f"{code} {challenge}: {got}, oracle {mine}")
            elif mine:
                largest = max(largest, abs(got["poäng"] - mine[1]))
    if largest > 1e-6:
        faults.append(f"largest difference {largest}")
    print("\n".join(faults[:40]))
    print(f"oracle, peers: {compared_count} compared, {len(faults)} differ, largest difference {largest:.2g}")
    return 1 if faults or not compared_count else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
