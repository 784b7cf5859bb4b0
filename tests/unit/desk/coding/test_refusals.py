"""What the page is sent by mistake or by somebody who tampers: a clear sentence, nothing stored, nothing lost."""

from http import HTTPStatus

import pytest
from django.test import Client
from django.utils import timezone

from cases.casework.actions import create_case
from cases.coding.actions import finish_coding, mark_passage, remove_act
from cases.coding.models import Act, Passage
from cases.core.models import AuditEvent
from cases.intake.actions import edit_testimony, return_testimony, submit_testimony
from cases.intake.models import Testimony
from cases.vocabulary.actions import retire_category
from cases.vocabulary.models import AbuseCategory
from cases.witnesses.actions import record_consent, register_witness
from tests.conftest import Cast
from tests.sign_in import signed_in
from tests.unit.desk.coding.conftest import TRANSLATION, Code, address, page_of, place, said, send, ticked

HOURS = place("We worked eighteen hours a day.")


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"code": "XXX-01"}, "not known"),
        ({"code": "PHY-01"}, "legal finding"),
        ({"code": "ILO-01"}, "not an act"),
        ({"code": "WRK-99"}, "needs a note"),
        ({"code": "WRK-01", "date": "sometime"}, "not a date"),
        ({"code": "WRK-01", "others": "W-999"}, "not known"),
        ({"code": "WRK-01", "actor": "ec7b4b5c-0000-0000-0000-000000000000"}, "Select a valid choice"),
        ({"code": "WRK-01", "translation_version": "2"}, "corrected while you worked"),
        ({"code": "WRK-01", "translation_version": "x"}, "corrected while you worked"),
        ({"take_back": "no key"}, "not there any more"),
        ({"do": "add_group"}, "Say in a few words"),
        ({"do": "add_group", "group_description": "crew", "group_min": "5", "group_max": "3"}, "swap the two numbers"),
        ({"do": "add_group", "group_description": "crew", "group_min": "-1"}, "in digits"),
        ({"do": "add_actor"}, "Type a name"),
        ({"do": "find_actor", "actor_name": "!"}, "Type a name"),
        ({"move": "no key"}, "changed on its way"),
        ({"uninvolve": "no key"}, "changed on its way"),
    ],
)
def test_refused(client: Client, told: Testimony, values: dict[str, str], sentence: str) -> None:
    html = send(client, told, HOURS, **values)
    assert sentence in said(html)
    assert "Not saved." in said(html)
    assert (Act.objects.count(), Passage.objects.count(), ticked(html)) == (0, 0, [HOURS])
    typed = {name: value for name, value in values.items() if name in ("date", "others", "group_description")}
    assert all(f'value="{value}"' in html for value in typed.values())


@pytest.mark.parametrize(
    ("tick", "sentence"),
    [
        (f"translation:0-{len(TRANSLATION) + 1}", "do not stand in the text"),
        ("account:900-901", "do not stand in the text"),
        ("translation:5-5", "do not stand in the text"),
        ("translation:9999999-9999999", "do not stand in the text"),
        ("paraphrase:0-5", "cannot be read"),
        ("translation:0-5;drop", "cannot be read"),
    ],
)
def test_places_beyond_the_text(client: Client, told: Testimony, tick: str, sentence: str) -> None:
    assert sentence in said(send(client, told, tick, code="WRK-01"))
    assert not Act.objects.exists()


def test_too_many_places_at_once(client: Client, told: Testimony) -> None:
    ticks = [f"translation:{start}-{start + 1}" for start in range(201)]
    assert "cannot be read" in said(send(client, told, *ticks, code="WRK-01"))


def test_a_retired_code_is_not_offered_and_not_taken(client: Client, told: Testimony, cast: Cast) -> None:
    retire_category(by=cast.administrator, category=AbuseCategory.objects.get(code="WRK-03"), on=timezone.localdate())
    assert 'value="WRK-03"' not in page_of(client, told)
    assert "retired" in said(send(client, told, HOURS, code="WRK-03"))


def test_a_victim_of_another_case(client: Client, told: Testimony, cast: Cast) -> None:
    """Somebody of a case in which the coder works too; one that they do not see is as unknown as one that is not there."""
    other = create_case(by=cast.coder, title="Other", slug="other")
    person = register_witness(by=cast.coder, case=other)
    assert "another case" in said(send(client, told, HOURS, code="WRK-01", others=person.code))
    hidden = create_case(by=cast.stranger, title="Hidden", slug="hidden")
    person = register_witness(by=cast.stranger, case=hidden)
    assert "is not known" in said(send(client, told, HOURS, code="WRK-01", others=person.code))
    assert not Act.objects.exists()


