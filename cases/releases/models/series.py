"""A series of releases: its terms, who counts in it, its noise, and the noisy cells that follow from both."""

import datetime as dt
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cases.core.fields import SealedField
from cases.core.models import DataKey, KeyOwner, Record, Row
from cases.core.rights import Section
from cases.witnesses.models import Witness

MONTHS_BETWEEN = 3
"""Releases are quarterly (disclosure control, "Series")."""

PREPARATION_DAYS = 7
"""From the day of the calendar, on which the data are cut off, to the publication: time for audit and signatures."""

PUBLICATION_HOUR = 10
"""Of the day, in UTC. Every release of every series comes out at this hour."""


class Series(Record):
    """The terms under which releases are made, fixed before the first one and hashed (``releases.terms``)."""

    code_prefix = "SER"
    section = Section.RELEASE

    class Design(models.TextChoices):
        SMALL = "small", _("small: one dimension at a time")
        LARGE = "large", _("large: the menu of two dimensions too")

    number = models.PositiveIntegerField(_("number"), unique=True, editable=False)
    first_slot = models.DateField(_("day of the first release"))
    horizon = models.PositiveSmallIntegerField(_("number of releases"), default=12, editable=False)
    design = models.CharField(_("design"), max_length=5, choices=Design, editable=False)
    mu = models.CharField(_("lifetime μ of a person"), max_length=20, default="1", editable=False)
    schema = models.JSONField(_("schema"), editable=False)
    merged = models.JSONField(_("merged categories"), default=dict, blank=True, editable=False)
    quotes_per_release = models.PositiveSmallIntegerField(_("quotes in each release"), default=6, editable=False)
    terms_sha256 = models.CharField(_("SHA-256 of the terms"), max_length=64, editable=False)
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("started by"),
        editable=False,
        on_delete=models.PROTECT,
        related_name="+",
    )

    class Meta:
        verbose_name = _("series of releases")
        verbose_name_plural = _("series of releases")
        ordering: ClassVar = ["-number"]
        constraints: ClassVar = [
            models.CheckConstraint(name="series_horizon", condition=Q(horizon__gte=1, horizon__lte=40)),
            models.CheckConstraint(name="series_design", condition=Q(design__in=["small", "large"])),
        ]

    class Privacy:
        internal = frozenset(
            {
                "number",
                "first_slot",
                "horizon",
                "design",
                "mu",
                "schema",
                "merged",
                "quotes_per_release",
                "terms_sha256",
                "started_by",
            }
        )

    @property
    def noise_is_whole(self) -> bool:
        """Whether the noise of every release that has cells is still there; without it the series has ended."""
        drawn = list(self.noise.order_by("number").values_list("number", flat=True))
        newest = self.cells.aggregate(newest=models.Max("number"))["newest"] or 0
        return drawn == list(range(1, len(drawn) + 1)) and len(drawn) >= newest

    def runs(self, today: dt.date) -> bool:
        """Whether a release of this series is still to come."""
        return self.publishes_at(self.horizon).date() >= today and self.noise_is_whole

    def slot(self, number: int) -> dt.date:
        """The day on which the data of release ``number`` (from 1) are cut off; every month has such a day."""
        months = self.first_slot.month - 1 + MONTHS_BETWEEN * (number - 1)
        return self.first_slot.replace(year=self.first_slot.year + months // 12, month=months % 12 + 1)

    def publishes_at(self, number: int) -> dt.datetime:
        """The moment at which release ``number`` comes out, whoever came and whatever it holds."""
        day = self.slot(number) + dt.timedelta(days=PREPARATION_DAYS)
        return dt.datetime.combine(day, dt.time(PUBLICATION_HOUR), tzinfo=dt.UTC)


class LedgerEntry(Row):
    """A signed event: a person enters a series, or leaves it after a withdrawal. Nothing else moves a figure.

    The entry holds the person's vector, one value per dimension, frozen and sealed with the person's own key.
    The audit chain does not count entries: the number of arrivals of a slot is nobody's to read.
    """

    counted_in_audit = False
    revision_excludes = frozenset({"vector"})

    class Sign(models.IntegerChoices):
        ENTERS = 1, _("enters")
        LEAVES = -1, _("leaves")

    series = models.ForeignKey(Series, on_delete=models.PROTECT, related_name="entries")
    witness = models.ForeignKey(Witness, on_delete=models.PROTECT, related_name="ledger")
    number = models.PositiveSmallIntegerField(_("release"))
    sign = models.SmallIntegerField(choices=Sign)
    vector = SealedField()

    class Meta:
        verbose_name = _("ledger entry")
        verbose_name_plural = _("ledger entries")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["series", "witness", "sign"], name="a_person_enters_and_leaves_a_series_once"
            ),
            models.CheckConstraint(name="ledger_sign", condition=Q(sign__in=[1, -1])),
            models.CheckConstraint(
                name="who_enters_has_a_vector", condition=Q(sign=1, vector__isnull=False) | Q(sign=-1, vector=None)
            ),
        ]

    class Privacy:
        internal = frozenset({"series", "witness", "number", "sign"})
        sealed = frozenset({"vector"})

    def __str__(self) -> str:
        return f"{self.series_id} entry"

    def key_owner(self) -> KeyOwner:
        """The person's for a vector; who leaves may have been erased, and the entry holds nothing then."""
        return self.witness.key_owner() if self.sign == self.Sign.ENTERS else KeyOwner.office()


