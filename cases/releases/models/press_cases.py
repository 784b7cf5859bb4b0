"""Press cases: a draft, and the approvals of exactly that draft."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.casework.models import Case, CaseRecordQuerySet, Reach
from cases.core.models import KeyOwner, Record, Row
from cases.core.rights import Section


class Signature(models.TextChoices):
    """The two people who sign what is published: by user id, not by role alone."""

    LEAD = "lead", _("verification lead")
    DPO = "dpo", _("data-protection officer")


class PressCaseDraft(Record):
    """A press case as it would be published: canonical JSON and its hash. Public sources only."""

    code_prefix = "PCD"
    section = Section.PUBLICATION
    reach = Reach()

    case = models.ForeignKey(Case, verbose_name=_("case"), on_delete=models.PROTECT, related_name="drafts")
    content = models.JSONField(_("content"))
    content_sha256 = models.CharField(_("SHA-256 of the content"), max_length=64)
    built_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("built by"), on_delete=models.PROTECT, related_name="+"
    )
    published_at = models.DateTimeField(_("published"), null=True, blank=True, editable=False)

    objects = CaseRecordQuerySet.as_manager()

    class Meta:
        verbose_name = _("draft of a press case")
        verbose_name_plural = _("drafts of press cases")
        ordering: ClassVar = ["-created_at"]

    class Privacy:
        internal = frozenset({"case", "content", "content_sha256", "built_by", "published_at"})

    def key_owner(self) -> KeyOwner:
        return self.case.key_owner()


class Approval(Row):
    """One of the two signatures under a draft; it carries the hash of what was approved."""

    draft = models.ForeignKey(PressCaseDraft, on_delete=models.PROTECT, related_name="approvals")
    signature = models.CharField(_("signs as"), max_length=4, choices=Signature)
    approver = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("approved by"), on_delete=models.PROTECT, related_name="+"
    )
    approved_at = models.DateTimeField(_("approved"), default=timezone.now)
    content_sha256 = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("approval")
        verbose_name_plural = _("approvals")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["draft", "signature"], name="each_signature_once_per_draft"),
            models.UniqueConstraint(fields=["draft", "approver"], name="two_people_sign_a_draft"),
        ]

    class Privacy:
        internal = frozenset({"draft", "signature", "approver", "approved_at", "content_sha256"})

    def __str__(self) -> str:
        return f"{self.draft.code} {self.signature}"

    def key_owner(self) -> KeyOwner:
        return self.draft.key_owner()
