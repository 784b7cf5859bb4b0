"""Search by words, the same for every list."""

import re
import unicodedata
from collections.abc import Callable, Iterable
from typing import TypeVar

from django.db.models import Model, QuerySet

Row = TypeVar("Row", bound=Model)

_BETWEEN_THOUSANDS = re.compile(r"(?<=\d)[ ,.](?=\d{3}(?!\d))")


def with_words(rows: QuerySet[Row], words: str, told: Callable[[Row], Iterable[str]]) -> QuerySet[Row]:
    """The rows whose texts hold every word, in any language. One statement more.

    Compared here and not by the database: SQLite knows upper and lower case in English only.
    """
    wanted = folded(words).split()
    texts = {row.pk: folded(" ".join(told(row))) for row in rows}
    return rows.filter(pk__in=[key for key, text in texts.items() if all(word in text for word in wanted)])


def folded(text: str) -> str:
    """A text as the search compares it: one form of each letter, no case, ё as е, 50,000 and 50 000 as 50000."""
    plain = unicodedata.normalize("NFKC", text).casefold().replace("ё", "е")
    return _BETWEEN_THOUSANDS.sub("", plain)
