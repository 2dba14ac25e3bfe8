"""What the checks share: the project's C files and their text without comments."""
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]


def c_files(*folders):
    for folder in folders:
        for path in sorted((ROOT / folder).rglob("*")):
            if path.suffix in (".c", ".h") and path.is_file():
                yield path


def name(path):
    return path.relative_to(ROOT).as_posix()


TOKEN = re.compile(r'//[^\n]*|/\*.*?\*/|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'', re.S)


def without(text, comments=True, strings=False):
    """The text with comments (and strings) blanked; lines keep their numbers."""
    def blank(match):
        token = match.group()
        is_comment = token.startswith(("//", "/*"))
        if is_comment and comments:
            return re.sub(r"[^\n]", " ", token)
        if not is_comment and strings:
            return token[0] + " " * (len(token) - 2) + token[-1]
        return token
    return TOKEN.sub(blank, text)


def end(faults, looked_at):
    """A check that looked at nothing has failed."""
    for fault in faults:
        print(fault)
    print(f"{looked_at} looked at, {len(faults)} faults")
    sys.exit(1 if faults or not looked_at else 0)
