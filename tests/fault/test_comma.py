"""A library has called setlocale, and numbers are written with a comma: the same bytes, or a refusal
that keeps the old."""
import os
import pathlib
import subprocess

from fault import SMALL, WHOLE, Runs, command, end, execute, expect, folder, preload, skip


def made(where):
    where.mkdir()
    try:
        subprocess.run(["localedef", "-i", "sv_SE", "-f", "UTF-8", str(where / "sv_SE.UTF-8")],
                       capture_output=True, check=False)
    except FileNotFoundError:
        return False
    return (where / "sv_SE.UTF-8").is_dir()


with folder() as there:
    place = pathlib.Path(there)
    if not made(place / "locales"):
        skip("localedef or the sources of locales are missing (package locales)")
    library = preload("comma_locale", place)
    for name, model in (("small", SMALL), ("whole", WHOLE)):
        runs = Runs(model, place / name)
        told_file = place / f"comma-{name}"
        environment = {**os.environ, "LD_PRELOAD": str(library), "LC_ALL": "sv_SE.UTF-8",
                       "LOCPATH": str(place / "locales"), "COMMA_TOLD": str(told_file)}
        out = runs.fresh("comma")
        code, told = execute(command(model, out), env=environment)
        if not told_file.exists():
            skip("the locale sv_SE.UTF-8 is not in force")
        fault = runs.wrong(out, code)
        expect(fault is None and code in (0, 3), f"{name}: a comma is refused, or the same bytes",
               fault, code, told[-300:])
        print(f"{name}: exit {code}")
end()
