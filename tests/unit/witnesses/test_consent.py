"""The gate of consent: nothing but the newest "yes" in force allows a purpose."""

import datetime as dt

import pytest
from django.db import DatabaseError, transaction

from cases.casework.models import Case
from cases.core.errors import Refused
from cases.witnesses import consent
from cases.witnesses.actions import ScopeAnswer, record_consent, register_witness
from cases.witnesses.models import Consent, ConsentScope, Scope, Witness
from tests.conftest import Cast
from tests.replay import replayed

TODAY = dt.date(2024, 6, 15)
DAY = dt.timedelta(days=1)


@pytest.fixture
@replayed
def silent(cast: Cast, case: Case) -> Witness:
    """A witness who was not asked anything yet."""
    return register_witness(by=cast.interviewer, case=case)


def say(cast: Cast, witness: Witness, on: dt.date, **answers: ScopeAnswer) -> Consent:
    return record_consent(
        by=cast.interviewer, witness=witness, given_on=on, scopes=answers, form_version="1", language="ko", way="oral"
    )


YES, NO, WITHDRAWN = ScopeAnswer("yes"), ScopeAnswer("no"), ScopeAnswer("withdrawn")


def test_allows_nothing_without_a_consent(silent: Witness) -> None:
    assert [scope for scope in Scope if consent.allows(silent, scope, on=TODAY)] == []


@pytest.mark.parametrize("answer", ["no", "not_asked", "withdrawn"])
def test_allows_nothing_but_yes(cast: Cast, silent: Witness, answer: str) -> None:
    say(cast, silent, TODAY, S2=ScopeAnswer(answer))
    assert not consent.allows(silent, "S2", on=TODAY)


@pytest.mark.parametrize("asked", list(Scope))
def test_yes_to_one_purpose_implies_no_other(cast: Cast, silent: Witness, asked: Scope) -> None:
    """Brief 4.1: S2 never implies S3, S4 never implies S5, nor any other."""
    say(cast, silent, TODAY, **{asked.value: YES})
    assert [scope for scope in Scope if consent.allows(silent, scope, on=TODAY)] == [asked]


@pytest.mark.parametrize("later", [NO, WITHDRAWN, ScopeAnswer("not_asked")])
def test_newer_row_ends_an_earlier_yes(cast: Cast, silent: Witness, later: ScopeAnswer) -> None:
    say(cast, silent, TODAY - DAY, S2=YES)
    say(cast, silent, TODAY, S2=later)
    assert not consent.allows(silent, "S2", on=TODAY)
    assert consent.allows(silent, "S2", on=TODAY - DAY)  # what was released then was allowed then


def test_newest_row_decides_for_every_purpose(cast: Cast, silent: Witness) -> None:
    """A purpose that the newer form left out was not asked again: it is not carried over."""
    say(cast, silent, TODAY - DAY, S2=YES, S3=YES)
    say(cast, silent, TODAY, S3=YES)
    assert not consent.allows(silent, "S2", on=TODAY)
    assert consent.allows(silent, "S3", on=TODAY)


def test_newest_is_by_day_given_not_by_day_entered(cast: Cast, silent: Witness) -> None:
    """An old paper form entered late does not bring back what was withdrawn since."""
    say(cast, silent, TODAY, S2=WITHDRAWN)
    say(cast, silent, TODAY - 30 * DAY, S2=YES)
    assert not consent.allows(silent, "S2", on=TODAY)


def test_last_entry_of_a_day_decides(cast: Cast, silent: Witness) -> None:
    say(cast, silent, TODAY, S2=YES)
    say(cast, silent, TODAY, S2=WITHDRAWN)
    assert not consent.allows(silent, "S2", on=TODAY)


def test_expiry_day_is_the_last_day(cast: Cast, silent: Witness) -> None:
    say(cast, silent, TODAY, S2=ScopeAnswer("yes", expires_on=TODAY + 10 * DAY))
    assert consent.allows(silent, "S2", on=TODAY + 10 * DAY)
    assert not consent.allows(silent, "S2", on=TODAY + 11 * DAY)


def test_expired_newest_yes_does_not_fall_back_to_an_older_one(cast: Cast, silent: Witness) -> None:
    say(cast, silent, TODAY - DAY, S2=YES)
    say(cast, silent, TODAY, S2=ScopeAnswer("yes", expires_on=TODAY))
    assert not consent.allows(silent, "S2", on=TODAY + DAY)


def test_consent_counts_from_its_day(cast: Cast, silent: Witness) -> None:
    say(cast, silent, TODAY, S2=YES)
    assert not consent.allows(silent, "S2", on=TODAY - DAY)


def test_consent_of_another_witness_allows_nothing(cast: Cast, case: Case, silent: Witness) -> None:
    say(cast, register_witness(by=cast.interviewer, case=case), TODAY, S2=YES)
    assert not consent.allows(silent, "S2", on=TODAY)


def test_future_consent_is_refused(cast: Cast, silent: Witness) -> None:
    with pytest.raises(Refused, match="future"):
        say(cast, silent, dt.datetime.now(dt.UTC).date() + 2 * DAY, S2=YES)
    assert not Consent.objects.exists()


def test_every_purpose_gets_a_row(cast: Cast, silent: Witness) -> None:
    """What was not asked says so, instead of being absent."""
    stored = say(cast, silent, TODAY, S5=NO)
    answers = dict(stored.scopes.values_list("scope", "answer"))
    assert answers == {scope.value: "not_asked" for scope in Scope} | {"S5": "no"}


def test_unknown_answer_is_refused(cast: Cast, silent: Witness) -> None:
    with pytest.raises(Exception, match="maybe"):
        say(cast, silent, TODAY, S2=ScopeAnswer("maybe"))
    assert not Consent.objects.exists()


def test_database_refuses_to_change_or_delete_consent(cast: Cast, silent: Witness) -> None:
    """Append-only below the ORM: neither save, delete nor a bulk update gets through."""
    stored = say(cast, silent, TODAY, S2=NO)
    answer = stored.scopes.get(scope="S2")
    stored.given_on, answer.answer = TODAY - DAY, "yes"
    for attempt in (
        stored.save,
        answer.save,
        answer.delete,
        lambda: Consent.objects.update(language="ru"),
        lambda: ConsentScope.objects.update(answer="yes"),
        lambda: ConsentScope.objects.all()._raw_delete("default"),
        lambda: Consent.objects.all()._raw_delete("default"),
    ):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            attempt()
    assert not consent.allows(silent, "S2", on=TODAY)
    assert Consent.objects.get().given_on == TODAY
