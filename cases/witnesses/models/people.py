"""People and groups, and who they are."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cases.casework.models import Case, CaseRecordQuerySet, Reach
from cases.core.fields import SealedField
from cases.core.models import DataKey, KeyOwner, Record
from cases.core.rights import Section

OF_WITNESS = Reach(
    case="witness__case",
    own=("witness__registered_by", "witness__testimonies__interviewer"),
    status="witness__testimonies__status",
    person="witness",
)


class Stream(models.TextChoices):
    """Own interviews and public sources are never added up."""

    OWN = "own", _("own interview")
    PRESS = "press", _("public source")


class Witness(Record):
    """Any person we hold a record about, whether or not they spoke. Known by an internal code only."""

    code_prefix = "W"
    section = Section.WITNESS
    reach = Reach(own=("registered_by", "testimonies__interviewer"), status="testimonies__status", person="pk")

    class Sex(models.TextChoices):
        MALE = "male", _("male")
        FEMALE = "female", _("female")
        UNKNOWN = "unknown", _("unknown")

    class AgeBand(models.TextChoices):
        UNDER_30 = "under_30", _("under 30")
        FROM_30 = "30_44", _("30 to 44")
        FROM_45 = "45_over", _("45 and over")
        UNKNOWN = "unknown", _("unknown")

    class AliasStatus(models.TextChoices):
        PRESUMED = "presumed_pseudonym_not_stated", _("the source does not say whether this is a pseudonym")
        STATED = "stated_pseudonym", _("a pseudonym, as the source says")
        REAL = "stated_real_name", _("the real name, as the source says")

    case = models.ForeignKey(Case, verbose_name=_("case"), on_delete=models.PROTECT, related_name="witnesses")
    stream = models.CharField(_("stream"), max_length=5, choices=Stream, default=Stream.OWN)
    sex = models.CharField(_("sex"), max_length=7, choices=Sex, blank=True)
    sex_basis = models.CharField(_("how the sex is known"), max_length=100, blank=True)
    age_band = models.CharField(_("age band at work"), max_length=8, choices=AgeBand, blank=True)
    press_alias = SealedField(_("name in the public source"))
    alias_status = models.CharField(_("status of that name"), max_length=30, choices=AliasStatus, blank=True)
    note = SealedField(_("note"))

    registered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("registered by"),
        null=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="+",
    )

    # Several records of one human being (a duplicate was found) carry the same value: the canonical record's key.
    person = models.UUIDField(editable=False, db_index=True)
    frozen_at = models.DateTimeField(_("frozen"), null=True, editable=False)
    erased_at = models.DateTimeField(_("erased"), null=True, editable=False)

    objects = CaseRecordQuerySet.as_manager()

    class Meta:
        verbose_name = _("witness")
        verbose_name_plural = _("witnesses")
        ordering: ClassVar = ["code"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="only_press_witnesses_have_an_alias", condition=Q(press_alias=None) | Q(stream="press")
            ),
            models.CheckConstraint(
                name="who_is_erased_is_frozen", condition=Q(erased_at=None) | Q(frozen_at__isnull=False)
            ),
        ]

    class Privacy:
        internal = frozenset({"case", "stream", "registered_by", "person", "frozen_at", "erased_at"})
        confidential = frozenset({"sex", "sex_basis", "age_band", "alias_status"})
        sealed = frozenset({"press_alias", "note"})

    @property
    def is_canonical(self) -> bool:
        """Whether this is the record under whose code the person is known, among duplicates."""
        return self.person == self.uuid

    def key_owner(self) -> KeyOwner:
        """The person's own key; press material is sealed with the case's."""
        if self.stream == Stream.PRESS:
            return self.case.key_owner()
        return KeyOwner(DataKey.OwnerKind.PERSON, self.uuid)


class Group(Record):
    """Counted people who are not told apart. An unknown number stays empty."""

    code_prefix = "GRP"
    section = Section.WITNESS
    reach = Reach(status="testimonies__status")

    class Basis(models.TextChoices):
        LISTED = "listed", _("listed")
        ESTIMATED = "estimated", _("estimated")
        STATED = "stated", _("stated by the source")

    case = models.ForeignKey(Case, verbose_name=_("case"), on_delete=models.PROTECT, related_name="groups")
    count_min = models.PositiveIntegerField(_("at least"), null=True, blank=True)
    count_max = models.PositiveIntegerField(_("at most"), null=True, blank=True)
    count_basis = models.CharField(_("basis of the number"), max_length=9, choices=Basis, blank=True)
    description = SealedField(_("described as"))

    objects = CaseRecordQuerySet.as_manager()

    class Meta:
        verbose_name = _("group")
        verbose_name_plural = _("groups")
        ordering: ClassVar = ["code"]
        constraints: ClassVar = [
            models.CheckConstraint(name="group_counts_in_order", condition=Q(count_min__lte=F("count_max"))),
            models.CheckConstraint(
                name="group_count_has_a_basis", condition=Q(count_min=None, count_max=None) ^ ~Q(count_basis="")
            ),
        ]

    class Privacy:
        internal = frozenset({"case"})
        confidential = frozenset({"count_min", "count_max", "count_basis"})
        sealed = frozenset({"description"})

    def key_owner(self) -> KeyOwner:
        return self.case.key_owner()
