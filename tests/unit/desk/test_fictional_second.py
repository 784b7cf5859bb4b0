"""Made-up second codings: the same for the same seed, mostly the same as the first, and no figure moves by them."""

import datetime as dt

from cases.accounts.actions import create_user
from cases.casework.models import Case
from cases.coding import double_coded
from cases.coding.agreement import FEWEST, Gate
from cases.coding.models import Act, CodingRound
from cases.core.permissions import Role
from cases.desk import fictional
from cases.desk.fictional.making import TWICE
from cases.desk.fictional.people import person
from cases.desk.fictional.second import second_facts, second_moments
from cases.intake.models import Testimony
from cases.vocabulary.actions import load_vocabulary
from cases.vocabulary.loading import VocabularyFiles
from tests.conftest import Cast, enrolled

SLOTS = [dt.date(2026, 5, 1), dt.date(2026, 8, 1), dt.date(2026, 11, 1)]


def test_the_same_for_the_same_seed_and_mostly_the_same_as_the_first() -> None:
    people = [person(1, number, SLOTS) for number in range(60)]
    again = [second_facts(1, one) for one in people]
    assert again == [second_facts(1, one) for one in people]
    pairs = [
        ({f.category for f in one.facts}, {f.category for f in two}) for one, two in zip(people, again, strict=True)
    ]
    assert sum(one == two for one, two in pairs) > 20
    assert any(one != two for one, two in pairs)


def test_second_codings_lie_between_the_first_and_verification() -> None:
    for number in range(60):
        one = person(1, number, SLOTS)
        moments = second_moments(one)
        if moments is None:
            assert one.steps.begun is None
        else:
            assert one.steps.coded is not None
            assert one.steps.begun is not None
            assert one.steps.coded <= moments[0] <= moments[1] <= one.steps.begun


def test_a_made_case_shows_every_gate_and_moves_no_figure(cast: Cast, all_files: VocabularyFiles) -> None:
    load_vocabulary(by=cast.administrator, files=all_files)
    second = enrolled(
        create_user(by=cast.administrator, username="second", name="", roles=["coder"]), by=cast.administrator
    )
    staff = {Role(role): getattr(cast, role) for role in ("interviewer", "coder", "lead", "dpo", "legal", "advocacy")}
    once = fictional.make(people=45, seed=1, staff=staff, slots=SLOTS)
    twice = fictional.make(people=45, seed=1, staff=staff, slots=SLOTS, second_coder=second)
    assert told(once) == told(twice)
    found = double_coded.read_all()
    assert len(found.testimonies) == TWICE >= FEWEST
    assert {one.gate for one in found.families()} == {Gate.PUBLISHABLE, Gate.WITH_A_NOTE, Gate.BELOW}
    assert CodingRound.objects.filter(kind="reconciled", coder=cast.coder, confirmed_by=second).count() == TWICE
    assert set(Testimony.objects.filter(rounds__kind="second").values_list("case", flat=True)) == {twice.pk}


def told(case: Case) -> list[tuple[object, ...]]:
    """What counts of a case, without codes and keys."""
    acts = Act.objects.filter(event__case=case)
    rows = acts.values_list(
        "testimony__account_version", "testimony__status", "testimony__coded_at", "category__code", "state",
        "situation__public_hours", "victims__witness__sex", "victims__group__count_min", "links__passage__start",
    )  # fmt: skip
    return sorted(rows, key=str)
