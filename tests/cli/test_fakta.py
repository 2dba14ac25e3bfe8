"""etablera fakta: answers come back from workbooks that run wrote and people filled in. Cells are filled in by editing
the XML in every way that programs write it, by LibreOffice, by Gnumeric and by openpyxl; what the files should then
hold is written here by hand."""
import csv
import io
import os
import pathlib
import re
import shutil
import struct
import subprocess
import zlib

from common import PROGRAM, ROOT, contents, end, expect, folder, run
from filling import WHO, filled, inline, number, place, put, read_parts, shared, write_parts

HERE = pathlib.Path(__file__).parent
PYTHON = "/usr/bin/python3"  # the one that has uno and openpyxl, where they are installed
FACTS = "lokala-fakta/lokala-fakta.csv"
LOG = "lokala-fakta/svar/svar.csv"
CODES = re.compile(r"\[([EWN]\d{3})\]")


def rows(path):
    with open(path, encoding="utf-8-sig", newline="") as f:
        return list(csv.DictReader(f, delimiter=";"))


def fact(data, code, column):
    return next(r[column] for r in rows(data / FACTS) if r["kommunkod"] == code)


def logged(data, **wanted):
    return [r for r in rows(data / LOG) if all(r[k] == v for k, v in wanted.items())]


# --- the tests ------------------------------------------------------------------------------------

def fakta(data, *arguments, **more):
    return run("fakta", "--data", data, *arguments, **more)


def fresh(work, name="data"):
    data = work / name
    shutil.rmtree(data, ignore_errors=True)
    shutil.copytree(ROOT / "fixtures", data, ignore=shutil.ignore_patterns("bilder", "broken", "golden"))
    return data


def every_way(work, card):
    """Each way that a program writes a cell."""
    data = fresh(work)
    before = contents(data)

    def edit(parts):
        rich = ('<r><rPr><b/></rPr><t>n</t></r><r><t xml:space="preserve">ej </t></r>'
                '<rPh sb="0" eb="1"><t>x</t></rPh>')
        put(parts, "svar_K01", shared(parts, "<t> Ja </t>"))
        put(parts, "svar_K02", shared(parts, rich))
        put(parts, "svar_K03", ('t="str"', '<f>IF(1,"ja","nej")</f><v>ja</v>'))
        put(parts, "svar_K04", ('t="b"', "<v>1</v>"))
        put(parts, "svar_K05", ('t="b"', "<v>0</v>"))
        put(parts, "svar_K06", inline("Yes"))
        put(parts, "svar_K07", number("2"))
        put(parts, "svar_K08", inline("JA"))
        put(parts, "svar_K09", inline("okänd"))
        put(parts, "svar_K17", inline("kooperativ"))
        put(parts, "svar_K18", inline("12,5 %"))
        put(parts, "svar_K19", ("", "<f>30+15</f><v>45</v>"))
        put(parts, "anm_K08", inline("=Två möten; en &quot;grupp&quot;_x000D_"))

    book = filled(card, work / "1214 svar.xlsx", edit, **WHO)
    dry = fakta(data, book, "--dry-run")
    expect(dry.returncode == 0 and contents(data) == before, "--dry-run writes nothing", dry.stderr)
    expect("K08: okänd -> ja (infört)" in dry.stdout and "Skulle skriva" in dry.stdout,
           "--dry-run shows what would change", dry.stdout)
    done = fakta(data, book)
    expect(done.returncode == 0 and not done.stderr, "all is read", done.stderr)
    expect(done.stdout.replace("Skrev", "Skulle skriva") == dry.stdout, "as it was shown", done.stdout)
    wanted = {"K01": "ja", "K02": "nej", "K03": "ja", "K04": "ja", "K05": "nej", "K06": "ja", "K07": "2",
              "K08": "ja", "K09": "okänd", "K10": "okänd", "K17": "kooperativ", "K18": "12,5", "K19": "45"}
    for column, text in wanted.items():
        expect(fact(data, "1214", column) == text, f"{column} is {text}", fact(data, "1214", column))
    expect(all(r["vem"] == "Samordnaren" and r["datum"] == "2026-03-01" and r["kommun"] == "Svalöv" and
               r["arbetsbok"] == "1214 svar.xlsx" for r in rows(data / LOG)) and len(rows(data / LOG)) == 12,
           "each with who and when", rows(data / LOG))
    expect(logged(data, faktum="K08")[0]["anmarkning"] == '\'=Två möten; en "grupp"' and
           logged(data, faktum="K09")[0]["utfall"] == "okänd", "remarks and unknowns are kept",
           logged(data, faktum="K08"))
    old = before[FACTS].decode().splitlines(keepends=True)
    new = (data / FACTS).read_bytes().decode().splitlines(keepends=True)
    expect(len(old) == len(new) and [i for i, (a, b) in enumerate(zip(old, new)) if a != b] == [1],
           "no other row was touched")
    kept = contents(data)
    again = fakta(data, book)
    expect(again.returncode == 0 and "Nya svar: 0, oförändrade: 12" in again.stdout,
           "the same workbook again is no news", again.stdout, again.stderr)
    expect(contents(data) == kept, "and writes nothing")
    return data, book


