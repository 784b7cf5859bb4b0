"""Making fictional people: content drawn from a seed, stored through the same actions as staff's own work."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Protocol

from django.utils import timezone
from django.utils.translation import gettext as _

from cases.accounts.models import User
from cases.casework.models import Case
from cases.core.demonstration import check_is_demonstration
from cases.core.errors import Refused
from cases.core.permissions import Role
from cases.desk.actions import add_whole_records, open_fictional_case
from cases.desk.actions.whole_records import WholeRecord, holder

from .content import Person
from .people import person
from .quotes import make_quotes
from .records import Terms, planned_second, read_terms, whole_record

CHUNK = 400
"""People in one transaction: a run that is killed leaves whole people only, and the write-ahead log stays small."""

TWICE = 24
"""So many of the first interviews are coded by two people: enough to say something of their agreement."""

FEWEST_SLOTS = 2
SHORTEST = dt.timedelta(days=28)
NEEDED = (Role.INTERVIEWER, Role.CODER, Role.LEAD, Role.DPO)


class Bar(Protocol):
    """A progress bar, such as tqdm's."""

    def update(self, count: int, /) -> object: ...


Progress = Bar | Callable[[int], object]


def make(
    *,
    people: int,
    seed: int,
    staff: Mapping[Role, User],
    slots: Sequence[dt.date],
    progress: Progress | None = None,
    quotes: bool = False,
    second_coder: User | None = None,
) -> Case:
    """Add that many fictional people to a demonstration database, in a case of their own.

    They come so that they count in one of the releases of ``slots``, all in the past, or never. The same
    seed, number and slots give the same content; ids, codes and keys differ. ``progress`` is told how many people
    were just stored; with ``quotes`` a few of the first are quoted too, with a second coder some are coded twice. Raises Refused in an office, or when a role,
    a term of the vocabulary or a slot is missing.
    """
    check_is_demonstration()
    _check(people, slots)
    for role in NEEDED:
        holder(staff, role)
    terms, lead = read_terms(), staff[Role.LEAD]
    team = [user for role, user in staff.items() if role != Role.ADMINISTRATOR]
    team += [second_coder] if second_coder is not None else []
    case = open_fictional_case(
        by=lead, title=f"Fictional people for the demonstration (seed {seed})", slug=_slug(), users=team
    )
    for start in range(0, people, CHUNK):
        made = [person(seed, number, slots) for number in range(start, min(start + CHUNK, people))]
        records = [whole_record(one, terms) for one in made]
        again = None if start else second_coder
        if again is not None:
            records = _coded_twice(seed, made, records, terms)
        add_whole_records(by=lead, case=case, staff=staff, records=records, second_coder=again)
        if quotes and not start:
            # While the case is small: clearing a quote compares it with everybody whom the case names.
            make_quotes(case=case, people=len(records), seed=seed, staff=staff, slots=slots)
        _tell(progress, len(records))
    return case


def _coded_twice(seed: int, made: Sequence[Person], records: Sequence[WholeRecord], terms: Terms) -> list[WholeRecord]:
    """The records, the first ``TWICE`` that came to verification with a second coding."""
    seconds = [planned_second(seed, one, terms) for one in made]
    chosen = [place for place, second in enumerate(seconds) if second is not None][:TWICE]
    return [
        replace(record, second=seconds[place]) if place in chosen else record for place, record in enumerate(records)
    ]


def _check(people: int, slots: Sequence[dt.date]) -> None:
    if people < 1:
        raise Refused(_("Give at least one person to make."))
    apart = all(later - earlier >= SHORTEST for earlier, later in zip(slots, slots[1:], strict=False))
    if len(slots) < FEWEST_SLOTS or not apart or slots[-1] > timezone.localdate():
        raise Refused(
            _("Give the days of two releases or more in order, at least four weeks apart, none in the future.")
        )


def _slug() -> str:
    """An address that no case has yet: every run opens a case of its own."""
    taken = set(Case.objects.filter(slug__startswith="fictional-").values_list("slug", flat=True))
    return next(slug for number in range(1, len(taken) + 2) if (slug := f"fictional-{number}") not in taken)


def _tell(progress: Progress | None, count: int) -> None:
    if progress is not None:
        tell = progress if callable(progress) else progress.update
        tell(count)
