"""Nothing typed is lost: two people on one record, earlier versions, drafts, a session that ends in mid-sentence."""

import datetime as dt
from typing import Any

import pytest
import time_machine
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from cases.accounts.drafts import kept
from cases.accounts.models import FormDraft, User
from cases.coding.actions import register_actor
from cases.coding.models import Actor
from cases.core import sealing
from cases.core.models import AuditEvent, Revision
from cases.desk.actions import erase_person, withdraw
from cases.intake.actions import edit_source, register_source
from cases.intake.models import Source, Testimony
from cases.witnesses.actions import edit_witness
from cases.witnesses.models import Witness
from tests.conftest import ACCOUNT, Cast
from tests.integration.conftest import SignIn, page
from tests.integration.test_unchanged_forms import as_posted
from tests.sign_in import signed_in

DRAFT = "/staff/draft/"


def opened(browser: Client, address: str) -> tuple[HttpResponse, dict[str, Any]]:
    """A page, and what its form would send."""
    answer = browser.get(address)
    context = answer.context
    return answer, as_posted(context["adminform"].form) | {"draft": context["note"].signed()}


@pytest.fixture
def source(cast: Cast, case: Any) -> Source:
    return register_source(by=cast.coder, case=case, kind="report", title="A report", language="en", publisher="P")


# --- two people on one record ---


def test_second_save_is_refused_with_both_versions_side_by_side(cast: Cast, source: Source, sign_in: SignIn) -> None:
    address = page(Source, "change", source.pk)
    browser = sign_in(cast.lead)
    _answer, mine = opened(browser, address)
    edit_source(by=cast.coder, source=source, title="THEIRS", publisher="THEIR PUBLISHER")
    answer = browser.post(address, mine | {"title": "MINE", "author": "MY AUTHOR"})
    assert answer.status_code == 200
    conflict = answer.context["conflict"]
    assert [(one.stored, one.typed) for one in conflict.both] == [("THEIRS", "MINE")]
    assert conflict.taken_over == ["Publisher"]
    shown = answer.context["adminform"].form
    assert [shown[name].value() for name in ("title", "publisher", "author")] == [
        "MINE",
        "THEIR PUBLISHER",
        "MY AUTHOR",
    ]
    source.refresh_from_db()
    assert (source.title, source.author) == ("THEIRS", "")


def test_saving_again_after_the_comparison_keeps_the_form_as_it_stands(
    cast: Cast, source: Source, sign_in: SignIn
) -> None:
    address = page(Source, "change", source.pk)
    browser = sign_in(cast.lead)
    _answer, mine = opened(browser, address)
    edit_source(by=cast.coder, source=source, publisher="THEIRS")
    compared = browser.post(address, mine | {"title": "MINE"})
    form = compared.context["adminform"].form
    again = {name: form[name].value() for name in mine if name in form.fields} | {
        "draft": compared.context["note"].signed()
    }
    assert browser.post(address, {name: value for name, value in again.items() if value is not None}).status_code == 302
    source.refresh_from_db()
    assert (source.title, source.publisher) == ("MINE", "THEIRS")


def test_a_third_save_during_the_comparison_is_found_too(cast: Cast, source: Source, sign_in: SignIn) -> None:
    address = page(Source, "change", source.pk)
    browser = sign_in(cast.lead)
    _answer, mine = opened(browser, address)
    edit_source(by=cast.coder, source=source, title="SECOND")
    compared = browser.post(address, mine | {"title": "MINE"})
    edit_source(by=cast.coder, source=source, title="THIRD")
    answer = browser.post(address, mine | {"title": "MINE", "draft": compared.context["note"].signed()})
    assert [(one.stored, one.typed) for one in answer.context["conflict"].both] == [("THIRD", "MINE")]


def test_form_with_a_mistake_still_remembers_when_it_was_opened(cast: Cast, source: Source, sign_in: SignIn) -> None:
    address = page(Source, "change", source.pk)
    browser = sign_in(cast.lead)
    _answer, mine = opened(browser, address)
    edit_source(by=cast.coder, source=source, title="THEIRS")
    wrong = browser.post(address, mine | {"date": "yesterday", "title": "MINE"})
    assert wrong.context["adminform"].form.errors.keys() == {"date"}
    answer = browser.post(address, mine | {"title": "MINE", "draft": wrong.context["note"].signed()})
    assert answer.context["conflict"].both


