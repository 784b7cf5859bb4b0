"""The pages of identities: opened with a fresh second factor, left after five minutes, found by POST, exported once."""

import datetime as dt
from http import HTTPStatus
from typing import Any

import pyrage
import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cases.core.models import AuditEvent
from cases.witnesses.actions import (
    ScopeAnswer,
    allow_identity_export,
    ask_for_identity_export,
    assess_risk,
    record_consent,
    record_identity,
    register_witness,
)
from cases.witnesses.models import Identity, IdentityExport, IdentityRequest, MatchDecision, Witness
from tests.conftest import Cast
from tests.integration.conftest import page
from tests.replay import replayed
from tests.sign_in import signed_in

PLANTED = "김철수PLANTED"


@pytest.fixture
@replayed
def identity(cast: Cast, witness: Witness) -> Identity:
    return record_identity(by=cast.interviewer, witness=witness, name_hangul=PLANTED)


def opening(identity: Identity) -> str:
    return reverse("admin:open_identity", args=[identity.pk])


def text(answer: Any) -> str:
    return str(answer.content.decode())


def test_opened_page_leaves_by_itself_and_is_kept_nowhere(cast: Cast, identity: Identity) -> None:
    client = signed_in(cast.interviewer)
    assert PLANTED not in text(client.get(opening(identity)))
    answer = client.post(opening(identity), {"reason": "call back"})
    assert PLANTED in text(answer)
    assert answer.headers["Refresh"].startswith("300; url=/staff/")
    assert "no-store" in answer.headers["Cache-Control"]
    assert "call back" in text(client.get(opening(identity)))


def test_second_factor_of_an_hour_ago_is_asked_again(cast: Cast, identity: Identity) -> None:
    """Nothing is shown before, whatever is posted."""
    client = signed_in(cast.interviewer)
    session = client.session
    for record in session["account_authentication_methods"]:
        record["at"] -= 3600
    session.save()
    for answer in (client.get(opening(identity)), client.post(opening(identity), {"reason": "x"})):
        assert answer.status_code == HTTPStatus.FOUND
        assert answer.headers["Location"].startswith("/accounts/2fa/")
        assert "next=" in answer.headers["Location"]
    assert not AuditEvent.objects.filter(action="witnesses.open_identity").exists()


def test_a_second_factor_from_the_future_is_none(cast: Cast, identity: Identity) -> None:
    client = signed_in(cast.interviewer)
    session = client.session
    for record in session["account_authentication_methods"]:
        record["at"] += 3600
    session.save()
    assert client.post(opening(identity), {"reason": "x"}).status_code == HTTPStatus.FOUND


def test_no_other_page_opens_an_identity(cast: Cast, identity: Identity) -> None:
    """Above all not the steps of the record's own page, which ask for no second factor."""
    client = signed_in(cast.interviewer)
    for name in ("change", "history"):
        assert PLANTED not in text(client.get(page(Identity, name, identity.pk)))
    answer = client.post(page(Identity, "step", identity.pk, "open"), {"reason": "x"})
    assert answer.status_code == HTTPStatus.NOT_FOUND


@pytest.mark.parametrize("role", ["coder", "lead", "legal", "advocacy", "administrator", "stranger"])
def test_page_is_not_there_for_others(cast: Cast, identity: Identity, role: str) -> None:
    client = signed_in(getattr(cast, role))
    assert client.get(opening(identity)).status_code == HTTPStatus.NOT_FOUND
    assert client.post(opening(identity), {"reason": "x"}).status_code in (404, 405)


def test_at_high_risk_the_page_asks_and_the_lead_allows(cast: Cast, identity: Identity) -> None:
    assess_risk(by=cast.interviewer, witness=identity.witness, assessed_on=timezone.localdate(), level="high")
    interviewer, lead = signed_in(cast.interviewer), signed_in(cast.lead)
    assert "high risk" in text(interviewer.get(opening(identity)))
    assert PLANTED not in text(interviewer.post(opening(identity), {"reason": "call"}, follow=True))
    interviewer.post(opening(identity), {"reason": "call", "ask": "1"})
    asked = IdentityRequest.objects.get()
    assert "Somebody asks to open" in text(lead.get(reverse("admin:index")))
    lead.post(page(IdentityRequest, "step", asked.pk, "allow"))
    assert PLANTED in text(interviewer.post(opening(identity), {"reason": "call"}))


