"""Fictional interventions: marked as invented in three languages, harmless beside fictional people, in a demo only."""

import datetime as dt

import pytest
from django.test import Client
from django.utils import timezone

from cases.accounts.models import User
from cases.core.errors import Refused
from cases.core.models import Installation
from cases.core.permissions import Role
from cases.desk import demonstration
from cases.desk.fictional import make, make_interventions
from cases.desk.fictional.interventions import TOLD
from cases.published.models import PublishedIntervention, PublishedRelease
from tests.conftest import Cast

MARKS = {"en": "(invented", "ko": "가상", "ru": "(вымышленн"}


@pytest.mark.slow
@pytest.mark.usefixtures("whole_vocabulary", "published_release")
def test_they_are_public_and_say_that_they_are_invented(cast: Cast, staff: dict[Role, User], client: Client) -> None:
    """Nothing in them is like a name in the records: publishing would refuse it."""
    slots = demonstration.past_slots(timezone.localdate())
    case = make(people=40, seed=demonstration.SEED, staff=staff, slots=slots)
    PublishedRelease.objects.update(slot=timezone.localdate() - dt.timedelta(95))
    make_interventions(case=case, staff=staff)
    public = PublishedIntervention.objects.order_by("position")
    assert [one.kind for one in public] == [told.kind for told in TOLD]
    release = PublishedRelease.objects.get().pk
    assert [one.release for one in public] == ["", "", release]
    for one in public:
        assert all(mark in one.addressee[language] for language, mark in MARKS.items())
    for language in MARKS:
        page = client.get(f"/{language}/actions/").content.decode()
        assert page.count('<li id="INT-') == len(TOLD)


@pytest.mark.usefixtures("cast")
def test_an_office_is_refused(staff: dict[Role, User]) -> None:
    Installation.objects.update(kind=Installation.Kind.OFFICE)
    with pytest.raises(Refused, match="demonstration"):
        make_interventions(case=None, staff=staff)  # type: ignore[arg-type]
