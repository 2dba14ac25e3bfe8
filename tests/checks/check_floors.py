"""base <- {data, rules} <- analysis <- history <- report <- cmd: a file includes only its own folder and the
floors under it; and each third-party header is included in exactly one file of lib."""
import re

from common import ROOT, c_files, end, name, without

UNDER = {
    "base": {"base"},
    "data": {"base", "data"},
    "rules": {"base", "rules"},
    "analysis": {"base", "data", "rules", "analysis"},
    "history": {"base", "data", "rules", "analysis", "history"},
    "report": {"base", "data", "rules", "analysis", "history", "report"},
    "night": {"base", "data", "rules", "analysis", "history", "report", "night"},
}
THIRD_PARTY = {"csv.h", "pcre2.h", "xlsxwriter.h", "zlib.h", "expat.h", "jansson.h",
               "sqlite3.h", "curl/curl.h", "nettle/sha2.h"}
INCLUDE = re.compile(r'^\s*#\s*include\s+(["<])([^">]+)[">]', re.M)

faults, looked_at, users = [], 0, {}
for path in c_files("lib", "cmd"):
    text = without(path.read_text(encoding="utf-8"), strings=False)
    folder = path.relative_to(ROOT).parts[1] if path.is_relative_to(ROOT / "lib") else "cmd"
    allowed = UNDER.get(folder, set().union(*UNDER.values()))
    if folder not in UNDER and folder != "cmd":
        faults.append(f"{name(path)}: lib/{folder} is no floor")
    for quote, header in INCLUDE.findall(text):
        looked_at += 1
        if quote == "<":
            if header in THIRD_PARTY:
                users.setdefault(header, []).append(name(path))
            continue
        own = (path.parent / header).exists() and "/" not in header
        if own:
            if folder != "cmd":
                faults.append(f'{name(path)}: write "{folder}/{header}", not "{header}"')
        elif not (ROOT / "lib" / header).exists():
            faults.append(f'{name(path)}: "{header}" does not exist')
        elif header.split("/")[0] not in allowed:
            faults.append(f'{name(path)}: includes "{header}" from a floor above or beside')

for header, files in users.items():
    if len(files) > 1 or not files[0].startswith("lib/"):
        faults.append(f"<{header}> belongs in exactly one file of lib: {', '.join(files)}")
end(faults, looked_at)
