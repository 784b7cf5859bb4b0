"""The queue of reviews: last month's "other, describe", for the lead who makes codes of what repeats."""

import datetime as dt
from collections.abc import Iterator
from urllib.parse import urlencode

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from cases.coding import other

from .groups import Group, Row, address, until
from .reader import Reader


def other_reviews(reader: Reader) -> Iterator[Group]:
    """Cases in which acts were coded so last month and nobody has reviewed them: to be done until this month ends."""
    if not reader.may("coding.promote_other"):
        return
    month = other.before(reader.today)
    last_day = other.after(reader.today.replace(day=1)) - dt.timedelta(days=1)
    rows = []
    for case, count in other.waiting(reader.user, reader.today):
        what = ngettext("%(count)s act in %(month)s", "%(count)s acts in %(month)s", count)
        query = urlencode({"case": case.pk, "month": f"{month:%Y-%m}"})
        url = f"{address('admin:other_review')}?{query}"
        rows.append(
            Row(case.code, what % {"count": count, "month": f"{month:%Y-%m}"}, until(last_day, reader.today), url)
        )
    yield Group("other_reviews", _("“Other, describe”: last month to review"), rows)
