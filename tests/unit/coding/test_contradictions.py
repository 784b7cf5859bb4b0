"""Codes that speak against each other, and events against the event of which they are part."""

import pytest

from cases.casework.models import Case
from cases.coding.actions import Span, code_passages, describe_event, edit_event, finish_coding
from cases.coding.models import Act, Event
from cases.core.errors import Refused
from cases.core.partial_dates import parse
from cases.intake.models import Testimony
from cases.vocabulary.loading import VocabularyFiles
from cases.vocabulary.models import AbuseCategory
from tests.conftest import Cast


def absent(cast: Cast, act: Act, **values: object) -> Act:
    assert act.testimony is not None
    spans = [Span("account", 0, 9)]
    return code_passages(
        by=cast.coder, testimony=act.testimony, spans=spans, category=act.category, state="stated_absent", **values  # type: ignore[arg-type]
    )  # fmt: skip


def test_present_and_stated_absent_at_once_is_named(cast: Cast, submitted: Testimony, act: Act) -> None:
    other = absent(cast, act)
    with pytest.raises(Refused, match=f"WRK-01.*{act.code}.*{other.code}"):
        finish_coding(by=cast.coder, testimony=submitted)
    submitted.refresh_from_db()
    assert submitted.status == "submitted"


def test_another_time_is_no_contradiction(cast: Cast, submitted: Testimony, act: Act) -> None:
    absent(cast, act, date=parse("2019"))
    assert finish_coding(by=cast.coder, testimony=submitted).status == "coded"


def test_unclear_beside_present_is_no_contradiction(cast: Cast, submitted: Testimony, act: Act) -> None:
    code_passages(
        by=cast.coder, testimony=submitted, spans=[Span("account", 0, 9)], category=act.category, state="unclear"
    )
    assert finish_coding(by=cast.coder, testimony=submitted).status == "coded"


@pytest.fixture
def setting(cast: Cast, vocabulary: VocabularyFiles) -> AbuseCategory:
    """A second forced-labour setting beside FLT-OVS."""
    family = AbuseCategory.objects.get(code="FLT")
    labels = {"en": "Labour in detention", "ko": "x", "ru": "x"}
    return AbuseCategory.objects.create(code="FLT-DET", facet="setting", family=family, labels=labels, selectable=True)


def test_part_of_another_setting_is_refused(cast: Cast, case: Case, setting: AbuseCategory) -> None:
    overseas = AbuseCategory.objects.get(code="FLT-OVS")
    whole = describe_event(by=cast.coder, case=case, setting=overseas)
    with pytest.raises(Refused, match="FLT-OVS.*FLT-DET"):
        describe_event(by=cast.coder, case=case, parent=whole, setting=setting)
    part = describe_event(by=cast.coder, case=case, parent=whole)
    with pytest.raises(Refused, match="FLT-OVS.*FLT-DET"):
        edit_event(by=cast.coder, event=part, setting=setting)
    edit_event(by=cast.coder, event=part, setting=overseas)
    with pytest.raises(Refused, match="FLT-OVS.*FLT-DET"):
        edit_event(by=cast.coder, event=whole, setting=setting)
    assert {event.setting for event in Event.objects.all()} == {overseas}


def test_event_is_no_part_of_its_own_part(cast: Cast, case: Case) -> None:
    whole = describe_event(by=cast.coder, case=case)
    part = describe_event(by=cast.coder, case=case, parent=whole)
    with pytest.raises(Refused, match="part of this event"):
        edit_event(by=cast.coder, event=whole, parent=part)
