"""Claims recorded at their line, on the reading page."""

from http import HTTPStatus
from typing import Any

import pytest

from cases.casework.actions import create_case, edit_case
from cases.casework.models import Case
from cases.intake.actions import record_context_figure, register_source
from cases.intake.models import ContextFigure, Source
from tests.conftest import Cast
from tests.sign_in import signed_in
from tests.unit.desk.sources.reader import CLAIM, reading, text_of


def test_claim_is_recorded_at_its_line_and_the_page_stays_there(cast: Cast, source: Source) -> None:
    client = signed_in(cast.coder)
    assert 'value="line 10"' in text_of(client, f"{reading(source)}?line=10")
    answer = client.post(reading(source), CLAIM)
    figure = ContextFigure.objects.get()
    assert answer.headers["Location"] == f"{reading(source)}#{figure.code}"
    assert figure.measure == {"en": "people who arrived", "ko": "도착한 사람들"}
    assert (figure.comparator, figure.value_min, figure.value_max) == (">", 10000, None)
    assert (figure.said_by, figure.reported_by, figure.date_as_said) == ("an office", "a paper", "last year")
    line = client.get(reading(source)).context["reading"].line(10)
    assert line.beside.claims == [(figure, "more than 10,000: people who arrived")]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"measure_en": ""}, "measure_en"),
        ({"locator": ""}, "locator"),
        ({"kind": ""}, "kind"),
        ({"kind": "statement"}, "kind"),
        ({"comparator": ""}, "comparator"),
        ({"value_min": ""}, "value_min"),
        ({"value_min": "-4"}, "value_min"),
        ({"value_min": "9" * 30}, "value_min"),
        ({"value_min": "20", "value_max": "10"}, "value_max"),
        ({"said_by": "x" * 201}, "said_by"),
    ],
)
def test_bad_claim_is_told_at_its_box_beside_its_line(
    cast: Cast, source: Source, changes: dict[str, str], field: str
) -> None:
    answer = signed_in(cast.coder).post(reading(source), {**CLAIM, **changes})
    form = answer.context["claim"]
    assert list(form.errors) == [field]
    assert {name: form[name].value() for name in CLAIM} == {**CLAIM, **changes}
    assert answer.context["claim_line"] == (None if field == "locator" else 10)
    assert not ContextFigure.objects.exists()


def test_claim_in_a_repeated_block_is_warned_of(cast: Cast, source: Source) -> None:
    client = signed_in(cast.coder)
    assert "Line 16 only repeats line 10" in text_of(client, f"{reading(source)}?line=16")
    client.post(reading(source), {**CLAIM, "locator": "line 16"})
    code = ContextFigure.objects.get().code
    assert f"{code}: line 16 only repeats line 10: cite line 10" in text_of(client, reading(source))


def test_claims_in_like_words_come_first_and_hidden_ones_never(cast: Cast, source: Source) -> None:
    def claim(by: Any, case: Case, measure: str, value: int) -> ContextFigure:
        other = register_source(by=by, case=case, kind="report", title="Other", language="en")
        values: Any = {"kind": "estimate", "comparator": "~", "value_min": value, "locator": "page 1"}
        return record_context_figure(by=by, source=other, measure={"en": measure}, **values)

    claim(cast.coder, source.case, "beds in all quarters", 400)
    alike = claim(cast.coder, source.case, "people who arrived last year", 10000)
    claim(
        cast.lead, create_case(by=cast.lead, title="Hidden", slug="hidden"), "HIDDENMEASURE people who arrived", 10000
    )
    answer = signed_in(cast.coder).get(f"{reading(source)}?line=10")
    offered = list(answer.context["claim"].fields["copied_from"].choices)
    assert len(offered) == 3
    assert offered[1][0] == alike.pk
    assert "HIDDENMEASURE" not in answer.content.decode()
    own = signed_in(cast.coder).post(reading(source), {**CLAIM, "copied_from": alike.pk})
    assert own.status_code == HTTPStatus.FOUND
    assert ContextFigure.objects.get(source=source).copied_from == alike


def test_claim_in_a_closed_case_is_refused_in_words(cast: Cast, source: Source) -> None:
    edit_case(by=cast.coder, case=source.case, status="closed")
    answer = signed_in(cast.coder).post(reading(source), CLAIM)
    assert "is closed" in str(answer.context["claim"].non_field_errors())
    assert answer.context["claim"]["measure_en"].value() == CLAIM["measure_en"]


def test_full_forms_open_with_source_and_line(cast: Cast, source: Source) -> None:
    client = signed_in(cast.coder)
    answer = client.get(f"{reading(source)}?line=7")
    for address in (
        f"{answer.context['full_claim']}&locator=line+7",
        f"{answer.context['add_account']}&locator=line+7",
    ):
        assert address.replace("&", "&amp;") in answer.content.decode()
        form = client.get(address).context["adminform"].form
        assert (str(form["source"].value()), form["locator"].value()) == (str(source.pk), "line 7")
