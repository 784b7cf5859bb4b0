"""What pages of figures need: numbers that say they are statistics, ranges, addresses, the menu."""

from collections.abc import Mapping
from urllib.parse import urlsplit

from django import template
from django.http import HttpRequest
from django.urls import resolve, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cases.public.edition import Download, Downloads
from cases.published.data import Cell

from .public_pages import grouped

register = template.Library()


@register.simple_tag
def people(number: int) -> SafeString:
    """A published number of people, grouped as the language does. Every statistic of ours goes through here.

    The element says so to a machine: a test holds each one against the release's downloads.
    """
    return format_html('<data value="{}">{}</data>', number, grouped(number))


@register.simple_tag
def between(cell: Cell) -> SafeString:
    """The likely range of a cell: “1,160 to 1,200”."""
    assert cell.lo is not None
    assert cell.hi is not None
    return format_html(_("{low} to {high}"), low=people(cell.lo), high=people(cell.hi))


@register.simple_tag(takes_context=True)
def absolute(context: Mapping[str, object], path: str) -> str:
    """An address with its host, to be copied."""
    request = context["request"]
    assert isinstance(request, HttpRequest)
    return request.build_absolute_uri(path)


@register.simple_tag(takes_context=True)
def menu_item(context: Mapping[str, object], name: str, label: str, within: str = "") -> SafeString:
    """A page in the menu, marked where it is this one or one of the pages ``within`` it."""
    request = context["request"]
    assert isinstance(request, HttpRequest)
    here = request.resolver_match.url_name if request.resolver_match else ""
    current = "page" if here == name else "true" if here in within.split() else ""
    mark = format_html(' aria-current="{}"', current) if current else ""
    return format_html('<li><a href="{}"{}>{}</a></li>', reverse(f"public:{name}"), mark, label)


@register.filter
def report(downloads: Downloads) -> Download | None:
    """The report in the active language."""
    return downloads.report(get_language() or "en")


@register.filter
def named(downloads: Downloads, name: str) -> Download | None:
    """A file by its name."""
    return downloads.named(name)


@register.filter
def purpose(name: str) -> str:
    """What a file of a release is for, by its name; empty for a name that is not known."""
    uses = {
        "cells.csv": _("every number, one to a row"),
        "cells.json": _("every number, for programs"),
        "ranges.csv": _("every range, one to a row"),
        "tables.xlsx": _("every table, for Excel"),
        "indicators.csv": _("the indicators with HXL tags"),
        "release.json": _("what was counted, how it was blurred, checksums"),
        "datapackage.json": _("description of the data (Frictionless)"),
        "CITATION.cff": _("citation for reference managers"),
        "checksums.txt": _("all checksums in one file"),
    }
    kinds = {
        "pdf": _("the report, to read and print"),
        "docx": _("the report, to edit"),
        "html": _("the report, to open anywhere"),
    }
    return uses.get(name) or kinds.get(name.rpartition(".")[2], "")


@register.filter
def table_key(address: str) -> str:
    """The key of the table whose permanent address this is; empty for another address."""
    match = resolve(urlsplit(address).path)
    return str(match.kwargs["key"]) if match.view_name == "public:release_table" else ""


@register.filter
def words(text: str) -> list[str]:
    """The words of a text, to go through."""
    return text.split()
