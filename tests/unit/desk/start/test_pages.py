"""The first page and the lists as they are shown: what stands on them, in which order, and at what cost."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cases.casework.models import Case
from cases.core import lists
from cases.intake.models import Testimony
from cases.management.bench import staff_pages, staff_records
from tests.conftest import ACCOUNT, Cast
from tests.integration.conftest import page
from tests.sign_in import signed_in

START = "/staff/"


def test_the_queue_stands_before_figures_and_records(cast: Cast, submitted: Testimony) -> None:
    html = signed_in(cast.lead).get(START).content.decode()
    order = ["What waits for you", submitted.code, "How the work stands (not for publication)", "All records"]
    places = [html.index(text) for text in order]
    assert places == sorted(places)
    assert reverse("admin:coding_page", args=[submitted.pk]) in html
    assert ACCOUNT[:10] not in html


@pytest.mark.parametrize(
    ("role", "sentence"),
    [
        ("interviewer", "When you have talked to somebody, log the testimony."),
        ("coder", "What colleagues hand in or give to you will stand here."),
        ("advocacy", "The newest release"),
        ("administrator", "Accounts and their roles"),
    ],
)
def test_an_empty_queue_says_what_to_do_next(cast: Cast, case: Case, role: str, sentence: str) -> None:
    html = signed_in(getattr(cast, role)).get(START).content.decode()
    assert sentence in html
    assert "not for publication" not in html


def test_charts_have_words_and_a_table(cast: Cast, verified: Testimony) -> None:
    html = signed_in(cast.dpo).get(START).content.decode()
    assert html.count('<svg role="img"') == 4
    assert html.count("<title id=") == html.count("<desc id=") == 4
    assert "Not for publication: own interviews by month" in html


def test_more_than_five_are_a_click_away(cast: Cast, case: Case, submitted: Testimony) -> None:
    staff_records.more(case, 8, interviewer=cast.interviewer)
    client = signed_in(cast.coder)
    address = reverse("admin:queue", args=["to_code"])
    assert address in client.get(START).content.decode()
    html = client.get(address).content.decode()
    assert all(one.code in html for one in Testimony.objects.filter(status="submitted"))
    drafts = signed_in(cast.interviewer).get(START).content.decode()
    assert f"{page(Testimony, 'changelist')}?status__exact=draft" not in drafts  # one draft needs no list


def test_a_queue_of_another_role_is_not_there(cast: Cast, verified: Testimony) -> None:
    address = reverse("admin:queue", args=["to_clear"])
    assert signed_in(cast.dpo).get(address).status_code == 200
    assert signed_in(cast.coder).get(address).status_code == 404
    assert signed_in(cast.dpo).get(reverse("admin:queue", args=["no-such"])).status_code == 404


def test_an_empty_group_says_so(cast: Cast, case: Case) -> None:
    assert "Nothing waits here" in signed_in(cast.dpo).get(reverse("admin:queue", args=["to_clear"])).content.decode()


def test_a_long_list_says_that_there_are_more(
    cast: Cast, case: Case, submitted: Testimony, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lists, "COUNTED", 4)
    client = signed_in(cast.lead)
    address = page(Testimony, "changelist")
    assert "1 testimony" in client.get(address).content.decode()
    staff_records.more(case, 5, interviewer=cast.interviewer)
    answer = client.get(address)
    assert "The first 4 of more testimonies: filter or search" in answer.content.decode()
    assert answer.context["cl"].result_count == 4
    assert "account" in answer.context["cl"].result_list[0].get_deferred_fields()


def test_a_testimonys_page_offers_only_the_person_it_has(cast: Cast, case: Case, submitted: Testimony) -> None:
    staff_records.more(case, 3, interviewer=cast.interviewer)
    form = signed_in(cast.lead).get(page(Testimony, "change", submitted.pk)).context["adminform"].form
    assert list(form["witness"].field.widget.choices) == [(submitted.witness_id, str(submitted.witness))]
    assert list(form["source"].field.widget.choices) == [("", "---------")]
    assert form["witness"].value() == submitted.witness_id


@pytest.mark.parametrize(
    "address", [staff_pages.LIST, f"{staff_pages.LIST}?status__exact=draft", "/staff/cases/witness/"]
)
def test_lists_take_few_statements(cast: Cast, case: Case, submitted: Testimony, address: str) -> None:
    client = signed_in(cast.lead)
    few = cost(client, address)
    assert few <= 12
    staff_records.more(case, 60, interviewer=cast.interviewer)
    assert cost(client, address) == few


def cost(client: object, address: str) -> int:
    """The page's own statements, as the bench counts them."""
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200  # type: ignore[attr-defined]
    return staff_pages.own_statements(captured.captured_queries)
