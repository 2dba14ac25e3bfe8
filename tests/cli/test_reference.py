"""The output shown in rules/README.md is what the program says: a block that begins with
"$ etablera ..." is run again. A line of only "…" stands for any lines left out."""
import pathlib
import re
import shlex
import sys

from common import ROOT, end, expect, folder, run

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
# The table of functions is the program's own; --write puts it in.
PAGE = ROOT / "rules/README.md"
TABLE = re.compile(r"(<!-- etablera (--print-functions) -->\n).*?(<!-- slut -->)", re.S)
text = PAGE.read_text(encoding="utf-8")
printed = run("--print-functions").stdout
fresh = TABLE.sub(lambda m: m[1] + printed + m[3], text)
if "--write" in sys.argv:
    PAGE.write_text(fresh, encoding="utf-8")
else:
    expect(len(TABLE.findall(text)) == 1 and fresh == text, "rules/README.md: the functions",
           "test_reference.py PROGRAM --write")

# Every function is tried by hand in the fixture, in Swedish and in English.
rules = (ROOT / "fixtures/sprak/funktioner.regler").read_text(encoding="utf-8")
heads = "\n".join(line for line in rules.splitlines() if "=>" in line)
functions = re.findall(r"^\| `(\w+)` \| `(\w+)`", printed, re.M)
expect(len(functions) > 25, "functions", len(functions))
for name, _ in functions:
    expect(f"{name}(" in heads, f"funktioner.regler tries {name}")
done = run("test", "fixtures/sprak/funktioner.regler")
expect(done.returncode == 0, "funktioner.regler holds", done.stdout, done.stderr)
with folder() as there:
    run("fmt", "--lang", "en", "fixtures/sprak/funktioner.regler", "--out", there)
    done = run("test", f"{there}/funktioner.rules")
    expect(done.returncode == 0, "and in English", done.stdout, done.stderr)
    said = "".join(p.read_text(encoding="utf-8") for p in pathlib.Path(there).glob("*.rules"))
    for _, name in functions:
        expect(f"{name}(" in said, f"in English: {name}")

expect(len(blocks) >= 2, "blocks of output", len(blocks))
end()
