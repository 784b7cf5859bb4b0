"""Codes for new categories of a family: the family's letters and two figures, none used twice."""

import re

from django.utils.translation import gettext as _

from cases.core.errors import Refused

from .models import AbuseCategory

LAST = 98
"""The number 99 is kept for "other, describe"."""


def next_code(family: AbuseCategory) -> str:
    """The next free code after the highest of the family; a retired one is not used again. Raises Refused of a full family."""
    taken = [_number(family, code) for code in _codes(family)]
    number = max((one for one in taken if one is not None and one <= LAST), default=0) + 1
    if number > LAST:
        raise Refused(_("%(code)s has no number left: take another family.") % {"code": family.code}, field="family")
    return f"{family.code}-{number:02d}"


def check(family: AbuseCategory, code: str) -> None:
    """Raise unless the code is one of the family's and was never used."""
    number = _number(family, code)
    if number is None or not 1 <= number <= LAST:
        text = _("A code of this family is %(family)s- and two figures up to %(last)s: the next free one is %(next)s.")
        raise Refused(text % {"family": family.code, "last": LAST, "next": next_code(family)}, field="code")
    if AbuseCategory.objects.filter(code=code).exists():
        text = _("%(code)s is or was in use, and a code never changes its meaning: the next free one is %(next)s.")
        raise Refused(text % {"code": code, "next": next_code(family)}, field="code")


def _codes(family: AbuseCategory) -> list[str]:
    return list(AbuseCategory.objects.filter(family=family).values_list("code", flat=True))


def _number(family: AbuseCategory, code: str) -> int | None:
    found = re.fullmatch(rf"{re.escape(family.code)}-([0-9]{{2}})", code)
    return int(found[1]) if found else None
