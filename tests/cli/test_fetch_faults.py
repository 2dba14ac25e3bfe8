"""Every misbehaviour of the test server (tests/fetch/expected.md): the old file and its side file stay
byte for byte, or the new ones land whole; the exit code and the words are as the page has them."""
import concurrent.futures
import pathlib
import re
import shutil

from common import ROOT, contents, end, expect, folder
from fetching import fetch, rules_for, serve

SOURCES = {"nyckeltal": ("kolada/hamtat", "/kolada/v3/*"),
           "flyttningar": ("scb/flyttningar-hamtat", "/scb/api/v2/*/data*"),
           "ohälsa": ("fk/ohalsotal", "/fk/*"), "folk": ("scb/folkmangd", "/filer/scb/*")}
K, P, F, C = SOURCES
VALUES, TITLES = "/kolada/v3/data/*", "/kolada/v3/kpi/*"
EVERY = (K, P, F, C)

# kind, sources, result, exit, words that must be said, arguments, pattern (else the source's own)
FAULTS = [
    ("too-many", EVERY, "new", 0, "N951", {"times": 1}),
    ("too-many", (C,), "old", 3, "[E957]", {}),
    ("too-many-date", (C,), "new", 0, "nya försök", {"times": 1}),
    ("too-many-bare", (C,), "new", 0, "nya försök", {"times": 1}),
    ("too-many-days", (K, C), "old", 3, "ber oss vänta (172800 s)", {}),
    ("retry-after-nonsense", (C,), "new", 0, "nya försök", {"times": 1}),
    ("unavailable", (C,), "new", 0, "nya försök", {"times": 1}),
    ("unavailable", (P,), "old", 3, "503; 2 försök", {}),
    ("server-error", (C,), "new", 0, "nya försök", {"times": 1}),
    ("server-error", (P,), "old", 3, "500; 2 försök", {}),
    ("not-found", EVERY, "old", 3, "svarar med felet 404", {}),
    ("forbidden", (C,), "old", 3, "[E956]", {}),
    ("dropped", (C,), "old", 3, "E953", {}),
    ("dropped", (C,), "new", 0, "nya försök", {"times": 1}),
    ("silent", (C,), "old", 3, "E952", {}),
    ("slow", (C,), "old", 3, "E952", {}),
    ("stalled", (C,), "old", 3, "E952", {}),
    ("cut", EVERY, "old", 3, "E953", {}),
    ("cut", (C,), "new", 0, "nya försök", {"times": 1}),
    ("cut-chunked", (K, C), "old", 3, "E953", {}),
    ("cut-unmarked", EVERY, "old", None, "E9", {}),
    ("unmarked", EVERY, "new", 0, "", {}),
    ("chunked", EVERY, "new", 0, "", {}),
    ("length-long", (K, C), "old", 3, "E953", {}),
    ("length-short", EVERY, "old", None, "E9", {}),
    ("not-modified", (K, P), "old", 3, "304", {}),
    ("huge", (C,), "old", 3, "E954", {}),
    ("huge-unmarked", (C,), "old", 3, "E954", {}),
    ("gzip", EVERY, "new", 0, "", {}),
    ("gzip-unmarked", EVERY, "old", 1, "gzip", {}),
    ("gzip-false", (K, C), "old", 3, "E953", {}),
    ("gzip-cut", EVERY, "old", None, "E9", {}),
    ("gzip-bomb", (K, C), "old", 3, "E954", {"megabytes": 64}),
    ("headers-endless", (C,), "old", 3, "E953", {}),
    ("headers-hostile", (K, C), "new", 0, "", {}),
    ("redirect", (K, C), "new", 0, "", {}),
    ("redirect-http", (K, C), "old", 3, "E955", {}),
    ("redirect-loop", (C,), "old", 3, "E955", {}),
    ("redirect-chain", (C,), "old", 3, "E955", {}),
    ("redirect-bad-certificate", (C,), "old", 3, "E951", {}),
    ("redirect-file", (C,), "old", 3, "E955", {}),
    ("redirect-nowhere", (C,), "old", 3, "302", {}),
    ("error-page", EVERY, "old", 1, "E958", {}),
    ("error-page-disguised", EVERY, "old", 1, "E958", {}),
    ("wrong-type", EVERY, "old", 1, "E958", {}),
    ("empty", EVERY, "old", 1, "E9", {}),
    ("headings-only", (P, C), "old", 1, "E9", {}),
    ("heading-changed", (P, C), "old", 1, "E967", {}),
    ("invalid-utf8", (K,), "old", 1, "E959", {}),
    ("nul", EVERY, "old", 1, "E9", {}),
    ("truncated-json", (K, F), "old", 1, "E959", {}),
    ("json-twice", (K, F), "old", 1, "E959", {}),
    ("deep-json", (K, F), "old", 1, "E959", {}),
    ("nan", (K, F), "old", 1, "E959", {}, VALUES),
    ("number-huge", (K, F), "old", 1, "E959", {}, VALUES),
    ("number-text", (K, F), "old", 1, "E960", {}, VALUES),
    ("values-missing", (K,), "old", 1, "E960", {}),
    ("pages-endless", (K,), "old", 3, "E977", {}, VALUES),
    ("page-repeated", (K,), "old", 1, "E961", {}, VALUES),
    ("page-back", (K,), "old", 1, "E961", {}, VALUES),
    ("page-empty", (K,), "old", 1, "E967", {}, VALUES),
    ("page-http", (K,), "old", 3, "E955", {}, VALUES),
    ("title-changed", (K,), "part", 1, "E962", {"kpi": "U09804"}, TITLES),
    ("title-dead", (K,), "part", 1, "(-2023)", {"kpi": "U09804"}, TITLES),
    ("title-withdrawn", (K,), "part", 1, "E963", {"kpi": "U09804"}, TITLES),
    ("kpi-withdrawn", (K,), "part", 1, "E964", {"kpi": "U09804"}, VALUES),
    ("municipality-missing", (K,), "part", 1, "Eslöv", {}, VALUES),
    ("municipality-missing", (P,), "old", 1, "E971", {}),
    ("municipality-missing", (F, C), "old", 1, "Eslöv", {}),
    ("year-missing", (K,), "part", 1, "E965", {"year": 2024}, VALUES),
    ("year-missing", (C,), "old", 1, "2025", {}),
    ("halved", (K,), "part", 1, "E964", {}, VALUES),
    ("halved", (C,), "old", 1, "E964", {}),
    ("revised", (K, C), "new", 0, "", {}),
    ("region-unasked", (K,), "same", 0, "N950", {}, VALUES),
    ("deleted", (K,), "same", 0, "återtagna", {}, VALUES),
    ("deleted-all", (K,), "old", 1, "E967", {}, VALUES),
    ("null", (K,), "part", 1, "E964", {}, VALUES),
    ("status-unknown", (K,), "part", 1, "W954", {}, VALUES),
    ("status-with-value", (K,), "part", 1, "W953", {}, VALUES),
    ("row-twice", (K,), "old", 1, "E973", {}, VALUES),
    ("total-missing", (K,), "part", 1, "E964", {}, VALUES),
    ("value-hostile", (K,), "new", 0, "W954", {}, VALUES),
]


