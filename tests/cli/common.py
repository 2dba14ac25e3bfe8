"""What the command-line tests share: running the program, and counting what was tried."""
import os
import pathlib
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = pathlib.Path(sys.argv[1]).resolve() if len(sys.argv) > 1 else None
SKIPPED = 77

tried = []
faults = []


def run(*arguments, cwd=ROOT, stdout=subprocess.PIPE, **environment):
    """-> CompletedProcess with text; the environment is the caller's plus `environment`."""
    return subprocess.run([str(PROGRAM), *map(str, arguments)], cwd=cwd, stdout=stdout,
                          stderr=subprocess.PIPE, stdin=subprocess.DEVNULL, encoding="utf-8",
                          env={**os.environ, **environment}, timeout=250, check=False)


def expect(condition, what, *details):
    tried.append(what)
    if not condition:
        faults.append(what)
        print(f"FAILED: {what}")
        for detail in details:
            print(f"    {detail}")


def folder():
    return tempfile.TemporaryDirectory(prefix="etablera-test-")


def contents(path):
    """Relative name -> bytes of every file under path, the lock aside."""
    path = pathlib.Path(path)
    return {p.relative_to(path).as_posix(): p.read_bytes()
            for p in sorted(path.rglob("*")) if p.is_file() and p.name != ".etablera.lock"}


def expect_same(a, b, what):
    differing = [n for n in sorted(set(a) | set(b)) if a.get(n) != b.get(n)]
    expect(a and not differing, what, *differing[:10])


def end():
    """A script that tried nothing has failed."""
    print(f"{len(tried)} tried, {len(faults)} failed")
    sys.exit(1 if faults or not tried else 0)


def skip(why):
    print(f"SKIPPED: {why}")
    sys.exit(SKIPPED)
