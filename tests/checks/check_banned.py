"""Functions that depend on the locale, overflow or keep hidden state; those allowed have one home each."""
import re

from common import c_files, end, name, without

BANNED = ["strtod", "strtof", "strtold", "setlocale", "sprintf", "vsprintf", "strcpy", "strcat",
          "strtok", "atoi", "atol", "atof", "alloca", "gets", "scanf", "sscanf", "fscanf"]
ALLOWED = {"strtod": "lib/base/number.c",
           "time": "cmd/clock.c",  # the page of watch says when it was made, and fetch when a file came
           "clock_gettime": "cmd/clock.c",  # fetch waits
           "gmtime": "lib/report/book.c"}  # defined there, for libxlsxwriter's threads
CLOCK = ["time", "gettimeofday", "clock_gettime", "localtime", "gmtime"]
CALL = re.compile(r"(?<![\w.>])(" + "|".join(BANNED + CLOCK) + r")\s*\(")

faults, looked_at = [], 0
for path in c_files("lib", "cmd"):
    looked_at += 1
    text = without(path.read_text(encoding="utf-8"), strings=True)
    for match in CALL.finditer(text):
        word = match.group(1)
        if ALLOWED.get(word) != name(path):
            line = text.count("\n", 0, match.start()) + 1
            faults.append(f"{name(path)}:{line}: {word} is banned")
end(faults, looked_at)
