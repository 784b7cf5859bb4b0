"""Four eyes in the database itself: below every action, a second signature of one person is refused."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from cases.accounts.actions import edit_user, lock_down
from cases.accounts.models import LockdownLift, RoleAssignment, User
from cases.casework.actions import break_glass
from cases.casework.models import Case, GlassBreaking
from cases.core.errors import NotAllowed
from cases.intake.models import Testimony
from cases.releases.actions import approve_release
from cases.releases.models import Approval, PressCaseDraft, ReleaseApproval, ReleaseDraft
from cases.vocabulary.loading import VocabularyFiles
from tests.conftest import Cast
from tests.integration.rights_world import Relation, World, make_world
from tests.replay import replayed


@pytest.fixture
@replayed
def world(cast: Cast, vocabulary: VocabularyFiles) -> World:
    return make_world(cast)


def _release_signed_twice(cast: Cast, world: World) -> None:
    draft: Any = world.records[Relation.OFFICE][ReleaseDraft]
    for signature in ("lead", "dpo"):
        ReleaseApproval.objects.create(
            draft=draft, signature=signature, approver=cast.lead, frozen_by=draft.frozen_by, built_by=draft.built_by
        )


def _release_signed_by_its_builder(cast: Cast, world: World) -> None:
    draft: Any = world.records[Relation.OFFICE][ReleaseDraft]
    ReleaseApproval.objects.create(
        draft=draft, signature="lead", approver=draft.built_by, frozen_by=cast.lead, built_by=draft.built_by
    )


def _press_case_signed_twice(cast: Cast, world: World) -> None:
    for signature in ("lead", "dpo"):
        draft: Any = world.records[Relation.TEAM][PressCaseDraft]
        Approval.objects.create(draft=draft, signature=signature, approver=cast.lead)


def _own_verification_cleared(cast: Cast, world: World) -> None:
    testimonies = Testimony.objects.filter(verified_by=cast.lead, stream="own")
    assert testimonies.update(cleared_by=cast.lead, cleared_at=timezone.now())


def _own_coding_verified(cast: Cast, world: World) -> None:
    assert Testimony.objects.filter(coded_by=cast.coder).update(verified_by=cast.coder, verified_at=timezone.now())


def _own_interview_coded(cast: Cast, world: World) -> None:
    assert Testimony.objects.filter(interviewer=world.actor).update(coded_by=world.actor, coded_at=timezone.now())


def _own_glass_confirmed(cast: Cast, world: World) -> None:
    case: Any = world.records[Relation.TEAM][Case]
    broken = break_glass(by=cast.administrator, case=case, reason="x")
    GlassBreaking.objects.filter(pk=broken.pk).update(seen_by=cast.administrator, seen_at=timezone.now())


def _own_role_given(cast: Cast, world: World) -> None:
    RoleAssignment.objects.create(user=cast.administrator, role="dpo", given_by=cast.administrator)


def _lockdown_lifted_twice_by_one(cast: Cast, world: World) -> None:
    lockdown = lock_down(by=cast.coder)
    for _time in range(2):
        LockdownLift.objects.create(lockdown=lockdown, user=cast.dpo)


@pytest.mark.parametrize(
    "cheat",
    [
        _release_signed_twice, _release_signed_by_its_builder, _press_case_signed_twice, _own_verification_cleared,
        _own_coding_verified, _own_interview_coded, _own_glass_confirmed, _own_role_given, _lockdown_lifted_twice_by_one,
    ],
    ids=lambda cheat: cheat.__name__.strip("_"),
)  # fmt: skip
def test_the_database_refuses(cast: Cast, world: World, cheat: Callable[[Cast, World], None]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        cheat(cast, world)


def test_a_role_that_was_lost_signs_nothing_even_by_an_old_object(cast: Cast, world: World) -> None:
    """A request has read its person's roles; they are taken away before it acts."""
    old = User.objects.get(pk=cast.dpo.pk)
    assert "dpo" in old.role_set
    edit_user(by=cast.administrator, user=cast.dpo, roles=[])
    with pytest.raises(NotAllowed):
        approve_release(by=old, draft=world.records[Relation.OFFICE][ReleaseDraft], signature="dpo")  # type: ignore[arg-type]
