"""Requests that once met a fault; fuzzing found them."""

import pytest

from tests.conftest import Cast
from tests.integration.conftest import SignIn
from tests.integration.records import Records


@pytest.mark.parametrize(
    "address",
    [
        "/staff/cases/act/add/?testimony=%7B%25+load+x+%25%7D",
        "/staff/cases/act/add/?testimony=",
    ],
)
def test_odd_address_is_no_fault(cast: Cast, records: Records, sign_in: SignIn, address: str) -> None:
    client = sign_in(cast.coder)
    client.raise_request_exception = False
    assert client.get(address).status_code < 500


def test_odd_verb_is_no_fault(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in(cast.coder)
    client.raise_request_exception = False
    assert client.post("/staff/autocomplete/?model_name=x", {"a": "b"}).status_code == 404
