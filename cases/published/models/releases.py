"""Releases: their tables, cells and files."""

from typing import ClassVar

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cases.published.data import Tier


class PublishedRelease(models.Model):
    """A dated release of blurred figures. Its columns mirror ``data.Release``; its cells stand in tables."""

    class Status(models.TextChoices):
        CURRENT = "current", _("current")
        SUPERSEDED = "superseded", _("superseded")
        WITHDRAWN = "withdrawn", _("withdrawn")

    identifier = models.CharField(primary_key=True, max_length=20)
    status = models.CharField(max_length=10, choices=Status, default=Status.CURRENT)
    series = models.PositiveIntegerField()
    number = models.PositiveIntegerField()
    slot = models.DateField()
    cutoff = models.DateField()
    vocabulary_version = models.PositiveIntegerField()
    fictional = models.BooleanField()
    organisation = models.CharField(max_length=120)
    contact = models.CharField(max_length=200, blank=True)
    tier = models.CharField(max_length=7, choices=[(tier.value, tier.value) for tier in Tier])
    dimensions = models.JSONField(encoder=DjangoJSONEncoder)
    indicators = models.JSONField(encoder=DjangoJSONEncoder)
    menu = models.JSONField()
    mechanism = models.JSONField()
    shares = models.JSONField(default=list, blank=True)
    caveat = models.JSONField()
    blur = models.JSONField()
    previous_sha256 = models.CharField(max_length=64, blank=True)
    anchor = models.CharField(max_length=120, blank=True)

    class Meta:
        db_table = "published_release"
        ordering: ClassVar = ["-slot"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["series", "number"], name="published_release_once_per_slot"),
            models.UniqueConstraint(
                fields=["status"], condition=Q(status="current"), name="one_published_release_is_current"
            ),
        ]

    class Privacy:
        public = frozenset(
            {
                "identifier", "status", "series", "number", "slot", "cutoff", "vocabulary_version",
                "fictional", "organisation", "contact", "tier", "dimensions", "indicators", "menu", "mechanism",
                "shares", "caveat", "blur", "previous_sha256", "anchor",
            }
        )  # fmt: skip

    def __str__(self) -> str:
        return self.identifier


class PublishedTable(models.Model):
    """One table of a release. ``key`` is its address: ``total``, ``sector``, ``sector-by-hours``."""

    release = models.ForeignKey(PublishedRelease, on_delete=models.CASCADE, related_name="tables")
    position = models.PositiveIntegerField()
    key = models.SlugField(max_length=60)
    rows = models.CharField(max_length=20, blank=True)
    columns = models.CharField(max_length=20, blank=True)

    class Meta:
        db_table = "published_table"
        ordering: ClassVar = ["release", "position"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["release", "key"], name="published_table_once_per_release"),
        ]

    class Privacy:
        public = frozenset({"id", "release", "position", "key", "rows", "columns"})

    def __str__(self) -> str:
        return f"{self.release_id} {self.key}"


class PublishedCell(models.Model):
    """One number of people, or that it is not shown. ``lo`` and ``hi`` are the likely range of the true number."""

    table = models.ForeignKey(PublishedTable, on_delete=models.CASCADE, related_name="cells")
    position = models.PositiveIntegerField()
    d1 = models.CharField(max_length=20, blank=True)
    v1 = models.CharField(max_length=20, blank=True)
    d2 = models.CharField(max_length=20, blank=True)
    v2 = models.CharField(max_length=20, blank=True)
    value = models.PositiveIntegerField(null=True, blank=True)
    lo = models.PositiveIntegerField(null=True, blank=True)
    hi = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        db_table = "published_cell"
        ordering: ClassVar = ["table", "position"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["table", "d1", "v1", "d2", "v2"], name="published_cell_once_per_table"),
            models.CheckConstraint(
                name="a_hidden_cell_has_no_bounds",
                condition=Q(value=None, lo=None, hi=None) | Q(value__gte=F("lo"), value__lte=F("hi")),
            ),
        ]

    class Privacy:
        public = frozenset({"id", "table", "position", "d1", "v1", "d2", "v2", "value", "lo", "hi"})

    def __str__(self) -> str:
        return f"{self.d1} {self.v1} {self.d2} {self.v2}".strip()


class PublishedFile(models.Model):
    """A file of a release, byte for byte as it was approved."""

    release = models.ForeignKey(PublishedRelease, on_delete=models.CASCADE, related_name="files")
    name = models.CharField(max_length=60)
    media_type = models.CharField(max_length=100)
    content = models.BinaryField()
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)

    class Meta:
        db_table = "published_file"
        ordering: ClassVar = ["name"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["release", "name"], name="published_file_once_per_release"),
        ]

    class Privacy:
        public = frozenset({"id", "release", "name", "media_type", "content", "size", "sha256"})

    def __str__(self) -> str:
        return self.name