def effect(work, data):
    """The next run counts with the answers, and the sheets show who gave them."""
    run("run", "--data", ROOT / "fixtures", "--out", work / "before", "--draws", "0")
    done = run("run", "--data", data, "--out", work / "after", "--draws", "0")
    expect(done.returncode == 0, "run takes the answers", done.stderr)
    expect((work / "before/korning.json").read_bytes() != (work / "after/korning.json").read_bytes(),
           "and they have an effect")
    said = run("explain", "1214", "--data", data).stdout
    old = run("explain", "1214", "--data", ROOT / "fixtures").stdout
    expect(said != old, "explain too")
    parts = read_parts(work / "after/kommuner/1214-svalov.xlsx")
    texts = parts["xl/sharedStrings.xml"].decode()
    expect("ja (Samordnaren, 2026-03-01)" in texts and "kooperativ (Samordnaren, 2026-03-01)" in texts,
           "the questions show what is known, from whom and when")
    part, at = place(parts, "svar_K08")
    expect(re.search(rf'<c r="{at}"[^>]*/>', parts[part].decode()), "and leave the answer cell empty")
    english = run("run", "--data", data, "--out", work / "english", "--draws", "0", "--lang", "en")
    expect(english.returncode == 0, "in English", english.stderr)
    texts = read_parts(work / "english/kommuner/1214-svalov.xlsx")["xl/sharedStrings.xml"].decode()
    expect("yes (Samordnaren, 2026-03-01)" in texts, "in English words")
    return work / "english/kommuner/1214-svalov.xlsx"


def newer_and_older(work, data, card):
    """A newer answer replaces, an older one and an equal day do not; empty and unknown never."""
    newer = filled(card, work / "newer.xlsx", svar_K01=inline("nej"), svar_K08=inline("okänd"),
                   svar_K03=inline("ja"), svar_vem=inline("Ekonomen"), svar_datum=inline("2026-04-02"))
    done = fakta(data, newer)
    expect(done.returncode == 0 and CODES.findall(done.stderr) == ["W912"], "unknown is told", done.stderr)
    expect(fact(data, "1214", "K01") == "nej" and fact(data, "1214", "K08") == "ja" and
           fact(data, "1214", "K02") == "nej", "newer counts, unknown and empty do not")
    expect(logged(data, faktum="K01")[-1]["ersatte"] == "ja" and
           logged(data, faktum="K01")[-1]["ersatte_datum"] == "2026-03-01", "what it replaced is kept")
    expect(logged(data, faktum="K03")[-1]["utfall"] == "bekräftat", "the same again is a confirmation")
    older = filled(card, work / "older.xlsx", svar_K01=inline("ja"), svar_vem=inline("Handläggaren"),
                   svar_datum=inline("2026-03-20"))
    before = (data / FACTS).read_bytes()
    done = fakta(data, older)
    expect(done.returncode == 1 and CODES.findall(done.stderr) == ["E915"], "older is a conflict", done.stderr)
    expect("\"ja\" (2026-03-20)" in done.stderr and "\"nej\" (2026-04-02)" in done.stderr, "with both",
           done.stderr)
    expect((data / FACTS).read_bytes() == before and
           logged(data, faktum="K01", vem="Handläggaren")[0]["utfall"].startswith("krock"),
           "what was known stays, both are kept")
    count = len(rows(data / LOG))
    fakta(data, older)
    expect(len(rows(data / LOG)) == count, "and is written once")
    same_day = filled(card, work / "same.xlsx", svar_K01=inline("ja"), svar_datum=inline("2026-04-02"),
                      svar_vem=inline("Någon"))
    expect(CODES.findall(fakta(data, same_day).stderr) == ["E915"], "the same day is no newer")


