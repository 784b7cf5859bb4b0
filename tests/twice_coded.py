"""One interview, two coders: what tests of second codings begin with. Every text of the first coder has a mark."""

from dataclasses import dataclass

import pytest

from cases.accounts.actions import create_user
from cases.accounts.models import User
from cases.casework.actions import set_case_members
from cases.casework.models import Case
from cases.coding.actions import (
    Span,
    code_passages,
    finish_coding,
    finish_second_coding,
    register_actor,
    take_second_coding,
)
from cases.coding.models import Act, CodingRound
from cases.intake.models import Testimony
from cases.vocabulary.loading import VocabularyFiles
from cases.vocabulary.models import AbuseCategory
from tests.conftest import Cast, enrolled
from tests.replay import replayed

HOURS, PAPERS, DAYS_OFF = (0, 17), (18, 36), (37, 48)
"""Three sentences of the cast's account, in code points."""
MARK = "qxfirstqx"
PRIMA, SECUNDA = "prima", "secunda"


@dataclass
class Twice:
    """A testimony that the first coder has finished, and the second coder of the team."""

    testimony: Testimony
    first: User
    second: User

    def code(self, by: User, category: str, place: tuple[int, int], **values: object) -> Act:
        """One act on a piece of the account."""
        chosen = AbuseCategory.objects.get(code=category)
        spans = [Span("account", *place)]
        return code_passages(by=by, testimony=self.testimony, spans=spans, category=chosen, **values)  # type: ignore[arg-type]

    def take(self) -> CodingRound:
        return take_second_coding(by=self.second, testimony=self.testimony)

    def finish_second(self, second: CodingRound) -> Testimony:
        return finish_second_coding(by=self.second, round=second)

    def read(self) -> Testimony:
        self.testimony = Testimony.objects.get(pk=self.testimony.pk)
        return self.testimony


def coder_named(cast: Cast, case: Case, name: str, *roles: str) -> User:
    """One more person on the team, a coder unless said otherwise."""
    made = create_user(by=cast.administrator, username=name, name="", roles=list(roles) or ["coder"])
    person = enrolled(made, by=cast.administrator)
    team = [member.user for member in case.members.select_related("user")]
    set_case_members(by=case.lead, case=case, users=[*team, person])
    return person


@pytest.fixture
@replayed
def once(
    cast: Cast, case: Case, submitted: Testimony, vocabulary: VocabularyFiles, everything_is_chosen: None
) -> Twice:
    """Coded by “prima”, who says three things; chosen for a second coder, who is “secunda”."""
    prima, secunda = coder_named(cast, case, PRIMA), coder_named(cast, case, SECUNDA)
    made = Twice(submitted, prima, secunda)
    made.code(prima, "WRK-01", HOURS, note=f"note {MARK}")
    made.code(prima, "CTL-01", PAPERS)
    actor = register_actor(by=prima, case=case, kind="unknown", name="the manager")
    made.code(prima, "WRK-04", DAYS_OFF, actor=actor)
    finish_coding(by=prima, testimony=submitted)
    made.read()
    return made


@pytest.fixture
@replayed
def twice(once: Twice) -> Twice:
    """Both have finished: they agree on the hours, name the papers otherwise, and the days off only the first saw."""
    second = once.take()
    once.code(once.second, "WRK-01", HOURS)
    once.code(once.second, "CTL-02", PAPERS)
    once.finish_second(second)
    once.read()
    return once
