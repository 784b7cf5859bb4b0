"""The same writes for many testimonies at once, dated in the past: for demonstration databases only."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from cases.accounts.models import User
from cases.core.records import action, add_all, change_all
from cases.core.revisions import check_columns
from cases.core.sealing import keys_at_hand
from cases.intake.actions import Step, begin_steps
from cases.intake.models import Status, Testimony
from cases.intake.policies import check_step
from cases.verification import policies
from cases.verification.models import Assessment

from .one import new_assessment


@dataclass(frozen=True)
class NewAssessment:
    """A lead's assessment, as ``assess_testimony`` takes it, and when it was made."""

    testimony: Testimony
    at: dt.datetime
    reliability: str
    credibility: str
    level: str
    contrary_information: str


@action
def begin_verifications(*, by: User, steps: Sequence[Step]) -> None:
    """Take many coded interviews into verification."""
    testimonies = _begin(by, steps, Status.IN_VERIFICATION)
    policies.check_none_own_coding(by, testimonies)
    for testimony in testimonies:
        policies.check_needs_no_second_coder(testimony)
        testimony.status = Status.IN_VERIFICATION
    change_all(testimonies, ["status"])


@action
def assess_testimonies(*, by: User, assessments: Sequence[NewAssessment]) -> list[Assessment]:
    """Grade many testimonies, say what speaks against them, set their levels, and so verify them."""
    testimonies = _begin(by, [Step(new.testimony, new.at) for new in assessments], Status.VERIFIED)
    policies.check_none_own_coding(by, testimonies)
    with keys_at_hand(testimony.key_owner() for testimony in testimonies):
        rows = [_assessment(by, testimony, new) for testimony, new in zip(testimonies, assessments, strict=True)]
        check_columns(rows)
        add_all(rows)
    for testimony, new in zip(testimonies, assessments, strict=True):
        testimony.verified_by, testimony.verified_at, testimony.status = by, new.at, Status.VERIFIED
    change_all(testimonies, ["verified_by", "verified_at", "status"])
    return rows


@action
def clear_testimonies(*, by: User, steps: Sequence[Step]) -> None:
    """Clear many verified interviews: consent, risk and public dimensions hold on the day of each clearance."""
    testimonies = _begin(by, steps, Status.CLEARED)
    policies.check_all_can_clear(testimonies, [step.at.date() for step in steps])
    for testimony, step in zip(testimonies, steps, strict=True):
        testimony.cleared_by, testimony.cleared_at, testimony.status = by, step.at, Status.CLEARED
    change_all(testimonies, ["cleared_by", "cleared_at", "status"])


def _begin(by: User, steps: Sequence[Step], target: Status) -> list[Testimony]:
    testimonies = begin_steps(by, steps)
    for testimony in testimonies:
        check_step(by, testimony, target)
    return testimonies


def _assessment(by: User, testimony: Testimony, new: NewAssessment) -> Assessment:
    grades = {"reliability": new.reliability, "credibility": new.credibility, "level": new.level}
    made = new_assessment(by, testimony, new.contrary_information, **grades)
    made.assessed_at = new.at
    return made
