"""Writing workbooks: the cells of a whole run, written through lib/report/book.h, by a bare loop over
libxlsxwriter (bench_books) and by python3-xlsxwriter, all in the same run.
Usage: books.py PROGRAM BENCH FOLDER"""
import pathlib
import subprocess
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "points"))
from book import Book  # noqa: E402  pylint: disable=wrong-import-position

PROGRAM, BENCH, WORK = (pathlib.Path(a).resolve() for a in sys.argv[1:4])
BEST_OF = 12
LARGEST = 1_000_000

# Run by Debian's own python3, which has the package.
PEER = r"""
import sys, time, xlsxwriter
books = []
for line in open(sys.argv[1], encoding="utf-8", newline="\n"):
    f = line.rstrip("\n").split("\t")
    if f[0] == "B":
        books.append([])
    elif f[0] == "S":
        books[-1].append((f[1], [], []))
    elif f[0] == "R":
        books[-1][-1][2].append((int(f[1]), float(f[2])))
    else:
        value = f[5] if f[4] == "s" else float(f[5])
        books[-1][-1][1].append((int(f[1]), int(f[2]), f[3] == "1", f[4] == "s", value, f[6]))
best = 1e9
for _ in range(int(sys.argv[3])):
    start = time.process_time()
    for number, sheets in enumerate(books):
        book = xlsxwriter.Workbook(f"{sys.argv[2]}/peer-{number}.xlsx")
        numbers = book.add_format({"font_size": 10, "num_format": "#,##0.0"})
        texts = book.add_format({"font_size": 10})
        wrapped = book.add_format({"font_size": 10, "text_wrap": True})
        for name, cells, heights in sheets:
            sheet = book.add_worksheet(name)
            for row, height in heights:
                sheet.set_row(row, height)
            for row, column, wrap, text, value, formula in cells:
                if formula:
                    sheet.write_formula(row, column, formula, numbers, value)
                elif text:
                    sheet.write_string(row, column, value, wrapped if wrap else texts)
                else:
                    sheet.write_number(row, column, value, numbers)
        book.close()
    best = min(best, time.process_time() - start)
print(best)
"""


def flat(books, path):
    """Every cell that shows something, and the height of every row, in the order of the file."""
    def plain(text):
        return str(text).replace("\t", " ").replace("\n", " ")
    with open(path, "w", encoding="utf-8", newline="\n") as out:
        for name in books:
            book = Book(name)
            out.write(f"B\t{name.stem}\n")
            for sheet in book.sheets:
                out.write(f"S\t{sheet.name}\n")
                rows = sorted({cell.row for cell in sheet.filled()})
                for row, height in ((row, sheet.height(row)) for row in rows):
                    if height:
                        out.write(f"R\t{row}\t{height}\n")
                for cell in sheet.filled():
                    kind = "s" if cell.kind == "s" else "n"
                    value = plain(cell.value) if kind == "s" else cell.raw
                    out.write(f"C\t{cell.row}\t{cell.column}\t{int(book.styles.of(cell).wrap)}\t"
                              f"{kind}\t{value}\t{plain(cell.formula or '')}\n")
            book.close()


def wall(*arguments):
    best = 1e9
    for _ in range(3):
        start = time.perf_counter()
        subprocess.run([str(PROGRAM), *arguments], stdout=subprocess.DEVNULL,
                       stderr=subprocess.DEVNULL, check=False)
        best = min(best, time.perf_counter() - start)
    return best


def main():
    print("== Writing workbooks")
    out = WORK / "books"
    run, data = wall("run", "--out", str(out)), wall("data")
    print(f"whole run {run:.3f} s, of which reading and scores {data:.3f} s")
    books = sorted(out.rglob("*.xlsx"), key=lambda p: -p.stat().st_size)
    largest = books[0].stat().st_size
    print(f"{books[0].name}: {largest} bytes (goal under {LARGEST})")
    cells = WORK / "cells.txt"
    flat(books, cells)
    told = subprocess.run([str(BENCH), str(cells), str(WORK)], stdout=subprocess.PIPE, text=True,
                          check=True).stdout.splitlines()
    print(*told[:-1], sep="\n")
    through, writing = (float(next(line for line in told if line.startswith(what)).split()[-8])
                        for what in ("book.h, read", "book.h, without"))
    peer = subprocess.run(["/usr/bin/python3", "-c", PEER, str(cells), str(WORK), str(BEST_OF)],
                          stdout=subprocess.PIPE, text=True, check=False).stdout.strip()
    if not peer:
        print("python3-xlsxwriter is missing")
        return
    print(f"python3-xlsxwriter: {float(peer):.3f} s of processor, {float(peer) / writing:.1f} x of "
          f"book.h (goal 3 x), {float(peer) / through:.1f} x with the read-back that it has not, "
          f"{float(peer) / float(told[-1]):.1f} x of bare")


main()
