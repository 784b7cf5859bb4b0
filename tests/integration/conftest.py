"""Browsers of the cast, signed in, and one record of every kind."""

from collections.abc import Callable

import pytest
from django.db import models
from django.test import Client
from django.urls import reverse

from cases.accounts.models import User
from cases.casework.actions import create_case, set_case_members
from cases.casework.models import Case
from cases.coding.models import Act
from cases.intake.models import Testimony
from cases.releases.models import PressCaseDraft
from tests.conftest import Cast
from tests.integration.records import Records, of_own_case, press_case_with_draft
from tests.interviews import interviews
from tests.replay import replayed
from tests.sign_in import signed_in

SignIn = Callable[[User], Client]


@pytest.fixture
def sign_in() -> SignIn:
    """A browser in which a person has signed in."""
    return signed_in


@pytest.fixture
@replayed
def records(cast: Cast, act: Act) -> Records:
    """One record of each kind, of cases whose team is everybody but the stranger."""
    press = create_case(by=cast.coder, title="Press", slug="press")
    team = [cast.interviewer, cast.coder, cast.lead, cast.legal, cast.advocacy, cast.dpo]
    set_case_members(by=cast.coder, case=press, users=team)
    return {**of_own_case(cast, act), PressCaseDraft: press_case_with_draft(cast, press)}


@pytest.fixture
def several(cast: Cast, case: Case) -> list[Testimony]:
    """Three interviews of one case, in draft."""
    return interviews(cast, case, 3)


def page(model: type[models.Model], name: str, *arguments: object) -> str:
    """The address of a model's staff page."""
    return reverse(f"admin:cases_{model._meta.model_name}_{name}", args=arguments)
