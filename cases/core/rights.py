"""The declared table of rights: who may do what (actions) and who may read what (sections), each with its scope.

Every function marked ``@action`` stands in ``ALLOWED`` and nothing else does (a test compares them); every section
of the records stands in ``READABLE``. Both are enforced from here: actions by ``core.records``, readings by the
``visible_to`` of each record. docs/rights.md and the staff page of rights are drawn from the same table.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    INTERVIEWER = "interviewer", _("interviewer")
    CODER = "coder", _("coder")
    LEAD = "lead", _("verification lead")
    LEGAL = "legal", _("legal reviewer")
    ADVOCACY = "advocacy", _("advocacy officer")
    DPO = "dpo", _("data-protection officer")
    ADMINISTRATOR = "administrator", _("administrator")


class Scope(models.TextChoices):
    """How far a right reaches, from the narrowest to the widest."""

    OWN = "own", _("own")
    VERIFIED = "verified", _("case team, once verified")
    TEAM = "team", _("case team")
    ALL = "all", _("all")


class Section(models.TextChoices):
    """A part of the records that is readable as one."""

    CASE = "case", _("cases and teams")
    WITNESS = "witness", _("witnesses and groups")
    IDENTITY = "identity", _("identities")
    IDENTITY_REQUEST = "identity_request", _("requests to open or export identities")
    MATCH = "match", _("match decisions")
    CONSENT = "consent", _("consents")
    RISK = "risk", _("risk assessments")
    WITHDRAWAL = "withdrawal", _("withdrawals and erasures")
    RETENTION = "retention", _("retention")
    FOLLOW_UP = "follow_up", _("follow-ups")
    ASSIGNMENT = "assignment", _("assignments")
    COMMENT = "comment", _("comments and flags")
    NOTIFICATION = "notification", _("notifications")
    SOURCE = "source", _("sources and figures")
    TESTIMONY = "testimony", _("testimonies: facts and state")
    ACCOUNT = "account", _("testimonies: what was told")
    EVIDENCE = "evidence", _("evidence")
    CODING = "coding", _("codes")
    VERIFICATION = "verification", _("assessments")
    PUBLICATION = "publication", _("drafts for the public")
    QUOTE = "quote", _("quotes on their way to the public")
    RELEASE = "release", _("series and releases")
    OUTGOING = "outgoing", _("figures said outside a release")
    EXACT = "exact", _("exact figures")
    VOCABULARY = "vocabulary", _("vocabulary")
    STAFF = "staff", _("accounts")
    AUDIT = "audit", _("audit log")


Holders = dict[Role, Scope]


def own(*roles: Role) -> Holders:
    return dict.fromkeys(roles, Scope.OWN)


def verified(*roles: Role) -> Holders:
    return dict.fromkeys(roles, Scope.VERIFIED)


def team(*roles: Role) -> Holders:
    return dict.fromkeys(roles, Scope.TEAM)


def everywhere(*roles: Role) -> Holders:
    return dict.fromkeys(roles, Scope.ALL)


INTERVIEWER, CODER, LEAD, LEGAL, ADVOCACY, DPO, ADMINISTRATOR = Role
EVERYBODY = everywhere(*Role)
"""Any member of staff, about themselves or the office as a whole; the action's own policy decides."""

