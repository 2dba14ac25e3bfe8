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


print("== Rules that cost most to read (promised: 50 ms and 64 MiB)")
print(f"{'case':<32} {'MB':>6} {'ms':>8} {'MiB':>6}")
slowest = largest = 0
for name, data in cases():
    rules = WORK / "paahittad-varst.regler"
    rules.write_bytes(data)
    seconds, mib = measured(str(rules))
    slowest, largest = max(slowest, seconds), max(largest, mib)
    print(f"{name:<32} {len(data) / 1e6:>6.1f} {seconds * 1000:>8.1f} {mib:>6.1f}")
print(f"{'most':<32} {'':>6} {slowest * 1000:>8.1f} {largest:>6.1f}")
