"""Rotation: every data key under a fresh key, whatever stops it, and nothing that was sealed is lost."""

from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from pytest_django import Settings

from cases.accounts.actions.keys import change_passphrase, rotate
from cases.casework.models import Case
from cases.core import key_files, keyring, rotation, sealing, tokens
from cases.core.errors import Locked, NotAllowed, Refused
from cases.core.models import AuditEvent, DataKey, KeyOwner
from cases.witnesses.actions import register_witness
from cases.witnesses.models import Witness
from tests.conftest import Cast
from tests.quick_age import quick_age  # noqa: F401  (a fixture)

PASSPHRASE, OTHER = "seven words that nobody guesses at all", "eight other words that nobody guesses either"


@pytest.fixture(autouse=True)
def _own_key_file(settings: Settings, tmp_path: Path, cast: Cast) -> None:
    """A copy of the tests' key file: these tests change it."""
    copy = tmp_path / "own" / "keys.json"
    copy.parent.mkdir()
    copy.write_bytes(Path(settings.KEY_FILE).read_bytes())
    settings.KEY_FILE = copy
    keyring.lock()


@pytest.fixture
def people(cast: Cast, case: Case) -> list[Witness]:
    return [register_witness(by=cast.interviewer, case=case, note=f"note {number}") for number in range(7)]


def notes(people: list[Witness]) -> list[str | None]:
    keyring.lock()  # as a process that starts now
    return [sealing.open_text(Witness.objects.get(pk=person.pk), "note") for person in people]


def wrapped_by() -> set[int]:
    return {tokens.kid_of(bytes(key.wrapped)) for key in DataKey.objects.exclude(wrapped=None) if key.wrapped}


def nothing(_count: int) -> None: ...


def test_every_data_key_is_under_the_fresh_key_and_all_opens(cast: Cast, people: list[Witness]) -> None:
    before = wrapped_by()
    rotated = rotate(by=cast.administrator, passphrase=None, step=nothing)
    assert (wrapped_by(), rotated.is_fresh) == ({rotated.kid}, True)
    assert rotated.kid not in before
    assert rotated.count == DataKey.objects.count()
    assert notes(people) == [f"note {number}" for number in range(7)]


def test_older_keys_stay_for_backups(cast: Cast, people: list[Witness]) -> None:
    old = bytes(DataKey.objects.filter(owner_kind="person")[0].wrapped or b"")
    rotate(by=cast.administrator, passphrase=None, step=nothing)
    assert tokens.kid_of(old) in keyring.current().keys


@pytest.mark.parametrize("after", [0, 1])
def test_a_stopped_rotation_goes_on_with_the_same_key(
    cast: Cast, people: list[Witness], monkeypatch: pytest.MonkeyPatch, after: int
) -> None:
    """Stopped after each part in turn: all opens meanwhile, and a second run finishes without a third key."""
    monkeypatch.setattr(rotation, "BATCH", 3)
    parts = iter(range(100))

    def stop(_count: int) -> None:
        if next(parts) == after:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        rotate(by=cast.administrator, passphrase=None, step=stop)
    assert len(wrapped_by()) == 2
    assert notes(people) == [f"note {number}" for number in range(7)]
    rotated = rotate(by=cast.administrator, passphrase=None, step=nothing)
    assert (rotated.is_fresh, wrapped_by()) == (False, {rotated.kid})
    assert notes(people) == [f"note {number}" for number in range(7)]


def test_erased_people_stay_erased(cast: Cast, people: list[Witness]) -> None:
    sealing.shred(people[0].key_owner())
    rotate(by=cast.administrator, passphrase=None, step=nothing)
    assert sealing.is_shredded(people[0].key_owner())
    with pytest.raises(tokens.TokenError, match="erased"):
        sealing.open_text(Witness.objects.get(pk=people[0].pk), "note")


def test_a_data_key_that_does_not_open_stops_it_with_its_number(cast: Cast, people: list[Witness]) -> None:
    key = DataKey.objects.filter(owner_kind="person")[3]
    broken = bytearray(bytes(key.wrapped or b""))
    broken[-1] ^= 1
    DataKey.objects.filter(pk=key.pk).update(wrapped=bytes(broken))
    with pytest.raises(Refused, match=str(key.pk)):
        rotate(by=cast.administrator, passphrase=None, step=nothing)


