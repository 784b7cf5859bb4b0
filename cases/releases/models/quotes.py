"""Quotes: words of a witness that may be public, cleared one by one, and the batch of each release."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.casework.models import CaseRecordQuerySet, Reach
from cases.core.fields import SealedField
from cases.core.models import KeyOwner, Record, Row
from cases.core.rights import Section
from cases.intake.models import Testimony

from .drafts import ReleaseDraft
from .press_cases import Signature


class Quote(Record):
    """A few sentences of an account, coarsened until they say no more than the public dimensions do.

    ``original`` are the witness's own words, ``text_*`` what the public would read, in each language.
    """

    code_prefix = "QUO"
    section = Section.QUOTE
    reach = Reach("testimony__case", person="testimony__witness")

    testimony = models.ForeignKey(
        Testimony, verbose_name=_("testimony"), on_delete=models.PROTECT, related_name="quotes"
    )
    original = SealedField(_("the witness's words"))
    text_en = SealedField(_("text in English"))
    text_ko = SealedField(_("text in Korean"))
    text_ru = SealedField(_("text in Russian"))
    # Blank only where an erasure emptied it.
    indicator = models.CharField(_("indicator that it speaks of"), max_length=20, blank=True)
    sector = models.CharField(_("sector"), max_length=20, blank=True)
    period = models.CharField(_("period worked"), max_length=20, blank=True)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("proposed by"),
        editable=False,
        on_delete=models.PROTECT,
        related_name="+",
    )
    cleared_at = models.DateTimeField(_("cleared"), null=True, blank=True, editable=False)

    objects = CaseRecordQuerySet.as_manager()

    class Meta:
        verbose_name = _("quote")
        verbose_name_plural = _("quotes")
        ordering: ClassVar = ["-created_at"]

    class Privacy:
        internal = frozenset({"testimony", "indicator", "sector", "period", "proposed_by", "cleared_at"})
        sealed = frozenset({"original", "text_en", "text_ko", "text_ru"})

    def key_owner(self) -> KeyOwner:
        return self.testimony.key_owner()


class QuoteClearance(Row):
    """One of the two signatures that clear a quote, under the hash of exactly these texts. Never changed."""

    quote = models.ForeignKey(Quote, on_delete=models.PROTECT, related_name="clearances")
    signature = models.CharField(_("signs as"), max_length=4, choices=Signature)
    signer = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("cleared by"), on_delete=models.PROTECT, related_name="+"
    )
    # Copied from the quote, so that the database itself refuses a signature by whoever proposed it.
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    signed_at = models.DateTimeField(_("signed"), default=timezone.now)
    content_hmac = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("clearance of a quote")
        verbose_name_plural = _("clearances of a quote")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["quote", "signature"], name="each_signature_once_per_quote"),
            models.UniqueConstraint(fields=["quote", "signer"], name="two_people_clear_a_quote"),
            models.CheckConstraint(name="who_proposed_does_not_clear", condition=~Q(signer=F("proposed_by"))),
        ]

    class Privacy:
        internal = frozenset({"quote", "signature", "signer", "proposed_by", "signed_at", "content_hmac"})

    def __str__(self) -> str:
        return f"{self.quote.code} {self.signature}"

    def key_owner(self) -> KeyOwner:
        return self.quote.key_owner()


class ReleaseQuote(Row):
    """A quote of a release's batch, in the order drawn: the first ones go out, those after them stand in.

    Who was drawn is nobody's to count: no event names it.
    """

    counted_in_audit = False

    draft = models.ForeignKey(ReleaseDraft, on_delete=models.PROTECT, related_name="quotes")
    quote = models.ForeignKey(Quote, on_delete=models.PROTECT, related_name="batches")
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering: ClassVar = ["position"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["draft", "quote"], name="a_quote_stands_once_per_release"),
            models.UniqueConstraint(fields=["draft", "position"], name="one_quote_per_place"),
        ]

    class Privacy:
        internal = frozenset({"draft", "quote", "position"})

    def __str__(self) -> str:
        return f"{self.draft_id} {self.position}"

    def key_owner(self) -> KeyOwner:
        return self.quote.key_owner()
