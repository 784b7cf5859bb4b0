"""The ILO indicators of a person: derived from coded acts, never coded themselves (domain brief 2.1).

An indicator is *reported* when an act present is tied to the person's labour situation, has the person as its
victim, and its category points to the indicator in the vocabulary. What was done to others is no report about the
person, and an act outside a labour situation derives nothing. The forced-labour screen and a reviewer's override
rest on this and come with the coding desk.
"""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db.models import Exists, F, OuterRef, Q, QuerySet, TextChoices
from django.utils.translation import gettext_lazy as _

from cases.vocabulary.models import AbuseCategory

from .models import Act, Victimisation


class Answer(TextChoices):
    """What a person's testimonies say about an indicator, the strongest answer first."""

    REPORTED = "reported", _("reported")
    UNCLEAR = "unclear", _("unclear")
    STATED_ABSENT = "stated_absent", _("stated to be absent")
    NOT_ASKED = "not_asked", _("not asked")


_STRENGTH = {answer: place for place, answer in enumerate(Answer)}


@dataclass
class Indicator:
    """One indicator of one person: the answer, and the acts (their uuids) that give it."""

    answer: Answer = Answer.NOT_ASKED
    acts: list[uuid.UUID] = field(default_factory=list)

    def hear(self, answer: Answer, act: uuid.UUID) -> None:
        """Take in what one act says: a stronger answer replaces a weaker one and its acts."""
        if _STRENGTH[answer] < _STRENGTH[self.answer]:
            self.answer, self.acts = answer, []
        if answer == self.answer:
            self.acts.append(act)


Profile = Mapping[str, Indicator]
"""Every indicator by its code."""


def codes() -> list[str]:
    """The indicators in the ILO's order; they are never retired. One statement."""
    indicators = AbuseCategory.objects.filter(facet=AbuseCategory.Facet.INDICATOR, family__isnull=False)
    return list(indicators.order_by("code").values_list("code", flat=True))


def derive(acts: QuerySet[Act]) -> dict[uuid.UUID, Profile]:
    """The indicators of each person who told any of the acts, by ``Witness.person``: records that were found to be the
    same person answer together. Two statements.

    Who has no act among them is not in the answer: nothing was asked.
    """
    known = codes()
    profiles: dict[uuid.UUID, dict[str, Indicator]] = {}
    for act, person, code, state, own in _rows(acts, known).iterator(chunk_size=5000):
        profile = profiles.setdefault(person, {known_code: Indicator() for known_code in known})
        profile[code].hear(_answer(state, own=own), act)
    return dict(profiles)


def _rows(acts: QuerySet[Act], known: list[str]) -> QuerySet[Act, tuple[uuid.UUID, uuid.UUID, str, str, bool]]:
    """Act, person, indicator, state, and whether it was done to the witness in a labour situation of theirs."""
    teller = "testimony__witness__person"
    victim = Victimisation.objects.filter(act=OuterRef("pk"), witness__person=OuterRef(teller))
    own = Q(Exists(victim)) & Q(situation__witness__person=F(teller))
    told = acts.filter(testimony__witness__isnull=False, category__indicators__code__in=known)
    return told.annotate(own=own).values_list("pk", teller, "category__indicators__code", "state", "own")


def _answer(state: str, *, own: bool) -> Answer:
    """Present counts as reported when it was done to the person at work; otherwise it leaves the question unclear."""
    if state == Act.State.PRESENT:
        return Answer.REPORTED if own else Answer.UNCLEAR
    return Answer(state)
