"""Tables to which rows are added and never changed: the database itself refuses UPDATE, DELETE and TRUNCATE."""

from django.db.backends.base.base import BaseDatabaseWrapper

APPEND_ONLY_TABLES = ("cases_auditevent", "cases_custodyevent", "cases_consent", "cases_consentscope")
_MESSAGE = "append-only: rows of this table are never changed or deleted"


def install(connection: BaseDatabaseWrapper) -> None:
    """Put the triggers on every append-only table."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS "
                f"$$ BEGIN RAISE EXCEPTION '{_MESSAGE}'; END $$"
            )
        for table in APPEND_ONLY_TABLES:
            for statement in _create(connection.vendor, table):
                cursor.execute(statement)


def remove(connection: BaseDatabaseWrapper) -> None:
    """Take the triggers away (to reverse the migration, and between tests that empty every table)."""
    with connection.cursor() as cursor:
        for table in APPEND_ONLY_TABLES:
            for event in _events(connection.vendor):
                on_table = f" ON {table}" if connection.vendor == "postgresql" else ""
                cursor.execute(f"DROP TRIGGER IF EXISTS {_name(table, event)}{on_table}")


def _events(vendor: str) -> tuple[str, ...]:
    return ("update", "delete", "truncate") if vendor == "postgresql" else ("update", "delete")


def _name(table: str, event: str) -> str:
    return f"{table}_refuses_{event}"


def _create(vendor: str, table: str) -> list[str]:
    if vendor == "postgresql":
        return [
            f"CREATE TRIGGER {_name(table, event)} BEFORE {event} ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
            for event in _events(vendor)
        ]
    return [
        f"CREATE TRIGGER {_name(table, event)} BEFORE {event} ON {table} BEGIN SELECT RAISE(ABORT, '{_MESSAGE}'); END"
        for event in _events(vendor)
    ]
