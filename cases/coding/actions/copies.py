"""Copying acts into the third record, with all that hangs on them."""

from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import TypeVar

from cases.accounts.models import User
from cases.coding.models import Act, CodingRound, Event, EvidenceLink, Involvement, Victimisation
from cases.core.fields import sealed_columns
from cases.core.models import Row
from cases.core.records import add_all, fill, open_for_action

R = TypeVar("R", bound=Row)

VALUES = (
    "testimony", "situation", "category", "state", "date", "place", "confidence", "reference", "raised_from", "raised_by",
)  # fmt: skip


def copy_all(by: User, third: CodingRound, kept: Sequence[Sequence[Act]], event: Event | None) -> None:
    """One act for each of these, made of one act or of two: the values of the first, the words, victims and actors of
    either. It does not count yet. ``event`` takes all of them in; None leaves each in its own.

    They are stored without asking anew whether they may be coded: each is what a coder has coded, and a category that
    was retired since stays what it was.
    """
    acts = [_copy(by, third, sources[0], event) for sources in kept]
    add_all(acts)
    made = list(zip(acts, kept, strict=True))
    add_all([link for act, sources in made for link in _links(act, sources)])
    add_all([row for act, sources in made for row in _victims(act, sources)])
    add_all([row for act, sources in made for row in _involvements(act, sources)])


def _copy(by: User, third: CodingRound, original: Act, event: Event | None) -> Act:
    copy = Act(event=event or original.event, coded_by=by, round=third, stands=False, taken_from=original)
    fill(copy, {name: getattr(original, name) for name in VALUES})
    _fill_sealed(copy, original)
    return copy


def _links(copy: Act, sources: Sequence[Act]) -> Iterable[EvidenceLink]:
    """Words that both coders marked at the same place are cited once."""
    for link in _once((link for act in sources for link in act.links.all()), _cited):
        said = {"locator": link.locator, "attribution": link.attribution}
        yield EvidenceLink(act=copy, passage=link.passage, source=link.source, **said)


def _cited(link: EvidenceLink) -> Hashable:
    if link.passage is not None:
        return link.passage.text, link.passage.start, link.passage.end
    return link.source_id, link.locator, link.attribution


def _victims(copy: Act, sources: Sequence[Act]) -> Iterable[Victimisation]:
    for row in _once((row for act in sources for row in act.victims.all()), lambda row: row.victim_uuid):
        new = Victimisation(act=copy, witness=row.witness, group=row.group)
        _fill_sealed(new, row)
        yield new


def _involvements(copy: Act, sources: Sequence[Act]) -> Iterable[Involvement]:
    rows = (row for act in sources for row in act.involvements.all())
    for row in _once(rows, lambda row: (row.actor_id, row.role)):
        values = {name: getattr(row, name) for name in ("role", "degree", "identified_by", "confidence")}
        yield Involvement(act=copy, actor=row.actor, **values)


def _fill_sealed(new: Row, original: Row) -> None:
    """What is sealed is bound to its row: it is opened, and sealed anew."""
    filled = [name for name in sorted(sealed_columns(type(new))) if getattr(original, name) is not None]
    fill(new, {name: open_for_action(original, name) for name in filled})


def _once(rows: Iterable[R], by: Callable[[R], Hashable]) -> Iterable[R]:
    """The first row of each kind, in their order."""
    first: dict[Hashable, R] = {}
    for row in rows:
        first.setdefault(by(row), row)
    return first.values()
