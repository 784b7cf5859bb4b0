"""The staff pages of quotes: proposed at a testimony, looked through sentence by sentence, cleared by two people."""

from http import HTTPStatus
from typing import Any

import pytest
from django.test import Client

from cases.casework.models import Case
from cases.intake.models import Testimony
from cases.releases.models import Quote, QuoteClearance
from cases.vocabulary.loading import VocabularyFiles
from tests.conftest import Cast
from tests.integration.conftest import SignIn, page
from tests.quoting import COARSE, TEXTS, proposed, quotable
from tests.replay import replayed

BAD = {
    "text_en": "They kept it. The seven of us saw Kim Chol Su in Vladivostok.",
    "text_ko": "여권을 보관했습니다. 철수는 칠월에 갔습니다.",
    "text_ru": "Кима Чхоль Су забрали. Нас было семеро.",
}


@pytest.fixture
@replayed
def told(cast: Cast, vocabulary: VocabularyFiles, case: Case) -> Testimony:
    return quotable(cast, case, name="김철수")


@pytest.fixture
@replayed
def quote(cast: Cast, told: Testimony) -> Quote:
    return proposed(cast, told)


def text_of(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == HTTPStatus.OK
    return answer.content.decode()


def add(client: Client, told: Testimony, **changes: Any) -> Any:
    return client.post(page(Quote, "add"), {"testimony": told.pk, **TEXTS, **COARSE, **changes})


def test_a_testimony_leads_to_its_quotes(cast: Cast, told: Testimony, sign_in: SignIn) -> None:
    shown = text_of(sign_in(cast.coder), page(Testimony, "change", told.pk))
    assert f"{page(Quote, 'add')}?testimony={told.pk}" in shown


def test_two_people_clear_on_one_page(cast: Cast, told: Testimony, sign_in: SignIn) -> None:
    assert add(sign_in(cast.coder), told).status_code == HTTPStatus.FOUND
    quote = Quote.objects.get()
    for member, step in ((cast.lead, "clear-lead"), (cast.dpo, "clear-dpo")):
        client = sign_in(member)
        assert f"/step/{step}/" in text_of(client, page(Quote, "change", quote.pk))
        client.post(page(Quote, "step", quote.pk, step))
    quote.refresh_from_db()
    assert quote.cleared_at is not None
    shown = text_of(sign_in(cast.coder), page(Quote, "change", quote.pk))
    assert "State: cleared" in shown
    assert cast.lead.username in shown
    assert cast.dpo.username in shown


@pytest.mark.parametrize("who", ["coder", "lead", "dpo"])
def test_the_page_shows_each_hit_at_its_sentence(cast: Cast, told: Testimony, sign_in: SignIn, who: str) -> None:
    quote = proposed(cast, told, **BAD)
    shown = text_of(sign_in(getattr(cast, who)), page(Quote, "change", quote.pk))
    section = shown.split('aria-labelledby="quote-hits"')[1].split("</section>")[0]
    for words in ("seven", "Kim Chol Su", "Vladivostok", "철수는", "칠월에", "Кима Чхоль Су", "семеро"):
        assert f'">{words}</span>' in section
    assert section.count("Nothing found.") == 2
    assert "김철수" not in section


def test_a_step_with_hits_left_says_how_many_and_not_what(cast: Cast, told: Testimony, sign_in: SignIn) -> None:
    quote = proposed(cast, told, **BAD)
    answer = sign_in(cast.lead).post(page(Quote, "step", quote.pk, "clear-lead"), follow=True)
    (message,) = [str(one) for one in answer.context["messages"]]
    assert "could betray somebody" in message
    assert "Chol" not in message
    assert not QuoteClearance.objects.exists()


def test_a_refused_form_keeps_what_was_typed(cast: Cast, told: Testimony, sign_in: SignIn) -> None:
    answer = add(sign_in(cast.coder), told, original="Words that nobody said.")
    assert answer.status_code == HTTPStatus.OK
    form = answer.context["adminform"].form
    assert "do not stand in the account" in str(form.errors["original"])
    assert form["text_ko"].value() == TEXTS["text_ko"]
    assert not Quote.objects.exists()


def test_a_form_offers_cleared_interviews_only(
    cast: Cast, told: Testimony, verified: Testimony, sign_in: SignIn
) -> None:
    offered = sign_in(cast.coder).get(page(Quote, "add")).context["adminform"].form.fields["testimony"].queryset
    assert list(offered) == [told]


def test_a_form_offers_eleven_indicators_and_no_finer_value(cast: Cast, told: Testimony, sign_in: SignIn) -> None:
    fields = sign_in(cast.coder).get(page(Quote, "add")).context["adminform"].form.fields
    codes = [code for code, _label in fields["indicator"].choices if code]
    assert len(codes) == 11
    assert all(code.startswith("ILO-") for code in codes)
    assert "unknown" not in dict(fields["period"].choices)


def test_the_proposer_is_refused_and_told_why(cast: Cast, told: Testimony, sign_in: SignIn) -> None:
    client = sign_in(cast.lead)
    add(client, told)
    answer = client.post(page(Quote, "step", Quote.objects.get().pk, "clear-lead"), follow=True)
    assert "that they proposed" in answer.content.decode()
    assert not QuoteClearance.objects.exists()


@pytest.mark.parametrize("who", ["interviewer", "legal", "advocacy", "administrator", "stranger"])
def test_nobody_else_finds_a_quote(cast: Cast, quote: Quote, sign_in: SignIn, who: str) -> None:
    client = sign_in(getattr(cast, who))
    for name in ("change", "history"):
        assert client.get(page(Quote, name, quote.pk)).status_code == HTTPStatus.NOT_FOUND
    assert client.post(page(Quote, "step", quote.pk, "clear-dpo")).status_code == HTTPStatus.NOT_FOUND
    assert quote.code not in client.get(page(Quote, "changelist")).content.decode()


def test_an_unchanged_form_changes_nothing(cast: Cast, quote: Quote, sign_in: SignIn) -> None:
    client = sign_in(cast.coder)
    before = bytes(Quote.objects.get().text_en)
    assert client.post(page(Quote, "change", quote.pk), {**TEXTS, **COARSE}).status_code == HTTPStatus.FOUND
    assert bytes(Quote.objects.get().text_en) == before


def test_the_list_says_how_far_each_is(cast: Cast, quote: Quote, sign_in: SignIn) -> None:
    shown = text_of(sign_in(cast.dpo), page(Quote, "changelist"))
    assert "proposed" in shown
    assert TEXTS["text_en"] not in shown
