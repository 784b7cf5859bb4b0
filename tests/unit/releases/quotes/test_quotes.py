"""A quote is proposed by one person and cleared by two others, one by one, with consent S3 in force."""

import datetime as dt
from typing import Any

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from cases.accounts.actions import edit_user
from cases.accounts.models import User
from cases.casework.models import Case
from cases.core import records
from cases.core.errors import NotAllowed, Refused
from cases.core.models import AuditEvent
from cases.intake.models import Testimony
from cases.releases.actions import clear_quote, edit_quote, propose_quote, retire_quote
from cases.releases.models import Quote, QuoteClearance
from cases.vocabulary.loading import VocabularyFiles
from cases.witnesses.actions import ScopeAnswer, record_identity
from tests.conftest import Cast
from tests.quoting import COARSE, TEXTS, answer_s3, cleared_quote, proposed, quotable
from tests.replay import replayed


@pytest.fixture
@replayed
def told(cast: Cast, vocabulary: VocabularyFiles, case: Case) -> Testimony:
    return quotable(cast, case, name="김철수")


@pytest.fixture
@replayed
def quote(cast: Cast, told: Testimony) -> Quote:
    return proposed(cast, told)


def with_role(cast: Cast, user: User, *roles: str) -> User:
    return edit_user(by=cast.administrator, user=user, roles=list(roles))


def test_lead_and_dpo_clear_it(cast: Cast, quote: Quote) -> None:
    assert clear_quote(by=cast.lead, quote=quote, signature="lead").cleared_at is None
    assert clear_quote(by=cast.dpo, quote=quote, signature="dpo").cleared_at is not None
    hashes = set(QuoteClearance.objects.values_list("content_hmac", flat=True))
    assert len(hashes) == 1


# --- who ---


def test_the_proposer_clears_nothing(cast: Cast, told: Testimony) -> None:
    own = propose_quote(by=cast.lead, testimony=told, **TEXTS, **COARSE)  # type: ignore[arg-type]
    with pytest.raises(NotAllowed, match="that they proposed"):
        clear_quote(by=cast.lead, quote=own, signature="lead")


def test_the_database_itself_refuses_the_proposer(cast: Cast, quote: Quote) -> None:
    row = QuoteClearance(
        quote=quote, signature="lead", signer=cast.coder, proposed_by=cast.coder, content_hmac="0" * 64
    )
    with pytest.raises((IntegrityError, ValidationError)), transaction.atomic():
        _write(row, cast)


def test_one_person_with_both_roles_signs_once(cast: Cast, quote: Quote) -> None:
    both = with_role(cast, cast.lead, "lead", "dpo")
    clear_quote(by=both, quote=quote, signature="lead")
    with pytest.raises(NotAllowed, match="signed it already"):
        clear_quote(by=both, quote=quote, signature="dpo")


def test_two_leads_are_not_a_lead_and_a_dpo(cast: Cast, quote: Quote) -> None:
    clear_quote(by=cast.lead, quote=quote, signature="lead")
    another = with_role(cast, cast.legal, "lead")
    with pytest.raises(Refused, match="there already"):
        clear_quote(by=another, quote=quote, signature="lead")
    assert QuoteClearance.objects.count() == 1


def test_the_database_keeps_one_signature_of_each_kind(cast: Cast, quote: Quote) -> None:
    """Two leads in the same moment, past the lock: the second row is refused."""
    clear_quote(by=cast.lead, quote=quote, signature="lead")
    row = QuoteClearance(
        quote=quote, signature="lead", signer=cast.legal, proposed_by=cast.coder, content_hmac="0" * 64
    )
    with pytest.raises((IntegrityError, ValidationError)), transaction.atomic():
        _write(row, cast)


@pytest.mark.parametrize(("who", "signature"), [("lead", "dpo"), ("dpo", "lead"), ("lead", "coder"), ("dpo", "")])
def test_nobody_signs_in_a_role_that_they_do_not_hold(cast: Cast, quote: Quote, who: str, signature: str) -> None:
    with pytest.raises(NotAllowed):
        clear_quote(by=getattr(cast, who), quote=quote, signature=signature)


@pytest.mark.parametrize("who", ["interviewer", "coder", "legal", "advocacy", "administrator", "stranger"])
def test_others_clear_nothing(cast: Cast, quote: Quote, who: str) -> None:
    with pytest.raises(NotAllowed):
        clear_quote(by=getattr(cast, who), quote=quote, signature="lead")


def test_a_lead_of_another_team_clears_nothing(cast: Cast, quote: Quote) -> None:
    with_role(cast, cast.stranger, "lead")
    with pytest.raises(NotAllowed, match="team"):
        clear_quote(by=cast.stranger, quote=quote, signature="lead")


# --- what is proposed ---


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"original": "They killed him."}, "original"),
        ({"original": " "}, "original"),
        ({"text_ko": " "}, "text_ko"),
        ({"text_en": "a" * 601}, "text_en"),
        ({"indicator": "ILO"}, "indicator"),
        ({"indicator": "WRK-01"}, "indicator"),
        ({"sector": "concrete pouring"}, "sector"),
        ({"period": "2018"}, "period"),
    ],
)
def test_what_does_not_fit_is_refused(cast: Cast, told: Testimony, changes: dict[str, Any], field: str) -> None:
    with pytest.raises(Refused) as refusal:
        proposed(cast, told, **changes)
    assert refusal.value.field == field
    assert not Quote.objects.exists()


def test_line_ends_and_spaces_of_the_account_do_not_matter(cast: Cast, told: Testimony) -> None:
    assert proposed(cast, told, original="The manager\r\n kept  my passport.")


