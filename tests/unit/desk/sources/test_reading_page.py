"""A source read line by line: repeats in words, claims and accounts beside their lines, copies."""

from http import HTTPStatus
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cases.casework.models import Case
from cases.core.models import AuditEvent
from cases.intake.actions import edit_source, log_press_account, record_context_figure, register_source
from cases.intake.models import Source
from cases.witnesses.actions import register_group
from tests.conftest import Cast
from tests.integration.tables import READ_LOGS, row_counts
from tests.sign_in import signed_in
from tests.unit.desk.sources.reader import CLAIM, reading, text_of
from tests.unit.intake.test_repeats import ARTICLE, BLOCK

MOST_STATEMENTS = 25
"""Of the reading page, whatever the source holds (21 on SQLite)."""


def test_lines_are_numbered_and_repeats_said_in_words(cast: Cast, source: Source) -> None:
    shown = text_of(signed_in(cast.coder), reading(source))
    assert "Line 4 repeats line 2: do not record it twice." in shown
    assert "Lines 13 to 18 repeat lines 7 to 12: do not record them twice." in shown
    assert 'id="line-18"' in shown
    assert 'id="line-3"' not in shown
    assert "Repeats line 8." in shown
    assert "?line=7#line-7" in shown
    assert "?line=13#line-13" not in shown


def test_page_opens_every_text_it_compares_under_one_event(cast: Cast, source: Source) -> None:
    other = register_source(
        by=cast.coder, case=source.case, kind="press", title="Other", language="en", text="\n".join(BLOCK[:2])
    )
    client, before = signed_in(cast.coder), AuditEvent.objects.latest("seq").seq
    assert f"Shares 2 paragraphs with {other.code}: perhaps copied." in text_of(client, reading(source))
    (event,) = AuditEvent.objects.filter(seq__gt=before, action="sealed.open")
    assert str(source.pk) in str(event.body)
    assert str(other.pk) in str(event.body)
    assert "fell" not in str(event.body)


def take_from(cast: Cast, source: Source, number: int) -> None:
    figure: Any = {"kind": "statement", "measure": {"en": f"claim {number}"}, "locator": f"line {number}"}
    record_context_figure(by=cast.coder, source=source, **figure)
    group = register_group(by=cast.coder, case=source.case)
    log_press_account(by=cast.coder, source=source, group=group, locator=f"line {number}")
    other = register_source(by=cast.coder, case=source.case, kind="press", title="x", language="en", text=ARTICLE)
    record_context_figure(by=cast.coder, source=other, **figure)


def test_number_of_statements_does_not_grow(cast: Cast, source: Source) -> None:
    client, counts = signed_in(cast.coder), []
    for numbers in ((5,), (6, 7, 8, 9)):
        for number in numbers:
            take_from(cast, source, number)
        with CaptureQueriesContext(connection) as statements:
            client.get(reading(source))
        counts.append(len(statements))
    assert counts[0] == counts[1]
    assert counts[0] <= MOST_STATEMENTS


def test_source_of_another_team_is_not_there(cast: Cast, source: Source) -> None:
    for client in (signed_in(cast.stranger), signed_in(cast.administrator)):
        for answer in (client.get(reading(source)), client.post(reading(source), CLAIM)):
            assert answer.status_code == HTTPStatus.NOT_FOUND


@pytest.mark.parametrize("who", ["legal", "dpo"])
def test_who_only_reads_finds_nothing_to_record(cast: Cast, source: Source, who: str) -> None:
    client = signed_in(getattr(cast, who))
    shown = text_of(client, f"{reading(source)}?line=7")
    assert BLOCK[0] in shown
    assert '<form method="post" class="claim"' not in shown
    assert "Log an account" not in shown
    before = row_counts(without=READ_LOGS)
    assert client.post(reading(source), CLAIM).status_code == HTTPStatus.METHOD_NOT_ALLOWED
    assert client.post(reading(source), {"text": "other"}).status_code == HTTPStatus.METHOD_NOT_ALLOWED
    assert row_counts(without=READ_LOGS) == before


def test_text_is_pasted_once(cast: Cast, case: Case) -> None:
    source = register_source(by=cast.coder, case=case, kind="report", title="A report", language="en")
    client = signed_in(cast.coder)
    assert "No text is stored yet" in text_of(client, reading(source))
    assert "required" in client.post(reading(source), {"text": " \n"}).content.decode()
    assert client.post(reading(source), {"text": ARTICLE}).headers["Location"] == reading(source)
    answer = client.post(reading(source), {"text": "ANOTHERTEXT"}, follow=True).content.decode()
    assert "has its text already" in answer
    assert "ANOTHERTEXT" not in answer
    assert BLOCK[0] in answer


def test_chain_of_copies_stands_on_the_page(cast: Cast, source: Source) -> None:
    root = register_source(by=cast.coder, case=source.case, kind="report", title="The root", language="en")
    edit_source(by=cast.coder, source=source, derived_from=root)
    client = signed_in(cast.coder)
    assert f"its root is {root.code}" in text_of(client, reading(source))
    assert "1 source was copied from this one" in text_of(client, reading(root))


def test_page_of_a_source_leads_to_its_text(cast: Cast, source: Source) -> None:
    assert reading(source) in text_of(signed_in(cast.coder), reverse("admin:cases_source_change", args=[source.pk]))


@pytest.mark.parametrize("line", ["7", "3", "999", "9" * 40, "-1", "x", "²", ""])
def test_any_line_may_be_asked_for(cast: Cast, source: Source, line: str) -> None:
    shown = text_of(signed_in(cast.coder), f"{reading(source)}?line={line}")
    assert ("Record a claim from line 7" in shown) is (line == "7")
