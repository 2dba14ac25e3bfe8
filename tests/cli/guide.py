"""The two editions of the guide to the rule language, and what stands in them."""
import re
from typing import NamedTuple

from common import ROOT


class Edition(NamedTuple):
    lang: str
    name: str         # from the project's root
    ending: str       # of rule files, and the word after ``` of an example
    added: str        # the same of an example that goes on from the shipped model
    options: tuple    # that make the program speak the language
    mine: str         # folder of the changed rules that diff is shown on
    figure: str       # the indicator of the first chapter
    test: str         # the word that begins a test, and the one on real data
    real: str

    @property
    def path(self):
        return ROOT / self.name

    @property
    def text(self):
        return self.path.read_text(encoding="utf-8")

    def examples(self):
        """(goes on from the shipped model, text) of each."""
        found = re.findall(rf"^```{self.ending}({self.added})?\n(.*?)^```$", self.text, re.M | re.S)
        return [(bool(added), body) for added, body in found]


SWEDISH = Edition("sv", "rules/README.md", "regler", " i asf", (), "mina-regler", "bredband",
                  "prov", 'prov "På verklig data"')
ENGLISH = Edition("en", "rules/README.en.md", "rules", " in asf", ("--lang", "en"), "my-rules",
                  "broadband", "test", 'test "On real data"')
EDITIONS = (SWEDISH, ENGLISH)
