"""Fictional people in the database: coherent, whole, audited, marked; made through actions that refuse elsewhere."""

import datetime as dt
import json
from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db.models import F
from django.utils import timezone

from cases.accounts.actions import edit_user
from cases.accounts.models import User
from cases.casework.models import Case
from cases.coding.models import Act, Event, Passage, Victimisation
from cases.core import audit, sealing
from cases.core.errors import NotAllowed, Refused
from cases.core.models import AuditEvent, Installation, Revision
from cases.core.permissions import Role
from cases.desk.fictional import make, making
from cases.desk.fictional.content import Person
from cases.desk.fictional.people import person
from cases.intake.models import Status, Testimony
from cases.releases import who_counts
from cases.verification.models import Assessment
from cases.vocabulary.models import AbuseCategory
from cases.witnesses.models import Consent, RiskAssessment, Witness
from tests.conftest import Cast
from tests.unit.desk.records import plain_case, rows_of

Staff = dict[Role, User]
PEOPLE, SEED = 25, 5
REACHED = {
    "draft": Status.DRAFT,
    "submitted": Status.SUBMITTED,
    "coded": Status.CODED,
    "in_verification": Status.IN_VERIFICATION,
}

pytestmark = pytest.mark.slow
with_vocabulary = pytest.mark.usefixtures("whole_vocabulary")


@pytest.fixture
def slots() -> list[dt.date]:
    today = timezone.localdate()
    return [today - dt.timedelta(182), today - dt.timedelta(91), today]


@pytest.fixture
def run(staff: Staff, slots: list[dt.date]) -> Callable[..., Case]:
    """Make fictional people; what is not given is as usual."""

    def made(**values: Any) -> Case:
        return make(**{"people": PEOPLE, "seed": SEED, "staff": staff, "slots": slots, **values})

    return made


@pytest.fixture
def people(slots: list[dt.date]) -> list[Person]:
    return [person(SEED, number, slots) for number in range(PEOPLE)]


def state_of(p: Person) -> Status:
    if p.steps.cleared:
        return Status.CLEARED
    return REACHED.get(p.fate, Status.VERIFIED)


@with_vocabulary
def test_records_are_whole_and_say_what_the_content_says(run: Callable[..., Case], people: list[Person]) -> None:
    case = run()
    testimonies = list(case.testimonies.order_by("code").select_related("witness"))
    for p, testimony in zip(people, testimonies, strict=True):
        witness = testimony.witness
        assert witness is not None
        account = sealing.open_text(testimony, "account")
        assert account == p.account
        assert sealing.open_text(testimony, "translation") == p.translation
        assert testimony.status == state_of(p)
        assert (witness.sex, witness.age_band) == (p.sex, p.age_band)
        assert witness.consents.count() == 1 + (p.withdrawal is not None)
        assert all(consent.scopes.count() == 12 for consent in witness.consents.all())
        coded = list(p.facts) if p.steps.coded else []
        acts = list(testimony.acts.select_related("category"))
        assert Counter((a.category.code, a.state) for a in acts) == Counter((f.category, f.state) for f in coded)
        for passage in testimony.passages.all():
            assert sealing.open_text(passage, "exact") == p.account[passage.start : passage.end]
        for act in acts:
            assert act.links.exists() == (act.state != Act.State.NOT_ASKED)
            assert act.victims.exists() == (act.state == Act.State.PRESENT)
        assert witness.situations.filter(is_main=True).count() == bool(coded)


@with_vocabulary
def test_every_row_has_its_first_revision_and_its_place_in_an_event(run: Callable[..., Case]) -> None:
    """Nothing is skipped that a single write would have stored."""
    start = AuditEvent.objects.latest("seq").seq
    case = run(people=20)
    bodies = [json.loads(event.body) for event in AuditEvent.objects.filter(seq__gt=start)]
    told: Counter[str] = Counter()
    for label, count, _hash in (entry for body in bodies for entry in body.get("many", [])):
        told[label] += count
    firsts = {revision.subject_uuid: revision for revision in Revision.objects.filter(number=1)}
    for model, rows in rows_of(case).items():
        assert told[model._meta.model_name] >= len(rows) > 0
        with sealing.keys_at_hand(row.key_owner() for row in rows):
            for row in rows:
                first = firsts[row.pk]
                assert json.loads(sealing.open_text(first, "snapshot") or "")["uuid"] == str(row.pk)
                assert (first.owner_kind, first.owner_uuid) == row.key_owner()
    numbers = Revision.objects.filter(subject_label="testimony").values_list("number", flat=True)
    assert max(numbers) == 6
    assert list(audit.problems()) == []


@with_vocabulary
def test_everything_says_that_it_is_fictional(run: Callable[..., Case]) -> None:
    case = run()
    assert case.title.startswith("Fictional")
    assert set(Consent.objects.values_list("form_version", flat=True)) == {"demo-1 (fictional)"}
    for model, fields in (
        (Witness, ["note"]), (Consent, ["note"]), (RiskAssessment, ["threats", "mitigation"]), (Event, ["summary"]),
        (Testimony, ["translation", "translator"]), (Assessment, ["contrary_information"]),
    ):  # fmt: skip
        for row in model._default_manager.all():
            for field in fields:
                assert "fictional" in (sealing.open_text(row, field) or "").lower()


