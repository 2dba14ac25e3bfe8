"""What the fault tests share: running a command on a folder as yesterday left it, and the question
after each fault: is everything yesterday's or today's, and was exit 0 only said when all is today's?
The commands themselves are in cases.py.

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
EXIT_WORLD = 3
ONE_THREAD = ("--threads", "1")
WORKERS = (os.cpu_count() or 1) + 1  # one waits for the disk now and then


def execute(arguments, said=subprocess.DEVNULL, **keywords):
    """-> (exit code, negative for a signal; stderr)"""
    done = subprocess.run(arguments, stdin=subprocess.DEVNULL, stdout=said,
                          stderr=subprocess.PIPE, check=False, timeout=120, **keywords)
    return done.returncode, done.stderr.decode("utf-8", "replace")


def private(name):
    return any(part.startswith(".etablera-") for part in name.split("/"))


class Case:
    """A command that runs in a folder, what stands there before it (`old`), and after it (`new`):
    {name: bytes}, where a name that ends with "/" stands for a folder that is switched whole.
    Subclasses give name, prepare() and arguments(), perhaps environment and seen()."""

    name = ""
    environment = {}
    speaks = False       # what it says is what it makes
    tries_again = False  # a fault may be made good before the end
    own = ()             # what it writes beside what is seen, and may name when it cannot
    codes = (EXIT_WORLD,)  # of a full disk

    def __init__(self, where):
        self.where = pathlib.Path(where) / self.name
        self.where.mkdir(parents=True)
        (self.where / "yesterday").mkdir()
        self.prepare(self.where / "yesterday")
        self.old = self.seen(self.where / "yesterday")
        place = self.fresh("today")
        code, told = self.run(place)
        self.new = self.seen(place)
        expect(code == 0, f"{self.name}: without faults", code, told[-500:])
        expect(self.old != self.new, f"{self.name}: something is made")

    def prepare(self, place):
        """Fills `place` with what stands there before the command."""

    def arguments(self):
        raise NotImplementedError

    def surroundings(self, more=None):
        return {**os.environ, **self.environment, **(more or {})}

    def command(self):
        return [str(PROGRAM), *map(str, self.arguments())]

    def must(self, place, *arguments):
        """What prepares has to do without a fault."""
        code, told = execute([str(PROGRAM), *map(str, arguments)], cwd=place,
                             env=self.surroundings())
        expect(code == 0, f"{self.name}: {arguments[0]} prepares", told[-500:])

    def said(self, place):
        return self.where / f"{place.name}.said"

    def run(self, place, before=(), environment=None, **keywords):
        """With `before` (a tracer) before the program. -> (exit code, stderr)"""
        with open(self.said(place), "wb") as said:
            return execute([*before, *self.command()], said=said, cwd=place,
                           env=self.surroundings(environment), **keywords)

    def fresh(self, name):
        """A folder as yesterday left it."""
        place = self.where / name
        shutil.rmtree(place, ignore_errors=True)
        shutil.copytree(self.where / "yesterday", place, symlinks=True)
        return place

    def drop(self, place):
        shutil.rmtree(place, ignore_errors=True)
        self.said(place).unlink(missing_ok=True)

    def seen(self, place):
        found = {n: b for n, b in contents(place).items() if not private(n)}
        if self.speaks and self.said(place).exists():
            found["said"] = self.said(place).read_bytes()
        return found

    def wrong(self, place, code):
        """What is wrong after a run that ended so; None: nothing."""
        found = self.seen(place)
        if self.speaks:  # what was said of a run that failed says nothing
            return "exit 0, but other words" if code == 0 and found != self.new else None
        lost = sorted(set(self.old) - set(found))
        torn = [n for n, b in found.items() if b not in (self.old.get(n), self.new.get(n))]
        if lost:
            return f"lost: {lost[:5]}"
        if torn:
            return f"neither old nor new: {torn[:5]}"
        left = [n for n in self.new if found.get(n) != self.new[n]]
        if code == 0 and left:
            return f"exit 0, but not written: {left[:5]}"
        return None

    def swept(self, place):
        """What is wrong after a next run without faults."""
        code, told = self.run(place)
        if code != 0:
            return f"the next run: exit {code}: {told[-300:]}"
        rest = [p.name for p in place.rglob("*")
                if p.name.startswith(".etablera-") or p.name.endswith(".ny")]
        return f"left behind: {rest[:5]}" if rest else self.wrong(place, 0)


def each(function, items):
    """In parallel, in order."""
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
