"""Rules that cost most to read (tests/cli/worst.py): milliseconds of processor and MiB for each.
Usage: worst.py PROGRAM FOLDER. PROGRAM check is what is measured, with its own start and end."""
import os
import pathlib
import sys

PROGRAM, WORK = sys.argv[1], pathlib.Path(sys.argv[2])
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "cli"))
from worst import cases  # noqa: E402

BEST_OF = 3


def measured(path):
    """A child of its own for each, so that the peak is not this program's."""
    best, peak = None, 0
    for _ in range(BEST_OF):
        child = os.posix_spawn(PROGRAM, [PROGRAM, "check", path], os.environ, file_actions=[
            (os.POSIX_SPAWN_OPEN, fd, os.devnull, os.O_WRONLY, 0) for fd in (1, 2)])
        _, _, usage = os.wait4(child, 0)
        spent = usage.ru_utime + usage.ru_stime
        best = spent if best is None else min(best, spent)
        peak = usage.ru_maxrss / 1024
    return best, peak


def write_all():
    """In a process of its own: a child starts with the peak of the one that starts it."""
    child = os.fork()
    if child == 0:
        for i, (name, data) in enumerate(cases()):
            (WORK / f"paahittad-varst-{i}.regler").write_bytes(data)
            (WORK / f"paahittad-varst-{i}.namn").write_text(name, encoding="utf-8")
        os._exit(0)
    if os.waitpid(child, 0)[1] != 0:
        raise SystemExit("the cases could not be written")


print("== Rules that cost most to read (promised: 50 ms and 64 MiB)")
print(f"{'case':<32} {'MB':>6} {'ms':>8} {'MiB':>6}")
slowest = largest = number = 0
write_all()
while (rules := WORK / f"paahittad-varst-{number}.regler").exists():
    name = rules.with_suffix(".namn").read_text(encoding="utf-8")
    seconds, mib = measured(str(rules))
    slowest, largest, number = max(slowest, seconds), max(largest, mib), number + 1
    print(f"{name:<32} {rules.stat().st_size / 1e6:>6.1f} {seconds * 1000:>8.1f} {mib:>6.1f}")
print(f"{'most':<32} {'':>6} {slowest * 1000:>8.1f} {largest:>6.1f}")
