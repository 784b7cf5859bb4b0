"""The work beside the text, and the page of a person's indicators: what is stored, refused, and hidden from whom."""

from decimal import Decimal
from http import HTTPStatus
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from cases.accounts.actions import create_user, edit_user
from cases.accounts.models import User
from cases.casework.actions import set_case_members
from cases.coding.actions import describe_labour_situation, edit_labour_situation, override_indicator
from cases.coding.models import Act, IndicatorOverride, LabourSituation
from cases.core import edits
from cases.desk.situations import panel
from cases.intake.models import Testimony
from cases.vocabulary.models import AbuseCategory, Sector
from tests.conftest import Cast, enrolled
from tests.sign_in import signed_in

EMPTY = dict.fromkeys(
    [
        "period", "sector", "place", "place_as_said", "channel", "task", "employers", "start", "end", "breaks",
        "hours_min", "hours_max", "days_off", "gross", "kept", "currency", "per", "taken_by", "papers_held_by",
    ],
    "",
)  # fmt: skip


def post(client: Client, testimony: Testimony, which: str = "new", **values: str) -> Any:
    extra = {name: values.pop(name) for name in ("back", "draft") if name in values}
    boxes = {f"{which}-{name}": value for name, value in {**EMPTY, **values}.items()}
    return client.post(reverse("admin:situations", args=[testimony.pk]), {"situation": which, **extra, **boxes})


def second_coder(cast: Cast, testimony: Testimony) -> User:
    made = create_user(by=cast.administrator, username="second", name="", roles=["coder"])
    second = enrolled(made, by=cast.administrator)
    team = [member.user for member in testimony.case.members.select_related("user")]
    set_case_members(by=cast.coder, case=testimony.case, users=[*team, second])
    return second


def test_work_is_described_and_leads_back(cast: Cast, act: Act, submitted: Testimony) -> None:
    answer = post(
        signed_in(cast.coder), submitted, back="/staff/notifications/", is_main="on", period="autumn 2019", start="6",
        end="22:00", breaks="30", gross="1,000", kept="100", currency="usd", per="month", taken_by="state",
        channel="unknown", sector=str(Sector.objects.get(code="construction").pk), task="bricks",
    )  # fmt: skip
    assert (answer.status_code, answer["Location"]) == (HTTPStatus.FOUND, "/staff/notifications/")
    work = LabourSituation.objects.get()
    assert (work.hours_min, work.hours_basis, work.public_hours) == (Decimal("15.5"), "computed", "15_16")
    assert (work.date.to_edtf(), work.date_as_said, work.public_pay_withheld) == ("2019-23", "autumn 2019", "90_100")
    shown = dict(panel(cast.lead, submitted, "/").situations[0].rows)
    assert shown["Share that was kept back (computed)"] == "90 %"
    assert shown["Hours a day"] == "15.5 (computed from start and end)"
    assert panel(cast.lead, submitted, "/").missing == []


def test_what_is_missing_is_named(cast: Cast, act: Act, submitted: Testimony) -> None:
    assert panel(cast.lead, submitted, "/").missing == ["a labour situation marked as main"]


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"gross": "100"}, "An amount says nothing without its currency"),
        ({"gross": "1", "kept": "2", "currency": "USD", "per": "day"}, "More was kept than was paid"),
        ({"hours_min": "25"}, "A day has 24 hours"),
        ({"start": "late"}, "Write a time of the day"),
        ({"days_off": "few"}, "Write a number with digits only"),
    ],
)
def test_a_mistake_loses_nothing(
    cast: Cast, act: Act, submitted: Testimony, wrong: dict[str, str], sentence: str
) -> None:
    answer = post(signed_in(cast.coder), submitted, **{"task": "carrying bricks", **wrong})
    page = answer.content.decode()
    assert sentence in page
    assert "carrying bricks" in page
    assert all(f'value="{typed}"' in page for typed in wrong.values() if typed not in ("USD", "day"))
    assert not LabourSituation.objects.exists()


@pytest.mark.parametrize("back", ["https://example.org/", "//example.org/", "/accounts/logout/", "javascript:x"])
def test_it_never_leads_elsewhere(cast: Cast, act: Act, submitted: Testimony, back: str) -> None:
    answer = post(signed_in(cast.coder), submitted, back=back)
    assert answer["Location"] == reverse("admin:situations", args=[submitted.pk])


def test_an_unchanged_form_keeps_what_is_stored(cast: Cast, act: Act, submitted: Testimony) -> None:
    """Also a period that the words alone would not give, and hours that were computed before."""
    client = signed_in(cast.coder)
    post(client, submitted, period="2019", start="6", end="22", breaks="0", task="bricks")
    stored = LabourSituation.objects.get()
    form = panel(cast.coder, submitted, "/").situations[0].form
    assert form is not None
    values = {name: str(form[name].value() or "") for name in EMPTY}
    assert post(client, submitted, str(stored.pk), **values).status_code == HTTPStatus.FOUND
    again = LabourSituation.objects.get()
    columns = [field.attname for field in LabourSituation._meta.concrete_fields]
    assert [getattr(again, name) for name in columns] == [getattr(stored, name) for name in columns]


