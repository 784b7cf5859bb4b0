"""Identities one by one: twenty within an hour, at high risk by a second person's word, and never one's own word."""

import datetime as dt

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.utils import timezone

from cases.accounts.actions import create_user
from cases.accounts.models import User
from cases.casework.actions import set_case_members
from cases.casework.models import Case
from cases.core.errors import NotAllowed, Refused
from cases.core.models import AuditEvent
from cases.desk.actions import withdraw
from cases.witnesses import queries
from cases.witnesses.actions import (
    allow_identity_request,
    ask_to_open_identity,
    assess_risk,
    lift_identity_lock,
    open_identity,
    record_identity,
    register_witness,
)
from cases.witnesses.models import IDENTITIES_AN_HOUR, Identity, IdentityLock, Witness
from tests.conftest import Cast
from tests.replay import replayed

PLANTED = "김철수PLANTED"


@pytest.fixture
@replayed
def identity(cast: Cast, witness: Witness) -> Identity:
    return record_identity(by=cast.interviewer, witness=witness, name_hangul=PLANTED, birth_date="1985-03~")


@pytest.fixture
def at_high_risk(cast: Cast, identity: Identity) -> Identity:
    assess_risk(by=cast.interviewer, witness=identity.witness, assessed_on=timezone.localdate(), level="high")
    return identity


def opened(user: User, identity: Identity) -> bool:
    try:
        return open_identity(by=user, identity=identity, reason="call")["name_hangul"] == PLANTED
    except Refused:
        return False


def test_the_twentieth_within_an_hour_is_the_last(cast: Cast, identity: Identity) -> None:
    """Somebody with a stolen session reads twenty and no more, however long they go on."""
    assert [opened(cast.interviewer, identity) for _try in range(IDENTITIES_AN_HOUR + 5)].count(True) == 20
    lock = IdentityLock.objects.get()
    assert (lock.user, lock.lifted_at) == (cast.interviewer, None)
    with time_machine.travel(timezone.now() + dt.timedelta(days=3)):
        assert not opened(cast.interviewer, identity)
    assert opened(cast.dpo, identity)
    assert AuditEvent.objects.latest("seq").actor_uuid == cast.dpo.pk


def test_openings_spread_over_hours_lock_nobody(cast: Cast, identity: Identity) -> None:
    with time_machine.travel(timezone.now(), tick=False) as clock:
        for _try in range(IDENTITIES_AN_HOUR + 5):
            assert opened(cast.interviewer, identity)
            clock.shift(dt.timedelta(minutes=4))


def test_a_lifted_lock_counts_anew(cast: Cast, identity: Identity) -> None:
    for _try in range(IDENTITIES_AN_HOUR):
        assert opened(cast.interviewer, identity)
    lift_identity_lock(by=cast.dpo, identity_lock=IdentityLock.objects.get())
    assert [opened(cast.interviewer, identity) for _try in range(IDENTITIES_AN_HOUR + 1)].count(True) == 20
    assert IdentityLock.objects.filter(lifted_at=None).count() == 1


def test_nobody_lifts_their_own_lock(cast: Cast, identity: Identity) -> None:
    for _try in range(IDENTITIES_AN_HOUR):
        assert opened(cast.dpo, identity)
    lock = IdentityLock.objects.get()
    with pytest.raises(NotAllowed, match="another"):
        lift_identity_lock(by=cast.dpo, identity_lock=lock)
    with pytest.raises(IntegrityError), transaction.atomic():
        IdentityLock.objects.update(lifted_by=cast.dpo, lifted_at=timezone.now())


def test_at_high_risk_it_stays_closed_without_a_second_word(cast: Cast, at_high_risk: Identity) -> None:
    for user in (cast.interviewer, cast.dpo):
        with pytest.raises(Refused, match="high risk"):
            open_identity(by=user, identity=at_high_risk, reason="call")


def test_at_high_risk_somebody_else_allows_it_for_an_hour(cast: Cast, at_high_risk: Identity) -> None:
    asked = ask_to_open_identity(by=cast.interviewer, witness=at_high_risk.witness, request_reason="call")
    assert not opened(cast.interviewer, at_high_risk)
    allow_identity_request(by=cast.lead, identity_request=asked)
    assert opened(cast.interviewer, at_high_risk)
    assert not opened(cast.dpo, at_high_risk), "the word was given to one person"
    with time_machine.travel(timezone.now() + dt.timedelta(minutes=61)):
        assert not opened(cast.interviewer, at_high_risk)


