"""The same writes for many testimonies at once, dated in the past: for demonstration databases only."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field

from cases.accounts.models import User
from cases.casework.models import Case
from cases.casework.policies import check_can_work_in
from cases.core.batches import locked_all
from cases.core.demonstration import check_is_demonstration
from cases.core.records import action, add_all, change_all
from cases.core.revisions import check_columns
from cases.core.sealing import keys_at_hand
from cases.intake import policies
from cases.intake.models import Status, Testimony
from cases.witnesses.models import Witness
from cases.witnesses.policies import check_not_in_future

from .one import TestimonyValues, new_testimony


@dataclass(frozen=True)
class NewTestimony:
    """What a person told, as ``log_testimony`` takes it."""

    witness: Witness
    values: TestimonyValues = field(default_factory=TestimonyValues)


@dataclass(frozen=True)
class Step:
    """A testimony that went on to its next state, and when."""

    testimony: Testimony
    at: dt.datetime


@action
def log_testimonies(*, by: User, case: Case, testimonies: Sequence[NewTestimony]) -> list[Testimony]:
    """Log what many people told us in interviews of our own; whoever logs them is the interviewer."""
    check_is_demonstration()
    check_can_work_in(by, case)
    with keys_at_hand(new.witness.key_owner() for new in testimonies):
        rows = [new_testimony(by, case, new.witness, new.values) for new in testimonies]
        check_columns(rows)
        return add_all(rows)


@action
def submit_testimonies(*, by: User, steps: Sequence[Step]) -> None:
    """Hand many own interviews to the coders: each person's consent and risk are recorded on that day."""
    rows = begin_steps(by, steps)
    days = [step.at.date() for step in steps]
    for row in rows:
        policies.check_is_editable(by, row)
        policies.check_step(by, row, Status.SUBMITTED)
    policies.check_all_can_submit(rows, days)
    for row, step in zip(rows, steps, strict=True):
        row.submitted_by, row.submitted_at, row.status = by, step.at, Status.SUBMITTED
    change_all(rows, ["submitted_by", "submitted_at", "status"])


def begin_steps(by: User, steps: Sequence[Step]) -> list[Testimony]:
    """The testimonies as they stand now, locked, in cases in which the person works; no step lies in the future."""
    check_is_demonstration()
    for step in steps:
        check_not_in_future(step.at.date())
    rows = locked_all([step.testimony for step in steps], "case")
    for row, step in zip(rows, steps, strict=True):
        # A testimony never changes its witness: the one at hand need not be read again.
        row.witness = step.testimony.witness
    for case in {row.case_id: row.case for row in rows}.values():
        check_can_work_in(by, case)
    return rows
