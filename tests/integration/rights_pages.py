"""The staff pages beside the records' own: who may see each, and whose record it shows."""

from django.db import models

from cases.core.rights import Role
from cases.intake.models import Source, Testimony
from cases.witnesses.models import ErasureCertificate, Identity, Witness
from tests.integration.rights_world import GLASS, ROLES

FILLED = {
    "<slug:label>": "testimony",
    "<slug:name>": "to_code", "<slug:what>": "comment",
    "<path:url>": "x", "<str:name>": "cells.csv", r"^(?P<app_label>cases)/$": "cases/",
}  # fmt: skip
"""What stands for a parameter of a route."""
OWN_PAGES: dict[str, set[str]] = {
    "rights": {role for role in ROLES if role},
    "break_glass": {Role.ADMINISTRATOR, Role.DPO, GLASS},
    "lockdown": {role for role in ROLES if role},
    **dict.fromkeys(("audit", "audit_export", "withdrawals", "retention"), {Role.DPO}),
    "retention_decide": set(),  # of records whose period is over: see tests/unit/desk/test_retention.py
    "consent_form": {*(role for role in ROLES if role), GLASS} - {Role.ADMINISTRATOR},
    **dict.fromkeys(("who_counts", "exact_figures"), {Role.LEAD, Role.DPO}),
    "public_site": {Role.ADMINISTRATOR, Role.LEAD, Role.DPO},
    "queue": {Role.CODER, Role.LEAD},
    "logging_start": {Role.INTERVIEWER},
    "source_new": {Role.INTERVIEWER, Role.CODER, Role.LEAD, Role.ADVOCACY},
    "notifications": {role for role in ROLES if role} - {Role.ADMINISTRATOR, GLASS},
    "language": set(),  # by POST with a language: see tests/unit/accounts
    "draft": {role for role in ROLES if role},
    "find_person": {Role.INTERVIEWER, Role.CODER, Role.LEAD, Role.DPO},
}
"""Who may see the staff pages beside the records."""
RECORD_PAGES: dict[str, tuple[type[models.Model], str]] = {
    "work": (Testimony, "casework.comment"),
    "source_reading": (Source, ""),
    **{
        f"logging_{name}": (Testimony, "intake.answer_topics")
        for name in ("tasks", "stop", "safety", "account", "questions", "heavy", "files", "close", "check")
    },
    "logging_print": (Testimony, "evidence.open_evidence"),  # held by exactly those who read accounts
    "namesakes": (Witness, "witnesses.find_namesakes"),
    "open_identity": (Identity, "witnesses.open_identity"),
    "withdraw": (Witness, "desk.withdraw"),
    "erasure_certificate": (ErasureCertificate, "desk.erase_person"),
}
"""Pages of one record beside its own: whose, and the action that they are there for."""
BY_POST = {"audit_export"}
ADDS = {"Testimony": ["intake.log_testimony", "intake.log_press_account"], "ReleaseDraft": ["releases.freeze_slot"]}
