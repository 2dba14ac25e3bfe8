"""Any rules end in messages, in little memory: the cases of worst.py with a ceiling on it, and one on
the processor that leaves room for a build without optimising and a loaded machine. How long they take
in a release is printed by tests/bench/run."""
import os
import resource
import subprocess

from common import PROGRAM, end, expect, folder, skip
from worst import MIB, cases

CEILING, SECONDS = 64 * MIB, 20  # the time only catches what never ends
PROCESSOR = 0.5  # seconds

if b"__asan_init" in PROGRAM.read_bytes():
    skip("the sanitizers need memory of their own")


def spent():
    """Seconds of processor that the programs took which have ended."""
    return os.times().children_user + os.times().children_system


def ceiling(size=CEILING):
    resource.setrlimit(resource.RLIMIT_DATA, (size, size))


with folder() as there:
    slowest = (0.0, "")
    for name, data in cases():
        path = f"{there}/a.regler"
        with open(path, "wb") as file:
            file.write(data)
        before = spent()
        done = subprocess.run([PROGRAM, "check", path], cwd=there, stdin=subprocess.DEVNULL,
                              capture_output=True, preexec_fn=ceiling, timeout=SECONDS, check=False)
        slowest = max(slowest, (spent() - before, name))
        expect(done.returncode in (0, 1), f"{name}: exit 0 or 1, not {done.returncode}",
               done.stderr[-300:])
        expect(done.returncode == 0 or b"fel[" in done.stderr, f"{name}: says what is wrong")
        expect(len(done.stderr) < 200000, f"{name}: not more than anyone reads", len(done.stderr))
    print(f"slowest: {slowest[0]:.3f} s of processor, {slowest[1]}")
    expect(slowest[0] < PROCESSOR, "little time", *slowest)
    small = subprocess.run([PROGRAM, "--version"], capture_output=True, check=False,
                           preexec_fn=lambda: ceiling(1 << 16))
    expect(small.returncode != 0, "the ceiling holds", small.returncode)
end()
