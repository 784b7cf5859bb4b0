"""Names of actors find each other across scripts and spellings; those of others do not."""

import random

import pytest

from cases.casework.models import Case
from cases.coding import actor_names
from cases.coding.actions import GivenName, find_actors, merge_actors, register_actor
from cases.core.errors import NotAllowed, Refused
from cases.core.models import AuditEvent
from tests.conftest import Cast

SAME = [
    ("보위부", "bowibu"), ("보위부", "Powibu"), ("bowibu", "повибу"), ("보위부", "боwибу"), ("bowibu", "боибу"),
    ("국가보위성", "Kukka Powisong"), ("국가보위성", "Gukga bowiseong"), ("agents", "the agent"),
    ("North Korean agents (agency not named)", "agents"), ("MSS", "국가보위성"), ("MSS", "보위부"), ("ФСБ", "FSB"),
    ("Министерство государственной безопасности КНДР", "State Security Department"), ("МВД России", "MVD"),
    ("Amur Stroy LLC", "ООО «Амур-Строй»"), ("Kim Chol Su", "김철수"), ("Ким Чхоль Су", "Kim Cheol-su"), ("Park Yong Il", "박영일"),
    ("朝鮮人民軍", "조선인민군"), ("RTC", "Russian Timber Company"), ("Хабаровский лес", "Khabarovsky les"),
]  # fmt: skip
OTHERS = [
    ("the regime", "North Korean authorities"), ("Zenith Trading", "Mansudae Overseas"), ("MSS", "MVD"), ("보위부", "안전부"),
    ("Kim Chol Su", "Pak Yong Ho"), ("김철수", "리영호"), ("agents", "guards"), ("FSB", "RGB"), ("군", "시"),
]  # fmt: skip


@pytest.mark.parametrize(("wanted", "stored"), SAME)
def test_one_name_in_two_spellings(wanted: str, stored: str) -> None:
    assert actor_names.likest(wanted, [("it", stored)])
    assert actor_names.likest(stored, [("it", wanted)])


@pytest.mark.parametrize(("wanted", "stored"), OTHERS)
def test_names_of_two(wanted: str, stored: str) -> None:
    assert actor_names.likest(wanted, [("it", stored)]) == []


@pytest.mark.parametrize(
    ("name", "scripts"),
    [
        ("보위부", "한글"),
        ("國家保衛省", "漢字"),
        ("MSS", "Latin"),
        ("МГБ", "Кириллица"),
        ("보위부 MSS", "한글, Latin"),
        ("12", ""),
    ],
)
def test_the_script_shows_itself(name: str, scripts: str) -> None:
    assert actor_names.scripts(name) == scripts


def test_steps_between_words_are_those_of_the_plain_table() -> None:
    """Against the definition, row by row, on words of four letters: where near misses are."""

    def plainly(one: str, other: str) -> int:
        above = list(range(len(other) + 1))
        for row, letter in enumerate(one, 1):
            line = [row]
            for column, other_letter in enumerate(other, 1):
                line.append(min(above[column] + 1, line[-1] + 1, above[column - 1] + (letter != other_letter)))
            above = line
        return above[-1]

    chance = random.Random(9)  # noqa: S311
    for _time in range(2000):
        one, other = ("".join(chance.choices("abcd", k=chance.randint(1, 9))) for _word in range(2))
        assert actor_names._steps(one, other) == plainly(one, other)


def test_two_thousand_actors_with_three_names_are_searched_within_a_second() -> None:
    """By processor time: others use this machine too."""
    chance = random.Random(5)  # noqa: S311
    syllables = (
        "ka",
        "na",
        "do",
        "ru",
        "bo",
        "cho",
        "kim",
        "chol",
        "su",
        "yong",
        "amur",
        "stroy",
        "trade",
        "лес",
        "부",
    )

    def name() -> str:
        return " ".join("".join(chance.choices(syllables, k=3)) for _word in range(3))

    named = [(number // 3, name()) for number in range(6000)] + [(7, "보위부")]
    assert actor_names.likest("bowibu", named)[0].who == 7


def test_the_likest_comes_first_and_each_once(cast: Cast, case: Case) -> None:
    organ = register_actor(
        by=cast.coder, case=case, kind="state_organ", name="국가보위성", names=[GivenName("bowibu"), GivenName("MSS")]
    )
    agents = register_actor(by=cast.coder, case=case, kind="unknown", name="bowibu agents")
    register_actor(by=cast.coder, case=case, kind="company", name="Amur Stroy")
    found = find_actors(by=cast.coder, case=case, name="보위부")
    assert [(match.actor, match.name) for match in found] == [(organ, "bowibu"), (agents, "bowibu agents")]
    assert found[0].score == 1 > found[1].score >= actor_names.THRESHOLD


def test_a_merged_actor_is_found_as_what_it_is_known_as(cast: Cast, case: Case) -> None:
    organ = register_actor(by=cast.coder, case=case, kind="state_organ", name="Ministry of State Security")
    agents = register_actor(
        by=cast.coder, case=case, kind="unknown", name="the grey coats", names=[GivenName("회색 외투")]
    )
    merge_actors(by=cast.coder, actor=agents, into=organ, merge_reason="x")
    for name in ("Grey Coats", "회색외투"):
        assert [match.actor for match in find_actors(by=cast.coder, case=case, name=name)] == [organ]


def test_a_search_is_logged_without_its_words(cast: Cast, case: Case) -> None:
    with pytest.raises(Refused, match="Type a name"):
        find_actors(by=cast.coder, case=case, name=" - ")
    assert find_actors(by=cast.coder, case=case, name="CANARYNAME") == []
    event = AuditEvent.objects.order_by("-seq")[0]
    assert (event.action, event.kind) == ("coding.find_actors", AuditEvent.Kind.SEARCH)
    assert '"actor.name"' in event.body.lower()
    assert "CANARY" not in event.body
    with pytest.raises(NotAllowed):
        find_actors(by=cast.stranger, case=case, name="x")
