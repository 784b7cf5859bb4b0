"""What makes an event worth a second look, each with its reason in words. A mark is a question, not a finding."""

import datetime as dt
import uuid
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from django.db.models import Q
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cases.casework.models import CaseMember
from cases.core.models import AuditEvent

NIGHT_FROM, NIGHT_UNTIL = 22, 6
IDENTITIES, RECORDS, REFUSALS = 20, 60, 10
"""Within an hour: more than so many identities or records opened, or so many refusals, are unusual."""

HOUR = dt.timedelta(hours=1)
CLOCK_SLACK = dt.timedelta(minutes=1)
_SPANS = 100

AT_NIGHT = _("at night")
MANY_IDENTITIES = _("more than 20 identities within an hour")
MANY_RECORDS = _("more than 60 records within an hour")
MANY_REFUSALS = _("10 refusals or more within an hour")
OUTSIDE = _("not on the team of this case now")
CLOCK_SET_BACK = _("the server's clock had been set back")
BY_ITSELF = {
    "accounts.reset_sign_in": _("somebody's sign-in was taken away and given anew"),
    "casework.break_glass": _("an administrator reads a case"),
}
"""Actions that are unusual whoever takes them and whenever."""

Kind = AuditEvent.Kind
Span = tuple[dt.datetime, dt.datetime]


@dataclass
class _LastHour:
    """What one person opened and was refused in the hour before a moment."""

    identities: Counter[uuid.UUID] = field(default_factory=Counter)
    records: Counter[uuid.UUID] = field(default_factory=Counter)
    refusals: int = 0

    def take(self, event: "_Past", sign: int) -> None:
        """Let an event in (1) or out again (-1)."""
        if event.kind == Kind.REFUSAL:
            self.refusals += sign
        for counter, holds in ((self.records, event.is_record), (self.identities, event.is_identity)):
            if holds:
                counter[event.subject] += sign
                if not counter[event.subject]:
                    del counter[event.subject]

    def marks(self, kind: str) -> Iterator[Promise]:
        if kind == Kind.READ and len(self.identities) > IDENTITIES:
            yield MANY_IDENTITIES
        if kind == Kind.READ and len(self.records) > RECORDS:
            yield MANY_RECORDS
        if kind == Kind.REFUSAL and self.refusals >= REFUSALS:
            yield MANY_REFUSALS


@dataclass(frozen=True)
class _Past:
    at: dt.datetime
    kind: str
    subject: uuid.UUID
    is_record: bool
    is_identity: bool


def marks(
    events: Sequence[AuditEvent],
    *,
    cases: Mapping[uuid.UUID, uuid.UUID],
    labels: Iterable[str],
    system: uuid.UUID | None,
) -> dict[int, list[Promise]]:
    """Why each event is unusual, by its number; ``cases`` says of which case a record is."""
    found: dict[int, list[Promise]] = {event.seq: [] for event in events}
    teams = set(CaseMember.objects.filter(case__in=set(cases.values())).values_list("case_id", "user_id"))
    before = dict(AuditEvent.objects.filter(seq__in=[event.seq - 1 for event in events]).values_list("seq", "at"))
    for event in events:
        person = event.actor_uuid if event.actor_uuid != system else None
        if person and _is_night(event.at):
            found[event.seq].append(AT_NIGHT)
        case = cases.get(event.subject_uuid) if event.subject_uuid else None
        if person and case and event.kind in (Kind.READ, Kind.WRITE) and (case, person) not in teams:
            found[event.seq].append(OUTSIDE)
        if event.action in BY_ITSELF:
            found[event.seq].append(BY_ITSELF[event.action])
        if before.get(event.seq - 1, event.at) - event.at > CLOCK_SLACK:
            found[event.seq].append(CLOCK_SET_BACK)
    for seq, reasons in _by_volume(events, set(labels)).items():
        found[seq] += reasons
    return found


def _is_night(at: dt.datetime) -> bool:
    hour = timezone.localtime(at).hour
    return hour >= NIGHT_FROM or hour < NIGHT_UNTIL


def _by_volume(events: Sequence[AuditEvent], labels: set[str]) -> dict[int, list[Promise]]:
    """Each reading and refusal with what the same person did in the hour that ends with it."""
    by_person: dict[uuid.UUID, list[AuditEvent]] = {}
    for event in events:
        if event.actor_uuid and event.kind in (Kind.READ, Kind.REFUSAL):
            by_person.setdefault(event.actor_uuid, []).append(event)
    past = _past(by_person, labels)
    found: dict[int, list[Promise]] = {}
    for person, own in by_person.items():
        entering, leaving, hour = iter(past[person]), iter(past[person]), _LastHour()
        coming, going = next(entering, None), next(leaving, None)
        for event in sorted(own, key=lambda one: (one.at, one.seq)):
            while coming and coming.at <= event.at:
                hour.take(coming, 1)
                coming = next(entering, None)
            while going and going.at <= event.at - HOUR:
                hour.take(going, -1)
                going = next(leaving, None)
            found[event.seq] = list(hour.marks(event.kind))
    return found


def _past(by_person: Mapping[uuid.UUID, list[AuditEvent]], labels: set[str]) -> dict[uuid.UUID, list[_Past]]:
    """The readings and refusals of these people in the hours that count, oldest first, by one statement."""
    wanted = Q(pk__in=[])
    for person, (start, end) in _spans(by_person):
        wanted |= Q(actor_uuid=person, at__gt=start, at__lte=end)
    columns = ("at", "seq", "actor_uuid", "kind", "subject_uuid", "subject_label", "action")
    found: dict[uuid.UUID, list[_Past]] = {person: [] for person in by_person}
    # Kinds are told apart and sorted here: asked for both, SQLite would read every reading there is.
    for at, _seq, person, kind, subject, label, action in sorted(
        AuditEvent.objects.filter(wanted).order_by().values_list(*columns), key=lambda row: row[:2]
    ):
        if kind in (Kind.READ, Kind.REFUSAL):
            opened = kind == Kind.READ and subject is not None
            is_identity = opened and label == "identity" and action != "record.shown"
            found[person].append(_Past(at, kind, subject, opened and label in labels, is_identity))
    return found


def _spans(by_person: Mapping[uuid.UUID, list[AuditEvent]]) -> list[tuple[uuid.UUID, Span]]:
    """The stretches of time to look into, joined over wider and wider gaps until they are few."""
    spans: list[tuple[uuid.UUID, Span]] = []
    for gap in (dt.timedelta(), dt.timedelta(hours=12), dt.timedelta(days=7), dt.timedelta(days=100_000)):
        spans = [
            (person, span)
            for person, events in by_person.items()
            for span in _joined(sorted(event.at for event in events), gap)
        ]
        if len(spans) <= _SPANS:
            break
    return spans


def _joined(moments: list[dt.datetime], gap: dt.timedelta) -> Iterator[Span]:
    start, end = moments[0] - HOUR, moments[0]
    for moment in moments[1:]:
        if moment - HOUR > end + gap:
            yield start, end
            start = moment - HOUR
        end = moment
    yield start, end
