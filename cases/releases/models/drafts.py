"""A release before it is public: its frozen frame, its files, and the two approvals of exactly these files."""

from typing import ClassVar

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.core.models import Record, Row
from cases.core.rights import Section

from .press_cases import Signature
from .series import Series


class ReleaseDraft(Record):
    """One release of a series. ``frame`` is all of it but its cells, frozen with them, so that a rebuild is the same."""

    code_prefix = "REL"
    section = Section.RELEASE

    series = models.ForeignKey(Series, verbose_name=_("series"), on_delete=models.PROTECT, related_name="drafts")
    number = models.PositiveSmallIntegerField(_("release"), editable=False)
    slot = models.DateField(_("data cut off on"), editable=False)
    publishes_at = models.DateTimeField(_("comes out"), editable=False)
    # It grows when a fault of the files is put right: signatures and audits are of one attempt only.
    attempt = models.PositiveSmallIntegerField(_("attempt"), default=1, editable=False)
    checks = models.JSONField(_("figures of the build"), editable=False)
    cells_sha256 = models.CharField(_("SHA-256 of the noisy cells"), max_length=64, editable=False)
    frame = models.JSONField(encoder=DjangoJSONEncoder, editable=False)
    manifest_sha256 = models.CharField(
        _("SHA-256 of all that would be public"), max_length=64, blank=True, editable=False
    )
    frozen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("frozen by"),
        editable=False,
        on_delete=models.PROTECT,
        related_name="+",
    )
    built_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("built by"), editable=False, on_delete=models.PROTECT, related_name="+"
    )
    published_at = models.DateTimeField(_("published"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("release")
        verbose_name_plural = _("releases")
        ordering: ClassVar = ["-slot"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["series", "number"], name="one_draft_per_release"),
        ]

    class Privacy:
        internal = frozenset(
            {
                "series", "number", "slot", "publishes_at", "attempt", "checks", "cells_sha256", "frame",
                "manifest_sha256", "frozen_by", "built_by", "published_at",
            }
        )  # fmt: skip

    @property
    def is_signed(self) -> bool:
        """Whether both signatures stand under the files as they are now."""
        return self.approvals.filter(attempt=self.attempt).count() == len(Signature)


class ReleaseFile(models.Model):
    """A file of a draft, byte for byte as it will be public."""

    draft = models.ForeignKey(ReleaseDraft, on_delete=models.PROTECT, related_name="files")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(_("name"), max_length=60)
    media_type = models.CharField(_("kind"), max_length=100)
    content = models.BinaryField()
    sha256 = models.CharField(_("SHA-256"), max_length=64)

    class Meta:
        verbose_name = _("file of a release")
        verbose_name_plural = _("files of a release")
        ordering: ClassVar = ["position"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["draft", "name"], name="one_file_per_name_and_release"),
        ]

    class Privacy:
        internal = frozenset({"id", "draft", "position", "name", "media_type", "content", "sha256"})

    def __str__(self) -> str:
        return self.name


class ReleaseApproval(Row):
    """One of the two signatures under a release; it carries the hash of the exact files."""

    draft = models.ForeignKey(ReleaseDraft, on_delete=models.PROTECT, related_name="approvals")
    attempt = models.PositiveSmallIntegerField(_("attempt"), default=1)
    signature = models.CharField(_("signs as"), max_length=4, choices=Signature)
    approver = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("approved by"), on_delete=models.PROTECT, related_name="+"
    )
    approved_at = models.DateTimeField(_("approved"), default=timezone.now)
    manifest_sha256 = models.CharField(_("SHA-256 of all that would be public"), max_length=64)
    # Of what the signer was shown beside it: the change from the release before, as the public will see it.
    difference_sha256 = models.CharField(_("SHA-256 of the difference"), max_length=64)
    # Copied from the draft, so that the database itself refuses a signature by whoever built it.
    frozen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    built_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = _("approval of a release")
        verbose_name_plural = _("approvals of a release")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["draft", "attempt", "signature"], name="each_signature_once_per_release"),
            models.UniqueConstraint(fields=["draft", "attempt", "approver"], name="two_people_sign_a_release"),
            models.CheckConstraint(
                name="builders_do_not_sign", condition=~Q(approver=F("frozen_by")) & ~Q(approver=F("built_by"))
            ),
        ]

    class Privacy:
        internal = frozenset(
            {
                "draft", "attempt", "signature", "approver", "approved_at", "manifest_sha256", "difference_sha256",
                "frozen_by", "built_by",
            }
        )  # fmt: skip

    def __str__(self) -> str:
        return f"{self.draft.code} {self.signature}"
