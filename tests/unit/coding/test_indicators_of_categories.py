"""Every category of the vocabulary that can be coded derives exactly the indicators of taxonomy.csv, and no other."""

import csv
from typing import Any

import pytest
from django.conf import settings

from cases.accounts.actions import edit_user
from cases.casework.models import Case
from cases.coding import indicators, screen
from cases.coding.actions import code_act, describe_labour_situation, mark_passage
from cases.coding.indicators import Answer
from cases.coding.models import Act, Event, LabourSituation
from cases.intake.models import Testimony
from cases.vocabulary.actions import load_vocabulary
from cases.vocabulary.loading import VocabularyFiles
from cases.vocabulary.models import AbuseCategory
from cases.witnesses.models import Witness
from tests.conftest import Cast
from tests.replay import replayed

NOTHING = {
    "CTL-07", "HLT-01", "HLT-02", "HLT-04", "HLT-05", "HLT-06", "PHY-05", "SGB-03", "RET-01", "RET-03", "RET-04", "REP-04",
    *(f"LIB-{number:02}" for number in range(1, 7)), *(f"DUT-{number:02}" for number in range(1, 5)),
}  # fmt: skip
"""Outcomes, returns, liberty, duties and indoctrination derive nothing (domain brief 2.1)."""


def taxonomy() -> dict[str, dict[str, str]]:
    """The lines of acts, read from the file itself and not as the loader reads them."""
    with (settings.BASE_DIR / "data" / "vocabulary" / "taxonomy.csv").open(encoding="utf-8") as lines:
        return {
            line["code"]: line
            for line in csv.DictReader(lines)
            if line["selectable"] == "1" and line["parent"] != "FLT" and not line["code"].endswith("-99")
        }


@pytest.fixture
@replayed
def every_category(
    cast: Cast, all_files: VocabularyFiles, case: Case, witness: Witness, submitted: Testimony, event: Event
) -> LabourSituation:
    """The whole vocabulary, a coder who may set every code, and the person's labour situation."""
    files = VocabularyFiles(categories=all_files.categories, sectors=[], places=[], instruments=[])
    load_vocabulary(by=cast.administrator, files=files)
    edit_user(by=cast.administrator, user=cast.coder, roles=["coder", "legal"])
    return describe_labour_situation(by=cast.coder, case=case, witness=witness, is_main=True)


def coded(cast: Cast, situation: LabourSituation, state: str) -> dict[str, Act]:
    """One act of each of the 62 categories, in one state, done to the person in their situation."""
    testimony, event = Testimony.objects.get(), Event.objects.get()
    passages = [mark_passage(by=cast.coder, testimony=testimony, exact="여권은")] if state != "not_asked" else []
    victims: Any = [testimony.witness] if state == "present" else []
    return {
        code: code_act(
            by=cast.coder, event=event, testimony=testimony, category=AbuseCategory.objects.get(code=code), state=state,
            situation=situation, passages=passages, victims=victims,
        )
        for code in taxonomy()
    }  # fmt: skip


@pytest.mark.parametrize(
    ("state", "answer"),
    [
        ("present", Answer.REPORTED), ("stated_absent", Answer.STATED_ABSENT), ("unclear", Answer.UNCLEAR),
        ("not_asked", Answer.NOT_ASKED),
    ],
)  # fmt: skip
def test_each_category_alone_derives_what_the_vocabulary_says(
    cast: Cast, every_category: LabourSituation, state: str, answer: Answer
) -> None:
    acts, lines = coded(cast, every_category, state), taxonomy()
    assert len(acts) == 62
    assert every_category.witness is not None
    person = every_category.witness.person
    for code, act in acts.items():
        alone = Act.objects.filter(pk=act.pk)
        pointed = {one for one in lines[code]["ilo_indicators"].split(";") if one}
        expected = dict.fromkeys(pointed, answer)
        given = {one.category.code for one in screen.profile(alone, person).lines if act.pk in one.indicator.acts}
        assert given == pointed, code
        short = indicators.answers(alone).get(person, {})
        assert short == expected, code
        profile = indicators.derive(alone).get(person, {})
        told = {one: found.answer for one, found in profile.items() if found.acts}
        assert told == expected, code


def test_those_that_derive_nothing_are_named(cast: Cast, every_category: LabourSituation) -> None:
    lines = taxonomy()
    assert {code for code, line in lines.items() if not line["ilo_indicators"]} == NOTHING
    coded_to_nothing = AbuseCategory.objects.filter(facet="act", selectable=True, describe=False, indicators=None)
    assert set(coded_to_nothing.values_list("code", flat=True)) == NOTHING


def test_each_category_alone_gives_its_elements_in_its_dimensions(cast: Cast, every_category: LabourSituation) -> None:
    """The screen of one act: met by a strong act that is "both" in itself, and by no other."""
    lines = taxonomy()
    for code, act in coded(cast, every_category, "present").items():
        found = screen.screen([act])
        line, element = lines[code], lines[code]["ilo_element"]
        for dimension, name in zip(found.dimensions, screen.DIMENSIONS, strict=True):
            here = name in line["ilo_dimension"].split("/")
            assert bool(dimension.involuntariness) == (here and element in ("I", "B")), code
            assert bool(dimension.coercion) == (here and element in ("C", "B")), code
        assert found.met == (element == "B" and line["ilo_strength_proposed"] == "S"), code


def test_the_first_case_derives_exactly_four_of_eleven(first_case: Case) -> None:
    """Movement, isolation, conditions and hours (domain brief 1.2); what the original report adds is not coded."""
    present = Act.objects.filter(event__case=first_case, state=Act.State.PRESENT)
    pointed = set(present.exclude(category__indicators=None).values_list("category__indicators__code", flat=True))
    assert pointed == {"ILO-03", "ILO-04", "ILO-10", "ILO-11"}
    assert set(present.values_list("links__source__title", flat=True).distinct()) == {
        "North Korean Workers in Russia Face Harsh Conditions Amid Labour Shortages"
    }
    of_people = indicators.derive(present)
    reported = {code for profile in of_people.values() for code, one in profile.items() if one.answer == "reported"}
    assert reported == {"ILO-10", "ILO-11"}  # movement and isolation are told of the six together and by the article
