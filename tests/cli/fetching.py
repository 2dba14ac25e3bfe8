"""What the tests of fetch share: rules with one source of each kind, and how the program is run."""
import pathlib
import shutil
import sys

from common import ROOT, run, skip

sys.path.insert(0, str(ROOT / "tests/fetch"))
# pylint: disable=wrong-import-position
import certificates
import server

QUICK = ("--retries", "1", "--timeout", "3", "--max-wait", "4", "--max-size", "8")

RULES = """modell prov "Prov"
  kommuner:  "skane-33.csv"
  register:  "sverige-290.csv"
  basår:     2024
  dag:       2025-06-30

källa nyckeltal "Nyckeltal"
  fil:       kolada/hamtat.csv
  licens:    Källa: Kolada
  kommun:    "municipality"
  år:        kolumn "period"
  kön:       "gender"
  status:    "status"
  hämta:     kolada
  hämtas_från: {kolada}/v3
  kolumn:    sökande = "value" där "kpi" = "N03937" [%]
  kolumn:    klubbar = "value" där "kpi" = "U09804" titel "Idrottsföreningar med LOK-stöd, antal/10 000 inv" i "title" [st]

källa flyttningar "Flyttningar"
  fil:       scb/flyttningar*.csv
  licens:    CC0
  kommun:    "region"
  år:        kolumn "år"
  hämta:     pxweb
  hämtas_från: {scb}/api/v2/tables/TAB9001
  hämtas_till: scb/flyttningar-hamtat.csv
  urval:     "Region" = "12*"
  urval:     "Flyttning" = "IN"
  urval:     "ContentsCode" = "*"
  urval:     "Tid" = "from(2020)"
  kolumn:    inflyttade = "Antal personer" där "flyttning" = "inflyttade" [personer]

källa ohälsa "Ohälsotal"
  fil:       fk/ohalsotal.csv
  kommun:    "kommun_kod"
  år:        kolumn "ar"
  månad:     "manad"
  kön:       "kon_kod"
  hämta:     försäkringskassan
  hämtas_från: {forsakringskassan}/api/sprstatistikrapportera/public/v1/ohm-ohalsotal/SJPohttal.json?kon_kod=K,M
  kolumn:    tal = "oht" [dagar]

källa folk "Folkmängd"
  fil:       scb/folkmangd.csv
  kommun:    "region"
  år:        kolumn "år"
  hämta:     fil
  hämtas_från: {filer}/filer/scb/folkmangd.csv
  kolumn:    invånare = "Folkmängd" [personer]
"""

def serve(**more):
    """A running server; the test is skipped where there is no openssl."""
    try:
        return server.Server(**{"lifetime": 900, **more})
    except certificates.Missing:
        skip("openssl is not installed")


def rules_for(s, there, text=RULES):
    """A folder of rules whose addresses are the server's."""
    there.mkdir()
    for name in ("skane-33.csv", "sverige-290.csv"):
        shutil.copy(ROOT / "rules/asf/omraden" / name, there)
    pathlib.Path(there, "prov.regler").write_text(text.format(**s.base), encoding="utf-8")
    return there


def fetch(rules, data, s, *more, **environment):
    """As a user runs it, asking the server itself; a proxy where one is given."""
    return run("fetch", "--rules", rules, "--data", data, "--ca", s.ca, *QUICK, *more,
               **{"https_proxy": "", "HTTPS_PROXY": "", "no_proxy": "", **environment})
