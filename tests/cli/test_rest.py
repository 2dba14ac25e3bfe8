"""rest(y; x), what a straight line does not explain: the values and how much the line explains, by
hand, in korning.json, in explain, on the sheet Data and on the area's sheet of indicators. Two lines:
of 2024, and of 2023 for the area that has no later figures."""
import html
import json
import pathlib
import re
import zipfile

from common import end, expect, folder, run

RULES = """modell rester "Påhittad: rester"
  kommuner: "omraden-paahittade.csv"
  basår: 2024
  avrundning: 1
  påhittad: ja
källa tal "Påhittade tal"
  fil: tal-paahittade.csv
  kommun: "kod"
  år: kolumn "år"
  påhittad: ja
  kolumn: x = "x" [st]
  kolumn: y = "y" [st]
index allt "Allt"
  sammanvägning: medel
indikator resten "Flyttning utöver väntan" [st]
  under: allt
  formel: rest(y; x)
  skala: -2 st till 2 st
  vikt: 1
  saknas: senaste 3 år
indikator vanlig "Vanlig" [st]
  under: allt
  formel: x
  skala: 0 st till 5 st
  vikt: 1
  saknas: senaste 3 år
"""
# 2024: means 2.5 and 3.75, sxx 5, sxy 3.5, syy 4.75: slope 0.7, R² 12.25/23.75.
# 2023: means 3 and 4, sxx 10, sxy 20, syy 50: slope 2, R² 400/500; E: 10 - (4 + 2*2) = 2.
DATA = [("A", 2024, 1, 2), ("B", 2024, 2, 4), ("C", 2024, 3, 5), ("D", 2024, 4, 4),
        ("A", 2023, 1, 1), ("B", 2023, 2, 2), ("C", 2023, 3, 3), ("D", 2023, 4, 4),
        ("E", 2023, 5, 10)]
WANTED = {"A": -0.7, "B": 0.6, "C": 0.9, "D": -0.8, "E": 2}


def texts(book):
    """All words of a workbook."""
    with zipfile.ZipFile(book) as parts:
        names = [n for n in parts.namelist() if n.endswith(".xml")]
        found = "".join(parts.read(n).decode("utf-8") for n in names)
    return html.unescape(re.sub(r"<[^>]+>", "\n", found))


with folder() as name:
    work = pathlib.Path(name)
    (work / "data").mkdir()
    (work / "m.regler").write_text(RULES, encoding="utf-8")
    (work / "omraden-paahittade.csv").write_text(
        "kod;namn\n" + "".join(f"{c};Ort {c}\n" for c in "ABCDE"), encoding="utf-8")
    (work / "data/tal-paahittade.csv").write_text(
        "kod;år;x;y\n" + "".join(f"{c};{y};{a};{b}\n" for c, y, a, b in DATA), encoding="utf-8")
    done = run("run", work / "m.regler", "--data", work / "data", "--out", work / "ut")
    expect(done.returncode == 0, "the invented model runs", done.stderr)
    made = json.loads((work / "ut/korning.json").read_text(encoding="utf-8"))
    values = {a["kod"]: a["indikatorer"]["resten"]["värde"] for a in made["kommuner"]}
    expect(all(abs(values[c] - v) < 1e-12 for c, v in WANTED.items()), "the residuals", values)
    lines = made["indikatorer"]["resten"]["räta_linjer"]
    expect([(x["år"], x["områden"], x["används_av"]) for x in lines] == [(2024, 4, 4), (2023, 5, 1)],
           "two lines", lines)
    for x, (r2, slope, level) in zip(lines, ((12.25 / 23.75, 0.7, 2), (0.8, 2, -2))):
        expect(abs(x["r2"] - r2) < 1e-12 and abs(x["lutning"] - slope) < 1e-12 and
               abs(x["nivå"] - level) < 1e-12, f"the line of {x['år']}", x)
    expect("räta_linjer" not in made["indikatorer"]["vanlig"], "others have no line")

    told = run("explain", "E", "resten", "--rules", work / "m.regler", "--data", work / "data").stdout
    expect("Rät linje 2024: R² 0,52 över 4 områden" in told and
           "Rät linje 2023: R² 0,80 över 5 områden" in told and "Grovt" in told, "explain", told)
    told = run("explain", "E", "resten", "--rules", work / "m.regler", "--data", work / "data",
               "--lang", "en").stdout
    expect("R² 0.52 over 4 areas" in told and "Rough" in told, "explain in English", told)
    note = "Rest av en rät linje, grovt: R² 0,52 över 4 områden 2024; R² 0,80 över 5 områden 2023."
    expect(note in texts(work / "ut/rester-omraden.xlsx"), "on the sheet Data")
    book = next((work / "ut/kommuner").glob("*-ort-a.xlsx"))
    expect(f"Flyttning utöver väntan: {note}" in texts(book), "on the area's sheet")
end()