def test_sealed_texts_are_compared_too(cast: Cast, testimony: Testimony, sign_in: SignIn) -> None:
    """In two tabs of the same person."""
    address = page(Testimony, "change", testimony.pk)
    first, second = sign_in(cast.interviewer), sign_in(cast.interviewer)
    _answer, one = opened(first, address)
    _answer, other = opened(second, address)
    assert first.post(address, one | {"account": "FIRST TAB", "translator": "T"}).status_code == 302
    conflict = second.post(address, other | {"account": "SECOND TAB"}).context["conflict"]
    assert [(one.stored, one.typed) for one in conflict.both] == [("FIRST TAB", "SECOND TAB")]
    assert conflict.taken_over == ["Translator"]


def test_note_of_another_person_counts_for_nothing(cast: Cast, source: Source, sign_in: SignIn) -> None:
    _answer, theirs = opened(sign_in(cast.coder), page(Source, "change", source.pk))
    before = FormDraft.objects.count()
    answer = sign_in(cast.lead).post(DRAFT, theirs | {"title": "typed"})
    assert answer.status_code == 400
    assert FormDraft.objects.count() == before


# --- earlier versions ---


def test_earlier_version_is_shown_and_restored_through_the_same_action(
    cast: Cast, testimony: Testimony, sign_in: SignIn
) -> None:
    address = page(Testimony, "change", testimony.pk)
    browser = sign_in(cast.interviewer)
    _answer, values = opened(browser, address)
    browser.post(address, values | {"account": "SPOILT", "language": "ru"})
    answer, earlier = opened(browser, f"{address}?version=1")
    assert "You see version 1" in answer.content.decode()
    assert (earlier["account"], earlier["language"]) == (ACCOUNT, "ko")
    assert browser.post(address, earlier).status_code == 302
    testimony.refresh_from_db()
    assert testimony.language == "ko"
    assert sealing.open_text(testimony, "account") == ACCOUNT
    assert list(Revision.objects.filter(subject_uuid=testimony.pk).values_list("number", flat=True)) == [3, 2, 1]


def test_history_says_what_each_save_changed(cast: Cast, source: Source, sign_in: SignIn) -> None:
    edit_source(by=cast.lead, source=source, title="A better title")
    newest = sign_in(cast.coder).get(page(Source, "history", source.pk)).context["versions"][0]
    assert [(one.label, one.before, one.after) for one in newest.changes] == [("Title", "A report", "A better title")]
    assert newest.revision.actor == cast.lead


@pytest.mark.parametrize("number", ["99", "0", "x", "1" * 9, "-1"])
def test_version_that_is_none(cast: Cast, source: Source, sign_in: SignIn, number: str) -> None:
    answer = sign_in(cast.coder).get(page(Source, "change", source.pk), {"version": number})
    assert answer.status_code in (404, 200)
    assert "You see version" not in answer.content.decode()


def test_version_is_hidden_from_those_who_do_not_read_the_account(
    cast: Cast, verified: Testimony, sign_in: SignIn
) -> None:
    address = page(Testimony, "change", verified.pk)
    browser = sign_in(cast.advocacy)
    assert browser.get(address).status_code == 200
    assert browser.get(address, {"version": "1"}).status_code == 404


# --- drafts ---


def test_what_is_typed_is_kept_sealed_offered_and_brought_back(
    cast: Cast, testimony: Testimony, sign_in: SignIn
) -> None:
    address = page(Testimony, "change", testimony.pk)
    browser = sign_in(cast.interviewer)
    _answer, values = opened(browser, address)
    events, revisions = AuditEvent.objects.count(), Revision.objects.count()
    assert browser.post(DRAFT, values | {"account": "HALF A SENT"}).status_code == 200
    assert browser.post(DRAFT, values | {"account": "HALF A SENTENCE", "translator": "새 번역자"}).status_code == 200
    assert (AuditEvent.objects.count(), Revision.objects.count()) == (events, revisions)
    draft = FormDraft.objects.get()
    assert b"HALF" not in bytes(draft.content)
    assert draft.key_owner() == testimony.key_owner()
    answer, shown = opened(browser, address)
    assert "You typed here and did not save" in answer.content.decode()
    assert shown["account"] == ACCOUNT
    _answer, back = opened(browser, answer.context["draft_card"].address)
    assert (back["account"], back["translator"]) == ("HALF A SENTENCE", "새 번역자")
    assert browser.post(address, back).status_code == 302
    assert not FormDraft.objects.exists()


def test_draft_of_a_new_record_is_sealed_for_the_person_it_is_about(
    cast: Cast, witness: Witness, sign_in: SignIn
) -> None:
    browser, address = (
        sign_in(cast.interviewer),
        f"{page(Testimony, 'add')}?witness={witness.pk}&case={witness.case_id}",
    )
    _answer, values = opened(browser, address)
    browser.post(DRAFT, values | {"account": "NOT YET"})
    assert FormDraft.objects.get().key_owner() == witness.key_owner()
    answer, _values = opened(browser, address)
    assert answer.context["draft_card"] is not None
    elsewhere, _values = opened(browser, page(Testimony, "add"))
    assert elsewhere.context["draft_card"] is None


