"""What is put together without a template: victims and places beside an act, and words that look like tags."""

import re

import pytest
from django.test import Client

from cases.coding.models import Act
from cases.desk.coding.codes import Code as Pressed
from cases.desk.coding.codes import Codes, Family
from cases.desk.coding.listing import listed
from cases.intake.models import Testimony
from cases.vocabulary.models import AbuseCategory, Place
from cases.witnesses.actions import register_group
from tests.conftest import Cast
from tests.unit.desk.coding.conftest import Code, page_of, place, said, send

HOURS = place("We worked eighteen hours a day.")
TAG = "<b onclick='x'>\"&"


def beside(html: str, act: Act) -> str:
    """What stands behind an act's name in the margin."""
    found = re.search(rf'<li id="{act.code}".*?<span>(.*?)</span></p>', html)
    assert found is not None
    return found.group(1)


@pytest.mark.parametrize(("own", "group", "codes"), [(True, False, 0), (True, True, 2), (False, True, 1)])
def test_victims_are_named_where_they_are_others_than_whoever_told_it(
    client: Client, told: Testimony, coded: Code, cast: Cast, own: bool, group: bool, codes: int
) -> None:
    crew = register_group(by=cast.coder, case=told.case, description="his crew")
    victims = [*([told.witness] if own else []), *([crew] if group else [])]
    act, other = coded("eighteen hours", victims=victims), coded("kept the passports", victims=[told.witness])
    html = page_of(client, told)
    assert beside(html, act).count(" · to ") == codes
    assert (f"to {crew.code}" in beside(html, act)) is group
    assert " · to " not in beside(html, other)


def test_a_place_stays_chosen_and_is_shown_when_the_act_is_changed(
    client: Client, told: Testimony, vocabulary: object
) -> None:
    chosen = Place.objects.exclude(kind=Place.Kind.COUNTRY).first()
    assert chosen is not None
    option = f'<option value="{chosen.code}" selected>'
    assert option in send(client, told, HOURS, code="WRK-01", place=chosen.code)
    act = Act.objects.get()
    assert act.place == chosen
    opened = re.search(r'<select[^>]*name="edit-place".*?</select>', send(client, told, HOURS, open=str(act.pk)), re.S)
    assert opened is not None
    assert opened.group().count(" selected") == opened.group().count(option) == 1


@pytest.mark.parametrize(("typed", "sentence"), [("no place", "is not known"), ("RU\0", "Null characters")])
def test_a_place_that_the_list_does_not_offer(client: Client, told: Testimony, typed: str, sentence: str) -> None:
    assert sentence in said(send(client, told, HOURS, code="WRK-01", place=typed))
    assert not Act.objects.exists()


def test_the_form_of_an_act_stands_in_its_own_item(client: Client, told: Testimony, coded: Code) -> None:
    act, other = coded("eighteen hours"), coded("eighteen hours a day", "CTL-02")
    html = send(client, told, open=str(act.pk))
    items = dict(re.findall(r'<li id="(ACT-\d+)"(.*?)</li>', html, re.S))
    assert 'name="edit-note"' in items[act.code]
    assert 'name="edit-note"' not in items[other.code]
    assert html.count('class="coding-edit"') == 1


def test_words_of_the_vocabulary_become_no_tags() -> None:
    told = {"en": TAG}
    act = AbuseCategory(code="X-01", labels=told, definition=told, interview_signs=told, restricted=True)
    legal = AbuseCategory(code="X-02", labels=told, legal_review=True)
    codes = Codes([Pressed(act, "1")], [Family(TAG, [Pressed(act, "1", hidden=True)], [legal])])
    html = listed(codes)
    assert "<b " not in html
    assert html.count("&lt;b onclick=") == 8
    assert '<li hidden data-restricted data-find="x-01 &lt;b' in html
