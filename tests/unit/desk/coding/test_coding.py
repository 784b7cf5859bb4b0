"""Codes pressed without any script: what is stored, what stays ticked, what the page says."""

import pytest
from django.test import Client

from cases.coding.actions import register_actor
from cases.coding.models import Act, Actor, Involvement, Passage
from cases.core import sealing
from cases.intake.models import Testimony
from cases.witnesses.models import Group
from tests.conftest import ACCOUNT, Cast
from tests.unit.desk.coding.conftest import Code, page_of, place, said, send, ticked

HOURS = place("We worked eighteen hours a day.")
PAPERS = place("The manager kept the passports.")


def exact_words(act: Act, cast: Cast) -> list[str | None]:
    passages = list(Passage.objects.filter(links__act=act).order_by("text", "start"))
    return [sealing.open_sealed(one, "exact", by=cast.coder, reason="test") for one in passages]


def test_a_tick_and_a_press_code_a_passage_with_the_usual_values(client: Client, told: Testimony, cast: Cast) -> None:
    html = send(client, told, HOURS, code="WRK-01")
    act = Act.objects.get()
    assert (act.category.code, act.state, act.coded_by) == ("WRK-01", "present", cast.coder)
    assert exact_words(act, cast) == ["We worked eighteen hours a day."]
    assert [row.witness for row in act.victims.all()] == [told.witness]
    assert "is coded" in said(html)
    assert "Undo" in said(html)


def test_the_page_comes_back_at_the_same_sentences_for_a_second_code(client: Client, told: Testimony) -> None:
    html = send(client, told, HOURS, PAPERS, code="WRK-01")
    assert ticked(html) == [HOURS, PAPERS]
    assert html.count('id="here"') == 1
    assert 'action="#here"' in html
    send(client, told, *ticked(html), code="CTL-02")
    assert list(Act.objects.values_list("category__code", flat=True)) == ["WRK-01", "CTL-02"]
    assert Passage.objects.count() == 2


def test_both_texts_are_shown_with_their_languages(client: Client, told: Testimony) -> None:
    html = page_of(client, told)
    assert html.count('lang="ko"') >= 2
    assert 'dir="auto" lang="en"' in html
    send(client, told, place(ACCOUNT.splitlines()[1], text="account", whole=ACCOUNT), HOURS, code="WRK-02")
    assert set(Passage.objects.values_list("text", flat=True)) == {"account", "translation"}


def test_only_these_words(client: Client, told: Testimony, cast: Cast) -> None:
    html = send(client, told, HOURS, code="WRK-01", exact="eighteen hours")
    assert exact_words(Act.objects.get(), cast) == ["eighteen hours"]
    assert '<mark data-n="1" title="Excessive daily hours">eighteen hours</mark>' in html
    assert 'name="exact" value="eighteen hours"' in html


@pytest.mark.parametrize(
    ("ticks", "words", "sentence"),
    [
        ([HOURS], "the passports", "do not stand in the sentence"),
        ([place("There were no days off, no days at all.")], "no days", "more than once"),
        ([], "eighteen hours", "Tick the sentence"),
    ],
)
def test_words_that_are_not_there_once(
    client: Client, told: Testimony, ticks: list[str], words: str, sentence: str
) -> None:
    html = send(client, told, *ticks, code="WRK-01", exact=words)
    assert sentence in said(html)
    assert (Act.objects.count(), ticked(html)) == (0, ticks)
    assert f'name="exact" value="{words}"' in html


def test_not_asked_cites_nothing_whatever_is_ticked(client: Client, told: Testimony) -> None:
    send(client, told, code="WRK-01", state="not_asked")
    html = send(client, told, HOURS, code="WRK-02", state="not_asked")
    assert list(Act.objects.values_list("state", flat=True)) == ["not_asked"] * 2
    assert Passage.objects.count() == 0
    assert "Not beside the text" in html


def test_undo_takes_the_act_its_marks_and_its_event_back(client: Client, told: Testimony) -> None:
    html = send(client, told, HOURS, code="WRK-01")
    key = str(Act.objects.get().pk)
    assert f'name="undo" value="{key}"' in html
    html = send(client, told, HOURS, undo=key)
    assert (Act.objects.count(), Passage.objects.count(), ticked(html)) == (0, 0, [HOURS])
    assert "taken back" in said(html)


