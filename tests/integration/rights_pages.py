"""The staff pages beside the records' own: who may see each, and whose record it shows."""

from django.db import models

from cases.casework.models import Case
from cases.coding.models import Actor
from cases.core.rights import Role, Section
from cases.intake.models import Source, Testimony
from cases.witnesses.models import ErasureCertificate, Identity, Witness
from tests.integration.rights_world import GLASS, ROLES, may_read_some

FILLED = {
    "<slug:label>": "testimony",
    "<slug:name>": "to_code", "<slug:what>": "comment",
    "<path:url>": "x", "<str:name>": "cells.csv", "<str:language>": "en", "<int:number>": "1", r"^(?P<app_label>cases)/$": "cases/",
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
    "agreement": {Role.CODER, Role.LEAD, Role.DPO},
    "other_review": {Role.LEAD},
    "actor_new": {Role.CODER, Role.LEAD},
    "find_person": {Role.INTERVIEWER, Role.CODER, Role.LEAD, Role.DPO},
}
"""Who may see the staff pages beside the records."""
READ_CODES = {role for role in ROLES if may_read_some(role, Section.CODING)}
RECORD_PAGES: dict[str, tuple[type[models.Model], str | set[str]]] = {
    "work": (Testimony, "casework.comment"),
    "source_reading": (Source, ""),
    **{
        f"logging_{name}": (Testimony, "intake.answer_topics")
        for name in ("tasks", "stop", "safety", "account", "questions", "heavy", "files", "close", "check")
    },
    "logging_print": (Testimony, "evidence.open_evidence"),  # held by exactly those who read accounts
    "coding_page": (Testimony, "coding.code_passages"),
    "second_coding": (Testimony, "coding.finish_coding"),
    "compare_codings": (Testimony, "coding.reconcile"),
    "agreement_table": (Case, {Role.CODER, Role.LEAD, Role.DPO}),
    "actor_merge": (Actor, "coding.merge_actors"),
    **dict.fromkeys(("case_network", "case_who_did_what", "case_timeline", "case_matrix"), (Case, READ_CODES)),
    "case_acts_file": (Case, {Role.CODER, Role.LEAD, Role.DPO}),
    "situations": (Testimony, READ_CODES),
    "indicators": (Witness, READ_CODES),
    "namesakes": (Witness, "witnesses.find_namesakes"),
    "open_identity": (Identity, "witnesses.open_identity"),
    "withdraw": (Witness, "desk.withdraw"),
    "erasure_certificate": (ErasureCertificate, "desk.erase_person"),
}
"""Pages of one record beside its own: whose, and the action that they are there for, or the roles that they are for."""
BY_POST = {"audit_export", "case_acts_file"}
ADDS = {"Testimony": ["intake.log_testimony", "intake.log_press_account"], "ReleaseDraft": ["releases.freeze_slot"]}
