"""flip: the value it names swaps the two, and one unit of its last decimal nearer does not."""
import csv
import io
import json
from decimal import Decimal

from common import end, expect, run
from names import WEIGHT

PAIRS = [("1280", "1290"), ("Malmö", "Lund"), ("1256", "1280"), ("Osby", "Åstorp"),
         ("1275", "1284")]


def places(name, value, *areas):
    done = run("sweep", name, str(value).replace(".", ","), str(value).replace(".", ","), "1",
               "--format", "csv")
    rows = csv.DictReader(io.StringIO(done.stdout.lstrip("\ufeff")), delimiter=";")
    found = {row["kod"]: int(row["plats"] or 0) for row in rows}
    return [found[area] for area in areas]


def check(first, second):
    done = run("flip", first, second, "--format", "json")
    said = json.loads(done.stdout)
    expect(done.returncode == 0 and said["byten"], f"flip {first} {second}", done.stderr)
    sizes = [abs(flip["ändring"]) for flip in said["byten"]]
    expect(sizes == sorted(sizes), f"flip {first} {second}: smallest first", sizes)
    for flip in said["byten"][:2]:
        value, now = Decimal(str(flip["behövs"])), Decimal(str(flip["nu"]))
        at = places(flip["namn"], value, said["före"], said["efter"])
        expect(at[0] > at[1] and at == flip["platser"], f"{flip['namn']} = {value}: swapped", at)
        unit = Decimal(1).scaleb(min(0, value.as_tuple().exponent))
        nearer = value + (unit if now > value else -unit)
        at = places(flip["namn"], nearer, said["före"], said["efter"])
        expect(at[0] <= at[1], f"{flip['namn']} = {nearer}: not yet", at)


for pair in PAIRS:
    check(*pair)
expect(run("flip", *PAIRS[0]).stdout == run("flip", *reversed(PAIRS[0])).stdout, "either order")
done = run("flip", "Klippan", "Svalöv")
expect("Inget enskilt tal byter deras ordning: " in done.stdout and done.returncode == 0, "none",
       done.stdout)
done = run("flip", "Malmö", "Lund", "--set", f"{WEIGHT}=1")
expect(done.stdout.startswith("Ändrat: "), "what is in force is said first", done.stdout)
expect("byter deras ordning" in done.stdout, "the text", done.stdout)
expect(run("flip", "Malmö", "Lund", "--format", "csv").stdout.startswith("\ufeffnamn;nu;behövs;"),
       "CSV")
for arguments, message in [(["Malmö", "malmö"], "samma område två gånger"),
                           (["Malmö", "Lundd"], 'menade du "Lund"?')]:
    done = run("flip", *arguments)
    expect(done.returncode == 2 and message in done.stderr, f"flip {arguments}", done.stderr)
end()
