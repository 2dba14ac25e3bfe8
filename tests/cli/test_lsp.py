"""etablera lsp with a real client: the protocol library of VS Code, from npm (tests/lsp). Skipped
where node, npm or the network is missing."""
import os
import pathlib
import shutil
import subprocess

from common import PROGRAM, ROOT, end, expect, folder, skip

CLIENT = ROOT / "tests/lsp"
NPM = ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"]


def node(*arguments, cwd):
    return subprocess.run(arguments, cwd=cwd, capture_output=True, encoding="utf-8", timeout=280,
                          stdin=subprocess.DEVNULL, env=dict(os.environ), check=False)


for program in ("node", "npm"):
    if not shutil.which(program):
        skip(f"{program} is missing (Debian: nodejs, npm)")

with folder() as there:
    client = pathlib.Path(there) / "client"
    shutil.copytree(CLIENT, client)
    made = node(*NPM, cwd=client)
    if made.returncode != 0:
        skip(f"npm ci: {made.stderr.strip()[-500:] or made.stdout.strip()[-500:]}")
    extension = ROOT / "cmd/editor/vscode/extension.js"
    done = node("node", str(client / "extension.js"), str(extension), cwd=there)
    expect(done.returncode == 0, "the extension for VS Code", done.stdout, done.stderr)
    model = pathlib.Path(there) / "model"
    model.mkdir()
    done = node("node", str(client / "session.js"), str(PROGRAM), str(ROOT), str(model), cwd=there)
    print(done.stdout, done.stderr, sep="\n")
    expect(done.returncode == 0, "the session")
    expect(" tried, 0 failed" in done.stdout, "something was tried")
end()
