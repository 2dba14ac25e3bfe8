"""tests/PROMISES.md tells the truth: every test that it names exists and is run by ctest, every fault test
and fuzz target is named, and every promise has a test. Usage: check_promises.py FOLDER, that of the
built tests."""
import pathlib
import re
import sys

from common import ROOT, end

PAGE = "tests/PROMISES.md"
NAMED = re.compile(r"`(tests/(\w+)/(\w+)\.(?:py|c))`")
PROMISES = 14

registered = pathlib.Path(sys.argv[1], "CTestTestfile.cmake").read_text("utf-8")


def is_run(path, folder, stem):
    """A script is run by its path, a fuzz target by its name, another C file with its folder."""
    if path.endswith(".py"):
        return f'"{ROOT / path}"' in registered
    return f"add_test([=[{stem if folder == 'fuzz' else folder}]=]" in registered


text = (ROOT / PAGE).read_text("utf-8")
rows = [line for line in text.splitlines() if line.startswith("| ") and not line.startswith("| what ")]
faults = []
named = set()
for row in rows:
    tests = NAMED.findall(row.split(" | ")[3])
    if not tests:
        faults.append(f"{PAGE}: no test: {row[:60]}")
    for path, folder, stem in tests:
        named.add(path)
        if not (ROOT / path).is_file():
            faults.append(f"{PAGE}: there is no {path}")
        elif not is_run(path, folder, stem):
            faults.append(f"{PAGE}: {path} is not run by ctest")
if len(rows) != PROMISES:
    faults.append(f"{PAGE}: {len(rows)} promises, not {PROMISES}")
for path in [*ROOT.glob("tests/fault/test_*.py"), *ROOT.glob("tests/fuzz/fuzz_*.c")]:
    if path.relative_to(ROOT).as_posix() not in named:
        faults.append(f"{PAGE}: {path.name} is not named")
end(faults, len(named))
