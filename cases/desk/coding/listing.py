"""The list of codes as it is drawn, put together here and not by a template: there are more than a hundred. Words are
escaped."""

from collections.abc import Sequence
from html import escape

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from cases.vocabulary.models import AbuseCategory

from .codes import Code, Codes, Family

BUTTON = (
    '<button type="submit" name="code" value="{}"><kbd class="js-only">{}</kbd>'
    "<span>{}</span><small>{}</small></button>"
)
FAMILY = '<section{}{} aria-labelledby="{}"><h3 id="{}">{}</h3><ul>{}</ul>{}</section>'
MEANING = (
    '<details><summary><span aria-hidden="true">?</span><span class="visually-hidden">{}</span></summary>'
    "<p>{}</p>{}</details>"
)


def listed(codes: Codes) -> SafeString:
    """The most used codes, where the list has them, and all others by family."""
    most_used = _most_used(codes.most_used) if codes.most_used else ""
    families = [_family(number, family) for number, family in enumerate(codes.families, start=1)]
    return mark_safe("\n".join([most_used, *families]))  # noqa: S308  (each part is escaped)


def _most_used(codes: Sequence[Code]) -> str:
    items = "".join([f"<li>{_button(code)}</li>" for code in codes])
    title = escape(_("Most used in this case"))
    return FAMILY.format("", " data-most-used", "most-used", "most-used", title, items, "")


def _family(number: int, family: Family) -> str:
    key, hidden = f"family-{number}", " hidden" if family.hidden else ""
    means, signs = escape(_("What %(name)s means")), escape(_("Signs:"))
    items = "".join([_item(code, means, signs) for code in family.codes])
    return FAMILY.format(hidden, "", key, key, escape(family.name), items, _legal(family.legal))


def _item(code: Code, means: str, signs: str) -> str:
    """One code with its meaning. ``means`` and ``signs`` are the words around it, escaped."""
    hidden, restricted = " hidden" if code.hidden else "", " data-restricted" if code.category.restricted else ""
    meaning = _meaning(code, means, signs) if code.definition else ""
    return f'<li{hidden}{restricted} data-find="{escape(code.search)}">{_button(code)}{meaning}</li>'


def _button(code: Code) -> str:
    name = escape(code.name)
    return BUTTON.format(code.code, code.digit, f"🔒 {name}" if code.category.restricted else name, code.code)


def _meaning(code: Code, means: str, signs: str) -> str:
    told = f"<p><strong>{signs}</strong> {escape(code.signs)}</p>" if code.signs else ""
    return MEANING.format(means % {"name": escape(code.name)}, escape(code.definition), told)


def _legal(findings: Sequence[AbuseCategory]) -> str:
    """What only a legal reviewer sets."""
    told = _("† %(name)s: code what was done; a legal reviewer may raise it.")
    lines = " ".join([escape(told % {"name": one}) for one in findings])
    return f'<p class="coding-legal">{lines}</p>' if lines else ""
