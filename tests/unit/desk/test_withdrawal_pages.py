"""The data-protection officer's pages: a withdrawal by telephone on one page, the decision after it, the certificate."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cases.casework.models import FollowUp
from cases.core.models import AuditEvent
from cases.desk.actions import seal_person, withdraw
from cases.desk.withdrawal import lines
from cases.evidence.actions import attach_evidence, open_evidence
from cases.intake.models import Testimony
from cases.witnesses.actions import decide_match, propose_match, register_witness
from cases.witnesses.models import ErasureCertificate, Scope, Withdrawal, Witness
from tests.conftest import Cast
from tests.integration.conftest import page
from tests.integration.tables import READ_LOGS, row_counts
from tests.sign_in import signed_in

NOTE = "afraid for her brother"


def given(**values: Any) -> dict[str, Any]:
    """What the form sends for a telephone call of today."""
    return {
        "received_on": timezone.localdate().isoformat(),
        "way": "phone",
        "what": "everything",
        "note": NOTE,
    } | values


def address(witness: Witness) -> str:
    return reverse("admin:withdraw", args=[witness.pk])


@pytest.fixture
def dpo(cast: Cast) -> Client:
    return signed_in(cast.dpo)


@pytest.fixture
def whole(cast: Cast, submitted: Testimony, witness: Witness) -> Withdrawal:
    """A person with a testimony and an opened file, who took everything back."""
    item = attach_evidence(by=cast.interviewer, case=submitted.case, testimony=submitted, content=b"a", name="a.txt")
    open_evidence(by=cast.lead, item=item, reason="x")
    return withdraw(by=cast.dpo, witness=witness, received_on=timezone.localdate(), way="phone", whole=True, note=NOTE)


# --- finding the person ---


def test_the_code_leads_to_the_page(dpo: Client, witness: Witness) -> None:
    answer = dpo.post(reverse("admin:withdrawals"), {"code": f" {witness.code.lower()} "})
    assert answer.headers["Location"] == address(witness)
    event = AuditEvent.objects.filter(action="record.searched").latest("seq")
    assert witness.code not in event.body


def test_an_unknown_code_says_so(cast: Cast, dpo: Client, witness: Witness) -> None:
    for code in ("W-999", "x", "", "김철수"):
        answer = dpo.post(reverse("admin:withdrawals"), {"code": code})
        assert answer.status_code == 200
        assert "errorlist" in answer.content.decode()


def test_somebody_from_a_public_source_promised_nothing(cast: Cast, dpo: Client, witness: Witness) -> None:
    press = register_witness(by=cast.coder, case=witness.case, stream="press", press_alias="Minho")
    assert "public source" in dpo.post(reverse("admin:withdrawals"), {"code": press.code}).content.decode()
    assert "public source" in dpo.get(address(press)).content.decode()
    assert address(press) not in dpo.get(page(Witness, "change", press.pk)).content.decode()


def test_the_record_has_a_link_for_the_dpo_alone(cast: Cast, dpo: Client, witness: Witness) -> None:
    assert address(witness) in dpo.get(page(Witness, "change", witness.pk)).content.decode()
    for other in (cast.interviewer, cast.lead):
        shown = signed_in(other).get(page(Witness, "change", witness.pk)).content.decode()
        assert address(witness) not in shown


# --- the page ---


def test_it_shows_all_that_is_touched_before_anything_happens(
    cast: Cast, dpo: Client, submitted: Testimony, witness: Witness
) -> None:
    item = attach_evidence(by=cast.interviewer, case=submitted.case, testimony=submitted, content=b"a", name="a.txt")
    open_evidence(by=cast.lead, item=item, reason="x")
    before = row_counts(without=READ_LOGS)
    text = dpo.get(address(witness)).content.decode()
    assert row_counts(without=READ_LOGS) == before
    for line in lines.LINES:
        assert str(line.where) in text
        assert str(line.when) in text
    for there in (submitted.code, item.code, "lead opened", "Nothing public changes now", "nobody outside can see"):
        assert there in text
    for scope in Scope:
        assert f'value="{scope.value}"' in text
    assert AuditEvent.objects.filter(action="record.shown", subject_uuid=witness.pk, actor_uuid=cast.dpo.pk).exists()


def test_it_takes_few_statements(
    dpo: Client, submitted: Testimony, witness: Witness, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(45):
        dpo.get(address(witness))


def test_everything_is_carried_out_and_what_is_left_is_listed(dpo: Client, witness: Witness) -> None:
    answer = dpo.post(address(witness), given(), follow=True)
    done = Withdrawal.objects.get()
    assert answer.redirect_chain == [(page(Withdrawal, "change", done.pk), 302)]
    assert (done.whole, done.way, done.received_on) == (True, "phone", timezone.localdate())
    text = answer.content.decode()
    for task in FollowUp.objects.filter(subject_uuid=done.pk):
        assert task.code in text
    assert "in 30 days" in text
    assert "Type the code again" in text
    assert NOTE not in "".join(AuditEvent.objects.values_list("body", flat=True))


def test_boxes_alone_are_enough(dpo: Client, witness: Witness) -> None:
    dpo.post(address(witness), given(what="", scopes=["S2", "S10"]))
    assert Withdrawal.objects.get().scopes == ["S2", "S10"]


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"what": ""}, "everything, or tick at least one"),
        ({"what": "some"}, "tick at least one"),
        ({"received_on": "2999-01-01"}, "lies in the future"),
        ({"received_on": "x"}, "valid date"),
        ({"way": "dream"}, "Select a valid choice"),
        ({"what": "some", "scopes": ["S99"]}, "Select a valid choice"),
    ],
)
def test_bad_input_says_why_and_does_nothing(dpo: Client, witness: Witness, values: dict[str, Any], said: str) -> None:
    before = row_counts(without=READ_LOGS)
    answer = dpo.post(address(witness), given(**values))
    assert answer.status_code == 200
    text = answer.content.decode()
    assert said in text
    assert "nothing was done yet" in text
    assert NOTE in text
    assert row_counts(without=READ_LOGS) == before


def test_a_second_time_leads_to_the_first(dpo: Client, whole: Withdrawal) -> None:
    text = dpo.get(address(whole.witness)).content.decode()
    assert "has taken everything back already" in text
    assert page(Withdrawal, "change", whole.pk) in text
    assert "Carry out" not in text
    dpo.post(address(whole.witness), given())
    assert Withdrawal.objects.count() == 1
    assert AuditEvent.objects.filter(action="desk.withdraw.refused").exists()


def test_duplicates_are_named(cast: Cast, dpo: Client, witness: Witness) -> None:
    twin = register_witness(by=cast.interviewer, case=witness.case)
    match = propose_match(by=cast.interviewer, first=witness, second=twin, answer="same", match_reason="alike")
    decide_match(by=cast.lead, match=match, answer="same")
    assert f"Also recorded as {twin.code}" in dpo.get(address(witness)).content.decode()
    dpo.post(address(witness), given())
    assert Witness.objects.filter(frozen_at=None).count() == 0
    assert "has taken everything back" in dpo.get(address(twin)).content.decode()


@pytest.mark.parametrize("role", ["interviewer", "coder", "lead", "legal", "advocacy", "administrator", "stranger"])
def test_nobody_else_finds_these_pages(cast: Cast, whole: Withdrawal, role: str) -> None:
    client = signed_in(getattr(cast, role))
    for path in (address(whole.witness), reverse("admin:withdrawals"), page(Withdrawal, "change", whole.pk)):
        for answer in (client.get(path), client.post(path, given())):
            assert answer.status_code == 404, path


def test_a_dpo_of_another_team_finds_nobody(cast: Cast, witness: Witness) -> None:
    from cases.accounts.actions import edit_user

    edit_user(by=cast.administrator, user=cast.stranger, roles=["dpo"])
    client = signed_in(type(cast.stranger).objects.get(pk=cast.stranger.pk))
    assert client.get(address(witness)).status_code == 404
    assert client.post(address(witness), given()).status_code == 404
    assert "You see no witness" in client.post(reverse("admin:withdrawals"), {"code": witness.code}).content.decode()
    assert AuditEvent.objects.filter(action="record.not_shown", subject_uuid=witness.pk).count() == 2


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL waits")
def test_a_busy_database_says_so(cast: Cast, witness: Witness) -> None:
    """SQLite has one writer; behind a long build the wait may end, and then nothing was done."""
    import sqlite3

    client = signed_in(cast.dpo)
    client.raise_request_exception = False
    builder = sqlite3.connect(connection.settings_dict["NAME"])
    builder.execute("BEGIN IMMEDIATE")
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout = 50")
    try:
        answer = client.post(address(witness), given())
    finally:
        builder.rollback()
        builder.close()
        connection.close()
    assert answer.status_code == 503
    assert "send the form again in a minute" in answer.content.decode()
    assert not Withdrawal.objects.exists()


# --- the decision ---


def test_the_list_waits_for_decisions(dpo: Client, whole: Withdrawal) -> None:
    assert page(Withdrawal, "change", whole.pk) in dpo.get(reverse("admin:withdrawals")).content.decode()
    found = dpo.get(page(Withdrawal, "changelist"), {"q": whole.witness.code})
    assert [row.pk for row in found.context["cl"].result_list] == [whole.pk]


def test_another_code_erases_nobody(dpo: Client, whole: Withdrawal) -> None:
    dpo.post(page(Withdrawal, "step", whole.pk, "erase"), {"reason": "W-999"})
    assert not ErasureCertificate.objects.exists()
    assert AuditEvent.objects.filter(action="desk.erase_person.refused").exists()


def test_the_code_erases_and_the_certificate_says_when_the_last_copies_go(dpo: Client, whole: Withdrawal) -> None:
    answer = dpo.post(page(Withdrawal, "step", whole.pk, "erase"), {"reason": whole.witness.code}, follow=True)
    certificate = ErasureCertificate.objects.get()
    assert answer.redirect_chain == [(reverse("admin:erasure_certificate", args=[certificate.pk]), 302)]
    text = answer.content.decode()
    assert certificate.backups_until.isoformat() in text
    assert "no series of releases was running" in text
    assert "testimonies: 1" in text
    assert NOTE not in text


def test_pages_of_an_erased_person_still_open(dpo: Client, whole: Withdrawal) -> None:
    dpo.post(page(Withdrawal, "step", whole.pk, "erase"), {"reason": whole.witness.code})
    certificate = ErasureCertificate.objects.get()
    paths = [page(Withdrawal, "change", whole.pk), page(ErasureCertificate, "change", certificate.pk)]
    paths += [page(Witness, "change", whole.witness.pk), address(whole.witness), page(Withdrawal, "changelist")]
    for path in [*paths, page(ErasureCertificate, "changelist")]:
        answer = dpo.get(path)
        assert answer.status_code == 200, path
        assert "Erase for ever" not in answer.content.decode()


def test_sealing_keeps_it_and_erasing_stays_possible(dpo: Client, whole: Withdrawal) -> None:
    dpo.post(page(Withdrawal, "step", whole.pk, "seal"), {"reason": "a court"})
    text = dpo.get(page(Withdrawal, "change", whole.pk)).content.decode()
    assert "a court" in text
    assert "Erase for ever" in text
    assert "hold-reason" not in text
    assert not FollowUp.objects.filter(kind=FollowUp.Kind.DECIDE_ERASURE, done_at=None).exists()


def test_a_part_is_not_decided(cast: Cast, dpo: Client, witness: Witness) -> None:
    part = withdraw(by=cast.dpo, witness=witness, received_on=timezone.localdate(), way="phone", scopes=["S2"])
    text = dpo.get(page(Withdrawal, "change", part.pk)).content.decode()
    assert "Erase for ever" not in text
    assert "S2 anonymous public statistics" in text


def test_nobody_else_finds_a_certificate(cast: Cast, dpo: Client, whole: Withdrawal) -> None:
    dpo.post(page(Withdrawal, "step", whole.pk, "erase"), {"reason": whole.witness.code})
    path = reverse("admin:erasure_certificate", args=[ErasureCertificate.objects.get().pk])
    for person in (cast.interviewer, cast.lead, cast.administrator, cast.stranger):
        assert signed_in(person).get(path).status_code == 404
    assert dpo.get(reverse("admin:erasure_certificate", args=[whole.pk])).status_code == 404


def test_a_record_under_a_hold_shows_since_when(cast: Cast, dpo: Client, whole: Withdrawal) -> None:
    seal_person(by=cast.dpo, withdrawal=whole, hold_reason="a court")
    listed = dpo.get(page(Withdrawal, "changelist"), {"decision__exact": "seal"}).content.decode()
    assert "sealed" in listed
