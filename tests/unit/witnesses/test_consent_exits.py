"""Nobody leaves by any exit without consent: whichever way a consent fails, figures and exports are without the person.

Which exits there are is declared in tests/architecture/test_consent_gate.py.
"""

import json
from collections.abc import Callable

import pyrage
import pytest
import time_machine
from django.utils import timezone

from cases.core.errors import Refused
from cases.desk.actions import withdraw
from cases.intake.models import Testimony
from cases.releases import who_counts
from cases.witnesses.actions import (
    ScopeAnswer,
    allow_identity_export,
    ask_for_identity_export,
    assess_risk,
    make_identity_export,
    record_identity,
    sign_for_minor,
)
from cases.witnesses.actions.exports import EXPORT_DELAY
from cases.witnesses.models import IdentityExport, Witness
from tests.conftest import Cast
from tests.unit.witnesses.promising import DAY, NO, YES, consented

KEY = pyrage.x25519.Identity.generate()
MINOR = {"age": 15, "guardian": "x", "best_interest": "x"}
Fail = Callable[[Cast, Witness], object]


def _withdrawn(cast: Cast, witness: Witness) -> None:
    withdraw(by=cast.dpo, witness=witness, received_on=timezone.localdate(), way="phone", scopes=["S2", "S4"])


FAILURES: dict[str, Fail] = {
    "refused": lambda cast, witness: consented(cast.interviewer, witness, S2=NO, S4=NO),
    "not asked": lambda cast, witness: consented(cast.interviewer, witness),
    "another purpose": lambda cast, witness: consented(cast.interviewer, witness, S1=YES, S3=YES, S5=YES),
    "expired": lambda cast, witness: consented(
        cast.interviewer, witness, S2=ScopeAnswer("yes", expires_on=timezone.localdate()),
        S4=ScopeAnswer("yes", expires_on=timezone.localdate()),
    ),
    "withdrawn": _withdrawn,
    "unsigned minor": lambda cast, witness: consented(cast.interviewer, witness, S2=YES, S4=YES, **MINOR),
}  # fmt: skip


@pytest.fixture
def person(cast: Cast, cleared: Testimony) -> Witness:
    """Somebody who counts in figures and whose name may go to a UN expert."""
    assert cleared.witness is not None
    record_identity(by=cast.interviewer, witness=cleared.witness, name_hangul="김철수")
    consented(cast.interviewer, cleared.witness, S2=YES, S4=YES)
    return cleared.witness


def ask(cast: Cast, person: Witness) -> IdentityExport:
    return ask_for_identity_export(
        by=cast.dpo, case=person.case, people=[person], kind="names", purpose="S4", recipient="a UN expert",
        recipient_key=str(KEY.to_public()), export_reason="asked for in confidence",
    )  # fmt: skip


@pytest.fixture
def export(cast: Cast, person: Witness) -> IdentityExport:
    """A named copy that somebody else allowed, with its risk assessed."""
    export = ask(cast, person)
    assess_risk(by=cast.dpo, witness=person, assessed_on=timezone.localdate(), level="low", export=export)
    return allow_identity_export(by=cast.lead, identity_export=export)


def in_figures(person: Witness, days: int = 0) -> bool:
    return who_counts.people(timezone.localdate() + days * DAY).filter(pk=person.pk).exists()


def test_with_consent_the_person_is_counted_and_the_copy_is_made(
    cast: Cast, person: Witness, export: IdentityExport
) -> None:
    assert in_figures(person)
    with time_machine.travel(timezone.now() + EXPORT_DELAY):
        made = make_identity_export(by=cast.dpo, identity_export=export)
    assert json.loads(pyrage.decrypt(made, [KEY]))[0]["name_hangul"] == "김철수"


@pytest.mark.parametrize("name", FAILURES)
def test_without_consent_the_person_leaves_by_no_exit(
    cast: Cast, person: Witness, export: IdentityExport, name: str
) -> None:
    """Also when the consent fails only after the export was allowed."""
    FAILURES[name](cast, person)
    days = 1 if name == "expired" else 0
    assert not in_figures(person, days)
    with time_machine.travel(timezone.now() + EXPORT_DELAY):
        with pytest.raises(Refused):
            make_identity_export(by=cast.dpo, identity_export=export)
        with pytest.raises(Refused, match="has not consented to this purpose"):
            ask(cast, person)
    export.refresh_from_db()
    assert export.made_at is None


def test_signed_minor_leaves_like_anybody(cast: Cast, person: Witness, export: IdentityExport) -> None:
    sign_for_minor(by=cast.dpo, consent=consented(cast.interviewer, person, S2=YES, S4=YES, **MINOR))
    assert in_figures(person)
    with time_machine.travel(timezone.now() + EXPORT_DELAY):
        assert make_identity_export(by=cast.dpo, identity_export=export)
