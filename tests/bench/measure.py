"""Time and peak memory of the whole program: on the fixtures, and on invented areas in growing
numbers, where time per area should stay the same. Usage: measure.py PROGRAM FOLDER [quick]

Everything is written into FOLDER, in files whose names say that the values are invented."""
import os
import pathlib
import random
import re
import shutil
import sys
import time

PROGRAM, WORK = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2])
INDICATORS, DIMENSIONS, YEARS, BEST_OF = 20, 4, 3, 3
SIZES = (290, 3000, 30000)
TRIED_AREAS, TRIED_INDICATORS = 290, 60
QUICK = sys.argv[3:] == ["quick"]


def timed(*command):
    """Best wall time in seconds, peak memory in MiB, exit code."""
    best, peak, code = None, 0, 0
    spent = 0.0
    for _ in range(BEST_OF):
        start = time.perf_counter()
        child = os.posix_spawn(command[0], command, os.environ, file_actions=[
            (os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0),
            (os.POSIX_SPAWN_OPEN, 2, str(WORK / "stderr.txt"),
             os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644)])
        _, status, usage = os.wait4(child, 0)
        took = time.perf_counter() - start
        best = took if best is None else min(best, took)
        peak = max(peak, usage.ru_maxrss / 1024)
        code = os.waitstatus_to_exitcode(status)
        spent += took
        if spent > 20:
            break
    return best, peak, code


def generate(areas, indicators=INDICATORS):
    """A model of so many indicators in 4 dimensions, three years of data."""
    folder = WORK / f"paahittad-{areas}-{indicators}"
    (folder / "regler").mkdir(parents=True)
    (folder / "data").mkdir()
    draw = random.Random(areas)
    with open(folder / "regler/paahittade-omraden.csv", "w", encoding="utf-8") as out:
        out.write("kod;kommun\n")
        out.writelines(f"P{i:05};Påhittad {i:05}\n" for i in range(areas))
    with open(folder / "data/paahittad.csv", "w", encoding="utf-8") as out:
        out.write("kod;år;" + ";".join(f"v{k}" for k in range(indicators)) + "\n")
        for i in range(areas):
            for year in range(2025 - YEARS, 2025):
                values = (f"{draw.uniform(0, 100):.2f}".replace(".", ",")
                          for _ in range(indicators))
                out.write(f"P{i:05};{year};" + ";".join(values) + "\n")
    (folder / "regler/paahittad.regler").write_text(rules(indicators), encoding="utf-8")
    return folder


def rules(indicators):
    text = """modell påhittad "Påhittad modell för tidmätning"
  version:   1
  kommuner:  "paahittade-omraden.csv"
  basår:     2024
  dag:       2024-12-31
  avrundning: 1

källa påhittad_källa "Påhittade tal"
  fil:       paahittad.csv
  kommun:    "kod"
  år:        kolumn "år"
  avgränsare: semikolon
  decimaltecken: komma
  påhittad:  ja
"""
    for k in range(indicators):
        text += f'  kolumn:    kolumn{k} = "v{k}" [index] "Påhittad kolumn {k}"\n'
    text += '\nindex helhet "Helhet"\n  sammanvägning: geometriskt\n'
    for j in range(DIMENSIONS):
        text += f'\ndimension del{j} "Del {j}"\n  under: helhet\n  vikt: 1\n'
    for k in range(indicators):
        text += (f'\nindikator tal{k} "Påhittat tal {k}" [index]\n  under: del{k % DIMENSIONS}\n'
                 f"  formel: kolumn{k}\n  riktning: högre\n  skala: 0 till 100\n  vikt: 1\n"
                 "  saknas: hoppa över\n  decimaler: 1\n")
    return text


def row(what, size, measured):
    seconds, peak, code = measured
    each = f"{seconds / size * 1e6:10.1f}"
    note = "" if code == 0 else f"   exit {code}"
    print(f"{what:<34}{size:>8}{seconds:>10.3f}{each}{peak:>10.1f}{note}", flush=True)


def changed(folder, name, pattern, edit, most):
    """A copy of a folder of rules with the first such lines edited."""
    to = WORK / name
    shutil.copytree(folder, to)
    for path in sorted(to.glob("*.regler")):
        text, n = re.subn(pattern, edit, path.read_text(encoding="utf-8"), count=most, flags=re.M)
        path.write_text(text, encoding="utf-8")
        most -= n
        if most == 0:
            return to
    raise SystemExit(f"{name}: too few lines of {pattern}")


def compared(what, areas, runs, one, *command):
    """A row, and the time beside that of as many whole runs as there are worlds in it: what it
    would take to find the same with the program that only runs."""
    measured = timed(*command)
    row(what, areas, measured)
    print(f"    {runs} whole runs take {runs * one:.2f} s: {runs * one / measured[0]:.0f} times more")


def tried(program, rules_folder, areas, name, pair, where):
    """Values tried one by one: fifty, a pair, eight numbers, eight formulas."""
    what = "fixtures" if not where else f"{TRIED_INDICATORS} indicators"
    one = timed(program, "data", *where)[0]
    weight = (r"^(  vikt: +)(\d+)$", lambda m: f"{m[1]}{int(m[2]) + 1}")
    formula = (r"^(  formel: +[\wåäö]+)$", r"\1 * 0,5")
    compared(f"{what}: sweep, 50 values", areas, 50, one, program, "sweep", f"{name}.vikt", "1",
             "50", "1", *where)
    row(f"{what}: flip", areas, timed(program, "flip", *pair, *where))
    for title, worlds, change, most in (("1 number", 2, weight, 1), ("8 numbers", 256, weight, 8),
                                        ("1 formula", 2, formula, 1),
                                        ("8 formulas", 256, formula, 8)):
        other = changed(rules_folder, "andrade-regler", *change, most)
        compared(f"{what}: diff, {title}", areas, worlds, one, program, "diff", str(rules_folder),
                 str(other), *where[2:])
        shutil.rmtree(other)


def tried_on_both(program):
    shipped = pathlib.Path("rules/asf")
    with open(shipped / "00-modell.regler", encoding="utf-8") as file:
        name = re.search(r"^dimension (\w+)", file.read(), re.M)[1]
    row("fixtures: check", 33, timed(program, "check"))
    tried(program, shipped, 33, name, ("1280", "1281"), ())
    folder = generate(TRIED_AREAS, TRIED_INDICATORS)
    where = ("--rules", str(folder / "regler"), "--data", str(folder / "data"))
    tried(program, folder / "regler", TRIED_AREAS, "del0", ("P00001", "P00002"), where)
    shutil.rmtree(folder)


def main():
    print("== The whole program (best of three; data = reads and computes, run = writes too)")
    print(f"{'':<34}{'areas':>8}{'s':>10}{'µs/area':>10}{'MiB':>10}")
    program, out = str(PROGRAM), str(WORK / "out")
    row("fixtures: data", 33, timed(program, "data"))
    row("fixtures: run", 33, timed(program, "run", "--out", out))
    tried_on_both(program)
    for size in SIZES:
        folder = generate(size)
        where = ("--rules", str(folder / "regler"), "--data", str(folder / "data"))
        row(f"{INDICATORS} indicators: data", size, timed(program, "data", *where))
        if size < SIZES[-1] or not QUICK:
            row(f"{INDICATORS} indicators: run", size,
                timed(program, "run", *where, "--out", f"{out}-{size}"))
        shutil.rmtree(f"{out}-{size}", ignore_errors=True)
        shutil.rmtree(folder)


main()
