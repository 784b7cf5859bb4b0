"""The queue of testimonies: one's own that are not handed in, and those that wait for a step of one's role."""

from collections.abc import Iterator

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from cases.casework.models import Assignment
from cases.coding.models import Act
from cases.intake.models import Status, Testimony
from cases.witnesses.models import Stream

from .groups import MOST, Group, Records, begun, few, list_of, of_testimonies, since
from .reader import Reader, with_others

COLUMNS = (
    "code", "status", "created_at", "submitted_at", "coded_at", "verified_at", "case__code", "witness__code",
)  # fmt: skip
"""What a line says: never a sealed column."""

TO_VERIFY = (Status.CODED, Status.IN_VERIFICATION)


def drafts(reader: Reader) -> Iterator[Group]:
    """Own interviews that were begun and not submitted, the oldest first."""
    if reader.may("intake.submit_testimony"):
        found = few(_own(reader, Status.DRAFT))
        url = list_of(Testimony, "status__exact=draft")
        yield Group("drafts", _("Your drafts"), of_testimonies(found, _begun), url)


def returned(reader: Reader) -> Iterator[Group]:
    """Own interviews that came back with a reason."""
    if reader.may("intake.submit_testimony"):
        found = few(_own(reader, Status.RETURNED))
        url = list_of(Testimony, "status__exact=returned")
        yield Group("returned", _("Returned to you"), of_testimonies(found, _begun), url)


def to_code(reader: Reader) -> Iterator[Group]:
    """Own interviews that wait for a coder: those given to the reader first, none that another coder has taken."""
    if reader.may("coding.finish_coding"):
        waiting = _waiting(reader, Stream.OWN, Status.SUBMITTED).exclude(interviewer=reader.user)
        yield _step(
            reader, "to_code", _("To code"), waiting.order_by("submitted_at"), Assignment.Task.CODE, "submitted_at"
        )


def press_to_code(reader: Reader) -> Iterator[Group]:
    """Accounts in public sources that nobody has coded: kept apart from interviews."""
    if reader.may("coding.finish_coding"):
        waiting = _waiting(reader, Stream.PRESS, Status.DRAFT).order_by("created_at")
        title = _("Accounts in public sources to code")
        yield _step(reader, "press_to_code", title, waiting, Assignment.Task.CODE, "created_at")


def to_verify(reader: Reader) -> Iterator[Group]:
    """What is coded and was neither told to the reader nor coded by them (four eyes)."""
    if reader.may("verification.assess_testimony"):
        own_codes = Act.objects.filter(testimony=OuterRef("pk"), coded_by=reader.user)
        waiting = Testimony.objects.visible_to(reader.user).filter(status__in=TO_VERIFY)
        others = waiting.exclude(interviewer=reader.user).exclude(coded_by=reader.user).exclude(Exists(own_codes))
        yield _step(
            reader, "to_verify", _("To verify"), others.order_by("coded_at"), Assignment.Task.VERIFY, "coded_at"
        )


def to_clear(reader: Reader) -> Iterator[Group]:
    """Verified interviews that wait for the data-protection officer."""
    if reader.may("verification.clear_testimony"):
        waiting = _waiting(reader, Stream.OWN, Status.VERIFIED).exclude(verified_by=reader.user)
        ordered = waiting.order_by("verified_at")
        yield _step(reader, "to_clear", _("To clear"), ordered, Assignment.Task.CLEAR, "verified_at")


def _begun(testimony: Testimony) -> str:
    """Of what is not submitted: a return takes the day of submission away."""
    return begun(testimony.created_at)


def _own(reader: Reader, status: Status) -> Records:
    mine = Testimony.objects.visible_to(reader.user).filter(interviewer=reader.user, status=status)
    # Codes are given in the order of registration, and are at hand in that order.
    return mine.select_related("case", "witness").only(*COLUMNS).order_by("code")


def _waiting(reader: Reader, stream: Stream, status: Status) -> Records:
    return Testimony.objects.visible_to(reader.user).filter(stream=stream, status=status)


def _step(reader: Reader, name: str, title: object, waiting: Records, task: str, moment: str) -> Group:
    """Two statements: what was given to the reader, and what is nobody's."""
    mine, given = reader.given(task), waiting.select_related("case", "witness").only(*COLUMNS)
    found = few(given.filter(pk__in=mine))
    found += few(given.exclude(pk__in=mine).exclude(pk__in=with_others(reader.user, task)))
    rows = of_testimonies(found[: MOST + 1], lambda one: since(getattr(one, moment)), mine=mine)
    return Group(name, str(title), rows)
