#!/usr/bin/env python3
"""The scores of the default run against a second, independent computation from the same files."""
import subprocess, sys, tempfile
from pathlib import Path

program = Path(sys.argv[1]).resolve()
with tempfile.TemporaryDirectory() as out:
    run = subprocess.run([program, "run", "--out", out], capture_output=True, text=True)
    assert run.returncode == 0, run.stderr + run.stdout
    # Two choices of the shipped rules that the oracle's own tables leave open: the goalposts of F03
    # (P5 and P95 of all 290) and which substitutes the challenges name.
    oracle = subprocess.run([sys.executable, "tests/oracle/recompute.py", ".", out,
                             "--accept", "f03,challenges"],
                            capture_output=True, text=True)
    print(oracle.stdout[-3000:])
    print(oracle.stderr)
    peers = subprocess.run([sys.executable, "tests/oracle/peers.py", ".", out],
                           capture_output=True, text=True)
    print(peers.stdout, peers.stderr)
    sys.exit(oracle.returncode or peers.returncode)
