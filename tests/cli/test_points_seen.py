"""Every point has been seen to fail: a good workbook is broken in just that way, and then this point
is told, and no other."""
import pathlib
import sys
import zipfile

from common import ROOT, end, expect, folder, run

sys.path.insert(0, str(ROOT / "tests/points"))
# pylint: disable=wrong-import-position
from breaking import COMPANIONS, KINDS, OLD_TIME, WAYS  # noqa: E402
from points import look_at, told  # noqa: E402
from registry import POINTS  # noqa: E402

ORDINARY = (1980, 1, 1, 0, 0, 0)


def parts_of(path):
    with zipfile.ZipFile(path) as book:
        return {name: book.read(name) for name in book.namelist()}


def write(path, parts):
    """A part whose name is a time gives that time to the part it names."""
    aged = parts.pop(OLD_TIME, b"").decode()
    with zipfile.ZipFile(path, "w") as book:
        for name, data in parts.items():
            info = zipfile.ZipInfo(name, OLD_TIME if name == aged else ORDINARY)
            info.compress_type = zipfile.ZIP_STORED if data.count(0) == len(data) else \
                zipfile.ZIP_DEFLATED
            book.writestr(info, data)


def wrong_checksum(good, path):
    data = bytearray(good.read_bytes())
    with zipfile.ZipFile(good) as book:
        info = book.getinfo("docProps/app.xml")
    at = info.header_offset + 30 + len(info.filename) + info.compress_size // 2
    data[at] ^= 0x55
    path.write_bytes(data)


expect(set(WAYS) == set(POINTS), "every point has a way to break it",
       *sorted(set(WAYS) ^ set(POINTS)))
with folder() as out:
    run("run", "--out", out)
    good = {kind: parts_of(f"{out}/{name}") for kind, name in KINDS.items()}
    broken = pathlib.Path(out) / "broken.xlsx"
    for kind, parts in good.items():
        write(broken, dict(parts))
        expect(not look_at(broken), f"{kind}: whole when only packed anew",
               *told(broken, look_at(broken)))
    for point, ways in WAYS.items():
        for kind, edit in ways:
            parts = dict(good[kind])
            edit(parts)
            write(broken, parts)
            found = look_at(broken)
            expect(point in found and set(found) <= {point} | COMPANIONS.get(point, set()),
                   f"{point}: {edit.__name__} is told, and nothing else", *told(broken, found))
    wrong_checksum(pathlib.Path(out) / KINDS["area"], broken)
    expect("entries" in look_at(broken), "entries: a wrong checksum is told", look_at(broken))
end()
