"""What must hold before something is published."""

from .audits import check_audit_passed, check_can_audit_release, check_is_same_attempt, last_audit_passed, newest_audit
from .drafts import (
    can_destroy_noise,
    check_can_confirm_withdrawal,
    check_can_destroy_noise,
    check_can_propose_withdrawal,
    check_can_reject_release,
    check_can_sign_release,
    check_is_the_program,
)
from .press_cases import check_can_publish_case, check_can_sign
from .quotes import (
    check_can_clear_quote,
    check_can_edit_quote,
    check_can_quote,
    check_can_retire_quote,
    check_coarse,
    check_texts,
    check_verbatim,
)
from .series import check_can_go_on, check_can_start_series, check_terms

__all__ = [
    "can_destroy_noise",
    "check_audit_passed",
    "check_can_audit_release",
    "check_can_clear_quote",
    "check_can_confirm_withdrawal",
    "check_can_destroy_noise",
    "check_can_edit_quote",
    "check_can_go_on",
    "check_can_propose_withdrawal",
    "check_can_publish_case",
    "check_can_quote",
    "check_can_reject_release",
    "check_can_retire_quote",
    "check_can_sign",
    "check_can_sign_release",
    "check_can_start_series",
    "check_coarse",
    "check_is_same_attempt",
    "check_is_the_program",
    "check_terms",
    "check_texts",
    "check_verbatim",
    "last_audit_passed",
    "newest_audit",
]
