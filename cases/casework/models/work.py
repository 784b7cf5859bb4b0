"""Who does what on a record, what stands out about it, what colleagues say beside it, and who is told.

All point to their record by kind and key, since that may stand in any stage. Words are sealed as the record's own are:
what is said beside a person's testimony goes with that person's key.
"""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cases.accounts.models import User
from cases.core.fields import SealedField
from cases.core.models import DataKey, KeyOwner, Record, Row
from cases.core.rights import Section

from .beside import BesideQuerySet
from .cases import Case, Reach


class _AboutRecord(Row):
    """The record it is about, in a case, and whose key seals what is said about it."""

    case = models.ForeignKey(Case, verbose_name=_("case"), on_delete=models.PROTECT, related_name="+")
    subject_label = models.CharField(max_length=60, editable=False)
    subject_uuid = models.UUIDField(editable=False, db_index=True)
    owner_kind = models.CharField(max_length=6, choices=DataKey.OwnerKind, editable=False)
    owner_uuid = models.UUIDField(editable=False, db_index=True)

    class Meta:
        abstract = True

    class Privacy:
        internal = frozenset({"case", "subject_label", "subject_uuid", "owner_kind", "owner_uuid"})

    def key_owner(self) -> KeyOwner:
        return KeyOwner(self.owner_kind, self.owner_uuid)


class Assignment(_AboutRecord, Record):
    """One piece of work on one record, offered to somebody, who accepts or rejects it; or taken by somebody."""

    code_prefix = "ASG"
    section = Section.ASSIGNMENT
    reach = Reach(own=("given_to", "given_by"))

    class Task(models.TextChoices):
        CODE = "code", pgettext_lazy("task", "code")
        VERIFY = "verify", _("verify")
        LEGAL = "legal", _("review legally")
        CLEAR = "clear", _("clear")
        OTHER = "other", _("other, see the note")

    class State(models.TextChoices):
        OFFERED = "offered", _("offered")
        ACCEPTED = "accepted", _("accepted")
        REJECTED = "rejected", pgettext_lazy("work", "rejected")
        HANDED_ON = "handed_on", _("handed on")
        DONE = "done", _("done")

    OPEN: ClassVar = (State.OFFERED, State.ACCEPTED)

    task = models.CharField(_("what is to be done"), max_length=6, choices=Task)
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("given by"), on_delete=models.PROTECT, related_name="+"
    )
    given_to = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("given to"), on_delete=models.PROTECT, related_name="assignments"
    )
    state = models.CharField(_("state"), max_length=9, choices=State, default=State.OFFERED)
    due_on = models.DateField(_("due on"), null=True, blank=True)
    note = SealedField(_("note"))
    answer = SealedField(_("reason"))
    answered_at = models.DateTimeField(_("answered"), null=True, editable=False)
    previous = models.ForeignKey(
        "self", verbose_name=_("handed on from"), null=True, editable=False, on_delete=models.SET_NULL, related_name="+"
    )

    objects = BesideQuerySet.as_manager()

    class Meta:
        verbose_name = _("assignment")
        verbose_name_plural = _("assignments")
        ordering: ClassVar = ["due_on", "code"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="assignment_state",
                condition=Q(state__in=["offered", "accepted", "rejected", "handed_on", "done"]),
            ),
            models.UniqueConstraint(
                fields=["subject_uuid", "task"], condition=Q(state="accepted"), name="one_person_does_a_task"
            ),
            models.UniqueConstraint(
                fields=["subject_uuid", "task"], condition=Q(state="offered"), name="a_task_is_offered_once_at_a_time"
            ),
            models.CheckConstraint(name="work_is_not_handed_on_to_itself", condition=~Q(previous=F("uuid"))),
        ]

    class Privacy:
        internal = frozenset({"task", "given_by", "given_to", "state", "due_on", "answered_at", "previous"})
        sealed = frozenset({"note", "answer"})

    said_by: ClassVar = ""

    @staticmethod
    def harmless(user: User) -> Q:
        """Who codes a testimony would tell who coded it first."""
        return ~Q(task="code") | Q(given_to=user) | Q(given_by=user)