def test_draft_is_thrown_away(cast: Cast, source: Source, sign_in: SignIn) -> None:
    browser, address = sign_in(cast.coder), page(Source, "change", source.pk)
    _answer, values = opened(browser, address)
    browser.post(DRAFT, values | {"title": "typed"})
    form = FormDraft.objects.get().form
    assert browser.post(DRAFT, {"discard": form, "back": "https://elsewhere.example/"})["Location"] == "/staff/"
    assert not FormDraft.objects.exists()


def test_draft_is_its_writers_alone(cast: Cast, source: Source, sign_in: SignIn) -> None:
    browser, address = sign_in(cast.coder), page(Source, "change", source.pk)
    _answer, values = opened(browser, address)
    browser.post(DRAFT, values | {"title": "MY SECRET TITLE"})
    colleague = sign_in(cast.lead)
    for query in ("", "?draft=1"):
        assert "MY SECRET TITLE" not in colleague.get(address + query).content.decode()
    colleague.post(DRAFT, {"discard": FormDraft.objects.get().form})
    assert FormDraft.objects.filter(user=cast.coder).exists()


def test_draft_about_a_person_goes_with_the_person(cast: Cast, witness: Witness, sign_in: SignIn) -> None:
    browser, address = sign_in(cast.interviewer), page(Witness, "change", witness.pk)
    _answer, values = opened(browser, address)
    browser.post(DRAFT, values | {"note": "typed"})
    assert FormDraft.objects.exists()
    gone = withdraw(by=cast.dpo, witness=witness, received_on=timezone.localdate(), way="phone", whole=True)
    erase_person(by=cast.dpo, withdrawal=gone, code=witness.code)
    assert not FormDraft.objects.exists()


# --- a session that ends in mid-sentence ---


@pytest.mark.parametrize(("minutes", "said"), [(16, "15 minutes"), (14, "")])
def test_session_that_ends_in_mid_sentence(cast: Cast, testimony: Testimony, minutes: int, said: str) -> None:
    address = page(Testimony, "change", testimony.pk)
    with time_machine.travel(dt.datetime(2026, 3, 2, 22, 0, tzinfo=dt.UTC), tick=False) as now:
        browser = signed_in(cast.interviewer)
        _answer, values = opened(browser, address)
        now.shift(dt.timedelta(minutes=minutes))
        answer = browser.post(address, values | {"account": "HALF A SENTENCE"})
        if not said:
            assert answer["Location"].startswith("/staff/")
            assert not FormDraft.objects.exists()
            return
        assert answer["Location"] == f"/accounts/login/?next={address}"
        text = browser.get(answer["Location"]).content.decode()
        assert said in text
        assert "What you had typed is kept" in text
        testimony.refresh_from_db()
        assert sealing.open_text(testimony, "account") == ACCOUNT
        _answer, back = opened(signed_in(cast.interviewer), f"{address}?draft=1")
        assert back["account"] == "HALF A SENTENCE"


def test_session_that_was_signed_out_keeps_nothing(cast: Cast, testimony: Testimony) -> None:
    """A copied cookie writes nothing: only a session that ended by its times was its owner's until then."""
    address = page(Testimony, "change", testimony.pk)
    browser = signed_in(cast.interviewer)
    _answer, values = opened(browser, address)
    browser.post("/accounts/logout/")
    browser.post(address, values | {"account": "HALF"})
    assert not FormDraft.objects.exists()


def test_draft_comes_back_as_it_was_sent(cast: Cast, case: Any, sign_in: SignIn) -> None:
    """Also several values of one name, and texts that look like anything."""
    actor = register_actor(by=cast.coder, case=case, kind="unknown", name="x")
    browser, address = sign_in(cast.coder), page(Actor, "change", actor.pk)
    _answer, values = opened(browser, address)
    odd = {"name": "<b>&amp;\r\n{% x %}\u2028", "several": ["1", "2"]}
    browser.post(DRAFT, values | odd)
    found = kept(User.objects.get(pk=cast.coder.pk), f"actor/{actor.pk}")
    assert found is not None
    assert found.getlist("several") == ["1", "2"]
    assert found["name"] == odd["name"]


def test_witness_saved_by_another_is_no_conflict_for_a_testimony(
    cast: Cast, testimony: Testimony, sign_in: SignIn
) -> None:
    address = page(Testimony, "change", testimony.pk)
    browser = sign_in(cast.interviewer)
    _answer, values = opened(browser, address)
    assert testimony.witness is not None
    edit_witness(by=cast.coder, witness=testimony.witness, note="else")
    assert browser.post(address, values | {"translator": "T"}).status_code == 302
