"""People as numbers: one row a person, one byte a dimension or indicator."""

from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cases.releases.disclosure.errors import DisclosureError
from cases.releases.disclosure.schema import INDICATORS, Schema

Matrix = NDArray[np.uint8]
"""People × (dimensions + indicators). A dimension holds the place of its value, an indicator 1 when reported, else 0."""


def encode(schema: Schema, vectors: Iterable[Mapping[str, Any]]) -> Matrix:
    """The matrix of person vectors ``{dimension: value, …, "indicators": [codes reported]}``.

    Raises DisclosureError on a missing or unlisted key, a value that the schema lacks, two values in one dimension,
    and an unlisted or repeated indicator. Nothing is guessed: an unknown value is the schema's own ``unknown``.
    """
    places = {key: {value: place for place, value in enumerate(values)} for key, values in schema.dimensions.items()}
    rows = bytearray()
    for vector in vectors:
        if vector.keys() != {*schema.dimensions, INDICATORS}:
            raise DisclosureError("A person lacks a dimension or has one too many: give each of the schema's once.")
        rows += bytes(_place(places[key], vector[key], key) for key in schema.dimensions)
        rows += _reported(schema, vector[INDICATORS])
    return np.frombuffer(rows, dtype=np.uint8).reshape(-1, len(schema.keys))


def _place(places: Mapping[str, int], value: object, key: str) -> int:
    if not isinstance(value, str) or value not in places:
        raise DisclosureError(f"A person has no single value of the schema in “{key}”: give exactly one.")
    return places[value]


def _reported(schema: Schema, codes: object) -> bytes:
    if not isinstance(codes, list | tuple) or any(
        code not in schema.indicators or codes.count(code) > 1 for code in codes
    ):
        raise DisclosureError("A person has an unlisted or repeated indicator: give each of the schema's once.")
    return bytes(code in codes for code in schema.indicators)


def levels(schema: Schema, key: str) -> int:
    """How many numbers the column of a key can hold: the values of a dimension; 2 for an indicator."""
    return len(schema.dimensions[key]) if key in schema.dimensions else 2


def check_matrix(schema: Schema, matrix: Matrix) -> None:
    """Raise DisclosureError unless every number of the matrix stands for a value of the schema."""
    if matrix.dtype != np.uint8 or matrix.ndim != 2 or matrix.shape[1] != len(schema.keys):
        raise DisclosureError("The people are not encoded by this schema: encode them again.")
    for column, key in enumerate(schema.keys):
        if matrix[:, column].max(initial=0) >= levels(schema, key):
            raise DisclosureError(f"The people hold a value that “{key}” lacks: encode them with this schema.")
