"""The pages with exact numbers: for lead and DPO only, marked wherever a number stands, with the published one beside it."""

import re
from http import HTTPStatus

import pytest
from django.test import Client
from django.urls import reverse

from cases.core.models import AuditEvent
from cases.intake.models import Testimony
from cases.published.models import PublishedRelease
from cases.vocabulary.loading import VocabularyFiles
from tests.conftest import Cast
from tests.integration.conftest import SignIn

PAGES = ["who_counts", "exact_figures"]
MARK = "not for publication"


def shown(client: Client, name: str, **query: str) -> str:
    answer = client.get(reverse(f"admin:{name}"), query)
    assert answer.status_code == HTTPStatus.OK
    assert "no-store" in answer.headers["Cache-Control"]
    return answer.content.decode()


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("who", ["interviewer", "coder", "legal", "advocacy", "administrator", "stranger"])
def test_nobody_else_finds_them(cast: Cast, sign_in: SignIn, name: str, who: str) -> None:
    client = sign_in(getattr(cast, who))
    assert client.get(reverse(f"admin:{name}"), {"first": ""}).status_code == HTTPStatus.NOT_FOUND
    assert reverse(f"admin:{name}") not in client.get(reverse("admin:index")).content.decode()


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("who", ["lead", "dpo"])
def test_lead_and_dpo_find_them_from_the_first_page(cast: Cast, sign_in: SignIn, name: str, who: str) -> None:
    client = sign_in(getattr(cast, who))
    assert reverse(f"admin:{name}") in client.get(reverse("admin:index")).content.decode()
    shown(client, name)


@pytest.mark.parametrize(
    ("name", "query"), [("who_counts", {}), ("exact_figures", {"first": "sector", "second": "ILO-11"})]
)
def test_every_number_stands_under_the_mark(
    cast: Cast, cleared: Testimony, sign_in: SignIn, name: str, query: dict[str, str]
) -> None:
    """In the title, at the top, and in the caption of every table, so that a copied table says it too."""
    html = shown(sign_in(cast.dpo), name, **query)
    for part in (r"<title>(.*?)</title>", r"<h1>(.*?)</h1>", r'<p class="staff-notice">(.*?)</p>'):
        found = re.search(part, html, re.DOTALL)
        assert found is not None
        assert MARK in found[1].lower(), part
    captions = re.findall(r"<caption>(.*?)</caption>", html, re.DOTALL)
    assert len(captions) == html.count("<table") >= 3
    assert all(MARK in caption.lower() for caption in captions)
    outside = re.sub(r"<table.*?</table>", "", re.sub(r"<form.*?</form>", "", html, flags=re.DOTALL), flags=re.DOTALL)
    assert "attachment" not in outside
    assert "<td>1</td>" in html


def test_looking_is_an_event(cast: Cast, cleared: Testimony, sign_in: SignIn) -> None:
    client = sign_in(cast.lead)
    for name, query in (("who_counts", {}), ("exact_figures", {"first": "sex"})):
        before = AuditEvent.objects.latest("seq").seq
        shown(client, name, **query)
        events = AuditEvent.objects.filter(seq__gt=before).values_list("action", "subject_label", "actor_uuid")
        assert list(events) == [("record.searched", "exactfigure", cast.lead.pk)], name


def test_the_form_alone_counts_nothing(cast: Cast, cleared: Testimony, sign_in: SignIn) -> None:
    client = sign_in(cast.lead)
    before = AuditEvent.objects.latest("seq").seq
    assert "<table" not in shown(client, "exact_figures")
    assert AuditEvent.objects.latest("seq").seq == before


@pytest.mark.parametrize(
    "query",
    [{"first": "sector", "second": "sector"}, {"first": "witness"}, {"first": "sector", "second": "x' OR 1=1"}],
)
def test_what_is_no_side_is_refused(cast: Cast, cleared: Testimony, sign_in: SignIn, query: dict[str, str]) -> None:
    html = shown(sign_in(cast.dpo), "exact_figures", **query)
    assert "errorlist" in html
    assert "<table" not in html


def test_without_a_vocabulary_there_is_nothing_to_count(cast: Cast, sign_in: SignIn) -> None:
    assert "vocabulary is not loaded" in shown(sign_in(cast.dpo), "exact_figures", first="sector")


def test_the_published_figure_stands_beside_the_exact_one(
    cast: Cast, cleared: Testimony, published_release: PublishedRelease, sign_in: SignIn
) -> None:
    """What may be said is the release's; the exact number is never marked so."""
    html = shown(sign_in(cast.lead), "exact_figures", first="sector", second="sex")
    cell = published_release.tables.get(key="sex-by-sector").cells.get(v1="male", v2="construction")
    assert cell.value is not None
    row = next(
        row
        for row in re.findall(r"<tr>.*?</tr>", html, re.DOTALL)
        if ">construction<" in row.lower() and ">male<" in row
    )
    assert f"<strong>about {cell.value}</strong>" in row
    assert row.index("<strong>") < row.index("<td>1</td>")
    hidden = published_release.tables.get(key="sex-by-sector").cells.filter(value=None).count()
    assert html.count("not shown: say no number") == hidden > 0


def test_answers_that_no_release_counts(
    cast: Cast, cleared: Testimony, published_release: PublishedRelease, sign_in: SignIn
) -> None:
    html = shown(sign_in(cast.lead), "exact_figures", first="ILO-11")
    cell = published_release.tables.get(key="indicators").cells.get(d1="ILO-11")
    assert f"<strong>about {cell.value}</strong>" in html
    assert html.count("no release counts this") == 3
    assert "asked (not for publication)" in html


def test_nothing_published_nothing_to_say(cast: Cast, cleared: Testimony, sign_in: SignIn) -> None:
    html = shown(sign_in(cast.lead), "exact_figures", first="sex")
    assert "no number may be said" in html
    assert "<strong>about" not in html


def test_who_counts_leads_to_what_waits(cast: Cast, verified: Testimony, sign_in: SignIn) -> None:
    client = sign_in(cast.dpo)
    html = shown(client, "who_counts")
    address = re.search(r'href="([^"]*status__exact=verified[^"]*)"', html)
    assert address is not None
    assert verified.code in client.get(address[1].replace("&amp;", "&")).content.decode()


@pytest.mark.parametrize("name", PAGES)
def test_neither_page_names_anybody(
    cast: Cast, cleared: Testimony, vocabulary: VocabularyFiles, sign_in: SignIn, name: str
) -> None:
    html = shown(sign_in(cast.dpo), name, first="sector")
    assert cleared.witness is not None
    for code in (cleared.code, cleared.witness.code, str(cleared.witness.pk)):
        assert code not in html