@with_vocabulary
def test_who_counts_in_each_release(run: Callable[..., Case], slots: list[dt.date]) -> None:
    """As planned: those of a slot come in at it; what was done to co-workers counts for nobody."""
    run(people=60)
    planned = [person(SEED, number, slots) for number in range(60)]
    for place, slot in enumerate(slots):
        came = {f"counts_{number + 1}" for number in range(place + 1)}
        wanted = [p for p in planned if p.fate in came and not (p.withdrawal and p.withdrawal.given_on <= slot)]
        present = who_counts.testimonies(slot).count()
        assert who_counts.people(slot).count() <= present
        assert len([p for p in planned if p.fate in came]) == present
        if place == 0:
            assert who_counts.people(slot).count() == len(wanted)
    of_groups = Victimisation.objects.filter(group__isnull=False).select_related("act")
    assert of_groups.exists()
    assert all(row.act.situation is None for row in of_groups)
    assert (
        not Victimisation.objects.filter(witness__isnull=False).exclude(act__testimony__witness=F("witness")).exists()
    )


@with_vocabulary
def test_same_seed_gives_the_same_content_under_other_keys_and_codes(run: Callable[..., Case]) -> None:
    """And a second run adds people, in a case of its own."""
    one, two = run(people=8), run(people=8)
    assert (one.slug, two.slug) == ("fictional-1", "fictional-2")
    assert plain_case(one) == plain_case(two)
    assert Witness.objects.count() == Witness.objects.values("code").distinct().count() == 16
    assert plain_case(run(people=8, seed=6)) != plain_case(one)


@with_vocabulary
def test_run_that_is_interrupted_leaves_whole_people(run: Callable[..., Case], monkeypatch: pytest.MonkeyPatch) -> None:
    """The part in hand is rolled back; what was stored before is complete."""
    monkeypatch.setattr(making, "CHUNK", 3)
    told: list[int] = []

    def stop(count: int) -> None:
        told.append(count)
        if len(told) == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run(people=9, progress=stop)
    assert told == [3, 3]
    assert Witness.objects.count() == Testimony.objects.count() == 6
    assert Consent.objects.count() >= 6
    assert list(audit.problems()) == []


@with_vocabulary
def test_one_person_and_a_bar(run: Callable[..., Case]) -> None:
    class Bar:
        stored = 0

        def update(self, count: int) -> None:
            self.stored += count

    bar = Bar()
    case = run(people=1, progress=bar)
    assert case.witnesses.count() == case.testimonies.count() == bar.stored == 1


@pytest.mark.parametrize("people", [0, -1])
def test_nobody_to_make_is_refused(run: Callable[..., Case], people: int) -> None:
    with pytest.raises(Refused, match="at least one"):
        run(people=people)
    assert not Case.objects.exists()


def test_slots_are_two_or_more_in_order_and_past(run: Callable[..., Case], slots: list[dt.date]) -> None:
    tomorrow = slots[2] + dt.timedelta(1)
    for wrong in (slots[:1], slots[::-1], [*slots[:2], tomorrow], [slots[0], slots[0], slots[2]]):
        with pytest.raises(Refused, match="two releases or more"):
            run(slots=wrong)


def test_office_is_refused(run: Callable[..., Case]) -> None:
    Installation.objects.update(kind=Installation.Kind.OFFICE)
    with pytest.raises(Refused, match="demonstration database only"):
        run()
    assert not Case.objects.exists()


def test_missing_role_is_refused(run: Callable[..., Case], staff: Staff) -> None:
    with pytest.raises(Refused, match="data-protection officer"):
        run(staff={role: user for role, user in staff.items() if role != Role.DPO})
    assert not Case.objects.exists()


@with_vocabulary
def test_wrong_role_and_one_person_for_two_roles_are_refused(
    run: Callable[..., Case], cast: Cast, staff: Staff
) -> None:
    """Each step asks its own rights and who made the step before; then nothing of the people stays."""
    edit_user(by=cast.administrator, user=cast.coder, roles=["coder", "interviewer"])
    both = User.objects.get(pk=cast.coder.pk)
    wrong = ({Role.CODER: cast.advocacy}, {Role.INTERVIEWER: both, Role.CODER: both})
    for change in wrong:
        with pytest.raises(NotAllowed):
            run(staff={**staff, **change})
        assert not Witness.objects.exists()
        assert AuditEvent.objects.latest("seq").action == "desk.add_whole_records.refused"


@with_vocabulary
def test_vocabulary_that_is_not_loaded_is_refused(run: Callable[..., Case]) -> None:
    AbuseCategory.objects.filter(code="CTL-05").update(valid_to=timezone.localdate())
    with pytest.raises(Refused, match="CTL-05"):
        run()


@with_vocabulary
def test_command_finds_its_staff_and_says_where_the_people_are(cast: Cast, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("make_fictional", "--people", "2", "--seed", "1")
    shown = capsys.readouterr()
    assert "2 fictional people are in CASE-001" in shown.out
    assert "2/2" in shown.err
    assert Witness.objects.count() == 2


@pytest.mark.parametrize("people", ["0", "-3"])
def test_command_refuses_nobody(cast: Cast, people: str) -> None:
    with pytest.raises(CommandError, match="at least one") as refused:
        call_command("make_fictional", f"--people={people}", "--seed=1")
    assert refused.value.returncode == 2


def test_command_names_the_role_that_nobody_holds(cast: Cast) -> None:
    edit_user(by=cast.administrator, user=cast.lead, roles=["lead"], is_active=False)
    with pytest.raises(CommandError, match="verification lead") as refused:
        call_command("make_fictional", "--people=1", "--seed=1")
    assert refused.value.returncode == 2
    assert not Passage.objects.exists()


def test_command_that_is_interrupted_says_so(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(**_values: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("cases.desk.fictional.make", interrupt)
    with pytest.raises(CommandError, match="whole") as stopped:
        call_command("make_fictional", "--people=1", "--seed=1")
    assert stopped.value.returncode == 130
