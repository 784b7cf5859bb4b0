"""The declared table of rights: who may do what (actions) and who may read what (sections), each with its scope.

Every function marked ``@action`` stands in ``allowed.ALLOWED`` and nothing else does (a test compares them); every section
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
