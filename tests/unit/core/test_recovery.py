"""The recovery file: two holders together open it, one alone never, with this program and with any age tool."""

from pathlib import Path

import pyrage
import pytest
from pytest_django import Settings

from cases.accounts.actions.keys import restore_key_file, write_recovery_file
from cases.core import key_files, keyring, recovery
from cases.core.errors import NotAllowed, Refused
from cases.core.models import AuditEvent
from tests.conftest import Cast

PASSPHRASE = "seven words that nobody guesses at all"
FIRST, SECOND, STRANGER = (pyrage.x25519.Identity.generate() for _number in range(3))


@pytest.fixture(autouse=True)
def _own_key_file(settings: Settings, tmp_path: Path, cast: Cast) -> None:
    copy = tmp_path / "own" / "keys.json"
    copy.parent.mkdir()
    copy.write_bytes(Path(settings.KEY_FILE).read_bytes())
    settings.KEY_FILE = copy
    keyring.lock()


@pytest.fixture
def written(cast: Cast, tmp_path: Path) -> Path:
    path = tmp_path / "recovery.age"
    write_recovery_file(
        by=cast.administrator, passphrase=None, path=path, first=str(FIRST.to_public()), second=str(SECOND.to_public())
    )
    return path


def test_both_together_make_the_key_file_again(cast: Cast, written: Path, settings: Settings) -> None:
    before = keyring.current().keys
    settings.KEY_FILE.unlink()
    missing = restore_key_file(
        by=cast.administrator, path=written, content=written.read_bytes(), first=f"# a comment\n{FIRST}\n",
        second=str(SECOND), passphrase=PASSPHRASE,
    )  # fmt: skip
    keyring.lock()
    keyring.unlock(PASSPHRASE)
    assert (keyring.current().keys, missing) == (before, set())


def test_any_age_tool_opens_it_layer_by_layer(written: Path, settings: Settings) -> None:
    inner = pyrage.decrypt(written.read_bytes(), [FIRST])
    assert key_files.parse(pyrage.decrypt(inner, [SECOND]), written) == keyring.current().keys


@pytest.mark.parametrize("holder", [FIRST, SECOND, STRANGER], ids=["first", "second", "stranger"])
def test_one_holder_alone_sees_nothing(written: Path, holder: pyrage.x25519.Identity) -> None:
    """Not even with their identity given twice."""
    with pytest.raises(Refused):
        recovery.unseal(written.read_bytes(), written, first=str(holder), second=str(holder))


def test_wrong_order_is_said(written: Path) -> None:
    with pytest.raises(Refused, match="other way round"):
        recovery.unseal(written.read_bytes(), written, first=str(SECOND), second=str(FIRST))


def test_altered_file_is_refused(written: Path) -> None:
    content = bytearray(written.read_bytes())
    content[-1] ^= 1
    with pytest.raises(Refused, match="altered"):
        recovery.unseal(bytes(content), written, first=str(FIRST), second=str(SECOND))


@pytest.mark.parametrize(
    "wrong", ["", "age1nothing", str(STRANGER), "ssh-ed25519 AAAA"], ids=["empty", "no key", "secret", "ssh"]
)
def test_what_is_no_public_key_is_refused_and_never_repeated(cast: Cast, tmp_path: Path, wrong: str) -> None:
    """Somebody may have pasted the secret half."""
    path = tmp_path / "recovery.age"
    with pytest.raises(Refused) as refusal:
        write_recovery_file(
            by=cast.administrator, passphrase=None, path=path, first=wrong, second=str(SECOND.to_public())
        )
    assert not (wrong and wrong in str(refusal.value))
    assert not path.exists()


def test_one_person_is_not_two(cast: Cast, tmp_path: Path) -> None:
    same = str(FIRST.to_public())
    with pytest.raises(Refused, match="same"):
        write_recovery_file(by=cast.administrator, passphrase=None, path=tmp_path / "x.age", first=same, second=same)


def test_nothing_is_overwritten(cast: Cast, written: Path, settings: Settings) -> None:
    """Neither an older recovery file nor a key file that is there."""
    keys = {"first": str(FIRST.to_public()), "second": str(SECOND.to_public())}
    with pytest.raises(Refused, match="never overwritten"):
        write_recovery_file(by=cast.administrator, passphrase=None, path=written, **keys)
    before = settings.KEY_FILE.read_bytes()
    with pytest.raises(Refused, match="never overwritten"):
        restore_key_file(
            by=cast.administrator, path=written, content=written.read_bytes(), first=str(FIRST), second=str(SECOND),
            passphrase=PASSPHRASE,
        )  # fmt: skip
    assert settings.KEY_FILE.read_bytes() == before


def test_only_the_administrator_makes_one_and_the_chain_names_both_holders(
    cast: Cast, written: Path, tmp_path: Path
) -> None:
    event = AuditEvent.objects.latest("seq")
    assert str(FIRST.to_public()) in event.body
    assert str(SECOND.to_public()) in event.body
    with pytest.raises(NotAllowed):
        write_recovery_file(
            by=cast.dpo, passphrase=None, path=tmp_path / "x.age", first=str(FIRST.to_public()),
            second=str(SECOND.to_public()),
        )  # fmt: skip
    assert not (tmp_path / "x.age").exists()