class LedgerVector(Row):
    """The vector of an erased person whose leaving has not yet entered a release, sealed under a key of its own.

    Everything else of the person is gone. The key is shredded with the release that they leave in.
    """

    counted_in_audit = False
    revision_excludes = frozenset({"vector"})

    entry = models.OneToOneField(LedgerEntry, on_delete=models.PROTECT, related_name="kept")
    vector = SealedField()

    class Privacy:
        internal = frozenset({"entry"})
        sealed = frozenset({"vector"})

    def __str__(self) -> str:
        return f"{self.entry_id} vector"

    def key_owner(self) -> KeyOwner:
        return KeyOwner(DataKey.OwnerKind.LEDGER, self.entry_id)


class HoldBack(Row):
    """A newcomer who waits: from which release on they count is drawn once, and sealed for the person."""

    counted_in_audit = False
    revision_excludes = frozenset({"enters"})

    series = models.ForeignKey(Series, on_delete=models.PROTECT, related_name="held_back")
    witness = models.ForeignKey(Witness, on_delete=models.PROTECT, related_name="held_back")
    enters = SealedField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["series", "witness"], name="held_back_once_per_series"),
        ]

    class Privacy:
        internal = frozenset({"series", "witness"})
        sealed = frozenset({"enters"})

    def __str__(self) -> str:
        return f"{self.series_id} waits"

    def key_owner(self) -> KeyOwner:
        return self.witness.key_owner()


class NoiseRow(Row):
    """The noise of one release: one integer per cell, as secret as the records themselves, drawn once.

    What is published minus this is the truth. A lost row ends the series.
    """

    # A revision would be a second copy of the secret.
    revision_excludes = frozenset({"z"})

    series = models.ForeignKey(Series, on_delete=models.PROTECT, related_name="noise")
    number = models.PositiveSmallIntegerField(_("release"))
    z = SealedField()

    class Meta:
        verbose_name = _("noise of a release")
        verbose_name_plural = _("noise of releases")
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["series", "number"], name="noise_is_drawn_once_per_release"),
            models.CheckConstraint(name="noise_is_there", condition=Q(z__isnull=False)),
        ]

    class Privacy:
        internal = frozenset({"series", "number"})
        sealed = frozenset({"z"})

    def __str__(self) -> str:
        return f"{self.series_id} {self.number}"

    def key_owner(self) -> KeyOwner:
        """A key of the series' own: destroyed with the noise, so that no copy of it can be opened again."""
        return KeyOwner(DataKey.OwnerKind.NOISE, self.series_id)


class NoisyCell(models.Model):
    """A blurred number, frozen: all that later steps see. ``units`` is an exact integer of the lattice squared.

    Kept as text: it outgrows every integer column.
    """

    series = models.ForeignKey(Series, on_delete=models.PROTECT, related_name="cells")
    number = models.PositiveSmallIntegerField(_("release"))
    group = models.CharField(max_length=10)
    position = models.PositiveSmallIntegerField()
    d1 = models.CharField(max_length=20, blank=True)
    v1 = models.CharField(max_length=20, blank=True)
    d2 = models.CharField(max_length=20, blank=True)
    v2 = models.CharField(max_length=20, blank=True)
    units = models.CharField(max_length=80)

    class Meta:
        ordering: ClassVar = ["series", "number", "group", "position"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["series", "number", "d1", "v1", "d2", "v2"], name="a_cell_stands_once_per_release"
            ),
        ]

    class Privacy:
        internal = frozenset({"id", "series", "number", "group", "position", "d1", "v1", "d2", "v2", "units"})

    def __str__(self) -> str:
        return f"{self.series_id} {self.number} {self.position}"
