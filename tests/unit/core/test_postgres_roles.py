"""Three PostgreSQL roles: what each is refused, and that the work goes on under the narrow ones."""

import os
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.utils import timezone

from cases.core import audit, postgres_roles
from cases.core.audit import Entry
from cases.core.models import AuditEvent
from cases.core.triggers import APPEND_ONLY_TABLES
from cases.evidence.actions import attach_evidence
from cases.intake.models import Testimony
from cases.published.data import File
from cases.releases.actions import attach_files, freeze_slot, set_site, start_series
from cases.witnesses.actions import assess_risk
from tests.conftest import Cast
from tests.releasing import sign_one

PREFIX = f"test_{os.getpid()}"
ON_POSTGRES = pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no roles")
Connect = Callable[[str], Any]


def setup_postgres(*arguments: str) -> tuple[int, str]:
    out = StringIO()
    try:
        call_command("setup_postgres", "--prefix", PREFIX, *arguments, stdout=out, stderr=out)
    except CommandError as error:
        return error.returncode, str(error)
    return 0, out.getvalue()


@pytest.fixture
def connect(transactional_db: None) -> Iterator[Connect]:
    """The roles are made; a new connection as one of them, with the password that was printed."""
    code, said = setup_postgres()
    assert code == 0
    passwords = dict(re.findall(rf"^-- ({PREFIX}_\w+): (\S+)$", said, flags=re.MULTILINE))
    assert len(passwords) == 3
    opened = []

    def connected(role: str) -> Any:
        import psycopg

        settings = connection.settings_dict
        opened.append(
            psycopg.connect(
                host=settings["HOST"],
                port=settings["PORT"] or 5432,
                dbname=settings["NAME"],
                user=f"{PREFIX}_{role}",
                password=passwords[f"{PREFIX}_{role}"],
                autocommit=True,
            )  # fmt: skip
        )
        return opened[-1]

    yield connected
    for one in opened:
        one.close()
    drop_roles()


def drop_roles() -> None:
    """Roles are of the whole cluster: none may stay."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolname FROM pg_roles WHERE rolname LIKE %s", [f"{PREFIX}\\_%"])
        for (role,) in cursor.fetchall():
            cursor.execute(f'REASSIGN OWNED BY "{role}" TO CURRENT_USER')
            cursor.execute(f'DROP OWNED BY "{role}"')
            cursor.execute(f'DROP ROLE "{role}"')


def refused(connected: Any, statement: str) -> bool:
    import psycopg

    try:
        connected.execute(statement)
    except psycopg.errors.InsufficientPrivilege:
        return True
    return False


@contextmanager
def acting_as(role: str) -> Iterator[None]:
    """Django's own connection with the rights of a role."""
    with connection.cursor() as cursor:
        cursor.execute(f'SET ROLE "{PREFIX}_{role}"')
        try:
            yield
        finally:
            cursor.execute("RESET ROLE")


def tables() -> list[str]:
    return sorted(connection.introspection.table_names())


@pytest.mark.skipif(connection.vendor == "postgresql", reason="PostgreSQL has roles")
def test_sqlite_is_refused_with_a_sentence(db: None) -> None:
    code, said = setup_postgres()
    assert code == 2
    assert "Roles are for PostgreSQL" in said


@ON_POSTGRES
@pytest.mark.parametrize("prefix", ["", "1x", "Case", "a b", 'a"b', "x" * 60, "a;drop"])
def test_prefix_that_is_no_name_is_refused(db: None, prefix: str) -> None:
    with pytest.raises(CommandError, match="The prefix is"):
        call_command("setup_postgres", "--prefix", prefix)


@ON_POSTGRES
def test_print_carries_out_nothing(db: None) -> None:
    code, said = setup_postgres("--print")
    assert code == 0
    assert f'CREATE ROLE "{PREFIX}_app"' in said
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_roles WHERE rolname LIKE %s", [f"{PREFIX}%"])
        assert cursor.fetchone() == (0,)


@ON_POSTGRES
def test_passwords_stand_in_no_statement(db: None) -> None:
    """The server's log of statements shows what it stores anyway."""
    setup = postgres_roles.plan(PREFIX)
    text = "\n".join(setup.statements)
    assert text.count("SCRAM-SHA-256$") == 3
    assert [password for password in setup.passwords.values() if password in text] == []


@ON_POSTGRES
@pytest.mark.parametrize("table", APPEND_ONLY_TABLES)
def test_app_adds_to_append_only_tables_and_no_more(connect: Connect, table: str) -> None:
    app = connect("app")
    app.execute(f"SELECT count(*) FROM {table}")  # noqa: S608
    column = next(iter(app.execute(f"SELECT * FROM {table} LIMIT 0").description)).name  # noqa: S608
    tried = {
        statement: refused(app, statement)
        for statement in (
            f"UPDATE {table} SET {column} = {column}",  # noqa: S608
            f"DELETE FROM {table}",  # noqa: S608
            f"TRUNCATE {table} CASCADE",
            f"ALTER TABLE {table} DISABLE TRIGGER ALL",
            f"DROP TRIGGER {table}_refuses_update ON {table}",
            f"ALTER TABLE {table} ADD COLUMN x int",
            f"DROP TABLE {table} CASCADE",
            f"CREATE TRIGGER x BEFORE INSERT ON {table} EXECUTE FUNCTION refuse_change()",
            "CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$",
            "DROP FUNCTION refuse_change CASCADE",
            "SET session_replication_role = replica",
            f'SET ROLE "{PREFIX}_owner"',
            "CREATE TABLE x (y int)",
            "CREATE TEMPORARY TABLE x (y int)",
            "CREATE SCHEMA x",
            "CREATE ROLE x",
            "COPY cases_auditevent TO PROGRAM 'true'",
        )
    }
    assert [statement for statement, was_refused in tried.items() if not was_refused] == []


