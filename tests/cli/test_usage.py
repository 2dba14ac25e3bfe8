"""Usage errors, help, exit codes, a full disk under stdout."""
import os
import resource
import shutil
import subprocess

from common import PROGRAM, ROOT, end, expect, folder, run

# arguments -> what stderr must say
WRONG = [
    (["rnu"], 'menade du "run"?'),
    (["rnu", "--lang", "en"], 'did you mean "run"?'),
    (["run", "--otu", "x"], 'menade du "--out"?'),
    (["run", "--lang", "xx"], "--lang ska vara sv eller en"),
    (["run", "--lang"], "värdet saknas efter"),
    (["run", "--date", "2026-02-30"], "--date ska vara ÅÅÅÅ-MM-DD"),
    (["run", "--threads", "0"], "--threads ska vara 1-64"),
    (["run", "--threads", "1.5"], "--threads ska vara 1-64"),
    (["run", "--format", "gnu"], "kommandot har inte valet"),
    (["run", "-x"], "okänt val"),
    (["run", "a", "b"], "ett argument för mycket"),
    (["run", "finns-inte"], 'reglerna "finns-inte" finns inte'),
    (["run", "--data", "finns-inte"], 'datamappen "finns-inte" finns inte'),
    (["--version=3"], "valet tar inget värde"),
    (["--help", "--version=3"], "valet tar inget värde"),
    (["explain"], "KOMMUN [NAMN]"),
    (["check", "--format", "xml"], "--format ska vara text eller gnu eller json"),
    ([], "Användning: etablera KOMMANDO"),
]
HELPS = [["--help"], ["--help", "run"], ["run", "--help"], ["-h"], ["--version"],
         ["--help", "--lang", "en"], ["--print-man"], ["--print-completion"]]


def wrong():
    for arguments, message in WRONG:
        done = run(*arguments)
        expect(done.returncode == 2, f"{arguments}: exit 2, not {done.returncode}")
        expect(message in done.stderr, f"{arguments}: says {message}", done.stderr)
        expect(done.stdout == "", f"{arguments}: nothing on stdout")


def helps():
    for arguments in HELPS:
        done = run(*arguments)
        expect(done.returncode == 0 and done.stdout and not done.stderr, f"{arguments}: helps",
               done.stderr)
    for command in ("run", "check", "explain", "data", "fmt", "rules"):
        for printed in (["--help"], ["--print-man"], ["--print-completion"]):
            expect(command in run(*printed).stdout, f"{printed} names {command}")
    done = subprocess.run(["bash", "-n"], input=run("--print-completion").stdout, text=True,
                          check=False)
    expect(done.returncode == 0, "bash reads the completion")


def names():
    done = run("explain", "Malmøø")
    expect(done.returncode == 2 and 'menade du "Malmö"?' in done.stderr, "misspelt municipality",
           done.stderr)
    by_code, by_name = run("explain", "1280"), run("explain", "malmö")
    expect(by_code.stdout and by_code.stdout == by_name.stdout, "code and name give the same")
    done = run("explain", "1280", "finns_inte_alls")
    expect(done.returncode == 2, "a name that the rules do not have", done.stderr)
    expect(run("data").stdout != "", "data says something")


def full_disk():
    with open("/dev/full", "w", encoding="utf-8") as full:
        for arguments in (["--help"], ["data"], ["explain", "1280"], ["--print-man"]):
            done = run(*arguments, stdout=full)
            expect(done.returncode == 3 and "standard ut" in done.stderr,
                   f"{arguments} > /dev/full: exit 3, not {done.returncode}", done.stderr)


def world():
    with folder() as there:
        in_the_way = os.path.join(there, "file")
        with open(in_the_way, "w", encoding="utf-8"):
            pass
        done = run("run", "--out", in_the_way)
        expect(done.returncode == 3 and in_the_way in done.stderr, "--out is a file: exit 3",
               done.stderr)


def quiet():
    """No terminal: no progress line, no colour."""
    with folder() as there:
        done = run("run", "--out", there, TERM="xterm")
        expect("\033" not in done.stderr + done.stdout and "\r" not in done.stderr,
               "no control characters without a terminal")


def installed():
    """PREFIX/bin/etablera finds PREFIX/share/etablera/rules, wherever PREFIX lies."""
    with folder() as prefix:
        os.makedirs(f"{prefix}/bin")
        shutil.copy(PROGRAM, f"{prefix}/bin/etablera")
        shutil.copytree(ROOT / "rules", f"{prefix}/share/etablera/rules")
        done = subprocess.run([f"{prefix}/bin/etablera", "run", "--data", ROOT / "fixtures"],
                              cwd=prefix, capture_output=True, text=True, check=False)
        expect(done.returncode in (0, 1) and os.path.exists(f"{prefix}/out/rangordning.csv"),
               "an installed program finds its rules", done.stderr)


def memory():
    """Little memory: exit 3 and nothing written, or exit 0 when it was enough; 3 at least once."""
    if b"__asan_init" in PROGRAM.read_bytes():
        return  # the sanitizers need their own terabytes
    hits = 0
    for megabytes in range(10, 31, 2):
        size = megabytes << 20
        with folder() as there:
            done = subprocess.run(
                [PROGRAM, "run", "--out", there], cwd=ROOT, capture_output=True, text=True,
                check=False, preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (size, size)))
            if "shared libraries" in done.stderr:
                continue
            out_of_memory = done.returncode == 3 and "out of memory" in done.stderr
            hits += out_of_memory
            expect(out_of_memory or done.returncode in (0, 1),
                   f"{megabytes} MiB: exit 3 or done, not {done.returncode}", done.stderr[-300:])
    expect(hits > 0, "too little memory was met at least once")


wrong()
helps()
names()
full_disk()
world()
quiet()
installed()
memory()
end()
