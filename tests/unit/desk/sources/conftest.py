"""A source with its text, and where it is read."""

import pytest

from cases.casework.models import Case
from cases.intake.actions import register_source
from cases.intake.models import Source
from tests.conftest import Cast
from tests.replay import replayed
from tests.unit.intake.test_repeats import ARTICLE


@pytest.fixture
@replayed
def source(cast: Cast, case: Case) -> Source:
    return register_source(by=cast.coder, case=case, kind="press", title="An article", language="en", text=ARTICLE)
