"""Who publishes, and the words of the vocabulary."""

from typing import ClassVar

from django.db import models
from django.db.models import Q


class PublishedSite(models.Model):
    """One row: which kind of database this is and who publishes."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    kind = models.CharField(max_length=6)
    organisation = models.CharField(max_length=120)
    contact = models.CharField(max_length=200, blank=True)

    class Meta:
        db_table = "published_site"
        constraints: ClassVar = [models.CheckConstraint(name="published_site_is_one_row", condition=Q(id=1))]

    class Privacy:
        public = frozenset({"id", "kind", "organisation", "contact"})

    def __str__(self) -> str:
        return self.organisation


class PublishedTerm(models.Model):
    """A code of the vocabulary as the glossary explains it."""

    code = models.CharField(primary_key=True, max_length=20)
    facet = models.CharField(max_length=9)
    family = models.CharField(max_length=20, blank=True)
    label = models.JSONField(blank=True)
    definition = models.JSONField(default=dict, blank=True)
    legal_basis = models.JSONField(default=dict, blank=True)
    indicators = models.JSONField(default=list, blank=True)
    legal_review = models.BooleanField(default=False)
    retired = models.BooleanField(default=False)
    vocabulary_version = models.PositiveIntegerField()

    class Meta:
        db_table = "published_term"
        ordering: ClassVar = ["code"]

    class Privacy:
        public = frozenset(
            {
                "code", "facet", "family", "label", "definition", "legal_basis", "indicators", "legal_review", "retired",
                "vocabulary_version",
            }
        )  # fmt: skip

    def __str__(self) -> str:
        return self.code
