"""Writes that cross stages: each is a chain of the stages' own actions in one transaction."""

from .first_case import load_first_case
from .retention import discard_record
from .sources import register_source_with_file
from .whole_records import add_whole_records, open_fictional_case
from .withdrawal import erase_person, seal_person, withdraw

__all__ = [
    "add_whole_records",
    "discard_record",
    "erase_person",
    "load_first_case",
    "open_fictional_case",
    "register_source_with_file",
    "seal_person",
    "withdraw",
]
