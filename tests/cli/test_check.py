"""etablera check: the formats say the same; what is told of the shipped model; how long it takes."""
import json
import re
import resource

from common import PROGRAM, end, expect, run

SLOW = 0.1  # seconds of processor, for a release build
MOST_TOLD = 20

gnu, told = run("check", "--format", "gnu"), run("check", "--format", "json")
expect(told.returncode == 0 and told.stderr == "", "json: nothing beside it", told.stderr)
answer = json.loads(told.stdout)
lines = gnu.stderr.splitlines()
expect(len(lines) == len(answer["meddelanden"]) > 0, "json and gnu tell as many", len(lines))
for line, message in zip(lines, answer["meddelanden"]):
    place = ":".join(str(message[k]) for k in ("fil", "rad", "kolumn"))
    expect(line.startswith(place + ": ") and line.endswith(f"{message['text']} [{message['kod']}]"),
           "json and gnu tell the same", line, message)
for kind, key in (("fel", "fel"), ("varning", "varningar"), ("upplysning", "upplysningar")):
    expect(answer[key] == sum(m["slag"] == kind for m in answer["meddelanden"]), f"json: {key}")
expect(len(lines) <= MOST_TOLD, "few messages about the shipped model", len(lines))
english = json.loads(run("check", "--format", "json", "--lang", "en").stdout)
expect([m["kod"] for m in english["meddelanden"]] == [m["kod"] for m in answer["meddelanden"]],
       "the same codes in English")
for message in english["meddelanden"]:
    expect(not re.search(r"\b(och|inget|gränsen|stämmer)\b", message["text"]), "English", message)
broken = json.loads(run("check", "fixtures/broken/rules/E105-samma-namn.regler", "--format",
                        "json").stdout)
expect(broken["fel"] == 1 and broken["meddelanden"][0]["även"]["rad"], "json: the second place",
       broken)

if "release" in str(PROGRAM):
    times = []
    for _ in range(5):
        start = resource.getrusage(resource.RUSAGE_CHILDREN)
        run("check")
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        times.append(after.ru_utime - start.ru_utime + after.ru_stime - start.ru_stime)
    expect(min(times) < SLOW, "check is quick", times)
end()
