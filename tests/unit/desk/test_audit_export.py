"""Who saw what, taken away: with a reason, as an event, and as nothing that a spreadsheet would run."""

import csv
import io
from http import HTTPStatus
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from cases.core import audit
from cases.core.audit import Entry
from cases.core.models import AuditEvent
from cases.desk.audit import page as audit_page
from tests.conftest import Cast
from tests.sign_in import signed_in
from tests.unit.desk.audit_rows import NOON, reads

FORMULAS = ["=1+1", " =1", "\u200b=1", "＝1", "+1", "-1", "@x", "|x", "\t=1", "\r=1", "\n=1", " ＠x"]


@pytest.fixture
def dpo(cast: Cast) -> Client:
    return signed_in(cast.dpo)


def export(client: Client, *, reason: str = "yearly review", **asked: str) -> Any:
    return client.post(reverse("admin:audit_export", query=asked), {"reason": reason})


def test_export_holds_the_filtered_rows_and_is_an_event(cast: Cast, dpo: Client) -> None:
    reads(cast.coder, 70, start=NOON)
    answer = export(dpo, person=str(cast.coder.pk), since="2026-03-02T12:00", until="2026-03-02T13:00")
    lines = list(csv.reader(io.StringIO(answer.content.decode())))
    assert len(lines) == 71
    assert lines[1][2:4] == ["coder", "read sealed text"]
    assert "attachment" in answer.headers["Content-Disposition"]
    assert "no-store" in answer.headers["Cache-Control"]
    event = AuditEvent.objects.latest("seq")
    assert (event.action, event.subject_label) == ("record.exported", "auditevent")
    assert '"found":70' in event.body
    assert "yearly review" in event.body


@pytest.mark.parametrize("reason", ["", "   ", "x" * 301])
def test_export_without_a_reason_is_refused(cast: Cast, dpo: Client, reason: str) -> None:
    answer = export(dpo, reason=reason)
    assert answer.status_code == HTTPStatus.FOUND
    assert not AuditEvent.objects.filter(action="record.exported").exists()


def test_export_by_get_is_not_there(cast: Cast, dpo: Client) -> None:
    assert dpo.get(reverse("admin:audit_export")).status_code == HTTPStatus.NOT_FOUND


def test_export_of_too_much_is_refused(cast: Cast, dpo: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(audit_page, "MOST_EXPORTED", 3)
    assert export(dpo).status_code == HTTPStatus.FOUND
    assert not AuditEvent.objects.filter(action="record.exported").exists()


def test_export_without_a_csrf_token_is_refused(cast: Cast, dpo: Client) -> None:
    dpo.handler.enforce_csrf_checks = True
    assert export(dpo).status_code == HTTPStatus.FORBIDDEN
    assert not AuditEvent.objects.filter(action="record.exported").exists()


@pytest.mark.parametrize("text", FORMULAS)
def test_no_cell_of_the_export_is_a_formula(cast: Cast, dpo: Client, text: str) -> None:
    audit.append(Entry("sealed.open", cast.coder.pk, reason=text))
    lines = list(csv.reader(io.StringIO(export(dpo).content.decode())))
    cells = [cell for line in lines for cell in line]
    assert any(cell.startswith("'") for cell in cells)
    assert [cell for cell in cells if cell.lstrip(" \t\r\n\u200b")[:1] in tuple("=+-@|＝＠")] == []
