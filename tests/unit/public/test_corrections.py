"""The log of corrections: what a withdrawn release was withdrawn for, in the reader's language."""

import datetime as dt

import pytest
from django.test import Client

from cases.published.models import Correction, PublishedRelease
from tests.freezing import freeze_as_a_release_would
from tests.sample_release import sample_release

NOTE = {"en": "A fault in the tables.", "ko": "표에 오류가 있었습니다.", "ru": "Ошибка в таблицах."}


@pytest.mark.parametrize("language", ["en", "ko", "ru"])
def test_a_correction_is_told_in_each_language(client: Client, published: object, language: str) -> None:
    Correction.objects.create(day=dt.date(2026, 11, 8), release="2026-08", note=NOTE)
    html = client.get(f"/{language}/corrections/").content.decode()
    assert NOTE[language] in html
    assert 'id="r-2026-08"' in html
    assert f"/{language}/releases/2026-08/" in html


def test_without_corrections_it_says_so(client: Client, published: object) -> None:
    assert "There are none." in client.get("/en/corrections/").content.decode()


def test_a_withdrawn_release_leads_to_what_was_wrong(client: Client, published: object) -> None:
    release = freeze_as_a_release_would(sample_release())
    PublishedRelease.objects.filter(pk=release.pk).update(status="withdrawn")
    html = client.get(f"/en/releases/{release.pk}/").content.decode()
    assert f'href="/en/corrections/#r-{release.pk}"' in html
