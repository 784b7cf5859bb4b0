"""Acts: four states, each with its support; only codes in use; only victims of the same case."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction

from cases.accounts.actions import create_user
from cases.casework.actions import create_case, set_case_members
from cases.casework.models import Case
from cases.coding.actions import (
    code_act,
    describe_event,
    describe_labour_situation,
    edit_act,
    finish_coding,
    mark_passage,
    register_actor,
)
from cases.coding.actions import involve_actor as involve
from cases.coding.models import Act, Event, EvidenceLink, Passage, Victimisation
from cases.core.errors import NotAllowed, Refused
from cases.intake.actions import log_testimony, register_source, submit_testimony
from cases.intake.models import Source, Status, Testimony
from cases.vocabulary.actions import retire_category
from cases.vocabulary.loading import VocabularyFiles
from cases.vocabulary.models import AbuseCategory
from cases.witnesses.actions import register_group, register_witness
from tests.conftest import ACCOUNT, Cast
from tests.replay import replayed

Code = Callable[..., Act]
CITING = ("present", "stated_absent", "unclear")


@pytest.fixture
@replayed
def passage(cast: Cast, submitted: Testimony) -> Passage:
    return mark_passage(by=cast.coder, testimony=submitted, exact="여권은 관리자가 보관했습니다")


@pytest.fixture
@replayed
def source(cast: Cast, case: Case) -> Source:
    return register_source(by=cast.coder, case=case, kind="press", title="T", language="en")


@pytest.fixture
def code(cast: Cast, vocabulary: VocabularyFiles, submitted: Testimony, event: Event) -> Code:
    """Codes WRK-01 of the submitted interview, as the coder, unless told otherwise."""

    def run(category: str = "WRK-01", **values: Any) -> Act:
        found = AbuseCategory.objects.get(code=category)
        given = {"by": cast.coder, "event": event, "testimony": submitted, **values}
        return code_act(category=found, **given)

    return run


@pytest.mark.parametrize("state", CITING)
def test_state_that_says_something_cites_a_passage(code: Code, passage: Passage, state: str) -> None:
    with pytest.raises(Refused, match="cites its words"):
        code(state=state)
    act = code(state=state, passages=[passage])
    assert [link.passage for link in act.links.all()] == [passage]


@pytest.mark.parametrize("state", CITING)
def test_state_that_says_something_cites_a_place_in_a_source(code: Code, source: Source, state: str) -> None:
    for locator in ("", "  "):
        with pytest.raises(Refused, match="where in the source"):
            code(state=state, source=source, locator=locator)
    link = code(state=state, source=source, locator="line 7", attribution="she").links.get()
    assert (link.source, link.locator, link.attribution) == (source, "line 7", "she")


def test_not_asked_cites_nothing(code: Code, passage: Passage, source: Source) -> None:
    with pytest.raises(Refused, match="cites nothing"):
        code(state="not_asked", passages=[passage])
    with pytest.raises(Refused, match="cites nothing"):
        code(state="not_asked", source=source, locator="line 7")
    assert code(state="not_asked").links.count() == 0


def test_not_asked_is_about_a_testimony(code: Code) -> None:
    with pytest.raises(ValidationError):
        code(state="not_asked", testimony=None)


@pytest.mark.parametrize("state", ["stated_absent", "unclear", "not_asked"])
def test_only_a_present_act_has_victims(code: Code, passage: Passage, submitted: Testimony, state: str) -> None:
    cited = {} if state == "not_asked" else {"passages": [passage]}
    with pytest.raises(Refused, match="victims"):
        code(state=state, victims=[submitted.witness], **cited)


def test_unknown_state_is_refused(code: Code, passage: Passage) -> None:
    with pytest.raises(ValidationError):
        code(state="maybe", passages=[passage])


def test_database_refuses_an_unknown_state_and_not_asked_without_testimony(code: Code, source: Source) -> None:
    act = code(testimony=None, source=source, locator="line 7")
    for wrong in ("maybe", "not_asked"):
        with pytest.raises(DatabaseError), transaction.atomic():
            Act.objects.filter(pk=act.pk).update(state=wrong)


@pytest.mark.parametrize("category", ["WRK", "ILO", "ILO-01", "FLT-OVS"])
def test_family_indicator_and_setting_are_no_acts(code: Code, passage: Passage, category: str) -> None:
    with pytest.raises(Refused, match="not an act"):
        code(category, passages=[passage])


def test_retired_code_is_refused_and_old_acts_stay(cast: Cast, code: Code, passage: Passage) -> None:
    act = code(passages=[passage])
    replaced_by = AbuseCategory.objects.get(code="WRK-02")
    retire_category(by=cast.administrator, category=act.category, on=dt.date(2024, 1, 1), replaced_by=replaced_by)
    with pytest.raises(Refused, match="retired"):
        code(passages=[passage])
    assert Act.objects.get().category.code == "WRK-01"


@pytest.mark.parametrize("who", ["coder", "lead"])
def test_legal_finding_is_refused_to_coders(cast: Cast, code: Code, passage: Passage, who: str) -> None:
    """They code the plain neighbour; the refusal says so."""
    with pytest.raises(NotAllowed, match="plain neighbour"):
        code("PHY-01", by=getattr(cast, who), passages=[passage])


def test_legal_reviewer_alone_holds_no_right_to_code(cast: Cast, code: Code, passage: Passage) -> None:
    """The table of rights gives code_act to coders and leads: legal review has its own step later."""
    with pytest.raises(NotAllowed, match="roles"):
        code("PHY-01", by=cast.legal, passages=[passage])


def test_legal_reviewer_who_also_codes_sets_a_legal_finding(cast: Cast, code: Code, passage: Passage) -> None:
    both = create_user(by=cast.administrator, username="both", name="", roles=["coder", "legal"])
    team = [*(member.user for member in passage.testimony.case.members.all()), both]
    set_case_members(by=cast.coder, case=passage.testimony.case, users=team)
    own = mark_passage(by=both, testimony=passage.testimony, exact="쉬는 날은 없었습니다")
    assert code("PHY-01", by=both, passages=[own]).category.legal_review


def test_other_describe_needs_a_note_when_present(code: Code, passage: Passage) -> None:
    for note in ("", "  "):
        with pytest.raises(Refused, match="describes"):
            code("WRK-99", passages=[passage], note=note)
    assert code("WRK-99", passages=[passage], note="no heating").note is not None
    assert code("WRK-99", state="not_asked").note is None


def test_victim_of_another_case_is_refused(cast: Cast, code: Code, passage: Passage) -> None:
    other = create_case(by=cast.coder, title="Other", slug="other")
    for victim in (register_witness(by=cast.coder, case=other), register_group(by=cast.coder, case=other)):
        with pytest.raises(Refused, match="another case"):
            code(passages=[passage], victims=[victim])
    assert not Act.objects.exists()


def test_victim_named_twice_is_counted_once(code: Code, passage: Passage, submitted: Testimony) -> None:
    act = code(passages=[passage], victims=[submitted.witness, submitted.witness])
    assert act.victims.count() == 1


def test_database_refuses_a_victim_twice_and_none(code: Code, passage: Passage, submitted: Testimony) -> None:
    act = code(passages=[passage], victims=[submitted.witness])
    for victim in ({"witness": submitted.witness}, {}):
        with pytest.raises(DatabaseError), transaction.atomic():
            Victimisation.objects.bulk_create([Victimisation(act=act, **victim)])


def test_passage_of_another_testimony_is_refused(cast: Cast, code: Code, submitted: Testimony) -> None:
    assert submitted.witness is not None
    second = log_testimony(
        by=cast.interviewer, case=submitted.case, witness=submitted.witness, account=ACCOUNT, reinterview_need="x"
    )
    second = submit_testimony(by=cast.interviewer, testimony=second)
    foreign = mark_passage(by=cast.coder, testimony=second, exact="여권은")
    with pytest.raises(Refused, match="another testimony"):
        code(passages=[foreign])
    with pytest.raises(Refused, match="another testimony"):
        code(testimony=None, passages=[foreign])


def test_source_or_testimony_of_another_case_is_refused(cast: Cast, code: Code, passage: Passage) -> None:
    other = create_case(by=cast.coder, title="Other", slug="other")
    source = register_source(by=cast.coder, case=other, kind="press", title="T", language="en")
    with pytest.raises(Refused, match="another case"):
        code(source=source, locator="line 1")
    with pytest.raises(Refused, match="another case"):
        code(event=describe_event(by=cast.coder, case=other), passages=[passage])


def test_situation_of_another_case_is_refused(cast: Cast, code: Code, passage: Passage) -> None:
    other = create_case(by=cast.coder, title="Other", slug="other")
    person = register_witness(by=cast.coder, case=other)
    situation = describe_labour_situation(by=cast.coder, case=other, witness=person)
    with pytest.raises(Refused):
        code(passages=[passage], situation=situation)


def test_actor_of_another_case_is_refused(cast: Cast, act: Act) -> None:
    other = create_case(by=cast.coder, title="Other", slug="other")
    actor = register_actor(by=cast.coder, case=other, kind="unknown")
    with pytest.raises(Refused, match="another case"):
        involve(by=cast.coder, act=act, actor=actor)


def test_edit_act_replaces_support_and_victims(cast: Cast, act: Act, passage: Passage) -> None:
    group = register_group(by=cast.coder, case=act.event.case)
    edit_act(by=cast.coder, act=act, category=act.category, state="present", passages=[passage], victims=[group])
    assert [link.passage for link in act.links.all()] == [passage]
    assert [row.group for row in act.victims.all()] == [group]


def test_edit_act_is_held_to_the_same_rules(cast: Cast, act: Act, passage: Passage) -> None:
    before = (act.links.get().pk, act.victims.get().pk)
    with pytest.raises(Refused):
        edit_act(by=cast.coder, act=act, category=act.category, state="present")
    with pytest.raises(Refused):
        edit_act(by=cast.coder, act=act, category=act.category, state="not_asked", passages=[passage])
    act.refresh_from_db()
    assert (act.state, (act.links.get().pk, act.victims.get().pk)) == ("present", before)


def test_act_of_a_coded_testimony_is_not_changed_any_more(cast: Cast, verified: Testimony, act: Act) -> None:
    with pytest.raises(Refused, match="only while"):
        edit_act(by=cast.coder, act=act, category=act.category, state="not_asked")
    actor = register_actor(by=cast.coder, case=verified.case, kind="unknown")
    with pytest.raises(Refused):
        involve(by=cast.coder, act=act, actor=actor)


def test_act_through_a_stale_testimony_is_refused(cast: Cast, act: Act, code: Code) -> None:
    """Somebody finished the coding meanwhile: what was read before does not decide."""
    assert act.testimony is not None
    stale = Testimony.objects.get(pk=act.testimony.pk)
    finish_coding(by=cast.coder, testimony=act.testimony)
    with pytest.raises(Refused):
        code(testimony=stale, state="not_asked")


def test_finish_coding_without_an_act_is_refused(cast: Cast, submitted: Testimony) -> None:
    with pytest.raises(Refused, match="no coded act"):
        finish_coding(by=cast.coder, testimony=submitted)
    submitted.refresh_from_db()
    assert submitted.status == Status.SUBMITTED


def test_finish_coding_names_acts_that_cite_nothing(cast: Cast, act: Act) -> None:
    """Support taken away below the actions is found at the end."""
    EvidenceLink.objects.all()._raw_delete("default")
    with pytest.raises(Refused, match=act.code):
        finish_coding(by=cast.coder, testimony=act.testimony)  # type: ignore[arg-type]


def test_finish_coding_with_not_asked_only(cast: Cast, code: Code, submitted: Testimony) -> None:
    """An interview that touched nothing coded is coded too: every value says that it was not asked."""
    code(state="not_asked")
    assert finish_coding(by=cast.coder, testimony=submitted).status == Status.CODED


def test_event_takes_a_setting_only(cast: Cast, case: Case, vocabulary: VocabularyFiles) -> None:
    with pytest.raises(Refused, match="FLT"):
        describe_event(by=cast.coder, case=case, setting=AbuseCategory.objects.get(code="WRK-01"))
    setting = AbuseCategory.objects.get(code="FLT-OVS")
    assert describe_event(by=cast.coder, case=case, setting=setting).setting == setting
    with pytest.raises((Refused, ValidationError)):
        describe_event(by=cast.coder, case=case, setting=AbuseCategory.objects.get(code="FLT"))


def test_event_is_no_part_of_another_cases_event(cast: Cast, event: Event) -> None:
    other = create_case(by=cast.coder, title="Other", slug="other")
    with pytest.raises((Refused, ValidationError)):
        describe_event(by=cast.coder, case=other, parent=event)
