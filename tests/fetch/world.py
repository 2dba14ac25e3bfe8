"""The numbers that the agencies answer with. Where the project has a fixture its values are served,
so that what is fetched can be compared with what is read from disk; everything else is invented,
and the same every time."""
import csv
import io
import pathlib
import re
import zlib

ROOT = pathlib.Path(__file__).resolve().parents[2]
DATA = ROOT / "fixtures/oppna-data"
INVENTED = ROOT / "fixtures/pahittad/oppna-data"
SOURCES = ROOT / "rules/asf/10-kallor.regler"
LANDING = ["kpi", "title", "municipality", "period", "gender", "value", "status"]
YEARS = range(2019, 2025)  # of invented numbers

# Regions that stand among the municipalities; 0012 and 0001 have four digits too.
REGIONS = {"0000": "Riket", "0001": "Region Stockholm", "0012": "Region Skåne",
           "0013": "Region Halland"}
# Kolada also has averages over groups, with an id of another kind.
GROUPS = {"G100001": "Alla kommuner, ovägt medel (påhittad grupp)"}

DECLARED = re.compile(r'där "kpi" = "(\w+)"(?: titel "([^"]*)" i "title")? \[[^\]]*\] "([^"]*)"')


def invented(*key, low=0, high=1000):
    """A whole number in [low, high] that depends on the key alone."""
    return low + zlib.crc32("|".join(map(str, key)).encode()) % (high - low + 1)


def text_of(path):
    raw = pathlib.Path(path).read_bytes()
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("cp1252")


def table_of(path, skip=0):
    """-> (headings, rows) of a fixture, whatever its encoding and delimiter."""
    lines = text_of(path).splitlines()[skip:]
    while not lines[0].strip():
        lines.pop(0)
    delimiter = max(";\t,", key=lines[0].count) if ";" not in lines[0] else ";"
    rows = list(csv.reader(io.StringIO("\n".join(lines)), delimiter=delimiter))
    return rows[0], [r for r in rows[1:] if r]


def number(text):
    """-> int, float, or None for a mark."""
    try:
        return int(text)
    except ValueError:
        try:
            return float(text.replace(",", "."))
        except ValueError:
            return None


def municipalities():
    """-> {code: name} of all 290, in the order of the register."""
    _, rows = table_of(ROOT / "rules/asf/omraden/sverige-290.csv")
    return {row[0]: row[1] for row in rows}


class Kolada:
    """titles {kpi: title}; rows [{kpi, municipality, period, gender, value, count, status,
    isdeleted}]. `others` says what the model's other key figures have: "empty", only a title,
    so that what is fetched equals the fixtures; "invented", a number for each of the 290."""

    def __init__(self, data=DATA, others="empty"):
        self.names = municipalities()
        self.titles, self.rows = {}, []
        rules = SOURCES.read_text(encoding="utf-8")
        declared = {kpi: title or words for kpi, title, words in DECLARED.findall(rules)}
        for path in sorted(pathlib.Path(data).glob("kolada/*.csv")):
            headings, rows = table_of(path)
            assert headings == LANDING, path
            for row in rows:
                self.titles[row[0]] = row[1]
                self.add(row[0], row[2], int(row[3]), row[4], number(row[5]), row[6])
        mine = set(self.titles)
        for kpi, title in declared.items():
            self.titles.setdefault(kpi, title)
            if kpi not in mine and others == "invented":
                for code in self.names:
                    for year in YEARS:
                        self.add(kpi, code, year, "T", invented(kpi, code, year) / 10)
        years = {}
        for row in self.rows:
            years.setdefault(row["kpi"], set()).add(row["period"])
        for kpi in sorted(years):  # always there, always to be left out
            for region in [*REGIONS, *GROUPS]:
                for year in sorted(years[kpi]):
                    self.add(kpi, region, year, "T", invented(kpi, region, year) / 10)

    def add(self, kpi, municipality, period, gender, value, status=""):
        self.rows.append({"kpi": kpi, "municipality": municipality, "period": period,
                          "gender": gender, "value": value, "count": 0 if value is None else 1,
                          "status": status, "isdeleted": False})

    # What a scripted night changes.

    def revise(self, kpi, municipality, period, value, gender="T"):
        changed = [r for r in self.rows if (r["kpi"], r["municipality"], r["period"], r["gender"])
                   == (kpi, municipality, period, gender)]
        assert len(changed) == 1, (kpi, municipality, period, gender)
        changed[0]["value"] = value

    def withdraw(self, kpi):
        del self.titles[kpi]
        self.rows = [r for r in self.rows if r["kpi"] != kpi]

    def retitle(self, kpi, title):
        assert kpi in self.titles, kpi
        self.titles[kpi] = title
