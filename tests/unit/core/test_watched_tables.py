"""Which tables a piece of work touches."""

import pytest
from django.db import connection

from cases.accounts.models import User
from cases.core.sql_guard import watched_tables
from cases.published.models import PublishedCase


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("query", "table"),
    [
        ("SELECT 1 FROM cases_user", "cases_user"),
        ('SELECT 1 FROM published_case, "cases_user"', "cases_user"),
        ("SELECT slug FROM published_case WHERE EXISTS (SELECT 1 FROM cases_user)", "cases_user"),
        ("SELECT 1 FROM django_migrations", "django_migrations"),
    ],
)
def test_every_table_of_a_statement_is_seen(query: str, table: str) -> None:
    with watched_tables() as touched, connection.cursor() as cursor:
        cursor.execute(query)
    assert table in touched


@pytest.mark.django_db
def test_what_comes_before_and_after_is_not() -> None:
    User.objects.exists()
    with watched_tables() as touched:
        list(PublishedCase.objects.all())
    User.objects.exists()
    assert touched == {"published_case"}
