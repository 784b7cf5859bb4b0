"""A second coder, and the third record: who may, what counts when, and what happens when two are at once."""
# ruff: noqa: F811 (fixtures of another module)

import pytest

from cases.accounts.actions import edit_user
from cases.casework.actions import give_work
from cases.casework.models import Assignment, Case
from cases.coding import round_policies, rounds, selection
from cases.coding.actions import (
    agree_reconciliation,
    finish_coding,
    finish_second_coding,
    reconcile,
    remove_act,
    take_second_coding,
    waive_second_coding,
)
from cases.coding.models import Act, CodingRound, EvidenceLink, Involvement, Victimisation
from cases.core import sealing
from cases.core.errors import NotAllowed, Refused
from cases.core.models import AuditEvent
from cases.intake.models import Status, Testimony
from cases.verification.actions import assess_testimony, begin_verification
from tests.conftest import Cast
from tests.integration.records import GRADES
from tests.twice_coded import DAYS_OFF, HOURS, MARK, Twice, coder_named, once, twice  # noqa: F401

pytestmark = pytest.mark.usefixtures("vocabulary", "everything_is_chosen")


def decided(testimony: Testimony, *choices: str) -> dict[str, str]:
    """A choice for each line: of the hours, of the papers, of the days off."""
    lines, _acts = rounds.lines_of(Act.in_every_round.all(), testimony)
    return {line.key: choice for line, choice in zip(lines, choices, strict=True)}


def standing(testimony: Testimony) -> list[str]:
    return sorted(Act.objects.filter(testimony=testimony).values_list("category__code", flat=True))


def test_a_second_coding_is_taken_coded_and_finished_and_counts_nothing(once: Twice) -> None:
    second = once.take()
    act = once.code(once.second, "WRK-02", HOURS)
    assert (act.round, act.stands) == (second, False)
    assert rounds.round_for(once.second, once.testimony) == second
    assert rounds.round_for(once.first, once.testimony) is None
    once.finish_second(second)
    assert once.read().status == Status.DOUBLE_CODED
    assert standing(once.testimony) == ["CTL-01", "WRK-01", "WRK-04"]


def test_the_second_coder_changes_and_removes_their_own_acts(once: Twice) -> None:
    once.take()
    act = once.code(once.second, "WRK-02", HOURS)
    remove_act(by=once.second, act=act)
    assert not Act.in_every_round.filter(round__kind="second").exists()


def test_who_cannot_take_it(cast: Cast, case: Case, once: Twice) -> None:
    both = coder_named(cast, case, "both", "coder", "dpo")
    told_it = coder_named(cast, case, "other-coder")
    with pytest.raises(NotAllowed, match="somebody else"):
        take_second_coding(by=once.first, testimony=once.testimony)
    with pytest.raises(NotAllowed, match="audit log"):
        take_second_coding(by=both, testimony=once.testimony)
    with pytest.raises(NotAllowed, match="one of: coder"):
        take_second_coding(by=cast.lead, testimony=once.testimony)
    with pytest.raises(NotAllowed, match="team"):
        take_second_coding(by=cast.stranger, testimony=once.testimony)
    once.take()
    with pytest.raises(Refused, match=r"taken the second coding|somebody else already"):
        take_second_coding(by=told_it, testimony=once.testimony)
    assert CodingRound.objects.filter(kind="second").count() == 1


def test_an_interviewer_who_codes_too_does_not_read_their_own(cast: Cast, once: Twice) -> None:
    edit_user(by=cast.administrator, user=cast.interviewer, roles=["interviewer", "coder"])
    with pytest.raises(NotAllowed):
        take_second_coding(by=type(cast.interviewer).objects.get(pk=cast.interviewer.pk), testimony=once.testimony)


def test_it_is_not_finished_without_acts_nor_by_another(cast: Cast, once: Twice) -> None:
    second = once.take()
    with pytest.raises(Refused, match="no coded act"):
        once.finish_second(second)
    with pytest.raises(NotAllowed, match="who took"):
        finish_second_coding(by=once.first, round=second)


def test_nothing_is_coded_any_more_when_it_is_finished(twice: Twice) -> None:
    with pytest.raises(Refused):
        twice.code(twice.second, "WRK-02", DAYS_OFF)
    with pytest.raises(Refused):
        twice.code(twice.first, "WRK-02", DAYS_OFF)


