"""The pages of sources: registered whole or not at all, read line by line, claims and accounts kept at their lines."""

import re
from http import HTTPStatus
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from cases.casework.actions import create_case, edit_case
from cases.casework.models import Case
from cases.evidence.models import EvidenceItem
from cases.intake.actions import log_press_account, register_source
from cases.intake.models import Source, Testimony
from cases.witnesses.actions import register_witness
from cases.witnesses.models import Stream, Witness
from tests.conftest import Cast
from tests.integration.conftest import SignIn, page
from tests.integration.tables import READ_LOGS, row_counts
from tests.replay import replayed
from tests.unit.desk.sources.reader import reading, text_of
from tests.unit.intake.test_repeats import ARTICLE, BLOCK

NEW = "admin:source_new"


def file(content: bytes = b"%PDF-1.4 the page") -> SimpleUploadedFile:
    return SimpleUploadedFile("a name that says much.pdf", content)


@pytest.fixture
def values(case: Case) -> dict[str, Any]:
    return {
        "case": case.pk, "kind": "press", "title": "Дни 하루 “days”", "publisher": "A paper", "author": "A. Writer",
        "language": "en", "date_as_said": "early in May", "date": "2019-05", "url": "https://example.org/a",
        "retrieved_on": "2020-01-02", "text": ARTICLE, "obtained_how": "saved by us", "derived_from": "",
        "reliability": "C", "credibility": "4",
    }  # fmt: skip


@pytest.fixture
@replayed
def source(cast: Cast, case: Case) -> Source:
    return register_source(by=cast.coder, case=case, kind="press", title="An article", language="en", text=ARTICLE)


def errors(answer: Any) -> dict[str, list[str]]:
    return dict(answer.context["form"].errors)


def check_typed_is_kept(answer: Any, typed: dict[str, Any]) -> None:
    form = answer.context["form"]
    kept = {name: str(form[name].value()) for name in typed if name in form.fields and name != "file"}
    assert kept == {name: str(value) for name, value in typed.items() if name in kept}


# --- registering ---


@pytest.mark.parametrize("who", ["interviewer", "coder", "lead"])
def test_source_is_registered_whole_and_opens_at_its_text(
    cast: Cast, sign_in: SignIn, values: dict[str, Any], who: str
) -> None:
    client = sign_in(getattr(cast, who))
    answer = client.post(reverse(NEW), {**values, "file": file()})
    source = Source.objects.get()
    assert answer.headers["Location"] == reading(source)
    assert (source.title, source.publisher, source.date.to_edtf(), source.date_as_said) == (
        values["title"], "A paper", "2019-05", "early in May",
    )  # fmt: skip
    assert (source.reliability, source.credibility) == ("C", "4")
    assert EvidenceItem.objects.get().source == source
    assert len(source.sha256) == 64
    assert BLOCK[0] in text_of(client, reading(source))


def test_advocacy_registers_without_a_file_and_others_not_at_all(
    cast: Cast, sign_in: SignIn, values: dict[str, Any]
) -> None:
    client = sign_in(cast.advocacy)
    assert 'type="file"' not in text_of(client, reverse(NEW))
    assert client.post(reverse(NEW), values).status_code == HTTPStatus.FOUND
    for who in (cast.dpo, cast.legal, cast.administrator):
        assert sign_in(who).get(reverse(NEW)).status_code == HTTPStatus.NOT_FOUND


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"date": "2021/2019"}, "date", "not a date"),
        ({"retrieved_on": "2019-04-30"}, "retrieved_on", "before it was published"),
        ({"retrieved_on": "2999-01-01"}, "retrieved_on", "still to come"),
        ({"text": "x" * 2_000_000}, "text", "2000000 characters"),
        ({"text": "x\n" * 5001}, "text", "5001 lines"),
        ({"title": "x" * 301}, "title", "301 characters"),
        ({"url": "not an address"}, "url", "URL"),
        ({"title": ""}, "title", "required"),
        ({"kind": "rumour"}, "kind", "rumour"),
    ],
)
def test_bad_value_is_told_at_its_box_and_nothing_typed_is_lost(
    cast: Cast, sign_in: SignIn, values: dict[str, Any], changes: dict[str, str], field: str, words: str
) -> None:
    typed = {**values, **changes}
    answer = sign_in(cast.coder).post(reverse(NEW), {**typed, "file": file()})
    assert list(errors(answer)) == [field]
    assert words in str(errors(answer)[field])
    check_typed_is_kept(answer, typed)
    assert "Choose the file again" in answer.content.decode()
    assert not Source.objects.exists()
    assert not EvidenceItem.objects.exists()


def test_empty_file_is_told_at_its_box(cast: Cast, sign_in: SignIn, values: dict[str, Any]) -> None:
    answer = sign_in(cast.coder).post(reverse(NEW), {**values, "file": file(b"")})
    assert errors(answer) == {"file": ["The file is empty: choose another."]}
    check_typed_is_kept(answer, values)
    assert not Source.objects.exists()


