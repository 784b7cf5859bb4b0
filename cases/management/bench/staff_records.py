"""Testimonies for suite ``staff``: fictional people with every state, and very many plain ones, all through actions."""

import datetime as dt
import sys
from collections.abc import Mapping

from django.utils import timezone
from tqdm import tqdm

from cases.accounts.models import User
from cases.casework.models import Case
from cases.core.permissions import Role
from cases.desk import fictional
from cases.intake.actions import NewTestimony, Step, log_testimonies, submit_testimonies
from cases.witnesses.actions import NewConsent, NewPerson, NewRisk, ScopeAnswer, register_people

CHUNK = 1000
WHOLE = 5
"""One in so many of the first ones is a whole record, so that every state of the filter occurs."""
DRAFTS = 10
"""One in so many of the others stays a draft."""

Staff = Mapping[Role, User]


def first(testimonies: int) -> Case:
    """So many, of which a fifth are whole records of fictional people; the case in which they lie."""
    today = timezone.localdate()
    slots = [today - dt.timedelta(days=182), today - dt.timedelta(days=91), today]
    whole = max(1, testimonies // WHOLE)
    case = fictional.make(people=whole, seed=1, staff=staff(), slots=slots)
    more(case, testimonies - whole, interviewer=staff()[Role.INTERVIEWER])
    return case


def more(case: Case, testimonies: int, *, interviewer: User) -> None:
    """So many further people with consent, risk and one testimony each, nine of ten submitted today."""
    with tqdm(total=testimonies, unit=" testimonies", file=sys.stderr, disable=testimonies < CHUNK) as bar:
        for start in range(0, testimonies, CHUNK):
            number = min(CHUNK, testimonies - start)
            _add(case, interviewer, number)
            bar.update(number)


def staff() -> dict[Role, User]:
    """The one person of each role that the demonstration has."""
    return {Role(role): user for user in User.objects.order_by("username") for role in user.role_set}


def _add(case: Case, interviewer: User, number: int) -> None:
    now = timezone.now()
    yes = ScopeAnswer("yes")
    consent = NewConsent(
        now.date(), {"S0": yes, "S1": yes, "S2": yes}, {"form_version": "1", "language": "ko", "way": "oral"}
    )
    person = NewPerson({"sex": "male", "age_band": "30_44"}, [consent], [NewRisk(now.date(), "medium")])
    people = register_people(by=interviewer, case=case, people=[person] * number)
    told = log_testimonies(
        by=interviewer,
        case=case,
        testimonies=[NewTestimony(witness, {"language": "ko", "account": "일했습니다."}) for witness in people],
    )
    steps = [Step(testimony, now) for place, testimony in enumerate(told) if place % DRAFTS]
    submit_testimonies(by=interviewer, steps=steps)
