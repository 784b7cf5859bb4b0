"""A second coding that has begun."""

import pytest

from cases.accounts.models import User
from cases.casework.models import Case
from cases.coding import selection
from cases.coding.actions import take_second_coding
from cases.coding.models import CodingRound
from tests.conftest import Cast
from tests.quoting import coded, handed_in


def second_coding(cast: Cast, case: Case, coder: User, interviewer: User, mark: str = "") -> CodingRound:
    """The second coding of an interview of its own; the coder is on the case's team."""
    testimony = handed_in(cast, case, interviewer=interviewer, mark=mark)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(selection, "FIRST", 1000)
        coded(cast, case, testimony)
    return take_second_coding(by=coder, testimony=testimony)
