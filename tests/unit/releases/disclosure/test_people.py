"""People as numbers: what is refused before it is counted."""

import numpy as np
import pytest

from cases.releases.disclosure.errors import DisclosureError
from cases.releases.disclosure.people import check_matrix, encode
from tests.unit.releases.disclosure.made import TINY, people, vector


def test_encode_one_byte_for_each_key() -> None:
    matrix = encode(TINY, [vector(), vector(colour="unknown", size="unknown", indicators=["B", "A"])])
    assert matrix.dtype == np.uint8
    assert matrix.tolist() == [[0, 0, 1, 0], [2, 1, 1, 1]]


def test_encode_nobody() -> None:
    assert encode(TINY, []).shape == (0, 4)


def test_encode_takes_a_generator() -> None:
    """A million people are never held as dictionaries."""
    assert len(encode(TINY, (vector() for _ in range(3)))) == 3


@pytest.mark.parametrize(
    "wrong",
    [
        {"size": "small", "indicators": []},
        {"colour": "red", "size": "small"},
        vector(shape="round"),
        vector(colour="green"),
        vector(colour=["red", "blue"]),
        vector(colour=("red",)),
        vector(colour=None),
        vector(colour=0),
        vector(colour=""),
        vector(indicators=["C"]),
        vector(indicators=["A", "A"]),
        vector(indicators="A"),
        vector(indicators=None),
        vector(indicators=[["A"]]),
    ],
)
def test_encode_refuses_what_is_not_one_value_each(wrong: dict[str, object]) -> None:
    """Two values in one dimension would touch more cells than the noise covers."""
    with pytest.raises(DisclosureError, match="A person "):
        encode(TINY, [vector(), wrong])


def test_refusal_never_names_the_value() -> None:
    """It may be logged."""
    with pytest.raises(DisclosureError) as refusal:
        encode(TINY, [vector(colour="secret-colour")])
    assert "secret-colour" not in str(refusal.value)


def test_matrix_of_another_schema_is_refused() -> None:
    good = people(TINY, 5)
    check_matrix(TINY, good)
    for bad in (good[:, :3], good.astype(np.int64), good[0], np.full_like(good, 2)):
        with pytest.raises(DisclosureError):
            check_matrix(TINY, bad)
