"""A stand-in for age's passphrase encryption, which takes a second on purpose; one test in each file uses the real one."""

import pyrage
import pytest

_HEADER = b"age-encryption.org/quick\n"


def _encrypt(content: bytes, passphrase: str) -> bytes:
    return _HEADER + passphrase.encode() + b"\0" + content


def _decrypt(sealed: bytes, passphrase: str) -> bytes:
    start = _HEADER + passphrase.encode() + b"\0"
    if not sealed.startswith(start):
        raise pyrage.DecryptError("wrong passphrase")
    return sealed[len(start) :]


@pytest.fixture
def quick_age(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pyrage.passphrase, "encrypt", _encrypt)
    monkeypatch.setattr(pyrage.passphrase, "decrypt", _decrypt)
