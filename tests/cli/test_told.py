"""What an analyst who did not write the rules ran into: that which went on in silence, or was told in
words that led nowhere. One function a finding."""
import pathlib
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


years_that_do_not_meet()
a_name_that_notepad_made()
end()
