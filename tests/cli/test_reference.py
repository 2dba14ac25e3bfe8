"""The output shown in rules/README.md is what the program says: a block that begins with
"$ etablera ..." is run again. A line of only "…" stands for any lines left out."""
import re
import shlex

from common import ROOT, end, expect, run

BLOCK = re.compile(r"^```text\n\$ etablera ([^\n]*)\n(.*?)^```$", re.M | re.S)


def same(shown, said):
    pattern = "".join("(?:.*\n)*?" if line == "…\n" else re.escape(line)
                      for line in shown.splitlines(keepends=True))
    return re.fullmatch(pattern, said)


blocks = BLOCK.findall((ROOT / "rules/README.md").read_text(encoding="utf-8"))
for command, shown in blocks:
    done = run(*shlex.split(command))
    said = done.stderr + done.stdout if command.startswith("check") else done.stdout
    expect(same(shown, said), f"rules/README.md: etablera {command}", said[:3000])
expect(len(blocks) >= 2, "blocks of output", len(blocks))
end()
