"""What an analyst who did not write the rules ran into: that which went on in silence, or was told in
words that led nowhere. One function a finding."""
import pathlib
import re
import shutil

from common import ROOT, end, expect, folder, run

CHECK = ROOT / "fixtures/broken/check"
DATA = ("--data", CHECK / "data")


def years_that_do_not_meet():
    """A table of 2024 under the base year 2023: told by check and run, and explained."""
    rules = CHECK / "W804-annat-ar.regler"
    with folder() as out:
        done = run("run", rules, *DATA, "--out", out)
    expect("[W804]" in done.stderr, "run tells it too", done.stderr)
    for lang, said in (("sv", "finns för 2024, används inte: basåret är 2023"),
                       ("en", "exists for 2024, not used: the base year is 2023")):
        done = run("explain", "Alfa", "arbetslöshet", "--rules", rules, *DATA, "--lang", lang)
        expect(said in done.stdout, f"explain says why ({lang})", done.stdout)
    with folder() as made:  # too old: the years that the rules reach are said
        there = pathlib.Path(made)
        text = rules.read_text(encoding="utf-8").replace("2023", "2030")
        (there / "m.regler").write_text(text, encoding="utf-8")
        shutil.copy(CHECK / "orter-paahittad.csv", there)
        done = run("explain", "Alfa", "arbetslöshet", "--rules", there / "m.regler", *DATA)
        expect("finns för 2024, används inte: reglerna läser 2027–2030" in done.stdout,
               "explain says how far the rules reach", done.stdout)
        for formula, told in (("vid(arbetslösa; 2024)", False), ("vid(arbetslösa; 2023)", True),
                              ("medel_år(arbetslösa; 3 år)", True),
                              ("medel_år(arbetslösa; 7 år)", False),
                              ("senaste(arbetslösa; 3 år)", False)):
            (there / "m.regler").write_text(text.replace("   arbetslösa\n", f"   {formula}\n"),
                                            encoding="utf-8")
            done = run("check", there / "m.regler", *DATA)
            expect(("[W804]" in done.stderr) == told, f"{formula}: {told}", done.stderr)


def a_name_that_notepad_made():
    with folder() as made:
        there = pathlib.Path(made)
        (there / "a.regler").write_text('mått a "A" [st]\n  formel: 1 st\n', encoding="utf-8")
        for name in ("25-egna.regler.txt", "b.rules.txt", "laes-mig.txt"):
            (there / name).write_text("inget som läses\n", encoding="utf-8")
        done = run("check", there)
        expect(done.stderr.count("[W126]") == 2, "W126 for each, not for other text", done.stderr)
        expect("25-egna.regler.txt" in done.stderr and "döp om den till 25-egna.regler;"
               in done.stderr, "the file and its right name", done.stderr)


def sweep_without_a_place():
    """With 200 one area falls under the limit of coverage: no place 0, and those after it move."""
    text = run("sweep", "behov_befolkning.vikt", "0", "200", "100").stdout
    expect("→0" not in text and " 0→" not in text, "place 0 does not exist", text)
    expect("Perstorp 3→ingen plats" in text and "– Ingen plats: täckningen är under gränsen" in text
           and "\n    Perstorp: täckningen går över eller under gränsen" in text, "told, with why",
           text)
    expect("Östra Göinge " in text and "Kristianstad " in text, "whole names in the table", text)
    lines = text.split("\n")[2:6]
    expect(lines[0].index("Osby") == lines[1].index("13 36,4"), "columns are straight", *lines[:2])


def a_file_that_two_blocks_read():
    text = run("data").stdout
    files = re.findall(r"^  (\S+\.csv)$", text, re.M)
    expect(len(files) > 5 and len(files) == len(set(files)), "each file once", files)


def the_sentence_of_warnings():
    said = run("data").stderr
    expect(re.search(r"varningar: \d+; etablera check visar dem och granskar mer\n", said),
           "check says more than a run, and that is said", said)


def what_explain_says():
    by_name = run("explain", "Åstorp").stdout
    for spelling in ("1277", "1277 Åstorp", "Åstorps kommun", "åstorp"):
        expect(run("explain", spelling).stdout == by_name, f"an area by {spelling}")
    for wrong in ("1277 Malmö", "Åstorp Malmö", "1299 Åstorp", ""):
        expect(run("explain", wrong).returncode == 2, f"no area: {wrong}")
    weights = re.findall(r", vikt ([\d,]+) av ([\d,]+),", by_name)
    expect(weights and all(float(a.replace(",", ".")) <= float(b.replace(",", "."))
                           for a, b in weights), "weights of those that count", weights[:3])
    expect("andel 0," not in by_name and "tänkt mediankommun" in by_name, "words for both")
    expect(by_name.rstrip().split("\n")[-1].startswith("[å] källan säger inget år"), "a legend")
    with folder() as made:
        there = pathlib.Path(made)
        text = (CHECK / "W804-annat-ar.regler").read_text(encoding="utf-8")
        (there / "m.regler").write_text(text.replace(" arbetslösa\n", " vid(arbetslösa; 2024)\n"),
                                        encoding="utf-8")
        shutil.copy(CHECK / "orter-paahittad.csv", there)
        text = run("explain", "Alfa", "arbetslöshet", "--rules", there / "m.regler", *DATA).stdout
        expect("vid(arbetslösa; 2024)" in text, "a year has no blank", text)
        expect("[å]" not in text, "no legend for what is not there", text)


def tests_say_the_result_first():
    lines = run("test").stdout.split("\n")
    expect(lines[0].startswith("Prov: ") and "Inget prov nämner" in lines, "result, then names",
           lines[:3])


years_that_do_not_meet()
a_name_that_notepad_made()
sweep_without_a_place()
a_file_that_two_blocks_read()
the_sentence_of_warnings()
what_explain_says()
tests_say_the_result_first()
end()
