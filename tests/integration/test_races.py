"""Four eyes under races: one person, two threads with connections of their own, every way of signing for two.

Each way is a ``Race``: what is tried at once, what puts everything back before the next round, and whether somebody
got through. Twenty rounds here, a thousand in the proof.
"""

import functools
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection
from django.utils import timezone

from cases.accounts.actions import edit_user, lift_lockdown, lock_down
from cases.accounts.models import LockdownLift, RoleAssignment, User
from cases.casework.actions import break_glass, confirm_glass_breaking, create_case, set_case_members
from cases.casework.models import GlassBreaking
from cases.coding.actions import describe_labour_situation
from cases.core import triggers
from cases.core.errors import Refused
from cases.core.lockdown import Lockdown
from cases.core.models import AuditEvent
from cases.intake.models import Status, Testimony
from cases.published.data import File
from cases.published.models import PublishedCell, PublishedFile, PublishedRelease, PublishedTable
from cases.releases import difference
from cases.releases.actions import (
    approve_press_case,
    approve_release,
    attach_files,
    freeze_slot,
    set_site,
    start_series,
    store_audit,
)
from cases.releases.models import Approval, ReleaseApproval, ReleaseDraft, ReleaseFile
from cases.verification.actions import assess_testimony, clear_testimony
from cases.verification.models import Assessment
from cases.vocabulary.loading import VocabularyFiles
from cases.vocabulary.models import Sector
from tests.conftest import Cast
from tests.integration.conftest import page
from tests.integration.records import GRADES, press_case_with_draft
from tests.integration.rights_world import interview_in_verification
from tests.releasing import PASSED, sign_one
from tests.sign_in import signed_in
from tests.unit.core.threads import at_once

ROUNDS = 20
FILES = [File("cells.csv", "text/csv", b"as it was signed")]


@dataclass(frozen=True)
class Race:
    """``tried`` is released at once in every round; ``passed`` says afterwards whether four eyes were two."""

    tried: list[Callable[[], Any]]
    passed: Callable[[], bool]
    reset: Callable[[], Any] = lambda: None

    def run(self, rounds: int) -> int:
        """In how many rounds somebody got through."""
        got_through = 0
        for _round in range(rounds):
            self.reset()
            at_once(*(functools.partial(_refused_or_done, one) for one in self.tried))
            got_through += self.passed()
        return got_through


def _refused_or_done(tried: Callable[[], Any]) -> None:
    try:
        tried()
    except (Refused, ValidationError, IntegrityError):
        return


def _person(cast: Cast, *roles: str) -> User:
    """Somebody who holds several roles at once."""
    edit_user(by=cast.administrator, user=cast.stranger, roles=roles)
    return User.objects.get(pk=cast.stranger.pk)


def _again(row: Any) -> Any:
    """The row as a request of its own loads it."""
    return type(row).objects.get(pk=row.pk)


# --- releases: six ways ---


def _release(cast: Cast) -> ReleaseDraft:
    """A release by the advocacy officer that waits for both signatures; approvals can be taken back in this test."""
    set_site(by=cast.administrator, organisation="Casetracker tests")
    series = start_series(by=cast.dpo, first_slot=timezone.localdate())
    draft = attach_files(by=cast.advocacy, draft=freeze_slot(by=cast.advocacy, series=series), files=FILES)
    store_audit(by=cast.advocacy, draft=draft, lines=PASSED, seconds=0)
    triggers.remove(connection, ["cases_releaseapproval"])
    return draft


def _sign(draft: ReleaseDraft, person: User, signature: str) -> Callable[[], Any]:
    return lambda: sign_one(_again(person), _again(draft), signature)


def _two_of_one(person: User) -> bool:
    return ReleaseApproval.objects.filter(approver=person).count() > 1 or PublishedRelease.objects.exists()


def _unsigned() -> None:
    ReleaseApproval.objects.all().delete()


