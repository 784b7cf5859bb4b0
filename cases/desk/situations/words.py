"""A labour situation in plain words. What was not said is left out, and never shown as 0."""

from collections.abc import Iterator, Mapping

from django.utils.translation import gettext as _

from cases.coding.models import LabourSituation
from cases.core.said_dates import in_words
from cases.core.translated import in_language

SEALED = ("task", "employers", "place_as_said")
Texts = Mapping[str, str | None]


def rows(situation: LabourSituation, texts: Texts) -> list[tuple[str, str]]:
    """Name and value of everything that is known, in the order of the form. ``texts`` are its opened sealed fields."""
    return [(name, value) for name, value in _all(situation, texts) if value]


def _all(situation: LabourSituation, texts: Texts) -> Iterator[tuple[str, str]]:
    yield _("When"), _beside(in_words(situation.date), situation.date.as_said)
    yield _("Sector"), in_language(situation.sector.labels) if situation.sector else ""
    place = in_language(situation.place.labels) if situation.place else ""
    yield _("Where"), _beside(place, texts["place_as_said"] or "")
    yield _("What they did"), texts["task"] or ""
    yield _("For whom"), texts["employers"] or ""
    yield _("Dispatch channel"), situation.get_channel_display() if situation.channel else ""
    yield _("Hours a day"), _hours(situation)
    yield _("Days off a month"), _number(situation.days_off_per_month)
    yield from _pay(situation)
    yield _("Papers held by"), situation.papers_held_by


def _hours(situation: LabourSituation) -> str:
    low, high = _number(situation.hours_min), _number(situation.hours_max)
    if low and high:
        span = low if low == high else _("%(low)s to %(high)s") % {"low": low, "high": high}
    elif low or high:
        text = _("at least %(low)s") if low else _("at most %(high)s")
        span = text % {"low": low, "high": high}
    else:
        return ""
    return f"{span} ({situation.get_hours_basis_display()})"


def _pay(situation: LabourSituation) -> Iterator[tuple[str, str]]:
    gross, kept = situation.gross_pay, situation.kept_pay
    per = situation.get_pay_per_display() if situation.pay_per else ""
    for name, amount in ((_("Paid for the work"), gross), (_("Of it, kept by the person"), kept)):
        values = {"amount": _number(amount), "currency": situation.pay_currency, "per": per}
        yield name, _("%(amount)s %(currency)s for a %(per)s") % values if amount is not None else ""
    if gross and kept is not None:
        # Computed here and never stored or typed.
        yield _("Share that was kept back (computed)"), f"{100 * (gross - kept) / gross:.0f} %"
    yield _("Who took the difference"), situation.get_pay_taken_by_display() if situation.pay_taken_by else ""


def _number(value: object) -> str:
    """Without zeros that say nothing: 17.0 is 17."""
    return "" if value is None else f"{value:f}".rstrip("0").rstrip(".") if "." in str(value) else str(value)


def _beside(understood: str, said: str) -> str:
    """What was understood, with the words used."""
    if not said or said == understood:
        return understood
    return f"{understood} (“{said}”)" if understood else f"“{said}”"
