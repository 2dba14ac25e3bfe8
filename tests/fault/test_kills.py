"""SIGKILL at random moments: everything is old or new, and the next time clears away what the dead left.
Of a run 30 times, 300 with --long; of every other command that writes 7 times, 50 with --long; a fixed
seed."""
import random
import subprocess
import time

from cases import WRITING, Run, Threads, WholeThreads
from fault import LONG, Case, end, execute, expect, folder

KILLS, OTHERS = (150, 50) if LONG else (15, 7)


def left_behind(place):
    return [p for p in place.rglob("*") if p.name.startswith(".etablera-") or p.name.endswith(".ny")
            or p.name == "arbete"]


def killed(case: Case, place, after):
    """-> (exit code, whether something was left)"""
    with subprocess.Popen(case.command(), cwd=place, stdin=subprocess.DEVNULL,
                          env=case.surroundings(), stdout=subprocess.DEVNULL,
                          stderr=subprocess.DEVNULL) as process:
        time.sleep(after)
        process.kill()
        code = process.wait()
    return code, bool(left_behind(place))


def duration(case):
    place = case.fresh("timed")
    start = time.perf_counter()
    execute(case.command(), cwd=place, env=case.surroundings())
    return time.perf_counter() - start


def kill_often(case, times, draw):
    place = case.fresh("killed")
    longest = min(duration(case) for _ in range(3))
    dead = left = 0
    wrong = []
    for n in range(times):
        if n % 7 == 6:  # what was left is cleared away; then yesterday's again
            fault = case.swept(place)
            wrong += [f"after kill {n}: {fault}"] if fault else []
            place = case.fresh("killed")
        code, some_left = killed(case, place, draw.uniform(0, longest))
        dead += code < 0
        left += some_left
        fault = case.wrong(place, code)
        wrong += [f"kill {n}: {fault}"] if fault else []
    fault = case.swept(place)
    wrong += [fault] if fault else []
    print(f"{case.name}: {times} times {longest:.3f} s, {dead} killed, {left} left something",
          flush=True)
    expect(dead > times // 5, f"{case.name}: killed before the end", dead)
    expect(not wrong, f"{case.name}: killed: old or new, and the next time clears away", *wrong[:5])
    return left


with folder() as there:
    seed = random.Random(20261122)
    some = kill_often(Threads(there), KILLS, seed) + kill_often(WholeThreads(there), KILLS, seed)
    expect(some > 0, "runs were killed while they wrote", some)
    for kind in WRITING:
        if kind is not Run:
            kill_often(kind(there), OTHERS, seed)
end()
