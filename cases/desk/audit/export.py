"""The filtered events as a file, taken away with a reason."""

from collections.abc import Iterator, Sequence

from django.utils import timezone
from django.utils.translation import gettext as _

from cases.documents.csvs import csv_text

from .rows import Row


def file_of(rows: Sequence[Row]) -> bytes:
    """CSV with a head in the reader's language."""
    head = [
        _("No."), _("When"), _("Who"), _("What"), _("Record"), _("Fields"), _("Found"), _("Reason"), _("Unusual"),
    ]  # fmt: skip
    return csv_text([head, *_lines(rows)])


def _lines(rows: Sequence[Row]) -> Iterator[list[str | int | None]]:
    for row in rows:
        when = timezone.localtime(row.at).isoformat(timespec="seconds")
        marks = "; ".join(str(mark) for mark in row.marks)
        texts = (row.person, row.what, row.record, row.fields)
        yield [row.seq, when, *texts, row.found, row.reason, marks]
