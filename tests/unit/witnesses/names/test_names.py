"""One person's name in every script finds itself among many others (docs/names.csv; all names are invented)."""

import csv
from collections import defaultdict

import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import strategies as st

from cases.witnesses.names import THRESHOLD, best, keys, keys_of, score

from . import background

Spellings = dict[str, list[str]]
OTHERS = 2000
_SURNAMES = "김이박최정강조윤장임한오서신권황안송류홍고문양손배백허남심노하곽성차주우구민진지엄원천방공현"
_SYLLABLES = "가경광국규근기길남덕도동란련례룡만명목미민범병복봉삼상석선섭성숙순승식실심애연영옥완용우욱운웅원월은을의인일재정제종주준중진찬창천철춘충치태택표필학해향혁현형혜호화환효훈희"


def people(part: str) -> Spellings:
    """The fictional people of one half of the file, with all their spellings."""
    found: Spellings = defaultdict(list)
    with (settings.BASE_DIR / "docs" / "names.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["part"] == part:
                found[row["person"]].append(row["name"])
    return found


def others() -> list[tuple[str, str]]:
    """Many other people, each stored under one spelling."""
    known = frozenset(name for part in ("tuning", "held out") for names in people(part).values() for name in names)
    made = background.names(OTHERS, seed=20261124, avoid=known)
    return [(f"other {number}", keys_of([spelled])) for number, (_hangul, spelled) in enumerate(made)]


def test_the_file_is_large_enough() -> None:
    assert sum(len(names) for part in ("tuning", "held out") for names in people(part).values()) >= 300


def test_the_half_that_nobody_tuned_on_is_found() -> None:
    """Each spelling asks, each person is stored under one other spelling: among at most five candidates."""
    held_out, crowd = people("held out"), others()
    asked = found = shown = 0
    for person, names in held_out.items():
        for number, name in enumerate(names):
            stored = [
                (who, keys_of([spellings[number - 1 if who == person else 0]])) for who, spellings in held_out.items()
            ]
            candidates = best(name, [*stored, *crowd])
            assert len(candidates) <= 5
            asked, shown = asked + 1, shown + len(candidates)
            found += any(candidate.who == person for candidate in candidates)
    assert asked >= 300
    assert found / asked >= 0.95
    assert found / shown >= 0.9


@pytest.mark.parametrize(
    "name",
    [
        "Kim Ch'ŏl-su",
        "Gim Cheolsu",
        "KIM CHUL SOO",
        "Chol Su Kim",
        "Kim, Chol-su",
        "Ким Чхоль Су",
        "Ким Чер Су",
        "김 철 수",
    ],
)
def test_every_system_reads_the_same_name(name: str) -> None:
    assert score(keys(name), keys_of(["김철수"])) > 0.9


@pytest.mark.parametrize(
    ("northern", "southern"), [("리영희", "이영희"), ("로동일", "노동일"), ("림춘화", "임춘화"), ("류선", "유선")]
)
def test_north_and_south_write_some_surnames_differently(northern: str, southern: str) -> None:
    assert score(keys(northern), keys_of([southern])) == 1.0


def test_a_surname_alone_matches_nobody() -> None:
    stored = [(name, keys_of([name])) for name in ("김철수", "김영희", "김남일")]
    assert best("김", stored) == []
    assert [candidate.who for candidate in best("김영희", stored)] == ["김영희"]


def test_hanja_match_by_their_letters_only() -> None:
    assert score(keys("金哲秀"), keys_of(["金 哲秀"])) == 1.0
    assert score(keys("金哲洙"), keys_of(["金哲秀"])) == 0.0


@pytest.mark.parametrize("name", ["", " ", "123", "…", "\u200b", "李", "?!", "ъ", "\u0301"])
def test_what_is_no_name_matches_nobody(name: str) -> None:
    assert best(name, [("somebody", keys_of(["김철수", "Kim Chol Su", "Ким Чхоль Су"]))]) == []


def test_marks_and_directions_say_nothing() -> None:
    composed, decomposed = "김철수", "\u1100\u1175\u11b7\u110e\u1165\u11af\u1109\u116e"
    for written in (
        decomposed,
        f"\u202e{composed}\u202c",
        f"{composed[0]}\u200d{composed[1:]}",
        f"\u2067{composed}\u2069",
    ):
        assert keys(written) == keys(composed)


@given(st.text(max_size=40), st.text(max_size=40))
def test_any_text_is_read_and_likeness_is_symmetric(one: str, other: str) -> None:
    there, back = score(keys(one), keys_of([other])), score(keys(other), keys_of([one]))
    assert 0.0 <= there <= 1.0
    assert there == pytest.approx(back)
    assert not keys(one) or score(keys(one), keys_of([one])) >= THRESHOLD
