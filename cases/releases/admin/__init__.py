"""Staff pages for what goes public: drafts of press cases, series, withdrawals, quotes, the register. A release has its page in the desk."""

from django.utils.translation import gettext_lazy as _

from cases.core.admin import Panel
from cases.intake.admin import TestimonyAdmin
from cases.releases import who_counts

from .endings import NoiseCertificateAdmin, ReleaseWithdrawalAdmin
from .outgoing import OutgoingFigureAdmin
from .press_cases import PressCaseDraftAdmin
from .quotes import QuoteAdmin
from .series import SeriesAdmin

__all__ = [
    "NoiseCertificateAdmin",
    "OutgoingFigureAdmin",
    "PressCaseDraftAdmin",
    "QuoteAdmin",
    "ReleaseWithdrawalAdmin",
    "SeriesAdmin",
]

TestimonyAdmin.panels = (*TestimonyAdmin.panels, Panel(_("Public statistics"), who_counts.said))
