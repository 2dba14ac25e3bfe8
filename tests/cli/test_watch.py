"""etablera watch: a page for each save, by any way of saving; broken rules keep the last ranking;
ends cleanly. The waits are loose: the figures of one machine are printed, not asserted."""
import os
import re
import shutil
import signal
import subprocess
import time
import xml.etree.ElementTree as ET

from common import PROGRAM, ROOT, end, expect, folder, run
from names import DIMENSION, VALUE

WAIT = 30  # seconds until a page is given up
MODEL = "00-modell.regler"
WEIGHT = re.compile(rf"(dimension {DIMENSION} (?:.*\n)*?  vikt: +){VALUE}\b")
took = []


class Watch:
    def __init__(self, rules, *arguments):
        self.rules, self.page = rules, os.path.join(rules, "kontroll.html")
        self.process = subprocess.Popen([PROGRAM, "watch", rules, *arguments], cwd=ROOT,
                                        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                        encoding="utf-8")
        self.said = self.process.stdout.readline()

    def next(self, save=None):
        """Saves, waits for the line on the terminal and reads the page."""
        start = time.monotonic()
        if save:
            save()
        line = self.process.stdout.readline()
        if save:
            took.append(time.monotonic() - start)
        with open(self.page, encoding="utf-8") as page:
            text = page.read()
        ET.fromstring(text)  # well-formed, whatever was in the rules
        return line, text

    def stop(self, how=signal.SIGINT):
        self.process.send_signal(how)
        out, err = self.process.communicate(timeout=WAIT)
        return out, err, self.process.returncode


def write(path, text):
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)


def by_rename(path, text):
    write(path + ".ny", text)
    os.rename(path + ".ny", path)


def rows(page):
    table = ET.fromstring(page).find(".//table/tbody")
    return [["".join(cell.itertext()) for cell in row] for row in table]


def mistakes_and_moves(there):
    rules = os.path.join(there, "regler")
    shutil.copytree(ROOT / "rules/asf", rules)
    model = os.path.join(rules, MODEL)
    with open(model, encoding="utf-8") as file:
        sound = file.read()
    watch = Watch(rules)
    expect("Ctrl-C" in watch.said, "says how to end it", watch.said)
    line, first = watch.next()
    expect("Fel: 0" in line and '<meta http-equiv="refresh"' in first, "a page that reloads", line)
    expect(len(rows(first)) == 33 and "http" not in first.replace("http-equiv", ""),
           "a ranking of all, nothing from elsewhere", len(rows(first)))
    expect("<script" not in first and "src=" not in first, "no scripts")

    line, page = watch.next(lambda: write(model, sound.replace("vikt:", "vitk:", 1)))
    expect("Fel: 1" in line and MODEL in line, "the mistake is in the line", line)
    for words in ("fel[E102]", "^^^^ finns inte", "menade du &quot;vikt&quot;?", "<h1>Fel: 1"):
        expect(words in page, f"the page says {words}", page[:3000])
    expect("Gammal" in page and rows(page) == rows(first), "the last good ranking, marked as old")

    moved = WEIGHT.sub(rf"\g<1>{VALUE + 30}", sound)
    expect(moved != sound, "a weight to change")
    line, page = watch.next(lambda: by_rename(model, moved))
    places = [row for row in rows(page) if "→" in row[4]]
    expect("ändrade platser" in line and places, "a save by rename moves places", line)
    expect(f"{DIMENSION}.vikt: {VALUE} → {VALUE + 30}" in page, "what was changed")
    was = {row[1]: row[0] for row in rows(first)}
    for row in places:
        before, after = re.match(r"(\d+) → (\d+) \((?:upp|ner) \d+\)$", row[4]).groups()
        expect(was[row[1]] == before and row[0] == after, "place before → after", row)
    expect("Gammal" not in page and "Fel (" not in page, "nothing old is left")

    line, page = watch.next(lambda: write(model, moved + "\n# en kommentar\n"))
    expect("ingen verkan" in line and "ingen verkan" in page, "a comment has no effect", line)
    expect(0 < page.index("Vad senaste sparningen gjorde") < page.index("<h2>Varningar"),
           "what the save did stands before old warnings")
    expect(not any("→" in row[4] for row in rows(page)) and
           [row[5] for row in rows(page) if row[5]] == [row[4] for row in places],
           "nothing since the last save, the same since the start", rows(page)[:3])

    hostile = sound + '\nmått <b> "<script>alert(1)</script>"\n'
    line, page = watch.next(lambda: write(model, hostile))
    expect("<script" not in page and "&lt;script" in page, "text is text")

    line, page = watch.next(lambda: os.unlink(model))
    expect("Fel:" in line and "Gammal" in page, "a file that went away", line)
    expect("ingen verkan" not in line + page, "broken rules are not without effect", line)
    line, page = watch.next(lambda: write(model, sound))
    expect("Fel: 0" in line and rows(page)[0][:3] == rows(first)[0][:3], "and came back", line)

    out, err, code = watch.stop()
    expect(code == 0 and err == "", "SIGINT: exit 0", code, err)
    with open(watch.page, encoding="utf-8") as file:
        last = file.read()
    expect("avslutad" in last and "refresh" not in last, "the page says that it is over")
    left = sorted(name for name in os.listdir(rules) if name.startswith("."))
    expect(left == [], "no temporary files", left)


