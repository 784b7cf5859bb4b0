"""One interview in work: what its pages read, each thing once."""

import uuid
from functools import cached_property
from typing import Any

from django.http import Http404, HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from cases.accounts.models import User
from cases.core import audit, permissions
from cases.core.errors import Refused
from cases.core.rights import Section
from cases.evidence.models import EvidenceItem
from cases.intake import policies
from cases.intake.models import Testimony, TopicAnswer
from cases.intake.queries import testimonies_of
from cases.intake.topics import QUESTIONS, STOP
from cases.witnesses import minors
from cases.witnesses.models import Consent, ConsentScope, Stream, Witness

LOG = "intake.log_testimony"


def open_to(user: Any) -> bool:
    """For interviewers."""
    return bool(getattr(user, "is_staff", False)) and permissions.may(user, LOG)


class Interview:
    """A testimony of the interviewer's own, with the person, what they allowed, and what was answered."""

    def __init__(self, user: User, testimony: Testimony) -> None:
        assert testimony.witness is not None  # an own interview has one
        self.user, self.testimony, self.witness = user, testimony, testimony.witness

    @cached_property
    def consent(self) -> Consent | None:
        """The newest consent of the person, under whichever record."""
        persons = [self.witness.person]
        return minors.newest_of_people(persons, on=timezone.localdate()).get(self.witness.person)

    @cached_property
    def is_refused_whole(self) -> bool:
        """Whether the person said no to our keeping any record."""
        no = (ConsentScope.Answer.NO, ConsentScope.Answer.WITHDRAWN)
        return self.consent is not None and self.consent.scopes.filter(scope="S0", answer__in=no).exists()

    @cached_property
    def risk_is_in_date(self) -> bool:
        return self.witness.risks.filter(product_uuid=None, valid_until__gte=timezone.localdate()).exists()

    @cached_property
    def answers(self) -> dict[str, TopicAnswer]:
        """By topic; their words stay sealed."""
        rows = TopicAnswer.objects.visible_to(self.user).filter(testimony=self.testimony)
        return {row.topic: row for row in rows}

    @cached_property
    def files(self) -> list[EvidenceItem]:
        return list(EvidenceItem.objects.visible_to(self.user).filter(testimony=self.testimony))

    @property
    def was_stopped(self) -> bool:
        """Whether the person wanted to stop."""
        return STOP in self.answers and self.answers[STOP].state == TopicAnswer.State.TOLD

    @property
    def waits_for_signature(self) -> bool:
        """Whether the person is under 18 and nobody has signed: then nothing goes on."""
        return self.consent is not None and minors.waits(self.consent)

    @property
    def is_open(self) -> bool:
        return self.testimony.status in policies.EDITABLE

    @cached_property
    def obstacle(self) -> str:
        """Why nothing can be written down now, as one sentence; empty when it can."""
        try:
            policies.check_is_editable(self.user, self.testimony)
        except Refused as refusal:
            return str(refusal)
        return self.not_ready if self.waits_for_signature else ""

    @cached_property
    def not_ready(self) -> str:
        """Why it cannot be submitted yet, in the policy's own sentence; empty when it can."""
        try:
            policies.check_can_submit(self.testimony)
        except Refused as refusal:
            return str(refusal)
        return ""


def interview_of(request: HttpRequest, key: uuid.UUID) -> Interview:
    """The user's own interview of an address. Raises Http404, after the chain says so, for any other."""
    user: Any = request.user
    own = Testimony.objects.readable_by(user, Section.ACCOUNT).filter(stream=Stream.OWN, interviewer=user)
    testimony = own.select_related("case", "witness__case").filter(pk=key).first()
    if testimony is None:
        audit.not_shown(by=user, label="testimony", key=key)
        raise Http404
    return Interview(user, testimony)


def drafts_of(user: User) -> list[Testimony]:
    """Own interviews that are not submitted, the newest first. One statement."""
    own = Testimony.objects.visible_to(user).filter(
        stream=Stream.OWN, interviewer=user, status__in=policies.EDITABLE, witness__frozen_at=None
    )
    return list(own.select_related("case", "witness").order_by("-created_at")[:50])


def told_before(witness: Witness, user: User) -> list[tuple[Testimony, list[str]]]:
    """What a person has told us, each with the topics that it answers as far as the user may know. Two statements."""
    earlier = testimonies_of(witness)
    if not earlier:
        return []
    answered = TopicAnswer.objects.visible_to(user).filter(testimony__in=earlier)
    topics: dict[uuid.UUID, set[str]] = {}
    for key, topic in answered.exclude(state=TopicAnswer.State.NOT_ASKED).values_list("testimony", "topic"):
        topics.setdefault(key, set()).add(topic)
    return [
        (one, [str(topic.title) for code, topic in QUESTIONS.items() if code in topics.get(one.pk, ())])
        for one in earlier
    ]


def not_kept(interview: Interview) -> str:
    """What to do when the person did not allow us to keep the record; empty otherwise."""
    if not interview.is_refused_whole:
        return ""
    return _(
        "The person did not allow us to keep the record: write nothing more, and tell the data-protection officer."
    )
