"""Three PostgreSQL roles, each with no more rights than its process needs.

The owner has the tables and runs migrations. The application reads and writes rows, adds to append-only tables
without ever changing them, and changes no table. The public process reads what is published.
"""

import re
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction

from .errors import Refused
from .triggers import APPEND_ONLY_TABLES

PUBLISHED = "published_"
READ_ONLY_FOR_APP = frozenset({"django_migrations"})
_PREFIX = re.compile(r"^[a-z][a-z0-9_]{0,40}$")


@dataclass(frozen=True)
class Setup:
    """The statements that make the roles as they should be, and the passwords of those that are new."""

    statements: list[str]
    passwords: Mapping[str, str]


def plan(prefix: str) -> Setup:
    """What is to be done in this database; nothing is done yet. Carried out again, it
    only takes in what is new.

    Raises Refused when the database or the connection cannot have it.
    """
    _check(prefix)
    roles = [f"{prefix}_{name}" for name in ("owner", "app", "public")]
    there = {name for (name,) in _rows("SELECT rolname FROM pg_roles WHERE rolname = ANY(%s)", [roles])}
    passwords = {role: secrets.token_urlsafe(24) for role in roles if role not in there}
    statements = [*_roles(roles, passwords), *_database(roles), *_ownership(roles[0])]
    statements += [*_server_functions(roles[0], roles[1])]
    statements += [*_app_rights(roles[1]), *_public_rights(roles[2]), *_later_tables(roles[0], roles[1])]
    return Setup(statements, passwords)


def carry_out(setup: Setup) -> None:
    """All of it or nothing."""
    with transaction.atomic(), connection.cursor() as cursor:
        for statement in setup.statements:
            cursor.execute(statement)


def _check(prefix: str) -> None:
    if connection.vendor != "postgresql":
        raise Refused("Roles are for PostgreSQL: SQLite has none, whoever reads its file reads everything.")
    if not _PREFIX.match(prefix):
        raise Refused("The prefix is small letters, digits and underscores, a letter first: casetracker.")
    allowed = _rows("SELECT rolsuper FROM pg_roles WHERE rolname = current_user")
    if not allowed[0][0]:
        raise Refused("This connection may not make roles: set DATABASE_URL to a superuser's, for this command only.")
    if not _tables():
        raise Refused("The database is empty: run manage.py migrate first.")


def _roles(roles: Iterable[str], passwords: Mapping[str, str]) -> list[str]:
    limits = "LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS"
    made = [f"CREATE ROLE {_name(role)} {limits} PASSWORD '{_scrambled(role, passwords[role])}'" for role in passwords]
    return made + [f"ALTER ROLE {_name(role)} {limits}" for role in roles if role not in passwords]


def _database(roles: Iterable[str]) -> list[str]:
    """Nobody else connects or makes tables."""
    database = _name(connection.settings_dict["NAME"])
    everyone = ", ".join(map(_name, roles))
    owner = everyone.split(", ")[0]
    return [
        f"REVOKE ALL ON DATABASE {database} FROM PUBLIC",
        f"GRANT CONNECT ON DATABASE {database} TO {everyone}",
        f"GRANT CREATE, TEMPORARY ON DATABASE {database} TO {owner}",
        "REVOKE ALL ON SCHEMA public FROM PUBLIC",
        f"REVOKE ALL ON SCHEMA public FROM {everyone}",
        f"GRANT USAGE, CREATE ON SCHEMA public TO {owner}",
        f"GRANT USAGE ON SCHEMA public TO {everyone}",
    ]


def _ownership(owner: str) -> list[str]:
    """Tables with their sequences, and the functions of the triggers."""
    functions = [
        name
        for (name,) in _rows(
            "SELECT p.oid::regprocedure::text FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace "
            "LEFT JOIN pg_depend d ON d.objid = p.oid AND d.deptype = 'e' WHERE n.nspname = 'public' AND d.objid IS NULL"
        )
    ]
    return [f"ALTER TABLE {_name(table)} OWNER TO {_name(owner)}" for table in _tables()] + [
        f"ALTER FUNCTION {function} OWNER TO {_name(owner)}" for function in functions
    ]


def _server_functions(owner: str, app: str) -> list[str]:
    """What the server offers to everybody: large objects are for nobody, since they stand outside every table;
    advisory locks, at which the writers to the audit chain queue up, are not for the public process."""
    offered = _rows(
        "SELECT oid::regprocedure::text, proname FROM pg_proc WHERE pronamespace = 'pg_catalog'::regnamespace "
        "AND (proname ~ '^lo_' OR proname IN ('loread', 'lowrite') OR proname ~ '^pg_(try_)?advisory_') ORDER BY 1"
    )
    queues = [function for function, name in offered if "_xact_lock" in name]
    return [f"REVOKE EXECUTE ON FUNCTION {function} FROM PUBLIC" for function, _name_alone in offered] + [
        f"GRANT EXECUTE ON FUNCTION {function} TO {_name(owner)}, {_name(app)}" for function in queues
    ]


def _app_rights(app: str) -> list[str]:
    kept = {*APPEND_ONLY_TABLES, *READ_ONLY_FOR_APP}
    return [
        f"REVOKE ALL ON ALL TABLES IN SCHEMA public FROM PUBLIC, {_name(app)}",
        f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {_name(app)}",
        *(f"REVOKE UPDATE, DELETE ON {_name(table)} FROM {_name(app)}" for table in _tables() if table in kept),
        *(f"REVOKE INSERT ON {_name(table)} FROM {_name(app)}" for table in _tables() if table in READ_ONLY_FOR_APP),
        f"GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {_name(app)}",
    ]


def _public_rights(public: str) -> list[str]:
    published = [table for table in _tables() if table.startswith(PUBLISHED)]
    return [
        f"REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {_name(public)}",
        f"REVOKE ALL ON ALL SEQUENCES IN SCHEMA public FROM {_name(public)}",
        *(f"GRANT SELECT ON {_name(table)} TO {_name(public)}" for table in published),
    ]


def _later_tables(owner: str, app: str) -> list[str]:
    """For tables that a later migration makes. What depends on their names takes this command once more."""
    for_owner = f"ALTER DEFAULT PRIVILEGES FOR ROLE {_name(owner)} IN SCHEMA public"
    return [
        f"{for_owner} GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {_name(app)}",
        f"{for_owner} GRANT USAGE ON SEQUENCES TO {_name(app)}",
    ]


def _tables() -> list[str]:
    return [name for (name,) in _rows("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename")]


def _scrambled(role: str, password: str) -> str:
    """The password as the server stores it, so that it stands in no log of statements."""
    connection.ensure_connection()
    handle: Any = connection.connection
    return str(handle.pgconn.encrypt_password(password.encode(), role.encode(), b"scram-sha-256").decode())


def _name(name: str) -> str:
    return str(connection.ops.quote_name(name))


def _rows(sql: str, values: Any = None) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return list(cursor.fetchall())
