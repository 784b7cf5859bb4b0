"""Withdrawals beside other steps at the same moment: whole or refused, and nobody loses what the other did."""

import datetime as dt
import threading
import time
from collections.abc import Callable
from typing import Any

import pyrage
import pytest
import time_machine
from django.utils import timezone

from cases.accounts.actions import edit_user
from cases.accounts.models import User
from cases.casework.actions import set_case_members
from cases.casework.models import Case, FollowUp
from cases.core.errors import Refused
from cases.core.models import AuditEvent
from cases.desk.actions import erase_person, withdraw
from cases.desk.build import build_release
from cases.intake.models import Testimony
from cases.releases import noise
from cases.releases.actions import freeze_slot, set_site, start_series
from cases.releases.models import LedgerEntry, LedgerVector, Series
from cases.witnesses import consent, risk
from cases.witnesses.actions import (
    ScopeAnswer,
    allow_identity_export,
    ask_for_identity_export,
    assess_risk,
    make_identity_export,
    record_consent,
    record_identity,
)
from cases.witnesses.models import ErasureCertificate, IdentityExport, Scope, Withdrawal, Witness
from tests.conftest import Cast
from tests.unit.core.threads import at_once
from tests.unit.desk.test_build import sign

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
ROUNDS = 5


def again(row: Any) -> Any:
    """The row as a request of its own loads it."""
    return type(row).objects.get(pk=row.pk)


@pytest.fixture
def second(cast: Cast, case: Case) -> User:
    """Another data-protection officer of the team: one person's steps wait for each other anyway."""
    edit_user(by=cast.administrator, user=cast.stranger, roles=["dpo"])
    set_case_members(by=cast.coder, case=case, users=[member.user for member in case.members.all()] + [cast.stranger])
    return cast.stranger


def taking_back(by: User, witness: Witness, **values: Any) -> Callable[[], Withdrawal]:
    given = {"received_on": timezone.localdate(), "way": "phone", **values}
    return lambda: withdraw(by=again(by), witness=again(witness), **given)


def or_refused(step: Callable[[], object]) -> Callable[[], object]:
    def tried() -> object:
        try:
            return step()
        except Refused as refusal:
            return refusal

    return tried


def test_everything_is_taken_back_once(cast: Cast, second: User, witness: Witness) -> None:
    both = at_once(*[or_refused(taking_back(by, witness, whole=True)) for by in (cast.dpo, second)])
    assert sorted(type(one).__name__ for one in both) == ["Refused", "Withdrawal"]
    assert Withdrawal.objects.count() == 1
    assert FollowUp.objects.filter(kind=FollowUp.Kind.DECIDE_ERASURE).count() == 1
    assert AuditEvent.objects.filter(action="desk.withdraw").count() == 1
    assert AuditEvent.objects.filter(action="desk.withdraw.refused").count() == 1


def test_two_purposes_at_once_are_both_gone(cast: Cast, second: User, witness: Witness) -> None:
    """The second consent rests on the first one's, not on what was there before both."""
    at_once(taking_back(cast.dpo, witness, scopes=["S1"]), taking_back(second, witness, scopes=["S2"]))
    allowed = [scope for scope in Scope if consent.allows(witness, scope, on=timezone.localdate())]
    assert allowed == [Scope.S0]


def test_a_person_is_erased_once(cast: Cast, second: User, witness: Witness) -> None:
    given = taking_back(cast.dpo, witness, whole=True)()

    def erasing(by: User) -> Callable[[], object]:
        return or_refused(lambda: erase_person(by=again(by), withdrawal=again(given), code=witness.code))

    both = at_once(erasing(cast.dpo), erasing(second))
    assert sorted(type(one).__name__ for one in both) == ["ErasureCertificate", "Refused"]
    assert ErasureCertificate.objects.count() == 1