def by_hand(work, card):
    """An answer that somebody wrote in the file has no day: it is replaced and told; one changed by hand
    after an answer stays against the same workbook."""
    data = fresh(work)
    path = data / FACTS
    path.write_bytes(path.read_bytes().replace("1214;Svalöv;okänd".encode(), "1214;Svalöv;ja".encode()))
    book = filled(card, work / "hand.xlsx", svar_K01=inline("nej"), **WHO)
    done = fakta(data, book)
    expect(done.returncode == 0 and CODES.findall(done.stderr) == ["N910"], "no day known is told", done.stderr)
    expect(logged(data, faktum="K01")[0]["ersatte"] == "ja", "and kept")
    path.write_bytes(path.read_bytes().replace("1214;Svalöv;nej".encode(), "1214;Svalöv;ja".encode()))
    done = fakta(data, book)
    expect(done.returncode == 1 and "ändrat för hand efter 2026-03-01" in done.stderr,
           "a change by hand is not taken back", done.stderr)
    expect(fact(data, "1214", "K01") == "ja", "it stays")
    # Excel saved it as Windows-1252, somebody has columns of their own, and one area's row is gone.
    text = path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n").splitlines()
    text = [text[0] + ";egen"] + [f'{line};"a;b"' for line in text[1:] if not line.startswith("1280")]
    path.write_bytes("\r\n".join(text).encode("windows-1252"))
    malmo = next((work / "cards").glob("1280-*.xlsx"))
    done = fakta(data, filled(malmo, work / "m.xlsx", svar_K17=inline("förening"), **WHO))
    expect(done.returncode == 0, "other encodings and columns", done.stderr)
    made = rows(path)
    expect(len(made) == 33 and made[-1]["kommunkod"] == "1280" and made[-1]["kommun"] == "Malmö" and
           made[-1]["K17"] == "förening" and all(r["egen"] == "a;b" for r in made[:-1]),
           "no row and no column is lost, and the row comes back", made[-1])
    path.unlink()
    done = fakta(data, filled(malmo, work / "m2.xlsx", svar_K02=inline("ja"), **WHO))
    made = rows(path)
    expect(len(made) == 33 and fact(data, "1280", "K02") == "ja" and made[0]["K19"] == "okänd",
           "no file at all: it is made", done.stderr)
    path.write_bytes(path.read_bytes().replace(b";K02;", b";X02;"))
    before = contents(data)
    done = run("fakta", "--data", data, filled(malmo, work / "m3.xlsx", svar_K02=inline("nej"), **WHO))
    expect(done.returncode == 1 and contents(data) == before, "a column that is gone is told", done.stderr)
    narrow = data / "lokala-fakta" / "lokala-fakta.csv"
    narrow.write_bytes(before[FACTS].replace(b";X02;", b";K02;").replace(b"1280;Malm\xc3\xb6;", b"1280;Malm\xc3\xb6;;;"))
    done = run("fakta", "--data", data, filled(malmo, work / "m4.xlsx", svar_K02=inline("nej"), **WHO))
    expect(done.returncode == 1, "a row of another width", done.stderr)


