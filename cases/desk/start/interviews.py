"""The queue of testimonies: one's own that are not handed in, and those that wait for a step of one's role."""

from collections.abc import Iterator

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from cases.casework.models import Assignment
from cases.coding.models import Act, CodingRound
from cases.intake.models import Status, Testimony
from cases.witnesses.models import Stream

from .groups import MOST, Group, Records, begun, few, list_of, of_testimonies, since
from .reader import Reader, with_others

COLUMNS = (
    "code", "status", "created_at", "submitted_at", "coded_at", "verified_at", "reopened_at", "case__code", "witness__code",
)  # fmt: skip
"""What a line says: never a sealed column."""

TO_VERIFY = (Status.CODED, Status.RECONCILED, Status.IN_VERIFICATION)
"""Those that are coded and wait for a second coder are in it too: ``second_coder_missing`` finds them."""


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
        ordered = waiting.order_by("submitted_at")
        yield _step(reader, "to_code", _("To code"), ordered, Assignment.Task.CODE, "submitted_at", on="coding_page")


def reopened(reader: Reader) -> Iterator[Group]:
    """Own interviews that were opened again after they had been verified: they are coded anew."""
    if reader.may("coding.finish_coding"):
        waiting = _waiting(reader, Stream.OWN, Status.REOPENED).exclude(interviewer=reader.user)
        ordered = waiting.order_by("reopened_at")
        title = _("Opened again: to code anew")
        yield _step(reader, "reopened", title, ordered, Assignment.Task.CODE, "reopened_at", on="coding_page")


def to_code_again(reader: Reader) -> Iterator[Group]:
    """Interviews that wait for a second coder who knows nothing of the first: those that the reader has taken first."""
    if reader.may("coding.take_second_coding"):
        waiting = _waiting(reader, Stream.OWN, Status.CODED).filter(second_coder_missing())
        others = waiting.exclude(interviewer=reader.user).exclude(coded_by=reader.user)
        mine = Act.in_every_round.filter(testimony=OuterRef("pk"), coded_by=reader.user, round=None)
        ordered = others.exclude(Exists(mine)).order_by("coded_at")
        title = _("To code a second time")
        yield _step(reader, "to_code_again", title, ordered, Assignment.Task.CODE, "coded_at", on="second_coding")


def to_reconcile(reader: Reader) -> Iterator[Group]:
    """Interviews whose two codings are finished; what one of both coders proposed waits for the other alone."""
    if reader.may("coding.reconcile"):
        both = CodingRound.objects.filter(testimony=OuterRef("pk"))
        proposed = both.filter(kind=CodingRound.Kind.RECONCILED)
        is_second = Exists(both.filter(kind=CodingRound.Kind.SECOND, coder=reader.user))
        waiting = _waiting(reader, Stream.OWN, Status.DOUBLE_CODED).exclude(interviewer=reader.user)
        theirs = ~Exists(proposed) | Q(coded_by=reader.user) | is_second
        open_ones = waiting.filter(theirs).exclude(Exists(proposed.filter(coder=reader.user))).order_by("coded_at")
        rows = open_ones.select_related("case", "witness").only(*COLUMNS)
        shown = of_testimonies(few(rows), lambda one: since(one.coded_at), on="compare_codings")
        yield Group("to_reconcile", _("To reconcile: two codings"), shown)


def press_to_code(reader: Reader) -> Iterator[Group]:
    """Accounts in public sources that nobody has coded: kept apart from interviews."""
    if reader.may("coding.finish_coding"):
        waiting = _waiting(reader, Stream.PRESS, Status.DRAFT).order_by("created_at")
        title = _("Accounts in public sources to code")
        yield _step(reader, "press_to_code", title, waiting, Assignment.Task.CODE, "created_at", on="coding_page")


def to_verify(reader: Reader) -> Iterator[Group]:
    """What is coded and was neither told to the reader nor coded by them (four eyes)."""
    if reader.may("verification.assess_testimony"):
        own_codes = Act.in_every_round.filter(testimony=OuterRef("pk"), coded_by=reader.user)
        waiting = Testimony.objects.visible_to(reader.user).filter(~second_coder_missing(), status__in=TO_VERIFY)
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


def second_coder_missing() -> Q:
    """Interviews that are coded once and were chosen for a second coder."""
    return Q(status=Status.CODED, double_coding__in=Testimony.CHOSEN)


def _begun(testimony: Testimony) -> str:
    """Of what is not submitted: a return takes the day of submission away."""
    return begun(testimony.created_at)


def _own(reader: Reader, status: Status) -> Records:
    mine = Testimony.objects.visible_to(reader.user).filter(interviewer=reader.user, status=status)
    # Codes are given in the order of registration, and are at hand in that order.
    return mine.select_related("case", "witness").only(*COLUMNS).order_by("code")


def _waiting(reader: Reader, stream: Stream, status: Status) -> Records:
    return Testimony.objects.visible_to(reader.user).filter(stream=stream, status=status)


def _step(reader: Reader, name: str, title: object, waiting: Records, task: str, moment: str, *, on: str = "") -> Group:
    """Two statements: what was given to the reader, and what is nobody's. ``on`` names the page to work on."""
    mine, given = reader.given(task), waiting.select_related("case", "witness").only(*COLUMNS)
    found = few(given.filter(pk__in=mine))
    found += few(given.exclude(pk__in=mine).exclude(pk__in=with_others(reader.user, task)))
    rows = of_testimonies(found[: MOST + 1], lambda one: since(getattr(one, moment)), mine=mine, on=on)
    return Group(name, str(title), rows)
