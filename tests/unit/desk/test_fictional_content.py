"""Fictional content is plain, repeatable, coherent, and skewed as the field is."""

import datetime as dt
import re
from collections import Counter

import pytest

from cases.desk.fictional.answers import (
    ACTS,
    ACTS_AT_DESKS,
    ACTS_OF_STUDENTS,
    ACTS_OF_WOMEN,
    EXTRAS,
    OF_COWORKERS,
    SECOND_INDICATOR,
)
from cases.desk.fictional.content import COWORKERS, WITNESS, Person
from cases.desk.fictional.people import person
from cases.desk.fictional.sentences import TEXTS
from cases.desk.fictional.steps import COUNTS, RISK_DAYS, fates
from cases.vocabulary.loading import VocabularyFiles
from cases.witnesses.models import RISK_VALID_DAYS

SLOTS = [dt.date(2026, 2, 1), dt.date(2026, 5, 1), dt.date(2026, 8, 1)]
BANNED = re.compile(r"typical|prevalence|defector|most workers|prove[sd]?\b|탈북자|\d월", re.IGNORECASE)


@pytest.fixture(scope="module")
def people() -> list[Person]:
    return [person(7, number, SLOTS) for number in range(1500)]


def share(people: list[Person], wanted: object, of: str) -> float:
    values = [getattr(p, of) if hasattr(p, of) else getattr(p.works[0], of) for p in people]
    return sum(value == wanted for value in values) / len(values)


def test_same_seed_and_number_give_the_same_person() -> None:
    assert person(7, 3, SLOTS) == person(7, 3, SLOTS)
    assert person(7, 3, SLOTS) != person(8, 3, SLOTS)
    assert person(7, 3, SLOTS).account != person(7, 4, SLOTS).account


@pytest.mark.slow
def test_words_stand_once_in_the_account(people: list[Person]) -> None:
    for p in people:
        for fact in p.facts:
            assert bool(fact.words) == (fact.state != "not_asked")
            assert all(p.account.count(words) == 1 for words in fact.words)


@pytest.mark.slow
def test_accounts_are_of_usual_length_and_say_that_they_are_fictional(people: list[Person]) -> None:
    """Both texts fit the padding of 4 KiB, so that a revision of a testimony stays at 16."""
    for p in people:
        assert p.account.startswith("[가상의 진술]\n")
        assert p.translation.startswith("[Fictional account]\n")
        assert p.account.count("\n") == p.translation.count("\n")
        assert 500 <= len(p.account) <= 1500
        assert max(len(p.account.encode()), len(p.translation.encode())) <= 4092
        assert BANNED.search(p.account + p.translation) is None
        assert "{" not in p.account + p.translation
    assert len({p.account for p in people}) == len(people)


@pytest.mark.slow
def test_distribution_is_skewed_as_the_field_is(people: list[Person]) -> None:
    assert 0.90 < share(people, "male", "sex") < 0.96
    assert 0.61 < share(people, "construction", "sector") < 0.70
    assert 0.55 < share(people, "company", "channel") < 0.64
    assert 0.05 < share(people, None, "hours") < 0.14
    assert 0.14 < share(people, None, "kept") < 0.26
    women = [p for p in people if p.sex == "female"]
    assert share(women, "manufacturing", "sector") > 0.4
    states = Counter(fact.state for p in people for fact in p.facts)
    assert set(states) == {"present", "stated_absent", "unclear", "not_asked"}
    assert 0.6 < states["present"] / states.total() < 0.75
    assert 11 < states.total() / len(people) < 13
    assert sum(fact.category in ("REP-02", "SGB-04") for p in people for fact in p.facts) < 0.03 * len(people)


@pytest.mark.slow
def test_indicators_go_together(people: list[Person]) -> None:
    """Who was threatened was more often isolated too: one burden lies behind a person's answers."""
    told = [{fact.category[:3] for fact in p.facts if fact.state == "present"} for p in people]
    threatened, others = ([one for one in told if ("RET" in one) == wanted] for wanted in (True, False))
    beaten = [sum("PHY" in one for one in group) / len(group) for group in (threatened, others)]
    assert beaten[0] > beaten[1]


