"""How a blurred number, the people it is about, and a day are said: in the active language, for people to read."""

import datetime as dt

from django.utils.formats import date_format, number_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cases.published.data import Cell, Release

from .fixed import LANGUAGE


def language() -> str:
    """The language in which texts are made now."""
    return get_language() or LANGUAGE


def count(number: int) -> str:
    """A number of people with the signs of the language between its thousands."""
    return str(number_format(number, force_grouping=True))


def about(cell: Cell) -> str:
    """A number as it is to be quoted, or that it is not shown."""
    return _("not shown") if cell.value is None else _("about %(number)s") % {"number": count(cell.value)}


def likely_range(cell: Cell) -> str:
    """The likely range of the number before it was blurred; empty where nothing is shown."""
    if cell.lo is None or cell.hi is None:
        return ""
    return _("%(low)s to %(high)s") % {"low": count(cell.lo), "high": count(cell.hi)}


def with_range(cell: Cell) -> str:
    """A number together with its likely range: "about 400 (380 to 420)"."""
    band = likely_range(cell)
    return f"{about(cell)} ({band})" if band else about(cell)


def people(release: Release) -> str:
    """The people whom a figure is about, as the end of "of …"."""
    total = release.total.value
    if total is None:
        return _("the people interviewed")
    return _("about %(number)s people interviewed") % {"number": count(total)}


def day(date: dt.date) -> str:
    """A day like "1 August 2026"."""
    return str(date_format(date, "DATE_FORMAT"))


def fictional() -> str:
    """What stands on every page of a document made from invented records."""
    return _("Fictional data")


def decimal(number: float, digits: int) -> str:
    """A measured figure with so many digits after the point or comma."""
    return str(number_format(number, decimal_pos=digits))
