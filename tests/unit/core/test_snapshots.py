"""Long reading sees one state and holds up nobody."""

import pytest
from django.db import connection

from cases.core.snapshots import one_state
from cases.published.models import PublishedSite


def put(name: str) -> None:
    """Somebody else writes, on a connection of their own."""
    import psycopg

    known = connection.settings_dict
    with psycopg.connect(
        host=known["HOST"],
        port=known["PORT"] or 5432,
        dbname=known["NAME"],
        user=known["USER"],
        password=known["PASSWORD"],
    ) as other:
        other.execute("UPDATE published_site SET organisation = %s", [name])


def shown() -> str:
    return PublishedSite.objects.get().organisation


@pytest.fixture
def site(transactional_db: None) -> None:
    PublishedSite.objects.create(kind="demo", organisation="before")


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite's test database lies in memory, with one state")
def test_what_is_written_meanwhile_is_not_seen(site: None) -> None:
    with one_state():
        assert shown() == "before"
        put("after")
        assert shown() == "before"
    assert shown() == "after"


def test_nothing_is_left_open(site: None) -> None:
    with pytest.raises(ValueError, match="x"), one_state():
        raise ValueError("x")
    with one_state():
        assert shown() == "before"
    PublishedSite.objects.update(organisation="after")
    assert shown() == "after"
