"""SIGKILL at random moments: every file is old or new, and the next run clears away what the dead left.
30 times, 300 with --long; a fixed seed."""
import pathlib
import random
import subprocess
import time

from fault import LONG, ROOT, SMALL, WHOLE, Runs, command, end, expect, folder

KILLS = 300 if LONG else 30


def left_behind(out):
    return [p for p in out.rglob(".etablera-*") if p.is_dir()]


def killed(runs, out, after):
    """-> (exit code, whether private folders were left)"""
    with subprocess.Popen(command(runs.model, out), cwd=ROOT, stdin=subprocess.DEVNULL,
                          stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        time.sleep(after)
        process.kill()
        code = process.wait()
    return code, bool(left_behind(out))


def duration(runs):
    start = time.perf_counter()
    subprocess.run(command(runs.model, runs.where / "timed"), cwd=ROOT, check=True,
                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.perf_counter() - start


def kill_often(runs, times, draw):
    out = runs.fresh("killed")
    longest = min(duration(runs) for _ in range(3))
    dead = left = 0
    wrong = []
    for n in range(times):
        if n % 7 == 6:  # what was left is cleared away; then yesterday's again
            fault = runs.swept(out)
            wrong += [f"after kill {n}: {fault}"] if fault else []
            out = runs.fresh("killed")
        code, some_left = killed(runs, out, draw.uniform(0, longest))
        dead += code < 0
        left += some_left
        fault = runs.wrong(out, code)
        wrong += [f"kill {n}: {fault}"] if fault else []
    fault = runs.swept(out)
    wrong += [fault] if fault else []
    print(f"{times} runs of {longest:.2f} s, {dead} killed, {left} left private folders")
    expect(dead > times // 5 and left > 0, "runs were killed while they wrote", dead, left)
    expect(not wrong, "killed: old or new, and the next run clears away", *wrong[:5])


with folder() as there:
    seed = random.Random(20261122)
    kill_often(Runs(SMALL, pathlib.Path(there) / "small"), KILLS // 2, seed)
    kill_often(Runs(WHOLE, pathlib.Path(there) / "whole"), KILLS - KILLS // 2, seed)
end()
