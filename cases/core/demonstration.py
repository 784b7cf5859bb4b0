"""What is allowed in a demonstration database only."""

from django.utils.translation import gettext as _

from .errors import Refused
from .models import Installation


def check_is_demonstration() -> None:
    """Raise in an office: there, every step carries the moment at which somebody took it."""
    if not Installation.objects.filter(kind=Installation.Kind.DEMO).exists():
        raise Refused(
            _("Many records at once, dated in the past, are made in a demonstration database only: this is an office.")
        )
