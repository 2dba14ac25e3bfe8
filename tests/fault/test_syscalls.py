"""Each system call that a run makes fails once (strace's injection): the run then says so, or all is
written and right. Skipped where ptrace is refused."""
import pathlib
import shutil
import subprocess

from fault import (LONG, ONE_THREAD, SMALL, WHOLE, Runs, command, each, end, execute, expect,
                   folder, skip)

# call, error, every how many-th in an ordinary run of the small model
FAULTS = (
    ("write", "ENOSPC", 5), ("write", "EIO", 11), ("read", "EIO", 5), ("fsync", "EIO", 1),
    ("fsync", "ENOSPC", 5), ("rename", "EIO", 1), ("rename", "ENOSPC", 5), ("openat", "EIO", 3),
    ("openat", "ENOSPC", 11), ("close", "EIO", 5), ("close", "ENOSPC", 11), ("mkdir", "ENOSPC", 3),
    ("getdents64", "EIO", 3), ("newfstatat", "EIO", 11), ("lseek", "EIO", 11), ("fcntl", "EIO", 7),
    ("unlinkat", "EIO", 1), ("mmap", "ENOMEM", 5),
)
# The shipped model: so many places of each call.
PLACES_OF_WHOLE = 60 if LONG else 2
NEVER_DONE = ("fsync", "rename")  # a run in which one of these failed must not say that it is done
BIG = ("write", "read", "fsync", "rename", "openat", "close")


def traced(options, runs, name, log):
    """A run under strace on yesterday's files -> (exit code, stderr, folder)."""
    out = runs.fresh(name)
    code, told = execute(["strace", "-f", "-qq", "-o", str(log), *options,
                          *command(runs.model, out, *ONE_THREAD)])
    return code, told, out


def calls_of(runs, call, where):
    """How many there are of a call in a run over yesterday's files."""
    log = where / "count.txt"
    code, told, _ = traced(["-e", f"trace={call}"], runs, "count", log)
    expect(code == 0, f"{call}: a traced run", told[-300:])
    return sum(f" {call}(" in line for line in log.read_text(errors="replace").splitlines())


def try_one(runs, where, call, error, n):
    """-> (hit, what is wrong or None)"""
    name = f"{call}-{error}-{n}"
    log = where / f"{name}.txt"
    code, told, out = traced(["-e", f"trace={call}", "-e", f"inject={call}:error={error}:when={n}"],
                             runs, name, log)
    hit = "(INJECTED)" in log.read_text(errors="replace")
    fault = runs.wrong(out, code) or (runs.swept(out) if n % 5 == 0 else None)
    if hit and call in NEVER_DONE and code == 0:
        fault = "exit 0"
    shutil.rmtree(out)
    log.unlink()
    return hit, f"when={n}: {fault}; exit {code}: {told[-200:]}" if fault else None


def all_places(runs, where, call, error, places):
    tried = each(lambda n: try_one(runs, where, call, error, n), places)
    hits = sum(hit for hit, _ in tried)
    wrong = [fault for _, fault in tried if fault]
    print(f"{call} {error}: {len(tried)} places, {hits} hit")
    expect(hits > 0 and hits >= 0.9 * len(tried), f"{call} {error}: the faults were injected", hits)
    expect(not wrong, f"{call} {error}: told, or all written; old or new", *wrong[:5])


def refused():
    """Why strace cannot inject here, or None."""
    if not shutil.which("strace"):
        return "strace is missing"
    done = subprocess.run(["strace", "-qq", "-e", "inject=getuid:error=EPERM", "true"],
                          capture_output=True, text=True, check=False)
    return done.stderr.strip()[-200:] if done.returncode else None


why = refused()
if why:
    skip(f"no injection of faults: {why}")
with folder() as there:
    where = pathlib.Path(there)
    small = Runs(SMALL, where / "small")
    for call, error, step in FAULTS:
        count = calls_of(small, call, where)
        all_places(small, where, call, error, range(1, count + 1, 1 if LONG else step))
    whole = Runs(WHOLE, where / "whole")
    for call in BIG:
        count = calls_of(whole, call, where)
        all_places(whole, where, call, "EIO" if call in ("read", "fsync") else "ENOSPC",
                   range(1 + count // PLACES_OF_WHOLE // 2, count + 1,
                         max(count // PLACES_OF_WHOLE, 1)))
end()
