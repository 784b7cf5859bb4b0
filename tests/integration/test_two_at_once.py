"""Two people write in one record at the same moment: both are done, whatever the database, and none waits for ever.

Foreign keys are checked when a transaction ends, after the audit chain was locked: a lock on a record that stops such
a check would hold the one who waits for the chain, and PostgreSQL would end one of the two (a deadlock).
"""

import pytest

from cases.accounts.models import User
from cases.casework.actions import create_case, set_case_members
from cases.casework.models import Case
from cases.coding.actions import describe_event
from cases.coding.models import Event
from cases.intake.actions import edit_source, record_context_figure, register_source
from cases.intake.models import ContextFigure
from tests.conftest import Cast
from tests.editing import wrong_pairs
from tests.unit.core.threads import at_once

ROUNDS = 20


@pytest.mark.database
@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_one_edits_what_another_adds_to(cast: Cast) -> None:
    case = create_case(by=cast.coder, title="Work", slug="work")
    set_case_members(by=cast.coder, case=case, users=[cast.coder, cast.lead, cast.interviewer])
    source = register_source(by=cast.coder, case=case, kind="report", title="Report", language="en")
    coder, lead, interviewer = (User.objects.get(pk=one.pk) for one in (cast.coder, cast.lead, cast.interviewer))
    for number in range(ROUNDS):
        at_once(
            lambda number=number: edit_source(by=interviewer, source=source, note=f"read {number}"),  # type: ignore[misc]
            lambda: record_context_figure(by=lead, source=source, kind="statement", measure={"en": "x"}, locator="1"),
            lambda: describe_event(by=coder, case=case, summary="x"),
        )
    assert (ContextFigure.objects.count(), Event.objects.count()) == (ROUNDS, ROUNDS)
    source.refresh_from_db()
    assert source.note == f"read {ROUNDS - 1}"


@pytest.mark.django_db(transaction=True)
def test_two_people_save_one_record_at_once(cast: Cast, case: Case) -> None:
    """A sample of tests/proof/test_edits.py."""
    source = register_source(by=cast.coder, case=case, kind="report", title="T", language="en")
    assert wrong_pairs(cast, source, 20) == []
