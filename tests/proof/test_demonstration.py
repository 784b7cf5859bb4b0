"""The demonstration at its full size: every number of every page stands in its release's own file."""

import hashlib

import pytest
from django.test import Client

from cases.desk import demonstration
from cases.desk.build import rebuild
from cases.published.models import PublishedFile, PublishedRelease
from cases.releases.models import ReleaseDraft
from tests.unit.public.test_numbers import check_numbers


@pytest.fixture
def built(db: None) -> None:
    demonstration.build(lambda _line: None)


def test_every_number_on_every_page_is_in_cells_csv(built: None, client: Client) -> None:
    assert list(PublishedRelease.objects.values_list("tier", flat=True)) == ["menu"] * demonstration.RELEASES
    for language in ("en", "ko", "ru"):
        check_numbers(client, language=language)


def test_every_release_rebuilds_and_its_downloads_have_their_checksums(built: None, client: Client) -> None:
    for draft in ReleaseDraft.objects.all():
        rebuild(draft)
    for file in PublishedFile.objects.all():
        content = client.get(f"/data/{file.release_id}/{file.name}").content
        assert hashlib.sha256(content).hexdigest() == file.sha256
