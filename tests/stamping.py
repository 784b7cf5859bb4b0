"""A time-stamping authority of one's own, by openssl: certificates made for one test, and replies to requests."""

import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

OPENSSL = shutil.which("openssl")
WITHOUT = "TIME STAMPS NOT TESTED: openssl is missing. Install it (Debian: apt install openssl)."
CONFIG = """
[ req ]
distinguished_name = name
prompt = no
[ name ]
CN = {name}
[ root ]
basicConstraints = critical, CA:true
keyUsage = critical, keyCertSign, cRLSign
subjectKeyIdentifier = hash
[ stamper ]
basicConstraints = critical, CA:false
keyUsage = critical, digitalSignature
extendedKeyUsage = critical, timeStamping
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
[ tsa ]
default_tsa = tsa_config
[ tsa_config ]
dir = {folder}
serial = {folder}/serial
signer_cert = {folder}/stamper.pem
signer_key = {folder}/stamper.key
signer_digest = sha256
certs = {folder}/root.pem
default_policy = 1.2.3.4.1
digests = sha256
accuracy = secs:1
ess_cert_id_chain = no
ess_cert_id_alg = sha256
"""


@dataclass(frozen=True)
class Authority:
    """Its root certificate, and a way to have requests stamped."""

    folder: Path

    @property
    def certificate(self) -> Path:
        return self.folder / "root.pem"

    def reply(self, request: Path, reply: Path) -> Path:
        self.run(
            "ts",
            "-reply",
            "-config",
            "config",
            "-section",
            "tsa_config",
            "-queryfile",
            str(request),
            "-out",
            str(reply),
        )
        return reply

    def run(self, *arguments: str) -> None:
        assert OPENSSL
        subprocess.run([OPENSSL, *arguments], cwd=self.folder, check=True, capture_output=True)  # noqa: S603


def authority(folder: Path, name: str = "A stamping authority") -> Authority:
    """Make one; a machine without openssl skips the test loudly."""
    if OPENSSL is None:
        pytest.skip(WITHOUT)
    folder.mkdir()
    (folder / "config").write_text(CONFIG.format(folder=folder, name=name))
    made = Authority(folder)
    key = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-noenc", "-config", "config")
    made.run("req", "-x509", *key, "-extensions", "root", "-days", "2", "-keyout", "root.key", "-out", "root.pem")
    made.run("req", *key, "-subj", f"/CN={name} signer", "-keyout", "stamper.key", "-out", "stamper.csr")
    made.run(
        "x509", "-req", "-in", "stamper.csr", "-CA", "root.pem", "-CAkey", "root.key", "-CAcreateserial", "-days", "2",
        "-extfile", "config", "-extensions", "stamper", "-out", "stamper.pem",
    )  # fmt: skip
    (folder / "serial").write_text("01\n")
    return made
