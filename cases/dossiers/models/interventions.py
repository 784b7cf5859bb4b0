"""Interventions: what was asked of an authority or a company, what came of it, and what the public reads of it."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from cases.casework.models import Case, CaseRecordQuerySet, Reach
from cases.core.fields import SealedField
from cases.core.models import Dated, KeyOwner, Record
from cases.core.rights import Section
from cases.core.translated import validate_translated
from cases.published.models import PublishedIntervention


class InterventionQuerySet(CaseRecordQuerySet["Intervention"]):
    def with_public(self) -> "InterventionQuerySet":
        """Each with ``is_public``: whether the public reads some edition of it."""
        return self.annotate(is_public=Exists(PublishedIntervention.objects.filter(code=OuterRef("code"))))


class Intervention(Record, Dated):
    """A step towards an authority or a company. Its date is the day on which it was done.

    The texts ``public_*`` are meant for the public and stay inside until somebody else publishes them.
    ``published_at`` and ``published_by`` speak of the record as it stands: a change empties them, and what is public
    stays as it is until it is published again.
    """

    code_prefix = "INT"
    section = Section.PUBLICATION
    reach = Reach()

    class Kind(models.TextChoices):
        LETTER = "letter", _("letter")
        UN = "un", _("submission to a procedure of the United Nations")
        TRADE = "trade", _("submission to a customs or trade authority")
        MEETING = "meeting", _("meeting")
        COMPANY = "company", _("complaint to a company")
        PRESS = "press", _("press statement")
        OTHER = "other", _("other step")

    class Outcome(models.TextChoices):
        WAITING = "waiting", _("no answer yet")
        REPLIED = "replied", _("answered")
        ACTED = "acted", _("something was done")
        REFUSED = "refused", _("refused")

    case = models.ForeignKey(Case, verbose_name=_("case"), on_delete=models.PROTECT, related_name="interventions")
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    addressee = models.CharField(_("to whom"), max_length=200)
    note = SealedField(_("internal note"))
    outcome = models.CharField(_("what came of it"), max_length=10, choices=Outcome, default=Outcome.WAITING)
    replied_on = models.DateField(_("day of the answer"), null=True, blank=True)
    release = models.CharField(_("release whose figures it used"), max_length=20, blank=True)
    url = models.URLField(_("public address of the document"), max_length=500, blank=True)
    public_addressee = models.JSONField(_("to whom"), default=dict, blank=True, validators=[validate_translated])
    public_summary = models.JSONField(_("what was asked"), default=dict, blank=True, validators=[validate_translated])
    public_reply = models.JSONField(_("what was answered"), default=dict, blank=True, validators=[validate_translated])
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("recorded by"),
        editable=False,
        on_delete=models.PROTECT,
        related_name="+",
    )
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("last changed by"),
        editable=False,
        on_delete=models.PROTECT,
        related_name="+",
    )
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("published by"),
        null=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="+",
    )
    published_at = models.DateTimeField(_("published"), null=True, editable=False)

    objects = InterventionQuerySet.as_manager()

    class Meta:
        verbose_name = _("intervention")
        verbose_name_plural = _("interventions")
        ordering: ClassVar = ["-date_earliest", "-created_at"]
        constraints: ClassVar = [
            *Dated.Meta.constraints,
            models.CheckConstraint(
                name="intervention_published_by_and_at", condition=Q(published_by=None) ^ Q(published_at__isnull=False)
            ),
            models.CheckConstraint(
                name="who_wrote_an_intervention_does_not_publish_it",
                condition=Q(published_by=None) | (~Q(published_by=F("recorded_by")) & ~Q(published_by=F("changed_by"))),
            ),
            models.CheckConstraint(
                name="no_day_of_an_answer_while_waiting", condition=Q(replied_on=None) | ~Q(outcome="waiting")
            ),
        ]

    class Privacy:
        internal = frozenset(
            {
                "case", "kind", "addressee", "outcome", "replied_on", "release", "url", "public_addressee",
                "public_summary", "public_reply", "recorded_by", "changed_by", "published_by", "published_at",
            }
        )  # fmt: skip
        sealed = frozenset({"note"})

    def key_owner(self) -> KeyOwner:
        return self.case.key_owner()
