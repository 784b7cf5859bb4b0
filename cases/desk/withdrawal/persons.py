"""A person as the withdrawal sees them: every record that was found to be the same human being."""

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from cases.core.batches import locked_all
from cases.core.errors import Refused
from cases.core.records import locked
from cases.witnesses.models import Stream, Witness


def records_of(witness: Witness) -> QuerySet[Witness]:
    """The record and its duplicates."""
    return Witness.objects.filter(person=witness.person).order_by("pk")


def check_is_own(witness: Witness) -> None:
    """Raise Refused for somebody known from a public source: nothing was promised to them, so nothing is taken back."""
    if witness.stream == Stream.PRESS:
        raise Refused(
            _("%(code)s is known from a public source: such an account carries no consent.") % {"code": witness.code}
        )


def locked_records(witness: Witness) -> list[Witness]:
    """The same, locked, the canonical one first."""
    check_is_own(witness)
    # Locked before its duplicates are looked up: one may be found at this very moment.
    return sorted(locked_all(records_of(locked(witness)), "case"), key=lambda record: not record.is_canonical)
