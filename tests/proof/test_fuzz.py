"""Hostile requests never meet a fault: 1,000 to every public, sign-in and account address, 40 to every staff one."""

import pytest
from django.test import Client

from cases.core.url_policies import Policy
from cases.published.models import PublishedCase, PublishedRelease
from tests.conftest import Cast
from tests.fuzzing import PUBLISHED, READING, addresses, faults
from tests.integration.conftest import SignIn, records, sign_in  # noqa: F401  (fixtures)
from tests.integration.records import Records


def test_public_addresses(published_press_case: PublishedCase, published_release: PublishedRelease) -> None:
    known = [published_press_case.slug, published_release.pk, *PUBLISHED]
    assert faults(Client(), addresses(Policy.PUBLIC), each=1000, seed=101, known=known, verbs=READING) == []


def test_sign_in_and_account_addresses(cast: Cast, sign_in: SignIn) -> None:  # noqa: F811
    for seed, client in enumerate([Client(), sign_in(cast.interviewer)], start=102):
        found = faults(client, addresses(Policy.SIGN_IN, Policy.ACCOUNT), each=1000, seed=seed, known=["lead", "dpo"])
        assert found == []


@pytest.mark.parametrize("role", ["interviewer", "coder", "lead", "dpo", "administrator"])
def test_staff_addresses(cast: Cast, records: Records, sign_in: SignIn, role: str) -> None:  # noqa: F811
    known = [str(record.pk) for record in records.values()] + ["submit", "open", "cases", "testimony", "witness"]
    assert faults(sign_in(getattr(cast, role)), addresses(Policy.STAFF), each=40, seed=104, known=known) == []