def other_programs(work, card, english):
    """What LibreOffice, Gnumeric and openpyxl save."""
    values = ["svar_K08=ja", "svar_K07=#3", "svar_K18=#40", "svar_K17=privat", "svar_K05=TRUE",
              "svar_vem=Åsas grupp", "svar_datum=2026-05-06"]
    want = {"K08": "ja", "K07": "3", "K18": "40", "K17": "privat", "K05": "ja"}

    def taken(book, how, code="1214"):
        data = fresh(work)
        done = fakta(data, book)
        got = {k: fact(data, code, k) for k in want}
        expect(done.returncode == 0 and got == want, f"{how}: the answers", got, done.stderr)
        log = rows(data / LOG)
        expect(len(log) == 5 and all(r["vem"] == "Åsas grupp" and r["datum"] == "2026-05-06" for r in log),
               f"{how}: who and when", log)

    helper = HERE / "office.py"
    have = lambda module: subprocess.run([PYTHON, "-c", f"import {module}"], check=False,
                                         stderr=subprocess.DEVNULL).returncode == 0
    made = []
    if os.path.exists(PYTHON) and have("openpyxl"):
        subprocess.run([PYTHON, "-W", "ignore", helper, "--openpyxl", card, work / "o.xlsx", *values], check=True)
        taken(work / "o.xlsx", "openpyxl")
        made.append(work / "o.xlsx")
    if shutil.which("soffice") and have("uno"):
        for source, name in ((card, "l.xlsx"), (english, "le.xlsx")):
            subprocess.run([PYTHON, helper, source, work / name, *values], check=True, timeout=200)
            taken(work / name, f"LibreOffice, rows inserted and the sheet renamed and moved ({name})")
            made.append(work / name)
    if shutil.which("ssconvert"):
        plain = filled(card, work / "plain.xlsx", svar_K08=inline("ja"), svar_K07=number(3), svar_K18=number(40),
                       svar_K17=inline("privat"), svar_K05=("t=\"b\"", "<v>1</v>"), svar_vem=inline("Åsas grupp"),
                       svar_datum=number(46148))
        for source in [plain, *made]:
            target = work / f"g-{source.name}"
            subprocess.run(["ssconvert", source, target], check=True, stderr=subprocess.DEVNULL)
            taken(target, f"Gnumeric ({target.name})")


def without_names(work, card):
    """Numbers drops the workbook's names: then the headings and the Ids tell where the answers stand."""
    def drop(parts):
        parts["xl/workbook.xml"] = re.sub(rb"<definedNames>.*</definedNames>", b"",
                                          parts["xl/workbook.xml"], flags=re.S)
    data = fresh(work)
    book = filled(card, work / "numbers.xlsx", drop, svar_K08=inline("nej"), svar_K19=number(10),
                  anm_K19=inline("ungefär"), **WHO)
    done = fakta(data, book)
    expect(done.returncode == 0 and fact(data, "1214", "K08") == "nej" and fact(data, "1214", "K19") == "10" and
           logged(data, faktum="K19")[0]["anmarkning"] == "ungefär" and
           logged(data, faktum="K19")[0]["vem"] == "Samordnaren", "found by the headings", done.stderr)


