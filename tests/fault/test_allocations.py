"""The n-th allocation fails, the libraries' own included: exit 3, and old or new. An ordinary run takes
every 331st of the small model and a few of the shipped one; --long every one, and every 997th."""
import os
import pathlib
import shutil

from fault import (LONG, ONE_THREAD, SMALL, WHOLE, Runs, command, each, end, execute, expect, folder,
                   preload)

EXIT_WORLD = 3
MOST, BATCH = 5_000_000, 4


def try_one(runs, library, n):
    """-> (hit, what is wrong or None)"""
    out = runs.fresh(f"malloc-{n}")
    told_file = runs.where / f"hit-{n}"
    environment = {**os.environ, "LD_PRELOAD": str(library), "FAULT_AT": str(n),
                   "FAULT_TOLD": str(told_file)}
    code, told = execute(command(runs.model, out, *ONE_THREAD), env=environment)
    hit = told_file.exists()
    fault = runs.wrong(out, code)
    if hit and code != EXIT_WORLD:
        fault = fault or "not exit 3"
    if not hit and code != 0:
        fault = fault or "failed without a fault"
    told_file.unlink(missing_ok=True)
    shutil.rmtree(out)
    return hit, f"allocation {n}: {fault}; exit {code}: {told[-200:]}" if fault else None


def all_points(runs, library, step, least):
    """Upwards until an allocation is asked for that is never made."""
    hits, wrong, n = 0, [], 1
    while n < MOST:
        batch = each(lambda k: try_one(runs, library, k), range(n, n + BATCH * step, step))
        hits += sum(hit for hit, _ in batch)
        wrong += [fault for _, fault in batch if fault]
        n += BATCH * step
        if not batch[-1][0]:
            break
    print(f"every {step}: {hits} allocations failed")
    expect(hits >= least, "allocations failed", hits)
    expect(not wrong, "a failed allocation is exit 3; old or new", *wrong[:5])


with folder() as there:
    where = pathlib.Path(there)
    library = preload("failing_malloc", where)
    all_points(Runs(SMALL, where / "small"), library, 1 if LONG else 331, 30)
    all_points(Runs(WHOLE, where / "whole"), library, 997 if LONG else 49999, 3)
end()
