"""What was found out about a built release, and what was decided because of it: audits, rejections, withdrawals."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.core.models import Record, Row
from cases.core.rights import Section

from .drafts import ReleaseDraft
from .series import Series


class AuditReport(Row):
    """One audit of exactly these files: its proofs line by line, each with its figure. Never changed.

    ``lines`` is a list of ``{"proof": 1…8, "key", "passed", "figures"}`` (``desk.auditing.words`` says them).
    """

    draft = models.ForeignKey(ReleaseDraft, on_delete=models.PROTECT, related_name="audits")
    attempt = models.PositiveSmallIntegerField(_("attempt"))
    manifest_sha256 = models.CharField(_("SHA-256 of all that would be public"), max_length=64)
    audited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("audited by"), on_delete=models.PROTECT, related_name="+"
    )
    audited_at = models.DateTimeField(_("audited"), default=timezone.now)
    passed = models.BooleanField(_("passed"))
    lines = models.JSONField(_("proofs"))
    seconds = models.PositiveIntegerField(_("seconds"))

    class Meta:
        verbose_name = _("audit of a release")
        verbose_name_plural = _("audits of a release")
        ordering: ClassVar = ["-audited_at"]

    class Privacy:
        internal = frozenset(
            {"draft", "attempt", "manifest_sha256", "audited_by", "audited_at", "passed", "lines", "seconds"}
        )

    def __str__(self) -> str:
        return f"{self.draft.code} {self.attempt}"


class ReleaseRejection(Row):
    """Why a built release did not go out as it was. The list is closed: never because of who came."""

    class Reason(models.TextChoices):
        FAILED_CHECK = "failed_check", _("a line of the audit failed")
        SOFTWARE_FAULT = "software_fault", _("a fault of the program: a file is damaged or cannot be read")

    draft = models.ForeignKey(ReleaseDraft, on_delete=models.PROTECT, related_name="rejections")
    attempt = models.PositiveSmallIntegerField(_("attempt"))
    reason = models.CharField(_("reason"), max_length=14, choices=Reason)
    rejected_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("rejected by"), on_delete=models.PROTECT, related_name="+"
    )
    rejected_at = models.DateTimeField(_("rejected"), default=timezone.now)

    class Meta:
        verbose_name = _("rejection of a release")
        verbose_name_plural = _("rejections of a release")
        ordering: ClassVar = ["rejected_at"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["draft", "attempt"], name="an_attempt_is_rejected_once"),
        ]

    class Privacy:
        internal = frozenset({"draft", "attempt", "reason", "rejected_by", "rejected_at"})

    def __str__(self) -> str:
        return f"{self.draft.code} {self.attempt}"


class ReleaseWithdrawal(Record):
    """A published release that is faulty: one person says so with a note for the public, another one confirms it."""

    code_prefix = "RWD"
    section = Section.RELEASE

    class Reason(models.TextChoices):
        FAILED_CHECK = "failed_check", _("a check failed after publication")
        SOFTWARE_FAULT = "software_fault", _("a fault of the program changed its figures or files")

    draft = models.OneToOneField(
        ReleaseDraft, verbose_name=_("release"), on_delete=models.PROTECT, related_name="withdrawal"
    )
    reason = models.CharField(_("reason"), max_length=14, choices=Reason)
    note = models.JSONField(_("note for the public"))
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("proposed by"),
        editable=False,
        on_delete=models.PROTECT,
        related_name="+",
    )
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("confirmed by"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="+",
    )
    confirmed_at = models.DateTimeField(_("withdrawn"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("withdrawal of a release")
        verbose_name_plural = _("withdrawals of releases")
        ordering: ClassVar = ["-created_at"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="two_people_withdraw_a_release",
                condition=Q(confirmed_by=None) | ~Q(confirmed_by=F("proposed_by")),
            ),
            models.CheckConstraint(
                name="a_confirmed_withdrawal_says_who_and_when",
                condition=Q(confirmed_by=None, confirmed_at=None)
                | Q(confirmed_by__isnull=False, confirmed_at__isnull=False),
            ),
        ]

    class Privacy:
        internal = frozenset({"draft", "reason", "note", "proposed_by", "confirmed_by", "confirmed_at"})


class NoiseCertificate(Record):
    """That the noise of a series was destroyed, with its key: nobody can ask for its true figures any more."""

    code_prefix = "NDC"
    section = Section.RELEASE

    series = models.OneToOneField(
        Series, verbose_name=_("series"), on_delete=models.PROTECT, related_name="noise_certificate"
    )
    rows = models.PositiveSmallIntegerField(_("rows of noise"), editable=False)
    destroyed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("destroyed by"),
        editable=False,
        on_delete=models.PROTECT,
        related_name="+",
    )
    backups_gone_on = models.DateField(_("gone from every backup on"), editable=False)

    class Meta:
        verbose_name = _("certificate of destroyed noise")
        verbose_name_plural = _("certificates of destroyed noise")
        ordering: ClassVar = ["-created_at"]

    class Privacy:
        internal = frozenset({"series", "rows", "destroyed_by", "backups_gone_on"})
