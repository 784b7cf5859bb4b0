"""What the coding page shows: the codes, the marks, nothing of another coder, in a fixed number of statements."""

import json
import re
from collections.abc import Sequence

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cases.accounts.models import User
from cases.casework.actions import set_case_members
from cases.casework.models import Case
from cases.coding.actions import finish_coding, register_actor, take_second_coding
from cases.coding.models import Act
from cases.core.models import AuditEvent
from cases.intake.actions import log_press_account, register_source
from cases.intake.models import Testimony
from cases.vocabulary.loading import VocabularyFiles
from cases.witnesses.actions import register_group
from tests.conftest import Cast
from tests.sign_in import signed_in
from tests.unit.desk.coding.conftest import CHOICES, Code, address, page_of, place, said, send

HOURS = place("We worked eighteen hours a day.")
LINES = "A headline\n\nJin said that they worked 18 hours.\nThey slept little.\nMore text."


def shown_codes(html: str) -> set[str]:
    """The codes that can be pressed without script."""
    items = re.findall(r'<li( hidden)?( data-restricted)? data-find="[^"]*"><button[^>]* value="([^"]+)"', html)
    return {code for hidden, _restricted, code in items if not hidden}


def test_marks_names_and_progress(client: Client, told: Testimony, coded: Code) -> None:
    coded("eighteen hours a day. The manager kept"), coded("eighteen hours", "CTL-02")
    html = page_of(client, told)
    assert (
        '<mark data-n="2" title="Excessive daily hours, Escorted or monitored movement">eighteen hours</mark>' in html
    )
    assert '<mark data-n="1" title="Excessive daily hours">The manager kept</mark>' in html
    assert "2 acts, 2 of 6 sentences cited" in html
    assert "sentences 4, 5" in html


def test_legal_and_restricted_codes(client: Client, told: Testimony) -> None:
    html = page_of(client, told)
    assert 'value="PHY-01"' not in html
    assert "† PHY-01" in html
    assert "SGB-01" not in shown_codes(html)
    assert "SGB-01" in shown_codes(page_of(client, told, "?restricted=1"))
    assert "SGB-01" in shown_codes(send(client, told, HOURS, do="find", restricted="1"))


@pytest.mark.parametrize("words", ["hours daily", "노동시간", "продолжительность дня", "wrk-01"])
def test_a_code_is_found_in_any_language(client: Client, told: Testimony, words: str) -> None:
    assert shown_codes(page_of(client, told, f"?find={words}")) == {"WRK-01"}
    assert shown_codes(send(client, told, HOURS, do="find", find=words)) == {"WRK-01"}


def test_a_search_finds_restricted_codes_and_says_when_it_finds_none(client: Client, told: Testimony) -> None:
    assert "SGB-01" in shown_codes(page_of(client, told, "?find=rape"))
    assert "No code is called like this" in page_of(client, told, "?find=zzz")


def test_the_most_used_codes_have_the_digits(client: Client, told: Testimony, coded: Code) -> None:
    coded("eighteen hours", "CTL-03"), coded("kept the passports", "CTL-03"), coded("no days off", "HLT-03")
    listed = page_of(client, told).split("data-most-used")[1].split("</section>")[0]
    order = [part.split('"')[0] for part in listed.split('name="code" value="')[1:]]
    assert order[:2] == ["CTL-03", "HLT-03"]
    assert len(order) == 8


@pytest.fixture
def second(cast: Cast, case: Case) -> User:
    """A second coder on the team."""
    set_case_members(by=cast.coder, case=case, users=[cast.interviewer, cast.coder, cast.lead, cast.stranger])
    return cast.stranger


