"""Rank intervals under draws, timed on invented models of several sizes, beside the same draws in
Python. Usage: draws.py BENCH_DRAWS FOLDER. Everything is written in FOLDER."""
import pathlib
import random
import subprocess
import sys
import time

bench, work = sys.argv[1], pathlib.Path(sys.argv[2])
VARIED = "  sammanvägning: som_skrivet; geometriskt\n  skala: som_skrivet; minmax\n"


def model(name, areas, indicators, block):
    """An invented model with dimensions of about ten indicators."""
    there = work / name
    there.mkdir()
    draw = random.Random(1)
    dimensions = max(1, indicators // 10)
    columns = [f"m{k}" for k in range(indicators)]
    with open(there / "omraden.csv", "w", encoding="utf-8") as f:
        f.write("kod;kommun\n" + "".join(f"{i:05d};Ort {i}\n" for i in range(areas)))
    with open(there / "pahittad.csv", "w", encoding="utf-8") as f:
        f.write("kod;" + ";".join(columns) + "\n")
        for i in range(areas):
            f.write(f"{i:05d};" + ";".join(str(draw.randint(1, 99)) for _ in columns) + "\n")
    text = ['modell prov "Påhittad"\n  kommuner: "omraden.csv"\n  basår: 2024\n  påhittad: ja\n'
            'källa tal "Tal"\n  fil: pahittad.csv\n  kommun: "kod"\n  år: 2024\n']
    text += [f'  kolumn: v{c} = "{c}" [st]\n' for c in columns]
    text.append('index rot "Rot"\n  sammanvägning: medel\n')
    text += [f'dimension d{k} "D{k}"\n  under: rot\n  vikt: 1\n  sammanvägning: medel\n'
             for k in range(dimensions)]
    text += [f'indikator {c} "{c}" [st]\n  formel: v{c}\n  under: d{k % dimensions}\n'
             "  riktning: högre\n  skala: 0 st till 100 st\n  vikt: 1\n"
             for k, c in enumerate(columns)]
    text.append('osäkerhet "Osäkert"\n  vikter: 25 %\n' + block)
    (there / "prov.regler").write_text("".join(text), encoding="utf-8")
    return there


def ours(there, draws, threads):
    done = subprocess.run([bench, str(there / "prov.regler"), str(there), str(draws), str(threads)],
                          capture_output=True, text=True, check=True)
    return [float(x) for x in done.stdout.split()]


def peer(areas, indicators, draws):
    """The same work in plain Python with the points kept: weights, means, places. Few draws, scaled."""
    draw = random.Random(1)
    points = [[draw.random() for _ in range(indicators)] for _ in range(areas)]
    few = max(1, min(draws, 200000 // (areas * indicators)))
    start = time.perf_counter()
    for _ in range(few):
        weights = [0.75 + draw.random() / 2 for _ in range(indicators)]
        total = sum(weights)
        scores = [sum(w * p for w, p in zip(weights, row)) / total for row in points]
        order = sorted(range(areas), key=lambda i: -scores[i])
        places = [0] * areas
        for place, i in enumerate(order, 1):
            places[i] = place
    return (time.perf_counter() - start) / few * draws


CASES = [
    ("51 x 49 x 1 000, scale and aggregation too", 51, 49, 1000, 1, VARIED, 0.020),
    ("33 x 40 x 10 000", 33, 40, 10000, 1, "", 0.15),
    ("290 x 60 x 10 000, two threads", 290, 60, 10000, 2, "", 1.5),
]
print("== Rank intervals: best of five, on invented models; Python: the same weights, means and "
      "places, scaled up from a few draws")
for name, areas, indicators, draws, threads, block, goal in CASES:
    there = model(f"draws-{areas}-{indicators}", areas, indicators, block + "  känslighet: 0\n")
    seconds = ours(there, draws, threads)[0]
    other = peer(areas, indicators, draws)
    print(f"{name:45} {seconds:8.4f} s (goal {goal})  Python {other:8.2f} s: {other / seconds:6.0f} x")
there = model("draws-sobol", 33, 40, "  känslighet: 256\n")
print(f"{'33 x 40, sensitivity indices of 256 samples':45} {ours(there, 10, 2)[1]:8.4f} s")
