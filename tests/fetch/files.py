"""Plain files over https: the fixtures, what a test puts there, and Bolagsverket's large CSV.

Known (data-formats, public code): ftgstat_oppna.csv is Latin-1 with commas, about 60 MB and 400 000
rows, its headings, SATELAN "1" and SATEKOMMUN "14" without padding, `.` or 0 for unknown, a blank
count for unknown, LADDATUM `10SEP2026:15:16:20`. The numbers are invented.
ETag, Last-Modified, If-None-Match (which wins) and If-Modified-Since as RFC 9110 has them.
"""
import email.utils
import hashlib
import mimetypes
import re
import urllib.parse

import web
import world

FORMS = ("AB,BAB,BF,BRF,EK,E,SE,FL,FAB,HB,I,KB,KHF,MB,SF,SB,TSF,BFL,OFB,SCE,S,EGTS,FOF,TPAB,OTPB,"
         "TPF").split(",")
HEADINGS = ["ar", "manad", "handelse", "regfam", "regfamtext", "SATELAN", "SATEKOMMUN", "LANTEXT",
            "KOMTEXT", *FORMS, "LADDATUM", "armanad"]
CHANGED = 1_700_000_000  # when every file was last changed, until a test changes it
COMPANIES = "/statistik/ftgstat_oppna.csv"
FOUR = re.compile(r"(?<!\d)(\d{4})(?!\d)")
YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
LAST = re.compile(r"(?<![\w.,])(\d+(?:[.,]\d+)?)(\W*)$")


def companies(rows):
    """The large file, a block at a time, the same bytes every time."""
    places = [f"3,Täta regioner nära en större stad,{int(code[:2])},{int(code[2:])},"
              f"Län (påhittat),{name}" for code, name in world.municipalities().items()]
    places.append(".,Uppgift saknas,0,.,Län (påhittat),Okänd")
    counts = [",".join(str(world.invented(i, form)) if (i + j) % 5 < 2 else ""
                       for j, form in enumerate(FORMS)) for i in range(997)]
    yield (",".join(HEADINGS) + "\r\n").encode("iso-8859-1")
    block = []
    for i in range(rows):
        turn = i // len(places)
        event, month, year = 1 + turn % 3, 1 + turn // 3 % 12, 2000 + turn // 36 % 27
        block.append(f"{year},{month},{event},{places[i % len(places)]},{counts[i % 997]},"
                     f"10SEP2026:15:16:20,{year}{month:02d}\r\n")
        if len(block) == 2000 or i + 1 == rows:
            yield "".join(block).encode("iso-8859-1")
            block = []


class Agency:
    name, prefixes = "filer", ("/filer/", "/statistik/")

    def __init__(self, company_rows=400_000):
        self.calls = None  # no limit
        self.company_rows = company_rows
        self.put_there = {}  # path below /filer/ -> (bytes, seconds since 1970)
        self.made = None

    def put(self, path, body, changed=CHANGED):
        self.put_there[path.lstrip("/")] = (body, changed)

    def find(self, path):
        """-> (bytes or None, seconds since 1970)."""
        if path.endswith(COMPANIES):
            if self.made is None:
                self.made = b"".join(companies(self.company_rows))
            return self.made, CHANGED
        name = urllib.parse.unquote(path.partition("/filer/")[2])
        if name in self.put_there:
            return self.put_there[name]
        below = world.DATA.resolve()
        file = (below / name).resolve()
        if file.is_relative_to(below) and file.is_file():
            return file.read_bytes(), CHANGED
        return None, 0

    def answer(self, request):
        if request.method == "PUT":
            self.put(urllib.parse.unquote(request.path.partition("/filer/")[2]), request.body)
            return web.as_json({})
        body, changed = self.find(request.path)
        if body is None:
            return web.page(404, "404 Not Found")
        body = self.edited(request, body)
        tag = '"' + hashlib.sha256(body).hexdigest()[:16] + '"'
        headers = {"ETag": tag, "Last-Modified": email.utils.formatdate(changed, usegmt=True),
                   "Accept-Ranges": "none"}
        asked = request.headers.get("if-none-match")
        since = request.headers.get("if-modified-since")
        if asked is not None:
            same = asked.strip() == "*" or tag in [t.strip().removeprefix("W/")
                                                   for t in asked.split(",")]
        else:
            try:
                same = since is not None and \
                    email.utils.parsedate_to_datetime(since).timestamp() >= changed
            except (TypeError, ValueError):
                same = False
        if same:
            return web.Answer(b"", 304, "", headers)
        kind = mimetypes.guess_type(request.path)[0] or "application/octet-stream"
        return web.Answer(body, 200, kind, headers)

    @staticmethod
    def edited(request, body):
        """Lets a misbehaviour that works on rows work on lines."""
        if not request.fault or request.fault.stage != "rows":
            return body
        first, *lines = body.decode("iso-8859-1").splitlines(keepends=True)
        rows = []
        for line in lines:
            code = FOUR.search(line)
            year = YEAR.search(line, code.end()) if code else None
            last = LAST.search(line)
            rows.append({"line": line, "municipality": code and code.group(1),
                         "period": year and year.group(1), "value": last and last.group(1)})
        before = [dict(r) for r in rows]
        by_line = {r["line"]: r["value"] for r in before}
        text = first
        for row in request.edit("rows", rows):
            line = row["line"]
            if row["value"] != by_line.get(line, row["value"]):
                line = LAST.sub(lambda m, r=row: str(r["value"]) + m.group(2), line)
            text += line
        return text.encode("iso-8859-1")
