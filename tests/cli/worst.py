"""Rules that cost most to read: each just under or over a limit, or many errors of one kind.
cases() gives NAME, bytes: for test_worst.py (what must hold) and tests/bench/worst.py (how long)."""
import random

MIB, LINES, ITEMS = 1 << 20, 20000, 8000  # ITEMS: blocks and properties
SOURCE = 'källa s "S"\n  fil: a.csv\n  kommun: "K"\n  år: 2024\n  kolumn: n = "N" [personer]\n'
REGISTER = 'register r "R"\n  fil: r.csv\n  kommun: "K"\n  kolumn: t = "T" [text]\n'
INDICATOR = ('indikator i{0} "I" [personer]\n  under: b\n  formel: n\n  riktning: högre\n'
             '  skala: 1 personer till 9 personer\n  vikt: 1\n')


def measures(formula, unit="personer"):
    """One measure a block, as many as there is room for; {i} is its number."""
    return SOURCE + many(lambda i: f'mått m{i} "M" [{unit}]\n  formel: {formula(i)}\n')


def many(block, n=LINES, items=ITEMS - 20):
    """Blocks 0 to n, or as many as a file may hold; each line but those of a table is an item."""
    made, size, lines = [], 0, 0
    while len(made) < n and size < MIB and lines + block(0).count("\n") <= items:
        made.append(block(len(made)))
        size += len(made[-1])
        lines += made[-1].count("\n")
    return "".join(made)


def patterns(pattern, n):
    return REGISTER + many(lambda i: f'räkna c{i} "C" [st]\n  ur: r\n'
                           f'  där: t liknar /{pattern(i)}/i\n', n)


