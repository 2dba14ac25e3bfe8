#!/usr/bin/env python3
"""A server on loopback that speaks as the agencies do, and misbehaves when told to.

It was written from what is known of the agencies' services, before the program that fetches from
them, so that the two are not one person's idea twice. What a client must do stands in expected.md.
Each agency's file says what is known of it and what is assumed.

Addresses (PORT is given by the system; the first part of the path may be left out):

  https://localhost:PORT/kolada/v3/...                                          kolada.py
  https://localhost:PORT/scb/api/v2/tables/...                                  pxweb.py
  https://localhost:PORT/fk/api/sprstatistikrapportera/public/v1/...json        forsakringskassan.py
  https://localhost:PORT/filer/PATH  every fixture below fixtures/oppna-data,
                                     and whatever put() put there               files.py
  https://localhost:PORT/bolagsverket/statistik/ftgstat_oppna.csv               files.py
  https://api.kolada.se/v3/... and the other real names, through the proxy      proxy.py

Which of the model's sources (rules/asf/10-kallor.regler) each one feeds, and as what file:

  kolada            the source kolada: ;-separated UTF-8, kpi;title;municipality;period;gender;
                    value;status, one row a value. The real values of four key figures are in
                    fixtures/oppna-data; with data=world.INVENTED all 54 have (invented) values.
  TAB638, TAB6471   scb_folkmängd: region, år, Folkmängd. One file in the fixture, two tables here:
                    the first ends 2024.
  TAB9001           scb_flyttningar: region, flyttning, år, Antal personer
  TAB9002           scb_bas: wide, one column a year, region, tabellinnehåll
  TAB9003, TAB9004  scb_skatt, scb_utbildning: region, år, measures. The fixtures have decimal
                    commas, the service decimal points.
  TAB9005           scb_ålder: wide; in the fixture the ages stand in the column ålder, here they
                    are measures
  /filer/...        every source as the fixture is, byte for byte
  Försäkringskassan, ftgstat_oppna.csv, TAB9010
                    none today

From Python:

  with server.Server() as s:
      s.base["kolada"], s.ca, s.proxy.address
      s.misbehave("/v3/data/*", "cut", times=2)     a pattern of the path, or of path and query;
                                                    the agency's name in front may be left out
      s.behave()                                    all well again
      s.log                                         [web.Request], and s.refused, s.ports
      s.agencies["kolada"].world.revise(...)        what a scripted night changes; also withdraw()
      s.agencies["scb"].revise(...)                 and retitle()
      s.agencies["filer"].put(...)

From a shell: server.py --folder DIR writes DIR/server.json and runs until its standard input ends
(--until-eof), it is told to stop, or its lifetime is over. Then POST
/_control/misbehave?path=...&kind=...&times=..., /_control/behave, /_control/stop;
GET /_control/log; PUT /filer/NAME.

Only loopback is listened on. Nothing is sent for longer than the lifetime.
"""
import argparse
import collections
import fnmatch
import json
import os
import pathlib
import ssl
import sys
import tempfile
import threading
import time
import urllib.parse

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
# pylint: disable=wrong-import-position
import certificates
import faults
import files
import forsakringskassan
import kolada
import proxy
import pxweb
import web
import world

PREFIX = {"kolada": "/kolada", "scb": "/scb", "forsakringskassan": "/fk", "filer": "",
          "bolagsverket": "/bolagsverket"}


def context(certificate, key):
    made = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    made.load_cert_chain(certificate, key)
    made.set_alpn_protocols(["http/1.1"])
    return made


def fits(request, pattern):
    """Of the path or of path and query, with the agency's name in front or without."""
    first = request.path.split("/", 2)[1] if "/" in request.path else ""
    for text in (request.path, request.target):
        if fnmatch.fnmatchcase(text, pattern):
            return True
        if "/" + first in PREFIX.values() and fnmatch.fnmatchcase(text[1 + len(first):], pattern):
            return True
    return False


