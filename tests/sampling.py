"""How much of a long walk is taken: a sample in ``make test``, the whole in ``make proof``."""

import os
import zlib
from collections.abc import Iterable
from typing import TypeVar

T = TypeVar("T")
WHOLE = os.environ.get("CASETRACKER_WHOLE") == "1"


def sample(items: Iterable[T], every: int) -> list[T]:
    """About every n-th, by a hash of its text, or all of them."""
    return [one for one in items if WHOLE or not zlib.crc32(str(one).encode()) % every]
