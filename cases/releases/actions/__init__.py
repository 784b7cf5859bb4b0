"""The door to the public: drafts, signatures, freezing."""

from .audits import rehearse_release, store_audit
from .drafts import approve_release, attach_files, publish_due, reject_release
from .endings import confirm_release_withdrawal, destroy_noise, propose_release_withdrawal
from .outgoing import register_outgoing_figure
from .press_cases import approve_press_case, draft_press_case, publish_glossary, set_site
from .quotes import clear_quote, edit_quote, propose_quote, read_batch, retire_quote, scan_quote
from .series import freeze_slot, start_series

__all__ = [
    "approve_press_case",
    "approve_release",
    "attach_files",
    "clear_quote",
    "confirm_release_withdrawal",
    "destroy_noise",
    "draft_press_case",
    "edit_quote",
    "freeze_slot",
    "propose_quote",
    "propose_release_withdrawal",
    "publish_due",
    "publish_glossary",
    "read_batch",
    "register_outgoing_figure",
    "rehearse_release",
    "reject_release",
    "retire_quote",
    "scan_quote",
    "set_site",
    "start_series",
    "store_audit",
]
