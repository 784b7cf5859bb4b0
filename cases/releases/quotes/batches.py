"""The quotes of a release: drawn anew by chance at the freezing, checked again at the publication.

A release carries exactly the number that its series fixed, or none, so that the absence of one quote says nothing.
Nothing is taken down in between: the batch of the next release replaces them all.
"""

import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Count, QuerySet
from django.utils import timezone

from cases.core.records import add_all
from cases.core.translated import in_language
from cases.published import actions as published
from cases.published.data import Quote as QuoteShown
from cases.releases import frame, merging, who_counts
from cases.releases.models import Quote, ReleaseDraft, ReleaseQuote, Series, Signature
from cases.witnesses import consent
from cases.witnesses.models import Scope

from .shown import Texts, content_hmac, texts_of

SPARES = 2
"""Quotes drawn beyond the number: they stand in for those whose consent ends before the publication."""

SLOTS_LATER = 2
"""Slots between the first one that a testimony could be counted in and the first one that quotes it."""


@dataclass(frozen=True)
class InBatch:
    """A quote of a batch as the approvers see it: what would be public, and whether it goes out now or stands by."""

    shown: QuoteShown
    labels: tuple[Mapping[str, str], ...]
    goes_out: bool

    @property
    def stands_in(self) -> bool:
        """Whether it comes out only where another one may not."""
        return not self.goes_out

    @property
    def text(self) -> str:
        """In the reader's language."""
        return in_language(self.shown.text)

    @property
    def said(self) -> str:
        """What it speaks of: indicator, sector, period."""
        return " · ".join(map(in_language, self.labels))


def draw(draft: ReleaseDraft) -> None:
    """Draw the batch of a release that is being frozen, by chance, from all quotes that are available; or none.

    Without spares behind it there is none: a single withdrawal before the hour would empty the whole batch, and show.
    """
    number = draft.series.quotes_per_release
    found = available(draft.series, draft.number)
    if not number or len(found) < number + SPARES:
        return
    drawn = secrets.SystemRandom().sample(found, number + SPARES)
    add_all(ReleaseQuote(draft=draft, quote=quote, position=position) for position, quote in enumerate(drawn))


def available(series: Series, number: int) -> list[Quote]:
    """The quotes that release ``number`` may carry, in an order that says nothing."""
    quotes = _allowed(Quote.objects.all()).order_by("pk")
    return [quote for quote in quotes if number >= first_release_of(quote, series)]


def first_release_of(quote: Quote, series: Series) -> int:
    """The first release of a series that may carry the quote: two later than the first its person could stand in.

    Of a testimony that was cleared before the series began, the third; beyond the horizon when it came too late.
    """
    cleared_at = quote.testimony.cleared_at
    assert cleared_at is not None  # asked of cleared testimonies only
    day = timezone.localtime(cleared_at).date()
    possible = (number for number in range(1, series.horizon + 1) if series.slot(number) >= day)
    return next(possible, series.horizon + 1) + SLOTS_LATER


def going_out(draft: ReleaseDraft) -> list[QuoteShown]:
    """What a release publishes now of its batch: exactly the number of its series, or nothing.

    Inside an action. Whoever no longer allows it is passed over, and so are texts that are not those two people cleared.
    """
    return [one.shown for one in in_batch(draft) if one.goes_out]


def in_batch(draft: ReleaseDraft) -> list[InBatch]:
    """The quotes of a batch that may go out today, in the order drawn. Inside an action."""
    quotes = _still_cleared(_allowed(Quote.objects.filter(batches__draft=draft)).order_by("batches__position"))
    number = draft.series.quotes_per_release
    enough = len(quotes) >= number
    shown = [_shown(quote, texts, draft.series) for quote, texts in quotes]
    return [InBatch(one, _labels(one, draft), enough and place < number) for place, one in enumerate(shown)]


def publish(draft: ReleaseDraft) -> None:
    """Replace the quotes that are public by the batch of this release. Inside the action that publishes it."""
    published.freeze_quotes(frame.identifier(draft.publishes_at.date()), going_out(draft))


def _allowed(quotes: QuerySet[Quote]) -> QuerySet[Quote]:
    """Cleared by two people, of testimonies that stand, whose people allow it today."""
    today = timezone.localdate()
    signed = quotes.annotate(signed=Count("clearances", distinct=True)).filter(signed=len(Signature))
    cleared = signed.filter(cleared_at__isnull=False)
    # Asked of the few who are quoted: of everybody, it would take as long as counting them.
    told = dict(cleared.values_list("testimony", "testimony__witness"))
    allowing = consent.allowing(Scope.S3, on=today).filter(pk__in=told.values(), frozen_at=None)
    return cleared.filter(
        testimony__in=who_counts.testimonies(today).filter(pk__in=told).values("pk"),
        testimony__witness__in=allowing.values("pk"),
    ).select_related("testimony__witness__case")


def _still_cleared(quotes: Iterable[Quote]) -> Sequence[tuple[Quote, Texts]]:
    """Those whose texts are the ones that both signatures stand under."""
    rows = list(quotes)
    found = []
    for quote, texts in zip(rows, texts_of(rows), strict=True):
        signed = set(quote.clearances.values_list("content_hmac", flat=True))
        if signed == {content_hmac(quote, texts)}:
            found.append((quote, texts))
    return found


def _shown(quote: Quote, texts: Texts, series: Series) -> QuoteShown:
    """What is public of a quote: no value that the series does not publish."""
    dimensions = dict(series.schema["dimensions"])
    values = {}
    for dimension, known in (("sector", quote.sector), ("period", quote.period)):
        counted = merging.value(series.merged, dimension, known)
        values[dimension] = counted if counted in dimensions.get(dimension, ()) else ""
    return QuoteShown(text=dict(texts), indicator=quote.indicator, **values)


def _labels(shown: QuoteShown, draft: ReleaseDraft) -> tuple[Mapping[str, str], ...]:
    """The words of the release for the indicator, the sector and the period."""
    known = {("indicator", one["key"]): one["label"] for one in draft.frame["indicators"]}
    for dimension in draft.frame["dimensions"]:
        known |= {(dimension["key"], value["key"]): value["label"] for value in dimension["values"]}
    wanted = (("indicator", shown.indicator), ("sector", shown.sector), ("period", shown.period))
    return tuple(known[one] for one in wanted if one in known)
