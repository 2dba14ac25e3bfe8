"""Every way in which the server can misbehave. What a client must do about each stands in
expected.md; the self test holds the two lists together.

A misbehaviour works at one stage: "rows" (the numbers, before they are written), "titles" and
"page" (Kolada), "answer" (anything that was about to be sent) or "instead" (the agency is never
asked).
"""
import dataclasses
import email.utils
import functools
import gzip
import json
import re
import struct
import time
import zlib

import web
import world

KINDS = {}


@dataclasses.dataclass
class Fault:
    kind: str
    pattern: str
    times: int | None       # None is for ever
    skip: int               # so many matching requests pass first
    arguments: dict
    seen: int = 0

    @property
    def stage(self):
        return KINDS[self.kind][0]

    def change(self, stage, thing, request):
        if stage != self.stage:
            return thing
        return KINDS[self.kind][1](thing, request, **self.arguments)


def kind(name, stage):
    def keep(function):
        KINDS[name] = (stage, function)
        return function
    return keep


# --- the answer does not come, or not as it should -----------------------------------------------

def refusal(status, title, headers):
    answer = web.page(status, title)
    answer.headers.update(headers)
    return answer


@kind("too-many", "instead")
def too_many(_, request, seconds=1):
    return refusal(429, "429 Too Many Requests", {"Retry-After": str(seconds)})


@kind("too-many-date", "instead")
def too_many_date(_, request, seconds=2):
    when = email.utils.formatdate(time.time() + seconds, usegmt=True)
    return refusal(429, "429 Too Many Requests", {"Retry-After": when})


@kind("too-many-bare", "instead")
def too_many_bare(_, request):
    return refusal(429, "429 Too Many Requests", {})


@kind("too-many-days", "instead")
def too_many_days(_, request, seconds=172800):
    return refusal(429, "429 Too Many Requests", {"Retry-After": str(seconds)})


@kind("retry-after-nonsense", "instead")
def retry_after_nonsense(_, request, text="-1e9, snart"):
    return refusal(429, "429 Too Many Requests", {"Retry-After": text})


@kind("unavailable", "instead")
def unavailable(_, request, seconds=None):
    return refusal(503, "503 Service Unavailable",
                   {} if seconds is None else {"Retry-After": str(seconds)})


@kind("server-error", "instead")
def server_error(_, request):
    return web.page(500, "500 Internal Server Error")


@kind("not-found", "instead")
def not_found(_, request):
    return web.page(404, "404 Not Found")


@kind("forbidden", "instead")
def forbidden(_, request):
    return web.page(403, "403 Forbidden")


@kind("not-modified", "instead")
def not_modified(_, request):
    return web.Answer(b"", 304, "", {"ETag": '"nobody-asked"'})


@kind("silent", "instead")
def silent(_, request):
    return web.Answer(silent=True)


@kind("dropped", "instead")
def dropped(_, request):
    return web.Answer(b"x" * 10, cut=0, length=10)


@kind("slow", "answer")
def slow(answer, request, size=1, pause=0.2):
    answer.pace = (size, pause)
    return answer


def half(answer):
    if not isinstance(answer.body, bytes):
        answer.body = b"".join(answer.body())
    return len(answer.body) // 2


@kind("stalled", "answer")
def stalled(answer, request):
    answer.length, answer.cut, answer.stall = half(answer) * 2, half(answer), True
    return answer


@kind("cut", "answer")
def cut(answer, request):
    answer.cut = half(answer)
    answer.length = len(answer.body)
    return answer


@kind("cut-chunked", "answer")
def cut_chunked(answer, request):
    answer.cut, answer.chunked = half(answer), True
    return answer


@kind("cut-unmarked", "answer")
def cut_unmarked(answer, request):
    """Nothing in the transfer says that it is half: only the content can."""
    answer.body = answer.body[:half(answer)]
    answer.length = None
    return answer


@kind("unmarked", "answer")
def unmarked(answer, request):
    """Whole, with neither length nor chunks: allowed."""
    half(answer)
    answer.length = None
    return answer


@kind("chunked", "answer")
def chunked(answer, request):
    answer.chunked = True
    return answer


@kind("length-long", "answer")
def length_long(answer, request, more=100):
    half(answer)
    answer.length = len(answer.body) + more
    return answer


@kind("length-short", "answer")
def length_short(answer, request):
    answer.length = half(answer)
    return answer


# --- packing -------------------------------------------------------------------------------------

def packed(answer):
    half(answer)
    return gzip.compress(answer.body, mtime=0)


