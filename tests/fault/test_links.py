"""Symlinks at the names that a run writes and clears away: what they point at is untouched."""
import pathlib

from fault import SMALL, Runs, command, end, execute, expect, folder

VICTIM = b"victim\n"


def at_targets(runs, victim):
    out = runs.fresh("targets")
    for name in runs.new:
        (out / name).unlink()
        (out / name).symlink_to(victim)
    code, told = execute(command(runs.model, out))
    expect(code == 0 and runs.wrong(out, code) is None, "links at the targets are replaced", told)
    expect(not any((out / n).is_symlink() for n in runs.new), "the targets are files")


def at_lock(runs, victim):
    out = runs.fresh("lock")
    (out / ".etablera.lock").unlink(missing_ok=True)
    (out / ".etablera.lock").symlink_to(victim)
    code, told = execute(command(runs.model, out))
    expect(code == 3 and str(out) in told, "a link at the lock's name: exit 3", code, told)
    expect(runs.wrong(out, code) is None, "a link at the lock's name: old kept")


def at_private(runs, victim, folder_of_victim):
    """Folders as a dead run leaves them, made by somebody else."""
    out = runs.fresh("private")
    (out / ".etablera-1-abcdef").symlink_to(folder_of_victim)
    (out / "kommuner/.etablera-2-abcdef").symlink_to(victim)
    inside = out / ".etablera-3-abcdef"
    inside.mkdir()
    (inside / "file").symlink_to(victim)
    (inside / "folder").symlink_to(folder_of_victim)
    code, told = execute(command(runs.model, out))
    found = [n for n in runs.new if (out / n).read_bytes() != runs.new[n]]
    expect(code == 0 and not found, "links among what a dead run left", code, told, found)
    expect(not inside.exists(), "what a dead run left is gone")


def at_folder(runs, elsewhere):
    """A link at the folder of the municipalities is the user's own choice of disk: written there."""
    out = runs.fresh("folder")
    (out / "kommuner").rename(elsewhere)
    (out / "kommuner").symlink_to(elsewhere)
    code, told = execute(command(runs.model, out))
    found = {f"kommuner/{p.name}": p.read_bytes() for p in elsewhere.iterdir()}
    expect(code == 0 and found and all(runs.new[n] == b for n, b in found.items()),
           "a link at a folder is followed", told, *found)


with folder() as there:
    where = pathlib.Path(there)
    here = Runs(SMALL, where / "small")
    bystander = where / "bystander"
    bystander.mkdir()
    target = bystander / "victim.txt"
    target.write_bytes(VICTIM)
    at_targets(here, target)
    at_lock(here, target)
    at_private(here, target, bystander)
    at_folder(here, where / "elsewhere")
    expect(target.read_bytes() == VICTIM and list(bystander.iterdir()) == [target],
           "what the links point at is untouched")
end()
