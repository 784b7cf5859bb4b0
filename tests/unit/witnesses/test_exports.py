"""Identities leave by two people, after a day, for a purpose that each person allowed, sealed to a recipient."""

import datetime as dt
import json

import pyrage
import pytest
import time_machine
from django.utils import timezone

from cases.accounts.actions import create_user
from cases.casework.actions import create_case, set_case_members
from cases.casework.models import Case
from cases.core.errors import NotAllowed, Refused
from cases.core.models import AuditEvent
from cases.desk.actions import withdraw
from cases.witnesses.actions import (
    ScopeAnswer,
    allow_identity_export,
    ask_for_identity_export,
    assess_risk,
    make_identity_export,
    record_consent,
    record_identity,
    register_witness,
    stop_identity_export,
)
from cases.witnesses.models import IdentityExport, Witness
from tests.conftest import Cast

HANGUL = "김철수"
RECIPIENT = pyrage.x25519.Identity.generate()
LATER = dt.timedelta(hours=25)


@pytest.fixture
def willing(cast: Cast, witness: Witness) -> Witness:
    """A person with an identity, who allows that it is given to a UN expert."""
    record_identity(by=cast.interviewer, witness=witness, name_hangul=HANGUL, contacts="a number")
    allow(cast, witness, "yes")
    return witness


def allow(cast: Cast, witness: Witness, answer: str, expires_on: dt.date | None = None) -> None:
    record_consent(
        by=cast.interviewer, witness=witness, given_on=timezone.localdate(), form_version="1", language="ko", way="oral",
        scopes={"S0": ScopeAnswer("yes"), "S4": ScopeAnswer(answer, expires_on=expires_on)},
    )  # fmt: skip


def ask(cast: Cast, *people: Witness, **changed: str) -> IdentityExport:
    values = {
        "kind": "identity", "purpose": "S4", "recipient": "A UN expert", "recipient_key": str(RECIPIENT.to_public()),
        "export_reason": "They asked in confidence.",
    } | changed  # fmt: skip
    return ask_for_identity_export(by=cast.dpo, case=people[0].case, people=people, **values)  # type: ignore[arg-type]


@pytest.fixture
def allowed(cast: Cast, willing: Witness) -> IdentityExport:
    export = ask(cast, willing)
    assess_risk(by=cast.dpo, witness=willing, assessed_on=timezone.localdate(), level="medium", export=export)
    return allow_identity_export(by=cast.lead, identity_export=export)


def test_only_the_recipient_opens_the_file(cast: Cast, allowed: IdentityExport) -> None:
    with time_machine.travel(timezone.now() + LATER):
        content = make_identity_export(by=cast.dpo, identity_export=allowed)
    assert HANGUL.encode() not in content
    (person,) = json.loads(pyrage.decrypt(content, [RECIPIENT]))
    assert (person["name_hangul"], person["contacts"]) == (HANGUL, "a number")
    event = AuditEvent.objects.latest("seq")
    assert event.action == "witnesses.make_identity_export"
    assert "identity.name_hangul" in json.loads(event.body)["fields"]
    with pytest.raises(Refused, match="already"):
        make_identity_export(by=cast.dpo, identity_export=allowed)


def test_a_named_copy_holds_names_only(cast: Cast, willing: Witness) -> None:
    export = ask(cast, willing, kind="names")
    assess_risk(by=cast.dpo, witness=willing, assessed_on=timezone.localdate(), level="low", export=export)
    allow_identity_export(by=cast.lead, identity_export=export)
    with time_machine.travel(timezone.now() + LATER):
        content = make_identity_export(by=cast.dpo, identity_export=export)
    (person,) = json.loads(pyrage.decrypt(content, [RECIPIENT]))
    assert set(person) == {"code", "name_hangul", "name_latin", "name_cyrillic", "name_hanja"}


def test_not_before_a_day_has_passed(cast: Cast, allowed: IdentityExport) -> None:
    with time_machine.travel(timezone.now() + dt.timedelta(hours=23)), pytest.raises(Refused, match="from"):
        make_identity_export(by=cast.dpo, identity_export=allowed)


def test_not_without_a_second_person(cast: Cast, willing: Witness) -> None:
    export = ask(cast, willing)
    with pytest.raises(NotAllowed, match="four eyes"):
        allow_identity_export(by=cast.dpo, identity_export=export)
    with time_machine.travel(timezone.now() + LATER), pytest.raises(Refused, match="not allowed yet"):
        make_identity_export(by=cast.dpo, identity_export=export)