def test_a_lead_gives_it_to_a_coder_and_to_nobody_else(cast: Cast, once: Twice) -> None:
    with pytest.raises(Refused, match="second coder"):
        give_work(by=cast.dpo, subject=once.testimony, task="code", given_to=cast.lead)
    with pytest.raises(Refused, match="coded TST-.* first"):
        give_work(by=cast.lead, subject=once.testimony, task="code", given_to=once.first)
    give_work(by=cast.lead, subject=once.testimony, task="code", given_to=once.second)
    second = once.take()
    assert Assignment.objects.get(given_to=once.second, task="code").state == "accepted"
    once.code(once.second, "WRK-02", HOURS)
    once.finish_second(second)
    assert Assignment.objects.get(given_to=once.second, task="code").state == "done"


def test_verification_waits_for_it_or_for_the_lead_to_waive_it(cast: Cast, once: Twice) -> None:
    with pytest.raises(Refused, match="waits for its second coder"):
        begin_verification(by=cast.lead, testimony=once.testimony)
    with pytest.raises(Refused, match="Say why"):
        waive_second_coding(by=cast.lead, testimony=once.testimony, reason=" ")
    waive_second_coding(by=cast.lead, testimony=once.testimony, reason="no second coder reads Korean")
    event = AuditEvent.objects.filter(action="coding.waive_second_coding").get()
    assert "no second coder reads Korean" in event.body
    assert begin_verification(by=cast.lead, testimony=once.read()).status == Status.IN_VERIFICATION


def test_what_has_begun_is_not_waived(cast: Cast, once: Twice) -> None:
    once.take()
    with pytest.raises(Refused, match="has begun"):
        waive_second_coding(by=cast.lead, testimony=once.testimony, reason="x")


def test_a_third_person_settles_it_at_once_and_the_originals_stay(cast: Cast, twice: Twice) -> None:
    before = set(Act.in_every_round.values_list("pk", flat=True))
    third = reconcile(
        by=cast.lead, testimony=twice.testimony, decisions=decided(twice.testimony, "both", "second", "first")
    )
    assert (twice.read().status, third.finished_at is not None) == (Status.RECONCILED, True)
    assert standing(twice.testimony) == ["CTL-02", "WRK-01", "WRK-04"]
    assert before < set(Act.in_every_round.values_list("pk", flat=True))
    copies = Act.objects.filter(testimony=twice.testimony)
    assert {copy.coded_by for copy in copies} == {cast.lead}
    assert all(copy.taken_from_id in before for copy in copies)
    assert {copy.event for copy in copies} == {Act.in_every_round.filter(round=None).first().event}  # type: ignore[union-attr]


def test_a_copy_has_all_that_its_original_has(cast: Cast, twice: Twice) -> None:
    reconcile(by=cast.lead, testimony=twice.testimony, decisions=decided(twice.testimony, "first", "neither", "first"))
    copy, original = (
        Act.objects.get(category__code="WRK-01"),
        Act.in_every_round.get(category__code="WRK-01", round=None),
    )
    assert sealing.open_text(copy, "note") == sealing.open_text(original, "note") == f"note {MARK}"
    assert bytes(copy.note) != bytes(original.note)
    for model in (EvidenceLink, Victimisation):
        assert model.objects.filter(act=copy).count() == model.objects.filter(act=original).count() == 1  # type: ignore[attr-defined]
    assert Involvement.objects.filter(act__category__code="WRK-04", act__stands=True).count() == 1


def test_both_of_one_line_cite_and_harm_what_either_says(cast: Cast, twice: Twice) -> None:
    reconcile(by=cast.lead, testimony=twice.testimony, decisions=decided(twice.testimony, "both", "both", "neither"))
    assert standing(twice.testimony) == ["CTL-01", "CTL-02", "WRK-01"]
    # Both marked the same place: it is cited once.
    assert EvidenceLink.objects.filter(act__stands=True, act__category__code="WRK-01").count() == 1
    assert Victimisation.objects.filter(act__stands=True, act__category__code="WRK-01").count() == 1


def test_every_line_is_decided_and_something_is_left(cast: Cast, twice: Twice) -> None:
    some = decided(twice.testimony, "both", "second", "first")
    some.popitem()
    with pytest.raises(Refused, match="1 of 3 lines"):
        reconcile(by=cast.lead, testimony=twice.testimony, decisions=some)
    with pytest.raises(Refused, match="Nothing would be left"):
        reconcile(by=cast.lead, testimony=twice.testimony, decisions=decided(twice.testimony, *["neither"] * 3))
    with pytest.raises(Refused, match="not decided"):
        reconcile(by=cast.lead, testimony=twice.testimony, decisions=decided(twice.testimony, "both", "second", "both"))
    wrong = decided(twice.testimony, "both", "second", "first") | {"x": "first"}
    with pytest.raises(Refused, match="not decided"):
        reconcile(by=cast.lead, testimony=twice.testimony, decisions=wrong)
    assert rounds.reconciliation(twice.testimony) is None


