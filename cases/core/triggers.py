"""Tables to which rows are added and never changed: the database itself refuses UPDATE, DELETE and TRUNCATE."""

from collections.abc import Sequence

from django.db.backends.base.base import BaseDatabaseWrapper

APPEND_ONLY_TABLES = (
    "cases_auditevent", "cases_custodyevent", "cases_consent", "cases_consentscope", "cases_ledgerentry",
    "cases_noisycell", "cases_series", "cases_releaseapproval", "cases_auditmention",
    "cases_minorsignature", "cases_erasurecertificate", "cases_auditreport", "cases_releaserejection",
    "cases_quoteclearance", "cases_noisecertificate", "cases_productfile",
)  # fmt: skip
_MESSAGE = "append-only: rows of this table are never changed or deleted"


def install(connection: BaseDatabaseWrapper, tables: Sequence[str] = APPEND_ONLY_TABLES) -> None:
    """Put the triggers on append-only tables; a migration names those that exist by then."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS "
                f"$$ BEGIN RAISE EXCEPTION '{_MESSAGE}'; END $$"
            )
        for table in tables:
            for statement in _create(connection.vendor, table):
                cursor.execute(statement)


def remove(connection: BaseDatabaseWrapper, tables: Sequence[str] = APPEND_ONLY_TABLES) -> None:
    """Take the triggers away (to reverse the migration, and between tests that empty every table)."""
    with connection.cursor() as cursor:
        for table in tables:
            for event in _events(connection.vendor):
                on_table = f" ON {table}" if connection.vendor == "postgresql" else ""
                cursor.execute(f"DROP TRIGGER IF EXISTS {_name(table, event)}{on_table}")


def queue_up(connection: BaseDatabaseWrapper, key: object) -> None:
    """Let one transaction at a time work on a row that is never changed; SQLite has one writer at a time anyway.

    PostgreSQL's own row lock asks for the right to UPDATE, which the application's role does not hold there.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [str(key)])


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
