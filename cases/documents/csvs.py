"""CSV that no spreadsheet program mistakes for formulas."""

import csv
import io
import re
from collections.abc import Iterable, Sequence

_FORMULA = re.compile(r"[\s\u200b-\u200f\u2060\ufeff]*[=+\-@|＝＋－＠｜]|[\t\r\n]")
"""What a spreadsheet could run, also behind spaces and marks without width, and as a full-width twin."""


def csv_text(rows: Iterable[Sequence[str | float | None]]) -> bytes:
    """UTF-8 without a byte order mark, lines end in a line feed, also inside a field; None is an empty field.

    A text that a spreadsheet would run as a formula gets an apostrophe in front; numbers stay numbers.
    """
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\n").writerows([_safe(field) for field in row] for row in rows)
    return buffer.getvalue().encode()


def _safe(field: str | float | None) -> str | float | None:
    if not isinstance(field, str):
        return field
    # The csv module leaves a carriage return without quotes, and it would end the row.
    text = field.replace("\r\n", "\n").replace("\r", "\n")
    return f"'{text}" if _FORMULA.match(field) else text
