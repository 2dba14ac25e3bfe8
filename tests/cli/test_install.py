"""What the install target puts where, and that it hangs together: README names nothing that is not
installed, systemd takes the units and finds them closed, the cron lines are lines that cron and sh
take, the mail unit mails, the man pages have all chapters."""
import os
import pathlib
import re
import shutil
import subprocess

from common import PROGRAM, ROOT, end, expect, folder

BUILD = PROGRAM.parent
MOST_EXPOSED = 20  # tenths, of 100
CHAPTERS = {"etablera.1": ["EXIT STATUS", "ENVIRONMENT", "FILES", "https_proxy", "no_proxy",
                           "STATE_DIRECTORY", "/etc/default/etablera"],
            "etablera.sv.1": ["SLUTKODER", "MILJÖ", "FILER", "https_proxy", "historik.sqlite"]}
HARDENED = ["NoNewPrivileges=yes", "ProtectSystem=strict", "ProtectHome=yes", "User=etablera",
            "StateDirectory=etablera", "CapabilityBoundingSet="]


def command(*words, **more):
    return subprocess.run([str(w) for w in words], capture_output=True, encoding="utf-8",
                          check=False, **more)


def installed(there):
    done = command("cmake", "--install", BUILD, env={**os.environ, "DESTDIR": str(there)})
    expect(done.returncode == 0, "it installs", done.stderr)
    prefix = next(there.rglob("bin/etablera")).parent.parent
    return prefix, "/" + prefix.relative_to(there).as_posix()


def readme(prefix, as_seen):
    """Every installed path that README and the service files name is there."""
    text = (prefix / "share/doc/etablera/README.md").read_text(encoding="utf-8")
    texts = {"README": text.replace("/usr/local", as_seen)}
    for path in [*prefix.glob("lib/systemd/system/*"), prefix / "share/etablera/cron"]:
        texts[path.name] = path.read_text(encoding="utf-8")
    named = 0
    for what, text in texts.items():
        for path in re.findall(re.escape(as_seen) + r"/(?:bin|lib|share)/[\w./-]*\w", text):
            named += 1
            expect((prefix / os.path.relpath(path, as_seen)).exists(), f"{what}: {path} is there")
    expect(named > 8, "paths were named", named)


def units(prefix, as_seen, there):
    night = (prefix / "lib/systemd/system/etablera-night.service").read_text(encoding="utf-8")
    for line in HARDENED:
        expect(line in night.splitlines(), f"the service has {line}")
    expect("DynamicUser" not in night, "a user that people can be too")
    expect("u etablera " in (prefix / "lib/sysusers.d/etablera.conf").read_text(encoding="utf-8"),
           "the user is declared")
    if not shutil.which("systemd-analyze"):
        print("systemd-analyze is missing: the units were not tried")
        return
    own = there / "units"
    own.mkdir()
    for path in prefix.glob("lib/systemd/system/*"):
        text = path.read_text(encoding="utf-8").replace(f"{as_seen}/bin/etablera", str(PROGRAM))
        (own / path.name).write_text(text, encoding="utf-8")
    done = command("systemd-analyze", "verify", "--man=no", *sorted(own.iterdir()))
    expect(done.returncode == 0 and "etablera" not in done.stderr, "systemd takes the units",
           done.stderr)
    done = command("systemd-analyze", "security", "--offline=true", f"--threshold={MOST_EXPOSED}",
                   own / "etablera-night.service")
    expect(done.returncode == 0, "the service is closed", done.stdout[-300:], done.stderr)


def cron(prefix, there):
    """The two lines, run by sh with a program in etablera's place: one report, or only of trouble."""
    text = (prefix / "share/etablera/cron").read_text(encoding="utf-8")
    lines = re.findall(r"^#?10 3 \* \* \* etablera (.*)$", text, re.M)
    expect(len(lines) == 2 and "%" not in text, "two lines, and no % that cron would cut at", lines)
    expect('\nCONTENT_TYPE="text/plain; charset=utf-8"\n' in text, "mail is in UTF-8")
    home = there / "hem"
    home.mkdir()
    stand_in = there / "natt"
    for code in (0, 1):
        stand_in.write_text(f"#!/bin/sh\necho rapport $#\nexit {code}\n", encoding="utf-8")
        stand_in.chmod(0o755)
        said = []
        for line in lines:
            line = re.sub(r"\S+/bin/etablera", str(stand_in), line)
            line = line.replace("/var/lib/etablera", str(home))
            said.append(command("sh", "-c", line,
                                env={"PATH": os.environ["PATH"], "ETABLERA_NIGHT": "--lang en"}))
        expect(said[0].stdout == "rapport 9\n", "the report, whatever the code", said[0])
        expect(said[1].stdout == ("rapport 9\n" if code else ""), "only when something was told",
               said[1])


def mail(prefix, there):
    text = (prefix / "lib/systemd/system/etablera-mail.service").read_text(encoding="utf-8")
    line = re.search(r"^ExecStart=/bin/sh -c '(.*)'$", text, re.M)
    expect(line is not None, "the mail unit is one line for sh", text)
    sent = there / "sendmail"
    sent.write_text("#!/bin/sh\ncat\n", encoding="utf-8")
    sent.chmod(0o755)
    (there / "tillstand").mkdir()
    (there / "tillstand/natt.txt").write_text("etablera, natten å\n", encoding="utf-8")
    script = line.group(1).replace("$$", "$").replace("%%", "%").replace("\\\\", "\\")
    done = command("sh", "-c", script.replace("/usr/sbin/sendmail", str(sent)), cwd=there,
                   env={"PATH": os.environ["PATH"], "MAILTO": "analys@exempel.se"})
    head, _, body = done.stdout.partition("\n\n")
    expect(head.splitlines()[0] == "To: analys@exempel.se" and "charset=utf-8" in head,
           "to whom, and in what letters", done.stdout, done.stderr)
    expect(body.endswith("etablera, natten å\n"), "the report", body)


def manual():
    for page, chapters in CHAPTERS.items():
        text = (BUILD / page).read_text(encoding="utf-8").replace("\\-", "-")
        for chapter in chapters:
            expect(chapter in text, f"{page} has {chapter}")


with folder() as made:
    place = pathlib.Path(made)
    prefix, as_seen = installed(place / "dest")
    expect((prefix / "share/doc/etablera/README.md").read_bytes() ==
           (ROOT / "README.md").read_bytes(), "README is installed")
    readme(prefix, as_seen)
    units(prefix, as_seen, place)
    cron(prefix, place)
    mail(prefix, place)
    manual()
end()
