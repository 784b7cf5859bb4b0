"""Filters of the public lists: a form without JavaScript. What a form does not know is ignored."""

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar, NamedTuple
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django_filters import CharFilter, ChoiceFilter, FilterSet

from cases.core.translated import in_language
from cases.published.models import PublishedFigure, PublishedTerm

from . import queries

LONGEST_SEARCH = 100


class Chip(NamedTuple):
    """A filter in use, and the address of the list without it."""

    value: str
    href: str


class PublicFilter(FilterSet):
    """A filter that tells which of its fields are in use, as links that take each one away."""

    def used(self) -> dict[str, str]:
        """The valid fields that are filled in."""
        self.form.is_valid()
        return {name: value for name, value in self.form.cleaned_data.items() if value}

    def chips(self) -> list[Chip]:
        """One for each field in use."""
        used = self.used()
        return [
            Chip(self.shown(name, value), "?" + urlencode({other: used[other] for other in used if other != name}))
            for name, value in used.items()
        ]

    def shown(self, name: str, value: str) -> str:
        """A choice by its label, words as they were typed."""
        choices = getattr(self.form.fields[name], "choices", ())
        return str(dict(choices).get(value, value))

    def offer(self, name: str, choices: Iterable[tuple[str, str]]) -> None:
        """Give a select its choices, each once, by label."""
        self.filters[name].extra["choices"] = sorted(set(choices), key=lambda choice: choice[1])


class FigureFilter(PublicFilter):
    """Figures of others: by kind, by source, by words."""

    kind = ChoiceFilter(label=_("Kind"), empty_label=_("All kinds"))
    source = ChoiceFilter(label=_("Source"), empty_label=_("All sources"), field_name="source_code")
    q = CharFilter(label=_("Words in the figure or who said it"), method="by_words", max_length=LONGEST_SEARCH)

    class Meta:
        model = PublishedFigure
        fields: ClassVar = ["kind", "source", "q"]

    def __init__(self, data: Mapping[str, Any], *, every_figure: Iterable[PublishedFigure]) -> None:
        super().__init__(data, queryset=queries.figures())
        self.offer("kind", ((row.kind, in_language(row.kind_label)) for row in every_figure))
        self.offer("source", ((row.source_code, f"{row.source_code}: {row.source_title}") for row in every_figure))

    def by_words(self, rows: QuerySet[PublishedFigure], name: str, value: str) -> QuerySet[PublishedFigure]:
        """What is measured, in any language, and who said it."""
        return queries.with_words(rows, value, lambda row: [*row.measure.values(), row.said_by, row.reference])


class TermFilter(PublicFilter):
    """Codes of the vocabulary: by family, by words."""

    family = ChoiceFilter(label=_("Family"), empty_label=_("All families"))
    q = CharFilter(label=_("Code, or words in label or definition"), method="by_words", max_length=LONGEST_SEARCH)

    class Meta:
        model = PublishedTerm
        fields: ClassVar = ["family", "q"]

    def __init__(self, data: Mapping[str, Any], *, every_term: Iterable[PublishedTerm]) -> None:
        super().__init__(data, queryset=queries.terms())
        labels = {term.code: in_language(term.label) for term in every_term}
        self.offer(
            "family", ((term.family, labels.get(term.family, term.family)) for term in every_term if term.family)
        )

    def by_words(self, rows: QuerySet[PublishedTerm], name: str, value: str) -> QuerySet[PublishedTerm]:
        """The code, and its label and definition in any language."""
        return queries.with_words(rows, value, lambda row: [row.code, *row.label.values(), *row.definition.values()])