def unreadable_answers(work, card):
    """What is told, cell by cell; the others are taken."""
    data = fresh(work)

    def formats(parts):
        """A percent format and a date format, as the last two of the cell formats."""
        text = parts["xl/styles.xml"].decode()
        count = int(re.search(r'<cellXfs count="(\d+)"', text).group(1))
        text = text.replace("</cellXfs>", '<xf numFmtId="9"/><xf numFmtId="14"/></cellXfs>')
        parts["xl/styles.xml"] = text.replace(f'<cellXfs count="{count}"', f'<cellXfs count="{count + 2}"').encode()
        for name, style, value in (("svar_K18", count, "0.45"), ("svar_K07", count + 1, "46082")):
            part, at = place(parts, name)
            parts[part] = re.sub(rf'<c r="{at}" s="\d+"[^>]*/>', f'<c r="{at}" s="{style}"><v>{value}</v></c>',
                                 parts[part].decode()).encode()

    book = filled(card, work / "odd.xlsx", formats, svar_K01=inline("kanske"), svar_K02=number(1),
                  svar_K03=('t="e"', "<v>#N/A</v>"), svar_K04=inline("ja"), svar_K17=inline("stiftelse"),
                  svar_K19=number("0.4"), **WHO)
    done = fakta(data, book)
    told = re.findall(r'svaret "(.*?)" på (K\d\d) \(Frågor och underlag, ruta ([A-Z]+\d+)\)', done.stderr)
    expect(done.returncode == 1 and {(a, b) for a, b, _ in told} ==
           {("kanske", "K01"), ("1", "K02"), ("#N/A", "K03"), ("46082", "K07"), ("stiftelse", "K17"),
            ("0,4", "K19")} and set(CODES.findall(done.stderr)) == {"E914"}, "each cell is told", done.stderr)
    expect("andel eller procent" in done.stderr and "datum" in done.stderr, "with its own cure", done.stderr)
    expect(fact(data, "1214", "K04") == "ja" and fact(data, "1214", "K18") == "45", "the others are taken",
           fact(data, "1214", "K18"))
    expect(logged(data, faktum="K01")[0]["svar"] == "kanske" and
           logged(data, faktum="K01")[0]["utfall"] == "gick inte att läsa", "and nothing is lost")
    english = fakta(data, book, "--lang", "en")
    expect('the answer "kanske" to K01' in english.stderr, "in English", english.stderr)


def wrong_books(work, card):
    """Whole workbooks that cannot be taken, beside one that can."""
    cards = work / "cards"
    good = filled(next(cards.glob("1230-*.xlsx")), work / "good.xlsx", svar_K08=inline("ja"), **WHO)
    answer = {"svar_K08": inline("ja")}

    def rename(parts):
        parts["xl/workbook.xml"] = parts["xl/workbook.xml"].replace(b'"svar_K01"', b'"svar_K77"')

    def gone(parts):
        parts["xl/workbook.xml"] = re.sub(rb'("svar_K02">).*?<', rb"\1#REF!<", parts["xl/workbook.xml"])

    cases = {
        "E913": filled(card, work / "w1.xlsx", kommunkod=inline("9999"), **answer, **WHO),
        "E916": filled(card, work / "w2.xlsx", **answer, svar_vem=inline("N"), svar_datum=inline("i våras")),
        "E917": filled(card, work / "w3.xlsx", svar_modell=inline("hdi"), **answer, **WHO),
        "E912": work / "cover.xlsx",
        "W910": filled(card, work / "w4.xlsx", **answer, svar_datum=WHO["svar_datum"]),
        "W913": filled(card, work / "w5.xlsx", rename, svar_K01=inline("ja"), **WHO),
        "W914": filled(card, work / "w6.xlsx", gone, **answer, **WHO),
    }
    shutil.copy(work / "plain-skane.xlsx", cases["E912"])
    for code, book in cases.items():
        data = fresh(work)
        done = fakta(data, book, good)
        expect(code in CODES.findall(done.stderr), f"{code} is told", done.stderr)
        expect(done.returncode == (1 if code[0] == "E" else 0), f"{code}: exit code", done.returncode)
        expect(fact(data, "1230", "K08") == "ja", f"{code}: the other workbook is taken")
        expect((fact(data, "1214", "K08") == "ja") == (code in ("W910", "W914")), f"{code}: 1214",
               fact(data, "1214", "K08"))
    data = fresh(work)
    undated = filled(card, work / "w7.xlsx", **answer, svar_vem=inline("N"))
    done = fakta(data, undated)
    expect(CODES.findall(done.stderr) == ["E916"] and fact(data, "1214", "K08") == "okänd", "no day at all")
    done = fakta(data, undated, "--date", "2026-02-03")
    expect(done.returncode == 0 and logged(data, faktum="K08")[0]["datum"] == "2026-02-03", "--date gives it",
           done.stderr)
    data = fresh(work)
    twice = filled(card, work / "w8.xlsx", svar_K08=inline("nej"), svar_vem=inline("B"),
                   svar_datum=inline("2026-03-09"))
    first = filled(card, work / "w9.xlsx", **answer, **WHO)
    done = fakta(data, twice, first)
    expect(CODES.findall(done.stderr) == ["W911"] and fact(data, "1214", "K08") == "nej" and
           [r["svar"] for r in logged(data, faktum="K08")] == ["ja", "nej"],
           "two workbooks for one area: in the order of their days", done.stderr)
    broken = data / LOG
    broken.write_bytes(broken.read_bytes().replace(b"inf\xc3\xb6rt", b"kanske", 1))
    expect("W919" in fakta(data, first).stderr, "a row of the list that makes no sense is told")


