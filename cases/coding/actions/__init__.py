"""Writes on coding."""

from .acts import code_act, edit_act, finish_coding, involve_actor
from .events import (
    describe_event,
    describe_labour_situation,
    edit_actor,
    edit_event,
    edit_labour_situation,
    register_actor,
)
from .passages import mark_passage

__all__ = [
    "code_act",
    "describe_event",
    "describe_labour_situation",
    "edit_act",
    "edit_actor",
    "edit_event",
    "edit_labour_situation",
    "finish_coding",
    "involve_actor",
    "mark_passage",
    "register_actor",
]
