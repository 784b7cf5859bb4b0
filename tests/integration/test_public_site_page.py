"""The staff page “Public site”: who publishes, how they are reached, and the glossary."""

import pytest

from cases.published.models import PublishedSite, PublishedTerm
from cases.vocabulary.loading import VocabularyFiles
from tests.conftest import Cast
from tests.integration.conftest import SignIn

PAGE = "/staff/public-site/"


def test_administrator_says_who_publishes(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in(cast.administrator)
    client.post(PAGE, {"organisation": "Example Desk", "contact": "desk@example.org"})
    site = PublishedSite.objects.get()
    assert (site.organisation, site.contact) == ("Example Desk", "desk@example.org")
    assert 'href="mailto:desk@example.org"' in client.get("/en/").content.decode()


def test_organisation_without_a_name_is_asked_again(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in(cast.administrator)
    before = PublishedSite.objects.values().first()
    answer = client.post(PAGE, {"organisation": " ", "contact": "desk@example.org"})
    assert "desk@example.org" in answer.content.decode(), "what was typed is still there"
    assert PublishedSite.objects.values().first() == before


def test_lead_publishes_the_glossary(cast: Cast, sign_in: SignIn, vocabulary: VocabularyFiles) -> None:
    """An office has no other way to: without it the pages of the indicators stay empty."""
    client = sign_in(cast.lead)
    assert "No entry is public yet" in client.get(PAGE).content.decode()
    answer = client.post(PAGE, {"glossary": "1"}, follow=True).content.decode()
    assert PublishedTerm.objects.count() == len(vocabulary.categories)
    assert "entries changed" in answer
    assert 'name="organisation"' not in answer, "who publishes is the administrator's to say"


@pytest.mark.parametrize("values", [{"organisation": "Mine", "contact": ""}, {"glossary": "1"}])
def test_neither_is_open_to_an_interviewer(cast: Cast, sign_in: SignIn, values: dict[str, str]) -> None:
    client = sign_in(cast.interviewer)
    assert client.get(PAGE).status_code == 404
    assert client.post(PAGE, values).status_code == 404


def test_lead_does_not_say_who_publishes(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in(cast.lead)
    client.post(PAGE, {"organisation": "Mine", "contact": ""})
    assert not PublishedSite.objects.filter(organisation="Mine").exists()
