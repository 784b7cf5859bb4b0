"""The ILO indicators of a person: derived from coded acts, never coded themselves (domain brief 2.1).

An indicator is *reported* when an act present is tied to the person's labour situation, has the person as its
victim, and its category points to the indicator in the vocabulary. What was done to others is no report about the
person, and an act outside a labour situation derives nothing. A reviewer's override stands above what is derived.
"""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db.models import CharField, Exists, F, OuterRef, Q, QuerySet, TextChoices
from django.db.models.functions import Cast
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cases.vocabulary.models import AbuseCategory

from .models import Act, Victimisation
from .overrides import Standing, standing


class Answer(TextChoices):
    """What a person's testimonies say about an indicator, the strongest answer first."""

    REPORTED = "reported", _("reported")
    UNCLEAR = "unclear", _("unclear")
    STATED_ABSENT = "stated_absent", _("stated to be absent")
    NOT_ASKED = "not_asked", _("not asked")


TELLER = "testimony__witness__person"

_STRENGTH = {answer: place for place, answer in enumerate(Answer)}


@dataclass
class Indicator:
    """One indicator of one person: what the acts say, the acts (their uuids) that say so, and a reviewer's override."""

    derived: Answer = Answer.NOT_ASKED
    acts: list[uuid.UUID] = field(default_factory=list)
    override: Standing | None = None

    @property
    def answer(self) -> Answer:
        """The answer that counts."""
        return Answer(self.override.answer) if self.override else self.derived

    def hear(self, answer: Answer, act: uuid.UUID) -> None:
        """Take in what one act says: a stronger answer replaces a weaker one and its acts."""
        if _STRENGTH[answer] < _STRENGTH[self.derived]:
            self.derived, self.acts = answer, []
        if answer == self.derived:
            self.acts.append(act)

    @property
    def overridden(self) -> str:
        """That a reviewer said otherwise, in a sentence; empty when nobody did."""
        if self.override is None:
            return ""
        return gettext("overridden by review %(code)s, was: %(was)s") % {
            "code": self.override.code,
            "was": self.derived.label,
        }


Profile = Mapping[str, Indicator]
"""Every indicator by its code."""


def codes() -> list[str]:
    """The indicators in the ILO's order; they are never retired. One statement."""
    indicators = AbuseCategory.objects.filter(facet=AbuseCategory.Facet.INDICATOR, family__isnull=False)
    return list(indicators.order_by("code").values_list("code", flat=True))


def derive(acts: QuerySet[Act]) -> dict[uuid.UUID, Profile]:
    """The indicators of each person who told any of the acts, by ``Witness.person``: records that were found to be the
    same person answer together. Three statements.

    Who has no act among them is not in the answer: nothing was asked.
    """
    known = codes()
    profiles: dict[uuid.UUID, dict[str, Indicator]] = {}
    for act, person, code, state, own in _rows(acts).iterator(chunk_size=5000):
        if code not in known:
            continue
        profile = profiles.setdefault(person, {known_code: Indicator() for known_code in known})
        profile[code].hear(answer_of(state, own=own), act)
    for person, overridden in standing().items():
        for code, override in overridden.items():
            if person in profiles and code in known:
                profiles[person][code].override = override
    return dict(profiles)


def answers(acts: QuerySet[Act]) -> dict[uuid.UUID, dict[str, Answer]]:
    """The answers of ``derive`` by person and indicator, without the acts behind them: for very many people at once.

    An indicator that is missing was not asked. Three statements.
    """
    pointed_to = AbuseCategory.objects.filter(indicators__facet=AbuseCategory.Facet.INDICATOR)
    by_category: dict[str, list[str]] = {}
    for category, code in pointed_to.values_list(Cast("pk", CharField()), "indicators__code"):
        by_category.setdefault(category, []).append(code)
    found: dict[str, dict[str, Answer]] = {}
    # Keys as text: a dozen rows speak of each person, and of the same few categories.
    told = told_by_witnesses(acts).annotate(teller=Cast(TELLER, CharField()), kind=Cast("category", CharField()))
    for person, category, state, own in told.values_list("teller", "kind", "state", "own").iterator(chunk_size=5000):
        known = found.setdefault(person, {})
        for code in by_category.get(category, ()):
            answer = answer_of(state, own=own)
            known[code] = min(answer, known.get(code, Answer.NOT_ASKED), key=_STRENGTH.__getitem__)
    by_person = {uuid.UUID(person): known for person, known in found.items()}
    for key, overridden in standing().items():
        if key in by_person:
            by_person[key] |= {code: Answer(override.answer) for code, override in overridden.items()}
    return by_person


def _rows(acts: QuerySet[Act]) -> QuerySet[Act, tuple[uuid.UUID, uuid.UUID, str | None, str, bool]]:
    """Act, person, category that it points to, state, and whether it was done to the witness in a situation of theirs.

    Which of the categories are indicators is asked of the answer: asked of SQLite, it begins with these, and looks
    through the acts of everybody for each batch of people.
    """
    return told_by_witnesses(acts).values_list("pk", TELLER, "category__indicators__code", "state", "own")


def told_by_witnesses(acts: QuerySet[Act]) -> QuerySet[Act]:
    """Acts that a witness told of, each with whether it was done to them in a situation of theirs."""
    victim = Victimisation.objects.filter(act=OuterRef("pk"), witness__person=OuterRef(TELLER))
    own = Q(Exists(victim)) & Q(situation__witness__person=F(TELLER))
    return acts.filter(testimony__witness__isnull=False).annotate(own=own).order_by()


def answer_of(state: str, *, own: bool) -> Answer:
    """Present counts as reported when it was done to the person at work; otherwise it leaves the question unclear."""
    if state == Act.State.PRESENT:
        return Answer.REPORTED if own else Answer.UNCLEAR
    return Answer(state)
