"""Every public address, as the resolver knows them, and as a reader reaches them by links and filters."""

from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from importlib import import_module
from typing import Any
from urllib.parse import urljoin

from django.conf import settings
from django.test import Client
from django.urls import URLPattern, URLResolver, reverse
from django.utils import translation

from cases.published.models import PublishedCase, PublishedRelease

EXAMPLES: dict[str, Callable[[], Any]] = {
    "slug": lambda: PublishedCase.objects.values_list("slug", flat=True).get(),
    "identifier": lambda: PublishedRelease.objects.values_list("pk", flat=True).get(),
    "key": lambda: "sector-by-hours",
    "code": lambda: "ILO-07",
}
"""A value for each argument that a public address takes."""


def public_patterns(patterns: list[URLPattern | URLResolver]) -> Iterator[tuple[str, list[str]]]:
    """The name and the arguments of every public address."""
    for pattern in patterns:
        arguments = list(pattern.pattern.converters)
        if isinstance(pattern, URLResolver):
            assert not pattern.namespace, "A namespace inside public: teach this test to reverse it."
            for name, inner in public_patterns(pattern.url_patterns):
                yield name, [*arguments, *inner]
        else:
            assert pattern.name, f"The public address {pattern.pattern} has no name: give it one."
            yield pattern.name, arguments


def example(argument: str) -> Any:
    assert argument in EXAMPLES, f"A public address takes “{argument}”: add an example value for it to EXAMPLES."
    return EXAMPLES[argument]()


def addresses() -> Iterator[str]:
    """Every public address, in each language."""
    for name, arguments in public_patterns(import_module("cases.public.urls").urlpatterns):
        for language, _label in settings.LANGUAGES:
            with translation.override(language):
                yield reverse(f"public:{name}", kwargs={argument: example(argument) for argument in arguments})


class Links(HTMLParser):
    """The links of a page, and each choice of its filters as the address that the form would send.

    A group to stand beside another is sent with that one, each pair once; any other choice alone.
    """

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._select = ""
        self._chosen = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "a":
            self.found.append(given.get("href", ""))
        elif tag == "select":
            self._select = given["name"]
        elif tag == "option" and given.get("value"):
            choice = f"{self._select}={given['value']}"
            beside = self._select == "beside" and self._chosen
            if not beside or self._chosen.partition("=")[2] < given["value"]:
                self.found.append(f"?{self._chosen}&{choice}" if beside else f"?{choice}")
            if "selected" in given:
                self._chosen = choice


def walk(client: Client, start: str = "/en/") -> Iterator[tuple[str, Any]]:
    """Each page that a reader can reach by links and filters, in the language of the first, and each download."""
    waiting, seen = [start], {start}
    while waiting:
        address = waiting.pop()
        response = client.get(address)
        assert response.status_code == 200, address
        yield address, response
        if not response["Content-Type"].startswith("text/html") or "sector=" in address and "sex=" in address:
            continue
        links = Links()
        links.feed(response.content.decode())
        for link in links.found:
            target = urljoin(address, link).partition("#")[0]
            if target.startswith((start, "/data/")) and target not in seen:
                seen.add(target)
                waiting.append(target)
