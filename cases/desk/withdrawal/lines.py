"""The table of a withdrawal (domain brief 4.3): where a person's word has gone, what happens there, and by when.

For figures and quotes disclosure control is in force: they change at calendar dates only, and nothing public is taken
down for one person. A stage that lets data go further adds its line here, with a test (tests/unit/desk).
"""

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.conf import settings
from django.db.models import Max, QuerySet
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.accounts.models import User
from cases.casework.models import FollowUp
from cases.coding.models import Act
from cases.core.permissions import Role
from cases.evidence.models import CustodyEvent, EvidenceItem
from cases.intake.models import Testimony
from cases.releases.models import Quote, ReleaseDraft, Series
from cases.witnesses.models import ExportedPerson, Identity, IdentityExport, Scope, Witness

RECIPIENTS_WITHIN, DECISION_WITHIN = dt.timedelta(days=7), dt.timedelta(days=30)
EVERYTHING = frozenset(Scope)
People = QuerySet[Witness]
Scopes = frozenset[str]


@dataclass(frozen=True)
class Task:
    """Something a person has to do because of it, by a day."""

    kind: str
    due: dt.timedelta
    text: str = ""
    role: str = ""
    assigned_to: User | None = None


@dataclass(frozen=True)
class Line:
    """One row of the table: where, what happens and when; what is there now; and what somebody has to do."""

    where: Promise
    what: Promise
    when: Promise
    purposes: Scopes
    found: Callable[[People], list[str]]
    tasks: Callable[[People, Scopes], Iterator[Task]] = lambda _people, _scopes: iter(())


def touched_by(scopes: Scopes) -> list[Line]:
    """The lines that a withdrawal of these purposes touches."""
    return [line for line in LINES if line.purposes & scopes]


def next_calendar_date(today: dt.date) -> dt.date | None:
    """The next day on which somebody who leaves is no longer in public figures; None while no series runs.

    The same for everybody, counted or not: a release that is frozen already comes out as it was built.
    """
    days = [day for series in Series.objects.all() if series.runs(today) for day in _open_days(series)]
    return min((day for day in days if day >= today), default=None)


def _open_days(series: Series) -> list[dt.date]:
    newest = series.drafts.aggregate(number=Max("number"))["number"] or 0
    coming = map(series.publishes_at, range(newest + 1, series.horizon + 1))
    return [moment.date() for moment in coming if moment > timezone.now()]


def _identities(people: People) -> list[str]:
    return [identity.code for identity in Identity.objects.filter(witness__in=people).order_by("code")]


def _testimonies(people: People) -> list[str]:
    rows = Testimony.objects.filter(witness__in=people).order_by("code")
    return [f"{row.code}: {row.get_status_display()}" for row in rows]


def _codes(people: People) -> list[str]:
    codes = [act.code for act in Act.objects.filter(testimony__witness__in=people).order_by("code")]
    return [", ".join(codes)] if codes else []


def _evidence(people: People) -> list[str]:
    return [item.code for item in EvidenceItem.objects.filter(testimony__witness__in=people).order_by("code")]


def _copies(people: People) -> list[str]:
    return [
        _("%(person)s opened %(code)s on %(day)s")
        % {"person": event.by, "code": event.item.code, "day": event.at.date().isoformat()}
        for event in _openings(people)
    ]


def _delete_copies(people: People, _scopes: Scopes) -> Iterator[Task]:
    codes: dict[User, set[str]] = {}
    for event in _openings(people):
        codes.setdefault(event.by, set()).add(event.item.code)
    for user, opened in codes.items():
        yield Task(FollowUp.Kind.DELETE_COPY, RECIPIENTS_WITHIN, ", ".join(sorted(opened)), assigned_to=user)


def _openings(people: People) -> QuerySet[CustodyEvent]:
    opened = CustodyEvent.objects.filter(step=CustodyEvent.Step.OPENED, item__testimony__witness__in=people)
    return opened.select_related("by", "item").order_by("at")


def _recipients(people: People) -> list[str]:
    return [
        (
            _("%(code)s to %(recipient)s (%(purpose)s), made on %(day)s")
            if export.made_at
            else _("%(code)s to %(recipient)s (%(purpose)s), not made yet: it is stopped")
        )
        % {
            "code": export.code,
            "recipient": export.recipient,
            "purpose": export.purpose,
            "day": export.made_at.date().isoformat() if export.made_at else "",
        }
        for export in _exports(people)
    ]


def _tell_recipients(people: People, scopes: Scopes) -> Iterator[Task]:
    for export in _exports(people).exclude(made_at=None).filter(purpose__in=scopes):
        yield Task(
            FollowUp.Kind.TELL_RECIPIENT, RECIPIENTS_WITHIN, f"{export.recipient} ({export.code})", role=Role.DPO
        )


