"""Coding words where they stand: one step, sensible defaults, and nothing stored when something is wrong."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from cases.casework.actions import create_case
from cases.casework.models import Case
from cases.coding.actions import (
    Span,
    code_passages,
    describe_event,
    describe_labour_situation,
    edit_labour_situation,
    register_actor,
)
from cases.coding.models import Act, Event, Involvement, Passage
from cases.core.errors import NotAllowed, Refused
from cases.core.models import AuditEvent
from cases.core.partial_dates import parse
from cases.intake.actions import log_press_account, register_source
from cases.intake.models import Testimony
from cases.vocabulary.actions import retire_category
from cases.vocabulary.loading import VocabularyFiles
from cases.vocabulary.models import AbuseCategory, Place
from cases.witnesses.actions import register_group, register_witness
from tests.conftest import ACCOUNT, Cast

Code = Callable[..., Act]
HOURS = Span("account", ACCOUNT.index("하루에"), ACCOUNT.index("일했습니다"))
PAPERS = Span("account", ACCOUNT.index("여권은"), ACCOUNT.index("보관"))


@pytest.fixture
def code(cast: Cast, vocabulary: VocabularyFiles, submitted: Testimony) -> Code:
    """Codes WRK-01 on the hours of the submitted interview, as the coder, unless told otherwise."""

    def run(category: str = "WRK-01", *spans: Span, **values: Any) -> Act:
        given = {"by": cast.coder, "testimony": submitted, "spans": spans or (HOURS,), **values}
        return code_passages(category=AbuseCategory.objects.get(code=category), **given)

    return run


def stored() -> tuple[int, ...]:
    return tuple(model._base_manager.count() for model in (Act, Passage, Event, Involvement))


def test_defaults_are_what_it_mostly_is(cast: Cast, code: Code, submitted: Testimony) -> None:
    """Present, done to the witness, in their only situation, at its time and place, in an event of its own."""
    situation = describe_labour_situation(
        by=cast.coder, case=submitted.case, witness=submitted.witness, date=parse("2018/2019"),
        place=Place.objects.get(code="RU-PRI"),
    )  # fmt: skip
    act = code()
    assert (act.state, act.coded_by, act.round, act.stands) == ("present", cast.coder, None, True)
    assert [row.witness for row in act.victims.all()] == [submitted.witness]
    assert (act.situation, act.date.to_edtf(), act.place) == (situation, "2018/2019", situation.place)
    passage = act.links.get().passage
    assert passage is not None
    assert (passage.start, passage.end, passage.marked_by) == (HOURS.start, HOURS.end, cast.coder)
    assert act.event.case == submitted.case


def test_what_is_said_goes_before_the_defaults(cast: Cast, code: Code, submitted: Testimony) -> None:
    situation = describe_labour_situation(
        by=cast.coder, case=submitted.case, witness=submitted.witness, date=parse("2018"),
        place=Place.objects.get(code="RU-PRI"),
    )  # fmt: skip
    group = register_group(by=cast.coder, case=submitted.case)
    event = describe_event(by=cast.coder, case=submitted.case)
    act = code(
        victims=[group], event=event, date=parse("2019-05"), place=Place.objects.get(code="RU"), method="by bell",
        confidence="low",
    )  # fmt: skip
    assert [row.group for row in act.victims.all()] == [group]
    assert (act.event, act.date.to_edtf(), act.place, act.confidence) == (
        event, "2019-05", Place.objects.get(code="RU"), "low",
    )  # fmt: skip
    assert act.method is not None
    assert act.situation == situation


def test_one_of_several_situations_is_the_usual_one_only_when_it_is_the_main_one(
    cast: Cast, code: Code, submitted: Testimony
) -> None:
    given = {"by": cast.coder, "case": submitted.case, "witness": submitted.witness}
    describe_labour_situation(**given)
    other = describe_labour_situation(**given)
    assert code().situation is None
    edit_labour_situation(by=cast.coder, situation=other, is_main=True)
    assert code("WRK-02").situation == other


@pytest.mark.parametrize("state", ["stated_absent", "unclear"])
def test_state_without_victims_has_none(code: Code, state: str) -> None:
    assert code(state=state).victims.count() == 0


def test_not_asked_cites_nothing_and_is_said_once(cast: Cast, code: Code, submitted: Testimony) -> None:
    category = AbuseCategory.objects.get(code="WRK-01")
    given = {"by": cast.coder, "testimony": submitted, "spans": (), "category": category, "state": "not_asked"}
    assert code_passages(**given).links.count() == 0
    with pytest.raises(Refused, match="already"):
        code_passages(**given)
    with pytest.raises(Refused, match="cites nothing"):
        code("WRK-02", state="not_asked")


def test_second_code_uses_the_same_mark_and_event(code: Code) -> None:
    first, second = code("WRK-01"), code("WRK-02")
    assert first.links.get().passage == second.links.get().passage
    assert first.event == second.event
    assert Passage.objects.count() == 1


def test_act_cites_every_piece_once(code: Code) -> None:
    act = code("WRK-01", HOURS, PAPERS, HOURS)
    assert {link.passage.start for link in act.links.all() if link.passage} == {HOURS.start, PAPERS.start}


def test_pieces_may_overlap(code: Code) -> None:
    wide = Span("account", HOURS.start - 3, HOURS.end + 2)
    assert code("WRK-01").links.get().passage != code("WRK-01", wide).links.get().passage


def test_same_code_on_the_same_words_is_refused(code: Code) -> None:
    act = code("WRK-01", HOURS, PAPERS)
    before = stored()
    for spans in ((HOURS,), (PAPERS,), (HOURS, PAPERS)):
        with pytest.raises(Refused, match=f"already.*{act.code}"):
            code("WRK-01", *spans)
    assert stored() == before


@pytest.mark.parametrize(
    "span",
    [
        Span("account", 0, len(ACCOUNT) + 1),
        Span("account", len(ACCOUNT), len(ACCOUNT) + 5),
        Span("account", 10**9, 10**9 + 1),
        Span("account", -3, 4),
        Span("account", 5, 5),
        Span("account", 9, 4),
        Span("account", ACCOUNT.index("\n"), ACCOUNT.index("\n") + 1),
        Span("translation", 0, 4),
    ],
)
def test_words_beyond_the_text_are_refused_and_nothing_is_stored(code: Code, span: Span) -> None:
    before = stored()
    with pytest.raises(Refused, match="do not stand in the text") as refusal:
        code("WRK-01", HOURS, span)
    assert stored() == before
    assert "여권" not in str(refusal.value)


def test_other_fields_are_no_texts(code: Code) -> None:
    with pytest.raises(Refused, match="account or in its translation"):
        code("WRK-01", Span("translator", 0, 3))


def test_text_that_was_corrected_meanwhile_is_refused(code: Code, submitted: Testimony) -> None:
    code("WRK-01", Span("account", HOURS.start, HOURS.end, submitted.account_version))
    Testimony.objects.filter(pk=submitted.pk).update(account_version=submitted.account_version + 1)
    with pytest.raises(Refused, match="corrected while you worked"):
        code("WRK-02", Span("account", HOURS.start, HOURS.end, submitted.account_version))
    assert Act.objects.count() == 1


def test_retired_code_is_refused(cast: Cast, code: Code) -> None:
    category = AbuseCategory.objects.get(code="WRK-01")
    other = AbuseCategory.objects.get(code="WRK-02")
    retire_category(by=cast.administrator, category=category, on=dt.date(2024, 1, 1), replaced_by=other)
    with pytest.raises(Refused, match="retired"):
        code("WRK-01")
    assert stored() == (0, 0, 0, 0)


@pytest.mark.parametrize(
    ("category", "sentence"), [("ILO-01", "not an act"), ("FLT-OVS", "not an act"), ("WRK-99", "describes")]
)
def test_what_is_no_plain_act_is_refused(code: Code, category: str, sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        code(category)
    assert stored() == (0, 0, 0, 0)


def test_legal_finding_is_refused_to_a_coder(code: Code) -> None:
    with pytest.raises(NotAllowed, match="legal reviewer"):
        code("PHY-01")
    assert stored() == (0, 0, 0, 0)


def test_victim_and_actor_of_another_case_are_refused_whole(cast: Cast, code: Code) -> None:
    other = create_case(by=cast.coder, title="Other", slug="other")
    with pytest.raises(Refused, match="another case"):
        code(victims=[register_witness(by=cast.coder, case=other)])
    with pytest.raises(Refused, match="another case"):
        code(actor=register_actor(by=cast.coder, case=other, kind="unknown", name="x"))
    with pytest.raises(Refused, match="another case"):
        code(event=describe_event(by=cast.coder, case=other))
    assert stored() == (0, 0, 1, 0)


def test_group_of_unknown_size_is_a_victim(cast: Cast, code: Code, submitted: Testimony) -> None:
    group = register_group(by=cast.coder, case=submitted.case)
    assert (group.count_min, group.count_max) == (None, None)
    assert [row.group for row in code(victims=[group]).victims.all()] == [group]


def test_actor_takes_part_in_the_same_step(cast: Cast, code: Code, submitted: Testimony) -> None:
    actor = register_actor(by=cast.coder, case=submitted.case, kind="unit", name="guards")
    row = code(actor=actor, role="ordered", degree="command").involvements.get()
    assert (row.actor, row.role, row.degree) == (actor, "ordered", "command")


def test_draft_strangers_and_the_interviewer_are_refused(cast: Cast, code: Code, submitted: Testimony) -> None:
    for person in (cast.stranger, cast.interviewer, cast.dpo):
        with pytest.raises(NotAllowed):
            code(by=person)
    Testimony.objects.filter(pk=submitted.pk).update(status="draft")
    with pytest.raises(Refused, match="only while it is submitted"):
        code()
    assert stored() == (0, 0, 0, 0)


def test_press_account_is_coded_by_a_place_in_its_source(cast: Cast, case: Case, vocabulary: VocabularyFiles) -> None:
    source = register_source(by=cast.coder, case=case, kind="press", title="T", language="en")
    group = register_group(by=cast.coder, case=case)
    account = log_press_account(by=cast.coder, source=source, group=group, paraphrase="long days")
    category = AbuseCategory.objects.get(code="WRK-01")
    given: dict[str, Any] = {"by": cast.coder, "testimony": account, "spans": (), "category": category}
    act = code_passages(**given, locator="lines 5–6", attribution="one of six")
    link = act.links.get()
    assert (link.source, link.locator, link.attribution) == (source, "lines 5–6", "one of six")
    assert [row.group for row in act.victims.all()] == [group]
    with pytest.raises(Refused, match="already"):
        code_passages(**given, locator="lines 5–6")
    with pytest.raises(Refused, match="cites its words"):
        code_passages(**given)
    assert code_passages(**given, locator="line 9").event == act.event


def test_own_interview_has_no_source_to_cite(code: Code) -> None:
    with pytest.raises(Refused, match="cites its words"):
        code("WRK-01", spans=(), locator="line 3")


def test_chain_names_what_was_read_and_holds_no_words(code: Code) -> None:
    act = code(note="told in tears", method="by bell")
    event = AuditEvent.objects.filter(action="coding.code_passages").latest("seq")
    assert str(act.pk) in event.body
    assert "testimony.account" in event.body
    assert not [words for words in ("하루에", "told in tears", "by bell") if words in event.body]
