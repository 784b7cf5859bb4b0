"""A withdrawn release answers 410 under every address that names it, with its note and the way to the newest one."""

import datetime as dt
from dataclasses import replace

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from cases.published.models import Correction, PublishedCase, PublishedRelease
from tests.freezing import freeze_as_a_release_would
from tests.sample_release import sample_release

from .conftest import FIGURES
from .test_views import text_of

NOTE = {"en": "A check failed after publication.", "ko": "공개 후 검사에 실패했습니다.", "ru": "Проверка не прошла."}
PAGES = [
    *(f"{page}?release=2026-08" for page in FIGURES), "patterns/ILO-11/?release=2026-08", "releases/2026-08/",
    "releases/2026-08/sex/", "releases/2026-08/sex/plain/", "embed/2026-08/sex/",
]  # fmt: skip
FILES = [
    "cells.csv", "report-en.pdf", "tables/sector.en.csv", "tables/sector.en.xlsx", "tables/sector.en.json",
    "cite/release.bib", "cite/sector.csl.json", "dataset.en.jsonld",
]  # fmt: skip


@pytest.fixture
def withdrawn(published: PublishedCase) -> None:
    """The release of August withdrawn, the one of November current."""
    first = freeze_as_a_release_would(sample_release())
    freeze_as_a_release_would(replace(sample_release("2026-11", number=3), slot=first.slot.replace(month=11)))
    PublishedRelease.objects.filter(pk=first.pk).update(status="withdrawn")
    Correction.objects.create(day=dt.date(2026, 12, 1), release=first.pk, note=NOTE)


@pytest.mark.parametrize("language", ["en", "ko", "ru"])
@pytest.mark.parametrize("page", PAGES)
def test_page_is_gone_and_says_why(
    client: Client, withdrawn: None, django_assert_max_num_queries: DjangoAssertNumQueries, language: str, page: str
) -> None:
    with django_assert_max_num_queries(4):
        html = text_of(client, f"/{language}/{page}", status=410)
    assert NOTE[language] in html
    assert "<data" not in html
    if "embed" not in page:
        assert f'href="/{language}/releases/2026-11/"' in html
        assert f'href="/{language}/corrections/#r-2026-08"' in html


@pytest.mark.parametrize("file", FILES)
def test_file_is_gone_and_says_why(client: Client, withdrawn: None, file: str) -> None:
    response = client.get(f"/data/2026-08/{file}")
    html = response.content.decode()
    assert response.status_code == 410
    assert response["Content-Type"].startswith("text/html")
    assert "Content-Disposition" not in response.headers
    assert NOTE["en"] in html
    assert 'href="/en/releases/2026-11/"' in html
    assert client.get(f"/data/2026-11/{file}").status_code == 200


def test_page_of_a_file_speaks_the_language_of_the_file(client: Client, withdrawn: None) -> None:
    assert NOTE["ko"] in text_of(client, "/data/2026-08/tables/sector.ko.csv", status=410)
    assert NOTE["ru"] in text_of(client, "/data/2026-08/dataset.ru.jsonld", status=410)


@pytest.mark.parametrize("page", ["", *FIGURES, "patterns/ILO-11/"])
def test_without_a_named_release_a_page_stays(client: Client, published: PublishedCase, page: str) -> None:
    """Everything was withdrawn: the page says so, and will show the next release."""
    freeze_as_a_release_would(sample_release())
    PublishedRelease.objects.update(status="withdrawn")
    assert "<data" not in text_of(client, f"/en/{page}")


def test_checksums_stay_so_that_a_copy_is_recognised(client: Client, withdrawn: None) -> None:
    html = text_of(client, "/en/releases/2026-08/", status=410)
    for file in PublishedRelease.objects.get(pk="2026-08").files.all():
        assert file.sha256 in html
    assert "/data/2026-08/" not in html


def test_list_of_releases_still_names_it(client: Client, withdrawn: None) -> None:
    assert "status-withdrawn" in text_of(client, "/en/releases/")
