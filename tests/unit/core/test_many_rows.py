"""Many rows at once leave what single writes leave: codes, revisions, one entry of the event; keys only in between."""

import hashlib
import json

import pytest
from django.core.exceptions import ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext

from cases.accounts.models import User
from cases.casework.models import Case
from cases.core import batches, permissions, sealing, tokens
from cases.core.models import AuditEvent, DataKey, KeyOwner, Revision
from cases.core.permissions import Role
from cases.core.records import action, add_all, change_all, fill, write
from cases.core.revisions import check_columns
from cases.core.rights import everywhere
from cases.witnesses.actions.people import new_witness
from cases.witnesses.models import Group, Witness
from tests.conftest import Cast


@action
def add_witnesses(*, by: User, case: Case, notes: list[str], check: bool = False) -> list[Witness]:
    rows = [new_witness(Witness(case=case), {"sex": "male"}) for _note in notes]
    with sealing.keys_at_hand(row.key_owner() for row in rows):
        for row, note in zip(rows, notes, strict=True):
            fill(row, {"note": note})
        return add_all(rows)


@action
def add_groups(*, by: User, groups: list[Group]) -> list[Group]:
    check_columns(groups)
    return add_all(groups)


@action
def set_sex(*, by: User, witnesses: list[Witness], sex: str) -> None:
    rows = batches.locked_all(witnesses, "case")
    for row in rows:
        row.sex = sex
    change_all(rows, ["sex"])


@action
def add_one(*, by: User, case: Case) -> Witness:
    return write(new_witness(Witness(case=case), {}))


@pytest.fixture(autouse=True)
def _rights(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("add_witnesses", "add_groups", "set_sex", "add_one"):
        monkeypatch.setitem(permissions.ALLOWED, f"unit.{name}", everywhere(Role.CODER))


def last_event() -> dict[str, object]:
    body: dict[str, object] = json.loads(AuditEvent.objects.latest("seq").body)
    return body


def test_rows_get_running_codes_also_after_single_ones(cast: Cast, case: Case) -> None:
    add_one(by=cast.coder, case=case)
    assert [w.code for w in add_witnesses(by=cast.coder, case=case, notes=["a", "b"])] == ["W-002", "W-003"]
    assert add_one(by=cast.coder, case=case).code == "W-004"


def test_revisions_of_many_rows_are_those_of_single_ones(cast: Cast, case: Case) -> None:
    """Number, owner, changed fields, and the whole row as Django's encoder would write it."""
    (row,) = add_witnesses(by=cast.coder, case=case, notes=["밤에만"])
    revision = Revision.objects.get(subject_uuid=row.pk)
    assert (revision.number, revision.action, revision.actor_uuid) == (1, "unit.add_witnesses", cast.coder.pk)
    assert revision.changed_fields == ["case", "code", "created_at", "note", "person", "sex", "stream", "uuid"]
    assert (revision.owner_kind, revision.owner_uuid) == ("person", row.pk)
    snapshot = sealing.open_text(revision, "snapshot")
    assert snapshot is not None
    plain = {"uuid": row.pk, "created_at": row.created_at, "case": case.pk, "sex": "male", "age_band": ""}
    assert json.loads(snapshot).items() >= json.loads(json.dumps(plain, cls=DjangoJSONEncoder)).items()
    assert sealing.open_text(Witness.objects.get(), "note") == "밤에만"


def test_event_tells_number_and_hash_of_the_keys(cast: Cast, case: Case) -> None:
    rows = add_witnesses(by=cast.coder, case=case, notes=["a", "b"])
    expected = hashlib.sha256("\n".join(str(row.pk) for row in rows).encode()).hexdigest()
    assert last_event()["many"] == [["witness", 2, expected]]


def test_change_all_stores_columns_and_counts_revisions_on(cast: Cast, case: Case) -> None:
    rows = add_witnesses(by=cast.coder, case=case, notes=["a", "b"])
    set_sex(by=cast.coder, witnesses=rows, sex="female")
    set_sex(by=cast.coder, witnesses=rows[:1], sex="unknown")
    assert list(Witness.objects.order_by("code").values_list("sex", flat=True)) == ["unknown", "female"]
    numbers = Revision.objects.filter(subject_uuid=rows[0].pk).values_list("number", "changed_fields")
    assert list(numbers.order_by("number"))[1:] == [(2, ["sex"]), (3, ["sex"])]
    assert sealing.open_text(Witness.objects.get(pk=rows[0].pk), "note") == "a"


def test_nothing_to_store_writes_nothing(cast: Cast, case: Case) -> None:
    before = AuditEvent.objects.count()
    assert add_witnesses(by=cast.coder, case=case, notes=[]) == []
    set_sex(by=cast.coder, witnesses=[], sex="male")
    assert AuditEvent.objects.count() == before


def test_more_rows_than_one_statement_takes(cast: Cast, case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batches, "BATCH", 2)
    rows = add_witnesses(by=cast.coder, case=case, notes=["a"] * 5)
    set_sex(by=cast.coder, witnesses=rows, sex="unknown")
    assert Witness.objects.filter(sex="unknown").count() == 5
    assert Revision.objects.filter(subject_label="witness").count() == 10


def test_value_that_a_form_would_refuse_is_refused(cast: Cast, case: Case) -> None:
    """Choices and lengths, though the database itself would take them."""
    with pytest.raises(ValidationError, match="count_basis"):
        add_groups(by=cast.coder, groups=[Group(case=case, count_min=1, count_basis="guessed")])
    assert not Group.objects.exists()


def test_constraint_of_the_database_holds(cast: Cast, case: Case) -> None:
    with pytest.raises(IntegrityError):
        add_groups(by=cast.coder, groups=[Group(case=case, count_min=2, count_max=1, count_basis="listed")])
    assert not Group.objects.exists()


def test_number_of_statements_does_not_grow_with_the_rows(cast: Cast, case: Case) -> None:
    counts = []
    add_one(by=cast.coder, case=case)  # so that the counter of codes is there
    for number in (2, 20):
        with CaptureQueriesContext(connection) as queries:
            add_witnesses(by=cast.coder, case=case, notes=["a"] * number)
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_keys_are_at_hand_inside_only(cast: Cast, case: Case) -> None:
    """A key that outlived its destruction in memory would undo it."""
    (row,) = add_witnesses(by=cast.coder, case=case, notes=["a"])
    with sealing.keys_at_hand([row.key_owner()]):
        DataKey.objects.filter(owner_uuid=row.pk).delete()
        assert sealing.open_text(row, "note") == "a"
    with pytest.raises(tokens.TokenError):
        sealing.open_text(row, "note")


def test_owners_of_one_uuid_and_two_kinds_have_two_keys(installation: object) -> None:
    owners = [KeyOwner("person", KeyOwner.office().uuid), KeyOwner.office()]
    with sealing.keys_at_hand([*owners, *owners]):
        assert DataKey.objects.count() == 2
    with sealing.keys_at_hand(owners):
        assert DataKey.objects.count() == 2


def test_place_of_a_token_is_the_length_prefixed_one(witness: Witness) -> None:
    """The quick way writes the same bytes."""
    expected = tokens.associated_data("Witness", "note", witness.pk.hex, sealing.SCHEMA)
    assert sealing._place(Witness, "note", witness.pk) == expected
