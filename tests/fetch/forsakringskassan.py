"""Försäkringskassan's open data.

Known (data-formats, and public code that reads the service): the address, an array of
{"dimensions", "observations"}, `rojd`, key names that differ between tables (`manad` here, `man`
there), year and month as text, filters in the query as lists with commas, `ALL`, `ALL_12` and
`ALL_ALL` for sums.
Assumed: what value stands beside rojd: true. The worst is served: 0, which is no number at all.
Numbers are invented, except that the first table's total in December is N00957 of the invented
fixtures.
"""
import re

import web
import world

TABLES = {  # (dataset, table): (measure, name of the month's key)
    ("ohm-ohalsotal", "SJPohttal"): ("oht", "manad"),
    ("ohm-sjptal", "SJPsjptal"): ("spt", "man"),
}
ADDRESS = re.compile(r"/api/sprstatistikrapportera/public/v1/([\w-]+)/(\w+)\.json$")
SUPPRESSED = {("1278", "M"), ("1290", "K")}  # hidden in every month of 2024


class Agency:
    name, prefixes = "forsakringskassan", ("/api/sprstatistikrapportera/",)

    def __init__(self):
        self.calls = (20, 1.0)  # not known
        days = world.Kolada(world.INVENTED).rows
        self.days = {(r["municipality"], r["period"], r["gender"]): r["value"]
                     for r in days if r["kpi"] == "N00957"}

    def rows(self, measure):
        areas = [("ALL", "ALL_ALL"), ("12", "ALL_12")]
        areas += [(code[:2], code) for code in world.municipalities() if code[:2] == "12"]
        for county, area in areas:
            for year in (2022, 2023, 2024):
                for month in range(1, 13):
                    for sex in ("ALL", "K", "M"):
                        value = world.invented(measure, area, year, month, sex, low=100, high=400)
                        kolada = self.days.get((area, year, "T" if sex == "ALL" else sex))
                        if measure == "oht" and month == 12 and kolada is not None:
                            value = kolada * 10
                        hidden = (area, sex) in SUPPRESSED and year == 2024
                        yield {"county": county, "municipality": area, "period": year,
                               "month": f"{month:02d}", "sex": sex, "rojd": hidden,
                               "value": 0 if hidden else value / 10}

    def answer(self, request):
        match = ADDRESS.search(request.path)
        if not match or match.groups() not in TABLES:
            return web.page(404, "Sidan kunde inte hittas")
        measure, month = TABLES[match.groups()]
        rows = request.edit("rows", list(self.rows(measure)))
        made = [{"dimensions": {"kon_kod": r["sex"], "aldersklass_kod": "ALL",
                                "lan_kod": r["county"], "kommun_kod": r["municipality"],
                                "ar": str(r["period"]), month: r["month"]},
                 "observations": {measure: {"value": r["value"], "rojd": r["rojd"]}}}
                for r in rows]
        for name, value in request.query:
            made = [m for m in made if m["dimensions"].get(name, value) in value.split(",")
                    or name not in m["dimensions"]]
        return web.as_json(made)
