"""Every ```console block of rules/README.md: the command is run and must print what stands there.
`test_console.py PROGRAM --write` puts in what it prints now. A line of dots at its end or start stands for any lines.
The folder "mina-regler" of the page is made here: the shipped rules with the edits it tells of."""
import pathlib
import re
import shlex
import shutil
import sys

from common import ROOT, end, expect, folder, run

PAGE = ROOT / "rules/README.md"
COMMANDS = {"test", "explain", "diff", "sweep", "flip"}  # that the page must show
EDITS = [("00-modell.regler", "  sammanvägning: geometriskt\n", "  sammanvägning: medel\n"),
         ("20-indikatorer.regler", "  formel:    långtidsarbetslösa_utan_år\n",
          "  formel:    långtidsarbetslösa_mitt\n"),
         ("20-indikatorer.regler", "reserv långtidsarbetslösa_reserv ",
          "mått långtidsarbetslösa_mitt \"Mitt mått på långtidsarbetslöshet\" [%]\n"
          "  formel:    långtidsarbetslösa_utan_år * 0,9\n\nreserv långtidsarbetslösa_reserv ")]
BLOCK = re.compile(r"```console\n\$ etablera (.*)\n((?:.*\n)*?)```\n")


def make_place(at):
    """The project's rules and data, and one more folder of rules."""
    for name in ("rules", "fixtures"):
        pathlib.Path(at, name).symlink_to(ROOT / name)
    mine = pathlib.Path(at, "mina-regler")
    shutil.copytree(ROOT / "rules/asf", mine)
    for name, old, new in EDITS:
        text = (mine / name).read_text("utf-8")
        expect(old in text, f"{name}: {old}")
        (mine / name).write_text(text.replace(old, new, 1), "utf-8")


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


page = PAGE.read_text(encoding="utf-8")
with folder() as place:
    make_place(place)
    if "--write" in sys.argv:
        PAGE.write_text(BLOCK.sub(lambda m: rewritten(m, place), page), encoding="utf-8")
        sys.exit(0)
    for command, body in BLOCK.findall(page):
        COMMANDS.discard(command.split()[0])
        wanted = body.splitlines()
        got = printed(command, wanted, place)
        expect(got == wanted and got, f"rules/README.md: etablera {command}",
               *(f"{w!r} is {g!r}" for w, g in zip(wanted, got) if w != g))
expect(not COMMANDS, "every command is shown", sorted(COMMANDS))
end()
