"""Two runs at once in one folder: the second says who holds it, and nothing is mixed."""
import re
import subprocess
import time

from cases import YESTERDAY, Threads, WholeThreads
from fault import EXIT_WORLD, LONG, end, expect, folder


def start(case, out, *more):
    return subprocess.Popen([*case.command(), *more], cwd=out, stdout=subprocess.DEVNULL,
                            stderr=subprocess.PIPE, stdin=subprocess.DEVNULL)


def two(case, pause):
    """-> how many were turned away; one run is yesterday's, one today's."""
    out = case.fresh("together")
    first = start(case, out)
    time.sleep(pause)
    second = start(case, out, "--date", YESTERDAY)
    told = [p.communicate()[1].decode() for p in (first, second)]
    codes = [first.returncode, second.returncode]
    expect(0 in codes and set(codes) <= {0, EXIT_WORLD}, "one run does its work", codes, *told)
    expect(case.wrong(out, 1) is None, "two at once: every file is the one's or the other's")
    for mine, other, code, text in ((first, second, codes[0], told[0]),
                                    (second, first, codes[1], told[1])):
        if code:
            expect(re.search(rf"process {other.pid}\b", text), "says who holds the folder",
                   mine.pid, other.pid, text)
    return sum(code != 0 for code in codes)


with folder() as there:
    small, whole = Threads(there), WholeThreads(there)
    turned = sum(two(small, pause) for pause in (0, 0.005, 0.01, 0.02) * (10 if LONG else 2))
    turned += sum(two(whole, pause) for pause in (0, 0.1) * (5 if LONG else 1))
    expect(turned > 0, "some run was turned away", turned)
end()
