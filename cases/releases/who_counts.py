"""Who counts in a release (disclosure control): one rule, asked of one testimony or of everybody at once.

Own interview, consent S2 in force, verification V1 or more, cleared, risk assessment in date; checked once, at entry.
Which of those who meet it stand in which release is nobody's to read: there is no list of arrivals.
"""

import datetime as dt
from collections.abc import Iterator

from django.db.models import Exists, F, OuterRef, QuerySet, Subquery
from django.utils import timezone
from django.utils.translation import gettext as _

from cases.intake.models import Status, Testimony
from cases.verification.models import Assessment, Level
from cases.witnesses import consent
from cases.witnesses.models import RiskAssessment, Scope, Stream, Witness

LEVELS_THAT_COUNT = (Level.V1, Level.V2, Level.V3)


def testimonies(on: dt.date) -> QuerySet[Testimony]:
    """Cleared own interviews with a level that counts, as they stood at the end of that day."""
    assessed = Assessment.objects.filter(testimony=OuterRef("pk"), assessed_at__date__lte=on).order_by("-assessed_at")
    level = Subquery(assessed.values("level")[:1])
    own = Testimony.objects.filter(stream=Stream.OWN, status=Status.CLEARED, cleared_at__date__lte=on)
    return own.annotate(newest_level=level).filter(newest_level__in=LEVELS_THAT_COUNT)


def people(on: dt.date) -> QuerySet[Witness]:
    """Everybody who meets the conditions that day, each by their canonical record.

    Several testimonies make one person, and so do records that were found to be duplicates: they are merged first.
    """
    # By their keys at once: asked of each person, SQLite looks through the testimonies and assessments of everybody.
    told, risks = testimonies(on).values("witness__person"), _risks_in_date(on).values("witness__person")
    return consent.allowing(Scope.S2, on=on).filter(person__in=told).filter(person__in=risks, person=F("uuid"))


def missing_conditions(testimony: Testimony, *, on: dt.date) -> Iterator[str]:
    """One sentence for each condition that a testimony's page should name; none when it meets them all."""
    witness = testimony.witness
    if testimony.stream != Stream.OWN or witness is None:
        yield _("It is no own interview with one person: accounts in public sources are never counted.")
        return
    risks = _risks_in_date(on).filter(witness__person=witness.person)
    allowing = consent.allowing(Scope.S2, on=on).filter(pk=witness.pk)
    newest = testimony.assessments.order_by("-assessed_at").values("level")[:1]
    asked = Witness.objects.filter(pk=witness.pk).values_list(Exists(allowing), Exists(risks), Subquery(newest))
    allows, in_date, level = asked.get()
    if not allows:
        yield _("Consent S2 (anonymous public statistics) is not in force: ask the person, or leave it.")
    if level not in LEVELS_THAT_COUNT:
        yield _("It is not verified at level V1 or more: a verification lead assesses it.")
    if testimony.status != Status.CLEARED:
        yield _("It is not cleared: the data-protection officer clears it once it is verified.")
    if not in_date:
        yield _("No risk assessment is in date: make a new one.")


def said(testimony: Testimony) -> list[str]:
    """What its page says today: what is missing, or that nothing is. Never whether it stands in a release."""
    missing = list(missing_conditions(testimony, on=timezone.localdate()))
    return missing or [
        _("It meets every condition to count in public statistics."),
        _("Whether and since when it is counted is shown to nobody."),
    ]


def _risks_in_date(on: dt.date) -> QuerySet[RiskAssessment]:
    return RiskAssessment.objects.filter(assessed_on__lte=on, valid_until__gte=on, product_uuid=None)
