"""Writes on accounts."""

from .drafts import discard_draft, keep_draft
from .enrolment import enrol, enrol_demonstration_code, make_enrolment_link, reset_sign_in
from .lockdown import lift_lockdown, lock_down
from .people import (
    UserValues,
    change_own_password,
    create_first_administrator,
    create_user,
    edit_user,
    system_user,
)

__all__ = [
    "UserValues",
    "change_own_password",
    "create_first_administrator",
    "create_user",
    "discard_draft",
    "edit_user",
    "enrol",
    "enrol_demonstration_code",
    "keep_draft",
    "lift_lockdown",
    "lock_down",
    "make_enrolment_link",
    "reset_sign_in",
    "system_user",
]
