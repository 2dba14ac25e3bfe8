"""etablera fetch against the server of tests/fetch: what must be asked (A1-A20 of expected.md), the whole
shipped model through a proxy, the connection, and the state around it: locks, signals, a full disk.
The misbehaviours one by one are in test_fetch_faults.py."""
import fcntl
import hashlib
import os
import pathlib
import re
import resource
import shutil
import signal
import subprocess
import time

from common import PROGRAM, ROOT, contents, end, expect, folder, run
from fetching import RULES, fetch, rules_for, serve, server

world = server.world
KPI = re.compile(r"/kpi/([^/?]+)")
AREAS = re.compile(r"/municipality/([^/?]+)")


def codes(done):
    return set(re.findall(r"\[([EWN]\d{3})\]", done.stderr))


def changed(text, *pairs):
    for old, new in pairs:
        assert old in text, old
        text = text.replace(old, new)
    return text


# --- the shipped model ----------------------------------------------------------------------------

def ranking(data, out):
    done = run("run", "--data", data, "--out", out, "--draws", "0")
    expect(done.returncode in (0, 1), f"runs on {data}", done.stderr)
    points = pathlib.Path(out, "poang.csv").read_text("utf-8-sig").splitlines()
    return (pathlib.Path(out, "rangordning.csv").read_bytes(),
            [line.rpartition(";")[0] for line in points])  # without the line it was read from


def shipped(made, name, source, hand_made, **more):
    """The rules as they are shipped, with the agencies' own names, through the proxy."""
    with serve(**more) as s:
        data = made / name
        shutil.copytree(source, data, symlinks=False)
        for one in hand_made:
            (data / one).unlink()
        done = run("fetch", "--data", data, "--ca", s.ca, https_proxy=s.proxy.address)
        expect(done.returncode == 0, f"{name}: fetched", done.stdout, done.stderr)
        expect(s.proxy.asked and all("api.kolada.se:443" in a for a in s.proxy.asked),
               "the real names are asked through the proxy", s.proxy.asked)
        expect(all(q.method == "GET" and q.headers["user-agent"].startswith("etablera/")
                   and "cookie" not in q.headers for q in s.log), "polite headers",
               s.log[0].headers)
        expect(all(q.status == 200 for q in s.log), "never too often", [q.status for q in s.log])
        for pattern in (KPI, AREAS):
            parts = [m[1] for m in map(pattern.search, (q.target for q in s.log)) if m]
            expect(parts and all(len(p.split(",")) <= 25 for p in parts), "at most 25 ids")
        asked = {i for q in s.log for i in KPI.search(q.target)[1].split(",")}
        expect(len(asked) == 54, "every key figure of the rules", len(asked))
        expect(all("0012" not in AREAS.findall(q.target) for q in s.log), "no regions are asked for")
        expect(ranking(source, made / f"{name}-a") == ranking(data, made / f"{name}-b"),
               f"{name}: the same ranking as from the files on disk")
        return data, done


def whole_model(made):
    data, done = shipped(made, "verklig", ROOT / "fixtures", [])
    expect("N952" in codes(done), "figures that nobody has are told", done.stderr)
    old = (ROOT / "fixtures/oppna-data/kolada/publicerade-varden.csv").read_bytes()
    kept = data / "oppna-data/kolada/publicerade-varden.csv.gammal"
    expect(kept.read_bytes() == old, "the file placed by hand is kept beside")
    new = (data / "oppna-data/kolada/publicerade-varden.csv").read_text("utf-8").splitlines()
    expect(new[0] == "kpi;title;municipality;period;gender;value;status", "headings", new[0])

    def number(line):
        cells = line.split(";")
        return (*cells[:5], float(cells[5]) if cells[5] else None, cells[6])
    expect(sorted(map(number, new[1:])) == sorted(map(number, old.decode().splitlines()[1:])),
           "the same rows")
    shipped(made, "pahittad", ROOT / "fixtures/pahittad",
            ["oppna-data/kolada/nyckeltal-pahittad.csv",
             "oppna-data/kolada/nyckeltal-pahittad.kalla.txt"], data=world.INVENTED)


