"""A stranger to a case finds none of its records, whatever the model; a member finds each."""

import pytest
from django.contrib import admin
from django.db import models

from cases.accounts.actions import edit_user
from cases.accounts.models import User
from cases.casework.actions import create_case, set_case_members
from cases.casework.models import Case, FollowUp, RetentionReview
from cases.coding.models import Act
from cases.core import privacy
from cases.core.errors import NotAllowed
from cases.releases.models import PressCaseDraft
from cases.witnesses.actions import register_witness
from cases.witnesses.models import ConsentScope, ErasureCertificate, Identity, MinorSignature, Withdrawal
from tests.conftest import Cast
from tests.integration.records import Records, of_own_case, press_case_with_draft
from tests.replay import replayed

NEVER_ALONE = (ConsentScope, MinorSignature)
"""Shown on the page of what they belong to."""
LIMITED = [
    model
    for model in privacy.own_models()
    if hasattr(model._default_manager, "visible_to") and model not in NEVER_ALONE
]


def reaches_a_case(model: type[models.Model]) -> bool:
    """Whether a row hangs on a case, directly or over other rows (the account of a person does not count)."""
    seen, waiting = {User}, [model]
    while waiting:
        current = waiting.pop()
        if current is Case:
            return True
        seen.add(current)
        parents = [f.related_model for f in current._meta.concrete_fields if isinstance(f, models.ForeignKey)]
        waiting += [parent for parent in parents if isinstance(parent, type) and parent not in seen]
    return False


@pytest.fixture
@replayed
def records(cast: Cast, act: Act) -> Records:
    """One record of each kind; the draft belongs to a second case with the same team."""
    press = create_case(by=cast.coder, title="Press", slug="press")
    set_case_members(by=cast.coder, case=press, users=[cast.lead, cast.dpo])
    return {**of_own_case(cast, act), PressCaseDraft: press_case_with_draft(cast, press)}


def test_every_kind_of_record_is_tried() -> None:
    """A new model with a limited manager must be added to the records of these tests."""
    assert {"Case", "Witness", "Identity", "Consent", "Testimony", "Act", "EvidenceItem"} <= {
        model.__name__ for model in LIMITED
    }


def test_every_record_with_a_staff_page_is_limited_to_its_team() -> None:
    """A staff page lists what its manager gives: a model that hangs on a case and has no limit shows all of it."""
    shown = [model for model in admin.site._registry if reaches_a_case(model)]
    assert [model.__name__ for model in shown if model not in LIMITED] == []


def test_stranger_finds_no_row_of_any_model(cast: Cast, records: Records) -> None:
    assert set(LIMITED) <= set(records)
    for person in (cast.stranger, cast.administrator):
        found = {model.__name__: model._default_manager.visible_to(person).count() for model in LIMITED}
        assert {name: count for name, count in found.items() if count} == {}


def test_member_finds_the_row_of_every_model_once(cast: Cast, records: Records) -> None:
    of_dpo = (ErasureCertificate, FollowUp, RetentionReview, Withdrawal)
    reader = {Identity: cast.interviewer} | dict.fromkeys(of_dpo, cast.dpo)
    found = {
        m.__name__: m._default_manager.visible_to(reader.get(m, cast.lead)).filter(pk=records[m].pk).count()
        for m in LIMITED
    }
    assert {name: count for name, count in found.items() if count != 1} == {}


def test_member_of_another_case_finds_nothing_of_this_one(cast: Cast, records: Records) -> None:
    """Being on one team opens no other team's records."""
    create_case(by=cast.stranger, title="Other", slug="other")
    # The stranger is a coder.
    found = {model.__name__: model._default_manager.visible_to(cast.stranger).count() for model in LIMITED}
    assert {name: count for name, count in found.items() if count} == {"Case": 1}


def test_deactivated_member_holds_no_role(cast: Cast, case: Case) -> None:
    """Whoever may not sign in any more can do nothing, even while still on a team."""
    edit_user(by=cast.administrator, user=cast.interviewer, roles=["interviewer"], is_active=False)
    with pytest.raises(NotAllowed):
        register_witness(by=User.objects.get(pk=cast.interviewer.pk), case=case)