def test_two_at_once_are_told(cast: Cast, act: Act, submitted: Testimony) -> None:
    work = describe_labour_situation(by=cast.coder, case=submitted.case, witness=submitted.witness, task="one")
    note = panel(cast.coder, submitted, "/").situations[0].note
    assert edits.read(note, cast.coder) is not None
    edit_labour_situation(by=cast.lead, situation=work, papers_held_by="the office")
    answer = post(signed_in(cast.coder), submitted, str(work.pk), draft=note, task="two")
    assert "Somebody else saved this record" in answer.content.decode()
    work.refresh_from_db()
    assert work.papers_held_by == "the office"


@pytest.mark.parametrize("who", ["legal", "dpo"])
def test_readers_have_no_form(cast: Cast, act: Act, submitted: Testimony, who: str) -> None:
    client = signed_in(getattr(cast, who))
    assert "Describe work" not in client.get(reverse("admin:situations", args=[submitted.pk])).content.decode()
    assert post(client, submitted).status_code == HTTPStatus.METHOD_NOT_ALLOWED


@pytest.mark.parametrize("who", ["interviewer", "administrator", "stranger"])
def test_others_do_not_find_the_pages(cast: Cast, act: Act, submitted: Testimony, who: str) -> None:
    client = signed_in(getattr(cast, who))
    for name, record in (("situations", submitted), ("indicators", submitted.witness)):
        assert record is not None
        assert client.get(reverse(f"admin:{name}", args=[record.pk])).status_code == HTTPStatus.NOT_FOUND


def test_a_blind_coder_learns_nothing_of_the_first(cast: Cast, act: Act, submitted: Testimony) -> None:
    witness = submitted.witness
    assert witness is not None
    ilo = AbuseCategory.objects.get(code="ILO-11")
    override_indicator(by=cast.lead, witness=witness, indicator=ilo, answer="unclear", override_reason="x")
    second = second_coder(cast, submitted)
    shown = panel(second, submitted, "/")
    assert shown.is_blind
    assert shown.profile is not None
    assert not [line for line in shown.profile.lines if line.reasons or line.indicator.override]
    client = signed_in(second)
    for name, record in (("situations", submitted), ("indicators", witness)):
        page = client.get(reverse(f"admin:{name}", args=[record.pk])).content.decode()
        assert not [code for code in (act.code, "OVR-", "WRK-01") if code in page]
    assert client.get(reverse("admin:indicators", args=[witness.pk])).context["is_blind"]


def test_a_reviewer_sets_and_takes_back(cast: Cast, act: Act, submitted: Testimony) -> None:
    assert submitted.witness is not None
    client, address = signed_in(cast.lead), reverse("admin:indicators", args=[submitted.witness.pk])
    sent = {"indicator": "ILO-11", "answer": "stated_absent", "override_reason": "his own plan"}
    assert "Say why" in client.post(address, {**sent, "override_reason": ""}).content.decode()
    assert client.post(address, sent).status_code == HTTPStatus.FOUND
    page = client.get(address).content.decode()
    assert "overridden by review OVR-" in page
    assert "his own plan" in page
    assert client.post(address, {**sent, "answer": "derived"}).status_code == HTTPStatus.FOUND
    assert "took the override back" in client.get(address).content.decode()
    assert IndicatorOverride.objects.count() == 2


def test_who_took_part_is_told_before_they_write(cast: Cast, act: Act, submitted: Testimony) -> None:
    assert submitted.witness is not None
    both = edit_user(by=cast.administrator, user=cast.coder, roles=["coder", "lead"])
    client, address = signed_in(User.objects.get(pk=both.pk)), reverse("admin:indicators", args=[submitted.witness.pk])
    assert client.get(address).context["took_part"]
    answer = client.post(address, {"indicator": "ILO-11", "answer": "unclear", "override_reason": "x"})
    assert "four eyes" in answer.content.decode()
    assert not IndicatorOverride.objects.exists()


def test_the_pages_are_linked(cast: Cast, act: Act, submitted: Testimony) -> None:
    assert submitted.witness is not None
    work = describe_labour_situation(by=cast.coder, case=submitted.case, witness=submitted.witness)
    client = signed_in(cast.lead)
    for record in (submitted.witness, work):
        page = client.get(reverse(f"admin:cases_{record._meta.model_name}_change", args=[record.pk]))
        assert reverse("admin:indicators", args=[submitted.witness.pk]) in page.content.decode()
    case = client.get(reverse("admin:cases_case_change", args=[submitted.case.pk])).content.decode()
    assert reverse("admin:case_matrix", args=[submitted.case.pk]) in case