# --- what is asked the second time -------------------------------------------------------------------

def again(made):
    with serve() as s:
        rules, data = rules_for(s, made / "r"), made / "again"
        first = fetch(rules, data, s)
        expect(first.returncode == 0, "the first time", first.stderr)
        before = {n: (data / n).stat().st_mtime_ns for n in contents(data) if n.endswith(".csv")}
        for name, data_bytes in contents(data).items():
            if name.endswith(".csv"):
                side = (data / name).with_suffix(".kalla.txt").read_text("utf-8")
                expect(hashlib.sha256(data_bytes).hexdigest() in side, f"{name}: SHA-256", side)
                expect(f"Byte: {len(data_bytes)}\n" in side, f"{name}: size", side)
        expect("Licens: Källa: Kolada" in (data / "kolada/hamtat.kalla.txt").read_text("utf-8"),
               "the licence")
        n = len(s.log)
        second = fetch(rules, data, s)
        expect(second.returncode == 0 and second.stdout.count("oförändrad") == 4, "unchanged",
               second.stdout, second.stderr)
        expect(before == {n: (data / n).stat().st_mtime_ns for n in before}, "nothing is written")
        folk = [q for q in s.log[n:] if q.target.startswith("/filer/")]
        expect([q.status for q in folk] == [304] and folk[0].sent == 0, "no bytes are sent again")
        ordered = contents(data)["kolada/hamtat.csv"]
        for what, spoil in (("gone", lambda p: p.unlink()),
                            ("edited", lambda p: p.write_bytes(p.read_bytes() + b"\n"))):
            spoil(data / "scb/folkmangd.csv")
            n = len(s.log)
            done = fetch(rules, data, s, "--only", "folk")
            expect([q.status for q in s.log[n:]] == [200], f"{what}: asked without a condition")
            expect(done.returncode == 0 and "ny fil" in done.stdout, f"{what}: fetched", done.stderr)
        side = data / "scb/folkmangd.kalla.txt"
        side.write_text(re.sub("(?m)^Hämtad: .*$", "Hämtad: 2999-01-01T00:00:00Z",
                               side.read_text("utf-8")), encoding="utf-8")
        expect("W955" in codes(fetch(rules, data, s, "--only", "folk")), "fetched in the future")
    with serve(most_per_page=10) as s:
        data = made / "small"
        done = fetch(rules_for(s, made / "r2"), data, s, "--only", "nyckeltal")
        expect(done.returncode == 0 and len(s.log) > 20, "many pages", done.stderr)
        expect(contents(data)["kolada/hamtat.csv"] == ordered, "the same file from small pages")
        times = sorted(q.at for q in s.log)
        expect(all(q.status == 200 for q in s.log), "no 429")
        expect(times[-1] - times[0] > 0.9 * (len(times) - 5) / 5, "five a second at most",
               [round(t - times[0], 2) for t in times])
        s.misbehave("/kolada/v3/data/*", "page-lost")
        part = fetch(rules, data, s, "--only", "nyckeltal")
        new = fetch(rules, made / "never", s, "--only", "nyckeltal")
    del part, new
    with serve(most_per_page=10) as s:
        rules = rules_for(s, made / "r3")
        s.misbehave("/kolada/v3/data/*", "page-lost")
        done = fetch(rules, data, s, "--only", "nyckeltal")
        expect(done.returncode == 1 and "E964" in codes(done), "a lost page", done.stderr)
        expect(contents(data)["kolada/hamtat.csv"] == ordered, "and the old rows stay")
        done = fetch(rules, made / "never", s, "--only", "nyckeltal")
        expect(done.returncode == 1 and "E978" in codes(done) and not contents(made / "never"),
               "a lost page the first time", done.stderr)
        s.behave()
        s.misbehave("/kolada/v3/data/*", "page-elsewhere")
        done = fetch(rules, data, s, "--only", "nyckeltal")
        expect(done.returncode == 3 and "E955" in codes(done), "pages elsewhere", done.stderr)
        s.behave()
        s.misbehave("/kolada/v3/data/*", "municipality-missing", municipality="1285")
        done = fetch(rules, data, s, "--only", "nyckeltal", "--allow-fewer", "nyckeltal")
        expect(done.returncode == 0 and b";1285;" not in contents(data)["kolada/hamtat.csv"],
               "fewer are allowed when asked for", done.stderr)


