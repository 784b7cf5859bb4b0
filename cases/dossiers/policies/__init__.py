"""What must hold before an intervention or a document is stored, approved and sent."""

from .interventions import LONGEST_TEXT, check_betrays_nobody, check_can_publish, check_told
from .products import check_can_approve, check_can_be_made, check_can_make, check_chosen, check_names_nobody, serious

__all__ = [
    "LONGEST_TEXT",
    "check_betrays_nobody",
    "check_can_approve",
    "check_can_be_made",
    "check_can_make",
    "check_can_publish",
    "check_chosen",
    "check_names_nobody",
    "check_told",
    "serious",
]
