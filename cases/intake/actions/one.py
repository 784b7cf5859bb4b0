"""Writes on sources, their figures, and testimonies."""

import datetime as dt
from typing import Any, TypedDict, Unpack

from django.utils import timezone
from django.utils.translation import gettext as _

from cases.accounts.models import User
from cases.casework.actions import notify
from cases.casework.models import Case, Notification
from cases.casework.policies import check_can_work_in
from cases.core.errors import Refused
from cases.core.partial_dates import PartialDate
from cases.core.records import action, fill, locked, write
from cases.intake import policies
from cases.intake.models import ContextFigure, Source, Status, Testimony
from cases.intake.queries import testimonies_of
from cases.vocabulary.models import AbuseCategory
from cases.witnesses.models import Group, Stream, Witness

TEXTS = ("account", "translation")
"""The texts of a testimony in which words are marked; each counts its corrections."""


class SourceValues(TypedDict, total=False):
    kind: str
    title: str
    language: str
    publisher: str
    author: str
    url: str
    retrieved_on: dt.date | None
    date: PartialDate
    sha256: str
    cites: list[str]
    text: str
    note: str
    derived_from: Source | None
    reliability: str
    credibility: str


class ContextFigureValues(TypedDict, total=False):
    reference: str
    kind: str
    measure: dict[str, str]
    value_min: int | None
    value_max: int | None
    comparator: str
    population: str
    date: PartialDate
    horizon: str
    said_by: str
    reported_by: str
    locator: str
    copied_from: ContextFigure | None
    variant_of: ContextFigure | None
    category: AbuseCategory | None
    needs_legal_review: bool


class TestimonyValues(TypedDict, total=False):
    locator: str
    reference: str
    date: PartialDate
    interpreter: str
    method: str
    language: str
    account: str
    translation: str
    translation_language: str
    translator: str
    paraphrase: str
    prior_statements: str
    reimbursement: str
    contrary_information: str
    reinterview_need: str


@action
def register_source(*, by: User, case: Case, **values: Unpack[SourceValues]) -> Source:
    """Register an article, report or document. What it does not give stays empty."""
    check_can_work_in(by, case)
    source = Source(case=case)
    fill(source, values)
    return write(source)


@action
def edit_source(*, by: User, source: Source, **values: Unpack[SourceValues]) -> Source:
    """Change what is known about a source. The recorded hash of the original stays."""
    source = locked(source)
    check_can_work_in(by, source.case)
    if source.sha256 and values.get("sha256", source.sha256) != source.sha256:
        raise Refused(
            _("The recorded SHA-256 of %(code)s stays: register another file as a source of its own.")
            % {"code": source.code}
        )
    fill(source, values)
    return write(source)


@action
def record_context_figure(*, by: User, source: Source, **values: Unpack[ContextFigureValues]) -> ContextFigure:
    """Record a figure or statement as a claim: who said it, in which words, copied from where."""
    check_can_work_in(by, source.case)
    figure = ContextFigure(source=source)
    fill(figure, values)
    return write(figure)


@action
def edit_context_figure(*, by: User, figure: ContextFigure, **values: Unpack[ContextFigureValues]) -> ContextFigure:
    """Change a claim."""
    figure = locked(figure)
    check_can_work_in(by, figure.source.case)
    fill(figure, values)
    return write(figure)


@action
def log_testimony(*, by: User, case: Case, witness: Witness, **values: Unpack[TestimonyValues]) -> Testimony:
    """Log what a person told us in an interview of our own; whoever logs it is the interviewer.

    Raises Refused for somebody who has told us before, unless ``reinterview_need`` says why they were asked again.
    """
    check_can_work_in(by, case)
    policies.check_reinterview(witness, testimonies_of(witness), values.get("reinterview_need", ""))
    return write(new_testimony(by, case, witness, values))


@action
def log_press_account(
    *,
    by: User,
    source: Source,
    witness: Witness | None = None,
    group: Group | None = None,
    **values: Unpack[TestimonyValues],
) -> Testimony:
    """Log what a public source says a person or group told. It carries no consent and is never counted."""
    check_can_work_in(by, source.case)
    for told in (witness, group):
        if told is not None:
            _check_of_case(told, source.case)
    if witness is not None and witness.stream != Stream.PRESS:
        raise Refused(_("%(code)s is a witness of our own: the two streams are never joined.") % {"code": witness.code})
    testimony = Testimony(case=source.case, source=source, witness=witness, group=group, stream=Stream.PRESS)
    _fill_texts(testimony, dict(values))
    return write(testimony)


