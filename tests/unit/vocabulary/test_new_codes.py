"""New codes of a family: the next number, never one that was used, and nothing half said."""

from typing import Any

import pytest

from cases.core.errors import NotAllowed, Refused
from cases.core.models import Revision
from cases.vocabulary.actions import add_category, retire_category
from cases.vocabulary.models import AbuseCategory
from cases.vocabulary.new_codes import next_code
from tests.conftest import Cast
from tests.unit.vocabulary.test_actions import DAY, code, version

pytestmark = pytest.mark.usefixtures("loaded")

LABELS = {"en": "Night work", "ko": "야간 노동", "ru": "Ночная работа"}
DEFINITION = {"en": "Work between ten at night and five."}


def add(cast: Cast, **values: Any) -> AbuseCategory:
    given: dict[str, Any] = {
        "family": code("WRK"),
        "code": "WRK-04",
        "labels": LABELS,
        "definition": DEFINITION,
    } | values
    return add_category(by=cast.lead, **given)


def test_added_with_its_meaning_and_a_new_version(cast: Cast) -> None:
    before = version()
    made = add(
        cast, indicators=[code("ILO-01")], ilo_dimension="WL", ilo_element="C", ilo_strength="M", restricted=True
    )
    made.refresh_from_db()
    assert (made.code, made.family, made.facet, made.selectable) == ("WRK-04", code("WRK"), "act", True)
    assert (made.labels, made.definition, made.restricted, made.describe) == (LABELS, DEFINITION, True, False)
    assert (made.ilo_dimension, made.ilo_element, made.ilo_strength) == ("WL", "C", "M")
    assert [one.code for one in made.indicators.all()] == ["ILO-01"]
    assert version() == before + 1
    assert Revision.objects.filter(subject_uuid=made.pk).count() == 1


def test_a_retired_number_is_not_used_again(cast: Cast) -> None:
    assert next_code(code("WRK")) == "WRK-04"
    retire_category(by=cast.administrator, category=code("WRK-03"), on=DAY)
    assert next_code(code("WRK")) == "WRK-04"
    with pytest.raises(Refused, match="WRK-03 is or was in use.*WRK-04"):
        add(cast, code="WRK-03")


def test_the_number_for_other_is_kept(cast: Cast) -> None:
    """A family that has a 99 goes on with the next number all the same, and ends before it."""
    add(cast, code="WRK-98")
    with pytest.raises(Refused, match="no number left"):
        next_code(code("WRK"))
    for wrong in ("WRK-99", "WRK-00", "WRK-4", "WRK-004", "REC-04", "wrk-04", "WRK-0４", "WRK-04\n"):
        with pytest.raises(Refused):
            add(cast, code=wrong)


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"labels": {"en": "Night work", "ko": "야간 노동"}}, "English, Korean and Russian"),
        ({"labels": LABELS | {"ko": "  "}}, "English, Korean and Russian"),
        ({"definition": {"ko": "밤"}}, "definition in English"),
        ({"family": "WRK-01"}, "A code of this family|no family"),
        ({"family": "ILO", "code": "ILO-12"}, "no family of acts"),
        ({"indicators": ["WRK-01"]}, "no ILO indicator"),
        ({"indicators": ["ILO"]}, "no ILO indicator"),
    ],
)
def test_refused(cast: Cast, values: dict[str, Any], message: str) -> None:
    before, number = AbuseCategory.objects.count(), version()
    named: dict[str, Any] = {name: code(value) for name, value in values.items() if name == "family"}
    named |= {name: [code(one) for one in value] for name, value in values.items() if name == "indicators"}
    with pytest.raises(Refused, match=message):
        add(cast, **{**values, **named})
    assert (AbuseCategory.objects.count(), version()) == (before, number)


def test_only_leads_and_administrators(cast: Cast) -> None:
    for user in (cast.coder, cast.legal, cast.dpo, cast.advocacy, cast.interviewer):
        with pytest.raises(NotAllowed):
            add_category(by=user, family=code("WRK"), code="WRK-04", labels=LABELS, definition=DEFINITION)
    assert not AbuseCategory.objects.filter(code="WRK-04").exists()
