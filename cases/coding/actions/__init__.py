"""Writes on coding."""

from .acts import ActValues, code_act, edit_act, finish_coding, involve_actor
from .events import (
    EventValues,
    SituationValues,
    describe_event,
    describe_labour_situation,
    edit_actor,
    edit_event,
    edit_labour_situation,
    register_actor,
)
from .many import Coding, NewAct, code_testimonies, finish_codings
from .passages import mark_passage

__all__ = [
    "ActValues",
    "Coding",
    "EventValues",
    "NewAct",
    "SituationValues",
    "code_act",
    "code_testimonies",
    "describe_event",
    "describe_labour_situation",
    "edit_act",
    "edit_actor",
    "edit_event",
    "edit_labour_situation",
    "finish_coding",
    "finish_codings",
    "involve_actor",
    "mark_passage",
    "register_actor",
]