@pytest.mark.usefixtures("everything_is_chosen")
def test_the_second_coder_sees_their_own_round_only(
    client: Client, told: Testimony, coded: Code, cast: Cast, second: User
) -> None:
    coded("eighteen hours", "CTL-03", note="x")
    before = page_of(signed_in(second), told)
    finish_coding(by=cast.coder, testimony=told)
    told.refresh_from_db()
    take_second_coding(by=second, testimony=told)
    blind = signed_in(second)
    for html in (before, page_of(blind, told), send(blind, told, HOURS, do="find")):
        assert "<mark" not in html
        assert "ACT-" not in html
        assert "0 acts" in html
        assert str(cast.coder.pk) not in html
    html = send(blind, told, HOURS, code="WRK-01")
    assert "1 act, 1 of 6" in html
    assert "You are the second coder" in html
    assert not Act.in_every_round.get(round__isnull=False).stands
    assert "WRK-01" not in page_of(client, told).split("coding-text")[1]
    send(blind, told, do="finish")
    told.refresh_from_db()
    assert told.status == "double_coded"


@pytest.fixture
def press(cast: Cast, case: Case, vocabulary: VocabularyFiles) -> Testimony:
    """An account of a group in an article whose text is stored."""
    source = register_source(by=cast.coder, case=case, kind="press", title="x", language="en", text=LINES)
    group = register_group(by=cast.coder, case=case, description="the six")
    return log_press_account(by=cast.coder, source=source, group=group, locator="line 3")


def test_lines_of_an_article_become_the_locator(client: Client, press: Testimony) -> None:
    html = send(client, press, "source:3-4", "source:4-5", code="WRK-01", attribution="Jin")
    act = Act.objects.get()
    (link,) = act.links.all()
    assert (link.source, link.locator, link.attribution) == (press.source, "lines 3-4", "Jin")
    assert [row.group for row in act.victims.all()] == [press.group]
    assert '<mark data-n="1" title="Excessive daily hours">They slept little.</mark>' in html
    assert "1 act, 2 of 4 sentences cited" in html


def test_without_a_tick_the_account_s_own_place_is_cited(client: Client, press: Testimony) -> None:
    send(client, press, code="WRK-01", locator="line 3")
    assert Act.objects.get().links.get().locator == "line 3"
    assert "cites its words" in said(send(client, press, code="WRK-02", locator=""))


def test_an_answer_for_the_script_holds_what_changed_alone(client: Client, told: Testimony) -> None:
    html = send(client, told, HOURS, code="WRK-01", fragments=True)
    assert html.count('class="coding-block') == 1
    assert "<html" not in html
    assert 'id="progress"' in html
    assert 'id="choices"' not in html
    assert "Type a name" in send(client, told, do="add_actor", fragments=True)
    assert "<details" in send(client, told, HOURS, do="add_group", group_description="crew", fragments=True)


def opened(client: Client, told: Testimony) -> Sequence[str]:
    before = AuditEvent.objects.count()
    page_of(client, told)
    bodies = [json.loads(event.body) for event in AuditEvent.objects.order_by("seq")[before:]]
    return [body["action"] for body in bodies]


def test_the_page_opens_few_sealed_texts_however_much_is_coded(
    client: Client, told: Testimony, coded: Code, cast: Cast
) -> None:
    actor = register_actor(by=cast.coder, case=told.case, kind="unit", name="the office")
    coded("eighteen hours", actor=actor)
    few = opened(client, told)
    with CaptureQueriesContext(connection) as statements:
        page_of(client, told)
    for words in ("manager", "kept", "passports", "no days off", "days at all"):
        coded(words, "CTL-02", actor=actor)
    assert opened(client, told) == few
    with CaptureQueriesContext(connection) as more:
        page_of(client, told)
    assert len(more) <= len(statements), "\n".join(one["sql"] for one in more)
    with CaptureQueriesContext(connection) as pressed:
        client.post(address(told), {**CHOICES, "s": HOURS, "do": "find"}, headers={"X-Fragments": "1"})
    assert len(pressed) <= len(more)


def test_the_ways_to_the_page(client: Client, told: Testimony) -> None:
    for at in ("/staff/", f"/staff/cases/testimony/{told.pk}/change/"):
        assert address(told) in client.get(at).content.decode()
