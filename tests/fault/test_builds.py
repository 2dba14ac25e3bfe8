"""The same bytes whatever it was compiled with, in any time zone and with any number of threads. The
program is built anew here: with -O2 as it is released; --long: with -O0, with -O3 and, where it is
installed, with clang too."""
import os
import pathlib
import shutil
import subprocess

from cases import SHIPPED
from fault import LONG, PROGRAM, ROOT, contents, end, execute, expect, folder

BUILDS = {"O2": ("Release", "-O2", "")}
if LONG:
    BUILDS |= {"O0": ("Debug", "-O0", ""), "O3": ("Release", "-O3", "")}
    if shutil.which("clang"):
        BUILDS["clang"] = ("Release", "-O2", "clang")
ZONES = ("Pacific/Kiritimati", "America/St_Johns", "Europe/Stockholm") if LONG else \
    ("Pacific/Kiritimati",)
THREADS = (1, 2, 3, 8, 64) if LONG else (1, 3)
SMALL = ("--rules", ROOT / "tests/fault/pahittad/regler", "--data", ROOT / "tests/fault/pahittad/data")
MODELS = {"small": SMALL, "whole": (*SHIPPED, "--draws", 300)}


def built(where, name, kind, optimised, compiler):
    """-> the program, or None when it could not be built."""
    made = where / name
    more = [f"-DCMAKE_C_COMPILER={compiler}"] if compiler else []
    for command in (["cmake", "-S", ROOT, "-B", made, "-DBUILD_TESTING=OFF",
                     f"-DCMAKE_BUILD_TYPE={kind}", f"-DCMAKE_C_FLAGS_{kind.upper()}={optimised}",
                     *more],
                    ["cmake", "--build", made, "--target", "etablera", "--parallel",
                     str(os.cpu_count() or 1)]):
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            expect(False, f"{name}: is built", (done.stdout + done.stderr)[-800:])
            return None
    return made / "etablera"


def made_by(program, model, out, *more, **environment):
    code, told = execute([str(program), "run", *map(str, MODELS[model]), "--out", str(out),
                          *map(str, more)], env={**os.environ, **environment})
    files = contents(out)
    expect(code == 0 and files, f"{out.name}: runs", code, told[-300:])
    return files, told


def same(a, b, what):
    differing = [n for n in sorted(set(a[0]) | set(b[0])) if a[0].get(n) != b[0].get(n)]
    expect(not differing and a[1] == b[1], what, *differing[:5], *(() if a[1] == b[1] else (b[1][-300:],)))


with folder() as there:
    where = pathlib.Path(there)
    first = {m: made_by(PROGRAM, m, where / m) for m in MODELS}
    for model in MODELS:
        for zone in ZONES:
            same(first[model], made_by(PROGRAM, model, where / f"{model}-{zone.replace('/', '-')}",
                                       TZ=zone), f"{model}: the same bytes in {zone}")
        for count in THREADS:
            same(first[model], made_by(PROGRAM, model, where / f"{model}-{count}", "--threads",
                                       count), f"{model}: the same bytes with {count} threads")
    compared = 0
    for name, how in BUILDS.items():
        program = built(where, name, *how)
        for model in MODELS if program else ():
            same(first[model], made_by(program, model, where / f"{model}-{name}"),
                 f"{model}: the same bytes built with {name}")
            compared += 1
    print(f"{compared} runs by other builds: {' '.join(BUILDS)}")
    expect(compared >= len(MODELS), "builds were compared", compared)
end()
