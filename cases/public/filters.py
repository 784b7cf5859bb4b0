"""Filters of the public lists: a form without JavaScript. What a form does not know is ignored."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, ClassVar, NamedTuple
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.forms import ChoiceField
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django_filters import CharFilter, ChoiceFilter, FilterSet

from cases.core.translated import in_language
from cases.published.models import PublishedCell, PublishedFigure, PublishedTerm

from . import queries
from .edition import Edition
from .schema import Point, Schema, Side, slice_of, whole

LONGEST_SEARCH = 100
BESIDE = "beside"
"""The parameter that names a second group, to stand beside the first."""


class Chip(NamedTuple):
    """A filter in use and the address of the list without it, or a choice and the address with it."""

    value: str
    href: str


class Choices(NamedTuple):
    """What a select offers, as links: for a page on which no form can work."""

    label: str
    choices: list[Chip]


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

    @property
    def links(self) -> list[Choices]:
        """Each field with choices, and for each choice its address; the other filters stay as they are."""
        fields = {name: field for name, field in self.form.fields.items() if isinstance(field, ChoiceField)}
        found = [Choices(str(field.label), self.links_of(name)) for name, field in fields.items()]
        return [each for each in found if each.choices]

    def links_of(self, name: str) -> list[Chip]:
        """The choices of one field as links."""
        choices = [(value, label) for value, label in self.form.fields[name].choices if value]
        return [Chip(str(label), self.address({**self.used(), name: value})) for value, label in choices]

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
    q = CharFilter(
        label=_("A number, or words in the figure or its source"), method="by_words", max_length=LONGEST_SEARCH
    )

    class Meta:
        model = PublishedFigure
        fields: ClassVar = ["kind", "source", "q"]

    def __init__(self, data: Mapping[str, Any], *, every_figure: Iterable[PublishedFigure]) -> None:
        super().__init__(data, queryset=queries.figures())
        self.offer("kind", ((row.kind, in_language(row.kind_label)) for row in every_figure))
        self.offer("source", ((row.source_code, f"{row.source_code}: {row.source_title}") for row in every_figure))

    def by_words(self, rows: QuerySet[PublishedFigure], name: str, value: str) -> QuerySet[PublishedFigure]:
        """The number, what is measured, in any language, who said it, and where."""
        return queries.with_words(
            rows,
            value,
            lambda row: [
                *row.measure.values(),
                *(str(number) for number in (row.value_min, row.value_max) if number is not None),
                row.said_by,
                row.source_title,
                row.reference,
            ],
        )


class TermFilter(PublicFilter):
    """Codes of the vocabulary: by family, by words."""

    family = ChoiceFilter(label=_("Family"), empty_label=_("All families"))
    q = CharFilter(label=_("Code, or words in the entry"), method="by_words", max_length=LONGEST_SEARCH)

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
        """The code, and its label, definition and basis in law in any language."""
        return queries.with_words(
            rows,
            value,
            lambda row: [row.code, *row.label.values(), *row.definition.values(), *row.legal_basis.values()],
        )


class Refusal(NamedTuple):
    """Why a combination is not published, and what is published instead."""

    reason: str
    remedies: list[Chip]


class MenuFilter(PublicFilter):
    """The cells of some sides, narrowed to one value of another: what the published menu holds, and no more.

    A second value of that other side can stand ``beside`` the first. Every value of a dimension that an address
    names is looked at, so that a combination outside the menu is explained instead of left out.
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
            self.filters[key] = ChoiceFilter(
                label=in_language(side.label), empty_label=_("Everybody interviewed"), choices=_choices(side.points)
            )
        if self.partners:
            self._add_beside()

    def _add_beside(self) -> None:
        """A select of every group, by kind; once a first one is chosen, of its kind only."""
        kinds = [(in_language(side.label), _choices(side.points)) for side in self.partners.values()]
        nothing = _("No second group")
        self.filters[BESIDE] = ChoiceFilter(label=_("Beside (same kind of group)"), empty_label=nothing, choices=kinds)
        if self.scope:
            # The field still knows every group, so that one of another kind is explained instead of called unknown.
            self.form.fields[BESIDE].widget.choices = [("", nothing), *_choices(self._others())]

    @property
    def asked(self) -> list[Side]:
        """The dimensions that the address narrows by, those included that no table crosses with these sides."""
        used, own = self.used(), {side.key for side in self.sides}
        outside = {key for key in self.schema.sides if self.data.get(key)} - own - self.partners.keys()
        return [side for key, side in self.schema.sides.items() if key in used or key in outside]

    @property
    def scope(self) -> tuple[Point, Side] | None:
        """The one value that the figures are narrowed to."""
        chosen = [(side.point(self.used().get(key, "")), side) for key, side in self.partners.items()]
        return next(((point, side) for point, side in chosen if point), None)

    @property
    def beside(self) -> Point | None:
        """The second group; None where the address names none, or none that can stand beside the first."""
        name = self.used().get(BESIDE)
        return next((point for point in self._others() if point.name == name), None)

    def _others(self) -> list[Point]:
        """The groups that can stand beside the first."""
        if self.scope is None:
            return []
        first, side = self.scope
        return [point for point in side.points if point != first]

    def chips(self) -> list[Chip]:
        """One for each group in use; without the first, the second stands alone."""
        if self.scope is None or self.beside is None:
            return super().chips()
        (first, side), second = self.scope, self.beside
        return [
            Chip(in_language(first.label), self.address({side.key: second.name})),
            Chip(in_language(second.label), self.address({side.key: first.name})),
        ]

    def links_of(self, name: str) -> list[Chip]:
        """One group at a time, as the menu is; the second one beside the first that is chosen."""
        if name == BESIDE:
            return self._pairs()
        return [Chip(in_language(p.label), self.address({name: p.name})) for p in self.partners[name].points]

    def _pairs(self) -> list[Chip]:
        """Each group that can stand beside the first, with the address of both."""
        if self.scope is None:
            return []
        first, side = self.scope
        return [
            Chip(in_language(point.label), self.address({side.key: first.name, BESIDE: point.name}))
            for point in self._others()
        ]

    def shown(self, name: str, value: str) -> str:
        """A group by its label. The same name can stand on two sides (“unknown”), with the same label."""
        points = [point for side in self.partners.values() for point in side.points if point.name == value]
        return in_language(points[0].label) if points else value

    def refusal(self) -> Refusal | None:
        """Why nothing is shown, where the menu does not hold what was asked."""
        if len(self.asked) > 1 or any(side.key not in self.partners for side in self.asked):
            return Refusal(self._reason(), self._remedies())
        if BESIDE in self.used() and self.beside is None:
            return Refusal(self._why_not_beside(), [*self._pairs(), *self._remedies()])
        return None

    def _reason(self) -> str:
        if not self.edition.crosses:
            return gettext("This release holds no table of two dimensions: for that, too few people were interviewed.")
        names = " × ".join(in_language(side.label) for side in (*self.sides[:1], *self.asked))
        return gettext("No table “%(names)s” is published.") % {"names": names}

    def _why_not_beside(self) -> str:
        if self.scope is None:
            return gettext("A second group needs a first one to stand beside: choose that as well.")
        first, side = self.scope
        if self.used()[BESIDE] == first.name:
            return gettext("A group cannot stand beside itself. Choose another one of the same kind.")
        return gettext("Only groups of the same kind can stand side by side. Here that is: %(kind)s.") % {
            "kind": in_language(side.label)
        }

    def _remedies(self) -> list[Chip]:
        """Each group that was named, by itself, and everybody."""
        used = self.used()
        named = [(key, point) for key, side in self.partners.items() if (point := side.point(used.get(key, "")))]
        if not named:
            second = used.get(BESIDE, "")
            named = [(key, point) for key, side in self.partners.items() if (point := side.point(second))]
        alone = [Chip(in_language(point.label), self.address({key: point.name})) for key, point in named]
        return [*alone, Chip(gettext("Everybody interviewed"), self.cleared)]

    def filter_queryset(self, queryset: QuerySet[PublishedCell]) -> QuerySet[PublishedCell]:
        """The tables of the sides themselves, or their cells for one value, or two, and the number of its people."""
        keys = [side.key for side in self.sides]
        if self.scope is None:
            return queryset.filter(whole(*keys))
        first, partner = self.scope
        wanted = whole()
        for point in (first, self.beside) if self.beside else (first,):
            wanted |= slice_of(partner.key, point)
            for key in keys:
                wanted |= slice_of(self.schema.table(key, partner.key), point)
        return queryset.filter(wanted)


def _choices(points: Iterable[Point]) -> list[tuple[str, str]]:
    return [(point.name, in_language(point.label)) for point in points]
