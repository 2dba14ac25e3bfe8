"""Names taken from the shipped rules, so that the tests follow them."""
import re

from common import ROOT

RULES = (ROOT / "rules/asf/00-modell.regler").read_text(encoding="utf-8")
_FOUND = re.search(r"^dimension (\w+) [^\n]*\n(?:  .*\n)*?  vikt: +(\d+)\n", RULES, re.M)
DIMENSION, VALUE = _FOUND[1], int(_FOUND[2])
WEIGHT = f"{DIMENSION}.vikt"