def test_a_testimony_that_is_not_cleared_is_not_quoted(cast: Cast, verified: Testimony) -> None:
    answer_s3(cast, verified.witness, ScopeAnswer("yes"))
    with pytest.raises(Refused, match="cannot be quoted"):
        proposed(cast, verified)


def test_a_press_account_is_not_quoted(cast: Cast, first_case: Case) -> None:
    with pytest.raises(Refused, match="cannot be quoted"):
        proposed(cast, Testimony.objects.filter(case=first_case).first())  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "answer",
    [ScopeAnswer("no"), ScopeAnswer("not_asked"), ScopeAnswer("withdrawn")],
)
def test_without_s3_nothing_is_proposed_or_cleared(cast: Cast, quote: Quote, answer: ScopeAnswer) -> None:
    clear_quote(by=cast.lead, quote=quote, signature="lead")
    answer_s3(cast, quote.testimony.witness, answer)
    with pytest.raises(Refused, match="S3"):
        proposed(cast, quote.testimony)
    with pytest.raises(Refused, match="S3"):
        clear_quote(by=cast.dpo, quote=quote, signature="dpo")


def test_a_consent_that_expired_allows_nothing(cast: Cast, quote: Quote) -> None:
    answer_s3(cast, quote.testimony.witness, ScopeAnswer("yes", expires_on=timezone.localdate()))
    clear_quote(by=cast.lead, quote=quote, signature="lead")
    with time_machine.travel(timezone.now() + dt.timedelta(days=1)), pytest.raises(Refused, match="S3"):
        clear_quote(by=cast.dpo, quote=quote, signature="dpo")


# --- the scan stands before each signature ---


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("text_en", "The seven of us had no passport."),
        ("text_ko", "김철수가 여권을 보관했습니다."),
        ("text_ru", "Кима Чхоль Су забрали в мае."),
    ],
)
def test_a_text_with_a_hit_is_not_cleared(cast: Cast, told: Testimony, field: str, text: str) -> None:
    bad = proposed(cast, told, **{field: text})
    with pytest.raises(Refused, match="could betray") as refusal:
        clear_quote(by=cast.lead, quote=bad, signature="lead")
    assert not any(word in str(refusal.value) for word in text.split())
    assert not QuoteClearance.objects.exists()


def test_a_name_that_became_known_between_the_signatures_stops_the_second(cast: Cast, told: Testimony) -> None:
    quote = proposed(cast, told, text_en="Only Yong Hui kept my passport.")
    clear_quote(by=cast.lead, quote=quote, signature="lead")
    assert told.witness is not None
    record_identity(by=cast.interviewer, witness=told.witness, name_latin="Ri Yong Hui")
    with pytest.raises(Refused, match="could betray"):
        clear_quote(by=cast.dpo, quote=quote, signature="dpo")


# --- changes ---


def test_only_the_proposer_changes_it_and_only_before_the_first_signature(cast: Cast, quote: Quote) -> None:
    with pytest.raises(NotAllowed, match="Only who proposed"):
        edit_quote(by=cast.lead, quote=quote, **TEXTS, **COARSE)  # type: ignore[arg-type]
    edit_quote(by=cast.coder, quote=quote, **{**TEXTS, "text_en": "They kept my passport."}, **COARSE)  # type: ignore[arg-type]
    clear_quote(by=cast.lead, quote=quote, signature="lead")
    with pytest.raises(Refused, match="cleared as it stands"):
        edit_quote(by=cast.coder, quote=quote, **TEXTS, **COARSE)  # type: ignore[arg-type]


def test_a_text_altered_past_the_actions_gets_no_second_signature(cast: Cast, quote: Quote) -> None:
    clear_quote(by=cast.lead, quote=quote, signature="lead")
    alter(quote, cast, "They also kept my phone.")
    with pytest.raises(Refused, match="altered after the first"):
        clear_quote(by=cast.dpo, quote=quote, signature="dpo")


def test_a_signature_is_never_changed(cast: Cast, quote: Quote) -> None:
    clear_quote(by=cast.lead, quote=quote, signature="lead")
    with pytest.raises(Exception, match="append-only"), transaction.atomic():
        QuoteClearance.objects.update(content_hmac="0" * 64)


def test_what_was_taken_out_is_never_cleared_again(cast: Cast, told: Testimony) -> None:
    quote = cleared_quote(cast, told)
    with pytest.raises(Refused, match="Say why"):
        retire_quote(by=cast.lead, quote=quote, reason=" ")
    assert retire_quote(by=cast.lead, quote=quote, reason="the person asked for it").cleared_at is None
    with pytest.raises(Refused):
        clear_quote(by=cast.lead, quote=quote, signature="lead")
    with pytest.raises(Refused, match="not cleared"):
        retire_quote(by=cast.dpo, quote=quote, reason="again")


def test_no_event_holds_words_of_a_quote(cast: Cast, told: Testimony) -> None:
    retire_quote(by=cast.lead, quote=cleared_quote(cast, told), reason="x")
    kept = " ".join(AuditEvent.objects.values_list("body", flat=True))
    assert "passport" not in kept
    assert "여권" not in kept


def alter(quote: Quote, cast: Cast, text: str) -> None:
    """Change a text as somebody with the program's keys and the database in hand could."""
    token = records._running.set(records._Act("releases.edit_quote", by=cast.coder, reason=""))
    try:
        quote.refresh_from_db()
        records.fill(quote, {"text_en": text})
        records.write(quote)
    finally:
        records._running.reset(token)


def _write(row: QuoteClearance, cast: Cast) -> None:
    token = records._running.set(records._Act("releases.clear_quote", by=cast.coder, reason=""))
    try:
        records.write(row)
    finally:
        records._running.reset(token)
