"""After an erasure: what the storage below the database still holds.

``secure_delete`` overwrites deleted rows inside SQLite's file, but old pages stay in the write-ahead log until it is
emptied. On PostgreSQL old versions of rows stay in the table's files until VACUUM, which the owner role runs.
"""

from collections.abc import Callable, Iterable

from django.db import connection


def scrub(removals: Iterable[Callable[[], None]]) -> None:
    """Remove what lies outside the database, and empty SQLite's write-ahead log."""
    for remove in removals:
        remove()
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
