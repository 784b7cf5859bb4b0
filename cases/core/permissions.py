"""What a role holds: one table of roles by action. Which record and which state is the stage's policy.

Every function marked ``@action`` stands here, and nothing else does (a test compares them). The finer table,
with scope and sections, comes with sign-in.
"""

from typing import Any, Protocol

from django.db import models
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from .errors import NotAllowed


class Role(models.TextChoices):
    INTERVIEWER = "interviewer", _("interviewer")
    CODER = "coder", _("coder")
    LEAD = "lead", _("verification lead")
    LEGAL = "legal", _("legal reviewer")
    ADVOCACY = "advocacy", _("advocacy officer")
    DPO = "dpo", _("data-protection officer")
    ADMINISTRATOR = "administrator", _("administrator")


class Actor(Protocol):
    """Whoever acts: a user of accounts, or the system user, who holds no role."""

    pk: Any

    @property
    def role_set(self) -> frozenset[str]: ...


NO_ROLE_NEEDED: frozenset[Role] = frozenset(Role)
"""Any staff member; the action's own policy decides."""

_CASEWORKERS = frozenset({Role.INTERVIEWER, Role.CODER, Role.LEAD})
_CODERS = frozenset({Role.CODER, Role.LEAD})

ALLOWED: dict[str, frozenset[Role]] = {
    # The bootstrap of an empty database: its policy allows it once, to the system user only.
    "accounts.create_first_administrator": frozenset(),
    "accounts.create_user": frozenset({Role.ADMINISTRATOR}),
    "accounts.edit_user": frozenset({Role.ADMINISTRATOR}),
    "accounts.change_own_password": NO_ROLE_NEEDED,
    "vocabulary.load_vocabulary": frozenset({Role.ADMINISTRATOR}),
    "vocabulary.edit_category": frozenset({Role.ADMINISTRATOR}),
    "vocabulary.retire_category": frozenset({Role.ADMINISTRATOR}),
    "casework.create_case": _CASEWORKERS,
    "casework.edit_case": _CASEWORKERS,
    "casework.set_case_members": _CASEWORKERS,
    "witnesses.register_witness": _CASEWORKERS,
    "witnesses.edit_witness": _CASEWORKERS,
    "witnesses.register_group": _CASEWORKERS,
    "witnesses.edit_group": _CASEWORKERS,
    "witnesses.record_identity": frozenset({Role.INTERVIEWER}),
    "witnesses.open_identity": frozenset({Role.INTERVIEWER, Role.DPO}),
    "witnesses.record_consent": frozenset({Role.INTERVIEWER, Role.DPO}),
    "witnesses.assess_risk": frozenset({Role.INTERVIEWER, Role.DPO}),
    # Many at once, dated in the past: in a demonstration only.
    "witnesses.register_people": frozenset({Role.INTERVIEWER}),
    "witnesses.register_groups": _CASEWORKERS,
    "witnesses.record_consents": frozenset({Role.INTERVIEWER, Role.DPO}),
    "intake.register_source": _CASEWORKERS | {Role.ADVOCACY},
    "intake.edit_source": _CASEWORKERS | {Role.ADVOCACY},
    "intake.record_context_figure": _CASEWORKERS | {Role.ADVOCACY},
    "intake.edit_context_figure": _CASEWORKERS | {Role.ADVOCACY},
    "intake.log_testimony": frozenset({Role.INTERVIEWER}),
    "intake.log_press_account": _CASEWORKERS,
    "intake.edit_testimony": _CASEWORKERS,
    "intake.submit_testimony": frozenset({Role.INTERVIEWER}),
    "intake.log_testimonies": frozenset({Role.INTERVIEWER}),
    "intake.submit_testimonies": frozenset({Role.INTERVIEWER}),
    "intake.return_testimony": _CODERS,
    "evidence.attach_evidence": _CASEWORKERS,
    "evidence.open_evidence": NO_ROLE_NEEDED,
    "coding.describe_event": _CODERS,
    "coding.edit_event": _CODERS,
    "coding.mark_passage": _CODERS,
    "coding.register_actor": _CODERS,
    "coding.edit_actor": _CODERS,
    "coding.describe_labour_situation": _CODERS,
    "coding.edit_labour_situation": _CODERS,
    "coding.code_act": _CODERS,
    "coding.edit_act": _CODERS,
    "coding.involve_actor": _CODERS,
    "coding.finish_coding": _CODERS,
    "coding.code_testimonies": _CODERS,
    "coding.finish_codings": _CODERS,
    "verification.begin_verification": frozenset({Role.LEAD}),
    "verification.assess_testimony": frozenset({Role.LEAD}),
    "verification.clear_testimony": frozenset({Role.DPO}),
    "verification.begin_verifications": frozenset({Role.LEAD}),
    "verification.assess_testimonies": frozenset({Role.LEAD}),
    "verification.clear_testimonies": frozenset({Role.DPO}),
    "desk.load_first_case": _CODERS,
    "desk.open_fictional_case": frozenset({Role.LEAD}),
    "desk.add_whole_records": frozenset({Role.LEAD}),
    "releases.set_site": frozenset({Role.ADMINISTRATOR}),
    "releases.draft_press_case": frozenset({Role.LEAD, Role.DPO, Role.ADVOCACY}),
    "releases.approve_press_case": frozenset({Role.LEAD, Role.DPO}),
    "releases.publish_glossary": frozenset({Role.LEAD, Role.DPO}),
    "releases.start_series": frozenset({Role.LEAD, Role.DPO}),
    "releases.freeze_slot": frozenset({Role.LEAD, Role.DPO, Role.ADVOCACY}),
    "releases.attach_files": frozenset({Role.LEAD, Role.DPO, Role.ADVOCACY}),
    "releases.approve_release": frozenset({Role.LEAD, Role.DPO}),
}


def may(actor: Actor, action: str) -> bool:
    """Whether one of the actor's roles holds the action."""
    return bool(ALLOWED[action] & actor.role_set)


def check(actor: Actor, action: str) -> None:
    """Raise NotAllowed, naming the roles that hold the action."""
    allowed = ALLOWED[action]
    if allowed and not allowed & actor.role_set:
        roles = ", ".join(str(Role(role).label) for role in sorted(allowed))
        raise NotAllowed(_t("Your roles do not allow this step: it takes one of: %(roles)s.") % {"roles": roles})