def two_roles(cast: Cast) -> Race:
    draft, person = _release(cast), _person(cast, "lead", "dpo")
    tried = [_sign(draft, person, "lead"), _sign(draft, person, "dpo")]
    return Race(tried, lambda: _two_of_one(person), _unsigned)


def two_sessions(cast: Cast) -> Race:
    """The same through the pages, in two browsers."""
    draft, person = _release(cast), _person(cast, "lead", "dpo")
    browsers = [(signed_in(person), "sign-lead"), (signed_in(person), "sign-dpo")]
    sent = {"difference_sha256": difference.of(draft).sha256}
    tried = [
        functools.partial(client.post, page(ReleaseDraft, "step", draft.pk, step), sent) for client, step in browsers
    ]
    return Race(tried, lambda: _two_of_one(person), _unsigned)


def stale_objects(cast: Cast) -> Race:
    """Draft and person were loaded before the person's first signature was there."""
    draft, person = _release(cast), _person(cast, "lead", "dpo")
    old = [(_again(person), _again(draft)) for _one in range(2)]
    assert all(stale.role_set and not stale_draft.approvals.exists() for stale, stale_draft in old)

    def reset() -> None:
        _unsigned()
        _sign(draft, person, "lead")()

    shown = difference.of(draft).sha256
    tried = [
        functools.partial(approve_release, by=stale, draft=stale_draft, signature="dpo", difference_sha256=shown)
        for stale, stale_draft in old
    ]
    return Race(tried, lambda: _two_of_one(person), reset)


def builder_signs(cast: Cast) -> Race:
    """A build that was cut off is taken over by somebody who signs it in the same moment."""
    draft, person = _release(cast), _person(cast, "lead", "dpo", "advocacy")

    def reset() -> None:
        _unsigned()
        ReleaseFile.objects.all().delete()
        ReleaseDraft.objects.update(manifest_sha256="", built_by=cast.advocacy)

    def take_over() -> None:
        attach_files(by=_again(person), draft=_again(draft), files=FILES)

    def passed() -> bool:
        return ReleaseApproval.objects.filter(approver=person).exists() and _again(draft).built_by == person

    return Race([take_over, _sign(draft, person, "lead"), _sign(draft, person, "dpo")], passed, reset)


def changed_draft(cast: Cast) -> Race:
    """A file is altered while the second person signs: what is published is what the first one signed, or nothing."""
    draft = _release(cast)

    def reset() -> None:
        for model in (PublishedFile, PublishedCell, PublishedTable, PublishedRelease):
            model._default_manager.all().delete()
        _unsigned()
        ReleaseFile.objects.update(content=FILES[0].content)
        ReleaseDraft.objects.update(published_at=None)
        _sign(draft, cast.lead, "lead")()

    def passed() -> bool:
        published = PublishedFile.objects.first()
        return published is not None and bytes(published.content) != FILES[0].content

    alter = functools.partial(ReleaseFile.objects.update, content=b"something else")
    return Race([alter, _sign(draft, cast.dpo, "dpo")], passed, reset)


def role_taken(cast: Cast) -> Race:
    """The role is taken away while its holder signs: no signature stands in the chain after the role was gone."""
    draft, person = _release(cast), _person(cast, "dpo")
    held: list[User] = []

    def reset() -> None:
        _unsigned()
        edit_user(by=cast.administrator, user=person, roles=["dpo"])
        held[:] = [_again(person)]
        assert held[0].role_set  # as a request has read them by the time it acts

    def passed() -> bool:
        chain = list(AuditEvent.objects.order_by("-seq").values_list("action", flat=True)[:2])
        return ReleaseApproval.objects.exists() and chain == ["releases.approve_release", "accounts.edit_user"]

    def take() -> None:
        edit_user(by=_again(cast.administrator), user=_again(person), roles=[])

    sign = lambda: sign_one(held[0], _again(draft), "dpo")  # noqa: E731
    return Race([take, sign], passed, reset)


