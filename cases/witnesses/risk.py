"""Whether the risk to a person was looked at lately: expired means that nothing of theirs leaves the office.

Two people found to be one share their assessments, as they share their consents.
"""

import datetime as dt

from django.utils.translation import gettext as _

from cases.core.errors import Refused
from cases.core.models import Row

from .models import RiskAssessment, Witness


def newest(witness: Witness, product: Row | None = None) -> RiskAssessment | None:
    """The newest assessment of the person in general, or for one product that is to leave the office."""
    about = {"product_uuid": product.pk if product else None}
    found = RiskAssessment.objects.filter(witness__person=witness.person, **about)
    return found.order_by("-assessed_on", "-created_at").first()


def check_in_date(witness: Witness, *, on: dt.date, product: Row) -> None:
    """Raise Refused, saying what is missing, unless both the person and the product were assessed and count that day."""
    for assessment, sentence in (
        (newest(witness), _("The risk assessment of %(code)s has expired or is missing: assess the person anew.")),
        (
            newest(witness, product),
            _("The risk of this product to %(code)s has not been assessed, or that has expired: assess it first."),
        ),
    ):
        if assessment is None or assessment.valid_until < on:
            raise Refused(sentence % {"code": witness.code})
