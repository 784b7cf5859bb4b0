"""Who saw what: whoever may not ask finds nothing, whoever may finds all of it."""

import datetime as dt
import uuid
from http import HTTPStatus

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings

from cases.casework.actions import create_case
from cases.casework.models import Case
from cases.core import audit
from cases.core.audit import Entry
from cases.core.models import AuditEvent
from cases.desk.audit import page as audit_page
from cases.intake.models import Testimony
from cases.witnesses.actions import register_witness
from cases.witnesses.models import Witness
from tests.conftest import Cast
from tests.sign_in import signed_in
from tests.unit.desk.audit_rows import NOON, at, reads, rows


@pytest.fixture
def dpo(cast: Cast) -> Client:
    return signed_in(cast.dpo)


@pytest.mark.parametrize("role", ["administrator", "interviewer", "coder", "lead", "legal", "advocacy"])
def test_page_is_not_there_for_others(cast: Cast, role: str) -> None:
    client = signed_in(getattr(cast, role))
    assert client.get(reverse("admin:audit")).status_code == HTTPStatus.NOT_FOUND
    assert client.post(reverse("admin:audit_export"), {"reason": "x"}).status_code == HTTPStatus.NOT_FOUND
    assert not AuditEvent.objects.filter(action__in=["record.searched", "record.exported"]).exists()


def test_page_is_listed_for_the_dpo_only(cast: Cast, dpo: Client) -> None:
    address = reverse("admin:audit")
    assert address in dpo.get(reverse("admin:index")).content.decode()
    assert address not in signed_in(cast.coder).get(reverse("admin:index")).content.decode()


def test_looking_is_a_search_itself(cast: Cast, dpo: Client) -> None:
    rows(dpo, person=str(cast.coder.pk))
    event = AuditEvent.objects.latest("seq")
    assert (event.action, event.actor_uuid, event.subject_label) == ("record.searched", cast.dpo.pk, "auditevent")
    assert str(cast.coder.pk) not in event.body


# --- filters ---


def test_filter_by_person(cast: Cast, dpo: Client) -> None:
    reads(cast.coder, 2)
    found = rows(dpo, person=str(cast.coder.pk))
    assert {row.person for row in found} == {"coder"}
    assert len(found) > 2


def test_filter_by_nobody(cast: Cast, dpo: Client) -> None:
    audit.append(Entry("audit.anchor", None))
    found = rows(dpo, person="nobody")
    assert [row.what for row in found] == ["anchored the audit chain"]


def test_filter_by_record_finds_it_beside_others(cast: Cast, dpo: Client, witness: Witness, case: Case) -> None:
    audit.append(
        Entry("sealed.open", cast.coder.pk, "witness", uuid.uuid4(), ["note"], [("witness", str(witness.pk), [])]),
        Entry("sealed.open", cast.coder.pk, "witness", uuid.uuid4(), ["note"]),
    )
    seqs = [row.seq for row in rows(dpo, record=witness.code.lower())]
    assert seqs == sorted(audit.events_of(witness.pk).values_list("seq", flat=True), reverse=True)
    last = AuditEvent.objects.filter(action="sealed.open").latest("seq").seq
    assert last not in seqs
    assert last - 1 in seqs


def test_code_of_no_record_is_an_error_and_no_search(cast: Cast, dpo: Client) -> None:
    before = AuditEvent.objects.count()
    answer = dpo.get(reverse("admin:audit"), {"record": "W-999"})
    assert "There is no record with this code" in answer.content.decode()
    assert answer.context["rows"] == []
    assert AuditEvent.objects.count() == before


def test_filter_by_time_is_in_the_zone_of_the_office(cast: Cast, dpo: Client, settings: Settings) -> None:
    settings.TIME_ZONE = "Asia/Seoul"
    timezone.get_default_timezone.cache_clear()
    try:
        reads(cast.coder, 1, start=NOON)
        assert [row.at for row in rows(dpo, since="2026-03-02T21:00", until="2026-03-02T21:00")] == [NOON]
        assert rows(dpo, since="2026-03-02T12:00", until="2026-03-02T12:00") == []
        text = dpo.get(reverse("admin:audit"), {"since": "2026-03-02T21:00"}).content.decode()
        assert "2026-03-02 21:00:00" in text
        assert "Asia/Seoul" in text
    finally:
        timezone.get_default_timezone.cache_clear()


