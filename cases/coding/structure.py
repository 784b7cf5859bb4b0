"""Who stands over whom in a case: parts and command links together, without a circle at any one time.

Actors that were found to be one stand at one place. Part of means under, at all times; an end of a period that is not
known is open.
"""

import datetime as dt
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from cases.casework.models import Case
from cases.core.errors import Refused

from .models import Actor, CommandLink


@dataclass(frozen=True)
class Over:
    """One actor over another from the first to the last day; ``code`` is the link's, empty for a part."""

    over: uuid.UUID
    under: uuid.UUID
    first: dt.date = dt.date.min
    last: dt.date = dt.date.max
    code: str = ""


def of_command(link: CommandLink) -> Over:
    """A command link as it stands, stored or not."""
    first, last = link.date_earliest or dt.date.min, link.date_latest or dt.date.max
    return Over(link.superior_id, link.subordinate_id, first, last, link.code)


def of_case(case: Case, *, without: CommandLink | None = None) -> list[Over]:
    """All of a case, but for a link that is being changed. Two statements."""
    parts = Actor.objects.filter(case=case, parent__isnull=False).values_list("parent", "pk")
    links = CommandLink.objects.filter(superior__case=case)
    if without is not None:
        links = links.exclude(pk=without.pk)
    return [Over(parent, part) for parent, part in parts if parent] + [of_command(link) for link in links]


def places(case: Case) -> dict[uuid.UUID, uuid.UUID]:
    """Where each actor of the case stands: at its own place, or at that of the actor it was merged into."""
    return {
        pk: merged_into or pk for pk, merged_into in Actor.objects.filter(case=case).values_list("pk", "merged_into")
    }


def check_no_circle(rows: Iterable[Over], at: dict[uuid.UUID, uuid.UUID], start: uuid.UUID) -> None:
    """Raise Refused, naming the links on the way, when the actor at a place would stand over itself at any time."""
    standing = [replace(row, over=at[row.over], under=at[row.under]) for row in rows]
    if (circle := _circle(standing, at[start])) is None:
        return
    links = [row.code for row in circle if row.code]
    by = _(" by %(links)s") % {"links": ", ".join(links)} if links else ""
    raise Refused(
        _(
            "With this, an actor would stand over itself at the same time%(by)s: change the period or take one of them back."
        )
        % {"by": by}
    )


def _circle(rows: Sequence[Over], start: uuid.UUID) -> tuple[Over, ...] | None:
    """The rows that lead from a place back to it while all of them hold; None when none do."""
    below: dict[uuid.UUID, list[Over]] = {}
    for row in rows:
        below.setdefault(row.over, []).append(row)
    seen: set[tuple[uuid.UUID, dt.date, dt.date]] = set()
    waiting: list[tuple[uuid.UUID, dt.date, dt.date, tuple[Over, ...]]] = [(start, dt.date.min, dt.date.max, ())]
    while waiting:
        place, first, last, way = waiting.pop()
        for row in below.get(place, ()):
            since, until = max(first, row.first), min(last, row.last)
            if since > until or (row.under, since, until) in seen:
                continue
            if row.under == start:
                return (*way, row)
            seen.add((row.under, since, until))
            waiting.append((row.under, since, until, (*way, row)))
    return None
