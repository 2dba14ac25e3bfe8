"""Golden messages. Every NAME.regler in fixtures/broken/rules (faults in the rules alone) and in
fixtures/broken/check (faults that show beside the data) has NAME.txt, what `etablera check` must say
about it in that folder; NAME.en.txt, when there, is the English. A rule file that needs data names
its folder from the project's root in the first line: "# data: fixtures/broken/check/data".
NAME.mended.regler must pass without a warning.

ETABLERA_GOLDEN=write writes the files anew, for reading in a diff."""
import difflib
import os
import re

from common import ROOT, end, expect, run, skip

WRITE = os.environ.get("ETABLERA_GOLDEN") == "write"


def arguments(path):
    first = path.read_bytes().split(b"\n", 1)[0].decode("utf-8", "replace")
    data = re.match(r"#\s*data:\s*(\S+)", first)
    return ["check", path.name, *(["--data", ROOT / data[1]] if data else [])]


def compare(path, golden, *more):
    done = run(*arguments(path), *more, cwd=path.parent)
    name = path.name
    told = re.search(r"(?:varning|warning|upplysning|note)\[", done.stderr)
    expect(done.returncode == 1 or told, f"{name}: exit 1, a warning or a note, not "
           f"{done.returncode}", done.stderr)
    code = name.split("-")[0]
    expect(not re.fullmatch(r"[EWN]\d+", code) or f"[{code}]" in done.stderr,
           f"{name}: tells {code}", done.stderr)
    if WRITE:
        golden.write_text(done.stderr, encoding="utf-8")
    wanted = golden.read_text(encoding="utf-8") if golden.exists() else ""
    difference = difflib.unified_diff(wanted.splitlines(), done.stderr.splitlines(), golden.name,
                                      "said", lineterm="")
    expect(wanted == done.stderr, f"{name}: the golden message", *list(difference)[:40])


rules = [p for folder in ("rules", "check")
         for p in sorted((ROOT / "fixtures/broken" / folder).glob("*"))
         if p.suffix in (".regler", ".rules")]
if not rules:
    skip("fixtures/broken has no rule files")
for path in rules:
    if ".mended" in path.name:
        done = run(*arguments(path), cwd=path.parent)
        expect(done.returncode == 0 and not done.stderr, f"{path.name}: nothing wrong", done.stderr)
        continue
    compare(path, path.with_suffix(".txt"))
    english = path.with_suffix(".en.txt")
    if english.exists():
        compare(path, english, "--lang", "en")
end()
