"""Exact figures: each unit counted apart, from nobody but those the page names, against a count made by hand."""

import datetime as dt
from collections import Counter

import pytest
from django.utils import timezone

from cases.casework.models import Case
from cases.coding import indicators
from cases.coding.actions import code_act, mark_passage
from cases.coding.models import Act, Event, Victimisation
from cases.core.permissions import Role
from cases.desk.actions import withdraw
from cases.desk.fictional import make
from cases.desk.figures import exact
from cases.desk.figures.exact import Table
from cases.intake.models import Status, Testimony
from cases.releases.disclosure.schema import DEFAULT_SCHEMA
from cases.vocabulary.models import AbuseCategory
from cases.witnesses.actions import ScopeAnswer, record_consent, register_group
from cases.witnesses.models import Witness
from tests.conftest import Cast


def counted(*sides: str, on: dt.date | None = None) -> Table:
    return exact.table(DEFAULT_SCHEMA, {}, sides, on or timezone.localdate())


def people_of(table: Table) -> dict[tuple[str, ...], int]:
    return {place: line.people for place, line in table.lines.items() if line.people}


def test_who_is_verified_and_cleared_is_counted(cleared: Testimony) -> None:
    table = counted("sector")
    assert people_of(table) == {("construction",): 1}
    assert (table.total.people, table.total.testimonies, table.total.acts) == (1, 1, 1)
    assert (len(table.total.events), table.total.violations, table.total.groups) == (1, 1, 0)


def test_before_it_is_cleared_nobody_is(verified: Testimony) -> None:
    assert counted("sector").total.people == 0


def test_consent_to_statistics_is_not_asked_for(cast: Cast, cleared: Testimony) -> None:
    assert cleared.witness is not None
    record_consent(
        by=cast.interviewer, witness=cleared.witness, given_on=timezone.localdate(), form_version="2", language="ko",
        way="oral", scopes={"S2": ScopeAnswer("no")},
    )  # fmt: skip
    assert counted("sex").total.people == 1


def test_who_took_everything_back_is_not_counted(cast: Cast, cleared: Testimony) -> None:
    assert cleared.witness is not None
    withdraw(by=cast.dpo, witness=cleared.witness, received_on=timezone.localdate(), way="phone", whole=True)
    assert counted("sex").total.people == 0


def test_every_value_has_its_line(cleared: Testimony) -> None:
    assert [place for (place,) in counted("sex").lines] == list(DEFAULT_SCHEMA.dimensions["sex"])
    assert len(counted("sex", "sector").lines) == 3 * 8
    assert [place for (place,) in counted("ILO-01").lines] == ["reported", "unclear", "stated_absent", "not_asked"]
    assert list(counted().lines) == [()]


def test_groups_are_no_number_of_people(cast: Cast, case: Case, submitted: Testimony, act: Act, event: Event) -> None:
    """An act done to the person and to a group: two violations, of which one is of a group."""
    passage = mark_passage(by=cast.coder, testimony=submitted, exact="쉬는 날은 없었습니다")
    group = register_group(by=cast.coder, case=case, description="co-workers")
    code_act(
        by=cast.coder, event=event, testimony=submitted, category=AbuseCategory.objects.get(code="WRK-02"),
        passages=[passage], victims=[submitted.witness, group],
    )  # fmt: skip
    acts = exact._acts(Testimony.objects.filter(pk=submitted.pk))
    assert submitted.witness is not None
    told = acts[submitted.witness.person]
    assert sorted((one.people, one.groups) for one in told) == [(1, 0), (1, 1)]
    assert len({one.event for one in told}) == 1


def test_acts_that_are_not_present_are_no_acts(cast: Cast, cleared: Testimony) -> None:
    Act.objects.update(state=Act.State.UNCLEAR)
    assert counted().total.acts == 0
    assert counted().total.people == 1


@pytest.mark.slow
@pytest.mark.usefixtures("whole_vocabulary")
def test_against_a_count_by_hand(cast: Cast) -> None:
    staff = {role: getattr(cast, role.value) for role in Role}
    today = timezone.localdate()
    make(people=50, seed=4, staff=staff, slots=[today - dt.timedelta(182), today - dt.timedelta(91), today])
    cleared = Testimony.objects.filter(status=Status.CLEARED)
    persons = {testimony.witness.person for testimony in cleared if testimony.witness}
    assert 10 < len(persons) < 50
    acts = Act.objects.filter(testimony__in=cleared, state=Act.State.PRESENT)
    _against_all(counted(), cleared.count(), len(persons), list(acts))

    sexes = Counter(Witness.objects.filter(pk__in=persons).values_list("sex", flat=True))
    table = counted("sex", "ILO-08")
    by_sex: Counter[str] = Counter()
    for (sex, _answer), line in table.lines.items():
        by_sex[sex] += line.people
    assert {sex: number for sex, number in by_sex.items() if number} == dict(sexes)

    profiles = indicators.derive(Act.objects.filter(testimony__in=cleared))
    answers = Counter(
        str(profiles[person]["ILO-08"].answer) if person in profiles else "not_asked" for person in persons
    )
    one = counted("ILO-08")
    assert {place: line.people for (place,), line in one.lines.items() if line.people} == dict(answers)
    pointing = acts.filter(category__indicators__code="ILO-08")
    assert one.total.acts == pointing.count() > 0
    assert one.total.violations == Victimisation.objects.filter(act__in=pointing, witness__isnull=False).count()


def _against_all(table: Table, testimonies: int, people: int, acts: list[Act]) -> None:
    victims = Victimisation.objects.filter(act__in=acts)
    assert table.total.people == people
    assert table.total.testimonies == testimonies
    assert table.total.acts == len(acts)
    assert len(table.total.events) == len({act.event_id for act in acts})
    assert table.total.violations == victims.filter(witness__isnull=False).count()
    assert table.total.groups == victims.filter(group__isnull=False).count()


def test_the_counts_do_not_depend_on_how_people_are_cut(cleared: Testimony, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = counted("sex")
    monkeypatch.setattr(exact, "CHUNK", 1)
    assert counted("sex") == whole