@action
def edit_testimony(*, by: User, testimony: Testimony, **values: Unpack[TestimonyValues]) -> Testimony:
    """Change a testimony that is still in draft or was returned."""
    testimony = locked(testimony)
    policies.check_can_edit(by, testimony)
    before = {text: getattr(testimony, text) for text in TEXTS}
    _fill_texts(testimony, dict(values))
    _count_corrections(testimony, before)
    return write(testimony)


@action
def submit_testimony(*, by: User, testimony: Testimony) -> Testimony:
    """Hand an own interview to the coders: consent and risk are recorded."""
    testimony = locked(testimony)
    policies.check_can_edit(by, testimony)
    policies.check_can_move(by, testimony, Status.SUBMITTED)
    policies.check_can_submit(testimony)
    testimony.submitted_by, testimony.submitted_at = by, timezone.now()
    return move(testimony, Status.SUBMITTED)


@action
def return_testimony(*, by: User, testimony: Testimony, return_reason: str) -> Testimony:
    """Give a testimony back to its interviewer, with the reason; it may speak of content, so it is sealed."""
    testimony = locked(testimony)
    policies.check_can_move(by, testimony, Status.RETURNED)
    if not return_reason.strip():
        raise Refused(_("Say why it is returned, so that the interviewer knows what to do."))
    fill(testimony, {"return_reason": return_reason, "submitted_by": None, "submitted_at": None})
    notify(by=by, subject=testimony, users=[testimony.interviewer], kind=Notification.Kind.RETURNED)
    return move(testimony, Status.RETURNED)


@action
def reopen_testimony(*, by: User, testimony: Testimony, reopen_reason: str) -> Testimony:
    """Open a verified or cleared interview again, with the reason: it is coded, verified and cleared anew.

    What a running series has counted stays as it was counted; what changes counts from the next series.
    """
    testimony = locked(testimony)
    policies.check_can_move(by, testimony, Status.REOPENED)
    if not reopen_reason.strip():
        raise Refused(_("Say why it is opened again, so that the coder knows what to do."), field="reopen_reason")
    fill(testimony, {"reopen_reason": reopen_reason, "reopened_by": by, "reopened_at": timezone.now()})
    for done in ("verified", "cleared"):
        fill(testimony, {f"{done}_by": None, f"{done}_at": None})
    # Once is enough: no second coder has to be blind to it any more.
    testimony.double_coding = Testimony.DoubleCoding.NOT_CHOSEN
    told = [testimony.coded_by, testimony.interviewer]
    notify(by=by, subject=testimony, users=told, kind=Notification.Kind.REOPENED)
    return move(testimony, Status.REOPENED)


def move(testimony: Testimony, target: Status) -> Testimony:
    """Store the new state; the caller is an action that has checked the step."""
    testimony.status = target
    return write(testimony)


def new_testimony(by: User, case: Case, witness: Witness, values: TestimonyValues) -> Testimony:
    """An own interview, checked and filled, not yet stored."""
    _check_of_case(witness, case)
    if witness.stream != Stream.OWN:
        raise Refused(
            _("%(code)s is known from a public source: log a press account instead.") % {"code": witness.code}
        )
    testimony = Testimony(case=case, witness=witness, stream=Stream.OWN, interviewer=by)
    _fill_texts(testimony, dict(values))
    return testimony


def _fill_texts(testimony: Testimony, values: dict[str, Any]) -> None:
    """Browsers send line ends as CR LF; one form only, so that positions of passages hold. Blanks alone are no text."""
    fill(testimony, {name: _tidy(value) if isinstance(value, str) else value for name, value in values.items()})


def _count_corrections(testimony: Testimony, before: dict[str, bytes | None]) -> None:
    """Give a corrected text its next version once words of it can have been cited. An unchanged text keeps its token."""
    if testimony.status == Status.DRAFT and not testimony.passages.exists():
        return
    for text in TEXTS:
        if getattr(testimony, text) != before[text]:
            version = f"{text}_version"
            setattr(testimony, version, getattr(testimony, version) + 1)


def _tidy(text: str) -> str:
    return text.replace("\r\n", "\n") if text.strip() else ""


def _check_of_case(told: Witness | Group, case: Case) -> None:
    if told.case_id != case.pk:
        raise Refused(
            _("%(code)s belongs to another case: choose one of %(case)s.") % {"code": told.code, "case": case.code}
        )
