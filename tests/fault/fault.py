"""What the fault tests share: a small and a whole run, yesterday's files, and the question after
each fault: is every file yesterday's or today's, and was exit 0 only said when all are today's?

ETABLERA_LONG=1 (tests/run --long) tries every place; otherwise some are passed over."""
import concurrent.futures
import os
import pathlib
import shutil
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests/cli"))
# pylint: disable=wrong-import-position
from common import PROGRAM, contents, end, expect, faults, folder, skip  # noqa: E402,F401

LONG = os.environ.get("ETABLERA_LONG") == "1"
SMALL = ("--rules", "tests/fault/pahittad/regler", "--data", "tests/fault/pahittad/data")
WHOLE = ("--draws", "50")
YESTERDAY = ("--date", "2024-06-30")
ONE_THREAD = ("--threads", "1")
WORKERS = os.cpu_count() or 1


def command(model, out, *more):
    return [str(PROGRAM), "run", *model, "--out", str(out), *more]


def execute(arguments, **keywords):
    """-> (exit code, negative for a signal; stderr)"""
    done = subprocess.run(arguments, cwd=ROOT, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                          stderr=subprocess.PIPE, check=False, timeout=120, **keywords)
    return done.returncode, done.stderr.decode("utf-8", "replace")


class Runs:
    """A folder with yesterday's files and what they are today."""

    def __init__(self, model, where):
        self.model, self.where = model, pathlib.Path(where)
        self.old = self._made("yesterday", *YESTERDAY)
        self.new = self._made("today")
        expect(self.old and set(self.old) == set(self.new) and
               all(self.old[n] != self.new[n] for n in self.new if n.endswith(".xlsx")),
               "yesterday's workbooks differ from today's", sorted(self.old))

    def _made(self, name, *more):
        code, told = execute(command(self.model, self.where / name, *more))
        expect(code == 0, f"{name}: a run without faults", told[-500:])
        return contents(self.where / name)

    def fresh(self, name):
        """A folder as yesterday left it."""
        out = self.where / name
        shutil.rmtree(out, ignore_errors=True)
        shutil.copytree(self.where / "yesterday", out)
        return out

    def wrong(self, out, code):
        """What is wrong after a run that ended so; None: nothing."""
        found = {n: b for n, b in contents(out).items() if not private(n)}
        lost = sorted(set(self.old) - set(found))
        torn = [n for n, b in found.items() if b not in (self.old.get(n), self.new.get(n))]
        if lost:
            return f"lost: {lost[:5]}"
        if torn:
            return f"neither old nor new: {torn[:5]}"
        left = [n for n in self.new if found[n] != self.new[n]]
        if code == 0 and left:
            return f"exit 0, but not written: {left[:5]}"
        return None

    def swept(self, out):
        """What is wrong after a next run without faults."""
        code, told = execute(command(self.model, out))
        if code != 0:
            return f"the next run: exit {code}: {told[-300:]}"
        rest = [p.name for p in pathlib.Path(out).rglob(".etablera-*")]
        return f"left behind: {rest[:5]}" if rest else self.wrong(out, 0)


def private(name):
    return any(part.startswith(".etablera-") for part in name.split("/"))


def each(function, items):
    """In parallel, in order; stops asking when the answer is None."""
    with concurrent.futures.ThreadPoolExecutor(WORKERS) as pool:
        return list(pool.map(function, items))


def preload(name, where):
    """Builds tests/fault/NAME.c as a library to load before the others; skips without a compiler."""
    made = pathlib.Path(where) / f"{name}.so"
    compiler = os.environ.get("CC") or shutil.which("cc") or shutil.which("gcc")
    if not compiler:
        skip("there is no C compiler")
    done = subprocess.run([compiler, "-O1", "-shared", "-fPIC", "-o", str(made),
                           str(ROOT / f"tests/fault/{name}.c"), "-ldl"],
                          capture_output=True, text=True, check=False)
    expect(done.returncode == 0, f"{name}.c is built", done.stderr[-500:])
    return made
