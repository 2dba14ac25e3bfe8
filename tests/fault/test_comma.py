"""A library has called setlocale, and numbers are written with a comma: the same bytes, or a refusal
that keeps the old."""
import pathlib
import subprocess

from cases import Run, Whole
from fault import end, expect, folder, preload, skip


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
    for case in (Run(place), Whole(place)):
        told_file = place / f"comma-{case.name}"
        environment = {"LD_PRELOAD": str(library), "LC_ALL": "sv_SE.UTF-8",
                       "LOCPATH": str(place / "locales"), "COMMA_TOLD": str(told_file)}
        out = case.fresh("comma")
        code, told = case.run(out, environment=environment)
        if not told_file.exists():
            skip("the locale sv_SE.UTF-8 is not in force")
        fault = case.wrong(out, code)
        expect(fault is None and code in (0, 3), f"{case.name}: a comma is refused, or the same bytes",
               fault, code, told[-300:])
        print(f"{case.name}: exit {code}")
end()
