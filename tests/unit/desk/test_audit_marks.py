"""Who saw what: what is odd stands out, with its reason."""

import datetime as dt
import uuid

import pytest
from django.test import Client
from django.urls import reverse

from cases.accounts.actions import reset_sign_in
from cases.core import audit
from cases.core.audit import Entry
from cases.desk.audit import page as audit_page
from cases.desk.audit import unusual
from cases.intake.models import Testimony
from tests.conftest import Cast
from tests.sign_in import signed_in
from tests.unit.desk.audit_rows import NOON, at, marks_of, reads, rows


@pytest.fixture
def dpo(cast: Cast) -> Client:
    return signed_in(cast.dpo)


@pytest.mark.parametrize(
    ("hour", "minute", "marked"), [(21, 59, False), (22, 0, True), (2, 0, True), (5, 59, True), (6, 0, False)]
)
def test_night_is_marked(cast: Cast, dpo: Client, hour: int, minute: int, marked: bool) -> None:
    with at(NOON.replace(hour=hour, minute=minute)):
        audit.append(Entry("sealed.open", cast.coder.pk, kind="read"), Entry("audit.anchor", None))
    by_program, by_person = rows(dpo, since="2026-03-01T00:00", until="2026-03-03T00:00")
    assert (str(unusual.AT_NIGHT) in marks_of(by_person)) is marked
    assert marks_of(by_program) == set()


@pytest.mark.parametrize(
    ("label", "action", "limit", "mark"),
    [
        ("identity", "witnesses.open_identity", 20, unusual.MANY_IDENTITIES),
        ("witness", "record.shown", 60, unusual.MANY_RECORDS),
    ],
)
def test_volume_within_an_hour_is_marked(
    cast: Cast, dpo: Client, label: str, action: str, limit: int, mark: object
) -> None:
    """The one over the limit and what follows; the same record again and again counts once."""
    reads(cast.coder, limit + 2, label=label, action=action)
    reads(cast.lead, limit, label=label, action=action)
    reads(cast.legal, 1, label=label, action=action, start=NOON + dt.timedelta(minutes=61))
    key = uuid.uuid4()
    for _number in range(limit + 2):
        with at(NOON):
            audit.append(Entry(action, cast.advocacy.pk, label, key, ["note"], kind="read"))
    asked = {"since": "2026-03-02T00:00", "until": "2026-03-02T23:00"}
    found = dict.fromkeys(("coder", "lead", "legal", "advocacy"), 0)
    for name in found:
        for row in rows(dpo, person=str(getattr(cast, name).pk), **asked):
            found[name] += str(mark) in marks_of(row)
    assert found == {"coder": 2, "lead": 0, "legal": 0, "advocacy": 0}


def test_hour_slides(cast: Cast, dpo: Client) -> None:
    """Not the hours of the clock: 15 identities before it strikes and 15 after are 30 within an hour."""
    reads(cast.coder, 15, label="identity", start=NOON - dt.timedelta(minutes=5))
    reads(cast.coder, 15, label="identity", start=NOON + dt.timedelta(minutes=5))
    reads(cast.coder, 15, label="identity", start=NOON + dt.timedelta(minutes=70))
    marked = [row for row in rows(dpo, since="2026-03-02T00:00") if str(unusual.MANY_IDENTITIES) in marks_of(row)]
    assert len(marked) == 10


def test_ten_refusals_within_an_hour_are_marked(cast: Cast, dpo: Client) -> None:
    for number in range(11):
        with at(NOON + dt.timedelta(minutes=number)):
            audit.append(Entry("record.not_shown", cast.stranger.pk, "witness", uuid.uuid4(), kind="refusal"))
    found = rows(dpo, kind="refusal", person=str(cast.stranger.pk))
    assert [str(unusual.MANY_REFUSALS) in marks_of(row) for row in found] == [True, True] + [False] * 9


def test_reading_outside_ones_cases_is_marked(cast: Cast, dpo: Client, testimony: Testimony) -> None:
    """As the team stands now: whoever broke the glass, or left the team, is marked."""
    with at(NOON):
        for user in (cast.stranger, cast.lead):
            audit.append(Entry("sealed.open", user.pk, "testimony", testimony.pk, ["account"], kind="read"))
    found = {row.person: str(unusual.OUTSIDE) in marks_of(row) for row in rows(dpo, until="2026-03-02T13:00")}
    assert found == {"lead": False, "stranger": True}


def test_clock_that_ran_backwards_is_marked(cast: Cast, dpo: Client) -> None:
    """And the event still stands where it was written, not where its time would hide it."""
    before = rows(dpo)[0].seq
    with at(NOON - dt.timedelta(days=4000)):
        audit.append(Entry("sealed.open", cast.coder.pk, kind="read"))
    newest = rows(dpo)[0:2]
    hidden = next(row for row in newest if row.seq > before + 0 and row.at.year < 2020)
    assert str(unusual.CLOCK_SET_BACK) in marks_of(hidden)
    assert list(audit.problems()) == []


def test_only_unusual_shows_each_marked_event(cast: Cast, dpo: Client) -> None:
    reads(cast.lead, 1, start=NOON)  # the clock runs backwards here
    reads(cast.coder, 70, start=NOON + dt.timedelta(seconds=1), label="witness")
    asked = {"since": "2026-03-02T12:00", "until": "2026-03-02T13:00"}
    found = rows(dpo, unusual="on", **asked)
    assert [row.person for row in found] == ["coder"] * 10 + ["lead"]
    assert all(row.marks for row in found)


def test_only_unusual_leads_further_back(cast: Cast, dpo: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """A part without any is no end."""
    reads(cast.lead, 1, start=NOON.replace(hour=23))
    reads(cast.coder, 30, start=NOON + dt.timedelta(days=1))
    monkeypatch.setattr(audit_page, "LOOKED_THROUGH", 10)
    asked = "since=2026-03-02T00:00&until=2026-03-03T23:00&unusual=on"
    address, found, steps = f"{reverse('admin:audit')}?{asked}", [], 0
    while address:
        answer = dpo.get(address)
        found += [row.person for row in answer.context["rows"]]
        address, steps = answer.context["older"], steps + 1
    assert found == ["lead"]
    assert steps == 4


def test_a_reset_sign_in_is_marked_and_the_dpo_is_told(cast: Cast, dpo: Client) -> None:
    """Whoever holds the new link signs in as that person: an administrator must not do it unseen."""
    index = reverse("admin:index")
    assert "new way to sign in" not in dpo.get(index).content.decode()
    reset_sign_in(by=cast.administrator, user=cast.lead, reason="lost phone")
    assert "new way to sign in" in dpo.get(index).content.decode()
    assert "new way to sign in" not in signed_in(cast.legal).get(index).content.decode()
    reset = [row for row in rows(dpo) if "reset" in row.what]
    assert str(unusual.BY_ITSELF["accounts.reset_sign_in"]) in marks_of(reset[0])