def test_one_of_both_proposes_and_the_other_agrees(cast: Cast, twice: Twice) -> None:
    choices = decided(twice.testimony, "both", "first", "neither")
    proposed = reconcile(by=twice.first, testimony=twice.testimony, decisions=choices)
    assert (twice.read().status, proposed.finished_at) == (Status.DOUBLE_CODED, None)
    assert standing(twice.testimony) == ["CTL-01", "WRK-01", "WRK-04"]  # of the first coding still
    seen = rounds.version_of(proposed)
    for somebody in (twice.first, cast.lead):
        with pytest.raises(NotAllowed, match="the other of both"):
            agree_reconciliation(by=somebody, round=proposed, seen=seen)
    agree_reconciliation(by=twice.second, round=proposed, seen=seen)
    proposed.refresh_from_db()
    assert (twice.read().status, proposed.confirmed_by) == (Status.RECONCILED, twice.second)
    assert standing(twice.testimony) == ["CTL-01", "WRK-01"]


def test_the_other_changes_the_proposal_and_the_first_agrees(twice: Twice) -> None:
    proposed = reconcile(
        by=twice.first, testimony=twice.testimony, decisions=decided(twice.testimony, "both", "first", "first")
    )
    seen = rounds.version_of(proposed)
    other = reconcile(
        by=twice.second,
        testimony=twice.testimony,
        decisions=decided(twice.testimony, "both", "second", "neither"),
        replaces=seen,
    )
    assert other.pk == proposed.pk
    with pytest.raises(Refused, match="in the meantime"):
        agree_reconciliation(by=twice.first, round=other, seen=seen)
    agree_reconciliation(by=twice.first, round=other, seen=rounds.version_of(other))
    assert standing(twice.testimony) == ["CTL-02", "WRK-01"]
    assert Act.in_every_round.filter(round=other).count() == 2


def test_of_two_who_reconcile_at_once_the_second_is_told(cast: Cast, case: Case, twice: Twice) -> None:
    third_person = coder_named(cast, case, "tertia")
    choices = decided(twice.testimony, "both", "second", "first")
    reconcile(by=cast.lead, testimony=twice.testimony, decisions=choices)
    with pytest.raises(Refused, match="lead has reconciled"):
        reconcile(by=third_person, testimony=twice.testimony, decisions=choices)
    assert standing(twice.testimony) == ["CTL-02", "WRK-01", "WRK-04"]


def test_the_interviewer_does_not_reconcile_and_whoever_did_does_not_verify(cast: Cast, twice: Twice) -> None:
    reconcile(by=cast.lead, testimony=twice.testimony, decisions=decided(twice.testimony, "both", "second", "first"))
    with pytest.raises(NotAllowed, match="own coding"):
        begin_verification(by=cast.lead, testimony=twice.read())


def test_four_eyes_hold_for_both_coders_of_what_a_third_person_settled(cast: Cast, case: Case, twice: Twice) -> None:
    tertia = coder_named(cast, case, "tertia")
    reconcile(by=tertia, testimony=twice.testimony, decisions=decided(twice.testimony, "both", "second", "first"))
    begin_verification(by=cast.lead, testimony=twice.read())
    assessment = assess_testimony(by=cast.lead, testimony=twice.read(), **GRADES)
    assert assessment.testimony.status == Status.VERIFIED


def test_others_than_both_coders_speak_for_nobody(twice: Twice) -> None:
    assert round_policies.coders(twice.testimony) == {twice.first.pk, twice.second.pk}
    assert round_policies.other_coders(twice.second, twice.testimony) == {twice.first.pk}


def test_the_first_coder_is_chosen_for_nothing_when_selection_is_off(
    cast: Cast, submitted: Testimony, act: Act, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in {"FIRST": 0, "SHARE": 0.0, "RESTRICTED": False}.items():
        monkeypatch.setattr(selection, name, value)
    coded = finish_coding(by=cast.coder, testimony=submitted)
    with pytest.raises(Refused, match="does not wait"):
        waive_second_coding(by=cast.lead, testimony=coded, reason="x")
