"""The acts that one coder sees on the page, each with the words that it cites and those who had a part in it."""

import uuid
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from cases.accounts.models import User
from cases.coding import anchoring
from cases.coding.anchoring import Anchor
from cases.coding.models import Act, CodingRound, EvidenceLink, Involvement, Passage, Victimisation
from cases.core import sealing
from cases.core.translated import in_language
from cases.intake.models import Testimony
from cases.vocabulary.models import AbuseCategory

from .press import ranges_of
from .spots import Spot
from .texts import REASON, SOURCE, Opened

DRAWN = ("code", "category", "state", "confidence", "note")
"""The columns of an act that are drawn."""


@dataclass(frozen=True)
class ShownAct:
    """An act beside its words. ``name`` is its code in words, with its state where the act is not simply present.

    ``passages`` are the keys of those it cites, ``locators`` its places in a source, ``spots`` where all of them stand
    now; one that stands nowhere has none. ``others`` are the victims, where they are others than whoever told it.
    """

    act: Act
    name: str
    passages: tuple[uuid.UUID, ...]
    locators: tuple[str, ...]
    spots: tuple[Spot, ...]
    others: tuple[str, ...]
    involvements: tuple[Involvement, ...]


@dataclass(frozen=True)
class Unfit:
    """A passage that stands no more where it stood, and the acts that cite it. ``like`` is the number of a sentence in
    which similar words stand, or 0."""

    passage: Passage
    words: str
    acts: tuple[Act, ...]
    like: int = 0


@dataclass(frozen=True)
class Coded:
    """Everything that is coded in one round, as one coder sees it."""

    acts: list[ShownAct]
    moved: int = 0
    unfit: list[Unfit] = field(default_factory=list)

    def find(self, key: object) -> ShownAct | None:
        return next((shown for shown in self.acts if str(shown.act.pk) == str(key)), None)


def coded_by_round(testimony: Testimony, user: User, round_: CodingRound | None, opened: Opened) -> Coded:
    """The acts of the second round that the user codes, or else those that count, as far as the user sees them.

    A fixed number of statements; only the columns that are drawn are read, since a testimony can have hundreds.
    """
    acts = Act.objects.visible_to(user) if round_ is None else Act.in_every_round.visible_to(user).filter(round=round_)
    found = list(acts.filter(testimony=testimony).order_by("code").only(*DRAWN))
    categories = AbuseCategory.objects.only("code", "labels").in_bulk({act.category_id for act in found})
    links = _links(found, testimony)
    cited = {key for passages, _locators in links.values() for key in passages}
    placed, moved, lost = _placed(_marked(testimony, user, round_, cited), opened, user)
    labels = {key: in_language(category.labels) for key, category in categories.items()}
    others, involvements = _others(testimony), _involvements(testimony)
    shown = []
    for act in found:
        act.testimony, act.category = testimony, categories[act.category_id]
        passages, locators = links[act.pk]
        name, spots = _name(act, labels[act.category_id]), _spots(passages, locators, placed)
        had_part = tuple(involvements.get(act.pk, ()))
        shown.append(ShownAct(act, name, passages, locators, spots, others.get(act.pk, ()), had_part))
    unfit = [
        Unfit(one, words, tuple(each.act for each in shown if one.pk in each.passages), like)
        for one, words, like in lost
    ]
    return Coded(shown, moved, unfit)


def open_names(acts: Sequence[ShownAct], user: User) -> dict[uuid.UUID, str]:
    """The names of everybody who had a part in these acts, opened with one event."""
    actors = {row.actor_id: row.actor for shown in acts for row in shown.involvements}
    names = sealing.open_rows(list(actors.values()), "name", by=user, reason=REASON)
    return {key: names[key] or actor.code for key, actor in actors.items()}


def part_of(involvement: Involvement, names: Mapping[uuid.UUID, str]) -> str:
    """Who, in which role: one line beside an act."""
    role = involvement.get_role_display() if involvement.role else _("role not said")
    return f"{names.get(involvement.actor_id, involvement.actor.code)} · {role}"


def _name(act: Act, label: str) -> str:
    return label if act.state == Act.State.PRESENT else f"{label}: {act.get_state_display()}"