# --- everything else that takes two people ---


def press_case(cast: Cast) -> Race:
    press = create_case(by=cast.coder, title="Press", slug="press")
    person = _person(cast, "lead", "dpo")
    set_case_members(by=cast.coder, case=press, users=[cast.coder, cast.lead, person])
    draft = press_case_with_draft(cast, press)
    tried = [
        lambda signature=signature: approve_press_case(by=_again(person), draft=_again(draft), signature=signature)
        for signature in ("lead", "dpo")
    ]
    return Race(
        tried, lambda: Approval.objects.filter(approver=person).count() > 1, lambda: Approval.objects.all().delete()
    )


def own_verification(cast: Cast) -> Race:
    """Verified and cleared by one person, at once."""
    case = create_case(by=cast.coder, title="Work", slug="work")
    person = _person(cast, "lead", "dpo")
    set_case_members(by=cast.coder, case=case, users=[cast.coder, cast.lead, cast.interviewer, person])
    testimony = interview_in_verification(cast, case, cast.interviewer)
    describe_labour_situation(
        by=cast.coder, case=case, witness=testimony.witness, is_main=True, channel="company",
        sector=Sector.objects.get(code="construction"),
    )  # fmt: skip
    before = {"verified_by": None, "verified_at": None, "cleared_by": None, "cleared_at": None}

    def reset() -> None:
        Assessment.objects.all().delete()
        Testimony.objects.update(status=Status.IN_VERIFICATION, **before)

    clear = lambda: clear_testimony(by=_again(person), testimony=_again(testimony))  # noqa: E731
    assess = lambda: assess_testimony(by=_again(person), testimony=_again(testimony), **GRADES)  # noqa: E731

    def passed() -> bool:
        clear_again = functools.partial(_refused_or_done, clear)
        clear_again()
        return Testimony.objects.filter(cleared_by=person, verified_by=person).exists()

    return Race([assess, clear, clear], passed, reset)


def own_glass(cast: Cast) -> Race:
    case = create_case(by=cast.coder, title="Work", slug="work")
    person = _person(cast, "administrator", "dpo")
    broken = break_glass(by=person, case=case, reason="x")
    confirm = lambda: confirm_glass_breaking(by=_again(person), glass_breaking=_again(broken))  # noqa: E731
    return Race([confirm, confirm], lambda: GlassBreaking.objects.exclude(seen_by=None).exists())


def own_role(cast: Cast) -> Race:
    """An administrator gives themselves a role, twice at once, while another takes theirs and gives it back."""
    person = _person(cast, "administrator")
    give = lambda: edit_user(by=_again(person), user=_again(person), roles=["administrator", "dpo"])  # noqa: E731

    def take_and_give_back() -> None:
        for roles in ([], ["administrator"]):
            edit_user(by=cast.administrator, user=_again(person), roles=roles)

    return Race(
        [give, give, take_and_give_back], lambda: RoleAssignment.objects.filter(user=person, role="dpo").exists()
    )


def one_lifts_twice(cast: Cast) -> Race:
    person = _person(cast, "administrator", "dpo")
    lock_down(by=cast.coder, reason="x")
    lift = lambda: lift_lockdown(by=_again(person))  # noqa: E731
    return Race(
        [lift, lift],
        lambda: LockdownLift.objects.count() > 1 or not Lockdown.objects.filter(lifted_at=None).exists(),
        lambda: LockdownLift.objects.all().delete(),
    )


RACES = [
    two_roles, two_sessions, stale_objects, builder_signs, changed_draft, role_taken,
    press_case, own_verification, own_glass, own_role, one_lifts_twice,
]  # fmt: skip


@pytest.mark.database
@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("race", RACES, ids=lambda race: race.__name__)
def test_nobody_gets_through(cast: Cast, vocabulary: VocabularyFiles, race: Callable[[Cast], Race]) -> None:
    assert race(cast).run(ROUNDS) == 0