def _exports(people: People) -> QuerySet[IdentityExport]:
    held = ExportedPerson.objects.filter(witness__in=people).values("export")
    return IdentityExport.objects.filter(pk__in=held, stopped_at=None).order_by("code")


def _figures(_people: People) -> list[str]:
    """The same sentences for everybody: whether the person is counted is nobody's to read."""
    day = next_calendar_date(timezone.localdate())
    said = [_("No series of releases runs.") if day is None else _("The next calendar date is %(day)s.") % {"day": day}]
    drafts = ReleaseDraft.objects.order_by("series", "number")
    waiting, public = drafts.filter(published_at=None), drafts.exclude(published_at=None)
    said += [
        _("%(code)s is built and waits for its signatures: it goes out as it was built.") % {"code": draft.code}
        for draft in waiting
    ]
    said += (
        [_("Public, and staying as they are: %(codes)s.") % {"codes": ", ".join(map(str, public))}] if public else []
    )
    return said


def _quotes(people: People) -> list[str]:
    """Which of them is public is nobody's to read here: a release draws by chance."""
    cleared = Quote.objects.filter(testimony__witness__in=people).exclude(cleared_at=None).order_by("code")
    return [quote.code for quote in cleared]


def _backups(_people: People) -> list[str]:
    last = timezone.localdate() + dt.timedelta(days=settings.BACKUPS_ARE_KEPT_DAYS)
    return [_("Backups made until today are gone on %(day)s.") % {"day": last.isoformat()}]


def _decide(_people: People, _scopes: Scopes) -> Iterator[Task]:
    yield Task(FollowUp.Kind.DECIDE_ERASURE, DECISION_WITHIN, role=Role.DPO)


def _tell_person(_people: People, _scopes: Scopes) -> Iterator[Task]:
    yield Task(FollowUp.Kind.TELL_PERSON, DECISION_WITHIN, role=Role.DPO)


_KEEPING = frozenset({Scope.S0})
_GIVEN = frozenset(IdentityExport.PURPOSES)

LINES = (
    Line(
        gettext_lazy("The person"),
        gettext_lazy("is told what was done, in the way and at the time that is safe"),
        gettext_lazy("within 30 days"),
        EVERYTHING,
        lambda _people: [],
        _tell_person,
    ),
    Line(
        gettext_lazy("Who the person is"),
        gettext_lazy("closed to everybody but the data-protection officer"),
        gettext_lazy("at once"),
        _KEEPING,
        _identities,
    ),
    Line(
        gettext_lazy("Testimonies"),
        gettext_lazy("frozen, and hidden from everybody but the data-protection officer"),
        gettext_lazy("at once"),
        _KEEPING,
        _testimonies,
        _decide,
    ),
    Line(
        gettext_lazy("Codes made from them"),
        gettext_lazy("frozen with them"),
        gettext_lazy("at once"),
        _KEEPING,
        _codes,
    ),
    Line(
        gettext_lazy("Evidence"),
        gettext_lazy("frozen with them; what a court ordered to be kept is sealed, not erased"),
        gettext_lazy("at once"),
        _KEEPING,
        _evidence,
    ),
    Line(
        gettext_lazy("Copies on computers of the staff"),
        gettext_lazy("whoever opened a file is told to delete their copies"),
        gettext_lazy("within 7 days"),
        _KEEPING,
        _copies,
        _delete_copies,
    ),
    Line(
        gettext_lazy("Recipients outside"),
        gettext_lazy("each is told, and the reply is recorded; what was not made yet is stopped"),
        gettext_lazy("within 7 days"),
        _GIVEN,
        _recipients,
        _tell_recipients,
    ),
    Line(
        gettext_lazy("Public figures"),
        gettext_lazy("the next scheduled release is computed without the person; nothing visible changes before"),
        gettext_lazy("at the next calendar date"),
        frozenset({Scope.S2}),
        _figures,
    ),
    Line(
        gettext_lazy("Quotes"),
        gettext_lazy("are drawn for no later release; one that is public now leaves with all others of its release"),
        gettext_lazy("at the next calendar date"),
        frozenset({Scope.S3}),
        _quotes,
    ),
    Line(
        gettext_lazy("Data that others have downloaded"),
        gettext_lazy("cannot be called back: the consent form says so"),
        gettext_lazy("never"),
        frozenset({Scope.S2, Scope.S3}),
        lambda _people: [],
    ),
    Line(
        gettext_lazy("Backups"),
        gettext_lazy("expire by their schedule; whoever restores one withdraws again"),
        gettext_lazy("by the day named"),
        _KEEPING,
        _backups,
    ),
)
