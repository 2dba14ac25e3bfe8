"""The test server serves what it says: the agencies' own behaviour, and every misbehaviour that
expected.md has a row for. Python's own client is used, which shares nothing with the program's."""
import csv
import email.utils
import gzip
import hashlib
import http.client
import io
import json
import pathlib
import re
import shutil
import socket
import ssl
import subprocess
import sys
import time
import urllib.parse

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "cli"))
# pylint: disable=wrong-import-position
import certificates
import faults
import pxweb
import server
import world
from common import end, expect, skip

ROWS = re.compile(r"^\| `([\w-]+)` \|", re.M)
LISTENERS = {"expired", "wrong-host", "unknown-ca"}
FILE = "/filer/scb/folkmangd.csv"
DATA = "/v3/data/kpi/N03937/municipality/1280,1285,1214,1290/year/2022,2023,2024"
TITLES = "/v3/kpi/N03937,N00957"
tested = set()


class Reply:
    status = None
    headers = {}
    body = b""
    trouble = None  # the exception's name

    @property
    def text(self):
        return self.body.decode("utf-8")

    @property
    def json(self):
        return json.loads(self.body)

    @property
    def rows(self):
        """{(kpi, municipality, period, gender, isdeleted): value} of a Kolada answer."""
        return {(v["kpi"], v["municipality"], v["period"], g["gender"], g["isdeleted"]): g["value"]
                for v in self.json["values"] for g in v["values"]}


def ask(s, path, listener="good", limit=None, timeout=60, method="GET", body=None, **headers):
    """One request; follows nothing. limit: stop reading after so many bytes."""
    reply = Reply()
    address = urllib.parse.urlsplit(path)
    if address.scheme:
        port, host = address.port, address.hostname
        path = path.partition(address.netloc)[2]
    else:
        port, host = s.ports[listener], "localhost"
    tls = ssl.create_default_context(cafile=s.ca)
    line = http.client.HTTPSConnection(host, port, timeout=timeout, context=tls)
    try:
        line.request(method, path, body=body,
                     headers={k.replace("_", "-"): v for k, v in headers.items()})
        answer = line.getresponse()
        reply.status, reply.headers = answer.status, answer.headers
        reply.body = answer.read(limit) if limit else answer.read()
    except http.client.IncompleteRead as error:
        reply.body, reply.trouble = error.partial, "IncompleteRead"
    except (OSError, http.client.HTTPException) as error:
        reply.trouble = type(error).__name__ + ": " + str(error)
    finally:
        line.close()
    return reply


def bad(s, kind, path=FILE, times=1, timeout=60, limit=None, **arguments):
    """The reply to one request that is misbehaved to."""
    tested.add(kind)
    s.behave()
    s.misbehave("*", kind, times=times, **arguments)
    reply = ask(s, path, timeout=timeout, limit=limit)
    s.behave()
    return reply


def kolada(s):
    good = ask(s, "/kolada" + DATA)
    expect(good.status == 200 and good.json["count"] == 12 and good.json["next_url"] is None,
           "kolada: four municipalities, three years", good.body[:200])
    _, fixture = world.table_of(world.DATA / "kolada/publicerade-varden.csv")
    wanted = {(r[0], r[2], int(r[3]), r[4], False): float(r[5]) for r in fixture
              if r[0] == "N03937" and r[2] in ("1280", "1285", "1214", "1290") and r[3] >= "2022"}
    expect(good.rows == wanted and len(wanted) == 12, "kolada: the fixture's own numbers")
    everywhere = ask(s, "/v3/data/kpi/N03937/year/2024").rows
    expect({"0000", "0012", "1280", "G100001"} <= {k[1] for k in everywhere},
           "kolada: regions and groups among the municipalities")
    expect(ask(s, "/v3/data/kpi/N99998/municipality/1280").json["count"] == 0,
           "kolada: an id that does not exist is left out of a 200")
    ids = ",".join(f"N{i:05}" for i in range(26))
    expect(ask(s, f"/v3/kpi/{ids}").status == 422 and
           ask(s, f"/v3/data/kpi/N03937/municipality/{ids}").status == 422,
           "kolada: 26 ids in a segment are refused")
    expect(ask(s, "/v3/kpi?title=soliditet").json["values"][0]["id"] == "N03034", "kolada: titles")
    expect(ask(s, "/v3/kpi?per_page=5001").status == 422, "kolada: per_page over 5000")
    expect(ask(s, "/v3/municipality").json["count"] == 294, "kolada: 290 and four regions")
    # Pages: ten at a time, all of them, each once.
    address, seen, pages = f"https://localhost:{s.ports['good']}/kolada{DATA}?per_page=5", [], 0
    while address and pages < 9:
        page = ask(s, address).json
        seen += [(v["municipality"], v["period"]) for v in page["values"]]
        address, pages = page["next_url"], pages + 1
    expect(pages == 3 and len(seen) == len(set(seen)) == 12 and page["previous_url"],
           "kolada: three pages of five by next_url", pages, seen)