def _links(acts: Sequence[Act], testimony: Testimony) -> dict[uuid.UUID, tuple[tuple[uuid.UUID, ...], tuple[str, ...]]]:
    """Of each act, the keys of the passages it cites and its places in a source."""
    passages: dict[uuid.UUID, list[uuid.UUID]] = {act.pk: [] for act in acts}
    locators: dict[uuid.UUID, list[str]] = {act.pk: [] for act in acts}
    columns = ("act", "passage", "locator")
    for act, passage, locator in EvidenceLink.objects.filter(act__testimony=testimony).values_list(*columns):
        if act not in passages:
            continue
        if passage is not None:
            passages[act].append(passage)
        else:
            locators[act].append(locator)
    return {act.pk: (tuple(passages[act.pk]), tuple(locators[act.pk])) for act in acts}


def _others(testimony: Testimony) -> dict[uuid.UUID, tuple[str, ...]]:
    """The victims of each act by their codes; none where it is whoever told it alone."""
    columns = ("act", "witness", "group", "witness__code", "group__code")
    rows = Victimisation.objects.filter(act__testimony=testimony).values_list(*columns)
    found: dict[uuid.UUID, dict[uuid.UUID, str]] = {}
    for act, witness, group, of_witness, of_group in rows:
        found.setdefault(act, {})[witness or group] = of_witness or of_group
    told = {testimony.witness_id, testimony.group_id}
    return {act: tuple(sorted(some.values())) for act, some in found.items() if not some.keys() <= told}


def _involvements(testimony: Testimony) -> dict[uuid.UUID, list[Involvement]]:
    found: dict[uuid.UUID, list[Involvement]] = {}
    rows = Involvement.objects.filter(act__testimony=testimony).select_related("actor").order_by("created_at")
    for row in rows:
        found.setdefault(row.act_id, []).append(row)
    return found


@dataclass(frozen=True)
class _Marked:
    """What says where a passage stands."""

    pk: uuid.UUID
    text: str
    text_version: int
    start: int
    end: int


def _marked(
    testimony: Testimony, user: User, round_: CodingRound | None, cited: Collection[uuid.UUID]
) -> list[_Marked]:
    """The passages that acts cite, and those marked in this round."""
    rows = Passage.objects.visible_to(user).filter(testimony=testimony)
    columns = ("pk", "text", "text_version", "start", "end", "round")
    own = round_.pk if round_ else None
    return [_Marked(*row) for *row, of_round in rows.values_list(*columns) if row[0] in cited or of_round == own]


def _spots(
    passages: Sequence[uuid.UUID], locators: Sequence[str], placed: Mapping[uuid.UUID, Spot]
) -> tuple[Spot, ...]:
    found = [placed[key] for key in passages if key in placed]
    found += [Spot(SOURCE, first, last + 1) for locator in locators for first, last in ranges_of(locator)]
    return tuple(sorted(found, key=lambda spot: (spot.text, spot.start, spot.end)))


def _placed(
    marked: Sequence[_Marked], opened: Opened, user: User
) -> tuple[dict[uuid.UUID, Spot], int, list[tuple[Passage, str, int]]]:
    """Where each passage stands now; how many moved with a corrected text; and those that are not surely found, with
    their words and the number of a sentence like them."""
    current = {text.name: text.version for text in opened.texts}
    spots = {one.pk: Spot(one.text, one.start, one.end) for one in marked if current.get(one.text) == one.text_version}
    keys = [one.pk for one in marked if one.pk not in spots]
    if not keys:
        return spots, 0, []
    older = list(Passage.objects.visible_to(user).filter(pk__in=keys))
    texts = {name: sealing.open_rows(older, name, by=user, reason=REASON) for name in ("exact", "prefix", "suffix")}
    lost = []
    for one in older:
        words = {name: some[one.pk] or "" for name, some in texts.items()}
        text = opened.text(one.text)
        found = anchoring.place(Anchor(one.start, one.end, **words), text.words) if text else None
        if found is not None and found.sure:
            spots[one.pk] = Spot(one.text, found.start, found.end)
        else:
            like = text.sentences_at(found.start, found.end)[:1] if text and found else []
            lost.append((one, words["exact"], like[0].number if like else 0))
    return spots, len(older) - len(lost), lost
