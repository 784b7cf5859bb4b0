"""Sessions of the test database."""

from django.db import connection


def end_other_sessions() -> None:
    """A thread of the live server may still hold a session when the last test ends; PostgreSQL then drops nothing."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
