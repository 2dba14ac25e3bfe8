"""Kolada's API, version 3.

Known (data-formats): the shape of an answer, per_page up to 5000, next_url and previous_url, 25 ids
in a segment, 429 on too many calls, gender rows in no fixed order, region ids among the
municipalities, isdeleted, null with a status.
Assumed, for want of a source: 422 with a `detail` for too many ids and too large a per_page (as
FastAPI answers, which the service looks to be made with); that unknown ids are left out of a 200
rather than refused; that `count` is the length of this page; the rate limit itself, and Retry-After
with it; no ETag and no Last-Modified, so that a client must compare what it got.
"""
import re
import urllib.parse

import web
import world

MOST_IDS, MOST_PER_PAGE = 25, 5000
DATA = re.compile(r"/v3/data/((?:(?:kpi|municipality|year)/[^/]+/?)+)$")
KPI = re.compile(r"/v3/kpi(?:/([^/?]+))?/?$")
MUNICIPALITY = re.compile(r"/v3/municipality(?:/([^/?]+))?/?$")


def refuse(what, words):
    return web.as_json({"detail": [{"loc": what, "msg": words, "type": "value_error"}]}, 422)


def ids_of(segment):
    return [i for i in urllib.parse.unquote(segment).split(",") if i] if segment else []


def nested(rows):
    """One object for each key figure, municipality and year; the genders turn about inside it."""
    cells = {}
    for row in rows:
        cells.setdefault((row["kpi"], row["municipality"], row["period"]), []).append(row)
    for (kpi, municipality, period), genders in cells.items():
        turn = world.invented(kpi, municipality, period, "order") % len(genders)
        yield {"kpi": kpi, "municipality": municipality, "period": period,
               "values": [{k: g[k] for k in ("gender", "count", "status", "value", "isdeleted")}
                          for g in genders[turn:] + genders[:turn]]}


class Agency:
    name, prefixes = "kolada", ("/v3/",)

    def __init__(self, data=world.DATA, others="empty", most_per_page=MOST_PER_PAGE):
        self.world = world.Kolada(data, others)
        self.most_per_page = most_per_page  # fewer makes a small fixture need many pages
        self.calls = (10, 1.0)  # calls in so many seconds; assumed

    def answer(self, request):
        path = request.path[request.path.index("/v3/"):]
        for pattern, method in ((DATA, self.data), (KPI, self.kpi),
                                (MUNICIPALITY, self.municipality)):
            match = pattern.match(path)
            if match:
                return method(request, match.group(1))
        return web.as_json({"detail": "Not Found"}, 404)

    def data(self, request, text):
        parts = text.strip("/").split("/")
        wanted = {parts[i]: ids_of(parts[i + 1]) for i in range(0, len(parts), 2)}
        if len(wanted) < 2:
            return refuse(["path"], "at least two of kpi, municipality and year")
        for name, ids in wanted.items():
            if len(ids) > MOST_IDS:
                return refuse(["path", name], f"at most {MOST_IDS} ids")
        years = set(wanted.get("year", []))
        rows = [dict(r) for r in self.world.rows
                if ("kpi" not in wanted or r["kpi"] in wanted["kpi"])
                and ("municipality" not in wanted or r["municipality"] in wanted["municipality"])
                and (not years or str(r["period"]) in years)]
        return self.paged(request, list(nested(request.edit("rows", rows))))

    def kpi(self, request, segment):
        ids, words = ids_of(segment), (request.parameter("title") or "").casefold()
        if len(ids) > MOST_IDS:
            return refuse(["path", "kpi"], f"at most {MOST_IDS} ids")
        found = [{"id": kpi, "title": title, "description": "", "auspice": "X",
                  "municipality_type": "K", "is_divided_by_gender": 1, "has_ou_data": False,
                  "operating_area": "", "perspective": "", "publ_period": "",
                  "publication_date": None, "prel_publication_date": None,
                  "ou_publication_date": None}
                 for kpi, title in self.world.titles.items()
                 if (not ids or kpi in ids) and words in title.casefold()]
        return self.paged(request, request.edit("titles", found))

    def municipality(self, request, segment):
        ids = ids_of(segment)
        if len(ids) > MOST_IDS:
            return refuse(["path", "municipality"], f"at most {MOST_IDS} ids")
        known = [(code, name, "K") for code, name in self.world.names.items()]
        known += [(code, name, "L") for code, name in world.REGIONS.items()]
        known.sort()  # regions first: 0000, 0001, 0012, 0013, 0114 ...
        return self.paged(request, [{"id": code, "title": name, "type": kind}
                                    for code, name, kind in known if not ids or code in ids])

    def paged(self, request, values):
        try:
            number = int(request.parameter("page", "1"))
            size = int(request.parameter("per_page", str(self.most_per_page)))
        except ValueError:
            return refuse(["query", "page"], "not a whole number")
        if not 1 <= size <= MOST_PER_PAGE or number < 1:
            return refuse(["query", "per_page"], f"from 1 to {MOST_PER_PAGE}")
        size = min(size, self.most_per_page)

        def address(at):
            others = [(n, v) for n, v in request.query if n not in ("page", "per_page")]
            query = urllib.parse.urlencode([*others, ("page", at), ("per_page", size)])
            return f"{request.scheme}://{request.host}{request.path}?{query}"

        part = values[(number - 1) * size:number * size]
        more = number * size < len(values)
        return web.as_json(request.edit("page", {
            "count": len(part), "values": part,
            "next_url": address(number + 1) if more else None,
            "previous_url": address(number - 1) if number > 1 else None}))
