"""Products: documents made from published figures, drafted by one person and approved by another; and the files sent."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.casework.models import Case, CaseRecordQuerySet, Reach
from cases.core.models import KeyOwner, Record
from cases.core.rights import Section
from cases.core.translated import validate_texts

TEXTS = ("addressee", "summary", "about_us", "follow_up", "issues", "asks", "unknown", "embargo")
"""What is written by hand, as fields of a product; the words of a report go by the same names."""


def _text(name: Any) -> "models.JSONField[dict[str, str], dict[str, str]]":
    return models.JSONField(name, default=dict, blank=True, validators=[validate_texts])


class Product(Record):
    """A document in drafting. It holds what was chosen and written; the figures stay in the release that it names.

    ``approved_at`` and ``approved_by`` speak of the record as it stands: a change empties them.
    """

    code_prefix = "PRD"
    section = Section.PUBLICATION
    reach = Reach()

    class Kind(models.TextChoices):
        PATTERN = "pattern", _("Pattern report")
        BRIEF = "brief", _("Situation brief")
        PRESS = "press", _("Press sheet")
        UPR = "upr", _("Submission to the Universal Periodic Review")
        DATA = "data", _("Data note")
        METHOD = "method", _("Method note")

    case = models.ForeignKey(Case, verbose_name=_("case"), on_delete=models.PROTECT, related_name="products")
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    release = models.CharField(_("release"), max_length=20)
    sections = models.JSONField(_("sections"), null=True, blank=True)
    tables = models.JSONField(_("tables"), default=list, blank=True)
    figures = models.JSONField(_("figures"), default=list, blank=True)
    quote = models.CharField(_("quote"), max_length=64, blank=True)
    word_limit = models.PositiveIntegerField(_("limit in words"), null=True, blank=True)
    addressee = _text(_("State under review"))
    summary = _text(_("in short"))
    about_us = _text(_("who we are"))
    follow_up = _text(_("follow-up of accepted recommendations"))
    issues = _text(_("background and issues"))
    asks = _text(_("what is asked"))
    unknown = _text(_("what we do not know, beside what is always said"))
    embargo = _text(_("embargo"))
    drafted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("drafted by"),
        editable=False,
        on_delete=models.PROTECT,
        related_name="+",
    )
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("last changed by"),
        editable=False,
        on_delete=models.PROTECT,
        related_name="+",
    )
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("approved by"),
        null=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="+",
    )
    approved_at = models.DateTimeField(_("approved"), null=True, editable=False)

    objects = CaseRecordQuerySet.as_manager()

    class Meta:
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        ordering: ClassVar = ["-created_at"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="product_approved_by_and_at", condition=Q(approved_by=None) ^ Q(approved_at__isnull=False)
            ),
            models.CheckConstraint(
                name="who_wrote_a_product_does_not_approve_it",
                condition=Q(approved_by=None) | (~Q(approved_by=F("drafted_by")) & ~Q(approved_by=F("changed_by"))),
            ),
        ]

    class Privacy:
        internal = frozenset(
            {
                "case", "kind", "release", "sections", "tables", "figures", "quote", "word_limit", *TEXTS, "drafted_by",
                "changed_by", "approved_by", "approved_at",
            }
        )  # fmt: skip

    def key_owner(self) -> KeyOwner:
        return self.case.key_owner()


class ProductFile(models.Model):
    """A document as it was sent, byte for byte, with all that it was made of: the same inputs make the same bytes."""

    class Format(models.TextChoices):
        PDF = "pdf", "PDF"
        DOCX = "docx", "Word"
        HTML = "html", "HTML"
        XLSX = "xlsx", _("Excel, tables only")

    product = models.ForeignKey(Product, on_delete=models.PROTECT, related_name="files")
    number = models.PositiveIntegerField(_("number"))
    language = models.CharField(_("language"), max_length=2)
    format = models.CharField(_("format"), max_length=4, choices=Format)
    release = models.CharField(_("release"), max_length=20)
    recipient = models.CharField(_("recipient"), max_length=200)
    inputs = models.JSONField(_("made of"))
    inputs_sha256 = models.CharField(_("SHA-256 of the inputs"), max_length=64)
    content = models.BinaryField()
    sha256 = models.CharField(_("SHA-256"), max_length=64)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("made by"), on_delete=models.PROTECT, related_name="+"
    )
    made_at = models.DateTimeField(_("made"), default=timezone.now)

    class Meta:
        verbose_name = _("file of a document")
        verbose_name_plural = _("files of a document")
        ordering: ClassVar = ["product", "number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["product", "number"], name="files_of_a_product_are_numbered"),
        ]

    class Privacy:
        internal = frozenset(
            {
                "id", "product", "number", "language", "format", "release", "recipient", "inputs", "inputs_sha256", "content", "sha256", "made_by", "made_at",
            }
        )  # fmt: skip

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """What the file is called: its product, its number and its language, and no word of what is in it."""
        return f"{self.product.code}-{self.number}-{self.language}.{self.format}"
