"""Which release is next: the calendar is fixed in advance and never waits for how many came."""

import datetime as dt

from django.utils.translation import gettext as _

from cases.core.errors import Refused
from cases.core.models import Installation

from .models import ReleaseDraft, Series


def unfinished(series: Series) -> ReleaseDraft | None:
    """The release whose build was cut off before its files were stored, if there is one."""
    return series.drafts.filter(manifest_sha256="").first()


def next_number(series: Series, *, today: dt.date) -> int:
    """The number of the release to build now.

    In an office a release is built on its day: days that passed are missed slots. A demonstration may catch up.
    Raises Refused when a release waits for its signatures, the series is complete, or no slot is due.
    """
    waiting = series.drafts.filter(published_at=None).first()
    if waiting is not None:
        raise Refused(_("%(code)s is built and waits for its signatures: sign it first.") % {"code": waiting.code})
    newest = series.drafts.order_by("-number").first()
    open_numbers = range(newest.number + 1 if newest else 1, series.horizon + 1)
    if not open_numbers:
        raise Refused(_("%(code)s is complete: start a new series.") % {"code": series.code})
    due = [number for number in open_numbers if series.slot(number) <= today]
    if Installation.objects.filter(kind=Installation.Kind.OFFICE).exists():
        due = [number for number in due if series.slot(number) == today]
    if not due:
        coming = [slot for slot in map(series.slot, open_numbers) if slot > today]
        raise Refused(_refusal(coming))
    return due[0]


def _refusal(coming: list[dt.date]) -> str:
    if not coming:
        return _("Every slot of this series has passed: start a new series.")
    return _("No release is due today: the next one is due on %(day)s.") % {"day": coming[0].isoformat()}