def errors():
    """Ten thousand mistakes, kind by kind."""
    long = "långtidsarbetslösheten"
    yield "namn", many(lambda i: f'mått m{i} "M"\n  formel: okänd{i}\n')
    yield "nästan namn", many(lambda i: f'mått {long}{i} "M"\n  formel: {long}x{i}\n')
    yield "långa nästan namn", many(lambda i: f'mått {"n" * 60}{i} "M"\n'
                                    f'  formel: {"n" * 60}x{i}\n')
    yield "egenskaper", 'mått m "M"\n' + many(lambda i: f"  xyzzy{i}: 1\n")
    yield "block", many(lambda i: f'indikatr m{i} "M"\n')
    yield "enheter", many(lambda i: f'mått m{i} "M" [prsoner]\n  formel: 1 prsoner\n')
    yield "funktioner", many(lambda i: f'mått m{i} "M"\n  formel: meddel(1;2)\n')
    yield "samma namn", 'mått m "M"\n  formel: 1\n' * (ITEMS // 2 - 1)
    yield "samma egenskap", 'mått m "M"\n' + "  formel: 1\n" * (ITEMS - 10)
    yield "rubrik som tal", measures(lambda i: '"N"')
    yield "hål", SOURCE + many(lambda i: f'råd r{i} "R"\n  grupp: g\n  när: alltid\n'
                               f'  text: {"{nn}" * 400}\n', 2000)
    yield "tal", many(lambda i: f'mått m{i} "M"\n  formel: 1.5 + 1,210\n')


def depths():
    yield "parenteser", measures(lambda i: "(" * 99 + "n" + ")" * 99)
    yield "minus", measures(lambda i: "-" * 99 + "n")
    yield "termer", measures(lambda i: "n" + "+n" * 999)
    yield "för många termer", measures(lambda i: "n" + "+n" * 30000)
    yield "anrop i anrop", measures(lambda i: "min(" * 90 + "n" + ";n)" * 90)
    yield "argument", measures(lambda i: f'min({"n;" * 63}n)')
    yield "ring", measures(lambda i: f"m{(i + 1) % 3990}")
    yield "kedja", measures(lambda i: f"m{i + 1}" if i < 3989 else "n")
    yield "ringar", measures(lambda i: "+".join(f"m{j}" for j in range(40)))
    yield "villkor", SOURCE + many(lambda i: f'flagga f{i} "F"\n  när: '
                                   + " och ".join(["n > 1 personer"] * 250) + "\n", 1000)


def sizes():
    yield "tomma rader", "\n" * (LINES - 1)
    yield "en rad", "x" * (MIB - 1)
    yield "långa rader", ("#" + "å" * 32000 + "\n") * 65
    yield "långa namn", many(lambda i: f'mått {"n" * 400}{i} "M"\n  formel: {"n" * 400}{i + 1}\n')
    yield "kolumner", SOURCE + many(lambda i: f'  kolumn: n{i} = "N{i}" [personer]\n')
    yield "för många kolumner", SOURCE + many(
        lambda i: f'  kolumn: n{i} = "N{i}" [personer]\n', items=LINES - 10)
    yield "dagar", 'antagande a "A" [kr]\n' + many(
        lambda i: f"  från {1000 + i // 300}-{1 + i % 300 // 28:02}-{1 + i % 28:02}: 5\n")
    yield "fri text", SOURCE + 'råd r "R"\n  grupp: g\n  när: alltid\n  text: x\n' \
        + "    | {kommun} y\n" * (LINES - 100)
    yield "prov", SOURCE + 'prov "P"\n  | kommun | n |' + " => n |" * 5000 + "\n" \
        + ("  | A | 5 |" + " 5 personer |" * 5000 + "\n") * 60
    yield "bara citattecken", '"' * MIB
    yield "tal på långa rader", measures(lambda i: "+".join(["1 personer"] * 900))


def trees():
    tree = SOURCE + 'index b "B"\n'
    yield "barn", tree + many(lambda i: INDICATOR.format(i), 3300)
    yield "noder", tree + many(lambda i: f'dimension d{i} "D"\n  vikt: 1\n  under: '
                               + ("b\n" if i == 0 else f"d{i - 1}\n"), 6600)
    yield "varianter", tree + many(lambda i: INDICATOR.format(i), 256) \
        + many(lambda i: f'index v{i} "V"\n  variant_av: b\n  utan: i1\n', 740)
    yield "vikter", SOURCE + many(lambda i: f'index b{i} "B"\n', 990) \
        + many(lambda i: INDICATOR.format(i).replace("b\n", f"b{i % 990}\n"), 1200)


def scenarios():
    tree = SOURCE + 'index b "B"\n'
    some = many(lambda i: INDICATOR.format(i), 220)
    percents = some.replace("vikt: 1", "vikt: 0,4 %")
    days = 'antagande a "A" [kr]\n' + many(
        lambda i: f"  från {1000 + i // 300}-{1 + i % 300 // 28:02}-{1 + i % 28:02}: 5\n", 50)
    steps = INDICATOR.format(0).replace("1 personer till 9 personer", "trappa " + ";\n    ".join(
        f"{i} => {i / 200}".replace(".", ",") for i in range(5000)))
    yield "tal", many(lambda i: f'antagande a{i} "A" [kr]\n  värde: 5\n', 1900) \
        + many(lambda i: f'scenario s{i} "S"\n  sätt: a{i} = a{i} * 2\n', 1900)
    yield "skalor", tree + some + many(
        lambda i: f'scenario s{i} "S"\n  sätt: i{i % 220}.skala.lägst = -2\n', items=7000)
    yield "steg", tree + steps + many(
        lambda i: f'scenario s{i} "S"\n  sätt: i0.skala.steg1.från = -2\n', items=7000)
    yield "okända steg", tree + steps + many(
        lambda i: f'scenario s{i} "S"\n  sätt: i0.skala.steg1 = -2\n', items=7000)
    yield "andelar", tree + percents + many(
        lambda i: f'scenario s{i} "S"\n  sätt: i{i % 220}.vikt = 5 %\n', items=7000)
    yield "dagar", days + many(lambda i: f'scenario s{i} "S"\n  sätt: a = a * 2\n', items=7800)
    yield "långa tal", days + many(
        lambda i: f'scenario s{i} "S"\n  sätt: a = a{"*a" * 400}\n', items=7800)


def all_patterns():
    yield "många mönster", patterns(lambda i: f"a{i}(b|c)*d", 6600)
    yield "långa mönster", patterns(lambda i: "(a|b)*" * 160, 3900)
    yield "klasser", patterns(lambda i: r"\p{L}\w[^\x{100}-\x{10ffff}]" * 38, 3900)
    yield "trasiga", patterns(lambda i: "(a|b)*" * 150 + "(", 3300)
    yield "för stora", patterns(lambda i: "((((a{1,99}){1,99}){1,99}){1,99}b)*" * 20, 3300)
    yield "upprepningar", patterns(lambda i: "((a{1,99}){1,99}){1,9}", 300)


def raw():
    yield "nollbyte", b"a\0" * 100000
    yield "slump", random.Random(1).randbytes(MIB)


def fit(text):
    """No more than a rule file may have: whole lines."""
    data = text.encode()
    if len(data) > MIB:
        data = data[:data.rfind(b"\n", 0, MIB) + 1]
    return b"\n".join(data.split(b"\n")[:LINES])


def cases():
    for group in (errors, depths, sizes, trees, scenarios, all_patterns):
        for name, text in group():
            yield f"{group.__name__}: {name}", fit(text)
    yield from raw()
