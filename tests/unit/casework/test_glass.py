"""Breaking the glass: an administrator reads one case for an hour, changes nothing, and the DPO is told."""

import datetime as dt

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from cases.accounts.actions import edit_user
from cases.casework.actions import break_glass, confirm_glass_breaking, create_case, edit_case
from cases.casework.models import Case, GlassBreaking
from cases.coding.models import Act
from cases.core.errors import NotAllowed, Refused
from cases.core.models import AuditEvent
from cases.intake.actions import edit_testimony
from cases.intake.models import Testimony
from cases.witnesses.actions import open_identity, record_identity
from cases.witnesses.models import Identity, Witness
from tests.conftest import Cast
from tests.integration.conftest import page
from tests.sign_in import signed_in

REASON = "The lead is missing and a threat came in"


def test_an_administrator_reads_one_case_and_no_identity(cast: Cast, act: Act) -> None:
    testimony = act.testimony
    assert testimony is not None
    assert testimony.witness is not None
    identity = record_identity(by=cast.interviewer, witness=testimony.witness, name_hangul="김철수")
    other = create_case(by=cast.lead, title="Other", slug="other")
    assert not Testimony.objects.visible_to(cast.administrator).exists()
    break_glass(by=cast.administrator, case=testimony.case, reason=REASON)
    for model in (Testimony, Witness, Act):
        assert model.objects.visible_to(cast.administrator).exists(), model
    assert not Identity.objects.visible_to(cast.administrator).exists()
    assert other not in Case.objects.visible_to(cast.administrator)
    with pytest.raises(NotAllowed):
        open_identity(by=cast.administrator, identity=identity, reason="curious")


def test_behind_broken_glass_nothing_is_changed(cast: Cast, testimony: Testimony) -> None:
    break_glass(by=cast.administrator, case=testimony.case, reason=REASON)
    with pytest.raises(NotAllowed):
        edit_testimony(by=cast.administrator, testimony=testimony, account="altered")
    with pytest.raises(NotAllowed):
        edit_case(by=cast.administrator, case=testimony.case, title="altered")


def test_after_an_hour_the_glass_is_whole_again(cast: Cast, testimony: Testimony) -> None:
    break_glass(by=cast.administrator, case=testimony.case, reason=REASON)
    with time_machine.travel(timezone.now() + dt.timedelta(minutes=61), tick=False):
        assert not Testimony.objects.visible_to(cast.administrator).exists()


def test_a_lost_role_ends_it_at_once(cast: Cast, testimony: Testimony) -> None:
    """Glass is broken for an administrator, not for whoever once was one."""
    break_glass(by=cast.administrator, case=testimony.case, reason=REASON)
    GlassBreaking.objects.update(user=cast.stranger)
    assert not Testimony.objects.visible_to(cast.stranger).exists()


@pytest.mark.parametrize("reason", ["", "   "])
def test_it_takes_a_reason(cast: Cast, case: Case, reason: str) -> None:
    with pytest.raises(Refused, match="data-protection officer"):
        break_glass(by=cast.administrator, case=case, reason=reason)
    with pytest.raises(IntegrityError), transaction.atomic():
        GlassBreaking.objects.create(case=case, user=cast.administrator, reason="", until=timezone.now())


@pytest.mark.parametrize("role", ["interviewer", "coder", "lead", "legal", "advocacy", "dpo", "stranger"])
def test_nobody_else_breaks_glass(cast: Cast, case: Case, role: str) -> None:
    with pytest.raises(NotAllowed):
        break_glass(by=getattr(cast, role), case=case, reason=REASON)


def test_the_dpo_is_told_until_they_confirm(cast: Cast, case: Case) -> None:
    broken = break_glass(by=cast.administrator, case=case, reason=REASON)
    dpo, index = signed_in(cast.dpo), reverse("admin:index")
    assert "broke the glass" in dpo.get(index).content.decode()
    assert REASON in dpo.get(reverse("admin:break_glass")).content.decode()
    assert dpo.post(reverse("admin:break_glass"), {"confirm": str(broken.pk)}).status_code == 302
    assert "broke the glass" not in dpo.get(index).content.decode()
    broken.refresh_from_db()
    assert broken.seen_by == cast.dpo


def test_nobody_confirms_their_own(cast: Cast, case: Case) -> None:
    """An administrator who is DPO as well is not the one who is told."""
    edit_user(by=cast.administrator, user=cast.stranger, roles=["administrator", "dpo"])
    both = type(cast.stranger).objects.get(pk=cast.stranger.pk)
    broken = break_glass(by=both, case=case, reason=REASON)
    with pytest.raises(NotAllowed, match="another data-protection officer"):
        confirm_glass_breaking(by=both, glass_breaking=broken)
    with pytest.raises(IntegrityError), transaction.atomic():
        GlassBreaking.objects.filter(pk=broken.pk).update(seen_by=both, seen_at=timezone.now())


def test_page_takes_code_and_reason_and_opens_the_case(cast: Cast, act: Act) -> None:
    browser, address = signed_in(cast.administrator), reverse("admin:break_glass")
    testimony = act.testimony
    assert testimony is not None
    record = page(Testimony, "change", testimony.pk)
    assert browser.get(record).status_code == 404
    assert "no case with this code" in browser.post(address, {"case": "CASE-999", "reason": "x"}).content.decode()
    assert browser.post(address, {"case": "case-001", "reason": REASON}).status_code == 302
    assert browser.get(record).status_code == 200
    assert AuditEvent.objects.filter(action="sealed.open", actor_uuid=cast.administrator.pk).exists()


@pytest.mark.parametrize("role", ["interviewer", "coder", "lead", "legal", "advocacy"])
def test_the_page_is_not_there_for_others(cast: Cast, role: str) -> None:
    assert signed_in(getattr(cast, role)).get(reverse("admin:break_glass")).status_code == 404
