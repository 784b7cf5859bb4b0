"""Identities: sealed at rest, opened with a reason by the own interviewer and the DPO, and never in secret."""

import json
from collections.abc import Iterator

import pytest
from django.db import connection

from cases.accounts.actions import create_user
from cases.casework.actions import set_case_members
from cases.core.errors import NotAllowed, Refused
from cases.core.models import AuditEvent
from cases.intake.actions import log_testimony, return_testimony, submit_testimony
from cases.intake.models import Testimony
from cases.witnesses.actions import edit_witness, open_identity, record_identity
from cases.witnesses.models import Identity
from tests.conftest import ACCOUNT, Cast
from tests.replay import replayed

PLANTED = "김철수PLANTED"


@pytest.fixture
@replayed
def identity(cast: Cast, testimony: Testimony) -> Identity:
    assert testimony.witness is not None
    return record_identity(
        by=cast.interviewer, witness=testimony.witness, name_hangul=PLANTED, contacts=f"{PLANTED}@example.org"
    )


@pytest.mark.parametrize("role", ["interviewer", "dpo"])
def test_interviewer_and_dpo_open_it_with_a_reason(cast: Cast, identity: Identity, role: str) -> None:
    user = getattr(cast, role)
    opened = open_identity(by=user, identity=identity, reason="call the person back")
    assert opened["name_hangul"] == PLANTED
    assert opened["family"] is None
    event = AuditEvent.objects.latest("seq")
    body = json.loads(event.body)
    assert (event.action, event.actor_uuid) == ("witnesses.open_identity", user.pk)
    assert body["reason"] == "call the person back"
    assert "identity.name_hangul" in body["fields"]
    assert PLANTED not in event.body


@pytest.mark.parametrize("role", ["coder", "lead", "legal", "advocacy", "administrator", "stranger"])
def test_nobody_else_opens_it_and_the_attempt_is_written(cast: Cast, identity: Identity, role: str) -> None:
    user = getattr(cast, role)
    with pytest.raises(NotAllowed):
        open_identity(by=user, identity=identity, reason="curious")
    event = AuditEvent.objects.latest("seq")
    assert (event.action, event.actor_uuid) == ("witnesses.open_identity.refused", user.pk)


def test_another_interviewer_of_the_team_does_not_open_it(cast: Cast, identity: Identity) -> None:
    other = create_user(by=cast.administrator, username="other", name="", roles=["interviewer", "lead", "coder"])
    case = identity.witness.case
    set_case_members(by=cast.coder, case=case, users=[other, cast.interviewer])
    with pytest.raises(NotAllowed, match="interviewer"):
        open_identity(by=other, identity=identity, reason="helping")


def test_dpo_who_is_not_on_the_team_does_not_open_it(cast: Cast, identity: Identity) -> None:
    set_case_members(by=cast.coder, case=identity.witness.case, users=[cast.interviewer])
    with pytest.raises(NotAllowed):
        open_identity(by=cast.dpo, identity=identity, reason="audit")


def test_interviewer_who_left_the_team_does_not_open_it(cast: Cast, identity: Identity) -> None:
    set_case_members(by=cast.coder, case=identity.witness.case, users=[])
    with pytest.raises(NotAllowed):
        open_identity(by=cast.interviewer, identity=identity, reason="call")


@pytest.mark.parametrize("reason", ["", "   ", "\n\t"])
def test_opening_without_a_reason_is_refused(cast: Cast, identity: Identity, reason: str) -> None:
    with pytest.raises(Refused, match="why"):
        open_identity(by=cast.dpo, identity=identity, reason=reason)


def test_record_identity_keeps_what_is_not_given(cast: Cast, identity: Identity) -> None:
    record_identity(by=cast.interviewer, witness=identity.witness, birth_date="1990")
    opened = open_identity(by=cast.dpo, identity=Identity.objects.get(), reason="x")
    assert (opened["name_hangul"], opened["birth_date"]) == (PLANTED, "1990")


def test_stale_object_shows_what_is_stored_now(cast: Cast, identity: Identity) -> None:
    """A second record for the same witness is the first one changed: a person has one identity."""
    record_identity(by=cast.interviewer, witness=identity.witness, name_hangul="changed")
    assert Identity.objects.count() == 1


def cells() -> Iterator[tuple[str, str, bytes]]:
    """Every value of every one of our tables, as bytes, read below the ORM."""
    with connection.cursor() as cursor:
        tables = [n for n in connection.introspection.table_names(cursor) if n.startswith(("cases_", "published_"))]
        for table in tables:
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608  (the names come from the database itself)
            columns = [column[0] for column in cursor.description]
            for row in cursor.fetchall():
                for column, value in zip(columns, row, strict=True):
                    raw = bytes(value) if isinstance(value, bytes | memoryview) else str(value).encode()
                    yield table, column, raw


def places_of(*words: str) -> set[tuple[str, str, bytes]]:
    """Where a text stands in clear: as it is, escaped by JSON, or in hexadecimal."""
    forms = [form for word in words for form in (word.encode(), json.dumps(word).strip('"').encode())]
    forms += [word.encode().hex().encode() for word in words]
    return {(table, column, form) for table, column, raw in cells() for form in forms if form in raw}


def test_sealed_texts_stand_in_no_column_of_the_database(cast: Cast, identity: Identity, testimony: Testimony) -> None:
    """Identity, account and notes: not in a column, a revision or the chain."""
    edit_witness(by=cast.interviewer, witness=identity.witness, note="NOTEPLANT")
    log_testimony(
        by=cast.interviewer,
        case=testimony.case,
        witness=identity.witness,
        account=ACCOUNT,
        translator="WHOPLANT",
        reinterview_need="NEEDPLANT",
    )
    open_identity(by=cast.dpo, identity=identity, reason="audit")
    assert places_of("PLANTED", "여권은", "NOTEPLANT", "WHOPLANT", "NEEDPLANT") == set()


def test_reason_of_a_return_is_sealed_everywhere(cast: Cast, testimony: Testimony) -> None:
    """It speaks of the account, and its column is sealed: the chain, which can never be shredded, must not have it."""
    submit_testimony(by=cast.interviewer, testimony=testimony)
    return_testimony(by=cast.coder, testimony=testimony, return_reason="RETURNPLANT: which Kim is meant?")
    assert places_of("RETURNPLANT") == set()


def test_scan_sees_what_is_not_sealed(cast: Cast, identity: Identity) -> None:
    """The scan above would find a text: it finds the case's title."""
    assert any(b"Workers sent abroad" in raw for _table, _column, raw in cells())
