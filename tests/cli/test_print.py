"""On paper, beside an earlier run: the sheets that such a run adds keep every point that a page is held
to (tests/points/paper.py), in both languages. Other runs have test_points.py."""
import pathlib
import sys

from common import ROOT, end, expect, folder, run
from names import VALUE, WEIGHT

sys.path.insert(0, str(ROOT / "tests/points"))
from points import look_at, told  # noqa: E402  pylint: disable=wrong-import-position

BOOKS = ("asf-skane.xlsx", "kommuner/1280-malmo.xlsx", "kommuner/1257-orkelljunga.xlsx")

with folder() as at:
    for lang in ("sv", "en"):
        out = pathlib.Path(at, lang)
        done = run("run", "--lang", lang, "--out", out, "--before-rules", "rules/asf", "--set",
                   f"{WEIGHT}={VALUE + 10}")
        expect(done.returncode == 0, f"{lang}: run", done.stderr)
        for name in BOOKS:
            found = look_at(out / name)
            expect(not found, f"{lang}: {name} keeps every point", *told(name, found))
end()
