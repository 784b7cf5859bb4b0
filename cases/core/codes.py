"""Internal codes: a prefix and a running number, given out once."""

from collections.abc import Sequence

from .models import CodeCounter, Record


def next_code(prefix: str) -> str:
    """The next code of a kind of record."""
    return _code(prefix, _take_numbers(prefix, 1))


def give(prefix: str, rows: Sequence[Record]) -> None:
    """Running codes for many new rows, in their order."""
    first = _take_numbers(prefix, len(rows))
    for number, row in enumerate(rows, start=first):
        row.code = _code(prefix, number)


def _take_numbers(prefix: str, count: int) -> int:
    """The first of ``count`` running numbers that nobody else gets."""
    CodeCounter.objects.get_or_create(prefix=prefix)
    counter = CodeCounter.objects.select_for_update().get(prefix=prefix)
    counter.last += count
    counter.save()
    return counter.last - count + 1


def _code(prefix: str, number: int) -> str:
    return f"{prefix}-{number:03}"
