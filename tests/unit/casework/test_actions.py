"""Cases: the lead decides who is on the team, and never falls off it."""

import pytest
from django.core.exceptions import ValidationError

from cases.casework.actions import create_case, edit_case, set_case_members
from cases.casework.models import Case
from cases.core.errors import NotAllowed, Refused
from cases.intake.actions import register_source
from cases.witnesses.actions import register_witness
from tests.conftest import Cast


def team(case: Case) -> set[str]:
    return set(case.members.values_list("user__username", flat=True))


def test_create_case_makes_its_opener_the_lead_and_only_member(cast: Cast) -> None:
    case = create_case(by=cast.lead, title="New", slug="new")
    assert case.lead == cast.lead
    assert team(case) == {"lead"}


@pytest.mark.parametrize("role", ["legal", "advocacy", "dpo", "administrator"])
def test_create_case_needs_a_caseworker(cast: Cast, role: str) -> None:
    with pytest.raises(NotAllowed):
        create_case(by=getattr(cast, role), title="New", slug="new")
    assert not Case.objects.exists()


def test_member_who_does_not_lead_cannot_change_the_team(cast: Cast, case: Case) -> None:
    """Not even a verification lead, who is on the team, adds a stranger."""
    before = team(case)
    for member in (cast.interviewer, cast.lead):
        with pytest.raises(NotAllowed, match=case.code):
            set_case_members(by=member, case=case, users=[cast.stranger, member])
    assert team(case) == before


def test_stranger_cannot_add_themselves(cast: Cast, case: Case) -> None:
    with pytest.raises(NotAllowed):
        set_case_members(by=cast.stranger, case=case, users=[cast.stranger])
    assert "stranger" not in team(case)


def test_lead_stays_when_left_out_of_the_team(cast: Cast, case: Case) -> None:
    set_case_members(by=cast.coder, case=case, users=[cast.interviewer])
    assert team(case) == {"coder", "interviewer"}
    set_case_members(by=cast.coder, case=case, users=[])
    assert team(case) == {"coder"}


def test_a_person_named_twice_is_one_member(cast: Cast, case: Case) -> None:
    set_case_members(by=cast.coder, case=case, users=[cast.dpo, cast.dpo])
    assert team(case) == {"coder", "dpo"}


def test_removed_member_sees_and_changes_nothing_any_more(cast: Cast, case: Case) -> None:
    assert Case.objects.visible_to(cast.interviewer).exists()
    set_case_members(by=cast.coder, case=case, users=[])
    assert not Case.objects.visible_to(cast.interviewer).exists()
    with pytest.raises(NotAllowed):
        edit_case(by=cast.interviewer, case=case, title="Mine again")
    case.refresh_from_db()
    assert case.title == "Workers sent abroad"


def test_member_sees_a_case_once(cast: Cast, case: Case) -> None:
    """The team's join must not repeat the row."""
    assert Case.objects.visible_to(cast.coder).count() == 1


def test_edit_case_keeps_the_lead(cast: Cast, case: Case) -> None:
    edit_case(by=cast.interviewer, case=case, title="Changed", risk="low")
    case.refresh_from_db()
    assert (case.title, case.risk, case.lead) == ("Changed", "low", cast.coder)


def test_closed_case_takes_no_new_records_until_it_is_open_again(cast: Cast, case: Case) -> None:
    edit_case(by=cast.coder, case=case, status="closed")
    case.refresh_from_db()
    with pytest.raises(Refused, match="closed"):
        register_witness(by=cast.interviewer, case=case)
    edit_case(by=cast.coder, case=case, status="open")
    case.refresh_from_db()
    assert register_witness(by=cast.interviewer, case=case).code == "W-001"


def test_closing_holds_for_a_case_object_read_before(cast: Cast, case: Case) -> None:
    """Whoever still has the open page of a case that was closed meanwhile is refused all the same."""
    stale = Case.objects.get(pk=case.pk)
    edit_case(by=cast.coder, case=case, status="closed")
    with pytest.raises(Refused):
        register_source(by=cast.coder, case=stale, kind="press", title="T", language="en")


@pytest.mark.parametrize("slug", ["Kim Chol", "two--hyphens", "-start", "end-", "한국", "under_score", ""])
def test_slug_is_small_letters_digits_and_hyphens(cast: Cast, slug: str) -> None:
    with pytest.raises(ValidationError):
        create_case(by=cast.coder, title="T", slug=slug)


def test_slug_is_taken_once(cast: Cast, case: Case) -> None:
    with pytest.raises(ValidationError):
        create_case(by=cast.coder, title="Other", slug=case.slug)


def test_closed_case_is_opened_again_by_its_lead_only(cast: Cast, case: Case) -> None:
    """As the refusal says: "its lead must open it again first"."""
    edit_case(by=cast.coder, case=case, status="closed")
    with pytest.raises(Refused):
        edit_case(by=cast.interviewer, case=case, status="open")
    case.refresh_from_db()
    assert case.status == "closed"
