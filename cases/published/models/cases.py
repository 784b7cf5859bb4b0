"""Documented situations: what public sources say, item by item."""

import datetime as dt
from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class PublishedCase(models.Model):
    """A documented situation. ``first_published`` stays when a later edition replaces the content."""

    slug = models.SlugField(primary_key=True, max_length=80)
    edition = models.PositiveIntegerField(default=1)
    title = models.JSONField()
    summary = models.JSONField(blank=True)
    setting = models.JSONField(default=dict, blank=True)
    stream = models.CharField(max_length=5, default="press")
    people = models.PositiveIntegerField(null=True, blank=True)
    unnamed_people = models.PositiveIntegerField(null=True, blank=True)
    not_stated = models.JSONField(default=list, blank=True)
    not_coded = models.JSONField(default=list, blank=True)
    first_published = models.DateField(default=dt.date.today)
    published = models.DateTimeField(default=timezone.now)
    content_sha256 = models.CharField(max_length=64)

    class Meta:
        db_table = "published_case"
        ordering: ClassVar = ["slug"]

    class Privacy:
        public = frozenset(
            {
                "slug", "edition", "title", "summary", "setting", "stream", "people", "unnamed_people", "not_stated",
                "not_coded", "first_published", "published", "content_sha256",
            }
        )  # fmt: skip

    def __str__(self) -> str:
        return self.slug


class PublishedSource(models.Model):
    """A public source, with what it does not give left empty."""

    case = models.ForeignKey(PublishedCase, on_delete=models.CASCADE, related_name="sources")
    code = models.CharField(max_length=20)
    kind = models.CharField(max_length=20)
    kind_label = models.JSONField(blank=True)
    title = models.CharField(max_length=300)
    language = models.CharField(max_length=10)
    publisher = models.CharField(max_length=200, blank=True)
    author = models.CharField(max_length=200, blank=True)
    published_on = models.CharField(_("date (EDTF)"), max_length=40, blank=True)
    url = models.URLField(max_length=500, blank=True)
    retrieved_on = models.DateField(null=True, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    original_held = models.BooleanField(default=False)
    cites = models.JSONField(default=list, blank=True)
    derived_from = models.CharField(max_length=20, blank=True)
    note = models.TextField(blank=True)
    reliability = models.CharField(max_length=1)
    reliability_label = models.JSONField(blank=True)
    credibility = models.CharField(max_length=1)
    credibility_label = models.JSONField(blank=True)

    class Meta:
        db_table = "published_source"
        ordering: ClassVar = ["code"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case", "code"], name="published_source_once_per_case"),
        ]

    class Privacy:
        public = frozenset(
            {
                "id", "case", "code", "kind", "kind_label", "title", "language", "publisher", "author", "published_on",
                "url", "retrieved_on", "sha256", "original_held", "cites", "derived_from", "note", "reliability", "reliability_label",
                "credibility", "credibility_label",
            }
        )  # fmt: skip

    def __str__(self) -> str:
        return self.code


class PublishedAccount(models.Model):
    """What one person or voice in a source says, paraphrased, with the acts coded from it.

    ``facts`` is a list of ``{"reference", "code", "label", "state", "state_label", "when", "detail",
    "victims", "actor", "attribution", "source", "locator"}``; texts in three languages, empty when the source is silent.
    """

    class Kind(models.TextChoices):
        PERSON = "person", _("person")
        GROUP = "group", _("group")
        VOICE = "voice", _("voice of the source")

    case = models.ForeignKey(PublishedCase, on_delete=models.CASCADE, related_name="accounts")
    position = models.PositiveIntegerField()
    code = models.CharField(max_length=20, blank=True)
    kind = models.CharField(max_length=6, choices=Kind)
    named_as = models.CharField(max_length=120)
    name_note = models.JSONField(default=dict, blank=True)
    paraphrase = models.JSONField(default=dict, blank=True)
    sector = models.JSONField(default=dict, blank=True)
    task = models.JSONField(default=dict, blank=True)
    place = models.JSONField(default=dict, blank=True)
    sex = models.JSONField(default=dict, blank=True)
    sex_basis = models.CharField(max_length=100, blank=True)
    date_as_said = models.CharField(max_length=200, blank=True)
    hours = models.CharField(max_length=20, blank=True)
    source_code = models.CharField(max_length=20)
    locator = models.CharField(max_length=100, blank=True)
    level = models.CharField(max_length=2, blank=True)
    level_label = models.JSONField(default=dict, blank=True)
    facts = models.JSONField(default=list, blank=True)

    class Meta:
        db_table = "published_account"
        ordering: ClassVar = ["position"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case", "position"], name="published_account_order"),
        ]

    class Privacy:
        public = frozenset(
            {
                "id", "case", "position", "code", "kind", "named_as", "name_note", "paraphrase", "sector", "task", "place",
                "sex", "sex_basis", "date_as_said", "hours", "source_code", "locator", "level", "level_label", "facts",
            }
        )  # fmt: skip

    def __str__(self) -> str:
        return f"{self.case_id} {self.position}"


class PublishedFigure(models.Model):
    """A figure or statement that a source makes, with who said it. Never plotted with our own data."""

    case = models.ForeignKey(PublishedCase, on_delete=models.CASCADE, related_name="figures")
    position = models.PositiveIntegerField()
    reference = models.CharField(max_length=20)
    kind = models.CharField(max_length=14)
    kind_label = models.JSONField(blank=True)
    measure = models.JSONField(blank=True)
    value_min = models.PositiveIntegerField(null=True, blank=True)
    value_max = models.PositiveIntegerField(null=True, blank=True)
    comparator = models.CharField(max_length=2, blank=True)
    population = models.CharField(max_length=200, blank=True)
    period_as_said = models.CharField(max_length=200, blank=True)
    period = models.CharField(max_length=40, blank=True)
    horizon = models.CharField(max_length=100, blank=True)
    said_by = models.CharField(max_length=200, blank=True)
    reported_by = models.CharField(max_length=200, blank=True)
    source_code = models.CharField(max_length=20)
    source_title = models.CharField(max_length=300)
    locator = models.CharField(max_length=100)
    variant_of = models.CharField(max_length=20, blank=True)
    copied_from = models.CharField(max_length=20, blank=True)
    category_code = models.CharField(max_length=20, blank=True)
    category_label = models.JSONField(default=dict, blank=True)
    needs_legal_review = models.BooleanField(default=False)

    class Meta:
        db_table = "published_figure"
        ordering: ClassVar = ["case", "position"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case", "reference"], name="published_figure_once_per_case"),
        ]

    class Privacy:
        public = frozenset(
            {
                "id", "case", "position", "reference", "kind", "kind_label", "measure", "value_min", "value_max",
                "comparator", "population", "period_as_said", "period", "horizon", "said_by", "reported_by", "source_code",
                "source_title", "locator", "variant_of", "copied_from", "category_code", "category_label",
                "needs_legal_review",
            }
        )  # fmt: skip

    def __str__(self) -> str:
        return self.reference