class Flag(_AboutRecord, Record):
    """Something about a record that must not be overlooked, until somebody says what came of it."""

    code_prefix = "FLG"
    section = Section.COMMENT
    reach = Reach(own=("raised_by", "concerns"))

    class Kind(models.TextChoices):
        SAFETY = "safety", _("somebody may be in danger")
        URGENT = "urgent", _("urgent")
        LOOK_AGAIN = "look_again", _("look at it again")
        DUPLICATE = "duplicate", _("may be a duplicate")
        TRANSLATION = "translation", _("translation unsure")

    kind = models.CharField(_("flag"), max_length=11, choices=Kind)
    reason = SealedField(_("why"))
    raised_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("raised by"), on_delete=models.PROTECT, related_name="+"
    )
    # Whose own record it is: they read it, whoever wrote it.
    concerns = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    outcome = SealedField(_("what came of it"))
    lowered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("lowered by"),
        null=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="+",
    )
    lowered_at = models.DateTimeField(_("lowered"), null=True, editable=False)

    objects = BesideQuerySet.as_manager()

    class Meta:
        verbose_name = _("flag")
        verbose_name_plural = _("flags")
        ordering: ClassVar = ["created_at"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="flag_lowered_by_and_at", condition=Q(lowered_by=None) ^ Q(lowered_at__isnull=False)
            ),
            models.UniqueConstraint(
                fields=["subject_uuid", "kind"], condition=Q(lowered_at=None), name="a_flag_is_raised_once"
            ),
        ]

    class Privacy:
        internal = frozenset({"kind", "raised_by", "concerns", "lowered_by", "lowered_at"})
        sealed = frozenset({"reason", "outcome"})

    said_by: ClassVar = "raised_by"

    @staticmethod
    def harmless(user: User) -> Q:
        """Somebody's safety goes before a blind second coding."""
        return Q(raised_by=user) | Q(raised_by=F("concerns")) | Q(kind="safety")


class Comment(_AboutRecord):
    """What somebody says to colleagues beside a record. It is never changed: another comment corrects it."""

    section = Section.COMMENT
    reach = Reach(own=("written_by", "concerns", "mentions__user"))

    text = SealedField(_("comment"))
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("written by"), on_delete=models.PROTECT, related_name="+"
    )
    concerns = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )

    objects = BesideQuerySet.as_manager()

    class Meta:
        verbose_name = _("comment")
        verbose_name_plural = _("comments")
        ordering: ClassVar = ["created_at"]

    class Privacy:
        internal = frozenset({"written_by", "concerns"})
        sealed = frozenset({"text"})

    said_by: ClassVar = "written_by"

    @staticmethod
    def harmless(user: User) -> Q:
        """What the interviewer says to whoever codes is for both coders."""
        return Q(written_by=user) | Q(written_by=F("concerns"))

    def __str__(self) -> str:
        return f"comment on {self.subject_label} {self.subject_uuid}"


class Mention(Row):
    """Somebody whom a comment addresses by name."""

    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, related_name="mentions")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["comment", "user"], name="a_comment_mentions_somebody_once")
        ]

    class Privacy:
        internal = frozenset({"comment", "user"})

    def __str__(self) -> str:
        return f"{self.comment} for {self.user}"

    def key_owner(self) -> KeyOwner:
        return self.comment.key_owner()


class Notification(Row):
    """That something happened which somebody should know of: codes only, never content. Never left unseen by deleting."""

    section = Section.NOTIFICATION
    reach = Reach(own=("user",))

    class Kind(models.TextChoices):
        OFFERED = "offered", _("offered you work")
        ACCEPTED = "accepted", _("accepted work that you gave")
        REJECTED = "rejected", _("rejected work that you gave")
        HANDED_ON = "handed_on", _("handed work on to you")
        MENTIONED = "mentioned", _("mentioned you in a comment")
        COMMENTED = "commented", _("commented on a record of yours")
        FLAGGED = "flagged", _("raised a flag on a record of yours")
        RETURNED = "returned", _("returned a testimony to you")
        REOPENED = "reopened", _("reopened a testimony of yours")
        FOLLOW_UP = "follow_up", _("gave you a follow-up")

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    subject_label = models.CharField(max_length=60, editable=False)
    subject_uuid = models.UUIDField(editable=False, db_index=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="notifications")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(_("what happened"), max_length=9, choices=Kind)
    seen_at = models.DateTimeField(_("seen"), null=True, editable=False)

    objects = BesideQuerySet.as_manager()

    class Meta:
        verbose_name = _("notification")
        verbose_name_plural = _("notifications")
        ordering: ClassVar = ["-created_at"]
        indexes: ClassVar = [models.Index(name="unseen_of_a_person", fields=["user", "seen_at"])]

    class Privacy:
        internal = frozenset({"case", "subject_label", "subject_uuid", "user", "by", "kind", "seen_at"})

    said_by: ClassVar = "by"

    @staticmethod
    def harmless(user: User) -> Q:
        """That somebody spoke, and who, is as telling as what they said."""
        return ~Q(kind__in=["mentioned", "commented"])

    def __str__(self) -> str:
        return f"{self.kind} {self.subject_label}"

    def key_owner(self) -> KeyOwner:
        return self.case.key_owner()
