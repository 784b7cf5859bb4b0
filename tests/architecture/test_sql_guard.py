"""A public page reads published tables and nothing else.

The addresses come from the resolver, so that a new page is covered without a thought. A query is judged twice:
the names after FROM, JOIN, INTO and UPDATE must start with ``published_``, and no other table of ours may be
named anywhere in it, which catches lists of tables too. Only GET is tried; that is all the public side answers.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from django.test import Client

from cases.accounts.models import User
from cases.published.models import PublishedCase, PublishedRelease
from tests.public_addresses import addresses, example

_TABLE = re.compile(r"\b(?:FROM|JOIN|INTO|UPDATE)\s+(?:ONLY\s+)?[\"`]?(\w+)", re.IGNORECASE)


def strangers(sql: str) -> set[str]:
    """The tables in a query that are not published ones."""
    known = {model._meta.db_table for model in apps.get_models(include_auto_created=True)}
    named = set(_TABLE.findall(sql)) | (known & set(re.findall(r"\w+", sql)))
    return {table for table in named if not table.startswith("published_")}


@contextmanager
def guard() -> Iterator[list[str]]:
    """Collect every query that touches a table which is not published."""
    offences: list[str] = []

    def look(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        if found := strangers(sql):
            offences.append(f"{', '.join(sorted(found))}: {sql}")
        return execute(sql, params, many, context)

    with connection.execute_wrapper(look):
        yield offences


def test_public_pages_read_published_tables_only(
    client: Client, published_press_case: PublishedCase, published_release: PublishedRelease
) -> None:
    """Each page, in each language, with a case and a release published."""
    visited = list(addresses())
    assert visited
    for address in visited:
        with guard() as offences:
            response = client.get(address)
            assert response.status_code == 200, address
            b"".join(response)  # a streamed page queries only now
        assert offences == [], address


@pytest.mark.django_db
@pytest.mark.parametrize(
    "query",
    [
        "SELECT 1 FROM cases_user",
        'SELECT 1 FROM published_case, "cases_user"',
        "SELECT 1 FROM published_case JOIN cases_user ON 1 = 1",
        "SELECT slug FROM published_case WHERE EXISTS (SELECT 1 FROM cases_user)",
        "SELECT 1 FROM django_migrations",
    ],
)
def test_planted_raw_query_is_caught(query: str) -> None:
    """Also in a list of tables, a join and a subquery."""
    with guard() as offences, connection.cursor() as cursor:
        cursor.execute(query)
    assert len(offences) == 1


@pytest.mark.django_db
def test_planted_orm_query_is_caught() -> None:
    """A query on users is seen, one on published cases is not."""
    with guard() as offences:
        list(PublishedCase.objects.all())
        assert offences == []
        User.objects.exists()
    assert len(offences) == 1


def test_unknown_argument_is_named() -> None:
    """A new kind of address asks for its example value."""
    with pytest.raises(AssertionError, match="takes “planet”"):
        example("planet")
