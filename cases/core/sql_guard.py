"""Which tables a piece of work touches: for the audit of a release, whose pages may read published tables only."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

from django.apps import apps
from django.db import connection

_NAMED = re.compile(r"\b(?:FROM|JOIN|INTO|UPDATE)\s+(?:ONLY\s+)?[\"`]?(\w+)", re.IGNORECASE)
_WORD = re.compile(r"\w+")


@contextmanager
def watched_tables() -> Iterator[set[str]]:
    """Collect the table of every statement made inside: those after FROM and its like, and any other of ours it names."""
    touched: set[str] = set()

    def look(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        touched.update(_tables(sql))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(look):
        yield touched


@cache
def _known() -> frozenset[str]:
    return frozenset(model._meta.db_table for model in apps.get_models(include_auto_created=True))


def _tables(sql: str) -> set[str]:
    return {*_NAMED.findall(sql), *(_known() & set(_WORD.findall(sql)))}
