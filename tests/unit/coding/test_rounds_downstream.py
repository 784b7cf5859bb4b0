"""What comes after a reconciliation counts its acts once, and an erasure leaves nothing of any round."""
# ruff: noqa: F811 (fixtures of another module)

import pytest
from django.utils import timezone

from cases.coding import indicators, rounds
from cases.coding.actions import describe_labour_situation, reconcile
from cases.coding.models import Act, Event, EvidenceLink, Involvement, Passage, Victimisation
from cases.coding.models import CodingRound as Round
from cases.desk.actions import erase_person, withdraw
from cases.desk.figures import exact
from cases.desk.start import queue
from cases.releases.disclosure.schema import DEFAULT_SCHEMA
from cases.verification.actions import assess_testimony, begin_verification, clear_testimony
from cases.vocabulary.models import Place, Sector
from tests.conftest import Cast
from tests.integration.records import GRADES
from tests.twice_coded import Twice, coder_named, once, twice  # noqa: F401

pytestmark = pytest.mark.usefixtures("vocabulary", "everything_is_chosen")


@pytest.fixture
def settled(cast: Cast, twice: Twice) -> Twice:
    """A third coder keeps what both say, and what the second calls the papers."""
    tertia = coder_named(cast, twice.testimony.case, "tertia")
    lines, _acts = rounds.lines_of(Act.in_every_round.all(), twice.testimony)
    choices = dict(zip([line.key for line in lines], ["both", "second", "neither"], strict=True))
    reconcile(by=tertia, testimony=twice.testimony, decisions=choices)
    twice.read()
    return twice


def names(user: object) -> list[str]:
    return [group.name for group in queue.queue(user)]  # type: ignore[arg-type]


def test_exact_figures_count_the_settled_acts_once(cast: Cast, settled: Twice) -> None:
    begin_verification(by=cast.lead, testimony=settled.testimony)
    assess_testimony(by=cast.lead, testimony=settled.read(), **{**GRADES, "level": "V1"})
    describe_labour_situation(
        by=cast.coder, case=settled.testimony.case, witness=settled.testimony.witness, is_main=True, channel="company",
        sector=Sector.objects.get(code="construction"), place=Place.objects.get(code="RU-PRI"),
    )  # fmt: skip
    clear_testimony(by=cast.dpo, testimony=settled.read())
    total = exact.table(DEFAULT_SCHEMA, {}, ("sector",), timezone.localdate()).total
    assert (total.people, total.testimonies, total.acts, total.violations) == (1, 1, 2, 2)
    assert len(total.events) == 1


def test_indicators_are_derived_from_what_was_settled(settled: Twice) -> None:
    told = Act.objects.filter(testimony=settled.testimony)
    [profile] = indicators.derive(told).values()
    behind = {key for one in profile.values() for key in one.acts}
    assert behind <= set(told.values_list("pk", flat=True))
    assert told.count() == 2


def test_the_testimony_has_its_settled_acts_only(settled: Twice) -> None:
    assert sorted(act.category.code for act in settled.testimony.acts.all()) == ["CTL-02", "WRK-01"]
    assert Act.in_every_round.filter(testimony=settled.testimony).count() == 3 + 2 + 2


def test_an_erased_person_with_three_rounds_leaves_nothing(cast: Cast, settled: Twice) -> None:
    witness = settled.testimony.witness
    assert witness is not None
    withdrawal = withdraw(by=cast.dpo, witness=witness, received_on=timezone.localdate(), way="phone", whole=True)
    erase_person(by=cast.dpo, withdrawal=withdrawal, code=witness.code)
    for model in (Round, Passage, EvidenceLink, Involvement, Victimisation, Event):
        assert not model._base_manager.exists(), model
    assert not Act.in_every_round.exists()


def test_who_withdrew_is_coded_by_nobody_any_more(cast: Cast, twice: Twice) -> None:
    witness = twice.testimony.witness
    assert witness is not None
    withdraw(by=cast.dpo, witness=witness, received_on=timezone.localdate(), way="phone", whole=True)
    lines, _acts = rounds.lines_of(Act.in_every_round.all(), twice.testimony)
    with pytest.raises(Exception, match="team"):
        reconcile(by=cast.lead, testimony=twice.testimony, decisions={line.key: "first" for line in lines})


def test_the_queue_follows_both_codings(cast: Cast, once: Twice) -> None:
    assert "to_code_again" in names(once.second)
    assert "to_code_again" in names(cast.coder)
    assert "to_code_again" not in names(once.first)
    assert "to_verify" not in names(cast.lead)
    second = once.take()
    assert "to_code_again" in names(once.second)
    assert "to_code_again" not in names(cast.coder)
    once.code(once.second, "WRK-02", (0, 17))
    once.finish_second(second)
    for user in (once.first, once.second, cast.lead):
        assert "to_reconcile" in names(user)
    lines, _acts = rounds.lines_of(Act.in_every_round.all(), once.testimony)
    reconcile(by=once.first, testimony=once.testimony, decisions={line.key: line.choices[0] for line in lines})
    assert "to_reconcile" not in names(once.first)
    assert "to_reconcile" not in names(cast.lead)
    assert "to_reconcile" in names(once.second)
