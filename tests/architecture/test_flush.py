"""Emptying the tables between tests leaves the append-only triggers in force."""

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction

from cases.core import audit
from cases.core.models import AuditEvent


@pytest.mark.django_db(transaction=True)
def test_triggers_stand_after_a_flush() -> None:
    """The chain can be emptied by the test runner, and still refuses a change afterwards."""
    audit.append(audit.Entry(action="test.before", actor=None))
    call_command("flush", verbosity=0, interactive=False)
    assert not AuditEvent.objects.exists()
    audit.append(audit.Entry(action="test.after", actor=None))
    for attempt in ("UPDATE cases_auditevent SET body = ''", "DELETE FROM cases_auditevent"):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(attempt)
    assert AuditEvent.objects.get().action == "test.after"
