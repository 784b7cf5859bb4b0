"""The reading page of a source, as somebody signed in gets it."""

from http import HTTPStatus

from django.test import Client
from django.urls import reverse

from cases.intake.models import Source

CLAIM = {
    "locator": "line 10", "measure_en": "people who arrived", "measure_ko": "도착한 사람들", "measure_ru": "",
    "kind": "reported_count", "comparator": ">", "value_min": "10000", "value_max": "", "population": "workers",
    "said_by": "an office", "reported_by": "a paper", "date_as_said": "last year", "copied_from": "",
}  # fmt: skip
"""What a person fills in for one claim."""


def reading(source: Source) -> str:
    return reverse("admin:source_reading", args=[source.pk])


def text_of(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == HTTPStatus.OK
    return answer.content.decode()