def genders():
    made = world.Kolada(world.INVENTED).rows
    orders = {"".join(g["gender"] for g in v["values"])
              for v in server.kolada.nested(made) if len(v["values"]) == 3}
    expect(len(orders) >= 3, "kolada: the genders stand in several orders", orders)
    expect(len({r["kpi"] for r in made}) == 54, "kolada: the invented world has all 54")


def asked(agency, path):
    """Everything of one address and the pages after it, without the network."""
    values = []
    while path:
        answer = agency.answer(server.web.Request("GET", "https", "localhost", path, {}))
        made = json.loads(answer.body)
        values, path = values + made["values"], made["next_url"]
        path = path and path.removeprefix("https://localhost")
    return values


def whole_model():
    """All that the fixtures hold can be had by asking as one may: 25 ids, page by page."""
    for data in (world.DATA, world.INVENTED):
        agency = server.kolada.Agency(data, most_per_page=500)
        wanted = {}
        for path in sorted(data.glob("kolada/*.csv")):
            for row in world.table_of(path)[1]:
                wanted[(row[0], row[2], int(row[3]), row[4])] = float(row[5])
        areas, years = sorted({k[1] for k in wanted}), ",".join(map(str, range(2011, 2026)))
        got, kpis = {}, list(agency.world.titles)
        for i in range(0, len(kpis), 25):
            for j in range(0, len(areas), 25):
                for value in asked(agency, f"/v3/data/kpi/{','.join(kpis[i:i + 25])}/municipality/"
                                           f"{','.join(areas[j:j + 25])}/year/{years}"):
                    for g in value["values"]:
                        key = (value["kpi"], value["municipality"], value["period"], g["gender"])
                        if key in got:
                            expect(False, f"kolada: {key} comes once")
                        got[key] = g["value"]
        expect(got == wanted and len(kpis) >= 54, "kolada: the whole model can be fetched",
               len(got), len(wanted), len(kpis))
        rules = dict((k, t) for k, t, _ in world.DECLARED.findall(
            world.SOURCES.read_text(encoding="utf-8")) if t)
        expect({k: agency.world.titles[k] for k in rules} == rules, "kolada: the rules' own titles")


