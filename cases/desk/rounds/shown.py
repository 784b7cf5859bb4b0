"""What the comparison shows of each line: words, values of both codings, what differs, what can become of it."""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cases.accounts.models import User
from cases.coding import queries, rounds
from cases.coding.comparison import Choice, Coded, Line
from cases.coding.models import Act, CodingRound, Passage
from cases.core import sealing
from cases.intake.models import Testimony

VALUES: Mapping[str, Promise] = {
    "category": _("Code"),
    "state": _("State"),
    "victims": _("Done to"),
    "actors": _("Done by"),
    "period": _("When"),
    "place": _("Where"),
    "note": _("Note"),
}
CHOICES: Mapping[str, Promise] = {
    Choice.FIRST: _("First coding"),
    Choice.SECOND: _("Second coding"),
    Choice.BOTH: _("Both"),
    Choice.NEITHER: _("Neither"),
}


@dataclass(frozen=True)
class Words:
    """Words that one or both coders cite, with their language."""

    text: str
    language: str


@dataclass(frozen=True)
class Value:
    """One value in both codings, and whether it differs."""

    label: Promise
    first: str
    second: str
    differs: bool


@dataclass(frozen=True)
class ShownLine:
    """A line of the comparison as it is shown; ``chosen`` is what was decided, or is usual, or nothing."""

    number: int
    line: Line
    words: Sequence[Words]
    values: Sequence[Value]
    chosen: str

    @property
    def choices(self) -> list[tuple[str, Promise]]:
        return [(choice.value, CHOICES[choice]) for choice in self.line.choices]

    @property
    def title(self) -> str:
        """The codes in it, once where both gave the same."""
        value = self.values[0]
        return " / ".join(dict.fromkeys(code for code in (value.first, value.second) if code))

    @property
    def outcome(self) -> Promise | str:
        return CHOICES.get(self.chosen, "")


@dataclass(frozen=True)
class Comparison:
    """The lines in which both agree, and those that are to be settled."""

    agreed: Sequence[ShownLine]
    open: Sequence[ShownLine]

    @property
    def total(self) -> int:
        return len(self.agreed) + len(self.open)


def comparison(user: User, testimony: Testimony, third: CodingRound | None, chosen: Mapping[str, str]) -> Comparison:
    """Both codings, with what was chosen just now, or is in the third record, or is usual: to keep what both say."""
    lines, acts = rounds.lines_of(Act.in_every_round.visible_to(user), testimony)
    words = _words(user, testimony, list(acts.values()))
    notes = sealing.open_rows([act for act in acts.values() if act.note], "note", by=user, reason="comparison")
    names = _names(user, acts.values())
    copies = rounds.copies_in(third) if third is not None else None
    shown = []
    for number, line in enumerate(lines, start=1):
        usual = Choice.BOTH.value if line.is_agreed else ""
        decided = usual if copies is None else line.became(copies).value
        values = _values(line, acts, notes, names)
        shown.append(ShownLine(number, line, _of(line, acts, words), values, chosen.get(line.key, decided)))
    return Comparison(
        agreed=[one for one in shown if one.line.is_agreed], open=[one for one in shown if not one.line.is_agreed]
    )


def _values(
    line: Line, acts: Mapping[uuid.UUID, Act], notes: Mapping[object, str | None], names: Mapping[uuid.UUID, str]
) -> list[Value]:
    sides = [_said(one, acts[one.key], notes, names) if one else {} for one in (line.first, line.second)]
    found = []
    for name, label in VALUES.items():
        first, second = (side.get(name, "") for side in sides)
        if first or second:
            found.append(Value(label, first, second, name in line.differs))
    return found


def _said(one: Coded, act: Act, notes: Mapping[object, str | None], names: Mapping[uuid.UUID, str]) -> dict[str, str]:
    """The values of one act by name, as people read them."""
    done_by = [f"{names[row.actor.known_as.pk]}, {row.get_role_display()}" for row in act.involvements.all()]
    own = {"category": str(act.category), "state": str(act.get_state_display()), "note": notes.get(act.pk) or ""}
    return {**one.facts, **own, "actors": "; ".join(sorted(done_by))}


def _names(user: User, acts: Iterable[Act]) -> dict[uuid.UUID, str]:
    """What the actors in these acts are called, opened after one event."""
    actors = {row.actor.known_as.pk: row.actor.known_as for act in acts for row in act.involvements.all()}
    return {one.actor.pk: str(one) for one in queries.named(user, list(actors.values()))} if actors else {}


def _words(user: User, testimony: Testimony, acts: Sequence[Act]) -> dict[uuid.UUID, Words]:
    """Every passage that an act cites, opened after one event."""
    cited = {link.passage.pk: link.passage for act in acts for link in act.links.all() if link.passage is not None}
    opened = sealing.open_rows(list(cited.values()), "exact", by=user, reason="comparison") if cited else {}
    languages = {
        Passage.TextVersion.ACCOUNT: testimony.language,
        Passage.TextVersion.TRANSLATION: testimony.translation_language,
    }
    return {key: Words(opened[key] or "", languages[Passage.TextVersion(one.text)]) for key, one in cited.items()}


def _of(line: Line, acts: Mapping[uuid.UUID, Act], words: Mapping[uuid.UUID, Words]) -> list[Words]:
    """The words of a line, those that both cite once, in the order of the text."""
    cited = [
        link.passage
        for one in (line.first, line.second)
        if one is not None
        for link in acts[one.key].links.all()
        if link.passage is not None
    ]
    places = {(passage.text, passage.start, passage.end): words[passage.pk] for passage in cited}
    return [places[place] for place in sorted(places)]