@ON_POSTGRES
def test_app_does_the_work(connect: Connect, cast: Cast, cleared: Testimony) -> None:
    """Writes, sealed files, consents, a whole release with its locks and approvals, and the chain."""
    assert cleared.witness is not None
    with acting_as("app"):
        attach_evidence(by=cast.coder, case=cleared.case, content=b"x", name="x")
        assess_risk(
            by=cast.interviewer, witness=cleared.witness, assessed_on=timezone.localdate(), level="low", threats="y"
        )
        set_site(by=cast.administrator, organisation="Casetracker tests")
        draft = freeze_slot(by=cast.advocacy, series=start_series(by=cast.dpo, first_slot=timezone.localdate()))
        attach_files(by=cast.advocacy, draft=draft, files=[File("release.json", "application/json", b"{}")])
        sign_one(cast.lead, draft, "lead")
        sign_one(cast.dpo, draft, "dpo")
        audit.append(Entry("test.one", None))
        assert list(audit.problems()) == []
    assert AuditEvent.objects.latest("seq").action == "test.one"


@ON_POSTGRES
def test_public_reads_what_is_published_and_nothing_else(connect: Connect) -> None:
    public = connect("public")
    assert len(tables()) > 40
    wrong = []
    for table in tables():
        readable = not refused(public, f'SELECT * FROM "{table}" LIMIT 1')  # noqa: S608
        if readable != table.startswith("published_"):
            wrong.append(table)
        for statement in (f'DELETE FROM "{table}"', f'INSERT INTO "{table}" DEFAULT VALUES', f'TRUNCATE "{table}"'):  # noqa: S608
            if not refused(public, statement):
                wrong.append(statement)
    assert wrong == []
    assert refused(public, "CREATE TABLE x (y int)")


@ON_POSTGRES
@pytest.mark.parametrize("role", ["public", "app"])
def test_nobody_stores_what_stands_in_no_table(connect: Connect, role: str) -> None:
    """PostgreSQL lets every role make large objects: a public process that was taken over could fill the disk."""
    connected = connect(role)
    for call in ("lo_creat(-1)", "lo_create(0)", "lo_from_bytea(0, 'x')", "lo_put(1, 0, 'x')", "lowrite(0, 'x')"):
        assert refused(connected, f"SELECT {call}"), call


@ON_POSTGRES
def test_public_cannot_hold_up_the_staff(connect: Connect) -> None:
    """Writers to the chain queue up at an advisory lock, whose number is no secret."""
    public = connect("public")
    for name in ("lock", "lock_shared", "xact_lock", "xact_lock_shared"):
        for arguments in ("1", "1, 2"):
            assert refused(public, f"SELECT pg_advisory_{name}({arguments})"), name
            assert refused(public, f"SELECT pg_try_advisory_{name}({arguments})"), name
    for role in ("app", "owner"):
        assert not refused(connect(role), "SELECT pg_advisory_xact_lock(1)")


@ON_POSTGRES
def test_public_pages_answer_under_the_public_role(connect: Connect, published_release: object, client: Client) -> None:
    with acting_as("public"):
        assert client.get("/en/").status_code == 200
        assert client.get("/en/releases/").status_code == 200


@ON_POSTGRES
def test_owner_makes_tables_and_is_no_superuser(connect: Connect) -> None:
    owner = connect("owner")
    try:
        owner.execute("CREATE TABLE later_table (y int); CREATE TABLE published_later (y int)")
        app, public = connect("app"), connect("public")
        app.execute("INSERT INTO later_table VALUES (1); UPDATE later_table SET y = 2; DELETE FROM later_table")
        assert refused(app, "DROP TABLE later_table")
        assert refused(public, "SELECT * FROM later_table")
        assert refused(public, "SELECT * FROM published_later")
        code, said = setup_postgres()
        assert code == 0
        assert "-- " not in said  # no new password
        public.execute("SELECT * FROM published_later")
        assert refused(public, "SELECT * FROM later_table")
        assert refused(owner, "CREATE ROLE x")
    finally:
        owner.execute("DROP TABLE IF EXISTS later_table, published_later")


@ON_POSTGRES
def test_setup_again_changes_no_right(connect: Connect) -> None:
    rights = (
        "SELECT table_name, grantee, privilege_type FROM information_schema.role_table_grants WHERE grantee LIKE %s"
    )

    def now() -> list[Any]:
        with connection.cursor() as cursor:
            cursor.execute(rights, [f"{PREFIX}%"])
            return sorted(cursor.fetchall())

    before = now()
    assert setup_postgres()[0] == 0
    assert now() == before
    connect("app").execute("SELECT 1")  # the password is the one of before


@ON_POSTGRES
def test_connection_without_the_right_is_refused(connect: Connect) -> None:
    with acting_as("app"):
        code, said = setup_postgres()
    assert code == 2
    assert "may not make roles" in said
