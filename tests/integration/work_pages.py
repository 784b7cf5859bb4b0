"""The pages of work on records, asked for as a browser does."""

from typing import Any

from django.test import Client
from django.urls import reverse

from tests.integration.conftest import page


def form(record: Any, what: str) -> str:
    """The address of a form beside a record."""
    return reverse("admin:work", args=[record._meta.model_name, record.pk, what])


def shown(client: Client, address: str) -> str:
    """A page that opens."""
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def on_its_page(client: Client, record: Any) -> str:
    """A record's own page."""
    return shown(client, page(type(record), "change", record.pk))
