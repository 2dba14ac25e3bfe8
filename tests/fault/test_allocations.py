"""The n-th allocation fails, the libraries' own included: exit 3, and old or new. A run of two
municipalities and three indicators is split at every n (--long; else at every 7th) and one of the shipped
model on the fixtures at every 997th; every other command at thousands of places. Besides, at places from
the beginning to the end, a command of its own fails, and everything that it left is looked at."""
import pathlib

from cases import PRINTING, WRITING, Fetch, Run, Whole
from fault import EXIT_WORLD, LONG, each, end, expect, folder, preload

NONE = 10**9  # only counted
SPLITS = 20000 if LONG else 200  # of each other command; fewer where a server waits meanwhile
SPLITS_OF_FETCH = 2000 if LONG else 200
PLACES = {Run: 600 if LONG else 40, Whole: 60 if LONG else 8}
OTHERS = 60 if LONG else 4       # places of each other command


def preloaded(case, library, place, what, n):
    """-> (exit code, stderr, what the library told or None)"""
    told_file = case.where / f"hit-{n}"
    code, told = case.run(place, environment={"LD_PRELOAD": str(library), what: str(n),
                                              "FAULT_TOLD": str(told_file)})
    hit = told_file.read_text("ascii") if told_file.exists() else None
    told_file.unlink(missing_ok=True)
    return code, told, hit


def split(case, library, step):
    """One command, which goes on whatever happens to its children. -> how many allocations it made"""
    place = case.fresh("split")
    code, told, made = preloaded(case, library, place, "FAULT_EVERY", step)
    count, failed, wrong, first = map(int, (made or "0 0 0 0").split())
    fault = case.wrong(place, code)
    print(f"{case.name}: {count} allocations, {failed} of them failed, {wrong} not with exit 3",
          flush=True)
    expect(code == 0 and not fault, f"{case.name}: goes on", code, fault, told[-300:])
    expect(failed == count // step and (failed > 0 or step == NONE), f"{case.name}: every {step}th allocation failed", failed)
    expect(wrong == 0, f"{case.name}: a failed allocation is exit 3", f"first wrong: {first}")
    case.drop(place)
    return count


def try_one(case, library, n):
    """-> (hit, what is wrong or None)"""
    place = case.fresh(f"malloc-{n}")
    code, told, hit = preloaded(case, library, place, "FAULT_AT", n)
    fault = case.wrong(place, code)
    if hit is not None and code != EXIT_WORLD:
        fault = fault or "not exit 3"
    if hit is None and code != 0:
        fault = fault or "failed without a fault"
    fault = fault or (case.swept(place) if n % 5 == 0 else None)
    case.drop(place)
    return hit is not None, f"allocation {n}: {fault}; exit {code}: {told[-200:]}" if fault else None


def try_some(case, library, count, most):
    tried = each(lambda n: try_one(case, library, n), range(1, count + 1, max(count // most, 1)))
    hits = sum(hit for hit, _ in tried)
    wrong = [fault for _, fault in tried if fault]
    print(f"{case.name}: {len(tried)} by themselves, {hits} failed", flush=True)
    expect(hits >= 0.9 * len(tried), f"{case.name}: allocations failed", hits, len(tried))
    expect(not wrong, f"{case.name}: after a failed allocation: old or new", *wrong[:5])


with folder() as there:
    made = preload("failing_malloc", pathlib.Path(there))
    for kind in (Run, Whole, *(k for k in (*WRITING, *PRINTING) if k is not Run)):
        one = kind(there)
        if kind is Run:
            allocations = split(one, made, 1 if LONG else 7)
        elif kind is Whole:
            allocations = split(one, made, 997)
        else:
            allocations = split(one, made, NONE)
            most = SPLITS_OF_FETCH if issubclass(kind, Fetch) else SPLITS
            split(one, made, max(allocations // most, 1))
        try_some(one, made, allocations, PLACES.get(kind, OTHERS))
end()
