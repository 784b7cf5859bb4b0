"""How many SQL statements a page of the interview takes, and what it writes into the audit chain."""

import json

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cases.core.models import AuditEvent
from cases.intake.models import Testimony
from tests.unit.desk.logging.conftest import SAFETY, at, send

AROUND = (
    "django_session", "cases_user\"", "cases_roleassignment", "cases_usersession", "usersessions_", "cases_audit",
    "cases_installation", "cases_notification", "cases_lockdown", "SAVEPOINT", "BEGIN", "COMMIT", "SET CONSTRAINTS", "pg_advisory", "cases_datakey", "mfa_",
)  # fmt: skip
"""Sessions, the person who asks, their notifications, the chain, keys: every staff page asks for them."""


def own_statements(client: Client, url: str) -> list[str]:
    client.get(url)
    with CaptureQueriesContext(connection) as caught:
        assert client.get(url).status_code == 200
    return [query["sql"] for query in caught if not any(name in query["sql"] for name in AROUND)]


@pytest.fixture
def filled(client: Client, begun: Testimony) -> Testimony:
    """Something on every page."""
    send(client, "safety", begun, **SAFETY)
    send(client, "account", begun, account="x", language="ko")
    send(client, "questions", begun, **{"work-words": "x", "pay-words": "x", "hours-start": "6", "REC-words": "x"})
    send(client, "heavy", begun, **{"HLT-words": "x", "PHY-state": "not_so"})
    send(client, "close", begun, now="calm", words="x")
    return begun


@pytest.mark.parametrize(
    "name", ["start", "tasks", "safety", "account", "questions", "heavy", "files", "close", "check", "print"]
)
def test_a_page_takes_few_statements(client: Client, filled: Testimony, name: str) -> None:
    statements = own_statements(client, at(name, None if name == "start" else filled))
    assert len(statements) <= 12, "\n".join(statements)


@pytest.mark.parametrize("name", ["check", "print"])
def test_each_sealed_record_is_opened_once(client: Client, filled: Testimony, name: str) -> None:
    before = AuditEvent.objects.count()
    client.get(at(name, filled))
    events = AuditEvent.objects.order_by("seq")[before:]
    opened = [(e.subject_label, tuple(json.loads(e.body)["fields"])) for e in events if e.action == "sealed.open"]
    assert [label for label, _fields in opened].count("testimony") == 1
    assert len(opened) == len(set(opened))