@pytest.mark.parametrize("erased", [False, True], ids=["withdrawn", "withdrawn and erased"])
def test_a_release_in_the_making_is_finished_first(
    cast: Cast, cleared: Testimony, monkeypatch: pytest.MonkeyPatch, erased: bool
) -> None:
    """Frozen with the person, who leaves at the next slot: never counted half."""
    set_site(by=cast.administrator, organisation="Casetracker tests")
    series = start_series(by=cast.dpo, first_slot=timezone.localdate())
    begun, rows, witness = threading.Event(), noise.rows, cleared.witness
    assert witness is not None

    def slowly(*args: Any) -> Any:
        """Who enters is settled, their vectors are not opened yet: here the withdrawal begins."""
        begun.set()
        time.sleep(0.5)
        return rows(*args)

    def go() -> None:
        assert begun.wait(timeout=10)
        given = taking_back(cast.dpo, witness, whole=True)()
        if erased:
            erase_person(by=again(cast.dpo), withdrawal=given, code=witness.code)

    monkeypatch.setattr(noise, "rows", slowly)
    at_once(lambda: freeze_slot(by=again(cast.advocacy), series=again(series)), go)
    assert moves() == [(1, 1)]
    assert LedgerVector.objects.count() == int(erased)
    sign(cast, build_release(by=cast.advocacy, series=series))
    with time_machine.travel(dt.datetime.combine(series.slot(2), dt.time(12), tzinfo=dt.UTC), tick=False):
        freeze_slot(by=cast.advocacy, series=series)
    assert moves() == [(1, 1), (2, -1)]
    assert not LedgerVector.objects.exists()


def moves() -> list[tuple[int, int]]:
    """Who entered and left, at which release."""
    return sorted(LedgerEntry.objects.values_list("number", "sign"))


def test_a_release_at_any_other_moment_counts_the_person_whole_or_not(
    cast: Cast, cleared: Testimony, witness: Witness
) -> None:
    set_site(by=cast.administrator, organisation="Casetracker tests")
    series: Series = start_series(by=cast.dpo, first_slot=timezone.localdate())
    at_once(
        lambda: freeze_slot(by=again(cast.advocacy), series=again(series)), taking_back(cast.dpo, witness, whole=True)
    )
    assert moves() in ([], [(1, 1)])
    assert Withdrawal.objects.count() == 1


def test_an_export_made_in_the_same_moment_is_told_or_stopped(cast: Cast, second: User, witness: Witness) -> None:
    """Whichever is first: what left is followed up, what did not leave is stopped."""
    exports = [export_of(cast, witness) for _round in range(ROUNDS)]
    with time_machine.travel(timezone.now() + dt.timedelta(hours=25)):
        makes = [
            or_refused(lambda export=export: make_identity_export(by=again(cast.dpo), identity_export=again(export)))  # type: ignore[misc]
            for export in exports
        ]
        at_once(*makes, taking_back(second, witness, whole=True))
    made = [export for export in map(again, exports) if export.made_at is not None]
    assert [export for export in made if export.stopped_at is not None] == []
    assert [export for export in map(again, exports) if export.made_at is None and export.stopped_at is None] == []
    assert FollowUp.objects.filter(kind=FollowUp.Kind.TELL_RECIPIENT).count() == len(made)


def test_an_export_that_is_being_made_is_told(
    cast: Cast, second: User, witness: Witness, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It leaves, and the withdrawal that comes a moment later does not forget that it left."""
    export, begun, check = export_of(cast, witness), threading.Event(), risk.check_in_date

    def slowly(*args: Any, **kwargs: Any) -> None:
        begun.set()
        time.sleep(0.5)
        check(*args, **kwargs)

    def go() -> None:
        assert begun.wait(timeout=10)
        taking_back(second, witness, whole=True)()

    monkeypatch.setattr(risk, "check_in_date", slowly)
    with time_machine.travel(timezone.now() + dt.timedelta(hours=25)):
        at_once(lambda: make_identity_export(by=again(cast.dpo), identity_export=again(export)), go)
    export.refresh_from_db()
    assert (export.made_at is not None, export.stopped_at) == (True, None)
    assert FollowUp.objects.filter(kind=FollowUp.Kind.TELL_RECIPIENT).count() == 1


def export_of(cast: Cast, witness: Witness) -> IdentityExport:
    """An export that can be made a day from now."""
    today, yes = timezone.localdate(), ScopeAnswer("yes")
    record_identity(by=cast.interviewer, witness=witness, name_hangul="가상")
    record_consent(
        by=cast.interviewer, witness=witness, given_on=today, form_version="1", language="ko", way="oral",
        scopes={"S0": yes, "S4": yes},
    )  # fmt: skip
    export = ask_for_identity_export(
        by=cast.dpo, case=witness.case, people=[witness], kind="names", purpose="S4", recipient="an expert",
        recipient_key=str(pyrage.x25519.Identity.generate().to_public()), export_reason="x",
    )  # fmt: skip
    assess_risk(by=cast.dpo, witness=witness, assessed_on=today, level="low", threats="x", export=export)
    return allow_identity_export(by=cast.lead, identity_export=export)