def rows(data):
    return sorted(data.decode("utf-8").splitlines()[1:]) if data else []


def try_fault(s, rules, good, there, fault, source):
    kind, _, result, code, words, arguments, *pattern = fault
    stem, own = SOURCES[source]
    what = f"{kind} {source} {arguments or ''}"
    shutil.rmtree(there, ignore_errors=True)
    shutil.copytree(good, there)
    side = there / f"{stem}.kalla.txt"  # another question than last time: asked without conditions
    side.write_bytes(re.sub(rb"(?m)^Fr\xc3\xa5ga: .*$", b"Fr\xc3\xa5ga: 0", side.read_bytes()))
    before = contents(there)
    if result == "new":  # so that what comes is seen to land
        (there / f"{stem}.csv").write_bytes(before[f"{stem}.csv"] + b"\n")
    s.misbehave(pattern[0] if pattern and source == K else own, kind, **arguments)
    done = fetch(rules, there, s, "--only", source)
    s.behave()
    after = contents(there)
    expect(code is None and done.returncode in (1, 3) or done.returncode == code,
           f"{what}: exit {code}, not {done.returncode}", done.stdout, done.stderr)
    expect(words in done.stdout + done.stderr, f"{what}: says {words}", done.stderr)
    expect(len(done.stderr) < 3000 and not re.search(r"[\x00-\x08\x0b-\x1f]", done.stderr),
           f"{what}: says it briefly", done.stderr)
    if done.returncode:
        expect("används fortfarande" in done.stderr, f"{what}: says what is kept", done.stderr)
    if result == "old":
        expect(after == before, f"{what}: the old files stay", sorted(set(after) ^ set(before)))
    elif result == "same":
        expect(after[f"{stem}.csv"] == before[f"{stem}.csv"], f"{what}: the same rows")
    elif result == "part":
        new, old = rows(after[f"{stem}.csv"]), rows(before[f"{stem}.csv"])
        expect(set(old) <= set(new), f"{what}: no row is lost", sorted(set(old) - set(new))[:5])
        expect("987.6" not in "".join(new), f"{what}: nothing that was taken back")
    else:
        expect(after[f"{stem}.csv"] != before[f"{stem}.csv"] + b"\n", f"{what}: a new file",
               done.stdout, done.stderr)
    left = [n for n in after if n not in before and not n.endswith(".gammal")]
    expect(not left, f"{what}: nothing half is left", left)


