"""Every point that a workbook is held to (tests/points), on all of a run, in both languages; and on
the workbooks of invented data."""
import pathlib
import sys

from common import ROOT, end, expect, folder, run

sys.path.insert(0, str(ROOT / "tests/points"))
from points import look_at, told  # noqa: E402  pylint: disable=wrong-import-position

WORKBOOKS = 34


def hold(what, *options, but=()):
    with folder() as out:
        done = run("run", "--out", out, *options)
        books = sorted(pathlib.Path(out).rglob("*.xlsx"))
        expect(len(books) >= WORKBOOKS, f"{what}: {WORKBOOKS} workbooks", len(books), done.stderr)
        for path in books:
            found = {name: faults for name, faults in look_at(path).items() if name not in but}
            expect(not found, f"{what}: {path.name} keeps every point", *told(path, found))


hold("Swedish")
hold("English", "--lang", "en")
# Where everything is known, the longer texts make Rangordning too wide for 7 points: 6.6 on paper.
hold("invented", "--data", "fixtures/pahittad", but=("print_sizes",))
end()