READABLE: dict[Section, Holders] = {
    Section.CASE: team(INTERVIEWER, CODER, LEAD, LEGAL, ADVOCACY, DPO),
    Section.WITNESS: team(INTERVIEWER, CODER, LEAD, LEGAL, DPO) | verified(ADVOCACY),
    Section.IDENTITY: own(INTERVIEWER) | team(DPO),
    Section.IDENTITY_REQUEST: own(INTERVIEWER) | team(LEAD, DPO),
    Section.MATCH: team(INTERVIEWER, CODER, LEAD, DPO),
    # Coders too: the limits that a person set are heeded by whoever works with the record.
    Section.CONSENT: team(INTERVIEWER, CODER, LEAD, LEGAL, DPO) | verified(ADVOCACY),
    Section.RISK: own(INTERVIEWER) | team(LEAD, DPO),
    Section.WITHDRAWAL: team(DPO),
    Section.RETENTION: team(DPO),
    Section.FOLLOW_UP: own(INTERVIEWER, CODER, LEAD, LEGAL, ADVOCACY) | team(DPO),
    Section.ASSIGNMENT: own(INTERVIEWER, LEGAL, ADVOCACY) | team(CODER, LEAD, DPO),
    # They may speak of what was told: read by whoever reads the account, and by those they are addressed to.
    Section.COMMENT: own(INTERVIEWER, ADVOCACY) | team(CODER, LEAD, LEGAL, DPO),
    Section.NOTIFICATION: own(INTERVIEWER, CODER, LEAD, LEGAL, ADVOCACY, DPO),
    Section.SOURCE: team(INTERVIEWER, CODER, LEAD, LEGAL, ADVOCACY, DPO),
    Section.TESTIMONY: own(INTERVIEWER) | team(CODER, LEAD, LEGAL, DPO) | verified(ADVOCACY),
    Section.ACCOUNT: own(INTERVIEWER) | team(CODER, LEAD, LEGAL, DPO),
    Section.EVIDENCE: own(INTERVIEWER) | team(CODER, LEAD, LEGAL, DPO),
    Section.CODING: team(CODER, LEAD, LEGAL, DPO) | verified(ADVOCACY),
    Section.VERIFICATION: own(INTERVIEWER) | team(CODER, LEAD, LEGAL, DPO) | verified(ADVOCACY),
    Section.PUBLICATION: team(LEAD, ADVOCACY, DPO),
    # They hold the witness's own words, so nobody reads them who may not read an account.
    Section.QUOTE: team(CODER, LEAD, DPO),
    Section.RELEASE: everywhere(LEAD, ADVOCACY, DPO),
    Section.OUTGOING: everywhere(LEAD, ADVOCACY, DPO),
    Section.EXACT: everywhere(LEAD, DPO),
    Section.VOCABULARY: EVERYBODY,
    Section.STAFF: everywhere(ADMINISTRATOR),
    Section.AUDIT: everywhere(DPO),
}

BEHIND_GLASS = frozenset(READABLE) - {
    Section.IDENTITY, Section.IDENTITY_REQUEST, Section.WITHDRAWAL, Section.RETENTION, Section.NOTIFICATION, Section.PUBLICATION, Section.QUOTE, Section.RELEASE, Section.OUTGOING, Section.EXACT, Section.VOCABULARY, Section.STAFF, Section.AUDIT,
}  # fmt: skip
"""What an administrator reads of one case after breaking the glass; never an identity."""

ON_FROZEN = frozenset(
    {
        "desk.withdraw", "desk.erase_person", "desk.seal_person", "casework.finish_follow_up",
        "casework.keep_longer", "witnesses.open_identity",
    }
)  # fmt: skip
"""Steps that may touch the record of a person who withdrew everything; every other step is refused."""

