"""A figure's permanent address leads to a place that is there. The link check of a whole export found one that was not."""

import pytest
from django.test import Client

from cases.public.export.addresses import own
from cases.public.export.links import Page
from cases.published.models import PublishedCase
from tests.freezing import freeze_as_a_release_would
from tests.sample_release import sample_release

from .conftest import ROOT


@pytest.mark.parametrize("address", ["/en/places/?period=2017_2019", "/en/places/?sector=it", "/en/patterns/?sex=male"])
def test_figure_of_a_group_leads_to_its_place(client: Client, site: PublishedCase, address: str) -> None:
    freeze_as_a_release_would(sample_release())
    links = [own(link.value, address, ROOT) for link in Page(client.get(address).content.decode()).links]
    places = {found for found in links if found and found[0].startswith("/en/releases/2026-08/") and found[1]}
    for table, fragment in places:
        assert fragment in Page(client.get(table).content.decode()).ids, f"{table}#{fragment}"
    assert any("-by-" in found[0] for found in links if found)
