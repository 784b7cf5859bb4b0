"""How long each kind of record is kept: the one table (docs/guides/withdrawal.md prints it, a test compares them).

When a period is over nothing happens by itself: the record stands in the queue (``queue``) until the data-protection
officer decides. What is about a person is kept longer with a reason, or withdrawn and erased as a whole; what merely
accompanied the work is discarded. Records of a person who withdrew everything are not in the queue, but for those that
are sealed under a legal hold. Audit events, custody and what an erasure leaves behind have no period.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce, TruncDate
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cases.casework.models import FollowUp
from cases.core.models import Row
from cases.intake.models import Status, Testimony
from cases.witnesses import consent
from cases.witnesses.models import (
    Consent,
    ConsentScope,
    IdentityRequest,
    RiskAssessment,
    Scope,
    Stream,
    Withdrawal,
    Witness,
)

Rows = QuerySet[Any]


@dataclass(frozen=True)
class Period:
    """One kind of record: which rows, counted from when (``since``, a date), and for how many days they are kept.

    ``told`` is the period in words; ``person`` the path to the witness, and empty for what is discarded instead.
    """

    name: str
    model: type[Row]
    what: Promise
    told: Promise
    days: int
    rows: Callable[[Rows, dt.date], Rows]
    since: Callable[[dt.date], Any]
    person: str = ""

    def due(self, visible: Rows, today: dt.date) -> Rows:
        """Those of the visible rows whose period is over, longest first, with ``since``. Lazy."""
        rows: Rows = self.rows(visible, today).annotate(since=self.since(today))
        return rows.filter(since__lte=today - dt.timedelta(days=self.days)).order_by("since", "pk")


def _day_of(*columns: str) -> Callable[[dt.date], Any]:
    """The day of the first of some moments that is there."""
    return lambda _today: TruncDate(Coalesce(*columns) if len(columns) > 1 else F(columns[0]))


def _own_testimonies(*states: Status) -> Callable[[Rows, dt.date], Rows]:
    return lambda rows, _today: rows.filter(stream=Stream.OWN, status__in=states, witness__frozen_at=None)


def _own_people(rows: Rows) -> Rows:
    return rows.filter(stream=Stream.OWN, frozen_at=None)


def _kept_without_leave(rows: Rows, today: dt.date) -> Rows:
    """Those whose newest consent does not, today, allow the record to be kept."""
    return _own_people(rows).exclude(pk__in=consent.allowing(Scope.S0, on=today).values("pk"))


def _end_of_leave(today: dt.date) -> Subquery:
    """The last day on which the newest consent allowed the record to be kept; NULL where it never did."""
    given = Consent.objects.filter(witness__person=OuterRef(OuterRef("person")), given_on__lte=today)
    newest = given.order_by("-given_on", "-created_at").values("pk")[:1]
    kept = ConsentScope.objects.filter(consent=Subquery(newest), scope=Scope.S0, answer=ConsentScope.Answer.YES)
    return Subquery(kept.values("expires_on")[:1])


def _past_risks(rows: Rows, _today: dt.date) -> Rows:
    """Those of products, and of people of whom a newer one says how high the risk is: the newest one is asked for ever."""
    newer = RiskAssessment.objects.filter(
        witness__person=OuterRef("witness__person"), product_uuid=None, assessed_on__gt=OuterRef("assessed_on")
    )
    return rows.filter(Q(product_uuid__isnull=False) | Exists(newer), witness__frozen_at=None)


_UNVERIFIED = (
    Status.SUBMITTED, Status.CODED, Status.DOUBLE_CODED, Status.RECONCILED, Status.IN_VERIFICATION,
    Status.COULD_NOT_VERIFY, Status.FALSE, Status.ON_HOLD, Status.REOPENED,
)  # fmt: skip
_VERIFIED = (Status.VERIFIED, Status.LEGAL_REVIEWED, Status.CLEARED, Status.IN_RELEASE)

PERIODS = (
    Period(
        "expired",
        Witness,
        _("a person whose consent to keep the record (S0) has expired"),
        _("at once, when the consent ends"),
        1,
        _kept_without_leave,
        _end_of_leave,
        person="self",
    ),
    Period(
        "unasked",
        Witness,
        _("a person without consent to keep the record (S0)"),
        _("30 days after the person was registered"),
        30,
        lambda rows, today: _kept_without_leave(rows, today).annotate(ended=_end_of_leave(today)).filter(ended=None),
        _day_of("created_at"),
        person="self",
    ),
    Period(
        "draft",
        Testimony,
        _("a testimony that was never submitted"),
        _("1 year after it was begun"),
        365,
        _own_testimonies(Status.DRAFT, Status.RETURNED),
        _day_of("created_at"),
        person="witness",
    ),
    Period(
        "silent",
        Witness,
        _("a person of whom no testimony was logged"),
        _("1 year after the person was registered"),
        365,
        lambda rows, _today: _own_people(rows).filter(testimonies=None),
        _day_of("created_at"),
        person="self",
    ),
    Period(
        "unverified",
        Testimony,
        _("a testimony that was not verified"),
        _("3 years after it was submitted"),
        1096,
        _own_testimonies(*_UNVERIFIED),
        _day_of("submitted_at", "created_at"),
        person="witness",
    ),
    Period(
        "verified",
        Testimony,
        _("a testimony that was verified or cleared"),
        _("10 years after that"),
        3653,
        _own_testimonies(*_VERIFIED),
        _day_of("cleared_at", "verified_at", "created_at"),
        person="witness",
    ),
    Period(
        "hold",
        Withdrawal,
        _("a withdrawn record that is sealed because somebody requires it"),
        _("1 year after it was sealed: ask whether that still holds"),
        365,
        lambda rows, _today: rows.filter(decision=Withdrawal.Decision.SEAL),
        _day_of("decided_at"),
        person="witness",
    ),
    Period(
        "risk",
        RiskAssessment,
        _("a risk assessment that a newer one has replaced, or of a single product"),
        _("3 years after its last day"),
        1096,
        _past_risks,
        lambda _today: F("valid_until"),
    ),
    Period(
        "request",
        IdentityRequest,
        _("a request to open an identity"),
        _("1 year after it was made"),
        365,
        lambda rows, _today: rows.filter(witness__frozen_at=None),
        _day_of("created_at"),
    ),
    Period(
        "follow_up",
        FollowUp,
        _("a follow-up that is done"),
        _("3 years after it was done"),
        1096,
        lambda rows, _today: rows.exclude(done_at=None),
        _day_of("done_at"),
    ),
)
