"""The n-th allocation fails, the libraries' own included: exit 3, and old or new. --long: every n of a
run of two municipalities and three indicators, every 997th of a run of the shipped model on the
fixtures, and for every other command so many places from its beginning to its end."""
import pathlib

from cases import PRINTING, WRITING, Fetch, Night, Run, Whole
from fault import EXIT_WORLD, LONG, each, end, expect, folder, preload


OTHERS = 600 if LONG else 6  # places of each other command
SLOW = 200 if LONG else 6     # and of one that takes long


def failing(case, library, place, n):
    """-> (exit code, stderr, what the library told or None); n = 0: none fails, all are counted."""
    told_file = case.where / f"hit-{n}"
    code, told = case.run(place, environment={"LD_PRELOAD": str(library), "FAULT_AT": str(n),
                                              "FAULT_TOLD": str(told_file)})
    hit = told_file.read_text("ascii") if told_file.exists() else None
    told_file.unlink(missing_ok=True)
    return code, told, hit


def try_one(case, library, n):
    """-> (hit, what is wrong or None)"""
    place = case.fresh(f"malloc-{n}")
    code, told, hit = failing(case, library, place, n)
    fault = case.wrong(place, code)
    if hit is not None and code != EXIT_WORLD:
        fault = fault or "not exit 3"
    if hit is None and code != 0:
        fault = fault or "failed without a fault"
    case.drop(place)
    return hit is not None, f"allocation {n}: {fault}; exit {code}: {told[-200:]}" if fault else None


def all_points(case, library, step):
    code, told, made = failing(case, library, case.fresh("malloc-0"), 0)
    count = int(made or 0)
    expect(code == 0 and count > 100, f"{case.name}: allocations are counted", code, count, told)
    tried = each(lambda n: try_one(case, library, n), range(1, count + 1, step(count)))
    hits = sum(hit for hit, _ in tried)
    wrong = [fault for _, fault in tried if fault]
    print(f"{case.name}: {count} allocations, {len(tried)} tried, {hits} failed", flush=True)
    expect(hits >= 0.9 * len(tried), f"{case.name}: allocations failed", hits, len(tried))
    expect(not wrong, f"{case.name}: a failed allocation is exit 3; old or new", *wrong[:5])


def every(step):
    return lambda count: step


def places(kind):
    most = SLOW if issubclass(kind, (Fetch, Night)) else OTHERS
    return lambda count: max(count // most, 1)


with folder() as there:
    preloaded = preload("failing_malloc", there)
    all_points(Run(there), preloaded, every(1 if LONG else 331))
    all_points(Whole(there), preloaded, every(997 if LONG else 49999))
    for other in (*WRITING, *PRINTING):
        if other is not Run:
            all_points(other(there), preloaded, places(other))
end()