def scb(s):
    chosen = {"Region": "1280,1285", "ContentsCode": "BE0101N1", "Tid": "top(2)"}
    reply = ask(s, "/scb" + pxweb.address("TAB638", chosen, stub="Region,Tid",
                                          heading="ContentsCode"))
    expect(reply.headers["Content-Type"] == "text/csv; charset=iso-8859-1", "scb: Latin-1")
    expect(reply.body.decode("iso-8859-1") ==
           '"region","år","Folkmängd"\r\n"Malmö","2023",362133\r\n"Malmö","2024",365644\r\n'
           '"Eslöv","2023",34775\r\n"Eslöv","2024",34922\r\n', "scb: long CSV", reply.body)
    both = ask(s, pxweb.address("TAB6471", {**chosen, "Region": "1285"}, stub="Region,Tid",
                                heading="ContentsCode",
                                outputFormatParams="UseCodesAndTexts,SeparatorSemicolon"))
    expect(both.body.decode("iso-8859-1") == '"Region - region";"Tid - år";"BE0101N1 - Folkmängd"'
           '\r\n"1285 - Eslöv";"2025 - 2025";35126\r\n', "scb: codes and texts", both.body)
    dropped = ask(s, pxweb.address("TAB638", {"ContentsCode": "BE0101N1", "Tid": "2024"}))
    expect(dropped.status == 200 and b"region" not in dropped.body,
           "scb: a region left out is dropped without a word", dropped.body)
    default = ask(s, "/api/v2/tables/TAB638/data?outputFormat=csv")
    expect(default.status == 200 and len(default.body.splitlines()) == 2,
           "scb: no selection is the table's own choice")
    for what, path, status, title in (
            ("a table that is not there", pxweb.address("TAB1", chosen), 404, "Non-existent table"),
            ("a mandatory variable", pxweb.address("TAB638", {"Region": "1280"}), 400,
             "Missing selection for mandantory variable"),
            ("a value", pxweb.address("TAB638", {**chosen, "Region": "9999"}), 400,
             "Non-existent value"),
            ("a variable", pxweb.address("TAB638", {**chosen, "Hund": "1"}), 400,
             "Non-existent variable"),
            ("a bare range", pxweb.address("TAB638", {**chosen, "Tid": "range(2020,2021)"}), 400,
             "Illegal selection expression"),
            ("cells", pxweb.address("TAB638", {**chosen, "Region": "*", "Tid": "*", "Alder": "*"}),
             400, "Too many cells selected")):
        reply = ask(s, path)
        expect(reply.status == status and reply.json["title"] == title, f"scb: refuses {what}",
               reply.status, reply.body[:200])
    expect(ask(s, pxweb.address("TAB638", {**chosen, "Region": "1280,1280"})).status == 500,
           "scb: a repeated code answers 500")
    expect(ask(s, pxweb.address("TAB638", {**chosen, "x": "y" * 2100})).status == 404,
           "scb: a long address answers 404")
    whole = ask(s, pxweb.address("TAB638", {**chosen, "Region": "12*", "Tid": "*"},
                                 stub="Region,Tid", heading="ContentsCode"))
    whole = whole.body.decode("iso-8859-1")
    served = {(r[0], r[1]): r[2] for r in csv.reader(io.StringIO(whole))}
    _, fixture = world.table_of(world.DATA / "scb/folkmangd.csv")
    expect(sum(served.get((r[0][5:], r[1])) == r[2] for r in fixture) == 33 * 25,
           "scb: the fixture's own numbers, to 2024")
    expect(("Skåne län", "2024") in served, "scb: 12* brings the county too")
    houses = ask(s, pxweb.address("TAB9010", {"Region": "1283", "Fastighetstyp": "*", "Tid": "2024",
                                              "ContentsCode": "N1"}, heading="ContentsCode"))
    expect(b",K\xf6peskilling f\xf6r sm\xe5hus, medelv\xe4rde i tkr\r\n" in houses.body and
           b'"permanenta "friliggande" sm\xe5hus"' in houses.body,
           "scb: a bare heading with a comma, quotes that are not escaped", houses.body)
    meta = ask(s, "/api/v2/tables/TAB638/metadata").json
    expect(meta["dimension"]["Region"]["extension"]["elimination"] and
           not meta["dimension"]["Tid"]["extension"]["elimination"], "scb: metadata")


