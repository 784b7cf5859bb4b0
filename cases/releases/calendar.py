"""Which release is next: the calendar is fixed in advance and never waits for how many came.

On the day of the calendar the data are cut off. From then until the hour of publication, a week later, the release is
built, audited and signed. Whatever is not signed by then is missed: nothing comes out, and the next one carries everybody.
"""

import datetime as dt

from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from cases.core.errors import Refused
from cases.core.models import Installation

from .models import ReleaseDraft, Series

LATEST = dt.timedelta(days=1)
"""After its hour a signed release comes out within this time, or not at all."""


def unfinished(series: Series) -> ReleaseDraft | None:
    """The release whose files are not there: its build was cut off, or they were rejected; not once its hour is past."""
    draft = series.drafts.filter(manifest_sha256="").order_by("-number").first()
    return None if draft is None or is_missed(draft) else draft


def is_missed(draft: ReleaseDraft, now: dt.datetime | None = None) -> bool:
    """Whether it no longer comes out: the hour went by without both signatures. A demonstration may catch up.

    A signed one that could not come out at its hour (locked keys, a server that stood still) still may within a day:
    after that the moment would be somebody's choice.
    """
    now = now or timezone.now()
    if draft.published_at is not None or now < draft.publishes_at or not is_office():
        return False
    return not draft.is_signed or now >= draft.publishes_at + LATEST


def is_due(draft: ReleaseDraft, now: dt.datetime) -> bool:
    """Whether a signed release comes out now. A demonstration does not wait for the hour."""
    if draft.published_at is not None or not draft.is_signed or is_missed(draft, now):
        return False
    return now >= draft.publishes_at or not is_office()


def open_number(series: Series, *, now: dt.datetime) -> int | None:
    """The number of the release that can be built now; None when there is none, for whatever reason."""
    try:
        return next_number(series, now=now)
    except Refused:
        return None


def next_number(series: Series, *, now: dt.datetime) -> int:
    """The number of the release to build now.

    In an office a release is built between its cut-off and its hour: others are missed slots. A demonstration may
    catch up. Raises Refused when a release waits for its signatures or its hour, the series is complete or was followed
    by another, no slot is due, or the clock stands before a release that was made.
    """
    _check_clock(series, now)
    if (later := Series.objects.filter(number__gt=series.number).first()) is not None:
        raise Refused(_("%(code)s has ended: %(later)s follows it.") % {"code": series.code, "later": later.code})
    waiting = next((draft for draft in series.drafts.filter(published_at=None) if not is_missed(draft, now)), None)
    if waiting is not None:
        raise Refused(_waits(waiting))
    newest = series.drafts.aggregate(number=Max("number"))["number"] or 0
    open_numbers = range(newest + 1, series.horizon + 1)
    if not open_numbers:
        raise Refused(_("%(code)s is complete: start a new series.") % {"code": series.code})
    due = [number for number in open_numbers if series.slot(number) <= timezone.localdate(now)]
    if is_office():
        due = [number for number in due if now < series.publishes_at(number)]
    if not due:
        raise Refused(_refusal([series.slot(n) for n in open_numbers if series.slot(n) > timezone.localdate(now)]))
    return due[0]


def _check_clock(series: Series, now: dt.datetime) -> None:
    """A clock that runs behind would build a slot that is over once more, or cut the data off too early."""
    made = series.drafts.aggregate(made=Max("created_at"), out=Max("published_at"))
    last = max((moment for moment in made.values() if moment is not None), default=now)
    if now < last:
        raise Refused(
            _("The clock of this machine says %(now)s, before the last release was made (%(last)s): set it right.")
            % {"now": _say(now), "last": _say(last)}
        )


def is_over(series: Series, now: dt.datetime) -> bool:
    """Whether no slot of the series can be frozen any more."""
    if series.drafts.filter(number=series.horizon).exists():
        return True
    return is_office() and now >= series.publishes_at(series.horizon)


def _waits(draft: ReleaseDraft) -> str:
    said = {"code": draft.code, "moment": _say(draft.publishes_at)}
    if draft.is_signed and draft.publishes_at <= timezone.now():
        return (
            _(
                "%(code)s is signed and did not come out on %(moment)s: open the keys, or send it back if it was altered."
            )
            % said
        )
    if draft.is_signed:
        return _("%(code)s is signed and comes out on %(moment)s.") % said
    return _("%(code)s is built and waits for its signatures: sign it first.") % {"code": draft.code}


def _refusal(coming: list[dt.date]) -> str:
    if not coming:
        return _("Every slot of this series has passed: start a new series.")
    return _("No release is due today: the next one is due on %(day)s.") % {"day": coming[0].isoformat()}


def _say(moment: dt.datetime) -> str:
    return f"{moment.astimezone(dt.UTC):%Y-%m-%d %H:%M} UTC"


def is_office() -> bool:
    """Whether releases wait for the hour of the calendar; a demonstration may catch up."""
    return Installation.objects.filter(kind=Installation.Kind.OFFICE).exists()
