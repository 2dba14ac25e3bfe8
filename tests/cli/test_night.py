"""Thirty nights, one after the other, with scripted changes and a kill at a random moment of each.
After every one: the hand-over folder is whole, the history goes on, and the report names exactly
what was changed. The model and its figures are invented."""
import json
import pathlib
import re
import subprocess

from common import end, expect, folder
from nights import CODES, MODEL, Nights, codes_told, of, only

def rule_nights(n):
    n.model = n.model.replace("vikt:      6", "vikt:      8")
    n.write()
    lines = n.night("a weight edited", "nya arbetsböcker", 0)
    only(lines, "a weight edited", rules=1)
    if of(lines, "ändring"):
        change = of(lines, "ändring")[0]
        expect(change["nu"].startswith("8") and change["rad"] == MODEL.splitlines().index(
            "  vikt:      6") + 1, "the line of the weight is named", change)
    good = n.model
    n.model = good.replace("vikt:      4", "vigt:      4")
    n.write()
    lines = n.night("a rule misspelt", "nya arbetsböcker", 1)
    expect("E993" in codes_told(lines), "misspelt rules are told", codes_told(lines))
    only(lines, "a rule misspelt")
    result = json.loads((n.out / "korning.json").read_text(encoding="utf-8"))
    expect(any("E993" in r for r in result["anmärkningar"]),
           "the workbook says first that the rules were not approved", result["anmärkningar"])
    n.night("still misspelt", "inget ändrat", 1)
    n.model = good.replace("| 50 % |                50 |", "| 50 % |                51 |")
    n.write()
    lines = n.night("a test does not hold", "inget ändrat", 1)
    expect("E994" in codes_told(lines), "a failed test is told", codes_told(lines))
    n.model = good.replace("vikt:      4", "vikt:      5")
    n.write()
    lines = n.night("mended", "nya arbetsböcker", 0)
    only(lines, "mended", rules=1)


def source_nights(n):
    kept, n.more = n.more, None
    n.write()
    lines = n.night("a source is gone", "nya arbetsböcker", 1)
    expect("E995" in codes_told(lines), "a source that is gone is told", codes_told(lines))
    only(lines, "a source is gone")
    for day in range(6):
        lines = n.night(f"gone, day {day + 2}", "inget ändrat", 1)
        held = [u for u in of(lines, "källa") if u["läge"] == "togs inte"]
        expect(len(held) == 1 and held[0]["namn"] == ["fler"], "the source that is gone", held)
    n.more = kept
    n.write()
    only(n.night("back again", "nya arbetsböcker", 0), "back again")
    n.more = {**kept, **{(c, 2025): v + 2 for (c, _), v in kept.items()}}
    n.figures = {**n.figures, **{(c, 2025): v for (c, _), v in n.figures.items()}}
    n.write()
    n.night("a new year of figures", "nya arbetsböcker", 0)
    whole = n.more
    n.more = {k: v for k, v in whole.items() if k[0] in CODES[:2]}
    n.write()
    lines = n.night("a source halved", "nya arbetsböcker", 1)
    expect("E995" in codes_told(lines), "a halved source is told", codes_told(lines))
    n.more = {k: v * 2 for k, v in whole.items()}
    n.write()
    lines = n.night("a source doubled", "inget ändrat", 1)
    expect("E995" in codes_told(lines), "a jump is told", codes_told(lines))
    lines = n.night("accepted", "nya arbetsböcker", 0, "--accept", "fler")
    only(lines, "accepted", values=6)
    figures = dict(n.figures)
    n.figures[("P03", 2024)] = (99, n.figures[("P03", 2024)][1])
    n.write()
    lines = n.night("one value jumps", "nya arbetsböcker", 0)
    only(lines, "one value jumps", values=1)
    expect("W996" in codes_told(lines), "a single jump is told", codes_told(lines))
    n.figures = figures
    n.write()
    n.night("and back", "nya arbetsböcker", 0)
    text = (n.data / "tal-pahittade.csv").read_text(encoding="utf-8")
    (n.data / "tal-pahittade.csv").write_text(re.sub(";tva\n", ";annat\n", text, count=1),
                                              encoding="utf-8")
    lines = n.night("a heading moved", "nya arbetsböcker", 1)
    held = [u for u in of(lines, "källa") if u["läge"] == "togs inte"]
    expect([u["namn"] for u in held] == [["tal"]], "the source whose heading moved", held)
    n.write()
    n.night("mended heading", "nya arbetsböcker", 0)


