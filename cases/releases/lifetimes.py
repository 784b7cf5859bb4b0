"""What the releases of all series together may tell about one person: μ², added up over the series they stand in.

μ is that of Gaussian differential privacy; independent series add as squares (Dong, Roth and Su 2022). Records that were
found to be one person after both had entered a series move the figures of that series twice, so they count as 2μ there.
"""

import uuid
from collections import defaultdict
from fractions import Fraction

from django.db.models import Count, F, Max

from . import draws
from .disclosure.design import DESIGN_TOTAL_SD
from .models import LedgerEntry, Series

DESIGN_TOTAL = Fraction(1, DESIGN_TOTAL_SD**2)
"""μ² of the one blurred number that chose the design: everybody who stood at the start of a series is charged it."""


MOST = 1 + DESIGN_TOTAL
"""μ² of a series of which nothing is known but that it made a release: no series may have more."""


def cost(series: Series, records: int = 1) -> Fraction:
    """μ² of a series for a person who stands in it with so many records."""
    return (records * Fraction(series.mu)) ** 2 + DESIGN_TOTAL


def spent() -> defaultdict[uuid.UUID, Fraction]:
    """μ² by person, over every series that they ever entered; also of whoever entered none. Three statements.

    Where a backup took the ledger of releases away, nobody knows who stood in them: everybody is charged their series.
    """
    series = {one.pk: one for one in Series.objects.all()}
    lost = [one for one in series.values() if draws.is_behind(one)]
    everybody = sum(map(cost, lost), draws.unknown_series() * MOST)
    entered = LedgerEntry.objects.filter(sign=LedgerEntry.Sign.ENTERS).order_by()
    found: defaultdict[uuid.UUID, Fraction] = defaultdict(lambda: everybody)
    for person, key, records in entered.values_list("witness__person", "series").annotate(Count("pk")):
        one = series[key]
        found[person] += cost(one, records) - (cost(one) if one in lost else 0)
    return found


def most_spent(series: Series) -> Fraction:
    """The largest μ² of any record that stands or stood in the series, over all series; 0 while nobody does.

    By record, as it was when it entered: that two records are one person can turn out later, and changes no figure.
    """
    every = list(Series.objects.all())
    mu = {one.pk: cost(one) for one in every}
    lost = draws.unknown_series() * MOST
    inside = LedgerEntry.objects.filter(series=series, sign=LedgerEntry.Sign.ENTERS).values("witness")
    entered = LedgerEntry.objects.filter(sign=LedgerEntry.Sign.ENTERS, witness__in=inside)
    if len(mu) == 1:
        return mu[series.pk] + lost if entered.exists() else Fraction(0)
    for one in every:
        if draws.is_behind(one):
            lost, mu[one.pk] = lost + mu[one.pk], Fraction(0)
    found: dict[uuid.UUID, Fraction] = defaultdict(lambda: lost)
    for witness, key in entered.values_list("witness", "series"):
        found[witness] += mu[key]
    return max(found.values(), default=Fraction(0))


def merged_after_entry(series: Series) -> int:
    """How many people stand in the series with more than one record: duplicates found after they had entered."""
    entered = series.entries.filter(sign=LedgerEntry.Sign.ENTERS).order_by().values(person=F("witness__person"))
    return entered.annotate(records=Count("pk")).filter(records__gt=1).count()


def most_events(series: Series) -> dict[str, int]:
    """The most entries and the most leavings of any one record in the series: never above 1."""
    return {
        "most_entries": _most(series, LedgerEntry.Sign.ENTERS),
        "most_exits": _most(series, LedgerEntry.Sign.LEAVES),
    }


def _most(series: Series, sign: int) -> int:
    events = series.entries.filter(sign=sign).order_by().values("witness").annotate(events=Count("pk"))
    return int(events.aggregate(most=Max("events"))["most"] or 0)


def exits_follow_entries(series: Series) -> bool:
    """Whether everybody who left had entered, in that release at the earliest."""
    left = series.entries.filter(sign=LedgerEntry.Sign.LEAVES)
    entered = series.entries.filter(sign=LedgerEntry.Sign.ENTERS, witness__in=left.values("witness")).order_by()
    last = dict(entered.values("witness").annotate(last=Max("number")).values_list("witness", "last"))
    return all(last.get(witness, number + 1) <= number for witness, number in left.values_list("witness", "number"))
