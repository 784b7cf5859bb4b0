"""The structured values of three topics of an interview: work, hours, pay. What was not said stays empty, never 0.

Each is kept as JSON in ``TopicAnswer.details``. ``problems`` names the field and says one sentence with the remedy,
and is asked before anything is stored.
"""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, ClassVar, Self

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cases.core.errors import Refused
from cases.core.partial_dates import PartialDate, parse
from cases.core.said_dates import LONGEST

MINUTES_OF_A_DAY = 24 * 60
MOST_PAY = 9_999_999_999
"""What a labour situation can hold."""
CURRENCIES = ("RUB", "USD", "CNY", "KRW", "KPW", "EUR", "KZT")
"""Those offered first; any other code of three letters may be written."""


class PayTakenBy(models.TextChoices):
    """As in coding.LabourSituation, which this stage must not import; a test compares them."""

    STATE = "state", _("State or party levy")
    COMPANY = "company", _("company")
    BROKER = "broker", _("broker")
    MINDER = "minder", _("minder")
    FINE = "fine", _("fines")
    SEVERAL = "several", _("several of these")
    UNKNOWN = "unknown", _("unknown")


class PayPer(models.TextChoices):
    DAY = "day", _("day")
    MONTH = "month", _("month")
    YEAR = "year", _("year")


class HoursBasis(models.TextChoices):
    STATED = "stated", _("stated")
    COMPUTED = "computed", _("computed from start and end")


@dataclass(frozen=True)
class _Details:
    """Values that come from and go to JSON; only what was said is written."""

    readers: ClassVar[dict[str, Callable[[Any], Any]]]

    def __bool__(self) -> bool:
        return bool(self._said())

    def to_json(self) -> str:
        """The values that were said; an empty text when there is none."""
        said = self._said()
        return json.dumps({name: _written(value) for name, value in said.items()}, ensure_ascii=False) if said else ""

    @classmethod
    def from_json(cls, text: str) -> Self:
        """Read what ``to_json`` wrote. Raises Refused for another key or another kind of value."""
        try:
            said = json.loads(text) if text else {}
            return cls(**{name: cls.readers[name](value) for name, value in said.items()})
        except (ValueError, TypeError, KeyError, AttributeError, Refused) as error:
            raise Refused(
                gettext(
                    "These details have a form that this version does not know: open them with the version that "
                    "wrote them, or enter them again."
                )
            ) from error

    def _said(self) -> dict[str, Any]:
        values = {field.name: getattr(self, field.name) for field in fields(self)}
        return {name: value for name, value in values.items() if value not in ("", None, PartialDate())}


def _written(value: Any) -> Any:
    if isinstance(value, PartialDate):
        return {"edtf": value.to_edtf(), "as_said": value.as_said}
    return str(value) if isinstance(value, Decimal) else value


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def _whole_number(value: Any) -> int:
    if type(value) is not int:  # True is one too
        raise TypeError
    return value


def _number(value: Any) -> Decimal:
    if not re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", _text(value)):
        raise ValueError
    return Decimal(value)


def _date(value: Any) -> PartialDate:
    if set(value) != {"edtf", "as_said"}:
        raise KeyError
    return parse(_text(value["edtf"])).said(_text(value["as_said"]))


@dataclass(frozen=True)
class WorkDetails(_Details):
    """When, where, for whom and at what the person worked."""

    period: PartialDate = PartialDate()
    place: str = ""
    """A code of the vocabulary (Place.code), to the level that is known."""
    place_as_said: str = ""
    employer_as_said: str = ""
    task_as_said: str = ""

    readers: ClassVar = {
        "period": _date, "place": _text, "place_as_said": _text, "employer_as_said": _text, "task_as_said": _text,
    }  # fmt: skip

    def problems(self) -> dict[str, str]:
        """Only the length of the words: dates are checked where they are read, places where they are chosen."""
        if len(self.period.as_said) <= LONGEST:
            return {}
        return {
            "period": gettext(
                "This is longer than %(longest)s characters: give the time alone, and the rest in the text."
            )
            % {"longest": LONGEST}
        }