def world_nights(n):
    n.figures[("P02", 2024)] = (48, 36)
    n.write()
    n.night("the disk is full", None, None, limit=4096)
    lines = n.night("room again", "nya arbetsböcker", 0)
    only(lines, "room again", values=2)
    n.night("the clock goes back", "inget ändrat", 0, date="2026-10-25")
    n.night("a new year", "nya arbetsböcker", 0, date="2027-01-01", kill=False)
    before = len(n.runs())
    expect(before > 10, "the history has the nights", before)
    with open(n.state / "historik.sqlite", "r+b") as file:
        file.write(b"x" * 200)
    lines = n.night("a damaged history", "inget ändrat", 0, date="2027-01-02", kill=False)
    expect("W990" in codes_told(lines), "a damaged history is told", codes_told(lines))
    expect((n.state / "historik.sqlite.skadad-1").exists(), "and set aside")
    (n.state / "historik.sqlite").unlink()
    n.figures[("P02", 2024)] = (49, 36)
    n.write()
    lines = n.night("history deleted", "nya arbetsböcker", 0, date="2027-01-03", kill=False)
    only(lines, "history deleted", values=1)
    expect(len(n.runs()) == 1, "a new history is begun", n.runs())


def together(n):
    """Two nights at once: one does it, the other leaves with a clear word."""
    n.figures[("P02", 2024)] = (50, 36)
    n.write()
    both = [subprocess.Popen(n.arguments("--date", "2027-01-04"), stdout=subprocess.PIPE,
                             stderr=subprocess.PIPE, encoding="utf-8") for _ in range(2)]
    said = [p.communicate(timeout=120) for p in both]
    codes = sorted(p.returncode for p in both)
    expect(codes in ([0, 0], [0, 3]), "two nights at once", codes, said)
    expect(codes == [0, 0] or any("används av en annan körning" in e for _, e in said),
           "the second says why it leaves", said)
    n.whole("two at once")
    foreign = n.root / "annat"
    foreign.mkdir()
    (foreign / "brev.txt").write_text("mitt", encoding="utf-8")
    arguments = n.arguments()
    arguments[arguments.index("--out") + 1] = str(foreign)
    done = subprocess.run(arguments, capture_output=True, encoding="utf-8", check=False)
    expect(done.returncode == 2 and (foreign / "brev.txt").read_text(encoding="utf-8") == "mitt",
           "a folder with other things in it is not switched", done.stderr)


with folder() as root:
    nights = Nights(root)
    nights.night("the first", "nya arbetsböcker", 0)
    nights.night("nothing", "inget ändrat", 0)
    nights.figures[("P04", 2024)] = (63, 45)
    nights.write()
    revised = nights.night("a value revised", "nya arbetsböcker", 0)
    only(revised, "a value revised", values=1)
    if of(revised, "värde"):
        value = of(revised, "värde")[0]
        expect((value["kod"], value["namn"], value["förut"], value["nu"], value["rad"]) ==
               ("P04", "mått_ett", 61, 63, 5), "what was revised", value)
    rule_nights(nights)
    source_nights(nights)
    world_nights(nights)
    together(nights)
    expect(nights.day >= 30, "thirty nights", nights.day)
    expect(nights.cut_short > 5, "nights that were killed before their end", nights.cut_short)
    expect(nights.gone_on > 5, "nights that went on from there", nights.gone_on)
    left = [p.name for p in nights.state.iterdir() if p.name.endswith(".ny") or p.name == "arbete"]
    expect(not left and not pathlib.Path(f"{nights.out}.ny").exists(), "nothing is left behind",
           left)
end()
