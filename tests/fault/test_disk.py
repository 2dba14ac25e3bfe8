"""The disk is full: where the result is written, where temporary files lie, under standard output, and
by a limit on the size of a file. Said with the file's name; the old is kept; exit 0 only when whole."""
import os
import pathlib
import resource
import shutil
import signal
import subprocess
import sys

from cases import PRINTING, WRITING, Fetch, Run, Threads, WholeThreads
from fault import EXIT_WORLD, LONG, each, end, execute, expect, faults, folder, skip

KIB = 1024
INSIDE = "ETABLERA_IN_NAMESPACE"


def names(case, words):
    """Do the words name a file or folder of the command's own, or standard output, a file too?"""
    parts = {part for n in [*case.new, *case.own] for part in n.split("/") if len(part) > 2}
    return any(part in words for part in parts) or '"."' in words or \
        " ./" in words or "standard ut" in words


def limited(size, ignored):
    """Before the program begins: no file over `size`; the signal kills, or writing fails."""
    def before():
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN if ignored else signal.SIG_DFL)
    return before


def try_size(case, size, ignored):
    """-> (failed, what is wrong or None)"""
    place = case.fresh(f"limit-{size}-{ignored}")
    code, told = case.run(place, preexec_fn=limited(size, ignored), restore_signals=False)
    fault = case.wrong(place, code)
    words = told + case.said(place).read_text("utf-8", "replace")
    if code != 0 and ignored and (code not in case.codes or not names(case, words)):
        fault = fault or "not told with the file's name"
    if not fault and size % 5 == 0:
        fault = case.swept(place)
    case.drop(place)
    return code != 0, f"{size} bytes: {fault}; exit {code}: {words[-300:]}" if fault else None


def sizes_to(largest, growth):
    size = 64
    while size < largest:
        yield size
        size = int(size * growth)


def file_sizes(case, sizes, least):
    """Every file over the limit fails; which one is first depends on the limit."""
    largest = max(p.stat().st_size for p in (case.where / "today").rglob("*") if p.is_file())
    tried = each(lambda one: try_size(case, *one),
                 [(size, ignored) for size in sizes(largest + 8 * KIB) for ignored in (False, True)])
    failed = sum(fail for fail, _ in tried)
    wrong = [fault for _, fault in tried if fault]
    print(f"{case.name}: {len(tried)} limits, {failed} failed", flush=True)
    expect(failed > least, f"{case.name}: files over the limit failed", failed)
    expect(not wrong, f"{case.name}: a limit on files: told with the file's name; old or new",
           *wrong[:5])


def standard_output(case):
    """/dev/full under standard output and under standard error."""
    for stream in ("stdout", "stderr"):
        place = case.fresh(stream)
        with open("/dev/full", "wb") as full:
            done = subprocess.run(case.command(), **{"stdout": subprocess.DEVNULL,
                                                     "stderr": subprocess.PIPE, stream: full},
                                  cwd=place, env=case.surroundings(), check=False)
        says = bool(case.said(case.where / "today").read_bytes())
        if stream == "stdout" and says:
            expect(done.returncode == EXIT_WORLD and done.stderr, f"{case.name}: a full disk under "
                   "stdout: exit 3", done.returncode, done.stderr[-200:])
        fault = None if case.speaks else case.wrong(place, done.returncode)
        expect(not fault, f"{case.name}: a full disk under {stream}: exit 0 only when written", fault)


def mounted(where, size):
    where.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(where)], check=True)


def unmounted(where):
    subprocess.run(["umount", str(where)], check=True)
    where.rmdir()


def full_disk(case, disk, free):
    """Yesterday's files lie on a small disk with so much room left. -> (exit code, fault)"""
    mounted(disk, 1 << 30)
    place = disk / "place"
    shutil.copytree(case.where / "yesterday", place)
    left = os.statvfs(disk)
    used = (left.f_blocks - left.f_bfree) * left.f_frsize
    subprocess.run(["mount", "-o", f"remount,size={used + free}", str(disk)], check=True)
    code, told = case.run(place)
    fault = case.wrong(place, code)
    words = told + case.said(place).read_text("utf-8", "replace")
    if code not in (0, *case.codes) or (code and not names(case, words)):
        fault = fault or "not told with the file's name"
    if code and not fault:
        subprocess.run(["mount", "-o", "remount,size=1G", str(disk)], check=True)
        fault = case.swept(place)
    case.drop(place)
    unmounted(disk)
    return code, f"{free} bytes free: {fault}; exit {code}: {words[-300:]}" if fault else None


def small_disks(case, steps):
    tried = [full_disk(case, case.where / "disk", free) for free in steps]
    wrong = [fault for _, fault in tried if fault]
    failed = sum(code != 0 for code, _ in tried)
    print(f"{case.name}: {len(tried)} small disks, {failed} became full", flush=True)
    expect(failed > 0, f"{case.name}: a small disk became full")
    expect(not wrong, f"{case.name}: a full disk: told with the file's name; old or new", *wrong[:5])


def full_temporary(case):
    disk = case.where / "disk"
    mounted(disk, 4096)
    (disk / "filled").write_bytes(bytes(4096))
    place = case.fresh("temporary")
    code, told = case.run(place, environment={"TMPDIR": str(disk)})
    fault = case.wrong(place, code)
    expect(not fault, f"{case.name}: the temporary directory's disk is full", fault, code,
           told[-200:])
    unmounted(disk)


def in_namespace():
    """Begins anew where mounting is allowed and disappears with the process; None when refused."""
    allowed = subprocess.run(["unshare", "--map-root-user", "--mount", "sh", "-c",
                              "mount -t tmpfs tmpfs /mnt"], capture_output=True, check=False)
    if allowed.returncode:
        return None
    return subprocess.run(["unshare", "--map-root-user", "--mount", sys.executable, *sys.argv],
                          env={**os.environ, INSIDE: "1"}, check=False).returncode


def on_small_disks(there):
    small, whole = Threads(there), WholeThreads(there)
    small_disks(small, range(0, 200 * KIB, 4 * KIB if LONG else 16 * KIB))
    small_disks(whole, range(0, 3000 * KIB, 100 * KIB if LONG else 700 * KIB))
    for kind in WRITING:
        if kind is not Run:
            case = kind(there)
            room = 64 * KIB if issubclass(kind, Fetch) else 120 * KIB
            small_disks(case, range(0, room, 4 * KIB if LONG else 40 * KIB))
            full_temporary(case)
    for case in (small, whole):
        full_temporary(case)


if os.environ.get(INSIDE) == "1":
    with folder() as made:
        on_small_disks(made)
else:
    with folder() as made:
        run = Threads(made)
        file_sizes(run, lambda largest: range(512, largest, KIB if LONG else 5 * KIB), 3)
        standard_output(run)
        for other in (*WRITING, *PRINTING):
            one = other(made)
            standard_output(one)
            if other in WRITING and other is not Run:
                file_sizes(one, lambda largest: sizes_to(largest, 1.2 if LONG else 3), 0)
    ended = in_namespace()
    if ended is None and not faults:
        skip("no tmpfs can be mounted here")
    expect(ended == 0, "small disks")
end()
