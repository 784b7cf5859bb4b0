"""The nginx configuration in the guide sends what the program sends, and knows its addresses."""

import re

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from cases.public.export.addresses import file_of
from tests.architecture.sources import ROOT

GUIDE = (ROOT / "docs/guides/public-site.md").read_text()
NOT_FIXED = {"Strict-Transport-Security", "Cache-Control", "Content-Disposition", "X-Frame-Options"}
"""Of HTTPS, or different from address to address."""


def told() -> dict[str, str]:
    """The headers of the guide, for a page that nobody may frame."""
    lines = re.findall(r'^        add_header (\S+) "?(.+?)"? always;$', GUIDE, flags=re.MULTILINE)
    return {name: value.replace("$framing", "'none'").replace("$resources", "same-origin") for name, value in lines}


def directives(policy: str) -> set[str]:
    return {directive.strip() for directive in policy.split(";")}


def test_headers_are_those_of_the_program(client: Client, db: None, settings: Settings) -> None:
    sent, known = client.get("/en/").headers, told()
    assert len(known) == 11
    assert directives(known.pop("Content-Security-Policy")) == directives(sent["Content-Security-Policy"])
    assert {name: sent[name] for name in known.keys() - NOT_FIXED} == {
        name: value for name, value in known.items() if name not in NOT_FIXED
    }
    assert known["Strict-Transport-Security"] == f"max-age={63_072_000}; includeSubDomains; preload"
    hardening = {name for name in sent if re.match(r"X-|Cross-|Permissions|Referrer", name)}
    assert hardening <= known.keys()


@pytest.mark.parametrize("query", ["sector=it&beside=farming_fishing", "release=2026-08", "source=%D0%90+b", "q=a%26b"])
def test_its_filters_are_those_of_an_export(query: str) -> None:
    [pattern] = re.findall(r"~(\S+) +\$args\.html;", GUIDE)
    assert re.fullmatch(pattern.strip("^$"), query)
    assert file_of(f"/en/?{query}") == f"en/{query}.html"


@pytest.mark.parametrize("query", ["../x=y", "a=/etc/x", "a=b%", "x", "a=b\\", "=", "a=\u0430"])
def test_no_query_leads_out_of_the_folder(query: str) -> None:
    [pattern] = re.findall(r"~(\S+) +\$args\.html;", GUIDE)
    found = re.fullmatch(pattern.strip("^$"), query, re.ASCII)
    assert found is None or "/" not in query


def test_framed_pages_are_those_that_the_program_lets_be_framed() -> None:
    framed = re.search(r"map \$uri \$framing \{\s+~(\S+)", GUIDE)
    assert framed
    assert re.match(framed[1], reverse("public:embed", args=["2026-08", "sector"]))
    assert not re.match(framed[1], reverse("public:release", args=["2026-08"]))