def others(s):
    fk = "/fk/api/sprstatistikrapportera/public/v1/"
    reply = ask(s, fk + "ohm-ohalsotal/SJPohttal.json?ar=2024&kon_kod=ALL,M&manad=12").json
    hidden = [r for r in reply if r["observations"]["oht"]["rojd"]]
    expect(len(reply) == 70 and len(hidden) == 1 and
           hidden[0]["observations"]["oht"]["value"] == 0, "fk: rows and a suppressed one")
    expect("man" in ask(s, fk + "ohm-sjptal/SJPsjptal.json").json[0]["dimensions"],
           "fk: another table, another key")
    first = ask(s, FILE)
    expect(first.body == (world.DATA / "scb/folkmangd.csv").read_bytes(), "files: the same bytes")
    tag, date = first.headers["ETag"], first.headers["Last-Modified"]
    expect(ask(s, FILE, If_None_Match=tag).status == 304, "files: 304 by ETag")
    expect(ask(s, FILE, If_None_Match='"another"', If_Modified_Since=date).status == 200,
           "files: ETag wins over the date")
    same, before = ask(s, FILE, If_Modified_Since=date), ask(
        s, FILE, If_Modified_Since=email.utils.formatdate(1e9, usegmt=True))
    expect((same.status, before.status) == (304, 200), "files: 304 by date")
    head = ask(s, FILE, method="HEAD")
    expect(head.body == b"" and head.headers["Content-Length"] == str(len(first.body)),
           "files: HEAD")
    s.agencies["filer"].put("ny/fil.csv", b"a;b\n1;2\n")
    expect(ask(s, "/filer/ny/fil.csv").body == b"a;b\n1;2\n", "files: what a test puts there")
    above = [ask(s, f"/filer/{dots}/{dots}/README.md").status for dots in ("..", "%2e%2e")]
    expect(above == [404, 404], "files: nothing above the folder", above)
    large = ask(s, "/bolagsverket/statistik/ftgstat_oppna.csv")
    again = b"".join(server.files.companies(3000))
    expect(large.body == again and large.body.decode("iso-8859-1").count("\r\n") == 3001,
           "ftgstat: rows, the same every time")
    expect(b",1,14,L" in large.body and b",0,.,L" in large.body, "ftgstat: codes without padding")
    per_row = len(again) / 3001
    expect(55e6 < per_row * 400_000 < 70e6, "ftgstat: about 60 MB at its full length", per_row)