@dataclass(frozen=True)
class HoursDetails(_Details):
    """How long a day was: the times, or the hours that the person stated, or both."""

    start: str = ""
    """Times of the day, "06:30"."""
    end: str = ""
    breaks: int | None = None
    """Minutes of all breaks together."""
    hours_min: Decimal | None = None
    hours_max: Decimal | None = None
    """Hours a day as stated; empty when they are to be computed."""
    days_off: Decimal | None = None
    """Days a month."""

    readers: ClassVar = {
        "start": _text, "end": _text, "breaks": _whole_number, "hours_min": _number, "hours_max": _number,
        "days_off": _number,
    }  # fmt: skip

    @property
    def basis(self) -> str:
        """Whether ``hours`` were stated or computed; empty when there are none."""
        if self._stated:
            return HoursBasis.STATED
        return HoursBasis.COMPUTED if self.hours != (None, None) else ""

    @property
    def hours(self) -> tuple[Decimal | None, Decimal | None]:
        """Least and most hours a day: as stated, else from start to end. Without the breaks only the most is known."""
        if self._stated:
            return self.hours_min, self.hours_max
        most = computed_hours(self.start, self.end, self.breaks)
        return (None if self.breaks is None else most), most

    @property
    def _stated(self) -> bool:
        return self.hours_min is not None or self.hours_max is not None

    def problems(self) -> dict[str, str]:
        """Field and sentence of everything that cannot be so."""
        return dict(self._problems())

    def _problems(self) -> Iterator[tuple[str, str]]:
        for name in ("start", "end"):
            if getattr(self, name) and _minutes(getattr(self, name)) is None:
                yield name, gettext("Write a time of the day, such as 06:30 or 22:00.")
        yield from self._problems_of_the_span()
        for name in ("hours_min", "hours_max"):
            if not _within(getattr(self, name), 24):
                yield name, gettext("A day has 24 hours: write a number from 0 to 24.")
        if self.hours_min is not None and self.hours_max is not None and self.hours_max < self.hours_min:
            yield "hours_max", gettext("The most hours are fewer than the least: change one of the two.")
        if not _within(self.days_off, 31):
            yield "days_off", gettext("A month has 31 days at most: write a number from 0 to 31.")

    def _problems_of_the_span(self) -> Iterator[tuple[str, str]]:
        if self.breaks is not None and self.breaks < 0:
            yield "breaks", gettext("Minutes cannot be negative: write 0 when there was no break.")
        span = _span(self.start, self.end)
        if span == 0:
            yield "end", gettext("End and start are the same time: for a whole day write 24 in the box of hours.")
        elif span is not None and self.breaks is not None and self.breaks >= span:
            yield "breaks", gettext("The breaks are as long as the whole working day: write minutes, not hours.")


def computed_hours(start: str, end: str, breaks: int | None) -> Decimal | None:
    """Hours from start to end, over midnight too, without the minutes of the breaks; to a tenth of an hour.

    None unless both times are known and something is left of them.
    """
    span = _span(start, end)
    if span is None or (minutes := span - (breaks or 0)) <= 0:
        return None
    return (Decimal(minutes) / 60).quantize(Decimal("0.1"), ROUND_HALF_UP)


def _span(start: str, end: str) -> int | None:
    first, last = _minutes(start), _minutes(end)
    return None if first is None or last is None else (last - first) % MINUTES_OF_A_DAY


def _minutes(time: str) -> int | None:
    match = re.fullmatch(r"([0-9]|[01][0-9]|2[0-3]):([0-5][0-9])|24:00", time)
    if match is None:
        return None
    return int(match[1]) * 60 + int(match[2]) if match[1] else MINUTES_OF_A_DAY


def _within(number: Decimal | None, most: int) -> bool:
    return number is None or 0 <= number <= most


@dataclass(frozen=True)
class PayDetails(_Details):
    """What was paid for the work, what of it the person kept, and who took the rest. The share is never typed."""

    gross: Decimal | None = None
    kept: Decimal | None = None
    currency: str = ""
    """ISO 4217, such as RUB."""
    per: str = ""
    taken_by: str = ""

    readers: ClassVar = {"gross": _number, "kept": _number, "currency": _text, "per": _text, "taken_by": _text}

    def problems(self) -> dict[str, str]:
        """Field and sentence of everything that cannot be so, or says nothing without another field."""
        return dict(self._problems())

    def _problems(self) -> Iterator[tuple[str, str]]:
        for name in ("gross", "kept"):
            if not _within(getattr(self, name), MOST_PAY):
                yield name, gettext("Write an amount from 0 to %(most)s, or leave the box empty.") % {"most": MOST_PAY}
        if self.gross is not None and self.kept is not None and self.kept > self.gross:
            yield "kept", gettext("More was kept than was paid: change one of the two amounts.")
        paid = self.gross is not None or self.kept is not None
        if self.currency and not re.fullmatch("[A-Z]{3}", self.currency):
            yield "currency", gettext("Write the currency's three letters, such as RUB or USD.")
        elif paid and not self.currency:
            yield "currency", gettext("An amount says nothing without its currency: choose one.")
        if self.per not in ("", *PayPer.values):
            yield "per", gettext("Choose a day, a month or a year.")
        elif paid and not self.per:
            yield "per", gettext("Say whether the amount was for a day, a month or a year.")
        if self.taken_by not in ("", *PayTakenBy.values):
            yield "taken_by", gettext("Choose who took the rest from the list.")
