"""Hostile requests never meet a fault: a sample; tests/proof/test_fuzz.py makes the whole number."""

import pytest
from django.test import Client

from cases.core.url_policies import Policy
from cases.published.models import PublishedCase, PublishedRelease
from tests.conftest import Cast
from tests.fuzzing import PUBLISHED, READING, addresses, faults
from tests.integration.conftest import SignIn
from tests.integration.records import Records


@pytest.mark.slow
def test_public_addresses(published_press_case: PublishedCase, published_release: PublishedRelease) -> None:
    """20 requests each."""
    known = [published_press_case.slug, published_release.pk, *PUBLISHED]
    assert faults(Client(), addresses(Policy.PUBLIC), each=20, seed=1, known=known, verbs=READING) == []


@pytest.mark.slow
def test_sign_in_and_account_addresses(cast: Cast, sign_in: SignIn) -> None:
    """By a stranger and by somebody who is signed in; 15 requests each."""
    for seed, client in enumerate([Client(), sign_in(cast.interviewer)]):
        found = faults(client, addresses(Policy.SIGN_IN, Policy.ACCOUNT), each=15, seed=seed, known=["lead"])
        assert found == []


@pytest.mark.slow
def test_staff_addresses(cast: Cast, records: Records, sign_in: SignIn) -> None:
    """By somebody on the case's team, with records that are there; 4 requests each."""
    known = [str(record.pk) for record in records.values()] + ["submit", "open", "cases", "testimony"]
    assert faults(sign_in(cast.coder), addresses(Policy.STAFF), each=4, seed=3, known=known) == []
