"""Two windows on one interview, and words that were typed and not saved."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from cases.accounts.models import FormDraft
from cases.core import sealing
from cases.intake.actions import TopicValues, answer_topics, edit_testimony
from cases.intake.models import Testimony, TopicAnswer
from cases.vocabulary.loading import VocabularyFiles
from tests.conftest import ACCOUNT, Cast
from tests.sign_in import signed_in

DRAFT = "/staff/draft/"


def opened(browser: Client, address: str) -> dict[str, Any]:
    """What the form of a step sends when nobody has touched it."""
    context = browser.get(address).context
    sent: dict[str, Any] = {"draft": context["note"].signed()}
    for form in context["forms"].values():
        for bound in form:
            value = bound.value()
            if value not in (None, "", False, []):
                sent[bound.html_name] = value
    return sent


@pytest.fixture
def browser(cast: Cast, vocabulary: VocabularyFiles) -> Client:
    return signed_in(cast.interviewer)


def step(testimony: Testimony, name: str) -> str:
    return reverse(f"admin:logging_{name}", args=[testimony.pk])


def told(testimony: Testimony, topic: str) -> str | None:
    return sealing.open_text(TopicAnswer.objects.get(testimony=testimony, topic=topic), "text")


def test_two_tabs_on_the_account(cast: Cast, testimony: Testimony, browser: Client) -> None:
    address = step(testimony, "account")
    mine = opened(browser, address)
    edit_testimony(by=cast.interviewer, testimony=testimony, account="OTHER TAB")
    answer = browser.post(address, mine | {"account": "THIS TAB", "next": "1"})
    both = {one.label: (one.stored, one.typed) for one in answer.context["conflict"]["both"]}
    assert ("OTHER TAB", "THIS TAB") in both.values()
    assert answer.context["forms"]["account"]["account"].value() == "THIS TAB"
    testimony.refresh_from_db()
    assert sealing.open_text(testimony, "account") == "OTHER TAB"
    again = mine | {"account": "THIS TAB", "next": "1", "draft": answer.context["note"].signed()}
    assert browser.post(address, again).status_code == 302
    testimony.refresh_from_db()
    assert sealing.open_text(testimony, "account") == "THIS TAB"


@pytest.mark.parametrize("topic", ["hours", "REC"])
def test_two_tabs_on_the_questions(cast: Cast, testimony: Testimony, browser: Client, topic: str) -> None:
    """A first answer in one tab, and another in the other: neither is overwritten unseen."""
    address = step(testimony, "questions")
    mine = opened(browser, address)
    answer_topics(by=cast.interviewer, testimony=testimony, answers={topic: TopicValues("told", "OTHER TAB")})
    answer = browser.post(address, mine | {f"{topic}-words": "THIS TAB", "next": "1"})
    assert answer.context["conflict"]
    assert told(testimony, topic) == "OTHER TAB"
    again = mine | {f"{topic}-words": "THIS TAB", "next": "1", "draft": answer.context["note"].signed()}
    assert browser.post(address, again).status_code == 302
    assert told(testimony, topic) == "THIS TAB"


def test_stop_is_no_conflict_with_its_own_page(testimony: Testimony, browser: Client) -> None:
    address = step(testimony, "questions")
    answer = browser.post(address, opened(browser, address) | {"REC-words": "said before the stop", "stop": "1"})
    assert answer.status_code == 302
    assert told(testimony, "REC") == "said before the stop"
    assert TopicAnswer.objects.get(topic="stop").state == "told"


def test_same_page_twice_is_no_conflict(testimony: Testimony, browser: Client) -> None:
    address = step(testimony, "account")
    for text in ("first", "second"):
        sent = opened(browser, address) | {"account": text, "stay": "1"}
        assert browser.post(address, sent).status_code == 302


@pytest.mark.parametrize(
    ("name", "box"), [("account", "account"), ("questions", "REC-words"), ("safety", "checked"), ("close", "now")]
)
def test_typed_words_are_kept_and_brought_back(testimony: Testimony, browser: Client, name: str, box: str) -> None:
    address = step(testimony, name)
    typed = {"checked": "may_stop", "now": "calm"}.get(box, "typed and not saved")
    browser.post(DRAFT, opened(browser, address) | {box: typed})
    draft = FormDraft.objects.get()
    assert draft.key_owner() == testimony.key_owner()
    answer = browser.get(address)
    back = opened(browser, answer.context["draft_card"].address)
    assert back[box] in (typed, [typed])
    assert browser.post(address, back | {"next": "1"}).status_code in (200, 302)
    testimony.refresh_from_db()
    if name == "account":
        assert sealing.open_text(testimony, "account") == typed != ACCOUNT
        assert not FormDraft.objects.exists()


def test_session_that_ends_in_an_answer(testimony: Testimony, browser: Client) -> None:
    address = step(testimony, "questions")
    sent = opened(browser, address)
    session = browser.session
    session["signed_in_at"] = session["seen_at"] = session["seen_at"] - 16 * 60
    session.save()
    answer = browser.post(address, sent | {"hours-words": "half a sent"})
    assert answer["Location"].endswith(f"?next={address}")
    assert not TopicAnswer.objects.filter(topic="hours").exists()
    assert FormDraft.objects.get().form == f"log/{testimony.pk}/questions"