def test_nobody_allows_their_own_request(cast: Cast, at_high_risk: Identity) -> None:
    """By the user's id, not by the role: one person with both roles stays one person."""
    both = create_user(by=cast.administrator, username="both", name="", roles=["dpo", "lead", "interviewer"])
    case = at_high_risk.witness.case
    set_case_members(by=cast.coder, case=case, users=[both, cast.interviewer, cast.dpo])
    asked = ask_to_open_identity(by=both, witness=at_high_risk.witness, request_reason="call")
    with pytest.raises(NotAllowed, match="four eyes"):
        allow_identity_request(by=both, identity_request=asked)
    assert not opened(both, at_high_risk)


def test_a_newer_lower_risk_opens_it_again(cast: Cast, at_high_risk: Identity) -> None:
    assess_risk(by=cast.dpo, witness=at_high_risk.witness, assessed_on=timezone.localdate(), level="medium")
    assert opened(cast.interviewer, at_high_risk)


def test_a_second_request_waits_for_the_first(cast: Cast, at_high_risk: Identity) -> None:
    ask_to_open_identity(by=cast.interviewer, witness=at_high_risk.witness, request_reason="call")
    with pytest.raises(Refused, match="already"):
        ask_to_open_identity(by=cast.interviewer, witness=at_high_risk.witness, request_reason="call")


def test_page_says_who_opened_it_before(cast: Cast, identity: Identity) -> None:
    open_identity(by=cast.interviewer, identity=identity, reason="first")
    open_identity(by=cast.dpo, identity=identity, reason="second")
    assert [(one.person, one.reason) for one in queries.openings_of(identity)] == [
        ("dpo", "second"),
        ("interviewer", "first"),
    ]


@pytest.mark.parametrize("date", ["1985", "1985-03", "1985-03-21", "1985~", ""])
def test_date_of_birth_is_as_precise_as_it_is_known(cast: Cast, witness: Witness, date: str) -> None:
    identity = record_identity(by=cast.interviewer, witness=witness, name_latin="x", birth_date=date)
    assert open_identity(by=cast.dpo, identity=identity, reason="x")["birth_date"] == (date or None)


@pytest.mark.parametrize("date", ["21.3.1985", "spring", "2999"])
def test_a_date_of_birth_that_is_none_is_refused(cast: Cast, witness: Witness, date: str) -> None:
    with pytest.raises(Refused):
        record_identity(by=cast.interviewer, witness=witness, birth_date=date)
    assert not Identity.objects.exists()


@pytest.mark.parametrize("name", ["\u202eнаоборот", "김\u0301철수", "محمد", "é" * 50, "a\u200db"])
def test_names_of_any_kind_come_back_as_they_were_typed(cast: Cast, witness: Witness, name: str) -> None:
    identity = record_identity(by=cast.interviewer, witness=witness, name_latin=name)
    assert open_identity(by=cast.dpo, identity=identity, reason="x")["name_latin"] == name


def test_keys_of_names_are_never_shown(cast: Cast, identity: Identity) -> None:
    assert "name_keys" not in open_identity(by=cast.dpo, identity=identity, reason="x")


def test_a_locked_person_is_told_who_can_help(cast: Cast, case: Case) -> None:
    witness = register_witness(by=cast.interviewer, case=case)
    identity = record_identity(by=cast.interviewer, witness=witness, name_hangul=PLANTED)
    for _try in range(IDENTITIES_AN_HOUR):
        open_identity(by=cast.interviewer, identity=identity, reason="x")
    with pytest.raises(NotAllowed, match="data-protection officer"):
        open_identity(by=cast.interviewer, identity=identity, reason="x")


def test_of_whom_took_everything_back_the_dpo_alone_opens_it(cast: Cast, identity: Identity) -> None:
    """To tell the person what was done; the interviewer is refused, whichever way they ask."""
    withdraw(by=cast.dpo, witness=identity.witness, received_on=timezone.localdate(), way="phone", whole=True)
    stored = Identity.objects.get(pk=identity.pk)
    with pytest.raises(NotAllowed, match="took everything back"):
        open_identity(by=cast.interviewer, identity=stored, reason="call")
    assert opened(cast.dpo, stored)
