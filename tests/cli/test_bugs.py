"""What once went wrong. Every NAME.regler in fixtures/bugs is checked in that folder, with the
options that its second line names ("# val: --scenario s"), and NAME.txt is what must be said. The
fuzz targets replay the same files (tests/fuzz). ETABLERA_GOLDEN=write writes the files anew."""
import os
import re

from common import ROOT, end, expect, run

FOLDER = ROOT / "fixtures/bugs"

for path in sorted(FOLDER.glob("*.regler")):
    lines = path.read_bytes().split(b"\n", 2)
    options = re.match(rb"# val: (.*)", lines[1]) if len(lines) > 1 else None
    more = options[1].decode().split() if options else []
    done = run("check", path.name, *more, cwd=FOLDER)
    said, golden = done.stdout + done.stderr, path.with_suffix(".txt")
    if os.environ.get("ETABLERA_GOLDEN") == "write":
        golden.write_text(said, encoding="utf-8")
    expect(done.returncode in (0, 1), f"{path.name}: exit 0 or 1, not {done.returncode}")
    expect(golden.exists() and golden.read_text(encoding="utf-8") == said,
           f"{path.name}: the golden message", said)
end()
