"""What two coders found in the same testimonies, as pairs for the coefficients of ``agreement``.

A unit is a testimony that both have finished × a category of the vocabulary. Each coder's answer is the strongest state
that they coded it in; a category without a row was not asked, as everywhere. Compared are the first coding and the blind
second one, never the reconciliation: it is what both came to afterwards.
"""

import uuid
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import F, QuerySet
from django.db.models.functions import Coalesce

from cases.casework.models import UNSETTLED_STATES
from cases.core.translated import in_language
from cases.intake.models import Status, Testimony
from cases.vocabulary.models import AbuseCategory

from .agreement import Agreement, Gate, Pair, gate, measure
from .models import Act, CodingRound

STATES = (Act.State.PRESENT, Act.State.UNCLEAR, Act.State.STATED_ABSENT, Act.State.NOT_ASKED)
"""The four answers, the strongest first."""

PRESENT, NOT_ASKED = STATES.index(Act.State.PRESENT), STATES.index(Act.State.NOT_ASKED)

Said = Mapping[uuid.UUID, Pair]
"""By testimony, the pair of answers about one category; a testimony that is missing was asked by neither."""


@dataclass(frozen=True)
class Line:
    """Agreement on a category, a family or an indicator, and in how many units both or only one found it present."""

    code: str
    label: str
    agreement: Agreement | None
    both: int
    one: int
    categories: tuple["Line", ...] = ()

    @property
    def gate(self) -> Gate:
        """What its figures may be used for."""
        return gate(self.agreement)


@dataclass(frozen=True)
class DoubleCoded:
    """Testimonies that two coders have finished, and what both said by category (its primary key)."""

    testimonies: Sequence[uuid.UUID]
    categories: Sequence[AbuseCategory]
    said: Mapping[uuid.UUID, Said]

    def families(self) -> list[Line]:
        """Families with a category in use that a coder has used, in the order of their codes."""
        by_family: dict[AbuseCategory, list[AbuseCategory]] = defaultdict(list)
        for category in self._used(retired=False):
            assert category.family is not None  # an act stands in a family
            by_family[category.family].append(category)
        return [self._pooled(family, members) for family, members in by_family.items()]

    def indicators(self) -> list[Line]:
        """Indicators to which such a category points, in the order of their codes."""
        by_indicator: dict[AbuseCategory, list[AbuseCategory]] = defaultdict(list)
        for category in self._used(retired=False):
            for indicator in category.indicators.all():
                by_indicator[indicator].append(category)
        ordered = sorted(by_indicator, key=lambda indicator: indicator.code)
        return [self._pooled(indicator, by_indicator[indicator]) for indicator in ordered]

    def retired(self) -> list[Line]:
        """Categories that were used and are retired since: no part of a family's figure."""
        return [self._line(category, [category]) for category in self._used(retired=True)]

    def unused(self) -> list[AbuseCategory]:
        """Categories in use that neither coder found in any of these testimonies: nothing is known of them."""
        return [one for one in self.categories if one.valid_to is None and not self._is_used(one)]

    def _used(self, *, retired: bool) -> Iterable[AbuseCategory]:
        return (one for one in self.categories if (one.valid_to is not None) == retired and self._is_used(one))

    def _is_used(self, category: AbuseCategory) -> bool:
        return any(pair != (NOT_ASKED, NOT_ASKED) for pair in self.said.get(category.pk, {}).values())

    def _pooled(self, over: AbuseCategory, members: Sequence[AbuseCategory]) -> Line:
        return self._line(over, members, tuple(self._line(one, [one]) for one in members))

    def _line(self, named: AbuseCategory, members: Sequence[AbuseCategory], categories: tuple[Line, ...] = ()) -> Line:
        groups = [Counter(self._pair(member, key) for member in members) for key in self.testimonies]
        table = sum(groups, Counter[Pair]())
        one = sum(number for pair, number in table.items() if (pair[0] == PRESENT) != (pair[1] == PRESENT))
        found = measure(groups, len(STATES))
        return Line(named.code, in_language(named.labels), found, table[PRESENT, PRESENT], one, categories)

    def _pair(self, category: AbuseCategory, testimony: uuid.UUID) -> Pair:
        return self.said.get(category.pk, {}).get(testimony, (NOT_ASKED, NOT_ASKED))


def read(testimonies: QuerySet[Testimony], acts: QuerySet[Act]) -> DoubleCoded:
    """What both coders said in those of the testimonies that both have finished. Four statements.

    ``acts`` are those that the reader may see, of every round. A testimony whose second coding could still be blind to
    somebody is left out for everybody.
    """
    finished = testimonies.filter(rounds__kind=CodingRound.Kind.SECOND, rounds__finished_at__isnull=False)
    settled = finished.exclude(coded_at=None).exclude(status__in=[*UNSETTLED_STATES, Status.WITHDRAWN])
    keys = sorted(set(settled.order_by().values_list("pk", flat=True)))
    facet = AbuseCategory.objects.filter(facet=AbuseCategory.Facet.ACT, family__isnull=False)
    categories = facet.select_related("family").prefetch_related("indicators").order_by("code")
    return DoubleCoded(keys, list(categories), _said(acts.filter(testimony__in=keys)))


def read_all() -> DoubleCoded:
    """The same of all own interviews of the office, for pages that show figures of the whole office."""
    return read(Testimony.objects.all(), Act.in_every_round.all())


def _said(acts: QuerySet[Act]) -> dict[uuid.UUID, dict[uuid.UUID, Pair]]:
    """By category and testimony. A legal reviewer's finding is no coder's: it counts as what was coded."""
    rows = acts.exclude(round__kind=CodingRound.Kind.RECONCILED).annotate(coded=Coalesce("raised_from", "category"))
    said: dict[uuid.UUID, dict[uuid.UUID, Pair]] = defaultdict(dict)
    for category, testimony, kind, state in rows.order_by().values_list(
        "coded", "testimony", F("round__kind"), "state"
    ):
        first, second = said[category].get(testimony, (NOT_ASKED, NOT_ASKED))
        heard = STATES.index(Act.State(state))
        if kind == CodingRound.Kind.SECOND:
            said[category][testimony] = first, min(second, heard)
        else:
            said[category][testimony] = min(first, heard), second
    return dict(said)
