"""What is still to be done about a record, by when; and what was decided about records that have lain long."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cases.core.fields import SealedField
from cases.core.models import KeyOwner, Record, Row
from cases.core.permissions import Role
from cases.core.rights import Section

from .cases import Case, CaseRecordQuerySet, Reach


class FollowUp(Record):
    """A task with a deadline. It points to its record by kind and key, since that may stand in any stage."""

    code_prefix = "FUP"
    section = Section.FOLLOW_UP
    reach = Reach(own=("assigned_to",))

    class Kind(models.TextChoices):
        TELL_RECIPIENT = "tell_recipient", _("tell a recipient to stop using it, and record the reply")
        DELETE_COPY = "delete_copy", _("delete every copy of your own")
        DECIDE_ERASURE = "decide_erasure", _("decide with the person: erase or seal")
        TELL_PERSON = "tell_person", _("tell the person what was done")
        OTHER = "other", _("other")

    case = models.ForeignKey(Case, verbose_name=_("case"), on_delete=models.PROTECT, related_name="follow_ups")
    subject_label = models.CharField(max_length=60, blank=True, editable=False)
    subject_uuid = models.UUIDField(null=True, editable=False, db_index=True)
    kind = models.CharField(_("what is to be done"), max_length=14, choices=Kind, default=Kind.OTHER)
    text = SealedField(_("in words"))
    due_on = models.DateField(_("due on"))
    role = models.CharField(_("for the role"), max_length=13, choices=Role, blank=True)
    assigned_to = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("for"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="follow_ups",
    )
    outcome = SealedField(_("what came of it"))
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("done by"),
        null=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="+",
    )
    done_at = models.DateTimeField(_("done"), null=True, editable=False)

    objects = CaseRecordQuerySet.as_manager()

    class Meta:
        verbose_name = _("follow-up")
        verbose_name_plural = _("follow-ups")
        ordering: ClassVar = ["due_on", "code"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="follow_up_done_by_and_at", condition=Q(done_by=None) ^ Q(done_at__isnull=False)
            ),
        ]

    class Privacy:
        internal = frozenset(
            {
                "case", "subject_label", "subject_uuid", "kind", "due_on", "role", "assigned_to", "done_by", "done_at",
            }
        )  # fmt: skip
        sealed = frozenset({"text", "outcome"})

    def key_owner(self) -> KeyOwner:
        return self.case.key_owner()


class RetentionReview(Row):
    """The DPO's decision to keep a record beyond its period, until a day, with the reason."""

    section = Section.RETENTION
    reach = Reach()

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="retention_reviews")
    subject_label = models.CharField(max_length=60)
    subject_uuid = models.UUIDField(db_index=True)
    keep_until = models.DateField(_("keep until"))
    reason = SealedField(_("reason"))
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("decided by"), on_delete=models.PROTECT, related_name="+"
    )

    objects = CaseRecordQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-created_at"]

    class Privacy:
        internal = frozenset({"case", "subject_label", "subject_uuid", "keep_until", "decided_by"})
        sealed = frozenset({"reason"})

    def __str__(self) -> str:
        return f"{self.subject_label} kept until {self.keep_until}"

    def key_owner(self) -> KeyOwner:
        return self.case.key_owner()
