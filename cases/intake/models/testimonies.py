"""What people told, in our own interviews or in a public source."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cases.casework.models import Case, CaseRecordQuerySet, Reach
from cases.core.fields import SealedField
from cases.core.models import Dated, KeyOwner, Record
from cases.core.rights import Section
from cases.witnesses.models import Group, Stream, Witness

from .sources import Source


class Status(models.TextChoices):
    DRAFT = "draft", _("draft")
    SUBMITTED = "submitted", _("submitted")
    RETURNED = "returned", _("returned")
    CODED = "coded", _("coded")
    DOUBLE_CODED = "double_coded", _("double-coded")
    RECONCILED = "reconciled", _("reconciled")
    IN_VERIFICATION = "in_verification", _("in verification")
    VERIFIED = "verified", _("verified")
    COULD_NOT_VERIFY = "could_not_verify", _("could not verify")
    FALSE = "false", _("false")
    LEGAL_REVIEWED = "legal_reviewed", _("legally reviewed")
    CLEARED = "cleared", _("cleared")
    IN_RELEASE = "in_release", _("in release")
    ON_HOLD = "on_hold", _("on hold")
    WITHDRAWN = "withdrawn", _("withdrawn")
    DUPLICATE = "duplicate", _("duplicate of another")
    REOPENED = "reopened", _("reopened")


class Testimony(Record, Dated):
    """What one witness or group told: our own interview, or an account in a public source.

    Its date is the day of the interview. Account and translation are sealed.
    """

    code_prefix = "TST"
    section = Section.TESTIMONY
    sealed_section = Section.ACCOUNT
    reach = Reach(own=("interviewer",), status="status", person="witness")
    __test__ = False  # not a pytest class

    class Method(models.TextChoices):
        IN_PERSON = "in_person", _("in person")
        CALL = "call", _("by call")
        WRITTEN = "written", _("in writing")

    class DoubleCoding(models.TextChoices):
        """Whether a second coder reads it blind; decided when the first has finished."""

        UNDECIDED = "", _("not decided yet")
        FIRST = "first", _("one of the first of its case")
        RANDOM = "random", _("drawn at random")
        RESTRICTED = "restricted", _("a restricted code was used")
        NOT_CHOSEN = "not_chosen", _("not chosen")
        WAIVED = "waived", _("waived by the lead")

    CHOSEN: ClassVar = (DoubleCoding.FIRST, DoubleCoding.RANDOM, DoubleCoding.RESTRICTED)

    case = models.ForeignKey(Case, verbose_name=_("case"), on_delete=models.PROTECT, related_name="testimonies")
    stream = models.CharField(_("stream"), max_length=5, choices=Stream, default=Stream.OWN, editable=False)
    witness = models.ForeignKey(
        Witness,
        verbose_name=_("witness"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="testimonies",
    )
    group = models.ForeignKey(
        Group,
        verbose_name=_("group"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="testimonies",
    )
    source = models.ForeignKey(
        Source,
        verbose_name=_("source"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="testimonies",
    )
    locator = models.CharField(_("where in the source"), max_length=100, blank=True)
    reference = models.CharField(
        _("public reference"),
        max_length=20,
        blank=True,
        help_text=_(
            "Shown with a published press account. Never our own code: its number would tell how many we hold."
        ),
    )
    interviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("interviewer"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="testimonies",
    )
    interpreter = SealedField(_("interpreter"))
    method = models.CharField(_("method"), max_length=9, choices=Method, blank=True)
    language = models.CharField(_("language of the account"), max_length=10, blank=True)
    account = SealedField(_("account, in the original language"))
    account_version = models.PositiveIntegerField(_("version of the account"), default=1, editable=False)
    translation = SealedField(_("translation"))
    translation_version = models.PositiveIntegerField(_("version of the translation"), default=1, editable=False)
    translation_language = models.CharField(_("language of the translation"), max_length=10, blank=True)
    translator = SealedField(_("translator"))
    paraphrase = SealedField(_("paraphrase in own words"))
    prior_statements = SealedField(_("earlier statements by the same person"))
    reimbursement = SealedField(_("what was paid (travel, meal, amount)"))
    contrary_information = SealedField(_("what speaks against it"))
    reinterview_need = SealedField(_("why a new interview is needed"))

    status = models.CharField(_("status"), max_length=16, choices=Status, default=Status.DRAFT, editable=False)
    return_reason = SealedField(_("why it was returned"))
    reopen_reason = SealedField(_("why it was reopened"))
    reopened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    reopened_at = models.DateTimeField(null=True, editable=False)
    double_coding = models.CharField(
        _("second coding"), max_length=10, choices=DoubleCoding, blank=True, default="", editable=False
    )
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    submitted_at = models.DateTimeField(null=True, editable=False)
    coded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    coded_at = models.DateTimeField(null=True, editable=False)
    verified_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    verified_at = models.DateTimeField(null=True, editable=False)
    cleared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    cleared_at = models.DateTimeField(null=True, editable=False)

    objects = CaseRecordQuerySet.as_manager()

    class Meta:
        verbose_name = _("testimony")
        verbose_name_plural = _("testimonies")
        ordering: ClassVar = ["code"]
        indexes: ClassVar = [
            # The list of one state, in its order.
            models.Index(name="testimonies_of_a_state", fields=["status", "code"]),
            # What has waited longest, and how the office's work stands, without reading the rows.
            models.Index(
                name="testimonies_by_step",
                fields=["stream", "status", "submitted_at", "coded_at", "verified_at", "cleared_at"],
            ),
        ]
        constraints: ClassVar = [
            *Dated.Meta.constraints,
            models.CheckConstraint(name="testimony_of_a_witness_or_a_group", condition=Q(witness=None) ^ Q(group=None)),
            models.CheckConstraint(name="testimony_status", condition=Q(status__in=Status.values)),
            models.CheckConstraint(
                name="own_interviews_have_an_interviewer",
                condition=Q(stream="own", interviewer__isnull=False, source=None)
                | Q(stream="press", interviewer=None, source__isnull=False),
            ),
            models.CheckConstraint(
                name="press_accounts_are_never_cleared", condition=~Q(stream="press", cleared_by__isnull=False)
            ),
            models.CheckConstraint(name="coder_is_not_interviewer", condition=~Q(coded_by=F("interviewer"))),
            models.CheckConstraint(name="verifier_is_not_interviewer", condition=~Q(verified_by=F("interviewer"))),
            models.CheckConstraint(name="verifier_is_not_coder", condition=~Q(verified_by=F("coded_by"))),
            models.CheckConstraint(name="dpo_is_not_verifier", condition=~Q(cleared_by=F("verified_by"))),
            *(
                models.CheckConstraint(
                    name=f"testimony_{done}_by_and_at",
                    condition=Q(**{f"{done}_by": None}) ^ Q(**{f"{done}_at__isnull": False}),
                )
                for done in ("submitted", "coded", "verified", "cleared", "reopened")
            ),
        ]

    class Privacy:
        internal = frozenset(
            {
                "case", "stream", "witness", "group", "source", "locator", "reference", "interviewer", "method", "language",
                "translation_language", "account_version", "translation_version", "double_coding", "status",
                "submitted_by", "submitted_at", "coded_by", "coded_at",
                "verified_by", "verified_at", "cleared_by", "cleared_at", "reopened_by", "reopened_at",
            }
        )  # fmt: skip
        sealed = frozenset(
            {
                "interpreter", "account", "translation", "translator", "paraphrase", "prior_statements",
                "reimbursement", "contrary_information", "reinterview_need", "return_reason", "reopen_reason",
            }
        )  # fmt: skip

    @property
    def waits_for_second_coder(self) -> bool:
        """Whether the first coding is finished, a second one was chosen, and it is neither finished nor waived."""
        return self.status == Status.CODED and self.double_coding in self.CHOSEN

    def key_owner(self) -> KeyOwner:
        """The witness's own key; accounts of groups and of public sources are sealed with the case's."""
        return self.witness.key_owner() if self.witness else self.case.key_owner()
