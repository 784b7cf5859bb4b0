"""What a person said to guided questions, topic by topic: the interviewer's notes, from which coders work."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from cases.casework.models import CaseRecordQuerySet, Reach
from cases.core.fields import SealedField
from cases.core.models import KeyOwner, Row
from cases.core.rights import Section

from .testimonies import Testimony


class TopicAnswer(Row):
    """The answer to one topic of the guided questions. What was skipped was not asked, and so was what has no row.

    ``details`` are the structured values of a topic that has them (``cases.intake.details``), as JSON.
    """

    section = Section.ACCOUNT
    reach = Reach(case="testimony__case", own=("testimony__interviewer",), person="testimony__witness")

    class State(models.TextChoices):
        TOLD = "told", _("told")
        NOT_SO = "not_so", _("said that it was not so")
        NOT_ASKED = "not_asked", _("not asked")

    testimony = models.ForeignKey(Testimony, on_delete=models.PROTECT, related_name="topic_answers")
    topic = models.CharField(_("topic"), max_length=12)
    state = models.CharField(_("state"), max_length=9, choices=State, default=State.NOT_ASKED)
    text = SealedField(_("in the person's words"))
    details = SealedField(_("details"))

    objects = CaseRecordQuerySet.as_manager()

    class Meta:
        verbose_name = _("answer to a topic")
        verbose_name_plural = _("answers to topics")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["testimony", "topic"], name="one_answer_per_topic"),
            models.CheckConstraint(
                name="topic_answer_state", condition=models.Q(state__in=["told", "not_so", "not_asked"])
            ),
            models.CheckConstraint(
                name="what_was_not_asked_has_no_answer",
                condition=~models.Q(state="not_asked") | models.Q(text=None, details=None),
            ),
        ]

    class Privacy:
        internal = frozenset({"testimony", "topic"})
        confidential = frozenset({"state"})
        sealed = frozenset({"text", "details"})

    def __str__(self) -> str:
        return f"{self.testimony.code} {self.topic}"

    def key_owner(self) -> KeyOwner:
        return self.testimony.key_owner()
