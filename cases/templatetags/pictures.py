"""What drawings need: their numbers as plain text, for the places in an SVG that hold no element."""

from collections.abc import Iterable

from django import template
from django.utils.translation import gettext as _

from cases.core.translated import in_language
from cases.public.charts import Column
from cases.public.figures import Bar
from cases.public.map import Map
from cases.published.data import Cell

from .public_pages import grouped

register = template.Library()


@register.filter
def in_digits(number: int) -> str:
    """A published number of people as text. A drawing only repeats what the table beside it says."""
    return grouped(number)


@register.simple_tag
def spoken(columns: Iterable[tuple[Bar, Column]]) -> str:
    """Columns in words, from left to right."""
    return _listed(bar for bar, _column in columns)


@register.simple_tag
def spoken_map(drawn: Map) -> str:
    """The areas of a map in words, from west to east."""
    return _listed(region.bar for region in drawn.regions)


def _listed(bars: Iterable[Bar]) -> str:
    return "; ".join(f"{in_language(bar.point.label)}: {_in_words(bar.cell)}" for bar in bars) + "."


def _in_words(cell: Cell) -> str:
    return f"{spoken_about(cell)}, {spoken_range(cell)}" if cell.shown else _("not shown")


@register.simple_tag
def spoken_about(cell: Cell) -> str:
    """“about 500”, of a cell that is shown."""
    assert cell.value is not None
    return _("about %(number)s") % {"number": grouped(cell.value)}


@register.simple_tag
def spoken_range(cell: Cell) -> str:
    """“likely 480 to 520”, of a cell that is shown."""
    assert cell.lo is not None
    assert cell.hi is not None
    return _("likely %(low)s to %(high)s") % {"low": grouped(cell.lo), "high": grouped(cell.hi)}