def test_name_is_looked_for_by_post_only(cast: Cast, identity: Identity) -> None:
    client = signed_in(cast.interviewer)
    url = reverse("admin:find_person")
    assert identity.witness.code not in text(client.get(url, {"name": PLANTED}))
    found = client.post(url, {"name": "Kim Ch'ŏl-su"})
    shown = text(client.post(url, {"name": PLANTED}))
    assert found.status_code == HTTPStatus.OK
    assert identity.witness.code in shown
    assert page(Witness, "change", identity.witness.pk) in shown


def test_a_new_name_like_an_old_one_leads_to_the_comparison(cast: Cast, identity: Identity) -> None:
    """The interviewer is told at once, says what they think, and the lead decides: one person from then on."""
    record_identity(by=cast.interviewer, witness=identity.witness, name_hangul="김철수")
    again = register_witness(by=cast.interviewer, case=identity.witness.case)
    client = signed_in(cast.interviewer)
    answer = client.post(page(Identity, "add"), {"witness": str(again.pk), "name_latin": "Kim Chol Su"})
    compare = reverse("admin:namesakes", args=[again.pk])
    assert answer.headers["Location"] == compare
    assert identity.witness.code in text(client.get(compare))
    posted = {"other": str(identity.witness.pk), "answer": "same", "match_reason": "same crew", "score": "0.96"}
    client.post(compare, posted)
    match = MatchDecision.objects.get()
    assert ({match.first, match.second}, match.score) == ({again, identity.witness}, 0.96)
    signed_in(cast.lead).post(page(MatchDecision, "step", match.pk, "same"))
    again.refresh_from_db()
    assert again.person == identity.witness.pk


def test_comparison_without_a_reason_stores_nothing(cast: Cast, identity: Identity) -> None:
    again = register_witness(by=cast.interviewer, case=identity.witness.case)
    record_identity(by=cast.interviewer, witness=again, name_hangul=PLANTED)
    compare = reverse("admin:namesakes", args=[again.pk])
    posted = {"other": str(identity.witness.pk), "answer": "same", "match_reason": " "}
    assert "Say why" in text(signed_in(cast.interviewer).post(compare, posted))
    assert not MatchDecision.objects.exists()


@pytest.fixture
def export(cast: Cast, identity: Identity) -> IdentityExport:
    today = timezone.localdate()
    record_consent(
        by=cast.interviewer, witness=identity.witness, given_on=today, form_version="1", language="ko", way="oral",
        scopes={"S4": ScopeAnswer("yes")},
    )  # fmt: skip
    export = ask_for_identity_export(
        by=cast.dpo, case=identity.witness.case, people=[identity.witness], kind="names", purpose="S4", recipient="x",
        recipient_key=str(pyrage.x25519.Identity.generate().to_public()), export_reason="x",
    )  # fmt: skip
    assess_risk(by=cast.dpo, witness=identity.witness, assessed_on=today, level="low", export=export)
    return allow_identity_export(by=cast.lead, identity_export=export)


def make(client: Client, export: IdentityExport) -> Any:
    return client.post(page(IdentityExport, "step", export.pk, "make"))


def test_sealed_file_comes_once_and_as_a_file(cast: Cast, export: IdentityExport) -> None:
    with time_machine.travel(timezone.now() + dt.timedelta(hours=25)):
        client = signed_in(cast.dpo)
        answer = make(client, export)
        assert answer.headers["Content-Disposition"] == f'attachment; filename="{export.code}.age"'
        assert answer.content.startswith(b"age-encryption.org/v1")
        assert make(client, export).status_code == HTTPStatus.FOUND


def test_export_takes_a_fresh_second_factor(cast: Cast, export: IdentityExport) -> None:
    with time_machine.travel(timezone.now() + dt.timedelta(hours=25)):
        client = signed_in(cast.dpo)
        session = client.session
        for record in session["account_authentication_methods"]:
            record["at"] -= 3600
        session.save()
        assert make(client, export).headers["Location"].startswith("/accounts/2fa/")
    export.refresh_from_db()
    assert export.made_at is None


def test_export_is_asked_for_by_codes(cast: Cast, export: IdentityExport) -> None:
    witness = export.people.get().witness
    posted = {
        "case": str(witness.case.pk), "kind": "names", "purpose": "S4", "recipient": "A court", "export_reason": "x",
        "recipient_key": str(pyrage.x25519.Identity.generate().to_public()), "people": f" {witness.code.lower()} ;",
    }  # fmt: skip
    client = signed_in(cast.dpo)
    assert client.post(page(IdentityExport, "add"), posted).status_code == HTTPStatus.FOUND
    assert IdentityExport.objects.count() == 2
    assert "There is no W-999 here" in text(client.post(page(IdentityExport, "add"), posted | {"people": "W-999"}))
