"""LibreOffice without a window, on a profile of its own: the one place that starts it. Nothing here
knows the program or the tests."""
import os
import pathlib
import shutil
import subprocess

PATIENCE = 400  # seconds
ITEM = ('<item oor:path="/org.openoffice.{path}"><prop oor:name="{name}" oor:op="fuse">'
        "<value>{value}</value></prop></item>\n")
REGISTRY = ('<?xml version="1.0" encoding="UTF-8"?>\n<oor:items '
            'xmlns:oor="http://openoffice.org/2001/registry" '
            'xmlns:xs="http://www.w3.org/2001/XMLSchema" '
            'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">\n{items}</oor:items>\n')


def soffice():
    """The program, or None."""
    return shutil.which("soffice") or shutil.which("libreoffice")


def begun(home, locale=None, recalculates=False):
    """A profile in the folder `home`. locale: signs and names of functions, "sv-SE"; recalculates: all
    that is loaded is computed anew. -> the beginning of a command line"""
    items = ""
    if locale:
        items += ITEM.format(path="Setup/L10N", name="ooSetupSystemLocale", value=locale)
    if recalculates:
        items += ITEM.format(path="Office.Calc/Formula/Load", name="OOXMLRecalcMode", value=0)
    user = pathlib.Path(home, "user")
    if items:
        user.mkdir(parents=True, exist_ok=True)
        (user / "registrymodifications.xcu").write_text(REGISTRY.format(items=items), "utf-8")
    return [soffice(), f"-env:UserInstallation={pathlib.Path(home).resolve().as_uri()}",
            "--headless", "--norestore"]


def convert(books, out, kind, **profile):
    """Writes each of the books into `out` as `kind` ("pdf", "xlsx"), in one start. -> stderr"""
    home = pathlib.Path(out, "profile")
    done = subprocess.run([*begun(home, **profile), "--convert-to", kind, "--outdir", str(out),
                           *map(str, books)],
                          capture_output=True, text=True, timeout=PATIENCE, check=False,
                          env={**os.environ, "HOME": str(out)}, stdin=subprocess.DEVNULL)
    return done.stderr


def listening(home, pipe, **profile):
    """One that is kept running and is spoken to through a pipe of that name. -> the process"""
    return subprocess.Popen([*begun(home, **profile), "--nologo", "--nodefault",
                             f"--accept=pipe,name={pipe};urp;"],
                            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                            stderr=subprocess.DEVNULL, start_new_session=True)
