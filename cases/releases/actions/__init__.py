"""The door to the public: drafts, signatures, freezing."""

from .drafts import approve_release, attach_files
from .press_cases import approve_press_case, draft_press_case, publish_glossary, set_site
from .series import freeze_slot, start_series

__all__ = [
    "approve_press_case",
    "approve_release",
    "attach_files",
    "draft_press_case",
    "freeze_slot",
    "publish_glossary",
    "set_site",
    "start_series",
]
