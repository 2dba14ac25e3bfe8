"""Each system call that a command makes fails once (strace's injection): the command then says so, or
all is written and right. --long: every one of a run of two municipalities and three indicators, and
so many places of every other command and of a run of the shipped model. Skipped where ptrace is
refused."""
import collections
import re
import shutil
import subprocess

from cases import PRINTING, WRITING, Run, Whole
from fault import LONG, each, end, expect, folder, skip

# call, error, every how many-th in an ordinary run of the small model
FAULTS = (
    ("write", "ENOSPC", 5), ("write", "EIO", 11), ("read", "EIO", 5), ("fsync", "EIO", 1),
    ("fsync", "ENOSPC", 5), ("rename", "EIO", 1), ("rename", "ENOSPC", 5), ("openat", "EIO", 3),
    ("openat", "ENOSPC", 11), ("close", "EIO", 5), ("close", "ENOSPC", 11), ("mkdir", "ENOSPC", 3),
    ("getdents64", "EIO", 3), ("newfstatat", "EIO", 11), ("lseek", "EIO", 11), ("fcntl", "EIO", 7),
    ("unlinkat", "EIO", 1), ("mmap", "ENOMEM", 5),
)
# Of every other command: these calls, each at so many places; SQLite has calls of its own.
OTHERS = (("write", "ENOSPC"), ("read", "EIO"), ("fsync", "EIO"), ("fdatasync", "EIO"),
          ("rename", "EIO"), ("renameat2", "EIO"), ("openat", "ENOSPC"), ("close", "EIO"),
          ("mkdir", "ENOSPC"), ("getdents64", "EIO"), ("link", "ENOSPC"), ("pwrite64", "ENOSPC"), ("pread64", "EIO"))
PLACES, PLACES_OF_WHOLE = (25, 25) if LONG else (2, 2)
NEVER_DONE = ("fsync", "rename", "renameat2")  # not done, when one of these failed
STRACE = ("strace", "-f", "--seccomp-bpf", "-qq")


def count_calls(case):
    """-> {call: how many of it a command without faults makes}"""
    log = case.where / "count.txt"
    place = case.fresh("count")
    code, told = case.run(place, before=(*STRACE, "-o", str(log)))
    expect(code == 0, f"{case.name}: a traced run", code, told[-300:])
    case.drop(place)
    return collections.Counter(re.findall(r"(?m)^\d+ +(\w+)\(", log.read_text(errors="replace")))


def try_one(case, call, error, n):
    """-> (hit, what is wrong or None)"""
    place = case.fresh(f"{call}-{error}-{n}")
    log = case.where / f"{place.name}.txt"
    code, told = case.run(place, before=(
        *STRACE, "-o", str(log), "-e", f"trace={call}", "-e", f"inject={call}:error={error}:when={n}"))
    hit = "(INJECTED)" in log.read_text(errors="replace")
    fault = case.wrong(place, code) or (case.swept(place) if n % 5 == 0 else None)
    if hit and call in NEVER_DONE and code == 0 and not case.tries_again:
        fault = fault or "exit 0"
    case.drop(place)
    log.unlink()
    return hit, f"when={n}: {fault}; exit {code}: {told[-200:]}" if fault else None


def all_places(case, call, error, places):
    tried = each(lambda n: try_one(case, call, error, n), places)
    hits = sum(hit for hit, _ in tried)
    wrong = [fault for _, fault in tried if fault]
    what = f"{case.name}: {call} {error}"
    print(f"{what}: {len(tried)} places, {hits} hit", flush=True)
    expect(hits > 0 and hits >= 0.9 * len(tried), f"{what}: the faults were injected", hits)
    expect(not wrong, f"{what}: told, or all written; old or new", *wrong[:5])


def spread(case, faults, most):
    """So many places of each call, from the first to the last."""
    counts = count_calls(case)
    for call, error in faults:
        step = max(counts[call] // most, 1)
        if counts[call] > 0:
            all_places(case, call, error, range(1 + min(step // 2, counts[call] - 1),
                                                counts[call] + 1, step))


def refused():
    """Why strace cannot inject here, or None."""
    if not shutil.which("strace"):
        return "strace is missing"
    done = subprocess.run([*STRACE, "-e", "trace=getuid", "-e", "inject=getuid:error=EPERM", "true"],
                          capture_output=True, text=True, check=False)
    return done.stderr.strip()[-200:] if done.returncode else None


why = refused()
if why:
    skip(f"no injection of faults: {why}")
with folder() as there:
    small = Run(there)
    made = count_calls(small)
    for name, errno, ordinary in FAULTS:
        all_places(small, name, errno, range(1, made[name] + 1, 1 if LONG else ordinary))
    spread(Whole(there), OTHERS, PLACES_OF_WHOLE)
    for other in (*WRITING, *PRINTING):
        if other is not Run:
            spread(other(there), OTHERS, PLACES if other in WRITING or LONG else 1)
end()
