"""Writes on sources, their figures, and testimonies: one at a time, and many at once."""

from .answers import TopicValues, answer_topics
from .many import NewTestimony, Step, begin_steps, log_testimonies, submit_testimonies
from .one import (
    TestimonyValues,
    edit_context_figure,
    edit_source,
    edit_testimony,
    log_press_account,
    log_testimony,
    move,
    record_context_figure,
    register_source,
    reopen_testimony,
    return_testimony,
    submit_testimony,
)

__all__ = [
    "NewTestimony",
    "Step",
    "TestimonyValues",
    "TopicValues",
    "answer_topics",
    "begin_steps",
    "edit_context_figure",
    "edit_source",
    "edit_testimony",
    "log_press_account",
    "log_testimonies",
    "log_testimony",
    "move",
    "record_context_figure",
    "register_source",
    "reopen_testimony",
    "return_testimony",
    "submit_testimonies",
    "submit_testimony",
]