def test_choices_stay_for_the_next_code_and_the_note_does_not(client: Client, told: Testimony, cast: Cast) -> None:
    actor = register_actor(by=cast.coder, case=told.case, kind="individual", name="김 관리자")
    html = send(
        client, told, PAPERS, code="CTL-02", actor=str(actor.pk), role="guarded", degree="command", note="a note",
        method="by hand", date="2019-05", date_as_said="in May", confidence="low",
    )  # fmt: skip
    act = Act.objects.get()
    involvement = Involvement.objects.get()
    assert (involvement.actor, involvement.role, involvement.degree) == (actor, "guarded", "command")
    assert (act.confidence, act.date.to_edtf(), act.date_as_said) == ("low", "2019-05", "in May")
    assert sealing.open_record(act, ["method", "note"], by=cast.coder, reason="test") == {
        "method": "by hand", "note": "a note",
    }  # fmt: skip
    assert f'<option value="{actor.pk}" selected>김 관리자</option>' in html
    assert "김 관리자 · guarded" in html
    assert "by hand</textarea>" in html
    assert "a note" not in html


def test_a_new_group_of_unknown_size_is_chosen_for_the_next_code(client: Client, told: Testimony) -> None:
    html = send(client, told, PAPERS, do="add_group", group_description="his crew", group_min="", group_max="")
    group = Group.objects.get()
    assert (group.count_min, group.count_max, group.count_basis) == (None, None, "")
    assert ticked(html) == [PAPERS]
    assert f'value="{group.pk}" form="desk" id="id_victims_1" checked' in html
    assert "his crew (number not known)" in html
    send(client, told, PAPERS, code="CTL-02", victims=[str(group.pk)])
    assert [row.group for row in Act.objects.get().victims.all()] == [group]


def test_a_new_actor_is_added_after_the_like_ones_were_shown(client: Client, told: Testimony, cast: Cast) -> None:
    register_actor(by=cast.coder, case=told.case, kind="individual", name="Kim Chol-su")
    html = send(client, told, PAPERS, do="find_actor", actor_name="김철수")
    assert "Kim Chol-su" in html
    assert "Add as somebody new" in html
    html = send(client, told, PAPERS, do="add_actor", actor_name="박 관리자", actor_kind="individual")
    new = Actor.objects.order_by("-created_at").first()
    assert new is not None
    assert f'<option value="{new.pk}" selected>' in html
    assert ticked(html) == [PAPERS]


def test_an_act_is_changed_beside_its_words(client: Client, told: Testimony, coded: Code, cast: Cast) -> None:
    act = coded("kept the passports", note="first")
    actor = register_actor(by=cast.coder, case=told.case, kind="unit", name="the office")
    html = send(client, told, HOURS, open=str(act.pk))
    assert 'name="edit-state"' in html
    assert "first</textarea>" in html
    edited = {"edit-state": "unclear", "edit-note": "second", "edit-confidence": "high"}
    html = send(client, told, HOURS, save=str(act.pk), opened=str(act.pk), **edited)
    act.refresh_from_db()
    assert (act.state, act.confidence, act.victims.count()) == ("unclear", "high", 0)
    assert exact_words(act, cast) == ["kept the passports"]
    assert "unclear" in html
    part = {"part-actor": str(actor.pk), "part-role": "ordered", "part-degree": "command", "part-confidence": "low"}
    html = send(client, told, involve=str(act.pk), opened=str(act.pk), **part)
    assert "the office · ordered" in html
    send(client, told, uninvolve=str(Involvement.objects.get().pk))
    assert not Involvement.objects.exists()
    send(client, told, take_back=str(act.pk))
    assert not Act.objects.exists()


def test_finished(client: Client, told: Testimony) -> None:
    assert "has no coded act yet" in said(send(client, told, do="finish"))
    send(client, told, HOURS, code="WRK-01")
    send(client, told, do="finish")
    told.refresh_from_db()
    assert told.status == "coded"
    html = page_of(client, told)
    assert 'name="code"' not in html
    assert "can be coded only while" in html
