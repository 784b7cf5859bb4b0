"""The register of figures that were said to somebody outside a release."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cases.core.fields import SealedField
from cases.core.models import Record
from cases.core.rights import Section


class OutgoingFigure(Record):
    """A number that left the office in a report, a letter or a talk, and whether it was a published one.

    One exact number elsewhere undoes the blur for ever (disclosure control, "Dangers outside the tables").
    """

    code_prefix = "OUT"
    section = Section.OUTGOING

    class Channel(models.TextChoices):
        REPORT = "report", _("report or application")
        LETTER = "letter", _("letter or message")
        TALK = "talk", _("talk, interview or meeting")
        PRESS = "press", _("press release")
        OTHER = "other", _("other")

    class Standing(models.TextChoices):
        PUBLISHED = "published", _("published: it stands in a release")
        RANGE = "range", _("within the likely range of a published figure, and not that figure")
        NOT_PUBLISHED = "not_published", _("not published")

    figure = models.PositiveIntegerField(_("figure"))
    counts = SealedField(_("what it counts"))
    recipient = SealedField(_("to whom"))
    said_on = models.DateField(_("day"))
    channel = models.CharField(_("how"), max_length=6, choices=Channel)
    d1 = models.CharField(_("dimension"), max_length=20, blank=True)
    v1 = models.CharField(_("value"), max_length=20, blank=True)
    d2 = models.CharField(_("second dimension"), max_length=20, blank=True)
    v2 = models.CharField(_("second value"), max_length=20, blank=True)
    standing = models.CharField(_("standing"), max_length=13, choices=Standing, editable=False)
    release = models.CharField(_("release"), max_length=20, blank=True, editable=False)
    said_anyway = models.BooleanField(_("I know that it is not published, and it was or must be said"), default=False)
    why = SealedField(_("why it must be said"))
    said_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("said by"), editable=False, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = _("figure said outside a release")
        verbose_name_plural = _("figures said outside a release")
        ordering: ClassVar = ["-said_on", "-created_at"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="a_figure_not_published_is_said_knowingly",
                condition=Q(standing="published") | Q(said_anyway=True),
            ),
        ]

    class Privacy:
        internal = frozenset(
            {
                "figure", "said_on", "channel", "d1", "v1", "d2", "v2", "standing", "release", "said_anyway", "said_by",
            }
        )  # fmt: skip
        sealed = frozenset({"counts", "recipient", "why"})
