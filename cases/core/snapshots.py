"""One state of the database for work that takes minutes and only reads."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection


@contextmanager
def one_state() -> Iterator[None]:
    """What others write meanwhile is not seen. The transaction only reads, so it holds up nobody who writes.

    ``atomic`` would not do: on SQLite it takes the one writer's place, on PostgreSQL each query sees what is newest.
    """
    if connection.in_atomic_block:  # which has its own view already
        yield
        return
    # Django finds this out in a transaction of its own, once: inside ours the answer would be a wrong no.
    _ = connection.features.supports_json_field
    postgresql = connection.vendor == "postgresql"
    with connection.cursor() as cursor:
        cursor.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY" if postgresql else "BEGIN DEFERRED")
        try:
            yield
        finally:
            cursor.execute("ROLLBACK")