def from_1904(work, card):
    """Workbooks of old Excel for Mac count days from 1904."""
    def edit(parts):
        parts["xl/workbook.xml"] = parts["xl/workbook.xml"].replace(b"<workbookPr ", b'<workbookPr date1904="1" ')
    data = fresh(work)
    book = filled(card, work / "mac.xlsx", edit, svar_K08=inline("ja"), svar_vem=inline("M"),
                  svar_datum=number(46082 - 1462))
    done = fakta(data, book)
    expect(done.returncode == 0 and logged(data, faktum="K08")[0]["datum"] == "2026-03-01", "1904", done.stderr)


# --- what is no workbook ---------------------------------------------------------------------------

def raw_zip(parts, size=None, crc=None):
    """A zip file of one's own claims: name -> bytes, deflated; `size` and `crc` lie about the last."""
    out, directory = io.BytesIO(), b""
    for i, (name, data) in enumerate(parts.items()):
        packed = zlib.compress(data, 9)[2:-4]
        last = i == len(parts) - 1
        claimed = size if size is not None and last else len(data)
        check = crc if crc is not None and last else zlib.crc32(data)
        head = struct.pack("<HHHHHIIIHH", 20, 0, 8, 0, 0, check, len(packed), claimed, len(name), 0)
        at = out.tell()
        out.write(b"PK\3\4" + head + name.encode() + packed)
        directory += (b"PK\1\2" + struct.pack("<H", 20) + head + struct.pack("<HHHII", 0, 0, 0, 0, at) + name.encode())
    at = out.tell()
    out.write(directory + b"PK\5\6" + struct.pack("<HHHHIIH", 0, 0, len(parts), len(parts), len(directory), at, 0))
    return out.getvalue()


