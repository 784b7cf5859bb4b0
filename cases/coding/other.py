"""Acts that no category fits, coded as "other, describe": by month of a case, for the review of what repeats."""

import datetime as dt
from collections import Counter
from collections.abc import Mapping

from django.db.models import QuerySet
from django.db.models.functions import TruncMonth
from django.utils import timezone

from cases.accounts.models import User
from cases.casework.models import Case

from .models import Act, OtherReview


def described(user: User) -> QuerySet[Act]:
    """The acts that count and are told, coded as "other, describe", as far as the user sees them.

    One that was stated to be absent or not asked describes nothing.
    """
    told = (Act.State.PRESENT, Act.State.UNCLEAR)
    return Act.objects.visible_to(user).filter(category__describe=True, state__in=told)


def of_month(user: User, case: Case, month: dt.date) -> QuerySet[Act]:
    """Those of a case that were coded in a month (its first day), with their categories, in the order of these."""
    start, end = _moment(month), _moment(after(month))
    found = described(user).filter(event__case=case, created_at__gte=start, created_at__lt=end)
    return found.select_related("category__family", "testimony", "event").order_by("category__code", "code")


def months(user: User, case: Case) -> Mapping[dt.date, int]:
    """How many there are in each month of a case that has any, the newest first."""
    by_month = described(user).filter(event__case=case).annotate(month=TruncMonth("created_at"))
    counted = Counter(moment.date() for moment in by_month.order_by().values_list("month", flat=True))
    return dict(sorted(counted.items(), reverse=True))


def reviewed(case: Case) -> set[dt.date]:
    """The months of a case that were reviewed."""
    return set(OtherReview.objects.filter(case=case).values_list("month", flat=True))


def waiting(user: User, today: dt.date) -> list[tuple[Case, int]]:
    """The user's cases whose last month has such acts and no review, with how many acts. Two statements."""
    month = before(today)
    acts = described(user).filter(created_at__gte=_moment(month), created_at__lt=_moment(after(month)))
    counted = Counter(acts.order_by().values_list("event__case", flat=True))
    done = OtherReview.objects.filter(month=month).values("case")
    cases = Case.objects.visible_to(user).filter(pk__in=counted).exclude(pk__in=done).order_by("code")
    return [(case, counted[case.pk]) for case in cases]


def before(day: dt.date) -> dt.date:
    """The first day of the month before a day's."""
    return (day.replace(day=1) - dt.timedelta(days=1)).replace(day=1)


def after(month: dt.date) -> dt.date:
    """The first day of the next month."""
    return (month.replace(day=28) + dt.timedelta(days=4)).replace(day=1)


def _moment(day: dt.date) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, dt.time.min))
