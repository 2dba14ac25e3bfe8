"""Symlinks at the names that a command writes and clears away: what they point at is untouched."""
import pathlib

from cases import Answers, Fetch, Layout, Threads, Watch
from fault import end, expect, folder

VICTIM = b"victim\n"


def at_targets(case, victim):
    out = case.fresh("targets")
    for name in case.new:
        (out / name).unlink()
        (out / name).symlink_to(victim)
    code, told = case.run(out)
    expect(code == 0 and case.wrong(out, code) is None, "links at the targets are replaced", told)
    expect(not any((out / n).is_symlink() for n in case.new), "the targets are files")


def at_any(case, victim):
    """What a command writes over is a link to somebody's file."""
    out = case.fresh("any")
    wrote = [n for n in case.new if case.new[n] != case.old.get(n)]
    for name in wrote:
        (out / name).unlink(missing_ok=True)
        (out / name).symlink_to(victim)
    case.run(out)
    expect(wrote and victim.read_bytes() == VICTIM, f"{case.name}: a link is not written through",
           *wrote)


def at_lock(case, victim):
    out = case.fresh("lock")
    (out / ".etablera.lock").unlink(missing_ok=True)
    (out / ".etablera.lock").symlink_to(victim)
    code, told = case.run(out)
    expect(code == 3 and '".' in told, "a link at the lock's name: exit 3", code, told)
    expect(case.wrong(out, code) is None, "a link at the lock's name: old kept")


def at_private(case, victim, folder_of_victim):
    """Folders as a dead run leaves them, made by somebody else."""
    out = case.fresh("private")
    (out / ".etablera-1-abcdef").symlink_to(folder_of_victim)
    (out / "kommuner/.etablera-2-abcdef").symlink_to(victim)
    inside = out / ".etablera-3-abcdef"
    inside.mkdir()
    (inside / "file").symlink_to(victim)
    (inside / "folder").symlink_to(folder_of_victim)
    code, told = case.run(out)
    found = [n for n in case.new if (out / n).read_bytes() != case.new[n]]
    expect(code == 0 and not found, "links among what a dead run left", code, told, found)
    expect(not inside.exists(), "what a dead run left is gone")


def at_folder(case, elsewhere):
    """A link at the folder of the municipalities is the user's own choice of disk: written there."""
    out = case.fresh("folder")
    (out / "kommuner").rename(elsewhere)
    (out / "kommuner").symlink_to(elsewhere)
    code, told = case.run(out)
    found = {f"kommuner/{p.name}": p.read_bytes() for p in elsewhere.iterdir()}
    expect(code == 0 and found and all(case.new[n] == b for n, b in found.items()),
           "a link at a folder is followed", told, *found)


with folder() as there:
    where = pathlib.Path(there)
    here = Threads(where)
    bystander = where / "bystander"
    bystander.mkdir()
    target = bystander / "victim.txt"
    target.write_bytes(VICTIM)
    at_targets(here, target)
    at_lock(here, target)
    at_private(here, target, bystander)
    at_folder(here, where / "elsewhere")
    for kind in (Answers, Fetch, Layout, Watch):
        at_any(kind(where), target)
    expect(target.read_bytes() == VICTIM and list(bystander.iterdir()) == [target],
           "what the links point at is untouched")
end()
