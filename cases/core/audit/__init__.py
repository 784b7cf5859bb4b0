"""The audit chain: who did or read what, when and why; ids and field names, never content."""

from .chain import Entry, append, count_since, events_of, label
from .readings import exported, not_shown, record_read, record_shown, searched
from .verification import problems

__all__ = [
    "Entry",
    "append",
    "count_since",
    "events_of",
    "exported",
    "label",
    "not_shown",
    "problems",
    "record_read",
    "record_shown",
    "searched",
]
