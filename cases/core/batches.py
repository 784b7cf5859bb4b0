"""Many rows at once, in parts that one statement takes: SQLite allows a limited number of values."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

from django.db import models

T = TypeVar("T")
M = TypeVar("M", bound=models.Model)

BATCH = 500


def batches(rows: Sequence[T]) -> Iterator[Sequence[T]]:
    """The rows in parts that one statement takes."""
    return (rows[start : start + BATCH] for start in range(0, len(rows), BATCH))


def locked_all(rows: Iterable[M], *related: str) -> list[M]:
    """Many rows of one model as they stand now, in the same order and locked, with the rows they point to."""
    wanted = list(rows)
    found: dict[object, M] = {}
    for some in batches(wanted):
        # Prefetched, not joined: rows that point to the same one then share it.
        queryset = type(some[0])._base_manager.select_for_update(no_key=True).prefetch_related(*related)
        found |= queryset.in_bulk([row.pk for row in some])
    return [found[row.pk] for row in wanted]
