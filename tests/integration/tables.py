"""How many rows each table holds, read below the ORM: what a refused or a reading step must leave as it was."""

from django.db import connection

READ_LOGS = frozenset({"cases_auditevent", "cases_auditmention", "django_session", "usersessions_usersession"})
"""What reading may add to: the chain says who read, and signing in opens a session."""


def row_counts(*, without: frozenset[str] = frozenset()) -> dict[str, int]:
    """Rows by table, for every table of the database."""
    with connection.cursor() as cursor:
        tables = sorted(set(connection.introspection.table_names(cursor)) - without)
        counts = {}
        for table in tables:
            cursor.execute(f'SELECT COUNT(*) FROM "{table}"')  # noqa: S608  (the names come from the database itself)
            counts[table] = cursor.fetchone()[0]
    return counts
