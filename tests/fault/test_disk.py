"""The disk is full: where the result is written, where temporary files lie, under standard output, and
by a limit on the size of a file. Said with the file's name; the old is kept; exit 0 only when whole."""
import os
import pathlib
import resource
import shutil
import signal
import subprocess
import sys

from fault import LONG, ROOT, SMALL, WHOLE, Runs, command, end, execute, expect, faults, folder, skip

KIB = 1024
EXIT_WORLD = 3
INSIDE = "ETABLERA_IN_NAMESPACE"


def limited(size, ignored):
    """Before the program begins: no file over `size`; the signal kills, or writing fails."""
    def before():
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN if ignored else signal.SIG_DFL)
    return before


def file_sizes(runs):
    """Every file over the limit fails; which one is first depends on the limit."""
    wrong, failed = [], 0
    largest = max(len(b) for b in runs.new.values())
    for size in range(512, largest + 8 * KIB, 1 * KIB if LONG else 5 * KIB):
        for ignored in (False, True):
            out = runs.fresh(f"limit-{size}-{ignored}")
            code, told = execute(command(runs.model, out), preexec_fn=limited(size, ignored),
                                 restore_signals=False)
            fault = runs.wrong(out, code)
            failed += code != 0
            if fault or (code != 0 and ignored and (code != EXIT_WORLD or str(out) not in told)):
                wrong.append(f"{size} bytes: {fault}; exit {code}: {told[-200:]}")
            shutil.rmtree(out)
    expect(failed > 3, "files over the limit failed", failed)
    expect(not wrong, "a limit on files: told with the file's name; old or new", *wrong[:5])


def standard_output(runs):
    out = runs.fresh("stdout")
    with open("/dev/full", "wb") as full:
        done = subprocess.run(command(runs.model, out), stdout=full, stderr=subprocess.PIPE,
                              cwd=ROOT, check=False)
    expect(done.returncode == EXIT_WORLD and done.stderr, "a full disk under stdout: exit 3",
           done.returncode, done.stderr[-200:])
    fault = runs.wrong(out, done.returncode)
    expect(not fault, "a full disk under stdout: old or new", fault)
    with open("/dev/full", "wb") as full:
        done = subprocess.run(command(runs.model, out), stdout=subprocess.DEVNULL, stderr=full,
                              cwd=ROOT, check=False)
    fault = runs.wrong(out, done.returncode)
    expect(not fault, "a full disk under stderr: exit 0 only when written", fault)


def mounted(where, size):
    where.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(where)], check=True)


def unmounted(where):
    subprocess.run(["umount", str(where)], check=True)
    where.rmdir()


def full_output(runs, disk, free):
    """Yesterday's files lie on a small disk with so much room left. -> (exit code, fault)"""
    pages = sum(-(-len(b) // 4096) + 1 for b in runs.old.values()) + 3
    mounted(disk, pages * 4096 + free)
    out = disk / "out"
    shutil.copytree(runs.where / "yesterday", out)
    code, told = execute(command(runs.model, out))
    fault = runs.wrong(out, code)
    if code not in (0, EXIT_WORLD) or (code and str(out) not in told):
        fault = fault or f"exit {code}: {told[-200:]}"
    shutil.rmtree(out)
    unmounted(disk)
    return code, f"{free} bytes free: {fault}" if fault else None


def small_disks(runs, steps):
    disk = runs.where / "disk"
    tried = [full_output(runs, disk, free) for free in steps]
    wrong = [fault for _, fault in tried if fault]
    expect(any(code for code, _ in tried), "a small disk became full")
    expect(not wrong, "a full disk: told with the file's name; old or new", *wrong[:5])
    mounted(disk, 4096)
    (disk / "filled").write_bytes(bytes(4096))
    out = runs.fresh("temporary")
    code, told = execute(command(runs.model, out), env={**os.environ, "TMPDIR": str(disk)})
    fault = runs.wrong(out, code)
    expect(not fault, "the temporary directory's disk is full", fault, code, told[-200:])
    unmounted(disk)


def in_namespace():
    """Begins anew where mounting is allowed and disappears with the process; 77 when refused."""
    allowed = subprocess.run(["unshare", "--map-root-user", "--mount", "sh", "-c",
                              "mount -t tmpfs tmpfs /mnt"], capture_output=True, check=False)
    if allowed.returncode:
        return None
    return subprocess.run(["unshare", "--map-root-user", "--mount", sys.executable, *sys.argv],
                          env={**os.environ, INSIDE: "1"}, check=False).returncode


if os.environ.get(INSIDE) == "1":
    with folder() as there:
        small = Runs(SMALL, pathlib.Path(there) / "small")
        small_disks(small, range(0, 200 * KIB, 4 * KIB if LONG else 16 * KIB))
        whole = Runs(WHOLE, pathlib.Path(there) / "whole")
        small_disks(whole, range(0, 3000 * KIB, 100 * KIB if LONG else 700 * KIB))
else:
    with folder() as there:
        small = Runs(SMALL, pathlib.Path(there) / "small")
        file_sizes(small)
        standard_output(small)
    ended = in_namespace()
    if ended is None and not faults:
        skip("no tmpfs can be mounted here")
    expect(ended == 0, "small disks")
end()
