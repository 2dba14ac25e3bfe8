"""What lies where: the top level, no paths of one machine, no function over 70 lines, no line of C
over 100 characters."""
import re

from common import ROOT, c_files, end, name, without

TOP = {"cmd", "lib", "rules", "fixtures", "tests", "CMakeLists.txt", "CMakePresets.json",
       "README.md", "LICENSE", "build", "out"}
MACHINE = re.compile(r"/(?:work|root)/|/home/\w+/")
LONGEST_FUNCTION, LONGEST_LINE = 70, 100
TEXTS = {".c", ".h", ".py", ".sh", ".md", ".txt", ".json", ".regler", ".rules", ".csv", ""}

faults, looked_at = [], 0


def top_level():
    for path in ROOT.iterdir():
        if not path.name.startswith(".") and path.name not in TOP:
            faults.append(f"{path.name}: not a name of the top level")


def files():
    for top in sorted(ROOT.iterdir()):
        if top.name in ("build", "out", ".git"):  # .git is a file in a worktree
            continue
        if top.is_file():
            yield top
        else:
            yield from (p for p in sorted(top.rglob("*")) if p.is_file())


def machine_paths():
    for path in files():
        if path.suffix not in TEXTS or path.name == "check_tree.py":
            continue
        text = path.read_bytes().decode("utf-8", "replace")
        for match in MACHINE.finditer(text):
            line = text.count("\n", 0, match.start()) + 1
            faults.append(f"{name(path)}:{line}: path of one machine: {match.group()}")


def c_lines(path):
    """A function's body opens with { in column 1 (the house style) and closes with }."""
    text = without(path.read_text(encoding="utf-8"), strings=True)
    opened = None
    for number, line in enumerate(text.splitlines(), 1):
        if line == "{":
            opened = number
        elif line == "}" and opened:
            if number - opened > LONGEST_FUNCTION:
                faults.append(f"{name(path)}:{opened}: function of {number - opened} lines")
            opened = None
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if len(line) > LONGEST_LINE:
            faults.append(f"{name(path)}:{number}: {len(line)} characters")


top_level()
machine_paths()
for c_file in c_files("lib", "cmd"):
    looked_at += 1
    c_lines(c_file)
end(faults, looked_at)
