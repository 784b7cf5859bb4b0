"""Files of releases: byte for byte, with their checksum as ETag, and nothing else under that address."""

import hashlib
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from cases.published.models import PublishedRelease
from tests.freezing import cells_csv
from tests.sample_release import sample_release

ADDRESS = "/data/2026-08/cells.csv"
CONTENT = cells_csv(sample_release())
ETAG = f'"{hashlib.sha256(CONTENT).hexdigest()}"'


def test_file_is_served_byte_for_byte(client: Client, published_release: PublishedRelease) -> None:
    response = client.get(ADDRESS)
    assert response.content == CONTENT
    assert response["ETag"] == ETAG
    assert response["Content-Type"] == "text/csv"
    assert response["Content-Length"] == str(len(CONTENT))
    assert response["Content-Disposition"] == 'attachment; filename="cells.csv"'
    assert response["X-Content-Type-Options"] == "nosniff"
    assert not response.cookies


def test_head_reads_no_content(
    client: Client, published_release: PublishedRelease, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(1):
        response = client.head(ADDRESS)
    assert response.content == b""
    assert response["Content-Length"] == str(len(CONTENT))
    assert response["ETag"] == ETAG


def test_known_file_is_not_sent_again(
    client: Client, published_release: PublishedRelease, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(1):
        response = client.get(ADDRESS, headers={"if-none-match": ETAG})
    assert response.status_code == 304
    assert response.content == b""
    assert response["ETag"] == ETAG


def test_get_reads_one_file_only(
    client: Client, published_release: PublishedRelease, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(2):
        client.get(ADDRESS)


@pytest.mark.parametrize(
    "address",
    ["/data/2026-08/nope.csv", "/data/2099-01/cells.csv", "/data/2026-08/%00", "/data/2026-08/../cells.csv", "/data/2026-08/", "/data/"],
)  # fmt: skip
def test_other_addresses_lead_nowhere(client: Client, published_release: PublishedRelease, address: str) -> None:
    assert client.get(address).status_code == 404


def test_files_of_a_withdrawn_release_are_gone(client: Client, published_release: PublishedRelease) -> None:
    PublishedRelease.objects.update(status=PublishedRelease.Status.WITHDRAWN)
    response = client.get(ADDRESS)
    assert response.status_code == 410
    assert CONTENT not in response.content
    html = client.get("/en/releases/2026-08/").content.decode()
    assert ETAG.strip('"') in html


def test_files_are_read_only(client: Client, published_release: PublishedRelease) -> None:
    assert client.post(ADDRESS).status_code == 405


def test_release_lists_its_files_with_checksums(client: Client, published_release: PublishedRelease) -> None:
    html = client.get("/en/releases/2026-08/").content.decode()
    for file in published_release.files.all():
        assert f'href="/data/2026-08/{file.name}"' in html
        assert file.sha256 in html


def test_list_of_releases_names_status_and_tier(client: Client, published_release: PublishedRelease) -> None:
    html: Any = client.get("/en/releases/").content.decode()
    assert "status-current" in html
    assert "tables of one and two dimensions" in html
    assert 'href="/en/releases/2026-08/#files"' in html