# --- what is not asked ----------------------------------------------------------------------------

def without_asking(made):
    with serve() as s:
        rules, data = rules_for(s, made / "r"), made / "quiet"
        done = fetch(rules, data, s, "--dry-run")
        expect(done.returncode == 0 and not data.exists() and done.stdout.count("GET") == 7,
               "a dry run asks nobody", done.stdout, done.stderr)
        done = fetch(rules, data, s, "--offline")
        expect(done.stdout.count("ingen fil") == 4, "no files yet", done.stdout)
        expect(not s.log, "the log is empty", s.log)
        expect(fetch(rules, data, s, "--only", "folk").returncode == 0, "one source")
        expect([q.target for q in s.log] == ["/filer/scb/folkmangd.csv"], "and no other")
        done = fetch(rules, data, s, "--offline")
        expect("0 dygn gammal" in done.stdout, "its age", done.stdout)
        placed = data / "scb/folkmangd.csv"
        placed.with_name("folkmangd.kalla.txt").unlink()
        placed.chmod(0o644)
        day = int(time.time()) - 5 * 86400 - 60
        os.utime(placed, (day, day))
        done = fetch(rules, data, s, "--offline", "--only", "folk")
        expect(re.search(r"^folk: \S+folkmangd.csv, inlagd för hand, sparad "
                         r"20\d\d-\d\d-\d\d, 5 dygn gammal$", done.stdout, re.M),
               "the age of a file that was placed by hand", done.stdout)
        done = fetch(rules, data, s, "--only", "fokl")
        expect(done.returncode == 2 and "folk" in done.stderr, "the nearest name", done.stderr)
        expect(run("fetch", "--rules", rules).returncode == 2, "a folder must be named")
        copy = data / "scb/flyttningar-gammal.csv"
        copy.write_bytes(b"x")
        done = fetch(rules, data, s, "--only", "flyttningar")
        expect(done.returncode == 0 and "W950" in codes(done), "a file beside", done.stderr)