@kind("gzip", "answer")
def gzip_marked(answer, request):
    answer.body = packed(answer)
    answer.headers["Content-Encoding"] = "gzip"
    return answer


@kind("gzip-unmarked", "answer")
def gzip_unmarked(answer, request):
    answer.body = packed(answer)
    return answer


@kind("gzip-false", "answer")
def gzip_false(answer, request):
    answer.headers["Content-Encoding"] = "gzip"
    return answer


@kind("gzip-cut", "answer")
def gzip_cut(answer, request):
    answer.body = packed(answer)
    answer.body = answer.body[:len(answer.body) // 2]
    answer.headers["Content-Encoding"] = "gzip"
    return answer


@functools.lru_cache(maxsize=2)
def bomb(megabytes):
    """Blanks, so that a parser that skips them is not stopped by the first byte; whole in every
    other way. One packed megabyte repeated, because packing a gigabyte takes its time."""
    block, packer = b" " * (1 << 20), zlib.compressobj(9, zlib.DEFLATED, -15)
    one = packer.compress(block) + packer.flush(zlib.Z_FULL_FLUSH)
    check = 0
    for _ in range(megabytes):
        check = zlib.crc32(block, check)
    return (b"\x1f\x8b\x08\0\0\0\0\0\0\xff" + one * megabytes + packer.flush() +
            struct.pack("<II", check, (megabytes << 20) & 0xffffffff))


@kind("gzip-bomb", "answer")
def gzip_bomb(answer, request, megabytes=1024):
    answer.body = bomb(megabytes)
    answer.headers["Content-Encoding"] = "gzip"
    return answer


@kind("huge", "answer")
def huge(answer, request, size=10 * 2**30):
    """The right beginning, and then line after line like those already sent."""
    half(answer)
    start = answer.body

    def body():
        yield start
        left, block = size - len(start), (start[-4096:] or b"\n") * 16
        while left > 0:
            yield block[:left]
            left -= len(block)

    answer.body, answer.length = body, size
    return answer


@kind("huge-unmarked", "answer")
def huge_unmarked(answer, request, size=10 * 2**30):
    huge(answer, request, size)
    answer.length, answer.chunked = web.AUTO, True
    return answer


# --- something else than was asked for -----------------------------------------------------------

@kind("error-page", "instead")
def error_page(_, request):
    answer = web.page(200, "Ett fel har uppstått")
    return answer


@kind("error-page-disguised", "answer")
def error_page_disguised(answer, request):
    answer.body = web.page(200, "Ett fel har uppstått").body
    return answer


@kind("wrong-type", "answer")
def wrong_type(answer, request, type="application/pdf"):  # pylint: disable=redefined-builtin
    answer.body, answer.type = b"%PDF-1.4\n% inte det som efterfragades\n", type
    return answer


@kind("empty", "answer")
def empty(answer, request):
    answer.body = b""
    return answer


@kind("headings-only", "answer")
def headings_only(answer, request):
    half(answer)
    answer.body = answer.body.splitlines(keepends=True)[0]
    return answer


@kind("redirect-http", "instead")
def redirect_http(_, request):
    plain = request.owner.ports["plain"]
    return web.Answer(b"", 302, "", {"Location": f"http://localhost:{plain}{request.target}"})


@kind("redirect-loop", "instead")
def redirect_loop(_, request):
    return web.Answer(b"", 302, "", {"Location": request.target})


@kind("redirect-chain", "instead")
def redirect_chain(_, request):
    """Each step leads to a new address, for ever."""
    step = int(request.parameter("steg", "0")) + 1
    return web.Answer(b"", 302, "", {"Location": f"{request.path}?steg={step}"})


@kind("redirect", "instead")
def redirect(_, request, to=None, status=301):
    """To another path and another name of this server; allowed."""
    port = request.owner.ports["good"]
    to = to or f"https://127.0.0.1:{port}/flyttad{request.target}"
    return web.Answer(b"", status, "", {"Location": to})


@kind("redirect-bad-certificate", "instead")
def redirect_bad_certificate(_, request):
    port = request.owner.ports["unknown-ca"]
    return web.Answer(b"", 302, "", {"Location": f"https://localhost:{port}{request.target}"})


@kind("redirect-file", "instead")
def redirect_file(_, request, to="file:///etc/passwd"):
    return web.Answer(b"", 302, "", {"Location": to})


@kind("redirect-nowhere", "instead")
def redirect_nowhere(_, request):
    return web.Answer(b"", 302, "")


@kind("headers-endless", "answer")
def headers_endless(answer, request, lines=20000):
    answer.headers["X-Fyllnad"] = ["x" * 100] * lines
    return answer


@kind("headers-hostile", "answer")
def headers_hostile(answer, request):
    """What goes into the side file, a message and a workbook as text, and is never a path."""
    answer.headers["ETag"] = '"=HYPERLINK(1);;<b>\t' + "x" * 3000 + '"'
    answer.headers["Last-Modified"] = "=1+1"
    answer.headers["Content-Disposition"] = 'attachment; filename="../../../utanfor.csv"'
    return answer


# --- text ----------------------------------------------------------------------------------------

@kind("invalid-utf8", "answer")
def invalid_utf8(answer, request):
    half(answer)
    swapped = re.sub("[åäöÅÄÖ]".encode(), b"\xff\xfe", answer.body)
    for letter in "åäöÅÄÖ":
        swapped = swapped.replace(letter.encode(), b"\xff\xfe", 1)
    if swapped == answer.body:  # nothing Swedish in it
        swapped = answer.body.replace(b'"status": ""', b'"status": "\xff\xfe"')
    answer.body = swapped
    return answer


@kind("nul", "answer")
def nul(answer, request):
    at = half(answer)
    answer.body = answer.body[:at] + b"\0" + answer.body[at:]
    return answer


@kind("truncated-json", "answer")
def truncated_json(answer, request):
    """The length is right, and the text stops in the middle."""
    answer.body = answer.body[:half(answer)]
    return answer


def first_number(answer, text):
    half(answer)
    answer.body = re.sub(rb'"value": -?[\d.]+', b'"value": ' + text, answer.body, count=1)
    return answer


@kind("nan", "answer")
def nan(answer, request):
    return first_number(answer, b"NaN")


@kind("number-huge", "answer")
def number_huge(answer, request):
    return first_number(answer, b"1e999")


@kind("number-text", "answer")
def number_text(answer, request):
    return first_number(answer, b'"12,5"')


@kind("deep-json", "answer")
def deep_json(answer, request, depth=200_000):
    answer.body = b'{"values": ' + b"[" * depth + b"]" * depth + b"}"
    return answer


@kind("json-twice", "answer")
def json_twice(answer, request):
    half(answer)
    answer.body += answer.body
    return answer


@kind("heading-changed", "answer")
def heading_changed(answer, request, to="Något annat (påhittat)"):
    half(answer)
    first, end, rest = answer.body.partition(b"\n")
    mark = max((b";", b",", b"\t"), key=first.count)
    words = first.rstrip(b"\r").split(mark)
    words[-1] = b'"' + to.encode("iso-8859-1") + b'"'
    answer.body = mark.join(words) + b"\r" * first.endswith(b"\r") + end + rest
    return answer


# --- Kolada's pages and titles -------------------------------------------------------------------

def with_page(request, number):
    bare = re.sub(r"([?&])page=\d+&?", r"\1", request.address).rstrip("?&")
    return f"{bare}{'&' if '?' in bare else '?'}page={number}"


@kind("pages-endless", "page")
def pages_endless(page, request, fresh=False):
    """Always one page more. Those after the last are copies of the first; when fresh, of older and
    older years, so that no row comes twice."""
    number = int(request.parameter("page", "1"))
    page["next_url"] = with_page(request, number + 1)
    if not page["values"]:
        request.fault = None  # so that the agency is asked plainly
        again = json.loads(request.owner.agency(request).answer(
            dataclasses.replace(request, target=request.path, fault=None)).body)
        page["values"], page["count"] = again["values"], again["count"]
        for value in page["values"] if fresh else []:
            value["period"] -= 20 * number
    return page


@kind("page-repeated", "page")
def page_repeated(page, request):
    page["next_url"] = request.address
    return page


@kind("page-back", "page")
def page_back(page, request):
    """The last page leads to the first."""
    page["next_url"] = page["next_url"] or with_page(request, 1)
    return page


@kind("page-lost", "page")
def page_lost(page, request):
    page["next_url"] = None
    return page


@kind("page-http", "page")
def page_http(page, request):
    port = request.owner.ports["plain"]
    page["next_url"] = f"http://localhost:{port}{request.path}?page=2"
    return page


@kind("page-elsewhere", "page")
def page_elsewhere(page, request):
    """Another host. Whether it may be followed is the client's choice; it is https and verified."""
    port = request.owner.ports["good"]
    page["next_url"] = page["next_url"] and page["next_url"].replace(
        request.host, f"127.0.0.1:{port}")
    return page


@kind("page-empty", "page")
def page_empty(page, request):
    page["values"], page["count"] = [], 0
    return page


@kind("values-missing", "page")
def values_missing(page, request):
    del page["values"]
    return page


@kind("title-changed", "titles")
def title_changed(titles, request, kpi=None, to="Något annat, andel (%)"):
    for one in titles:
        if kpi in (None, one["id"]):
            one["title"] = to
            break
    return titles


@kind("title-dead", "titles")
def title_dead(titles, request, kpi=None):
    for one in titles:
        if kpi in (None, one["id"]):
            one["title"] += " (-2023)"
            break
    return titles


@kind("title-withdrawn", "titles")
def title_withdrawn(titles, request, kpi=None):
    """The key figure is gone; `kpi-withdrawn` takes its numbers too. With no id: the first."""
    kpi = kpi or (titles[0]["id"] if titles else None)
    return [t for t in titles if t["id"] != kpi]


# --- the numbers ---------------------------------------------------------------------------------

def latest(rows):
    return max((str(r["period"]) for r in rows if r["period"] is not None), default=None)


def scaled(value, factor):
    before = world.number(value) if isinstance(value, str) else value
    if before is None:
        return value
    after = before * factor
    after = round(after) if isinstance(before, int) else round(after, 4)
    return str(after) if isinstance(value, str) else after


@kind("kpi-withdrawn", "rows")
def kpi_withdrawn(rows, request, kpi=None):
    kpi = kpi or (rows[0]["kpi"] if rows else None)
    return [r for r in rows if r["kpi"] != kpi]


@kind("municipality-missing", "rows")
def municipality_missing(rows, request, municipality="1285"):
    return [r for r in rows if r["municipality"] != municipality]


@kind("year-missing", "rows")
def year_missing(rows, request, year=None):
    year = str(year) if year else latest(rows)
    return [r for r in rows if str(r["period"]) != year]


@kind("halved", "rows")
def halved(rows, request):
    """Every second municipality."""
    kept = sorted({r["municipality"] for r in rows if r["municipality"]})[::2]
    return [r for r in rows if r["municipality"] in kept]


@kind("jump", "rows")
def jump(rows, request, municipality=None, factor=0.5, year=None):
    """The latest year at half, which is what a month with a reporting error looks like."""
    year = str(year) if year else latest(rows)
    for row in rows:
        if str(row["period"]) == year and municipality in (None, row["municipality"]):
            row["value"] = scaled(row["value"], factor)
    return rows


@kind("revised", "rows")
def revised(rows, request, municipality="1280", factor=1.03):
    return jump(rows, request, municipality, factor)


@kind("region-unasked", "rows")
def region_unasked(rows, request):
    """Regions, and a key figure, that nobody asked for, before the rows that were asked for."""
    if not rows or "kpi" not in rows[0]:
        return rows
    more = [{**rows[0], "municipality": code, "value": 987.6} for code in world.REGIONS]
    return more + [{**rows[0], "kpi": "N99999", "value": 987.6}] + rows


@kind("deleted", "rows")
def deleted(rows, request, municipality="1280"):
    """A row taken back stands before the row that holds."""
    made = []
    for row in rows:
        if row["municipality"] == municipality:
            made.append({**row, "value": 987.6, "isdeleted": True})
        made.append(row)
    return made


@kind("deleted-all", "rows")
def deleted_all(rows, request):
    return [{**r, "isdeleted": True} for r in rows]


@kind("null", "rows")
def null(rows, request, municipality="1280", status="Missing"):
    for row in rows:
        if row["municipality"] == municipality:
            row.update(value=None, count=0, status=status)
    return rows


@kind("status-unknown", "rows")
def status_unknown(rows, request, municipality="1280", status="Omprövas"):
    return null(rows, request, municipality, status)


@kind("status-with-value", "rows")
def status_with_value(rows, request, municipality="1280", status="Privacy"):
    for row in rows:
        if row["municipality"] == municipality:
            row["status"] = status
    return rows


@kind("row-twice", "rows")
def row_twice(rows, request, municipality="1280"):
    """The same cell with two numbers."""
    return rows + [{**r, "value": scaled(r["value"], 2)} for r in rows
                   if r["municipality"] == municipality]


@kind("total-missing", "rows")
def total_missing(rows, request):
    """Women and men, but no total."""
    if rows and "gender" not in rows[0]:
        return rows
    return [{**r, "gender": g} for r in rows for g in ("K", "M") if r["gender"] == "T"]


@kind("value-hostile", "rows")
def value_hostile(rows, request, municipality="1280"):
    for row in rows:
        if row["municipality"] == municipality:
            row["status"] = "=cmd|' /C calc'!A0;\"\r\n1280"
    return rows
