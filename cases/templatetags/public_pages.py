"""What public templates need: texts in the right language, figures in words, the language switch."""

from collections.abc import Mapping

from django import template
from django.http import HttpRequest
from django.template.defaultfilters import stringfilter
from django.urls import reverse
from django.utils.formats import number_format
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, get_language_info, override
from django.utils.translation import gettext as _

from cases.core.translated import in_language, language_of
from cases.published.models import PublishedFigure

register = template.Library()


@register.simple_tag
def text(value: Mapping[str, str] | str | None, language: str = "en") -> SafeString:
    """A published text in the active language, or marked with its own where that one is not written yet.

    ``value`` is a text in three languages, or a plain one with its ``language``; empty gives an empty string.
    """
    if isinstance(value, Mapping):
        words, language = in_language(value), language_of(value)
    else:
        words = value or ""
    if not words or language == get_language():
        return conditional_escape(words)
    return format_html('<span lang="{}">{}</span>', language, words)


@register.simple_tag
def plain_text(value: Mapping[str, str] | None) -> str:
    """The same without its mark, for places that hold no element: titles and citations."""
    return in_language(value)


@register.simple_tag(takes_context=True)
def language_url(context: Mapping[str, object], language: str) -> str:
    """The address of this page, with its query, in another language; that language's first page elsewhere."""
    request = context["request"]
    assert isinstance(request, HttpRequest)
    here, address = reverse("public:overview"), request.get_full_path()
    with override(language):
        there = reverse("public:overview")
    return there + address.removeprefix(here) if address.startswith(here) else there


@register.filter
def amount(figure: PublishedFigure) -> str:
    """A figure as its source gives it: “more than 50,000”, “8,000 to 13,000”; empty when it gives no number."""
    low, high = figure.value_min, figure.value_max
    number = low if low is not None else high
    if number is None:
        return ""
    if low is not None and high is not None and low != high:
        return _("%(low)s to %(high)s") % {"low": grouped(low), "high": grouped(high)}
    return compared(figure.comparator) % {"number": grouped(number)}


def compared(comparator: str) -> str:
    """The words for a comparator; a plain number stands alone."""
    words = {
        ">": _("more than %(number)s"),
        ">=": _("at least %(number)s"),
        "<": _("fewer than %(number)s"),
        "<=": _("up to %(number)s"),
        "~": _("about %(number)s"),
    }
    return words.get(comparator, "%(number)s")


def grouped(number: int) -> str:
    """50,000 as the active language groups it."""
    return number_format(number, use_l10n=True, force_grouping=True)


@register.filter
def is_group(label: object) -> bool:
    """Whether a choice of a select is a group of choices: then its label is a list of them."""
    return isinstance(label, list | tuple)


@register.filter
def language_in_use(texts: Mapping[str, str]) -> str:
    """The language in which a text in several languages is shown now."""
    return language_of(texts)


@register.filter
@stringfilter
def anchor(code: str) -> str:
    """A code as an id and fragment; codes hold letters, digits and hyphens only, anything else is dropped."""
    return "".join(letter for letter in code if letter.isalnum() or letter in "-_.")


@register.filter
@stringfilter
def language_name(code: str) -> str:
    """“ko” as “Korean” in the active language; a code that Django does not know as it stands."""
    try:
        return str(get_language_info(code)["name_translated"])
    except KeyError:
        return code