@pytest.mark.slow
def test_answers_fit_the_work(people: list[Person]) -> None:
    """Nobody tells of excessive hours and states ten, or denies withheld pay and states nine tenths of it."""
    for p in people:
        main, states = p.works[0], {fact.category: fact.state for fact in p.facts if fact.victim != COWORKERS}
        assert main.is_main
        assert sum(work.is_main for work in p.works) == 1
        if main.hours and main.hours[1] <= 10:
            assert states.get("WRK-01") != "present"
        if main.gross and main.kept is not None and main.kept <= main.gross / 4:
            assert states.get("WGE-03") != "stated_absent"
        assert bool(main.papers_held_by) == (states.get("CTL-05") == "present")
        assert states.get("REC-05") is None or main.channel == "student"
        for fact in p.facts:
            assert (fact.victim == WITNESS) == (fact.state == "present" and fact.work is not None)


@pytest.mark.slow
def test_steps_are_in_order_and_in_the_past_of_the_last_release(people: list[Person]) -> None:
    for p in people:
        s = p.steps
        taken = [step for step in (s.submitted, s.coded, s.begun, s.verified, s.cleared) if step is not None]
        assert taken == sorted(taken)
        assert all(s.interviewed_on <= step.date() < SLOTS[-1] for step in taken)
        assert p.consent.given_on == s.interviewed_on == p.risks[0].assessed_on
        if s.submitted:
            assert (s.submitted.date() - s.interviewed_on).days <= RISK_DAYS


@pytest.mark.slow
def test_about_an_eighth_never_counts_and_the_others_count_in_time(people: list[Person]) -> None:
    """With the risk assessment in date on the day of their release."""
    fates = Counter(p.fate for p in people)
    assert 0.09 < sum(n for fate, n in fates.items() if not fate.startswith(COUNTS)) / len(people) < 0.15
    assert set(fates) >= {"no_s2", "level_v0", "draft", "submitted", "coded", "in_verification", "risk_lapsed"}
    for p in people:
        if not p.fate.startswith(COUNTS):
            continue
        place = int(p.fate.removeprefix(COUNTS)) - 1
        assert p.steps.cleared is not None
        assert p.steps.cleared.date() < SLOTS[place]
        assert place == 0 or p.steps.cleared.date() > SLOTS[place - 1]
        last = p.risks[-1].assessed_on
        assert last <= p.steps.cleared.date()
        assert last + dt.timedelta(RISK_DAYS) >= SLOTS[place]
        assert p.withdrawal is None or p.withdrawal.given_on > SLOTS[place]
    assert 3 < sum(p.withdrawal is not None for p in people) < 45


def test_risk_days_are_those_of_the_rule() -> None:
    assert RISK_DAYS == RISK_VALID_DAYS


def test_acts_point_to_the_indicators_of_the_vocabulary(all_files: VocabularyFiles) -> None:
    """And none is a legal finding, retired, derived, or without words."""
    lines = {line["code"]: line for line in all_files.categories}
    tables = [*ACTS.items(), *ACTS_OF_STUDENTS.items(), *ACTS_OF_WOMEN.items(), *ACTS_AT_DESKS.items()]
    for indicator, acts in tables:
        for act in acts:
            second = [SECOND_INDICATOR[act]] if act in SECOND_INDICATOR else []
            assert {f"ILO-{number:02}" for number in [indicator, *second]} == set(lines[act]["indicators"])
    for act in {*TEXTS, *EXTRAS, *OF_COWORKERS}:
        assert lines[act]["selectable"]
        assert not lines[act]["legal_review"]
        assert TEXTS[act].present
    assert all(TEXTS[act].of_coworkers for act in OF_COWORKERS)


@pytest.mark.parametrize("releases", [2, 3, 7, 12])
def test_over_more_releases_somebody_comes_in_each(releases: int) -> None:
    chances = fates(releases)
    later = [chances[f"{COUNTS}{number}"] for number in range(2, releases + 1)]
    assert abs(sum(chances.values()) - 100) < 0.5
    assert len(later) == releases - 1
    assert min(later) > 0
