"""Risk assessments on staff pages: what they are about, how long they count, and the red sentence."""

import datetime as dt

import pyrage
import pytest
import time_machine
from django.utils import timezone

from cases.casework.models import Case
from cases.witnesses import risk
from cases.witnesses.actions import (
    ask_for_identity_export,
    assess_risk,
    decide_match,
    propose_match,
    register_witness,
)
from cases.witnesses.models import RISK_VALID_DAYS, IdentityExport, RiskAssessment, Stream, Witness
from cases.witnesses.risk_card import card_of
from tests.conftest import Cast
from tests.integration.conftest import page
from tests.sign_in import signed_in
from tests.unit.witnesses.promising import YES, consented

RED = "Nothing of this person may leave the office until the risk is assessed anew."


@pytest.fixture
def export(cast: Cast, case: Case, witness: Witness) -> IdentityExport:
    """A named copy for a UN expert, which waits."""
    consented(cast.interviewer, witness, S4=YES)
    return ask_for_identity_export(
        by=cast.dpo, case=case, people=[witness], kind="names", purpose="S4", recipient="a UN expert",
        recipient_key=str(pyrage.x25519.Identity.generate().to_public()), export_reason="asked for in confidence",
    )  # fmt: skip


def shown(user: object, witness: Witness) -> str:
    return signed_in(user).get(page(Witness, "change", witness.pk)).content.decode()  # type: ignore[arg-type]


def test_in_date_says_until_when(cast: Cast, witness: Witness) -> None:
    text = shown(cast.interviewer, witness)
    last = RiskAssessment.end_of_validity(timezone.localdate())
    assert RED not in text
    assert f"valid until <strong>{last.isoformat()}</strong>" in text


def test_missing_is_red(cast: Cast, case: Case) -> None:
    bare = register_witness(by=cast.interviewer, case=case)
    assert RED in shown(cast.dpo, bare)
    assert "No risk assessment is recorded." in shown(cast.dpo, bare)


def test_expired_is_red_from_the_day_after(cast: Cast, witness: Witness) -> None:
    now = timezone.now()
    for days, red in ((RISK_VALID_DAYS, False), (RISK_VALID_DAYS + 1, True)):
        with time_machine.travel(now + dt.timedelta(days=days), tick=False):
            assert (RED in shown(cast.dpo, witness)) is red


@pytest.mark.parametrize("role", ["coder", "legal", "advocacy"])
def test_who_may_not_read_risks_sees_no_card(cast: Cast, witness: Witness, role: str) -> None:
    assert card_of(witness, by=getattr(cast, role)) is None
    text = shown(getattr(cast, role), witness)
    assert "risk-card" not in text


def test_interviewer_of_another_person_sees_no_card(cast: Cast, case: Case) -> None:
    """A risk is for whoever met the person (scope: own)."""
    others = register_witness(by=cast.lead, case=case)
    assert card_of(others, by=cast.interviewer) is None


def test_press_witness_has_no_card(cast: Cast, case: Case) -> None:
    press = register_witness(by=cast.coder, case=case, stream=Stream.PRESS, press_alias="x")
    assert card_of(press, by=cast.dpo) is None


def test_duplicate_shares_the_assessment_without_its_level(cast: Cast, case: Case, witness: Witness) -> None:
    twin = register_witness(by=cast.interviewer, case=case)
    match = propose_match(by=cast.interviewer, first=witness, second=twin, answer="same", match_reason="x")
    decide_match(by=cast.lead, match=match, answer="same")
    twin.refresh_from_db()
    found = card_of(twin, by=cast.dpo)
    assert found is not None
    assert (found.assessment, found.is_in_date, found.is_elsewhere) == (witness.risks.get(), True, False)


def test_assessed_on_the_page(cast: Cast, witness: Witness) -> None:
    values = {
        "witness": witness.pk, "assessed_on": timezone.localdate().isoformat(), "level": "high",
        "threats": "THREATTEXT", "mitigation": "x",
    }  # fmt: skip
    assert signed_in(cast.interviewer).post(page(RiskAssessment, "add"), values).status_code == 302
    newest = risk.newest(witness)
    assert newest is not None
    assert (newest.level, newest.product_uuid) == ("high", None)
    text = signed_in(cast.interviewer).get(page(RiskAssessment, "change", newest.pk)).content.decode()
    assert "THREATTEXT" in text
    assert f"Valid until {newest.valid_until.isoformat()}." in text
    assert "About: the person in general." in text


def test_assessed_for_one_export(cast: Cast, witness: Witness, export: IdentityExport) -> None:
    dpo = signed_in(cast.dpo)
    text = dpo.get(page(RiskAssessment, "add"), {"witness": witness.pk}).content.decode()
    assert f">{export.code}<" in text
    values = {
        "witness": witness.pk,
        "assessed_on": timezone.localdate().isoformat(),
        "level": "low",
        "export": export.pk,
    }
    assert dpo.post(page(RiskAssessment, "add"), values).status_code == 302
    made = risk.newest(witness, export)
    assert made is not None
    assert made.product_uuid == export.pk
    stored = dpo.get(page(RiskAssessment, "change", made.pk)).content.decode()
    assert "About: the export of an identity." in stored
    assert f"selected>{export.code}<" in stored


def test_export_that_does_not_hold_the_person_is_refused_at_its_box(
    cast: Cast, case: Case, export: IdentityExport
) -> None:
    other = register_witness(by=cast.interviewer, case=case)
    values = {"witness": other.pk, "assessed_on": timezone.localdate().isoformat(), "level": "low", "export": export.pk}
    answer = signed_in(cast.dpo).post(page(RiskAssessment, "add"), values)
    assert "export" in answer.context["adminform"].form.errors
    assert not other.risks.exists()


def test_interviewer_is_not_asked_about_exports(cast: Cast, witness: Witness, export: IdentityExport) -> None:
    text = signed_in(cast.interviewer).get(page(RiskAssessment, "add"), {"witness": witness.pk}).content.decode()
    assert export.code not in text
    assert 'name="export"' not in text


def test_future_assessment_is_refused_at_its_box(cast: Cast, witness: Witness) -> None:
    tomorrow = timezone.localdate() + dt.timedelta(days=1)
    values = {"witness": witness.pk, "assessed_on": tomorrow.isoformat(), "level": "low", "threats": "TYPED"}
    answer = signed_in(cast.interviewer).post(page(RiskAssessment, "add"), values)
    form = answer.context["adminform"].form
    assert list(form.errors) == ["assessed_on"]
    assert form["threats"].value() == "TYPED"


def test_expired_assessment_says_so_on_its_page(cast: Cast, case: Case) -> None:
    other = register_witness(by=cast.interviewer, case=case)
    day = timezone.localdate() - dt.timedelta(days=RISK_VALID_DAYS + 1)
    old = assess_risk(by=cast.interviewer, witness=other, assessed_on=day, level="low")
    text = signed_in(cast.dpo).get(page(RiskAssessment, "change", old.pk)).content.decode()
    assert "It has expired: assess the risk anew before anything leaves the office." in text