def test_the_same_code_on_the_same_words_is_not_stored_twice(client: Client, told: Testimony) -> None:
    """Also when a page is sent again by the browser."""
    send(client, told, HOURS, code="WRK-01")
    assert "already on these words" in said(send(client, told, HOURS, code="WRK-01"))
    assert Act.objects.count() == 1


def test_two_people_on_one_testimony(client: Client, told: Testimony, coded: Code, cast: Cast) -> None:
    """What somebody took back meanwhile, and a coding that somebody finished meanwhile."""
    act = coded("eighteen hours")
    remove_act(by=cast.coder, act=act)
    assert "not there any more" in said(send(client, told, open=str(act.pk)))
    coded("eighteen hours")
    finish_coding(by=cast.coder, testimony=told)
    assert "can be coded only while" in said(send(client, told, HOURS, code="WRK-02"))
    assert Act.objects.count() == 1


def test_a_corrected_text_lists_what_no_longer_stands_in_it(
    client: Client, told: Testimony, coded: Code, cast: Cast
) -> None:
    coded("eighteen hours"), coded("kept the passports", "CTL-02")
    return_testimony(by=cast.coder, testimony=told, return_reason="look at the papers")
    new = "Well. " + TRANSLATION.replace("The manager kept the passports.", "Nobody had papers.")
    edit_testimony(by=cast.interviewer, testimony=told, translation=new)
    submit_testimony(by=cast.interviewer, testimony=told)
    told.refresh_from_db()
    html = page_of(client, told)
    assert "no longer stand in the text" in html
    assert '<q dir="auto">kept the passports</q>' in html
    assert ">eighteen hours</mark>" in html
    lost = Passage.objects.get(links__act__category__code="CTL-02")
    spot = place("Nobody had papers.", whole=new)
    assert "one place" in said(send(client, told, move=str(lost.pk), translation_version="2"))
    html = send(client, told, spot, move=str(lost.pk), translation_version="2")
    assert "no longer stand in the text" not in html
    assert "marked anew" in said(html)
    assert "1 passage" in page_of(client, told)
    assert "new place" in said(send(client, told, do="fit"))
    assert "was corrected" not in page_of(client, told)


def test_a_passage_that_nothing_cites_and_that_is_gone_is_taken_away(
    client: Client, told: Testimony, cast: Cast
) -> None:
    mark_passage(by=cast.coder, testimony=told, exact="eighteen hours", text="translation")
    return_testimony(by=cast.coder, testimony=told, return_reason="x")
    edit_testimony(by=cast.interviewer, testimony=told, translation="Nothing of it.")
    submit_testimony(by=cast.interviewer, testimony=told)
    key = str(Passage.objects.get().pk)
    assert f'name="take_away" value="{key}"' in page_of(client, told)
    assert "no longer stand" not in send(client, told, take_away=key)
    assert not Passage.objects.exists()


@pytest.mark.parametrize("person", ["stranger", "legal", "dpo", "advocacy", "administrator", "interviewer"])
def test_who_may_not_code_sees_no_page(told: Testimony, cast: Cast, person: str) -> None:
    client = signed_in(getattr(cast, person))
    assert client.get(address(told)).status_code == HTTPStatus.NOT_FOUND
    assert client.post(address(told), {"code": "WRK-01"}).status_code == HTTPStatus.NOT_FOUND


def test_without_consent_to_coding_the_page_says_so(client: Client, told: Testimony, cast: Cast) -> None:
    assert told.witness is not None
    record_consent(by=cast.interviewer, witness=told.witness, given_on=timezone.localdate(), scopes={},
                   form_version="1", language="ko", way="oral")  # fmt: skip
    html = page_of(client, told)
    assert "S1 (internal coding) is not in force" in html
    assert 'name="code"' not in html
    assert "not in force" in said(send(client, told, HOURS, code="WRK-01"))


def test_nothing_that_was_told_reaches_the_audit_chain(client: Client, told: Testimony) -> None:
    send(client, told, HOURS, code="WRK-01", exact="eighteen hours", note="secret note", actor_name="secret name")
    bodies = "".join(AuditEvent.objects.values_list("body", flat=True))
    assert not any(words in bodies for words in ("eighteen", "secret"))
