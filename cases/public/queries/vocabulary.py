"""The words of the vocabulary."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import QuerySet

from cases.published.models import PublishedTerm

FACETS = ("act", "setting", "indicator")
"""The order of the glossary: what was done, where, and what follows from it."""


def terms() -> QuerySet[PublishedTerm]:
    """Every code of the vocabulary. One statement."""
    return PublishedTerm.objects.all()


def indicator_terms() -> QuerySet[PublishedTerm]:
    """The indicators in the ILO's order, without the code that names them all. One statement."""
    return terms().filter(facet="indicator", retired=False).exclude(family="")


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


def acts_behind(every_term: Iterable[PublishedTerm], indicator: str) -> list[PublishedTerm]:
    """The acts that point to an indicator, retired ones aside. No statement."""
    acts = (term for term in every_term if term.facet == "act" and not term.retired)
    return [term for term in acts if indicator in term.indicators]
