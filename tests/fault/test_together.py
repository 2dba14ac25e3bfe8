"""Two runs at once in one folder: the second says who holds it, and nothing is mixed."""
import pathlib
import re
import subprocess
import time

from fault import LONG, ROOT, SMALL, WHOLE, YESTERDAY, Runs, command, end, expect, folder

EXIT_WORLD = 3


def start(runs, out, *more):
    return subprocess.Popen(command(runs.model, out, *more), cwd=ROOT, stdout=subprocess.DEVNULL,
                            stderr=subprocess.PIPE, stdin=subprocess.DEVNULL)


def two(runs, pause):
    """-> how many were turned away; one run is yesterday's, one today's."""
    out = runs.fresh("together")
    first = start(runs, out)
    time.sleep(pause)
    second = start(runs, out, *YESTERDAY)
    told = [p.communicate()[1].decode() for p in (first, second)]
    codes = [first.returncode, second.returncode]
    expect(0 in codes and set(codes) <= {0, EXIT_WORLD}, "one run does its work", codes, *told)
    expect(runs.wrong(out, 1) is None, "two at once: every file is the one's or the other's")
    for mine, other, code, text in ((first, second, codes[0], told[0]),
                                    (second, first, codes[1], told[1])):
        if code:
            expect(re.search(rf"process {other.pid}\b", text), "says who holds the folder",
                   mine.pid, other.pid, text)
    return sum(code != 0 for code in codes)


with folder() as there:
    small = Runs(SMALL, pathlib.Path(there) / "small")
    whole = Runs(WHOLE, pathlib.Path(there) / "whole")
    turned = sum(two(small, pause) for pause in (0, 0.005, 0.01, 0.02) * (10 if LONG else 2))
    turned += sum(two(whole, pause) for pause in (0, 0.1) * (5 if LONG else 1))
    expect(turned > 0, "some run was turned away", turned)
end()
