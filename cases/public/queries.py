"""What the public pages read. Each function says how many SQL statements it needs."""

import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import TypeVar

from django.db.models import Model, QuerySet, Subquery

from cases.published.models import PublishedCase, PublishedFigure, PublishedSite, PublishedTerm

Row = TypeVar("Row", bound=Model)

SITE = ("kind", "organisation", "contact")

FACETS = ("act", "setting", "indicator")
"""The order of the glossary: what was done, where, and what follows from it."""


def site() -> PublishedSite:
    """Who publishes; an empty row where nothing is set up yet. One statement."""
    return PublishedSite.objects.first() or PublishedSite()


def cases() -> QuerySet[PublishedCase]:
    """Every documented case. One statement."""
    return PublishedCase.objects.all()


def case_with_site(slug: str) -> tuple[PublishedCase, PublishedSite] | None:
    """A case with its sources, accounts and figures, and who publishes it. Four statements.

    The site comes along as subqueries: read by itself, it would be the fifth statement.
    """
    columns = {name: Subquery(PublishedSite.objects.values(name)[:1]) for name in SITE}
    found = PublishedCase.objects.filter(slug=slug).annotate(**{f"site_{name}": columns[name] for name in SITE})
    case = found.prefetch_related("sources", "accounts", "figures").first()
    if case is None:
        return None
    return case, PublishedSite(**{name: getattr(case, f"site_{name}") or "" for name in SITE})


def figures() -> QuerySet[PublishedFigure]:
    """Every figure that others published, with its case. One statement."""
    return PublishedFigure.objects.select_related("case")


def figures_with_numbers(limit: int) -> QuerySet[PublishedFigure]:
    """The first figures that give a number, other wordings of the same one aside. One statement."""
    return figures().filter(value_min__isnull=False, variant_of="")[:limit]


def together(rows: Iterable[PublishedFigure]) -> list[list[PublishedFigure]]:
    """Figures in their order, each with the other wordings of it beside it. No statement."""
    groups: dict[tuple[str, str], list[PublishedFigure]] = {}
    for row in rows:
        groups.setdefault((row.case_id, row.variant_of or row.reference), []).append(row)
    return list(groups.values())


def terms() -> QuerySet[PublishedTerm]:
    """Every code of the vocabulary. One statement."""
    return PublishedTerm.objects.all()


@dataclass(frozen=True)
class Entry:
    """A code with the indicators it points to."""

    term: PublishedTerm
    indicators: list[PublishedTerm]


@dataclass(frozen=True)
class Family:
    """Codes of one family. ``head`` is the code that names the family, where there is one."""

    code: str
    facet: str
    head: PublishedTerm | None = None
    entries: list[Entry] = field(default_factory=list)


def families(every_term: Iterable[PublishedTerm], shown: Iterable[PublishedTerm]) -> list[Family]:
    """The shown codes by family, acts first. No statement."""
    by_code = {term.code: term for term in every_term}
    heads = {term.family for term in by_code.values()}
    groups: dict[str, Family] = {}
    for term in shown:
        if term.code in heads:
            continue
        family = groups.setdefault(term.family, Family(term.family, term.facet, by_code.get(term.family)))
        family.entries.append(Entry(term, [by_code[code] for code in term.indicators if code in by_code]))
    return sorted(groups.values(), key=lambda family: (place(family.facet), family.code))


def place(facet: str) -> int:
    """Where a facet stands in the glossary; one not known yet comes last."""
    return FACETS.index(facet) if facet in FACETS else len(FACETS)


def with_words(rows: QuerySet[Row], words: str, told: Callable[[Row], Iterable[str]]) -> QuerySet[Row]:
    """The rows whose texts hold every word, in any language. One statement more.

    Compared here and not by the database: SQLite knows upper and lower case in English only.
    """
    wanted = folded(words).split()
    texts = {row.pk: folded(" ".join(told(row))) for row in rows}
    return rows.filter(pk__in=[key for key, text in texts.items() if all(word in text for word in wanted)])


def folded(text: str) -> str:
    """A text as the search compares it: one form of each letter, no case, ё as е."""
    return unicodedata.normalize("NFKC", text).casefold().replace("ё", "е")
