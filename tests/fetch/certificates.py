"""An authority of our own and the certificates it signs, made by openssl when a test starts. The
keys live in the test's temporary folder and are worth nothing anywhere else."""
import pathlib
import shutil
import subprocess

# Names that the good certificate is for. The real ones are there so that rules with the real
# addresses can be tried through the proxy (proxy.py), which leads every one of them to loopback.
HOSTS = ["localhost", "kolada.localhost", "scb.localhost", "fk.localhost", "filer.localhost",
         "bolagsverket.localhost", "api.kolada.se", "statistikdatabasen.scb.se",
         "www.forsakringskassan.se", "www.bolagsverket.se", "static.bolagsverket.se"]

CONFIG = """\
[ca]
default_ca = own
[own]
dir = {folder}
new_certs_dir = {folder}
database = {folder}/index.txt
serial = {folder}/serial
unique_subject = no
default_md = sha256
policy = any
copy_extensions = copy
email_in_dn = no
[any]
commonName = supplied
[req]
distinguished_name = name
prompt = no
[name]
CN = {name}
[authority]
basicConstraints = critical, CA:true
keyUsage = critical, keyCertSign, cRLSign
subjectKeyIdentifier = hash
"""


class Missing(Exception):
    """openssl is not installed."""


def openssl(*arguments):
    try:
        done = subprocess.run(["openssl", *map(str, arguments)], capture_output=True, text=True,
                              timeout=60, check=False)
    except FileNotFoundError as error:
        raise Missing("openssl") from error
    if done.returncode:
        raise RuntimeError(f"openssl {arguments[0]}: {done.stderr}")


class Authority:
    """Signs certificates; `file` is what the client is given with --ca."""

    def __init__(self, folder, name):
        self.folder = pathlib.Path(folder)
        self.folder.mkdir(parents=True)
        (self.folder / "index.txt").write_text("", encoding="ascii")
        (self.folder / "serial").write_text("1000\n", encoding="ascii")
        self.config = self.folder / "openssl.cnf"
        self.config.write_text(CONFIG.format(folder=self.folder, name=name), encoding="ascii")
        self.file, self.key = self.folder / "ca.pem", self.folder / "ca.key"
        openssl("req", "-x509", "-config", self.config, "-extensions", "authority",
                "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
                "-days", "2", "-keyout", self.key, "-out", self.file)

    def sign(self, name, hosts, start=None, end=None):
        """-> (certificate, key) files; start and end as YYYYMMDDHHMMSSZ, else now and two days."""
        key, request = self.folder / f"{name}.key", self.folder / f"{name}.csr"
        certificate = self.folder / f"{name}.pem"
        names = ",".join("IP:" + h if h.replace(".", "").isdigit() else "DNS:" + h for h in hosts)
        openssl("req", "-new", "-config", self.config, "-subj", f"/CN={name}", "-newkey", "ec",
                "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-keyout", key,
                "-addext", f"subjectAltName={names}", "-out", request)
        dates = ["-startdate", start, "-enddate", end] if start else ["-days", "2"]
        openssl("ca", "-batch", "-notext", "-config", self.config, "-cert", self.file,
                "-keyfile", self.key, "-in", request, "-out", certificate, *dates)
        return certificate, key


def make(folder):
    """-> the authority's file, and one (certificate, key) for each listener."""
    folder = pathlib.Path(folder)
    if shutil.which("openssl") is None:
        raise Missing("openssl")
    own = Authority(folder / "own", "etablera test authority")
    other = Authority(folder / "other", "etablera other authority")
    return own.file, {
        "good": own.sign("good", HOSTS + ["127.0.0.1"]),
        "expired": own.sign("expired", ["localhost", "127.0.0.1"],
                            "20200101000000Z", "20200201000000Z"),
        "wrong-host": own.sign("wrong-host", ["annan-myndighet.invalid"]),
        "unknown-ca": other.sign("unknown-ca", ["localhost", "127.0.0.1"]),
    }