def transfer(s):
    good = ask(s, FILE).body
    for kind, status, given in (("too-many", 429, {"seconds": 7}), ("too-many-date", 429, {}),
                                ("too-many-bare", 429, {}), ("too-many-days", 429, {}),
                                ("retry-after-nonsense", 429, {}), ("unavailable", 503, {}),
                                ("server-error", 500, {}), ("not-found", 404, {}),
                                ("forbidden", 403, {}), ("not-modified", 304, {})):
        reply = bad(s, kind, **given)
        after = reply.headers["Retry-After"]
        expect(reply.status == status, f"{kind} answers {status}", reply.status)
        if kind == "too-many":
            expect(after == "7", "too-many says seconds", after)
        elif kind == "too-many-date":
            when = email.utils.parsedate_to_datetime(after).timestamp()
            expect(0 <= when - time.time() <= 2, "too-many-date says when", after)
        elif kind == "too-many-days":
            expect(int(after) > 86400, "too-many-days says days", after)
        elif kind == "too-many-bare":
            expect(after is None, "too-many-bare says nothing")
    reply = bad(s, "unavailable", seconds=3)
    expect(reply.headers["Retry-After"] == "3", "unavailable can say seconds")
    for kind in ("silent", "stalled"):
        reply = bad(s, kind, timeout=0.3)
        expect(reply.trouble and "imed out" in reply.trouble, f"{kind} never ends", reply.trouble)
    start = time.monotonic()
    reply = bad(s, "slow", size=5000, pause=0.05)
    expect(reply.body == good and time.monotonic() - start > 0.2, "slow is slow, and whole")
    expect("IncompleteRead" in str(bad(s, "dropped").trouble), "dropped ends at once")
    for kind in ("cut", "cut-chunked", "length-long"):
        reply = bad(s, kind)
        expect(reply.trouble == "IncompleteRead", f"{kind} ends too soon", reply.trouble)
    for kind in ("cut-unmarked", "length-short"):
        reply = bad(s, kind)
        expect(reply.trouble is None and reply.body == good[:len(good) // 2],
               f"{kind} looks whole", reply.trouble)
    expect(bad(s, "unmarked").body == good and bad(s, "chunked").body == good,
           "whole without a length, and in chunks")
    reply = bad(s, "chunked")
    expect(reply.headers["Transfer-Encoding"] == "chunked" and
           reply.headers["Content-Length"] is None, "chunks")
    reply = bad(s, "gzip")
    expect(reply.headers["Content-Encoding"] == "gzip" and gzip.decompress(reply.body) == good,
           "gzip is marked")
    reply = bad(s, "gzip-unmarked")
    expect(reply.headers["Content-Encoding"] is None and gzip.decompress(reply.body) == good,
           "gzip-unmarked is not")
    reply = bad(s, "gzip-false")
    expect(reply.headers["Content-Encoding"] == "gzip" and reply.body == good, "gzip-false")
    try:
        gzip.decompress(bad(s, "gzip-cut").body)
        expect(False, "gzip-cut does not unpack")
    except EOFError:
        expect(True, "gzip-cut does not unpack")
    reply = bad(s, "gzip-bomb", megabytes=16)
    expect(len(reply.body) < 100_000 and len(gzip.decompress(reply.body)) == 16 * 2**20,
           "gzip-bomb is small and becomes large", len(reply.body))
    reply = bad(s, "huge", limit=300_000)
    expect(reply.headers["Content-Length"] == str(10 * 2**30) and reply.body.startswith(good) and
           len(reply.body) == 300_000, "huge says 10 GB and begins")
    reply = bad(s, "huge-unmarked", limit=300_000)
    expect(reply.headers["Content-Length"] is None and len(reply.body) == 300_000,
           "huge-unmarked does not say")
    deadline = time.monotonic() + 60
    while not all(r.gave_up for r in s.requests(FILE) if r.fault and "huge" in r.fault.kind) and \
            time.monotonic() < deadline:
        time.sleep(0.02)
    expect(all(r.gave_up and r.sent < 20e6 for r in s.requests(FILE)
               if r.fault and "huge" in r.fault.kind), "the log says how much of it was taken")
    expect("HTTPException" in str(bad(s, "headers-endless").trouble), "headers-endless")
    reply = bad(s, "headers-hostile")
    expect("=HYPERLINK" in reply.headers["ETag"] and
           "../" in reply.headers["Content-Disposition"] and reply.body == good, "headers-hostile")


def something_else(s):
    expect(bad(s, "error-page").headers["Content-Type"].startswith("text/html"), "error-page")
    reply = bad(s, "error-page-disguised")
    expect(reply.status == 200 and b"<html" in reply.body and
           reply.headers["Content-Type"] == "text/csv", "error-page-disguised")
    expect(bad(s, "wrong-type").headers["Content-Type"] == "application/pdf", "wrong-type")
    reply = bad(s, "empty")
    expect((reply.status, reply.body) == (200, b""), "empty")
    expect(bad(s, "headings-only").body == b'"region","\xe5r","Folkm\xe4ngd"\r\n', "headings-only")
    expect(bad(s, "heading-changed").body.startswith(
        '"region","år","Något annat (påhittat)"\r\n'.encode("iso-8859-1")), "heading-changed")
    for kind in ("truncated-json", "json-twice", "deep-json", "nul"):
        reply = bad(s, kind, path=DATA)
        try:
            json.loads(reply.body)
            expect(False, f"{kind} is no JSON")
        except (ValueError, RecursionError):
            expect(reply.status == 200 and reply.trouble is None, f"{kind} is no JSON")
    try:
        bad(s, "invalid-utf8", path=TITLES).text  # pylint: disable=expression-not-assigned
        expect(False, "invalid-utf8")
    except UnicodeDecodeError:
        expect(True, "invalid-utf8")
    for kind, text in (("nan", b"NaN"), ("number-huge", b"1e999"), ("number-text", b'"12,5"')):
        expect(b'"value": ' + text in bad(s, kind, path=DATA).body, kind)
    expect("values" not in bad(s, "values-missing", path=DATA).json, "values-missing")


def redirects(s):
    def where(kind, **given):
        reply = bad(s, kind, **given)
        expect(reply.status in (301, 302), f"{kind} leads elsewhere", reply.status)
        return reply.headers["Location"]

    to = where("redirect")
    expect(to.startswith("https://127.0.0.1:") and ask(s, to).body == ask(s, FILE).body,
           "redirect leads to the same over https", to)
    expect(where("redirect-http") == f"http://localhost:{s.ports['plain']}{FILE}", "redirect-http")
    expect(where("redirect-loop") == FILE, "redirect-loop")
    expect(where("redirect-chain") == FILE + "?steg=1", "redirect-chain")
    expect(where("redirect-chain", path=FILE + "?steg=1") == FILE + "?steg=2",
           "redirect-chain goes on")
    expect(f":{s.ports['unknown-ca']}" in where("redirect-bad-certificate"),
           "redirect-bad-certificate")
    expect(where("redirect-file").startswith("file:"), "redirect-file")
    expect(where("redirect-nowhere") is None, "redirect-nowhere")
    with socket.create_connection(("127.0.0.1", s.ports["plain"]), 5) as plain:
        plain.sendall(b"GET /x HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
        expect(plain.recv(100).startswith(b"HTTP/1.1 404"), "somebody answers over http")
    expect([r.scheme for r in s.requests("/x")] == ["http"], "and the log tells that it was asked")


def pages(s):
    first = ask(s, DATA + "?per_page=5").json
    endless = ask_pages(s, "pages-endless", DATA + "?per_page=5", 8)
    expect(len(endless) == 8 and all(p["values"] for p in endless), "pages-endless")
    s.misbehave("*", "pages-endless", fresh=True)
    expect({v["period"] for v in ask(s, DATA + "?per_page=5&page=9").json["values"]} ==
           {y - 180 for y in (2022, 2023, 2024)}, "pages-endless can be fresh")
    expect([p["values"] for p in ask_pages(s, "page-repeated", DATA + "?per_page=5", 3)] ==
           [first["values"]] * 3, "page-repeated")
    back = ask_pages(s, "page-back", DATA + "?per_page=5", 5)
    expect(back[3]["values"] == back[0]["values"] and back[4]["values"] == back[1]["values"],
           "page-back")
    expect(bad(s, "page-lost", path=DATA + "?per_page=5").json["next_url"] is None, "page-lost")
    expect(bad(s, "page-empty", path=DATA).json["values"] == [], "page-empty")
    expect(bad(s, "page-http", path=DATA).json["next_url"].startswith("http://"), "page-http")
    expect("https://127.0.0.1:" in bad(s, "page-elsewhere", path=DATA + "?per_page=5")
           .json["next_url"], "page-elsewhere")
    titles = {v["id"]: v["title"] for v in ask(s, TITLES).json["values"]}

    def changed(kind):
        now = {v["id"]: v["title"] for v in bad(s, kind, path=TITLES, kpi="N00957").json["values"]}
        expect(now["N03937"] == titles["N03937"], f"{kind} leaves the others")
        return now.get("N00957")

    expect(changed("title-changed") == "Något annat, andel (%)", "title-changed")
    expect(changed("title-dead") == "Ohälsotal, dagar (-2023)", "title-dead")
    expect(changed("title-withdrawn") is None, "title-withdrawn")


def ask_pages(s, kind, path, most):
    tested.add(kind)
    s.behave()
    s.misbehave("*", kind)
    found = []
    while path and len(found) < most:
        found.append(ask(s, path).json)
        path = found[-1]["next_url"]
    s.behave()
    return found


def numbers(s):
    good = ask(s, DATA).rows
    where = {"path": DATA}
    expect(bad(s, "kpi-withdrawn", **where).rows == {}, "kpi-withdrawn")
    rows = bad(s, "municipality-missing", **where).rows
    expect({k[1] for k in good} - {k[1] for k in rows} == {"1285"}, "municipality-missing")
    rows = bad(s, "year-missing", **where).rows
    expect({k[2] for k in rows} == {2022, 2023}, "year-missing")
    expect(len(bad(s, "halved", **where).rows) == 6, "halved")
    rows = bad(s, "jump", **where).rows
    expect(all(abs(rows[k] / v - (0.5 if k[2] == 2024 else 1)) < 1e-3 for k, v in good.items()),
           "jump: the latest year at half")
    rows = bad(s, "revised", **where).rows
    expect([k[1:3] for k in good if rows[k] != good[k]] == [("1280", 2024)], "revised: one value")
    rows = bad(s, "region-unasked", **where).rows
    expect(set(good) < set(rows) and "N99999" in {k[0] for k in rows}, "region-unasked")
    rows = bad(s, "deleted", **where).rows
    expect({k: v for k, v in rows.items() if not k[4]} == good and
           [v for k, v in rows.items() if k[4]] == [987.6] * 3, "deleted")
    expect(all(k[4] for k in bad(s, "deleted-all", **where).rows), "deleted-all")
    for kind, status in (("null", "Missing"), ("status-unknown", "Omprövas"),
                         ("status-with-value", "Privacy"), ("value-hostile", "=cmd")):
        found = [g for v in bad(s, kind, **where).json["values"] if v["municipality"] == "1280"
                 for g in v["values"]]
        has = kind in ("status-with-value", "value-hostile")
        expect(len(found) == 3 and all(g["status"].startswith(status) and
                                       (g["value"] is not None) == has for g in found), kind, found)
    found = [len(v["values"]) for v in bad(s, "row-twice", **where).json["values"]]
    expect(sorted(found) == [1] * 9 + [2] * 3, "row-twice", found)
    expect({k[3] for k in bad(s, "total-missing", **where).rows} == {"K", "M"}, "total-missing")
    # The same misbehaviours on a table and on a file.
    path = pxweb.address("TAB638", {"Region": "1280,1285", "ContentsCode": "BE0101N1", "Tid": "*"},
                         stub="Region,Tid", heading="ContentsCode")
    lines = ask(s, path).body.splitlines()
    expect(len(bad(s, "municipality-missing", path=path).body.splitlines()) == 26 < len(lines),
           "a municipality missing from a table")
    expect(b'"Malm\xf6","2024",182822' in bad(s, "jump", path=path).body, "a jump in a table")
    lines = ask(s, FILE).body.splitlines()
    less = bad(s, "municipality-missing").body.splitlines()
    expect(len(lines) - len(less) == 26 and b"1285" not in b"".join(less), "... from a file")
    expect(len(bad(s, "year-missing").body.splitlines()) == len(lines) - 33, "a year, from a file")


def limits(s):
    """The real numbers, over a longer time: a loaded machine may need ten seconds for 31 calls."""
    real = {name: agency.real for name, agency in s.agencies.items()}
    expect((real["scb"], real["kolada"]) == ((30, 10.0), (10, 1.0)), "calls in so many seconds", real)
    for name in ("scb", "kolada"):
        s.agencies[name].calls = (real[name][0], 300.0)
    path = "/api/v2/tables/TAB638"
    codes = [ask(s, path).status for _ in range(31)]
    expect(codes == [200] * 30 + [429], "scb: the 31st call is refused", codes)
    after = ask(s, path).headers["Retry-After"]
    expect(after.isdigit() and 1 <= int(after) <= 301, "... and says for how long", after)
    expect(ask(s, FILE).status == 200, "... which is no matter of the files")
    codes = [ask(s, "/v3/kpi/N03937").status for _ in range(11)]
    expect(codes == [200] * 10 + [429], "kolada: the eleventh call is refused", codes)
    s.agencies["kolada"].calls = (1, 0.05)
    time.sleep(0.2)
    expect(ask(s, "/v3/kpi/N03937").status == 200, "... and welcome again after the time")
    s.agencies["kolada"].calls = None


def connections(s):
    for listener, words in (("expired", "certificate has expired"),
                            ("wrong-host", "certificate is not valid for 'localhost'"),
                            ("unknown-ca", "unable to get local issuer certificate")):
        tested.add(listener)
        before = len(s.log)
        reply = ask(s, FILE, listener=listener)
        expect(words in str(reply.trouble) and len(s.log) == before, listener, reply.trouble)
    if shutil.which("curl") is None:
        return
    curl = ["curl", "-sS", "--max-time", "60", "--cacert", str(s.ca)]
    named = subprocess.run([*curl, f"https://kolada.localhost:{s.ports['good']}{DATA}"],
                           capture_output=True, check=False)
    expect(named.stdout == ask(s, DATA).body, "a host name of its own", named.stderr)
    real = subprocess.run([*curl, "--noproxy", "", "--proxy", s.proxy.address,
                           "https://api.kolada.se" + DATA],
                          capture_output=True, check=False)
    expect(real.returncode == 0 and b"N03937" in real.stdout and
           s.log[-1].host == "api.kolada.se", "the real name through the proxy", real.stderr)
    refused = subprocess.run([*curl, "--noproxy", "", "--proxy", s.proxy.address,
                              "https://example.org/"], capture_output=True, check=False)
    expect(refused.returncode != 0 and b"403" in refused.stderr, "no other name", refused.stderr)
    expect(s.proxy.asked == ["CONNECT api.kolada.se:443 HTTP/1.1",
                             "CONNECT example.org:443 HTTP/1.1"], "what the proxy was asked")


def control(s):
    s.behave()
    s.misbehave("/v3/*", "forbidden", times=1)
    expect([ask(s, "/kolada/v3/kpi/N00957").status for _ in range(2)] == [403, 200],
           "a pattern without the agency's name in front")
    s.behave()
    reply = ask(s, "/_control/misbehave?path=/filer/*&kind=unavailable&times=2&skip=1",
                method="POST")
    expect(reply.status == 200, "told over https to misbehave", reply.body)
    expect([ask(s, FILE).status for _ in range(4)] == [200, 503, 503, 200], "skips one, takes two")
    expect(ask(s, "/_control/misbehave?path=*&kind=hund", method="POST").status == 400,
           "a misbehaviour nobody knows")
    last = ask(s, "/_control/log").json[-1]
    expect(last["target"] == FILE and last["status"] == 200 and last["fault"] is None and
           "host" in last["headers"], "the log", last)
    put = ask(s, "/filer/lagd.csv", method="PUT", body=b"x;y\n")
    expect(put.status == 200 and ask(s, "/filer/lagd.csv").body == b"x;y\n", "a file put there")


def changes(s):
    mine = s.agencies["kolada"].world
    mine.revise("N03937", "1280", 2024, 6.5)
    mine.retitle("N00957", "Ohälsotalet, dagar")
    mine.withdraw("U09804")
    expect(ask(s, DATA).rows[("N03937", "1280", 2024, "T", False)] == 6.5, "a value revised")
    s.agencies["scb"].revise("TAB638", ("1280", "BE0101N1", "2024"), 365645)
    path = pxweb.address("TAB638", {"Region": "1280", "ContentsCode": "BE0101N1", "Tid": "2024"})
    s.recent.clear()
    expect(b",365645\r\n" in ask(s, path).body, "a cell of a table revised")
    ids = {v["id"]: v["title"] for v in ask(s, "/v3/kpi/N00957,U09804").json["values"]}
    expect(ids == {"N00957": "Ohälsotalet, dagar"}, "a title changed, a key figure withdrawn", ids)


def by_itself():
    """As a program: tells where it is, ends with its input, and ends when its time is over."""
    with subprocess.Popen([sys.executable, server.__file__, "--folder", folder.name + "/a",
                           "--until-eof"], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                          text=True) as program:
        told = json.loads(program.stdout.readline())
        expect(pathlib.Path(told["ca"]).is_file() and told["proxy"].startswith("http://127.0.0.1:"),
               "the program tells where it is", told)
        program.stdin.close()
        expect(program.wait(60) == 0, "it ends with its input")
    start = time.monotonic()
    done = subprocess.run([sys.executable, server.__file__, "--folder", folder.name + "/b",
                           "--lifetime", "0.5"], stdout=subprocess.DEVNULL, timeout=120, check=False)
    expect(done.returncode == 0 and time.monotonic() - start < 60, "its time is over")


def listed():
    page = (pathlib.Path(__file__).parent / "expected.md").read_text(encoding="utf-8")
    rows = ROWS.findall(page)
    expect(len(rows) == len(set(rows)), "one row for each misbehaviour")
    wanted = set(faults.KINDS) | LISTENERS
    expect(set(rows) == wanted, "expected.md has a row for every misbehaviour, and no other",
           *sorted(set(rows) ^ wanted))
    expect(tested == wanted, "every misbehaviour was seen", *sorted(tested ^ wanted))


def main():
    try:
        s = server.Server(lifetime=280, longest_wait=60, company_rows=3000)
    except certificates.Missing as missing:
        skip(f"{missing} is not installed")
    for agency in s.agencies.values():  # limits() tries the real limits
        agency.real, agency.calls = agency.calls, None
    with s:
        for part in (kolada, scb, others, transfer, something_else, redirects, pages, numbers,
                     connections, control):
            part(s)
        limits(s)
        changes(s)
    genders()
    whole_model()
    by_itself()
    listed()


with server.tempfile.TemporaryDirectory(prefix="etablera-test-") as name:
    folder = type("Folder", (), {"name": name})
    main()
end()