def rules_of_their_own(made):
    with serve() as s:
        def tried(what, code, exit_code, *pairs, only="flyttningar", more=()):
            there = made / f"own-{what}"
            rules = rules_for(s, there, changed(RULES, *pairs))
            done = fetch(rules, made / f"data-{what}", s, "--only", only, *more)
            expect(done.returncode == exit_code and (not code or code in codes(done)),
                   f"{what}: {code}", done.stdout, done.stderr)
            return contents(made / f"data-{what}")
        kind = '  urval:     "Flyttning" = "IN"\n'
        region = '"Region" = "12*"'
        tried("forgotten", "E968", 1, (kind, ""))
        tried("unknown", "E969", 1, ('"IN"', '"INN"'))
        tried("summed", "E974", 1, ('"Flyttning" = "IN"', '"Flyttning" summeras'))
        tried("whole", None, 1, (region, '"Region" summeras'))
        n = len(s.log)
        codes_of = ",".join(sorted(world.municipalities()))
        made_of = tried("long", None, 0, (region, f'"Region" = "{codes_of}"'),
                        ('"from(2020)"', '"*"'), ("{scb}/", "{scb}/" + "lang/" * 80))
        asked = [q for q in s.log[n:] if "/data?" in q.target]
        expect(len(asked) > 1 and all(len(q.address) <= 2000 for q in asked), "a long question is split",
               [len(q.address) for q in asked])
        lines = made_of["scb/flyttningar-hamtat.csv"].decode("iso-8859-1").splitlines()
        expect(len(lines) == 1 + 290 * 25 and len(set(lines)) == len(lines), "all rows once",
               len(lines))
        ages = ('  urval:     "Flyttning" = "IN"\n', '  urval:     "Alder" = "*"\n'
                '  urval:     "Kon" = "*"\n  urval:     "Civilstand" summeras\n')
        n = len(s.log)
        tried("large", None, 1, ("TAB9001", "TAB638"), ages, ('"from(2020)"', '"*"'),
                        ('"Antal personer" där "flyttning" = "inflyttade"', '"Folkmängd"'),
                        more=("--timeout", "60"))
        asked = [q for q in s.log[n:] if "/data?" in q.target]
        expect(len(asked) == 2 and all(q.status == 200 for q in asked), "a large question is split",
               [q.status for q in asked])
        tried("nameless", "W952", 0, ('"value" där "kpi" = "N03937"', '"value"'), only="nyckeltal")
        tried("none", "E976", 1, ('"value" där "kpi" = "N03937"', '"value"'),
              ('där "kpi" = "U09804" titel', 'där "gender" = "T" titel'), only="nyckeltal")
        s.agencies["filer"].put("a.csv", b"region;\xe5r;Folkm\xe4ngd\n1280;2024;5\n1281;2024;6")
        tried("unended", "W951", 0, ("/filer/scb/folkmangd.csv", "/filer/a.csv"), only="folk")
        rows = [f"{code};{year};5\n" for code in (1280, 1281, 1283) for year in range(2000, 2010)]
        heading = "region;år;Folkmängd\n"
        own = ("/filer/scb/folkmangd.csv", "/filer/b.csv")
        s.agencies["filer"].put("b.csv", (heading + "".join(rows)).encode())
        tried("fewer", None, 0, own, only="folk")
        some = [r for i, r in enumerate(rows) if i % 10 == i // 10 or i < 10]
        s.agencies["filer"].put("b.csv", (heading + "".join(some)).encode())
        shutil.rmtree(made / "own-fewer")
        kept = tried("fewer", "E966", 1, own, only="folk")
        expect(len(kept["scb/folkmangd.csv"].splitlines()) == 31, "the old rows stay")


# --- the connection -------------------------------------------------------------------------------

def connection(made):
    with serve() as s:
        rules, data = rules_for(s, made / "r"), made / "tls"
        good = ("/filer/scb/folkmangd.csv",)
        expect(fetch(rules, data, s, "--only", "folk").returncode == 0, "with the authority")
        before, n = contents(data), len(s.log)
        done = run("fetch", "--rules", rules, "--data", data, "--only", "folk", "--retries", "0",
                   no_proxy="*")
        expect(done.returncode == 3 and "E951" in codes(done), "without --ca", done.stderr)
        for listener in ("expired", "wrong-host", "unknown-ca"):
            own = rules_for(s, made / listener, changed(
                RULES, ("{filer}/filer/scb/folkmangd.csv", s.address(listener, good[0]))))
            done = fetch(own, data, s, "--only", "folk")
            expect(done.returncode == 3 and "E951" in codes(done), listener, done.stderr)
        expect(len(s.log) == n and contents(data) == before, "not one request, and the file stays")
        for what, address in (("closed", "https://localhost:1/x"),
                              ("no-name", "https://finns-inte.invalid/x")):
            own = rules_for(s, made / what, changed(
                RULES, ("{filer}/filer/scb/folkmangd.csv", address)))
            done = fetch(own, data, s, "--only", "folk")
            expect(done.returncode == 3 and "E950" in codes(done) and "2 försök" in done.stderr,
                   what, done.stderr)
        expect(contents(data) == before, "the file stays")
        bad = made / "bad.pem"
        bad.write_text("inget certifikat\n", encoding="utf-8")
        for path in (bad, made / "nowhere.pem"):
            done = run("fetch", "--rules", rules, "--data", data, "--ca", path)
            expect(done.returncode == 2 and "--ca" in done.stderr, f"--ca {path.name}", done.stderr)
        for switch in ("--insecure", "-k", "--no-verify"):
            done = fetch(rules, data, s, switch)
            expect(done.returncode == 2, f"no {switch}", done.stderr)


# --- the state around it ----------------------------------------------------------------------------

def started(rules, data, s, *more, limit=None):
    return subprocess.Popen([str(PROGRAM), "fetch", "--rules", rules, "--data", data, "--ca", s.ca,
                             *map(str, more)], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                            preexec_fn=limit, env={**os.environ, "no_proxy": "*"})


def asked(s, n):
    for _ in range(100):
        if len(s.log) > n:
            return
        time.sleep(0.05)


def most_memory(child):
    """The most that it holds at once, in KiB, looked at until it ends."""
    most = 0
    while child.poll() is None:
        try:
            status = pathlib.Path(f"/proc/{child.pid}/status").read_text("ascii")
        except OSError:
            break
        if "/etablera\n" in status or "Name:\tetablera" in status:
            most = max([most, *map(int, re.findall(r"VmHWM:\s+(\d+)", status))])
        time.sleep(0.02)
    return most


def private(data):
    return [p.name for p in data.rglob(".etablera-*")]


def state(made):
    with serve() as s:
        rules, data = rules_for(s, made / "r"), made / "state"
        expect(fetch(rules, data, s).returncode == 0, "fetched")
        side = data / "scb/folkmangd.kalla.txt"
        side.write_text(side.read_text("utf-8").replace("Fråga: ", "Fråga: 0"), encoding="utf-8")
        before = contents(data)
        for name in ("SIGKILL", "SIGTERM", "SIGINT"):
            n = len(s.log)
            s.misbehave("/filer/*", "stalled")
            child = started(rules, data, s, "--only", "folk")
            asked(s, n)
            time.sleep(0.3)
            child.send_signal(getattr(signal, name))
            child.communicate(timeout=20)
            expect(child.returncode == -getattr(signal, name), name, child.returncode)
            after = {n: b for n, b in contents(data).items() if "/.etablera-" not in n}
            expect(after == before, f"{name}: the old files", sorted(set(after) ^ set(before)))
            expect(bool(private(data)) == (name == "SIGKILL"), f"{name}: what is left",
                   private(data))
            s.behave()
            if name == "SIGKILL":
                fetch(rules, data, s, "--only", "folk", "--timeout", "1", "--retries", "0")
                expect(not private(data), "the next removes what a dead one left", private(data))
                side.write_bytes(before["scb/folkmangd.kalla.txt"])
        with open(data / ".etablera.lock", "rb+") as held:
            fcntl.lockf(held, fcntl.LOCK_EX)
            done = fetch(rules, data, s)
            expect(done.returncode == 3 and str(os.getpid()) in done.stderr, "one at a time",
                   done.stderr)

        def small():
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (8192, 8192))
        child = started(rules, data, s, "--only", "folk", limit=small)
        said = child.communicate(timeout=20)[1].decode()
        expect(child.returncode == 3 and "E972" in said, "a full disk", said)
        expect(contents(data) == before, "and the old files")
        s.misbehave("/filer/*", "huge-unmarked")
        child = started(rules, data, s, "--only", "folk", "--max-size", "100")
        most = most_memory(child)
        said = child.communicate()[1].decode()
        expect(child.returncode == 3 and "E954" in said, "10 GB", said)
        expect(0 < most < 64 << 10, "in little memory", most)
        expect(contents(data) == before and not private(data), "nothing is left of it")


with folder() as made:
    made = pathlib.Path(made)
    for test in (whole_model, again, without_asking, rules_of_their_own, connection, state):
        place = made / test.__name__
        place.mkdir()
        test(place)
end()
