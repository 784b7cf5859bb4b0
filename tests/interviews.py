"""Several interviews of one case."""

from cases.casework.models import Case
from cases.intake.actions import log_testimony
from cases.intake.models import Testimony
from cases.witnesses.actions import register_witness
from tests.conftest import ACCOUNT, Cast


def interviews(cast: Cast, case: Case, count: int) -> list[Testimony]:
    """Interviews with as many people, in draft."""
    people = [register_witness(by=cast.interviewer, case=case) for _number in range(count)]
    return [
        log_testimony(by=cast.interviewer, case=case, witness=person, language="ko", account=ACCOUNT)
        for person in people
    ]
