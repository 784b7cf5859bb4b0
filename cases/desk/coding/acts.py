"""The acts that one coder sees on the page, each with the words that it cites and those who had a part in it."""

import uuid
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from django.db.models import F, Q
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

DRAWN = ("pk", "code", "category__code", "state", "confidence", "note")
"""The columns of an act that are drawn. Acts, passages and categories are told apart by their codes: SQLite keeps keys as
texts, and it takes long to make hundreds of keys of them."""


class ShownAct(NamedTuple):
    """An act beside its words, as far as it is drawn. ``name`` is its category in words, with its state where the act is
    not simply present.

    ``passages`` are the codes of those it cites, ``locators`` its places in a source, ``spots`` where all of them stand
    now; one that stands nowhere has none. ``others`` are the victims, where they are others than whoever told it.
    """

    pk: uuid.UUID
    code: str
    category: AbuseCategory
    confidence: str
    has_note: bool
    name: str
    passages: Sequence[str]
    locators: Sequence[str]
    spots: Sequence[Spot]
    others: Sequence[str]
    involvements: Sequence[Involvement]


@dataclass(frozen=True)
class Unfit:
    """A passage that stands no more where it stood, and the acts that cite it. ``like`` is the number of a sentence in
    which similar words stand, or 0."""

    passage: Passage
    words: str
    acts: tuple[ShownAct, ...]
    like: int = 0


@dataclass(frozen=True)
class Coded:
    """Everything that is coded in one round, as one coder sees it."""

    acts: list[ShownAct]
    moved: int = 0
    unfit: list[Unfit] = field(default_factory=list)

    def find(self, key: object) -> ShownAct | None:
        return next((shown for shown in self.acts if str(shown.pk) == str(key)), None)


def coded_by_round(testimony: Testimony, user: User, round_: CodingRound | None, opened: Opened) -> Coded:
    """The acts of the second round that the user codes, or else those that count, as far as the user sees them.

    A fixed number of statements, and values instead of records: a testimony can have hundreds of acts.
    """
    acts = Act.objects.visible_to(user) if round_ is None else Act.in_every_round.visible_to(user).filter(round=round_)
    found = list(acts.filter(testimony=testimony).order_by("code").values_list(*DRAWN))
    marked, cited = _marked(testimony, user, round_, {code for _pk, code, *_rest in found})
    placed, moved, lost = _placed(marked, opened, user)
    shown = _shown(found, testimony, cited, placed)
    unfit = [
        Unfit(one, words, tuple(act for act in shown if one.code in act.passages), like) for one, words, like in lost
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


def _shown(
    found: Sequence[tuple[Any, ...]],
    testimony: Testimony,
    cited: Mapping[str, Sequence[str]],
    placed: Mapping[str, Spot],
) -> list[ShownAct]:
    """The acts with all that stands beside them, from the values of their columns."""
    codes = {category for _pk, _code, category, *_rest in found}
    categories = {one.code: one for one in AbuseCategory.objects.filter(code__in=codes).only("code", "labels")}
    labels = {key: in_language(category.labels) for key, category in categories.items()}
    located, others, involvements = _locators(testimony), _others(testimony), _involvements(testimony)
    shown = []
    for pk, code, category, state, confidence, note in found:
        passages, locators = cited.get(code, ()), located.get(code, ())
        drawn = (pk, code, categories[category], confidence, note is not None, _name(labels[category], state))
        beside = (
            passages,
            locators,
            _spots(passages, locators, placed),
            others.get(code, ()),
            involvements.get(code, ()),
        )
        shown.append(ShownAct(*drawn, *beside))
    return shown


def _name(label: str, state: str) -> str:
    return label if state == Act.State.PRESENT else f"{label}: {Act.State(state).label}"


def _locators(testimony: Testimony) -> dict[str, list[str]]:
    """Of each act that cites a source, its places there."""
    found: dict[str, list[str]] = {}
    cited = EvidenceLink.objects.filter(act__testimony=testimony, passage=None)
    for act, locator in cited.values_list("act__code", "locator"):
        found.setdefault(act, []).append(locator)
    return found


def _others(testimony: Testimony) -> dict[str, list[str]]:
    """The victims of each act by their codes, where they are others than whoever told it alone."""
    told = Q(witness=testimony.witness) if testimony.witness else Q(group=testimony.group)
    others = Victimisation.objects.filter(~told, act__testimony=testimony)
    rows = Victimisation.objects.filter(act__in=others.values("act"))
    found: dict[str, list[str]] = {}
    for act, of_witness, of_group in rows.values_list("act__code", "witness__code", "group__code"):
        found.setdefault(act, []).append(of_witness or of_group)
    return {act: sorted(codes) for act, codes in found.items()}


def _involvements(testimony: Testimony) -> dict[str, list[Involvement]]:
    found: dict[str, list[Involvement]] = {}
    rows = Involvement.objects.filter(act__testimony=testimony).select_related("actor").order_by("created_at")
    for row in rows.annotate(of_act=F("act__code")):
        found.setdefault(row.of_act, []).append(row)
    return found


class _Marked(NamedTuple):
    """What says where a passage stands."""

    code: str
    text: str
    text_version: int
    start: int
    end: int


def _marked(
    testimony: Testimony, user: User, round_: CodingRound | None, acts: Collection[str]
) -> tuple[list[_Marked], dict[str, list[str]]]:
    """The passages that these acts cite and those marked in this round; and of each act, the codes of those it cites."""
    rows = Passage.objects.visible_to(user).filter(testimony=testimony)
    columns = ("code", "text", "text_version", "start", "end", "round", "links__act__code")
    own = round_.pk if round_ else None
    marked: dict[str, _Marked] = {}
    cited: dict[str, list[str]] = {}
    for *place, of_round, act in rows.values_list(*columns):
        if act in acts or of_round == own:
            marked[place[0]] = _Marked(*place)
        if act in acts:
            cited.setdefault(act, []).append(place[0])
    return list(marked.values()), cited


def _spots(passages: Sequence[str], locators: Sequence[str], placed: Mapping[str, Spot]) -> tuple[Spot, ...]:
    found = [placed[code] for code in passages if code in placed]
    found += [Spot(SOURCE, first, last + 1) for locator in locators for first, last in ranges_of(locator)]
    return tuple(sorted(found))


def _placed(
    marked: Sequence[_Marked], opened: Opened, user: User
) -> tuple[dict[str, Spot], int, list[tuple[Passage, str, int]]]:
    """Where each passage stands now; how many moved with a corrected text; and those that are not surely found, with
    their words and the number of a sentence like them."""
    current = {text.name: text.version for text in opened.texts}
    spots = {
        one.code: Spot(one.text, one.start, one.end) for one in marked if current.get(one.text) == one.text_version
    }
    codes = [one.code for one in marked if one.code not in spots]
    if not codes:
        return spots, 0, []
    older = list(Passage.objects.visible_to(user).filter(code__in=codes))
    texts = {name: sealing.open_rows(older, name, by=user, reason=REASON) for name in ("exact", "prefix", "suffix")}
    lost = []
    for one in older:
        words = {name: some[one.pk] or "" for name, some in texts.items()}
        text = opened.text(one.text)
        found = anchoring.place(Anchor(one.start, one.end, **words), text.words) if text else None
        if found is not None and found.sure:
            spots[one.code] = Spot(one.text, found.start, found.end)
        else:
            like = text.sentences_at(found.start, found.end)[:1] if text and found else []
            lost.append((one, words["exact"], like[0].number if like else 0))
    return spots, len(older) - len(lost), lost
