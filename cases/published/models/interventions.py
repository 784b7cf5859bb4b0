"""What was asked of whom, and what came of it, once it was made public."""

from typing import ClassVar

from django.db import models


class PublishedIntervention(models.Model):
    """An intervention with an authority or a company. Dates are told by the quarter; texts are in three languages.

    ``reply`` stays empty until there is one; ``release`` names the figures that it used, where it used any.
    """

    code = models.CharField(primary_key=True, max_length=20)
    position = models.PositiveSmallIntegerField(unique=True)
    quarter = models.CharField(max_length=7)
    kind = models.CharField(max_length=20)
    kind_label = models.JSONField()
    addressee = models.JSONField()
    summary = models.JSONField()
    outcome = models.CharField(max_length=10)
    outcome_label = models.JSONField()
    reply = models.JSONField(default=dict, blank=True)
    url = models.URLField(max_length=500, blank=True)
    release = models.CharField(max_length=20, blank=True)

    class Meta:
        db_table = "published_intervention"
        ordering: ClassVar = ["-quarter", "position"]

    class Privacy:
        public = frozenset(
            {
                "code", "position", "quarter", "kind", "kind_label", "addressee", "summary", "outcome", "outcome_label",
                "reply", "url", "release",
            }
        )  # fmt: skip

    def __str__(self) -> str:
        return self.code