def hostile(work, card):
    parts = read_parts(card)
    good = card.read_bytes()
    sheet, _ = place(parts, "svar_K01")
    doctype = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>'
    bomb = {**parts, "xl/media/bomb.bin": b"\0" * (300 << 20)}
    wide = b"<worksheet><sheetData>" + b"<row>" + b"<c><v>1</v></c>" * 600000 + b"</row></sheetData></worksheet>"
    deep = b"<a>" * 100000
    cases = {
        "too many bytes": (b"PK\3\4" + b"\0" * (33 << 20), "E911"), "empty": (b"", "E911"), "text": ("kod;svar\n1;ja\n".encode(), "E910"),
        "web page": (b"<html><body>404</body></html>", "E910"),
        "old Excel": (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1" + b"\0" * 600 + "Workbook".encode("utf-16-le"), "E910"),
        "password": (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"),
                     "E910"),
        "OpenDocument": (raw_zip({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet",
                                  "content.xml": b"<a/>"}), "E910"),
        "Numbers": (raw_zip({"Index/Document.iwa": b"x"}), "E910"),
        "binary": (raw_zip({"[Content_Types].xml": b"<a/>", "xl/workbook.bin": b"x"}), "E910"),
        "some zip": (raw_zip({"a.txt": b"x"}), "E910"), "bytes": (b"\0\1\2" * 50, "E910"),
        "cut": (good[:len(good) // 2], "E911"), "cut end": (good[:-10], "E911"),
        "wrong CRC": (raw_zip(parts, crc=1), "E911"), "lying size": (raw_zip(parts, size=1 << 31), "E911"),
        "bomb": (raw_zip(bomb), "E911"),
        "entities": (raw_zip({**parts, sheet: doctype + parts[sheet]}), "E911"),
        "huge sheet": (raw_zip({**parts, sheet: wide}), "E911"), "deep": (raw_zip({**parts, sheet: deep}), "E911"),
        "no XML": (raw_zip({**parts, sheet: b"\xff\xfe"}), "E911"),
        "no sheet": (raw_zip({k: v for k, v in parts.items() if k != sheet}), "E911"),
        "a ring of relations": (raw_zip({**parts, "_rels/.rels": parts["_rels/.rels"].replace(
            b"xl/workbook.xml", b"_rels/.rels")}), "E911"),
        "a string that is not there": (raw_zip({**parts, sheet: re.sub(
            rb't="s"><v>\d+<', b't="s"><v>99999<', parts[sheet], count=1)}), "E911"),
    }
    data = fresh(work)
    before = contents(data)
    for what, (content, code) in cases.items():
        (work / "h.xlsx").write_bytes(content)
        done = fakta(data, work / "h.xlsx")
        expect(done.returncode == 1 and CODES.findall(done.stderr) == [code] and "=" in done.stderr,
               f"{what}: {code} with a cure", done.returncode, done.stderr[:300])
    limited = subprocess.run(["bash", "-c", f"ulimit -v 400000; '{PROGRAM}' fakta --data '{data}' '{work}/b.xlsx'"],
                             cwd=ROOT, capture_output=True, text=True, check=False) \
        if (work / "b.xlsx").write_bytes(cases["bomb"][0]) else None
    if "ASAN" not in os.environ.get("ETABLERA_BUILD", ""):
        expect(limited.returncode == 1 or "AddressSanitizer" in limited.stderr, "a bomb takes no memory",
               limited.stderr[:300])
    expect("finns inte" in fakta(data, work / "nowhere.xlsx").stderr, "a file that is not there")
    expect(contents(data) == before, "nothing was written")


SECOND = """modell bakverk "Bakverk"
  version:  1
  kommuner: "orter.csv"
  basår:    2024
  dag:      2024-12-31

fakta lokalt "Lokalt"
  fil:    egna/svar-*.csv
  kommun: "ort"

faktum första_ägare "Vem äger?"
  kolumn: "ägare"
  typ:    text
  fråga:  Vem äger bageriet?

faktum omsättning "Omsättning"
  id:     P2
  kolumn: "oms"
  typ:    tal [kr]
  fråga:  Hur mycket såldes?
"""


def second_model(work):
    """Free text and other numbers, names that are no ASCII, codes that are no numbers, no file from the start."""
    rules, data = work / "bakverk", work / "bakdata"
    rules.mkdir()
    data.mkdir()
    (rules / "m.regler").write_text(SECOND + '''
källa s "S"
  fil:     s.csv
  kommun:  "kod"
  år:      kolumn "år"
  kolumn:  n = "n" [personer]

index helhet "Helhet"
dimension del "Del"
  under: helhet
  vikt:  1
indikator ett "Ett" [personer]
  under:  del
  vikt:   1
  formel: n
  skala:  0 personer till 100 personer
''', encoding="utf-8")
    (rules / "orter.csv").write_text("kod;namn\nA1;Ort A\nB2;Ort B\n", encoding="utf-8")
    (data / "s.csv").write_text("kod;år;n\nA1;2024;11\nB2;2024;12\n", encoding="utf-8")
    done = run("run", rules, "--data", data, "--out", work / "bakut", "--draws", "0")
    card = work / "bakut/kommuner/b2-ort-b.xlsx"
    expect(card.exists(), "the second model runs", done.stderr)
    long = filled(card, work / "b1.xlsx", svar_forsta_agare=inline("x" * 501), svar_P2=number("-1"), **WHO)
    done = run("fakta", "--rules", rules, "--data", data, long)
    expect(CODES.findall(done.stderr) == ["E914", "E914", "N501"], "too long, and below nothing", done.stderr)
    book = filled(card, work / "b2.xlsx", svar_forsta_agare=inline('Åke; "bagar\'n"'), svar_P2=number("12500.5"), **WHO)
    done = run("fakta", "--rules", rules, "--data", data, book)
    made = rows(data / "egna/svar-.csv")
    expect(done.returncode == 0 and made == [
        {"ort": "A1", "kommun": "Ort A", "ägare": "okänd", "oms": "okänd"},
        {"ort": "B2", "kommun": "Ort B", "ägare": 'Åke; "bagar\'n"', "oms": "12500,5"}], "a file is made",
        done.stderr, made)
    log = rows(data / "egna/svar/svar.csv")
    expect([(r["kommunkod"], r["faktum"], r["svar"]) for r in log if r["utfall"] == "infört"] ==
           [("B2", "ägare", 'Åke; "bagar\'n"'), ("B2", "oms", "12500,5")], "and the list beside it", log)
    again = run("run", rules, "--data", data, "--out", work / "bakut", "--draws", "0")
    texts = read_parts(card)["xl/sharedStrings.xml"].decode()
    expect(again.returncode == 0 and "12\u00a0500,5 kr (Samordnaren, 2026-03-01)" in texts, "and it is read",
           again.stderr)


def the_rest(work, card):
    data = fresh(work)
    many = work / "many"
    many.mkdir()
    for k, source in enumerate(sorted((work / "cards").glob("*.xlsx"))):
        filled(source, many / source.name, svar_K08=inline("ja" if k % 2 else "nej"), **WHO)
    (many / "~$1214-svalov.xlsx").write_bytes(b"x")
    done = fakta(data, many)
    expect(done.returncode == 0 and "Nya svar: 33" in done.stdout and
           [r["K08"] for r in rows(data / FACTS)].count("ja") == 16, "a folder of all", done.stderr)
    (work / "none").mkdir()
    expect(fakta(data, work / "none").returncode == 2, "a folder of none")
    expect(run("fakta").returncode == 2, "no file at all")
    expect(run("fakta", "--rules", ROOT / "tests/cli/nowhere", card).returncode == 2, "no such rules")
    book = filled(card, work / "r.xlsx", svar_K01=inline("ja"), **WHO)
    kept = contents(data)
    if os.geteuid() != 0:
        (data / "lokala-fakta").chmod(0o555)
        expect(fakta(data, book).returncode == 3 and contents(data) == kept, "a folder that cannot be written")
        (data / "lokala-fakta").chmod(0o755)
    small = subprocess.run(["bash", "-c", f"ulimit -f 1; trap '' XFSZ; '{PROGRAM}' fakta --data '{data}' '{book}'"],
                           cwd=ROOT, capture_output=True, text=True, check=False)
    expect(small.returncode == 3 and contents(data) == kept and "E901" in small.stderr,
           "a full disk: the old files are kept", small.returncode, small.stderr)
    import fcntl
    with open(data / "lokala-fakta/.etablera.lock", "a") as lock:
        fcntl.lockf(lock, fcntl.LOCK_EX)
        done = fakta(data, book)
        expect(done.returncode == 3 and "används av en annan" in done.stderr, "another run at work", done.stderr)
        expect(fakta(data, book, "--dry-run").returncode == 0, "looking is allowed")


with folder() as made:
    work = pathlib.Path(made)
    done = run("run", "--data", ROOT / "fixtures", "--out", work / "ut", "--draws", "0")
    expect(done.returncode == 0, "the workbooks are written", done.stderr)
    shutil.copytree(work / "ut/kommuner", work / "cards")
    shutil.copy(work / "ut/asf-skane.xlsx", work / "plain-skane.xlsx")
    card = work / "cards/1214-svalov.xlsx"
    data, book = every_way(work, card)
    english = effect(work, data)
    newer_and_older(work, data, card)
    by_hand(work, card)
    without_names(work, card)
    unreadable_answers(work, card)
    wrong_books(work, card)
    from_1904(work, card)
    hostile(work, card)
    the_rest(work, card)
    second_model(work)
    other_programs(work, card, english)
end()