@pytest.mark.parametrize(
    ("kind", "action"),
    [
        ("read", "sealed.open"),
        ("refusal", "record.not_shown"),
        ("sign_in", "accounts.sign_in_failed"),
        ("search", "record.exported"),
        ("write", "intake.edit_testimony"),
    ],
)
def test_filter_by_kind(cast: Cast, dpo: Client, kind: str, action: str) -> None:
    audit.append(
        Entry("sealed.open", cast.coder.pk, fields=["note"]),
        Entry("record.not_shown", cast.coder.pk, "witness", uuid.uuid4(), kind="refusal"),
        Entry("accounts.sign_in_failed", None, kind="sign_in"),
        Entry("record.exported", cast.coder.pk, "witness", found=3, kind="search"),
        Entry("intake.edit_testimony", cast.coder.pk, records=[("testimony", str(uuid.uuid4()), ["note"])]),
    )
    shown = {row.seq for row in rows(dpo, kind=kind)}
    newest = AuditEvent.objects.filter(action=action).latest("seq").seq
    assert newest in shown
    assert shown <= set(AuditEvent.objects.filter(kind=kind).values_list("seq", flat=True))


@pytest.mark.parametrize(
    "asked",
    [
        {"person": "x"},
        {"person": "' OR 1=1 --"},
        {"since": "yesterday"},
        {"kind": "all"},
        {"before": "-1"},
        {"before": "9" * 30},
        {"record": "x" * 300},
    ],
)
def test_filter_that_cannot_be_read_shows_nothing(cast: Cast, dpo: Client, asked: dict[str, str]) -> None:
    answer = dpo.get(reverse("admin:audit"), asked)
    assert answer.status_code == HTTPStatus.OK
    assert answer.context["rows"] == []


def test_pages_hold_every_event_once(cast: Cast, dpo: Client) -> None:
    reads(cast.coder, 120, start=NOON)
    address, seen = f"{reverse('admin:audit')}?person={cast.coder.pk}&since=2026-03-02T12:00&until=2026-03-02T13:00", []
    while address:
        answer = dpo.get(address)
        seen += [row.seq for row in answer.context["rows"]]
        assert len(answer.context["rows"]) <= audit_page.PER_PAGE
        address = answer.context["older"]
    assert len(seen) == 120
    assert seen == sorted(set(seen), reverse=True)


# --- what a row says ---


def test_row_says_who_what_which_record_and_fields(cast: Cast, dpo: Client, testimony: Testimony) -> None:
    audit.record_read("sealed.open", by=cast.lead, subject=testimony, fields=["account"], reason="second look")
    row = rows(dpo, record=testimony.code, person=str(cast.lead.pk))[0]
    assert (row.person, row.what, row.record) == ("lead", "read sealed text", testimony.code)
    assert (row.fields, row.reason) == ("account", "second look")


def test_record_is_a_link_only_where_it_may_be_seen(cast: Cast, dpo: Client, testimony: Testimony) -> None:
    other = create_case(by=cast.stranger, title="Another", slug="another")
    hidden = register_witness(by=cast.stranger, case=other, sex="male")
    found = {row.record: row.url for row in rows(dpo)}
    assert found[testimony.code] == reverse("admin:cases_testimony_change", args=[testimony.pk])
    assert found[hidden.code] == ""


def test_refusal_is_worded_as_one(cast: Cast, dpo: Client) -> None:
    audit.append(Entry("coding.code_act.refused", cast.coder.pk), Entry("coming.later", cast.coder.pk))
    assert [row.what for row in rows(dpo, person=str(cast.coder.pk))[:2]] == ["coming.later", "refused: coded an act"]


def test_markup_in_a_reason_is_text(cast: Cast, dpo: Client) -> None:
    audit.append(Entry("sealed.open", cast.coder.pk, reason="<script>alert(1)</script>"))
    text = dpo.get(reverse("admin:audit")).content.decode()
    assert "<script>alert" not in text
    assert "&lt;script&gt;alert" in text


def test_statements_do_not_grow_with_the_rows(cast: Cast, dpo: Client, testimony: Testimony) -> None:
    def statements(count: int) -> int:
        start = NOON + dt.timedelta(days=count)
        for number in range(count):
            with at(start + dt.timedelta(minutes=90 * number % 1000)):
                audit.append(Entry("sealed.open", cast.coder.pk, "testimony", testimony.pk, ["note"], kind="read"))
        asked = {"person": str(cast.coder.pk), "kind": "read", "since": f"{start:%Y-%m-%dT00:00}"}
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert len(rows(dpo, **asked)) >= min(count, audit_page.PER_PAGE)
        return len(queries)

    statements(1)
    assert statements(2) == statements(45)