ALLOWED: dict[str, Holders] = {
    # The bootstrap of an empty database: its policy allows it once, to the system user only.
    "accounts.create_first_administrator": {},
    "accounts.create_user": everywhere(ADMINISTRATOR),
    "accounts.edit_user": everywhere(ADMINISTRATOR),
    "accounts.change_own_password": EVERYBODY,
    # What one has typed oneself and not saved.
    "accounts.keep_draft": EVERYBODY,
    "accounts.discard_draft": EVERYBODY,
    "accounts.make_enrolment_link": everywhere(ADMINISTRATOR),
    "accounts.reset_sign_in": everywhere(ADMINISTRATOR),
    # By the holder of a link, as the person it was made for; they may hold no role yet.
    "accounts.enrol": {},
    "accounts.enrol_demonstration_code": everywhere(ADMINISTRATOR),
    # By anybody with a role, and by the program itself; two of three roles lift it (their policies say so).
    "accounts.lock_down": {},
    "accounts.lift_lockdown": everywhere(LEAD, DPO, ADMINISTRATOR),
    "accounts.rotate_keys": everywhere(ADMINISTRATOR),
    "accounts.finish_rotation": everywhere(ADMINISTRATOR),
    "accounts.change_key_passphrase": everywhere(ADMINISTRATOR),
    "accounts.make_recovery_file": everywhere(ADMINISTRATOR),
    "accounts.open_recovery_file": everywhere(ADMINISTRATOR),
    "vocabulary.load_vocabulary": everywhere(ADMINISTRATOR),
    "vocabulary.edit_category": everywhere(ADMINISTRATOR),
    "vocabulary.retire_category": everywhere(ADMINISTRATOR),
    # The lead too: what repeats among "other, describe" becomes a code.
    "vocabulary.add_category": everywhere(LEAD, ADMINISTRATOR),
    "casework.create_case": everywhere(INTERVIEWER, CODER, LEAD),
    "casework.edit_case": team(INTERVIEWER, CODER, LEAD),
    "casework.break_glass": everywhere(ADMINISTRATOR),
    "casework.confirm_glass_breaking": everywhere(DPO),
    "casework.set_case_members": team(INTERVIEWER, CODER, LEAD),
    "casework.open_follow_up": own(INTERVIEWER) | team(CODER, LEAD, LEGAL, DPO) | verified(ADVOCACY),
    "casework.give_work": team(LEAD, DPO),
    "casework.give_many": team(LEAD, DPO),
    "casework.take_work": team(CODER, LEAD, LEGAL, DPO),
    "casework.answer_work": own(INTERVIEWER, CODER, LEAD, LEGAL, ADVOCACY, DPO),
    "casework.hand_on_work": own(INTERVIEWER, CODER, LEAD, LEGAL, ADVOCACY, DPO),
    "casework.finish_own_work": own(INTERVIEWER, CODER, LEAD, LEGAL, ADVOCACY, DPO),
    "casework.raise_flag": own(INTERVIEWER) | team(CODER, LEAD, LEGAL, DPO) | verified(ADVOCACY),
    "casework.flag_many": team(CODER, LEAD, DPO),
    "casework.lower_flag": own(INTERVIEWER) | team(CODER, LEAD, LEGAL, DPO),
    "casework.comment": own(INTERVIEWER) | team(CODER, LEAD, LEGAL, DPO) | verified(ADVOCACY),
    "casework.see_notifications": EVERYBODY,
    "casework.assign_follow_up": team(LEAD, DPO),
    "casework.assign_follow_ups": team(LEAD, DPO),
    "casework.finish_follow_up": own(INTERVIEWER, CODER, LEAD, LEGAL, ADVOCACY) | team(DPO),
    "casework.keep_longer": team(DPO),
    "witnesses.register_witness": team(INTERVIEWER, CODER, LEAD),
    "witnesses.edit_witness": team(INTERVIEWER, CODER, LEAD),
    "witnesses.register_group": team(INTERVIEWER, CODER, LEAD),
    "witnesses.edit_group": team(INTERVIEWER, CODER, LEAD),
    "witnesses.record_identity": own(INTERVIEWER),
    "witnesses.open_identity": own(INTERVIEWER) | team(DPO),
    "witnesses.lift_identity_lock": everywhere(DPO),
    "witnesses.ask_to_open_identity": own(INTERVIEWER) | team(DPO),
    "witnesses.allow_identity_request": team(LEAD, DPO),
    "witnesses.ask_for_identity_export": team(DPO),
    "witnesses.allow_identity_export": team(LEAD, DPO),
    "witnesses.stop_identity_export": team(LEAD, DPO),
    "witnesses.make_identity_export": team(DPO),
    "witnesses.sign_for_minor": team(DPO),
    "witnesses.find_people": everywhere(INTERVIEWER, CODER, LEAD, DPO),
    "witnesses.find_namesakes": team(INTERVIEWER, CODER, LEAD, DPO),
    "witnesses.propose_match": team(INTERVIEWER, CODER, LEAD, DPO),
    "witnesses.decide_match": team(LEAD, DPO),
    "witnesses.record_consent": team(INTERVIEWER, DPO),
    "witnesses.assess_risk": own(INTERVIEWER) | team(DPO),
    # Many at once, dated in the past: in a demonstration only.
    "witnesses.register_people": team(INTERVIEWER),
    "witnesses.register_groups": team(INTERVIEWER, CODER, LEAD),
    "witnesses.record_consents": team(INTERVIEWER, DPO),
    "intake.register_source": team(INTERVIEWER, CODER, LEAD, ADVOCACY),
    "intake.edit_source": team(INTERVIEWER, CODER, LEAD, ADVOCACY),
    "intake.record_context_figure": team(INTERVIEWER, CODER, LEAD, ADVOCACY),
    "intake.edit_context_figure": team(INTERVIEWER, CODER, LEAD, ADVOCACY),
    "intake.log_testimony": team(INTERVIEWER),
    "intake.log_press_account": team(CODER, LEAD),
    "intake.edit_testimony": own(INTERVIEWER) | team(CODER, LEAD),
    "intake.answer_topics": own(INTERVIEWER),
    "intake.submit_testimony": own(INTERVIEWER),
    "intake.log_testimonies": team(INTERVIEWER),
    "intake.submit_testimonies": team(INTERVIEWER),
    "intake.return_testimony": team(CODER, LEAD),
    "intake.reopen_testimony": team(LEAD),
    "evidence.attach_evidence": team(INTERVIEWER, CODER, LEAD),
    "evidence.open_evidence": own(INTERVIEWER) | team(CODER, LEAD, LEGAL, DPO),
    "coding.describe_event": team(CODER, LEAD),
    "coding.edit_event": team(CODER, LEAD),
    "coding.mark_passage": team(CODER, LEAD),
    "coding.register_actor": team(CODER, LEAD),
    "coding.edit_actor": team(CODER, LEAD),
    "coding.describe_labour_situation": team(CODER, LEAD),
    "coding.edit_labour_situation": team(CODER, LEAD),
    "coding.code_act": team(CODER, LEAD),
    "coding.edit_act": team(CODER, LEAD),
    "coding.involve_actor": team(CODER, LEAD),
    "coding.code_passages": team(CODER, LEAD),
    "coding.remove_act": team(CODER, LEAD),
    "coding.remove_involvement": team(CODER, LEAD),
    "coding.remove_passage": team(CODER, LEAD),
    "coding.move_passage": team(CODER, LEAD),
    "coding.fit_passages": team(CODER, LEAD),
    "coding.finish_coding": team(CODER, LEAD),
    "coding.take_second_coding": team(CODER),
    "coding.finish_second_coding": team(CODER),
    "coding.waive_second_coding": team(LEAD),
    "coding.reconcile": team(CODER, LEAD),
    "coding.agree_reconciliation": team(CODER, LEAD),
    "coding.raise_act": team(LEGAL),
    "coding.lower_act": team(LEGAL),
    "coding.override_indicator": team(LEAD, LEGAL),
    "coding.find_actors": team(CODER, LEAD),
    "coding.name_actor": team(CODER, LEAD),
    "coding.remove_actor_name": team(CODER, LEAD),
    "coding.merge_actors": team(CODER, LEAD),
    "coding.part_actors": team(CODER, LEAD),
    "coding.link_command": team(CODER, LEAD),
    "coding.edit_command_link": team(CODER, LEAD),
    "coding.promote_other": team(LEAD),
    "coding.finish_other_review": team(LEAD),
    "coding.code_testimonies": team(CODER, LEAD),
    "coding.finish_codings": team(CODER, LEAD),
    "coding.code_again": team(CODER),
    "coding.settle_codings": team(CODER, LEAD),
    "verification.begin_verification": team(LEAD),
    "verification.assess_testimony": team(LEAD),
    "verification.clear_testimony": team(DPO),
    "verification.begin_verifications": team(LEAD),
    "verification.assess_testimonies": team(LEAD),
    "verification.clear_testimonies": team(DPO),
    "desk.load_first_case": everywhere(CODER, LEAD),
    "desk.open_fictional_case": everywhere(LEAD),
    "desk.add_whole_records": everywhere(LEAD),
    "desk.withdraw": team(DPO),
    "desk.erase_person": team(DPO),
    "desk.seal_person": team(DPO),
    "desk.discard_record": team(DPO),
    "desk.register_source_with_file": team(INTERVIEWER, CODER, LEAD),
    "releases.set_site": everywhere(ADMINISTRATOR),
    "releases.draft_press_case": team(LEAD, DPO, ADVOCACY),
    "releases.approve_press_case": team(LEAD, DPO),
    "releases.publish_glossary": everywhere(LEAD, DPO),
    "releases.start_series": everywhere(LEAD, DPO),
    "releases.freeze_slot": everywhere(LEAD, DPO, ADVOCACY),
    "releases.attach_files": everywhere(LEAD, DPO, ADVOCACY),
    "releases.approve_release": everywhere(LEAD, DPO),
    "releases.rehearse_release": everywhere(LEAD, ADVOCACY, DPO),
    "releases.store_audit": everywhere(LEAD, ADVOCACY, DPO),
    "releases.propose_quote": team(CODER, LEAD),
    "releases.edit_quote": team(CODER, LEAD),
    "releases.scan_quote": team(CODER, LEAD, DPO),
    "releases.clear_quote": team(LEAD, DPO),
    "releases.retire_quote": team(LEAD, DPO),
    # Whoever sees a release reads what it would publish, on the team of the case or not.
    "releases.read_batch": everywhere(LEAD, ADVOCACY, DPO),
    "releases.register_outgoing_figure": everywhere(LEAD, ADVOCACY, DPO),
    # By the clock of the server, as the program itself: what two people signed comes out at its hour.
    "releases.publish_due": {},
    "releases.reject_release": everywhere(LEAD, DPO),
    "releases.propose_release_withdrawal": everywhere(LEAD, DPO),
    "releases.confirm_release_withdrawal": everywhere(LEAD, DPO),
    "releases.destroy_noise": everywhere(DPO),
    "dossiers.record_intervention": team(ADVOCACY),
    "dossiers.edit_intervention": team(ADVOCACY),
    # It answers what a name in the records is: for those who publish, and never for those who write.
    "dossiers.scan_intervention": team(LEAD, DPO),
    "dossiers.publish_intervention": team(LEAD, DPO),
}
