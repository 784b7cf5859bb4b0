"""The database: reached, migrated, opened as it must be, and unable to change what is append-only."""

from collections.abc import Iterator

from django.conf import settings
from django.db import Error, connection
from django.db.migrations.executor import MigrationExecutor

from cases.core.models import Installation
from cases.core.triggers import APPEND_ONLY_TABLES, _events, _name

from .lines import Line, bad, good, poor

_SQLITE = {
    "journal_mode": "wal",
    "synchronous": "2",
    "secure_delete": "1",
    "recursive_triggers": "1",
    "foreign_keys": "1",
}


def published() -> Line:
    """All that the public half needs."""
    try:
        _rows("SELECT 1 FROM published_site LIMIT 1")
    except Error as error:
        remedy = "Check DATABASE_URL, and that its role may read the published tables (setup_postgres)."
        return bad(f"Published data cannot be read ({type(error).__name__}).", remedy)
    return good("Published data can be read.")


def reached() -> Line:
    """Whether it answers and has every table."""
    try:
        executor = MigrationExecutor(connection)
        missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except Error as error:
        return bad(f"The database does not answer ({type(error).__name__}).", "Start it, and check DATABASE_URL.")
    if missing:
        return bad(f"{len(missing)} migrations are not applied.", "Back the database up, then: manage.py migrate")
    return good(f"Database: {connection.vendor}, migrated.")


def lines(*, office: bool) -> Iterator[Line]:
    """What needs a database that answers."""
    yield kind()
    yield role(office=office) if connection.vendor == "postgresql" else pragmas()
    yield triggers()
    yield cache_table()


def kind() -> Line:
    found = Installation.objects.first()
    if found is None:
        return bad("This database is neither an office nor a demonstration.", "manage.py create_office, or demo")
    return good(f"Kind of database: {found.get_kind_display()}.")


def pragmas() -> Line:
    """As SQLite has them now, whatever the settings say."""
    wrong = [name for name, value in _SQLITE.items() if str(_rows(f"PRAGMA {name}")[0][0]).lower() != value]
    if wrong:
        return bad(f"SQLite works without: {', '.join(wrong)}.", "Put DATABASES in casetracker/settings.py back.")
    return good("SQLite keeps what it acknowledges and erases what is deleted.")


def role(*, office: bool) -> Line:
    """The program's role adds rows to the append-only tables and can do nothing else to them."""
    [[superuser]] = _rows("SELECT rolsuper FROM pg_roles WHERE rolname = current_user")
    owned = _rows("SELECT 1 FROM pg_tables WHERE schemaname = current_schema() AND tableowner = current_user LIMIT 1")
    too_much = [
        table
        for table in APPEND_ONLY_TABLES
        if _rows("SELECT has_table_privilege(current_user, %s, 'UPDATE, DELETE, TRUNCATE')", table)[0][0]
    ]
    if superuser or owned or too_much:
        return poor(
            "The program's database role could change the audit log.",
            "Make its role with manage.py setup_postgres and connect as that one (DATABASE_URL).",
            office=office,
        )
    return good("The program's database role can add to the audit log and change nothing in it.")


def triggers() -> Line:
    """Every append-only table refuses changes by itself."""
    if connection.vendor == "postgresql":
        sql = "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D'"
    else:
        sql = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    there = {name for [name] in _rows(sql)}
    wanted = {_name(table, event) for table in APPEND_ONLY_TABLES for event in _events(connection.vendor)}
    if missing := wanted - there:
        remedy = "Somebody took them away: ask who, verify the chain (verify_audit), and restore a backup elsewhere."
        return bad(f"{len(missing)} triggers are missing that keep append-only tables unchanged.", remedy)
    return good(f"{len(wanted)} triggers keep {len(APPEND_ONLY_TABLES)} tables append-only.")


def cache_table() -> Line:
    """Attempts to sign in are counted there."""
    table = settings.CACHES["default"].get("LOCATION", "")
    if table not in connection.introspection.table_names():
        return bad("The table of the cache is missing, so attempts to sign in are not counted.", "manage.py migrate")
    return good("Attempts to sign in are counted in the database.")


def _rows(sql: str, *values: str) -> list[tuple[object, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values or None)
        return list(cursor.fetchall())
