"""The page of an act for a legal reviewer, and the list in which restricted codes are hidden until asked for."""

import pytest
from django.test import Client
from django.urls import reverse

from cases.coding.actions import Span, code_passages, finish_coding
from cases.coding.models import Act
from cases.intake.models import Testimony
from cases.vocabulary.models import AbuseCategory
from tests.conftest import Cast
from tests.integration.conftest import SignIn, page
from tests.replay import replayed


@pytest.fixture
@replayed
def plain(cast: Cast, submitted: Testimony, act: Act) -> Act:
    category = AbuseCategory.objects.get(code="PHY-02")
    coded = code_passages(by=cast.coder, testimony=submitted, spans=[Span("account", 0, 9)], category=category)
    finish_coding(by=cast.coder, testimony=submitted)
    return coded


def shown(client: Client, act: Act) -> str:
    answer = client.get(page(Act, "change", act.pk))
    assert answer.status_code == 200
    return answer.content.decode()


def test_reviewer_raises_and_takes_back(cast: Cast, plain: Act, sign_in: SignIn) -> None:
    client = sign_in(cast.legal)
    html = shown(client, plain)
    assert 'value="PHY-01"' in html
    assert 'value="PHY-03"' not in html.partition('id="raise-category"')[2].partition("</select>")[0]
    client.post(page(Act, "step", plain.pk, "raise"), {"category": "PHY-01", "reason": "ON PURPOSE"})
    plain.refresh_from_db()
    assert plain.category.code == "PHY-01"
    html = shown(client, plain)
    assert "ON PURPOSE" in html
    assert "PHY-02" in html.partition('id="raise-title"')[2]
    client.post(page(Act, "step", plain.pk, "lower"))
    plain.refresh_from_db()
    assert plain.category.code == "PHY-02"


@pytest.mark.parametrize(
    "posted", [{}, {"category": "PHY-01"}, {"category": "DUT-01", "reason": "x"}, {"category": "x", "reason": "x"}]
)
def test_half_a_finding_is_refused_with_a_sentence(
    cast: Cast, plain: Act, sign_in: SignIn, posted: dict[str, str]
) -> None:
    client = sign_in(cast.legal)
    answer = client.post(page(Act, "step", plain.pk, "raise"), posted, follow=True)
    assert 'class="error"' in answer.content.decode()
    plain.refresh_from_db()
    assert plain.category.code == "PHY-02"


def test_coders_and_leads_see_no_form(cast: Cast, plain: Act, sign_in: SignIn) -> None:
    for person in (cast.coder, cast.lead, cast.dpo):
        client = sign_in(person)
        assert "raise-category" not in shown(client, plain)
        client.post(page(Act, "step", plain.pk, "raise"), {"category": "PHY-01", "reason": "x"})
    plain.refresh_from_db()
    assert plain.category.code == "PHY-02"


def test_restricted_codes_are_listed_when_asked_for(cast: Cast, plain: Act, sign_in: SignIn) -> None:
    AbuseCategory.objects.filter(code="PHY-02").update(restricted=True)
    client, address = sign_in(cast.lead), reverse("admin:cases_act_changelist")
    assert plain.code not in client.get(address).content.decode()
    assert plain.code in client.get(address, {"restricted": "shown"}).content.decode()
