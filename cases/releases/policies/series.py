"""What must hold before a series starts."""

import datetime as dt
from fractions import Fraction
from typing import Any

from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from cases.core.errors import Refused
from cases.core.models import Installation
from cases.releases import calendar, draws, merging, terms
from cases.releases.disclosure.design import LARGEST_HORIZON
from cases.releases.disclosure.errors import DisclosureError
from cases.releases.disclosure.schema import DEFAULT_SCHEMA
from cases.releases.models import ReleaseDraft, Series
from cases.releases.models.series import PREPARATION_DAYS

UNREADABLE = (DisclosureError, ArithmeticError, AttributeError, LookupError, TypeError, ValueError)
"""What terms raise that a hand in the database left without their form."""

MOST_QUOTES = 12
LATEST_YEAR = 2100


def check_can_start_series(first_slot: dt.date) -> None:
    """Raise while another series runs, for a day that some months lack, or a day that passed (but in a demonstration)."""
    today = timezone.localdate()
    running = next((one for one in Series.objects.all() if one.runs(today) and _can_go_on(one)), None)
    if running is not None:
        raise Refused(
            _("%(code)s is still running: a person may stand in one series at a time.") % {"code": running.code}
        )
    drafts = ReleaseDraft.objects.filter(published_at=None, series__noise__number=F("number"))
    waiting = next((draft for draft in drafts if not calendar.is_missed(draft)), None)
    if waiting is not None:
        raise Refused(_("%(code)s is built and waits for its signatures: sign it first.") % {"code": waiting.code})
    # A release is named by the month in which it comes out, which may be the one after its cut-off.
    named = (first_slot + dt.timedelta(days=PREPARATION_DAYS)).replace(day=1)
    if ReleaseDraft.objects.filter(Q(slot__gte=first_slot.replace(day=1)) | Q(publishes_at__date__gte=named)).exists():
        raise Refused(_("There is a release of this month or a later one: choose a later month."))
    if first_slot.day > 28:
        raise Refused(_("Choose a day from the 1st to the 28th: every month has it."))
    if first_slot.year > LATEST_YEAR:
        raise Refused(_("The first release lies too far ahead: choose an earlier day."))
    demo = Installation.objects.filter(kind=Installation.Kind.DEMO).exists()
    if first_slot < today and not demo:
        raise Refused(_("The first release cannot lie in the past: choose today or a later day."))


def check_terms(*, horizon: int, mu: str, quotes_per_release: int, merged: Any) -> None:
    """Raise unless the choices lie within what a series may have: people may be protected better than by default, never less."""
    if not 1 <= horizon <= LARGEST_HORIZON:
        raise Refused(
            _("A series has 1 to %(number)s releases: choose a number between.") % {"number": LARGEST_HORIZON}
        )
    if not 0 < _fraction(mu) <= 1:
        raise Refused(_("The promise to a person is μ = 1 or less: choose one of the list."))
    if not 0 <= quotes_per_release <= MOST_QUOTES:
        raise Refused(_("A release has 0 to %(number)s quotes: choose a number between.") % {"number": MOST_QUOTES})
    merging.check(DEFAULT_SCHEMA, merged)


def check_can_go_on(series: Series) -> None:
    """Raise Refused unless another release of it can be made: its terms, its ledger and its cells are those that were.

    Whoever stood in a series that cannot go on is charged it all the same.
    """
    draws.check_database_is_current(series)
    try:
        terms.check_unchanged(series)
    except UNREADABLE as error:
        raise Refused(
            _("The terms of %(code)s were damaged: put back the newest backup.") % {"code": series.code}
        ) from error
    for draft in series.drafts.all():
        if draws.cells_sha256(series, draft.number) != draft.cells_sha256:
            raise Refused(
                _(
                    "The cells of %(release)s are no longer those that were frozen: put back the newest backup. "
                    "Without it %(code)s has ended: start a new one."
                )
                % {"release": draft.code, "code": series.code}
            )


def _can_go_on(series: Series) -> bool:
    try:
        check_can_go_on(series)
    except Refused:
        return False
    return True


def _fraction(mu: str) -> Fraction:
    """The number, or 0 for what is none. Written in one way only, since the text itself is hashed."""
    try:
        found = Fraction(mu)
    except (ValueError, ZeroDivisionError):
        return Fraction(0)
    return found if str(found) == mu else Fraction(0)