def first_time(s, rules, there, fault, source):
    """Where there was no file there still is none."""
    kind, _, result, code, _, arguments, *pattern = fault
    shutil.rmtree(there, ignore_errors=True)
    s.misbehave(pattern[0] if pattern and source == K else SOURCES[source][1], kind, **arguments)
    done = fetch(rules, there, s, "--only", source)
    s.behave()
    expect(done.returncode and not contents(there), f"first {kind} {source}: no file",
           sorted(contents(there)), done.stderr)
    expect("ingen tidigare" in done.stderr, f"first {kind} {source}: says so", done.stderr)


# What a first fetch cannot know: where nothing tells that rows are missing.
ONLY_LATER = {"halved", "year-missing", "municipality-missing", "not-modified", "length-short",
              "cut-unmarked", "gzip-cut"}


def try_some(faults, made):
    """With a server of its own: most of the time is waiting."""
    with serve() as s:
        rules = rules_for(s, made / "rules")
        good, there = made / "good", made / "there"
        done = fetch(rules, good, s)
        expect(done.returncode == 0 and len(contents(good)) == 8, "all land", done.stdout,
               done.stderr)
        for fault, source in faults:
            try_fault(s, rules, good, there, fault, source)
            if fault[2] == "old" and fault[0] not in ONLY_LATER and not fault[5].get("times"):
                first_time(s, rules, there, fault, source)


known = {f[0] for f in FAULTS}
page = (ROOT / "tests/fetch/expected.md").read_text("utf-8")
listed = set(re.findall(r"^\| `([\w-]+)` \|", page, re.M))
# In test_fetch.py; a jump is what the night looks for.
ELSEWHERE = {"expired", "wrong-host", "unknown-ca", "jump", "page-lost", "page-elsewhere"}
expect(listed == known | ELSEWHERE, "every row of expected.md is tried", listed ^ (known | ELSEWHERE))
tries = [(fault, source) for fault in FAULTS for source in fault[1]]
WORKERS = 4
with folder() as made, concurrent.futures.ThreadPoolExecutor(WORKERS) as pool:
    parts = []
    for i in range(WORKERS):
        place = pathlib.Path(made, str(i))
        place.mkdir()
        parts.append(pool.submit(try_some, tries[i::WORKERS], place))
    for part in parts:
        part.result()
end()
