"""Every ```console block of rules/README.md: the command is run and must print what stands there.
`test_console.py PROGRAM --write` puts in what it prints now. A line of dots stands for any lines."""
import re
import shlex
import sys

from common import ROOT, end, expect, run

PAGE = ROOT / "rules/README.md"
BLOCK = re.compile(r"```console\n\$ etablera (.*)\n((?:.*\n)*?)```\n")


def printed(command, lines):
    """The first lines only when the block ends with a line of dots."""
    out = run(*shlex.split(command)).stdout
    if lines and lines[-1] == "…":
        return [*out.splitlines()[:len(lines) - 1], "…"]
    return out.splitlines()


def rewritten(match):
    lines = match[2].splitlines()
    body = "".join(line + "\n" for line in printed(match[1], lines))
    return f"```console\n$ etablera {match[1]}\n{body}```\n"


page = PAGE.read_text(encoding="utf-8")
if "--write" in sys.argv:
    PAGE.write_text(BLOCK.sub(rewritten, page), encoding="utf-8")
    sys.exit(0)
for command, body in BLOCK.findall(page):
    wanted = body.splitlines()
    got = printed(command, wanted)
    expect(got == wanted and got, f"rules/README.md: etablera {command}",
           *(f"{w!r} is {g!r}" for w, g in zip(wanted, got) if w != g))
end()