class Server:
    """lifetime and longest_wait in seconds. data and others: see world.Kolada."""

    def __init__(self, folder=None, lifetime=600, longest_wait=60, data=world.DATA,
                 others="empty", most_per_page=kolada.MOST_PER_PAGE, company_rows=400_000):
        self.own_folder = None if folder else tempfile.TemporaryDirectory(prefix="etablera-server-")
        self.folder = pathlib.Path(folder or self.own_folder.name)
        self.lifetime, self.longest_wait = lifetime, longest_wait
        self.stopping = threading.Event()
        self.ca, pairs = certificates.make(self.folder / "certificates")
        made = [kolada.Agency(data, others, most_per_page), pxweb.Agency(),
                forsakringskassan.Agency(), files.Agency(company_rows)]
        self.agencies = {a.name: a for a in made}
        self.lock = threading.Lock()
        self.log, self.refused, self.misbehaviours = [], {}, []
        self.recent = {}  # agency -> when it was called
        self.listeners = [web.Listener(self, "plain", None)]
        self.listeners += [web.Listener(self, n, context(*pair)) for n, pair in pairs.items()]
        self.ports = {one.name: one.port for one in self.listeners}
        self.proxy = proxy.Proxy(self.ports["good"], self.stopping)
        self.base = {name: f"https://localhost:{self.ports['good']}{prefix}"
                     for name, prefix in PREFIX.items()}

    def address(self, listener, path):
        """The path at a listener with a certificate of its own: expired, wrong-host, unknown-ca."""
        return f"https://localhost:{self.ports[listener]}{path}"

    def __enter__(self):
        for one in [*self.listeners, self.proxy]:
            threading.Thread(target=one.serve_forever, args=(0.05,), daemon=True).start()
        self.timer = threading.Timer(self.lifetime, self.stop)
        self.timer.daemon = True
        self.timer.start()
        return self

    def __exit__(self, *_):
        self.stop()

    def stop(self):
        if self.stopping.is_set():
            return
        self.stopping.set()
        self.timer.cancel()
        for one in [*self.listeners, self.proxy]:
            one.shutdown()
            one.server_close()
        if self.own_folder:
            self.own_folder.cleanup()

    # --- misbehaviour ----------------------------------------------------------------------------

    def misbehave(self, pattern, kind, times=None, skip=0, **arguments):
        """pattern: as in a shell, of the path or of path and query; `*` is anything, / too. times:
        how many requests, else all; skip: how many pass first. The first that fits is taken."""
        if kind not in faults.KINDS:
            raise ValueError(f"{kind} is none of: {', '.join(faults.KINDS)}")
        self.misbehaviours.append(faults.Fault(kind, pattern, times, skip, arguments))

    def behave(self):
        self.misbehaviours.clear()

    def fault_of(self, request):
        with self.lock:
            for one in self.misbehaviours:
                if one.times == 0 or not fits(request, one.pattern):
                    continue
                one.seen += 1
                if one.seen <= one.skip:
                    continue
                if one.times is not None:
                    one.times -= 1
                return one
        return None

    # --- answering -------------------------------------------------------------------------------

    def agency(self, request):
        for one in self.agencies.values():
            if any(p in request.path for p in one.prefixes):
                return one
        return None

    def too_often(self, agency):
        """-> seconds until the next call is welcome, or 0. A refused call counts as one too."""
        if not agency.calls:
            return 0
        most, window = agency.calls
        now = time.monotonic()
        with self.lock:
            recent = self.recent.setdefault(agency.name, collections.deque())
            while recent and recent[0] <= now - window:
                recent.popleft()
            recent.append(now)
            return max(1, round(recent[0] + window - now + 0.5)) if len(recent) > most else 0

    def answer(self, request):
        if request.path.startswith("/_control/"):
            return self.control(request)
        with self.lock:
            self.log.append(request)
        if request.method not in ("GET", "HEAD") and not request.path.startswith("/filer/"):
            return web.page(405, "405 Method Not Allowed")
        agency = self.agency(request)
        if not agency:
            return web.page(404, "404 Not Found")
        wait = self.too_often(agency)
        if wait:
            answer = web.page(429, "429 Too Many Requests")
            answer.headers["Retry-After"] = str(wait)
            return answer
        request.fault = fault = self.fault_of(request)
        if fault and fault.stage == "instead":
            return fault.change("instead", None, request)
        answer = agency.answer(request)
        return fault.change("answer", answer, request) if fault else answer

    def control(self, request):
        command = request.path.removeprefix("/_control/")
        if command == "log":
            return web.as_json([r.record() for r in self.log])
        if command == "behave":
            self.behave()
        elif command == "stop":
            threading.Thread(target=self.stop, daemon=True).start()
        elif command == "misbehave":
            given = dict(request.query)
            more = {k: int(v) if v.lstrip("-").isdigit() and k != "municipality" else v
                    for k, v in given.items() if k not in ("path", "kind")}
            try:
                self.misbehave(given["path"], given["kind"], **more)
            except (KeyError, ValueError) as error:
                return web.as_json({"detail": str(error)}, 400)
        else:
            return web.as_json({"detail": "misbehave, behave, log or stop"}, 404)
        return web.as_json({})

    def requests(self, pattern="*"):
        """What was asked, by a pattern as in misbehave()."""
        with self.lock:
            return [r for r in self.log if fits(r, pattern)]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--folder", required=True, help="where the certificates and server.json go")
    parser.add_argument("--lifetime", type=float, default=600, help="seconds")
    parser.add_argument("--until-eof", action="store_true", help="ends with standard input")
    parser.add_argument("--invented", action="store_true", help="the invented fixtures' values")
    given = parser.parse_args()
    pathlib.Path(given.folder).mkdir(parents=True, exist_ok=True)
    threading.Timer(given.lifetime + 5, os._exit, (3,)).start()  # whatever hangs
    with Server(given.folder, given.lifetime,
                data=world.INVENTED if given.invented else world.DATA) as server:
        told = json.dumps({"base": server.base, "ports": server.ports, "ca": str(server.ca),
                           "proxy": server.proxy.address})
        file = pathlib.Path(given.folder) / "server.json"
        file.with_suffix(".new").write_text(told + "\n", encoding="utf-8")
        file.with_suffix(".new").rename(file)
        print(told, flush=True)
        if given.until_eof:
            threading.Thread(target=lambda: (sys.stdin.read(), server.stop()), daemon=True).start()
        server.stopping.wait(given.lifetime)
    os._exit(0)


if __name__ == "__main__":
    main()