def test_two_roles_of_one_person_are_one_person(cast: Cast, willing: Witness) -> None:
    both = create_user(by=cast.administrator, username="both", name="", roles=["dpo", "lead"])
    set_case_members(by=cast.coder, case=willing.case, users=[both, cast.dpo, cast.interviewer])
    export = ask_for_identity_export(
        by=both, case=willing.case, people=[willing], kind="names", purpose="S4", recipient="x",
        recipient_key=str(RECIPIENT.to_public()), export_reason="x",
    )  # fmt: skip
    with pytest.raises(NotAllowed, match="four eyes"):
        allow_identity_export(by=both, identity_export=export)


@pytest.mark.parametrize("answer", ["no", "not_asked", "withdrawn"])
def test_nobody_leaves_without_consent(cast: Cast, willing: Witness, answer: str) -> None:
    """Not when it is asked for, and not when the answer changed in between."""
    export = ask(cast, willing)
    assess_risk(by=cast.dpo, witness=willing, assessed_on=timezone.localdate(), level="low", export=export)
    allow_identity_export(by=cast.lead, identity_export=export)
    allow(cast, willing, answer)
    with pytest.raises(Refused, match="not consented"):
        ask(cast, willing)
    with time_machine.travel(timezone.now() + LATER), pytest.raises(Refused, match="not consented"):
        make_identity_export(by=cast.dpo, identity_export=export)


def test_consent_that_ends_meanwhile_counts_no_more(cast: Cast, willing: Witness) -> None:
    allow(cast, willing, "yes", expires_on=timezone.localdate())
    export = ask(cast, willing)
    allow_identity_export(by=cast.lead, identity_export=export)
    with time_machine.travel(timezone.now() + LATER), pytest.raises(Refused, match="not consented"):
        make_identity_export(by=cast.dpo, identity_export=export)


def test_one_purpose_is_not_another(cast: Cast, willing: Witness) -> None:
    with pytest.raises(Refused, match="not consented"):
        ask(cast, willing, purpose="S5")


def test_expired_risk_stops_it_with_the_reason(cast: Cast, allowed: IdentityExport) -> None:
    with time_machine.travel(timezone.now() + dt.timedelta(days=200)), pytest.raises(Refused, match="risk"):
        make_identity_export(by=cast.dpo, identity_export=allowed)


def test_the_products_own_risk_is_asked_for(cast: Cast, willing: Witness) -> None:
    export = ask(cast, willing)
    allow_identity_export(by=cast.lead, identity_export=export)
    with time_machine.travel(timezone.now() + LATER), pytest.raises(Refused, match="this product"):
        make_identity_export(by=cast.dpo, identity_export=export)


def test_a_withdrawal_stops_what_was_not_made(cast: Cast, allowed: IdentityExport, willing: Witness) -> None:
    withdraw(by=cast.dpo, witness=willing, received_on=timezone.localdate(), way="phone", scopes=["S4"])
    with time_machine.travel(timezone.now() + LATER), pytest.raises(Refused, match="stopped"):
        make_identity_export(by=cast.dpo, identity_export=allowed)


def test_anybody_of_the_two_stops_it(cast: Cast, allowed: IdentityExport) -> None:
    stop_identity_export(by=cast.lead, identity_export=allowed)
    with time_machine.travel(timezone.now() + LATER), pytest.raises(Refused, match="stopped"):
        make_identity_export(by=cast.dpo, identity_export=allowed)


@pytest.mark.parametrize("key", ["", "age1", "AGE-SECRET-KEY-1QQQ", "age1" + "q" * 58, "ssh-ed25519 AAAA"])
def test_a_key_that_is_none_is_refused_before_anything_is_stored(cast: Cast, willing: Witness, key: str) -> None:
    with pytest.raises(Refused, match="age public key"):
        ask(cast, willing, recipient_key=key)
    assert not IdentityExport.objects.exists()


def test_nobody_takes_many_people_away_at_once(cast: Cast, case: Case, willing: Witness) -> None:
    others = [register_witness(by=cast.interviewer, case=case) for _number in range(20)]
    with pytest.raises(Refused, match="between 1 and 20"):
        ask(cast, willing, *others)


def test_people_of_another_case_do_not_come_along(cast: Cast, willing: Witness) -> None:
    other = create_case(by=cast.coder, title="Other", slug="other")
    set_case_members(by=cast.coder, case=other, users=[cast.interviewer, cast.dpo])
    theirs = register_witness(by=cast.interviewer, case=other)
    with pytest.raises(Refused, match="another case"):
        ask(cast, willing, theirs)
