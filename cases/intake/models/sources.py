"""Articles, reports and documents, and the figures and statements they make."""

from typing import ClassVar

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cases.casework.models import Case, CaseRecordQuerySet, Reach
from cases.core.fields import SealedField
from cases.core.models import Dated, KeyOwner, Record
from cases.core.rights import Section
from cases.core.translated import validate_translated
from cases.vocabulary.models import AbuseCategory


class Reliability(models.TextChoices):
    """How far the source itself can be relied on (Admiralty code, the letter)."""

    A = "A", _("A: fully reliable")
    B = "B", _("B: usually reliable")
    C = "C", _("C: fairly reliable")
    D = "D", _("D: not usually reliable")
    E = "E", _("E: unreliable")
    F = "F", _("F: cannot be judged (no history with us)")


class Credibility(models.TextChoices):
    """How far what it says can be believed (Admiralty code, the digit), judged apart from the letter."""

    CONFIRMED = "1", _("1: confirmed by others")
    PROBABLE = "2", _("2: probably true")
    POSSIBLE = "3", _("3: possibly true")
    DOUBTFUL = "4", _("4: doubtful")
    IMPROBABLE = "5", _("5: improbable")
    UNKNOWN = "6", _("6: cannot be judged")


class Source(Record, Dated):
    """An article, report or document. Its date is the date of publication. What it does not give stays empty."""

    code_prefix = "SRC"
    section = Section.SOURCE
    reach = Reach()

    class Kind(models.TextChoices):
        PRESS = "press", _("press, first-hand")
        PRESS_SECONDARY = "press_secondary", _("press, second-hand")
        REPORT = "report", _("report")
        DOCUMENT = "document", _("document")
        OPEN_SOURCE = "open_source", _("open-source item")
        EXPERT = "expert", _("expert")

    case = models.ForeignKey(Case, verbose_name=_("case"), on_delete=models.PROTECT, related_name="sources")
    kind = models.CharField(_("kind"), max_length=15, choices=Kind)
    title = models.CharField(_("title"), max_length=300)
    language = models.CharField(_("language"), max_length=10)
    publisher = models.CharField(_("publisher"), max_length=200, blank=True)
    author = models.CharField(_("author"), max_length=200, blank=True)
    url = models.URLField(_("address on the web"), max_length=500, blank=True)
    retrieved_on = models.DateField(_("retrieved on"), null=True, blank=True)
    sha256 = models.CharField(
        _("SHA-256 of the original"),
        max_length=64,
        blank=True,
        validators=[RegexValidator(r"^[0-9a-f]{64}$", _("64 hexadecimal digits."))],
    )
    cites = models.JSONField(_("sources it cites"), default=list, blank=True)
    text = SealedField(_("text as published"))
    note = models.TextField(_("note on the file"), blank=True)
    derived_from = models.ForeignKey(
        "self",
        verbose_name=_("copied from"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="copies",
    )
    reliability = models.CharField(_("reliability"), max_length=1, choices=Reliability, default=Reliability.F)
    credibility = models.CharField(_("credibility"), max_length=1, choices=Credibility, default=Credibility.UNKNOWN)

    objects = CaseRecordQuerySet.as_manager()

    class Meta:
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        ordering: ClassVar = ["code"]
        constraints: ClassVar = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                # In a case: another team's sources are not told by a refusal.
                fields=["case", "sha256"],
                condition=~Q(sha256=""),
                name="one_source_per_original",
            ),
            models.CheckConstraint(name="a_source_is_not_copied_from_itself", condition=~Q(derived_from=F("uuid"))),
        ]

    class Privacy:
        internal = frozenset(
            {
                "case", "kind", "title", "language", "publisher", "author", "url", "retrieved_on", "sha256", "cites",
                "note", "derived_from", "reliability", "credibility",
            }
        )  # fmt: skip
        sealed = frozenset({"text"})

    def key_owner(self) -> KeyOwner:
        return self.case.key_owner()


class ContextFigure(Record, Dated):
    """A figure or statement that a source makes: a claim with speaker and comparator, never a fact.

    Its date is the period it speaks of; a period that the source does not resolve stays open. Empty numbers are
    a statement without a number.
    """

    code_prefix = "FIG"
    section = Section.SOURCE
    reach = Reach(case="source__case")

    class Comparator(models.TextChoices):
        EQUAL = "=", _("as stated")
        MORE = ">", _("more than")
        LESS = "<", _("less than")
        UP_TO = "<=", _("up to")
        ABOUT = "~", _("about")

    class Kind(models.TextChoices):
        COUNT = "reported_count", _("reported count")
        ESTIMATE = "estimate", _("estimate")
        PROJECTION = "projection", _("projection")
        STATEMENT = "statement", _("statement without a number")

    source = models.ForeignKey(Source, verbose_name=_("source"), on_delete=models.PROTECT, related_name="figures")
    reference = models.CharField(_("reference"), max_length=20, blank=True)
    kind = models.CharField(_("kind"), max_length=14, choices=Kind)
    measure = models.JSONField(_("what is counted or said, in own words"), validators=[validate_translated])
    value_min = models.PositiveIntegerField(_("from"), null=True, blank=True)
    value_max = models.PositiveIntegerField(_("to"), null=True, blank=True)
    comparator = models.CharField(_("comparator"), max_length=2, choices=Comparator, blank=True)
    population = models.CharField(_("who is counted"), max_length=200, blank=True)
    horizon = models.CharField(_("horizon, as said"), max_length=100, blank=True)
    said_by = models.CharField(_("said by"), max_length=200, blank=True)
    reported_by = models.CharField(_("reported by"), max_length=200, blank=True)
    locator = models.CharField(_("where in the source"), max_length=100)
    copied_from = models.ForeignKey(
        "self",
        verbose_name=_("copied from"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="copies",
    )
    variant_of = models.ForeignKey(
        "self",
        verbose_name=_("variant of"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="variants",
    )
    category = models.ForeignKey(
        AbuseCategory,
        verbose_name=_("category it would fall under"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
    )
    needs_legal_review = models.BooleanField(_("needs legal review before it is coded"), default=False)

    objects = CaseRecordQuerySet.as_manager()

    class Meta:
        verbose_name = _("context figure")
        verbose_name_plural = _("context figures")
        ordering: ClassVar = ["code"]
        constraints: ClassVar = [
            *Dated.Meta.constraints,
            models.CheckConstraint(name="figure_values_in_order", condition=Q(value_min__lte=F("value_max"))),
            models.CheckConstraint(
                name="a_number_has_a_comparator",
                condition=Q(kind="statement", value_min=None, value_max=None, comparator="")
                | (
                    ~Q(kind="statement") & ~Q(comparator="") & (Q(value_min__isnull=False) | Q(value_max__isnull=False))
                ),
            ),
        ]

    class Privacy:
        internal = frozenset(
            {
                "source", "reference", "kind", "measure", "value_min", "value_max", "comparator", "population", "horizon",
                "said_by", "reported_by", "locator", "copied_from", "variant_of", "category", "needs_legal_review",
            }
        )  # fmt: skip

    def key_owner(self) -> KeyOwner:
        return self.source.key_owner()
