"""Who may write about a person."""

import datetime as dt
import re

from django.utils import timezone
from django.utils.translation import gettext as _

from cases.accounts.models import User
from cases.casework.policies import check_can_work_in
from cases.core.errors import Refused
from cases.core.partial_dates import parse

from . import risk
from .models import Consent, RiskAssessment, Stream, Witness


def check_can_promise(user: User, witness: Witness) -> None:
    """Raise unless the user works in the case and the witness is one we met ourselves."""
    check_can_work_in(user, witness.case)
    check_is_own(witness)


def check_is_own(witness: Witness) -> None:
    """Raise for somebody known from a public source."""
    if witness.stream == Stream.PRESS:
        raise Refused(
            _("%(code)s is known from a public source: consent and risk are for our own interviews.")
            % {"code": witness.code}
        )


def check_not_in_future(day: dt.date, *, field: str = "") -> None:
    """Raise for a day after today."""
    if day > timezone.localdate():
        raise Refused(_("The date lies in the future: give the day on which it happened."), field=field)


def check_birth_date(text: str) -> None:
    """Raise for a date of birth that no rule can read, or that lies ahead."""
    if (earliest := parse(text).earliest) is not None:
        check_not_in_future(earliest)


def check_fits_birth(birth_date: str | None, given_on: dt.date, age: int | None) -> None:
    """Raise for a consent from before the person was born, and for a child's without an age."""
    born = parse(birth_date or "")
    if born.earliest is not None and given_on < born.earliest:
        raise Refused(
            _("That day lies before the person was born: look at the date of birth and at the date given."),
            field="given_on",
        )
    if born.earliest is not None and age is None and _years(born.earliest, given_on) < Consent.ADULT_FROM:
        raise Refused(_("The person was under 18 that day: give the age, and who the guardian is."), field="age")
    if born.latest is not None and age is not None and age < _years(born.latest, given_on):
        raise Refused(_("The age does not fit the date of birth on record: look at both."), field="age")


def _years(born: dt.date, day: dt.date) -> int:
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def check_is_minors_form_whole(age: int | None, guardian: str, best_interest: str) -> None:
    """Raise for a child's consent that does not say who gave it and why that is good for the child."""
    if age is not None and age < Consent.ADULT_FROM and not (guardian.strip() and best_interest.strip()):
        raise Refused(
            _("Under 18, a guardian consents: say who, and why it is in the child's best interest."),
            field="best_interest" if guardian.strip() else "guardian",
        )


def check_expiry(scope: str, given_on: dt.date, expires_on: dt.date | None) -> None:
    """Raise for a purpose that would have ended before it began."""
    if expires_on is not None and expires_on < given_on:
        raise Refused(
            _("%(scope)s ends before the day of the consent: look at both dates.") % {"scope": scope},
            field=f"{scope}_expires",
        )


def check_sha256(text: str) -> None:
    """Raise for a checksum that is none. Nothing at all is no checksum yet."""
    if text and not re.fullmatch(r"[0-9a-fA-F]{64}", text):
        raise Refused(
            _("A SHA-256 has 64 digits and letters from a to f: copy it whole."),
            field="form_sha256",
        )


def is_at_high_risk(witness: Witness) -> bool:
    """Whether the newest assessment of the person, expired or not, says so: then identities take a second person."""
    newest = risk.newest(witness)
    return newest is not None and newest.level == RiskAssessment.Level.HIGH