def test_same_file_twice_names_the_source_that_has_it(cast: Cast, sign_in: SignIn, values: dict[str, Any]) -> None:
    client = sign_in(cast.coder)
    client.post(reverse(NEW), {**values, "file": file()})
    known = Source.objects.get()
    answer = client.post(reverse(NEW), {**values, "title": "Again", "file": file()})
    assert f"the original of {known.code}" in str(errors(answer)["file"])
    check_typed_is_kept(answer, {**values, "title": "Again"})
    assert Source.objects.get() == known


def test_sources_and_cases_of_others_are_not_offered(cast: Cast, sign_in: SignIn, values: dict[str, Any]) -> None:
    other = create_case(by=cast.lead, title="HIDDENCASE", slug="hidden")
    hidden = register_source(by=cast.lead, case=other, kind="press", title="HIDDENTITLE", language="en")
    client = sign_in(cast.coder)
    shown = text_of(client, f"{reverse(NEW)}?case={other.pk}&derived_from={hidden.pk}")
    assert "HIDDEN" not in shown
    answer = client.post(reverse(NEW), {**values, "case": other.pk, "derived_from": hidden.pk, "obtained_how": ""})
    assert sorted(errors(answer)) == ["case", "derived_from"]
    assert "HIDDEN" not in answer.content.decode()


def test_closed_case_is_not_offered(cast: Cast, case: Case, sign_in: SignIn) -> None:
    edit_case(by=cast.coder, case=case, status="closed")
    assert case.title not in text_of(sign_in(cast.coder), reverse(NEW))


def test_pasted_text_is_made_plain_and_kept(cast: Cast, sign_in: SignIn, values: dict[str, Any]) -> None:
    """Word's line breaks become lines; Arabic's and Hebrew's marks stay; what turns a line round goes."""
    pasted = "one\x0btwo\x00\x02\r\n\u200fשלום 하루 день\u202e"
    client = sign_in(cast.coder)
    assert client.post(reverse(NEW), {**values, "text": pasted, "obtained_how": ""}).status_code == HTTPStatus.FOUND
    lines = client.get(reading(Source.objects.get())).context["reading"].lines
    assert [line.text for line in lines] == ["one", "two", "\u200fשלום 하루 день"]


def test_what_was_typed_and_not_sent_comes_back_until_the_source_is_registered(
    cast: Cast, sign_in: SignIn, values: dict[str, Any]
) -> None:
    client = sign_in(cast.coder)
    note = client.get(reverse(NEW)).context["note"].signed()
    assert client.post(reverse("admin:draft"), {**values, "draft": note}).status_code == HTTPStatus.OK
    assert "You typed here and did not save" in text_of(client, reverse(NEW))
    check_typed_is_kept(client.get(f"{reverse(NEW)}?draft=1"), {**values, "case": str(values["case"])})
    assert "You typed here" not in text_of(sign_in(cast.lead), reverse(NEW))
    client.post(reverse(NEW), {**values, "obtained_how": ""})
    assert "You typed here" not in text_of(client, reverse(NEW))


# --- streams ---


@pytest.fixture
@replayed
def account(cast: Cast, source: Source) -> Testimony:
    person = register_witness(by=cast.coder, case=source.case, stream=Stream.PRESS)
    return log_press_account(by=cast.coder, source=source, witness=person, locator="line 8")


def test_account_stands_at_its_line_under_the_name_of_its_stream(
    cast: Cast, account: Testimony, source: Source, sign_in: SignIn
) -> None:
    answer = sign_in(cast.coder).get(reading(source))
    assert answer.context["reading"].line(8).beside.accounts == [account]
    assert "account, public source" in answer.content.decode()
    assert "never counted with our own interviews" in answer.content.decode()


def test_own_witness_is_never_joined_to_a_source(cast: Cast, source: Source, witness: Witness, sign_in: SignIn) -> None:
    before = row_counts(without=READ_LOGS)
    values = {"case": source.case_id, "source": source.pk, "witness": witness.pk, "locator": "line 7"}
    answer = sign_in(cast.coder).post(page(Testimony, "add"), values)
    assert "the two streams are never joined" in answer.content.decode()
    assert row_counts(without=READ_LOGS) == before


def test_press_account_offers_no_consent(cast: Cast, account: Testimony, source: Source, sign_in: SignIn) -> None:
    client = sign_in(cast.lead)
    for address in (page(Testimony, "change", account.pk), reading(source)):
        addresses = re.findall('href="(/staff/[^"]*)"', text_of(client, address))
        assert addresses
        assert not [one for one in addresses if "consent" in one]


def test_interviewer_does_not_learn_of_accounts_that_are_not_theirs(
    cast: Cast, account: Testimony, source: Source, sign_in: SignIn
) -> None:
    assert account.code not in text_of(sign_in(cast.interviewer), reading(source))
