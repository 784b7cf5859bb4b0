"""Where a release stands on its way to the public, in words."""

import datetime as dt
from dataclasses import dataclass
from typing import Any, Literal

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from cases.releases import calendar, policies
from cases.releases.models import ReleaseApproval, ReleaseDraft, ReleaseWithdrawal, Signature

State = Literal["done", "now", "later", "failed"]


@dataclass(frozen=True)
class Stage:
    """One of the stages every release goes through."""

    what: str
    state: State
    said: str = ""


@dataclass(frozen=True)
class Standing:
    """The stages of a release, and the one sentence that says what is next."""

    stages: tuple[Stage, ...]
    next: str
    is_open: bool


def of(draft: ReleaseDraft) -> Standing:
    """How far a release is, as of now."""
    given = {one.signature: one for one in draft.approvals.filter(attempt=draft.attempt).select_related("approver")}
    stages = (
        _built(draft),
        _audited(draft),
        *(_signed(draft, given, signature) for signature in Signature),
        _out(draft),
    )
    missed = calendar.is_missed(draft)
    return Standing(_from_here(stages, missed), _next(draft, given, missed), draft.published_at is None and not missed)


def part(user: Any, draft: ReleaseDraft) -> str:
    """What a reader must know of their own part in an open release; empty where there is nothing to say."""
    signs = any(signature in user.role_set for signature in Signature)
    if not draft.manifest_sha256:
        return (
            _("Whoever makes the files does not sign: if you are to sign, leave it to somebody else.") if signs else ""
        )
    if user.pk in (draft.frozen_by_id, draft.built_by_id):
        return _("You had a part in building it, so two other people sign.")
    if draft.approvals.filter(attempt=draft.attempt, approver=user).exists() and not draft.is_signed:
        return _("You have signed. It waits for the other signature; you have nothing more to do.")
    return ""


def waits_for_its_hour() -> bool:
    """Whether a signed release waits for the hour of the calendar: in an office it does, in a demonstration not."""
    return calendar.is_office()


def moment(when: dt.datetime) -> str:
    """A moment of the calendar as everybody reads it: in UTC."""
    utc = when.astimezone(dt.UTC)
    return _("%(day)s, %(hour)s UTC") % {"day": date_format(utc.date()), "hour": f"{utc:%H:%M}"}


def _built(draft: ReleaseDraft) -> Stage:
    if not draft.manifest_sha256:
        return Stage(_("Built"), "now", _("The files are not made yet."))
    return Stage(
        _("Built"),
        "done",
        _("by %(name)s; data up to %(day)s") % {"name": draft.built_by, "day": date_format(draft.slot)},
    )


def _audited(draft: ReleaseDraft) -> Stage:
    report = policies.newest_audit(draft) if draft.manifest_sha256 else None
    if report is None:
        return Stage(_("Audited"), "now")
    said = {"name": report.audited_by, "day": date_format(timezone.localtime(report.audited_at).date())}
    if not report.passed:
        return Stage(_("Audited"), "failed", _("failed: by %(name)s on %(day)s") % said)
    return Stage(_("Audited"), "done", _("passed: by %(name)s on %(day)s") % said)


def _signed(draft: ReleaseDraft, given: dict[str, ReleaseApproval], signature: Signature) -> Stage:
    what = _("Signed by a %(role)s") % {"role": signature.label}
    if (one := given.get(signature)) is None:
        return Stage(what, "now")
    day = date_format(timezone.localtime(one.approved_at).date())
    return Stage(what, "done", _("%(name)s on %(day)s") % {"name": one.approver, "day": day})


def _out(draft: ReleaseDraft) -> Stage:
    if (withdrawal := ReleaseWithdrawal.objects.filter(draft=draft, confirmed_at__isnull=False).first()) is not None:
        assert withdrawal.confirmed_at is not None
        return Stage(_("Withdrawn"), "failed", moment(withdrawal.confirmed_at))
    if draft.published_at is not None:
        return Stage(_("Public"), "done", moment(draft.published_at))
    if calendar.is_missed(draft):
        return Stage(_("Missed"), "failed", moment(draft.publishes_at))
    if waits_for_its_hour():
        return Stage(_("Comes out"), "later", moment(draft.publishes_at))
    return Stage(_("Comes out"), "later", _("when both have signed: a demonstration does not wait for the hour"))


def _from_here(stages: tuple[Stage, ...], missed: bool) -> tuple[Stage, ...]:
    """Only the first stage that is not done is "now"; both signatures may be."""
    found: list[Stage] = []
    blocked = missed
    for stage in stages:
        found.append(Stage(stage.what, "later", stage.said) if blocked and stage.state == "now" else stage)
        blocked = blocked or (stage.state in ("now", "failed") and stage is not stages[2])
    return tuple(found)


def _next(draft: ReleaseDraft, given: dict[str, ReleaseApproval], missed: bool) -> str:
    if draft.published_at is not None:
        return _published(draft)
    if missed and len(given) == len(Signature):
        return _(
            "This release was signed and could not come out in time. Nothing comes out of it; the next one carries everybody."
        )
    if missed:
        return _(
            "The hour of this release went by without both signatures. Nothing comes out of it; the next release carries everybody."
        )
    if not draft.manifest_sha256:
        return _("Make the files: the figures are frozen and stay as they are. Then it is audited and signed.")
    report = policies.newest_audit(draft)
    if report is None:
        return _("Audit it: the program tries to break what would be public. It takes a minute or two.")
    if not report.passed:
        return _(
            "A line of the audit failed, so nobody can sign. Read below which one, then send it back: the files are made anew from the same figures."
        )
    if len(given) < len(Signature):
        return _(
            "Two people read what changes in public, and sign: a verification lead and a data-protection officer, neither of whom built it."
        )
    return _("Signed by two people. It comes out by itself on %(moment)s.") % {"moment": moment(draft.publishes_at)}


def _published(draft: ReleaseDraft) -> str:
    withdrawal = ReleaseWithdrawal.objects.filter(draft=draft).select_related("proposed_by").first()
    if withdrawal is None:
        return _("This release is public. It stays as it is; only a fault of the program is a reason to withdraw it.")
    if withdrawal.confirmed_at is None:
        return _(
            "%(name)s proposed to withdraw it. It stays public until somebody else reads the note and confirms it."
        ) % {"name": withdrawal.proposed_by}
    return _("It was withdrawn. Its public pages stay and say so, with the note; its figures are not said any more.")
