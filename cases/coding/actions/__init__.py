"""Writes on coding."""

from .actors import (
    ActorMatch,
    ActorValues,
    GivenName,
    edit_actor,
    find_actors,
    merge_actors,
    name_actor,
    part_actors,
    register_actor,
    remove_actor_name,
)
from .acts import ActValues, code_act, edit_act, finish_coding, remove_act
from .commands import CommandValues, edit_command_link, link_command
from .events import (
    EventValues,
    SituationValues,
    describe_event,
    describe_labour_situation,
    edit_event,
    edit_labour_situation,
)
from .involvements import InvolvementValues, involve_actor, remove_involvement
from .legal import lower_act, raise_act
from .many import Coding, NewAct, code_testimonies, finish_codings
from .many_rounds import SecondCoding, code_again, settle_codings
from .overrides import override_indicator
from .passages import Fitted, fit_passages, mark_passage, move_passage, remove_passage
from .reviews import Promoted, finish_other_review, promote_other
from .rounds import (
    agree_reconciliation,
    finish_second_coding,
    reconcile,
    take_second_coding,
    waive_second_coding,
)
from .spans import Span, code_passages

__all__ = [
    "ActValues",
    "ActorMatch",
    "ActorValues",
    "Coding",
    "CommandValues",
    "EventValues",
    "Fitted",
    "GivenName",
    "InvolvementValues",
    "NewAct",
    "Promoted",
    "SecondCoding",
    "SituationValues",
    "Span",
    "agree_reconciliation",
    "code_act",
    "code_again",
    "code_passages",
    "code_testimonies",
    "describe_event",
    "describe_labour_situation",
    "edit_act",
    "edit_actor",
    "edit_command_link",
    "edit_event",
    "edit_labour_situation",
    "find_actors",
    "finish_coding",
    "finish_codings",
    "finish_other_review",
    "finish_second_coding",
    "fit_passages",
    "involve_actor",
    "link_command",
    "lower_act",
    "mark_passage",
    "merge_actors",
    "move_passage",
    "name_actor",
    "override_indicator",
    "part_actors",
    "promote_other",
    "raise_act",
    "reconcile",
    "register_actor",
    "remove_act",
    "remove_actor_name",
    "remove_involvement",
    "remove_passage",
    "settle_codings",
    "take_second_coding",
    "waive_second_coding",
]
