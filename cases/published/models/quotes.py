"""Quotes of the newest release, and what was put right in public."""

from typing import ClassVar

from django.db import models


class PublishedQuote(models.Model):
    """A cleared quote. Only the batch of the newest release stands here: each release replaces all of them."""

    release = models.CharField(max_length=20)
    position = models.PositiveSmallIntegerField(unique=True)
    text = models.JSONField()
    indicator = models.CharField(max_length=20)
    sector = models.CharField(max_length=20, blank=True)
    period = models.CharField(max_length=20, blank=True)

    class Meta:
        db_table = "published_quote"
        ordering: ClassVar = ["position"]

    class Privacy:
        public = frozenset({"id", "release", "position", "text", "indicator", "sector", "period"})

    def __str__(self) -> str:
        return f"{self.release} {self.position}"


class Correction(models.Model):
    """What was put right after publication, for everybody to read."""

    day = models.DateField()
    release = models.CharField(max_length=20, blank=True)
    note = models.JSONField()

    class Meta:
        db_table = "published_correction"
        ordering: ClassVar = ["-day", "-id"]

    class Privacy:
        public = frozenset({"id", "day", "release", "note"})

    def __str__(self) -> str:
        return f"{self.day} {self.release}"
