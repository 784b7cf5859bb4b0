"""Writes on cases, on the work in them, and on what is said beside their records."""

from .cases import (
    GLASS_STAYS_BROKEN,
    CaseValues,
    break_glass,
    confirm_glass_breaking,
    create_case,
    edit_case,
    set_case_members,
)
from .follow_ups import (
    KEPT_LONGER_AT_MOST,
    assign_follow_up,
    assign_follow_ups,
    finish_follow_up,
    finish_follow_ups,
    keep_longer,
    new_follow_up,
    open_follow_up,
)
from .notifications import notify, see_notifications
from .talk import LONGEST_COMMENT, comment, flag_many, lower_flag, raise_flag
from .work import (
    answer_work,
    finish_own_work,
    finish_work,
    give_many,
    give_work,
    hand_on_work,
    take_work,
)

__all__ = [
    "GLASS_STAYS_BROKEN",
    "KEPT_LONGER_AT_MOST",
    "LONGEST_COMMENT",
    "CaseValues",
    "answer_work",
    "assign_follow_up",
    "assign_follow_ups",
    "break_glass",
    "comment",
    "confirm_glass_breaking",
    "create_case",
    "edit_case",
    "finish_follow_up",
    "finish_follow_ups",
    "finish_own_work",
    "finish_work",
    "flag_many",
    "give_many",
    "give_work",
    "hand_on_work",
    "keep_longer",
    "lower_flag",
    "new_follow_up",
    "notify",
    "open_follow_up",
    "raise_flag",
    "see_notifications",
    "set_case_members",
    "take_work",
]
