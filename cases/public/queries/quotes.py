"""Cleared quotes: those of the newest release."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from cases.published.models import PublishedQuote, PublishedRelease, PublishedTerm

Words = Mapping[str, str]


@dataclass(frozen=True)
class Voice:
    """A quote with the words for what it speaks of; without a sector or period where none is given."""

    quote: PublishedQuote
    indicator: PublishedTerm | None
    sector: Words | None
    period: Words | None


def voices(release: PublishedRelease | None) -> list[Voice]:
    """Every quote that is public, in its order; ``release`` gives the words for sectors and periods. Two statements."""
    quotes = list(PublishedQuote.objects.all())
    terms = PublishedTerm.objects.in_bulk({quote.indicator for quote in quotes}) if quotes else {}
    return _with_words(quotes, terms, release)


def voices_of(release: PublishedRelease | None, indicator: PublishedTerm) -> list[Voice]:
    """The quotes that speak of one indicator. One statement."""
    quotes = PublishedQuote.objects.filter(indicator=indicator.code)
    return _with_words(quotes, {indicator.code: indicator}, release)


def _with_words(
    quotes: Iterable[PublishedQuote], terms: Mapping[str, PublishedTerm], release: PublishedRelease | None
) -> list[Voice]:
    labels = _labels(release)
    return [
        Voice(
            quote,
            terms.get(quote.indicator),
            labels.get(("sector", quote.sector)),
            labels.get(("period", quote.period)),
        )
        for quote in quotes
    ]


def _labels(release: PublishedRelease | None) -> dict[tuple[str, str], Words]:
    """The words for every value of every dimension."""
    dimensions = release.dimensions if release is not None else []
    return {
        (dimension["key"], value["key"]): value["label"] for dimension in dimensions for value in dimension["values"]
    }
