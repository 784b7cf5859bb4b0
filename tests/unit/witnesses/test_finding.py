"""Search before create: by the sound of a name, in one's own cases only, by codes, and never in an address or a log."""

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cases.casework.actions import create_case, set_case_members
from cases.casework.models import Case
from cases.core.errors import NotAllowed, Refused
from cases.core.models import AuditEvent
from cases.witnesses import names
from cases.witnesses.actions import find_namesakes, find_people, record_identity, register_witness
from cases.witnesses.actions.identities import IdentityValues
from cases.witnesses.models import Identity, Witness
from tests.conftest import Cast
from tests.replay import replayed


def person(cast: Cast, case: Case, **known: str) -> Witness:
    witness = register_witness(by=cast.interviewer, case=case)
    record_identity(by=cast.interviewer, witness=witness, **known)  # type: ignore[arg-type]
    return witness


@pytest.fixture
@replayed
def people(cast: Cast, case: Case) -> list[Witness]:
    known: list[IdentityValues] = [
        {"name_hangul": "김철수"}, {"name_latin": "Ri Yong Ho"}, {"name_cyrillic": "Пак Чхоль Ён"}, {"name_hanja": "金美淑"},
    ]  # fmt: skip
    return [person(cast, case, **one) for one in known]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("Kim Ch'ŏl-su", 0),
        ("KIM CHEOL SOO", 0),
        ("Ким Чхоль Су", 0),
        ("리영호", 1),
        ("이영호", 1),
        ("Ли Ён Хо", 1),
        ("박철영", 2),
        ("Pak Chol Yong", 2),
        ("金美淑", 3),
    ],
)
def test_each_script_finds_the_others(cast: Cast, people: list[Witness], name: str, found: int) -> None:
    assert [one.witness for one in find_people(by=cast.interviewer, name=name)] == [people[found]]


def test_a_surname_alone_tells_nothing(cast: Cast, people: list[Witness]) -> None:
    assert find_people(by=cast.interviewer, name="김") == []


def test_a_text_without_letters_is_refused(cast: Cast) -> None:
    with pytest.raises(Refused, match="Type a name"):
        find_people(by=cast.interviewer, name="123 …")


@pytest.mark.parametrize("role", ["legal", "advocacy", "administrator"])
def test_others_do_not_search(cast: Cast, people: list[Witness], role: str) -> None:
    with pytest.raises(NotAllowed):
        find_people(by=getattr(cast, role), name="김철수")


def test_another_teams_people_are_not_found(cast: Cast, people: list[Witness]) -> None:
    """A stranger learns nothing by asking for a name; the one on both teams does."""
    create_case(by=cast.stranger, title="Other", slug="other")
    assert find_people(by=cast.stranger, name="김철수") == []


def test_event_is_a_search_without_its_words(cast: Cast, people: list[Witness]) -> None:
    find_people(by=cast.interviewer, name="김철수")
    event = AuditEvent.objects.latest("seq")
    assert (event.kind, event.action, json.loads(event.body)["found"]) == ("search", "witnesses.find_people", 1)
    assert "철수" not in event.body
    assert "\\ucca0" not in event.body


def test_namesakes_are_other_people_with_a_like_name(cast: Cast, case: Case, people: list[Witness]) -> None:
    again = person(cast, case, name_latin="Kim Chol Su", name_cyrillic="Ким Чхоль Су")
    assert [one.witness for one in find_namesakes(by=cast.interviewer, witness=again)] == [people[0]]
    assert find_namesakes(by=cast.interviewer, witness=register_witness(by=cast.interviewer, case=case)) == []


def test_keys_from_older_rules_are_made_anew(
    cast: Cast, people: list[Witness], monkeypatch: pytest.MonkeyPatch
) -> None:
    """After an update nobody is lost: what was stored by other rules is worked out from the names."""
    monkeypatch.setattr(names, "current_keys", lambda _stored: None)
    assert [one.witness for one in find_people(by=cast.interviewer, name="Kim Chol Su")] == [people[0]]


def test_changing_a_name_changes_what_is_found(cast: Cast, people: list[Witness]) -> None:
    """And keeps the spellings that were not given again."""
    record_identity(by=cast.interviewer, witness=people[0], name_latin="O Myong Guk")
    for name in ("오명국", "김철수"):
        assert [one.witness for one in find_people(by=cast.interviewer, name=name)] == [people[0]]


def test_statements_do_not_grow_with_the_people(cast: Cast, case: Case, people: list[Witness]) -> None:
    def statements() -> int:
        with CaptureQueriesContext(
            connection,
        ) as captured:
            find_people(by=cast.interviewer, name="김철수")
        return len(captured)

    before = statements()
    for number in range(20):
        person(cast, case, name_latin=f"Han Song {'ABCDEFGHIJKLMNOPQRST'[number]}il")
    assert Identity.objects.count() == 24
    assert statements() == before


def test_whoever_left_the_team_finds_nobody(cast: Cast, case: Case, people: list[Witness]) -> None:
    set_case_members(by=cast.coder, case=case, users=[])
    assert find_people(by=cast.interviewer, name="김철수") == []