def data_and_tests(there):
    """A saved data file is read anew; tests that fail are shown; the rules may be one file."""
    rules = os.path.join(there, "en")
    os.makedirs(rules)
    data = os.path.join(there, "data")
    shutil.copytree(ROOT / "fixtures/broken/check/data", data)
    shutil.copytree(ROOT / "fixtures/broken/check", rules, dirs_exist_ok=True,
                    ignore=shutil.ignore_patterns("*.regler", "*.txt", "data"))
    path = os.path.join(rules, "m.regler")
    shutil.copy(ROOT / "fixtures/broken/check/E830-okand-kommun.mended.regler", path)
    process = subprocess.Popen([PROGRAM, "watch", path, "--data", data, "--lang", "en"], cwd=ROOT,
                               stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8")
    process.stdout.readline()
    first = process.stdout.readline()
    expect("Errors: 0" in first, "English", first)
    with open(path, encoding="utf-8") as file:
        model = re.search(r"fil: +(\S+)", file.read())[1]
    with open(os.path.join(data, model), "a", encoding="utf-8") as file:
        file.write("\n")
    line = process.stdout.readline()
    expect(model in line, "a data file that was saved", line)
    second = run("watch", path, "--data", data)
    expect(second.returncode == 3 and f"process {process.pid}" in second.stderr,
           "two watches of one page", second.stderr)
    process.terminate()
    process.communicate(timeout=WAIT)
    expect(process.returncode == 0, "SIGTERM: exit 0", process.returncode)


def killed(there):
    """A watch that was killed stops nobody, and what it left is cleared."""
    rules = os.path.join(there, "dödad")
    shutil.copytree(ROOT / "rules/asf", rules)
    watch = Watch(rules)
    watch.next()
    watch.stop(signal.SIGKILL)
    os.makedirs(os.path.join(rules, ".etablera-1-abcdef"))
    done = run("watch", rules, "--checks", "1")
    expect(done.returncode == 0 and not any(n.startswith(".") for n in os.listdir(rules)),
           "cleared", done.stderr, os.listdir(rules))
    expect(run("check", rules).stdout == run("check").stdout, "the page is no rule file")


def refused(there):
    done = run("watch", "finns-inte", "--checks", "1")
    expect(done.returncode == 2 and "finns inte" in done.stderr, "no rules", done.stderr)
    done = run("watch", "--data", "finns-inte", "--checks", "1", "--out", there)
    expect(done.returncode == 2 and "--data" in done.stderr, "no data", done.stderr)
    done = run("watch", "--checks", "1", "--out", "/proc")
    expect(done.returncode == 3 and "--out" in done.stderr and "/proc" in done.stderr,
           "a folder that cannot be written in", done.stderr)
    done = run("watch", "fixtures/broken/rules/E105-samma-namn.regler", "--checks", "1", "--out",
               there)
    expect(done.returncode == 1 and "Fel: 1" in done.stdout, "--checks: exit 1 on errors",
           done.stdout, done.stderr)
    new = os.path.join(there, "ny", "mapp")
    done = run("watch", "--checks", "1", "--out", new)
    expect(done.returncode == 0 and os.path.exists(os.path.join(new, "kontroll.html")),
           "a folder that is not there is made", done.stderr)


def processor_seconds(process):
    with open(f"/proc/{process.pid}/stat", encoding="ascii") as stat:
        fields = stat.read().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def idle(there):
    watch = Watch(os.path.join(there, "regler"))
    watch.next()
    before = processor_seconds(watch.process)
    time.sleep(3)
    share = (processor_seconds(watch.process) - before) / 3
    print(f"idle: {share:.1%} of a core")
    expect(share < 0.2, "idle is cheap", share)
    watch.stop()


with folder() as shared:
    mistakes_and_moves(shared)
    data_and_tests(shared)
    killed(shared)
    refused(shared)
    idle(shared)
print(f"from save to page: {min(took):.2f} to {max(took):.2f} s")
expect(max(took) < WAIT, "pages come")
end()