@pytest.mark.parametrize("role", ["interviewer", "coder", "lead", "legal", "advocacy", "dpo"])
def test_only_the_administrator_rotates(cast: Cast, people: list[Witness], role: str) -> None:
    before = wrapped_by()
    with pytest.raises(NotAllowed):
        rotate(by=getattr(cast, role), passphrase=None, step=nothing)
    assert wrapped_by() == before


def test_two_at_once_are_one(cast: Cast, settings: Settings) -> None:
    with key_files.nobody_else_at(settings.KEY_FILE), pytest.raises(Refused, match="Another command"):
        rotate(by=cast.administrator, passphrase=None, step=nothing)


def test_beginning_and_end_are_events(cast: Cast, people: list[Witness]) -> None:
    rotate(by=cast.administrator, passphrase=None, step=nothing)
    actions = list(AuditEvent.objects.order_by("-seq").values_list("action", flat=True)[:2])
    assert actions == ["accounts.finish_rotation", "accounts.rotate_keys"]


def test_command_says_what_it_did(cast: Cast, people: list[Witness], capsys: Any) -> None:
    call_command("rotate_keys", username="administrator")
    assert "data keys were put under key" in capsys.readouterr().out
    with pytest.raises(CommandError) as error:
        call_command("rotate_keys", username="nobody")
    assert error.value.returncode == 2


# --- the passphrase ---


@pytest.fixture
def sealed(quick_age: None, settings: Settings) -> Path:  # noqa: F811
    """The same keys under a passphrase, as in an office."""
    path = Path(settings.KEY_FILE)
    keys = key_files.parse(path.read_bytes(), path)
    key_files.replace(path, key_files.seal(keys, PASSPHRASE))
    keyring.lock()
    return path


def test_new_passphrase_opens_and_the_old_one_does_not(cast: Cast, sealed: Path) -> None:
    change_passphrase(by=cast.administrator, old=PASSPHRASE, new=OTHER)
    keyring.lock()
    with pytest.raises(Refused, match="does not open"):
        keyring.unlock(PASSPHRASE)
    keyring.unlock(OTHER)


@pytest.mark.parametrize("new", ["short", "a" * 40, ""])
def test_weak_passphrase_leaves_the_file_as_it_was(cast: Cast, sealed: Path, new: str) -> None:
    before = sealed.read_bytes()
    with pytest.raises(Refused, match="too short or too simple"):
        change_passphrase(by=cast.administrator, old=PASSPHRASE, new=new)
    assert sealed.read_bytes() == before


def test_wrong_old_passphrase_leaves_the_file_as_it_was(cast: Cast, sealed: Path) -> None:
    before = sealed.read_bytes()
    with pytest.raises(Refused):
        change_passphrase(by=cast.administrator, old=OTHER, new=OTHER)
    assert sealed.read_bytes() == before


def test_plain_file_of_a_demonstration_has_no_passphrase(cast: Cast) -> None:
    with pytest.raises(Refused, match="plain"):
        change_passphrase(by=cast.administrator, old="", new=OTHER)


def test_disk_that_is_full_keeps_the_old_file(cast: Cast, sealed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = sealed.read_bytes()

    def full(_path: Path, _content: bytes) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(key_files, "_write", full)
    with pytest.raises(Refused, match="room"):
        change_passphrase(by=cast.administrator, old=PASSPHRASE, new=OTHER)
    assert sealed.read_bytes() == before


def test_a_running_server_asks_again_after_a_rotation(cast: Cast, people: list[Witness], sealed: Path) -> None:
    """It holds the ring without the fresh key, and cannot read the sealed file by itself."""
    keyring.lock()
    keyring.unlock(PASSPHRASE)
    server = keyring.current()
    rotate(by=cast.administrator, passphrase=PASSPHRASE, step=nothing)
    keyring._ring = server
    with pytest.raises(Locked, match="rotated"):
        sealing.open_text(Witness.objects.get(pk=people[0].pk), "note")
    keyring.unlock(PASSPHRASE)
    assert notes_of_one(people[0]) == "note 0"


def notes_of_one(person: Witness) -> str | None:
    return sealing.open_text(Witness.objects.get(pk=person.pk), "note")


def test_owner_without_a_key_gets_one_under_the_fresh_key(cast: Cast, case: Case) -> None:
    rotated = rotate(by=cast.administrator, passphrase=None, step=nothing)
    witness = register_witness(by=cast.interviewer, case=case, note="later")
    owner: KeyOwner = witness.key_owner()
    key = DataKey.objects.get(owner_kind=owner.kind, owner_uuid=owner.uuid)
    assert tokens.kid_of(bytes(key.wrapped or b"")) == rotated.kid
