"""The controlled vocabulary. A code never changes its meaning; it is retired, and may name its successor."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cases.core.models import Row
from cases.core.rights import Section
from cases.core.translated import in_language, validate_translated


class Term(Row):
    """A code with labels in three languages."""

    section = Section.VOCABULARY

    code = models.CharField(_("code"), max_length=20, unique=True)
    labels = models.JSONField(_("labels"), validators=[validate_translated])

    class Meta:
        abstract = True

    class Privacy:
        public = frozenset({"code", "labels"})

    def __str__(self) -> str:
        return f"{self.code} {in_language(self.labels)}"


class VocabularyVersion(models.Model):
    """A version of the whole vocabulary; every change makes a new one, each release names the one it used."""

    number = models.PositiveIntegerField(primary_key=True)
    at = models.DateTimeField(_("since"))
    content_sha256 = models.CharField(max_length=64)

    class Meta:
        ordering: ClassVar = ["-number"]

    class Privacy:
        public = frozenset({"number", "at", "content_sha256"})

    def __str__(self) -> str:
        return str(self.number)


class AbuseCategory(Term):
    """An act that coders choose, a forced-labour setting, a derived indicator, or the family of such codes."""

    class Facet(models.TextChoices):
        ACT = "act", _("act (what was done)")
        SETTING = "setting", _("forced-labour setting")
        INDICATOR = "indicator", _("ILO indicator (derived)")

    class Element(models.TextChoices):
        INVOLUNTARINESS = "I", _("involuntariness")
        COERCION = "C", _("coercion")
        BOTH = "B", _("both")

    class Strength(models.TextChoices):
        STRONG = "S", _("strong")
        MEDIUM = "M", _("medium")

    facet = models.CharField(_("facet"), max_length=9, choices=Facet)
    family = models.ForeignKey(
        "self",
        verbose_name=_("family"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="members",
    )
    definition = models.JSONField(_("definition"), default=dict, blank=True)
    interview_signs = models.JSONField(_("interview signs"), default=dict, blank=True)
    legal_basis = models.JSONField(_("legal basis"), default=dict, blank=True)
    selectable = models.BooleanField(_("can be coded"), default=False)
    legal_review = models.BooleanField(_("† only a legal reviewer may set it"), default=False)
    restricted = models.BooleanField(_("🔒 restricted"), default=False)
    describe = models.BooleanField(_("other, describe"), default=False)
    indicators = models.ManyToManyField(
        "self", verbose_name=_("ILO indicators"), blank=True, symmetrical=False, related_name="acts"
    )
    ilo_dimension = models.CharField(_("ILO dimension"), max_length=10, blank=True)
    ilo_element = models.CharField(_("ILO element"), max_length=1, blank=True, choices=Element)
    ilo_strength = models.CharField(_("strength (proposed)"), max_length=1, blank=True, choices=Strength)
    valid_to = models.DateField(_("retired on"), null=True, blank=True)
    replaced_by = models.ForeignKey(
        "self",
        verbose_name=_("replaced by"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="replaces",
    )

    class Meta:
        verbose_name = _("abuse category")
        verbose_name_plural = _("abuse categories")
        ordering: ClassVar = ["code"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="only_a_retired_code_is_replaced", condition=Q(replaced_by=None) | Q(valid_to__isnull=False)
            ),
            models.CheckConstraint(name="a_code_does_not_replace_itself", condition=~Q(replaced_by=F("uuid"))),
            models.CheckConstraint(
                name="a_family_is_not_coded", condition=Q(family__isnull=False) | Q(selectable=False)
            ),
            models.CheckConstraint(
                name="indicators_are_derived_not_coded", condition=~Q(facet="indicator", selectable=True)
            ),
        ]

    class Privacy:
        public = frozenset(
            {
                "facet", "family", "definition", "interview_signs", "legal_basis", "selectable", "legal_review",
                "restricted", "describe", "indicators", "ilo_dimension", "ilo_element", "ilo_strength", "valid_to",
                "replaced_by",
            }
        )  # fmt: skip


class Sector(Term):
    """A branch of work, as published."""

    definition = models.JSONField(_("definition"), default=dict, blank=True)

    class Meta:
        verbose_name = _("sector")
        verbose_name_plural = _("sectors")
        ordering: ClassVar = ["code"]

    class Privacy:
        public = frozenset({"definition"})


class Place(Term):
    """Country > federal district > federal subject > city > site; the level actually known is stored."""

    class Kind(models.TextChoices):
        COUNTRY = "country", _("country")
        DISTRICT = "federal_district", _("federal district")
        SUBJECT = "federal_subject", _("federal subject")
        CITY = "city", _("city")
        SITE = "site", _("site")

    class PublicArea(models.TextChoices):
        FAR_EAST = "far_east", _("Far East")
        SIBERIA = "siberia", _("Siberia")
        OTHER_RUSSIA = "other_russia", _("other Russia")
        OTHER_COUNTRY = "other_country", _("other country")

    kind = models.CharField(_("kind"), max_length=16, choices=Kind)
    parent = models.ForeignKey(
        "self",
        verbose_name=_("part of"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="parts",
    )
    iso = models.CharField(_("ISO 3166 code"), max_length=6, blank=True)
    public_area = models.CharField(_("public area"), max_length=13, blank=True, choices=PublicArea)

    class Meta:
        verbose_name = _("place")
        verbose_name_plural = _("places")
        ordering: ClassVar = ["code"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="only_a_country_stands_alone", condition=Q(kind="country") ^ Q(parent__isnull=False)
            ),
        ]

    class Privacy:
        public = frozenset({"kind", "parent", "iso", "public_area"})


class LegalInstrument(Term):
    """A treaty, convention, resolution or other text that a legal basis names."""

    class Kind(models.TextChoices):
        TREATY = "treaty", _("treaty")
        ILO_CONVENTION = "ilo_convention", _("ILO convention")
        ILO_PROTOCOL = "ilo_protocol", _("ILO protocol")
        STATUTE = "statute", _("statute")
        RESOLUTION = "resolution", _("resolution")
        DECLARATION = "declaration", _("declaration")
        PRINCIPLES = "principles", _("principles")

    kind = models.CharField(_("kind"), max_length=14, choices=Kind)
    year = models.PositiveSmallIntegerField(_("year"), null=True, blank=True)
    short_name = models.CharField(_("short name"), max_length=60, blank=True)

    class Meta:
        verbose_name = _("legal instrument")
        verbose_name_plural = _("legal instruments")
        ordering: ClassVar = ["code"]

    class Privacy:
        public = frozenset({"kind", "year", "short_name"})


class StateTreaty(Row):
    """Whether an instrument binds a State: every generated legal paragraph is filtered by it."""

    section = Section.VOCABULARY

    class Status(models.TextChoices):
        PARTY = "party", _("party")
        NOT_PARTY = "not_party", _("not a party")
        NOT_A_MEMBER = "not_a_member", _("not a member")
        CANNOT_RATIFY = "cannot_ratify", _("cannot ratify")
        BINDS = "binds", _("binding")
        NOT_APPLICABLE = "not_applicable", _("not applicable")

    state = models.ForeignKey(Place, verbose_name=pgettext_lazy("a country", "State"), on_delete=models.PROTECT)
    instrument = models.ForeignKey(LegalInstrument, verbose_name=_("instrument"), on_delete=models.PROTECT)
    status = models.CharField(_("status"), max_length=14, choices=Status)
    from_year = models.PositiveSmallIntegerField(_("from"), null=True, blank=True)
    until = models.DateField(_("until"), null=True, blank=True)
    note = models.CharField(_("note"), max_length=300, blank=True)
    verified = models.BooleanField(_("verified by a lawyer"), default=False)
    reference = models.CharField(_("source"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("State and treaty")
        verbose_name_plural = _("States and treaties")
        ordering: ClassVar = ["state__code", "instrument__code"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["state", "instrument"], name="one_status_per_state_and_instrument"),
        ]

    class Privacy:
        public = frozenset({"state", "instrument", "status", "from_year", "until", "note", "verified", "reference"})

    def __str__(self) -> str:
        return f"{self.state.code} {self.instrument.code}"
