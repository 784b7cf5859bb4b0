"""Filters of the public lists: a form without JavaScript. What a form does not know is ignored."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, ClassVar, NamedTuple
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django_filters import CharFilter, ChoiceFilter, FilterSet

from cases.core.translated import in_language
from cases.published.models import PublishedCell, PublishedFigure, PublishedTerm

from . import queries
from .edition import Edition
from .schema import Point, Schema, Side, slice_of, whole

LONGEST_SEARCH = 100


class Chip(NamedTuple):
    """A filter in use, and the address of the list without it."""

    value: str
    href: str


class PublicFilter(FilterSet):
    """A filter that tells which of its fields are in use, as links that take each one away.

    ``kept`` are parameters of the page that are none of the filter's and stay in its links.
    """

    kept: Mapping[str, str] = {}

    def used(self) -> dict[str, str]:
        """The valid fields that are filled in."""
        self.form.is_valid()
        return {name: value for name, value in self.form.cleaned_data.items() if value}

    def chips(self) -> list[Chip]:
        """One for each field in use."""
        used = self.used()
        return [
            Chip(self.shown(name, value), self.address({other: used[other] for other in used if other != name}))
            for name, value in used.items()
        ]

    def address(self, used: Mapping[str, str]) -> str:
        """The list with these fields filled in and no other."""
        return "?" + urlencode({**self.kept, **used})

    @property
    def cleared(self) -> str:
        """The list without a filter."""
        return self.address({})

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


class Refusal(NamedTuple):
    """Why a combination is not published, and what is published instead."""

    reason: str
    remedies: list[Chip]


class MenuFilter(PublicFilter):
    """The cells of some sides, narrowed to one value of another: what the published menu holds, and no more.

    Every value of a dimension that an address names is looked at, so that a combination outside the menu is
    explained instead of left out.
    """

    class Meta:
        model = PublishedCell
        fields: ClassVar[list[str]] = []

    def __init__(self, data: Mapping[str, Any], *, edition: Edition, schema: Schema, sides: Sequence[Side]) -> None:
        assert edition.release is not None
        super().__init__(data, queryset=queries.cells(edition.release))
        self.edition, self.schema, self.sides = edition, schema, sides
        self.kept = edition.kept
        self.partners = {side.key: side for side in schema.partners(*(side.key for side in sides))}
        for key, side in self.partners.items():
            choices = [(point.name, in_language(point.label)) for point in side.points]
            self.filters[key] = ChoiceFilter(
                label=in_language(side.label), empty_label=_("Everybody interviewed"), choices=choices
            )

    @property
    def asked(self) -> list[Side]:
        """The dimensions that the address narrows by, those included that no table crosses with these sides."""
        used, own = self.used(), {side.key for side in self.sides}
        outside = {key for key in self.schema.sides if self.data.get(key)} - own - self.partners.keys()
        return [side for key, side in self.schema.sides.items() if key in used or key in outside]

    @property
    def scope(self) -> tuple[Point, Side] | None:
        """The one value that the figures are narrowed to."""
        found = [(self.partners[key].point(name), self.partners[key]) for key, name in self.used().items()]
        return next(((point, side) for point, side in found if point), None)

    def refusal(self) -> Refusal | None:
        """Why nothing is shown, where the menu does not hold what was asked."""
        if len(self.asked) <= 1 and all(side.key in self.partners for side in self.asked):
            return None
        return Refusal(self._reason(), self._remedies())

    def _reason(self) -> str:
        if not self.edition.crosses:
            return gettext("This release holds no table of two dimensions: for that, too few people were interviewed.")
        names = " × ".join(in_language(side.label) for side in (*self.sides[:1], *self.asked))
        return gettext("No table “%(names)s” is published.") % {"names": names}

    def _remedies(self) -> list[Chip]:
        alone = [Chip(self.shown(name, value), self.address({name: value})) for name, value in self.used().items()]
        return [*alone, Chip(gettext("Everybody interviewed"), self.cleared)]

    def filter_queryset(self, queryset: QuerySet[PublishedCell]) -> QuerySet[PublishedCell]:
        """The tables of the sides themselves, or their cells for one value and the number of its people."""
        keys = [side.key for side in self.sides]
        if self.scope is None:
            return queryset.filter(whole(*keys))
        point, partner = self.scope
        wanted = whole() | slice_of(partner.key, point)
        for key in keys:
            wanted |= slice_of(self.schema.table(key, partner.key), point)
        return queryset.filter(wanted)
