"""Every ```console block of the guide, in both editions: the command is run and must print what
stands there. `test_console.py PROGRAM --write` puts in what it prints now. A line of dots at its end or
start stands for any lines. The folders "mina-regler" and "my-rules" of the pages are made here: the
shipped rules, and an English copy, with the edits the pages tell of."""
import pathlib
import re
import shlex
import shutil
import sys

from common import ROOT, end, expect, folder, run
from guide import EDITIONS, ENGLISH, SWEDISH

COMMANDS = {"test", "explain", "diff", "sweep", "flip"}  # that each edition must show
EDITS = [("00-modell.regler", "  sammanvägning: geometriskt\n", "  sammanvägning: medel\n"),
         ("20-indikatorer.regler", "  formel:    långtidsarbetslösa_utan_år\n",
          "  formel:    långtidsarbetslösa_mitt\n"),
         ("20-indikatorer.regler", "reserv långtidsarbetslösa_reserv ",
          "mått långtidsarbetslösa_mitt \"Mitt mått på långtidsarbetslöshet\" [%]\n"
          "  formel:    långtidsarbetslösa_utan_år * 0,9\n\nreserv långtidsarbetslösa_reserv ")]
BLOCK = re.compile(r"```console\n\$ etablera (.*)\n((?:.*\n)*?)```\n")


def make_place(at):
    """The project's rules and data, and one more folder of rules for each edition."""
    for name in ("rules", "fixtures"):
        pathlib.Path(at, name).symlink_to(ROOT / name)
    mine, english = pathlib.Path(at, SWEDISH.mine), pathlib.Path(at, ENGLISH.mine)
    shutil.copytree(ROOT / "rules/asf", mine)
    for name, old, new in EDITS:
        text = (mine / name).read_text("utf-8")
        expect(old in text, f"{name}: {old}")
        (mine / name).write_text(text.replace(old, new, 1), "utf-8")
    done = run("fmt", "--lang", "en", mine, "--out", english)
    expect(done.returncode == 0, "the English copy", done.stderr)


def printed(command, lines, at):
    """The first lines only when the block ends with a line of dots, the last when it begins so."""
    out = run(*shlex.split(command), cwd=at).stdout
    if lines and lines[0] == "…":
        return ["…", *out.splitlines()[1 - len(lines):]]
    if lines and lines[-1] == "…":
        return [*out.splitlines()[:len(lines) - 1], "…"]
    return out.splitlines()


def rewritten(match, at):
    lines = match[2].splitlines()
    body = "".join(line + "\n" for line in printed(match[1], lines, at))
    return f"```console\n$ etablera {match[1]}\n{body}```\n"


def check(edition, at):
    left = set(COMMANDS)
    for command, body in BLOCK.findall(edition.text):
        left.discard(command.split()[0])
        wanted = body.splitlines()
        got = printed(command, wanted, at)
        expect(got == wanted and got, f"{edition.name}: etablera {command}",
               *(f"{w!r} is {g!r}" for w, g in zip(wanted, got) if w != g))
    expect(not left, f"{edition.name}: every command is shown", sorted(left))


with folder() as place:
    make_place(place)
    for edition in EDITIONS:
        if "--write" in sys.argv:
            fresh = BLOCK.sub(lambda m: rewritten(m, place), edition.text)
            edition.path.write_text(fresh, encoding="utf-8")
        check(edition, place)
end()
