"""Filters: they find, they say so when nothing is found, and no address breaks them."""

import pytest
from django.test import Client

from cases.published.models import PublishedCase

from .test_views import text_of

FIGURES, GLOSSARY = "/en/figures/", "/en/glossary/"


@pytest.mark.parametrize(
    ("query", "shown", "hidden"),
    [
        ("kind=statement", {"F03"}, {"F01", "F01b"}),
        ("q=INTELLIGENCE", {"F01", "F01b"}, {"F03"}),
        ("q=ОЖИДАЕМЫЕ", {"F01", "F01b"}, {"F03"}),
        ("q=F01b", {"F01", "F01b"}, {"F03"}),
        *((f"q={number}", {"F01", "F01b"}, {"F03"}) for number in ("50000", "50,000", "50+000", "50.000+workers")),
        ("source=SRC-001&kind=projection", {"F01", "F01b"}, {"F03"}),
    ],
)
def test_figures_are_filtered_and_wordings_stay_together(
    client: Client, published: PublishedCase, query: str, shown: set[str], hidden: set[str]
) -> None:
    html = text_of(client, f"{FIGURES}?{query}")
    assert {code for code in shown | hidden if f'id="{published.slug}-{code}"' in html} == shown


def test_figures_say_who_said_it_and_how_much(client: Client, published: PublishedCase) -> None:
    html = text_of(client, FIGURES)
    for words in ("more than 50,000", "nobody named", "the source gives no date", "Same figure, other wording"):
        assert words in html


@pytest.mark.parametrize(
    ("query", "shown", "hidden"),
    [
        ("family=ILO", {"ILO-11"}, {"WRK-01"}),
        ("q=DAILY", {"WRK-01"}, {"ILO-11"}),
        ("q=wrk-01", {"WRK-01"}, {"ILO-11"}),
    ],
)
def test_codes_are_filtered(
    client: Client, published: PublishedCase, query: str, shown: set[str], hidden: set[str]
) -> None:
    html = text_of(client, f"{GLOSSARY}?{query}")
    assert {code for code in shown | hidden if f'id="{code}"' in html} == shown


@pytest.mark.parametrize(("address", "words"), [(FIGURES, "Nothing was found"), (GLOSSARY, "No code matches")])
def test_nothing_found_gets_a_helpful_sentence(
    client: Client, published: PublishedCase, address: str, words: str
) -> None:
    assert words in text_of(client, f"{address}?q=zzz")


@pytest.mark.parametrize("address", [FIGURES, GLOSSARY])
@pytest.mark.parametrize(
    "query",
    [
        "unknown=1&page=-1",
        "kind=%ff%fe&family=%c3%28&q=%ff",
        "q=%00",
        "kind=x&family=x&source=x",
        "q=" + "x" * 4_000,
        "kind=a&kind=b&q=a&q=b",
        "q=%27%22%3E%3Cscript%3E",
        "q[]=1&;;&&==&%",
        "q=%25_%5C",
    ],
)
def test_odd_parameters_never_break_a_page(client: Client, published: PublishedCase, address: str, query: str) -> None:
    assert "<script" not in text_of(client, f"{address}?{query}")


def test_too_many_parameters_are_refused(client: Client, published: PublishedCase) -> None:
    assert client.get(FIGURES + "?" + "&".join(["a"] * 2_000)).status_code == 400


def test_query_that_is_far_too_long_is_refused(client: Client, published: PublishedCase) -> None:
    assert client.get(FIGURES + "?q=" + "x" * 20_000).status_code == 414


def test_unknown_choice_is_named_and_left_out(client: Client, published: PublishedCase) -> None:
    html = text_of(client, f"{FIGURES}?kind=nonsense")
    assert "There is a problem" in html
    assert f'id="{published.slug}-F01"' in html


def test_chip_takes_one_filter_away(client: Client, published: PublishedCase) -> None:
    html = text_of(client, f"{FIGURES}?kind=projection&q=soon")
    assert 'href="?q=soon"' in html
    assert 'href="?kind=projection"' in html
