"""Every fault planted in a release is found by the proof that is there for it."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from django.db import connection
from pytest_django import Settings

from cases.core import sealing, triggers
from cases.desk.auditing import leaks, noise
from cases.desk.auditing.lines import Check, Line
from cases.desk.build import build_release
from cases.published import actions as published
from cases.published.data import Quote
from cases.releases import engine
from cases.releases.disclosure import mechanism, sampler
from cases.releases.disclosure.counts import counts
from cases.releases.disclosure.people import encode
from cases.releases.disclosure.publish import Published, ShownCell, Tier
from cases.releases.disclosure.schema import Group, Schema, cells
from cases.releases.models import NoiseRow, ReleaseDraft, ReleaseFile, Series
from cases.releases.quotes import batches
from tests.conftest import Cast
from tests.releasing import sign_one
from tests.unit.desk.auditing.conftest import PEOPLE, failed, vectors

Proved = Callable[..., list[Line]]
Checked = Callable[[ReleaseDraft, Check], Line]
Next = Callable[[ReleaseDraft], ReleaseDraft]


def reached_around(sql: str, *values: Any) -> None:
    """By somebody with a connection to the database, past the triggers."""
    triggers.remove(connection)
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
    triggers.install(connection)


def test_exact_counts_labelled_noise(
    cast: Cast, series: Series, everybody: None, proved: Proved, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "draw", lambda _series: _scaled(real_draw(_series), 0))
    draft = build_release(by=cast.advocacy, series=series)
    assert failed(proved(draft, 3)) == ["noise_size"]


def test_noise_ten_times_too_small(
    cast: Cast, series: Series, everybody: None, proved: Proved, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "draw", lambda _series: _scaled(real_draw(_series), 0.1))
    draft = build_release(by=cast.advocacy, series=series)
    assert failed(proved(draft, 3)) == ["noise_size"]


def test_a_sampler_of_too_little_noise_fails_its_self_tests(
    draft: ReleaseDraft, proved: Proved, monkeypatch: pytest.MonkeyPatch
) -> None:
    small = lambda variance, *rest: sampler.discrete_gaussian(variance / 2, *rest)  # noqa: E731
    monkeypatch.setattr(noise, "discrete_gaussian", small)
    monkeypatch.setattr(mechanism, "discrete_gaussian", small)
    assert failed(proved(draft, 3)) == ["sampler", "draw"]


def test_noise_in_whole_people_fails_the_parity_test(
    draft: ReleaseDraft, proved: Proved, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, lattice = mechanism.draw, 4**11

    def whole(*arguments: Any) -> list[int]:
        return [round(z / lattice) * lattice for z in real(*arguments)]

    monkeypatch.setattr(mechanism, "draw", whole)
    assert failed(proved(draft, 3)) == ["parity"]


def test_reused_noise(draft: ReleaseDraft, next_release: Next, proved: Proved, monkeypatch: pytest.MonkeyPatch) -> None:
    first = json.loads(sealing.open_text(NoiseRow.objects.get(number=1), "z") or "")
    monkeypatch.setattr(engine, "draw", lambda _series: first)
    assert "reuse" in failed(proved(next_release(draft), 3))


def test_lost_noise(draft: ReleaseDraft, proved: Proved) -> None:
    NoiseRow.objects.all().delete()
    assert failed(proved(draft, 3)) == ["noise_rows"]


def test_naive_counts(
    cast: Cast, series: Series, everybody: None, proved: Proved, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Exact counts from 5 people on, of every table, under the name of blurred ones."""
    monkeypatch.setattr(engine.publish, "publish", naive)
    lines = proved(build_release(by=cast.advocacy, series=series), 5, 6)
    assert failed(lines) == ["attack", "show_rule", "verified"]
    assert lines[0].figures["findings"] > 50


def test_a_cell_edited_in_the_database(draft: ReleaseDraft, proved: Proved) -> None:
    reached_around("UPDATE cases_noisycell SET units = '1' || units WHERE number = 1 AND position = 3")
    assert {"cells", "stored_files", "refused"} <= set(failed(proved(draft, 1)))


def test_a_cell_of_an_earlier_release_edited_by_hand(draft: ReleaseDraft, next_release: Next, proved: Proved) -> None:
    """By so little that no public figure moves."""
    second = next_release(draft)
    cell = draft.series.cells.get(number=1, position=3)
    reached_around("UPDATE cases_noisycell SET units = %s WHERE id = %s", str(int(cell.units) + 1), cell.pk)
    lines = [line for line in proved(second, 1) if not line.passed]
    assert [(line.key, line.figures["other"]) for line in lines] == [("cells", draft.code)]


def test_a_cell_edited_in_a_stored_file(draft: ReleaseDraft, proved: Proved) -> None:
    file = draft.files.get(name="cells.csv")
    content = bytes(file.content)
    number = content.split(b"shown,")[1].split(b",")[0]
    ReleaseFile.objects.filter(pk=file.pk).update(content=content.replace(b"shown," + number, b"shown,7", 1))
    assert failed(proved(draft, 1)) == ["stored_files", "rebuilt"]
    assert failed(proved(draft, 6)) == ["show_rule", "verified"]


def test_a_damaged_file_is_a_failed_line_and_no_crash(draft: ReleaseDraft, proved: Proved) -> None:
    ReleaseFile.objects.filter(name="release.json").update(content=b"{")
    assert failed(proved(draft, 4, 5, 6)) == ["unforeseen", "unforeseen", "show_rule", "verified"]


def test_an_extra_file_or_row(draft: ReleaseDraft, checked: Checked) -> None:
    file = draft.files.get(name="cells.csv")
    ReleaseFile.objects.filter(pk=file.pk).update(name="443.csv", content=bytes(file.content) + b"1,,,,,hidden,,,\n")
    assert not checked(draft, leaks.rows).passed
    assert not checked(draft, leaks.names).passed


def test_changed_terms(draft: ReleaseDraft, proved: Proved) -> None:
    reached_around("UPDATE cases_series SET horizon = 13")
    assert {"refused", "terms_told"} <= set(failed(proved(draft, 4)))


def test_another_day_than_the_calendars(draft: ReleaseDraft, proved: Proved, checked: Checked) -> None:
    reached_around("UPDATE cases_releasedraft SET publishes_at = '2031-01-01 09:00:00'")
    assert failed(proved(draft, 4)) == ["calendar"]
    assert not checked(draft, leaks.hour).passed


@pytest.mark.parametrize(
    ("checks", "key"),
    [
        ({"contribution": {"one_way": 22}}, "contribution"),
        ({"contribution": {}}, "contribution"),
        ({"lifetime_mu_squared": "304/100"}, "lifetime"),
        ({"most_entries": 2}, "entries"),
        ({"exits_after_entries": False}, "order"),
    ],
)
def test_a_ledger_beyond_the_promise(draft: ReleaseDraft, proved: Proved, checks: Mapping[str, Any], key: str) -> None:
    ReleaseDraft.objects.update(checks={**draft.checks, **checks})
    assert failed(proved(draft, 2)) == [key]


def test_who_left_without_having_entered(draft: ReleaseDraft, proved: Proved) -> None:
    reached_around("UPDATE cases_ledgerentry SET sign = -1, vector = NULL")
    assert failed(proved(draft, 2)) == ["order"]


def test_an_exact_number_on_a_page(
    draft: ReleaseDraft, checked: Checked, few_pages: None, settings: Settings, tmp_path: Path
) -> None:
    """A counter in the foot of every page, filled from memory, so that no statement tells."""
    (tmp_path / "public/_partials").mkdir(parents=True)
    (tmp_path / "public/_partials/footer.html").write_text("<footer>{{ held }} interviews</footer>")
    (templates,) = settings.TEMPLATES
    processors = [*templates["OPTIONS"]["context_processors"], f"{__name__}.counted"]
    dirs = [tmp_path, *templates["DIRS"]]
    settings.TEMPLATES = [{**templates, "DIRS": dirs, "OPTIONS": {"context_processors": processors}}]
    line = checked(draft, leaks.pages)
    assert not line.passed
    assert "/en/" in line.figures["saying"]
    assert line.figures["reading"] == line.figures["broken"] == ""
    assert str(PEOPLE) not in json.dumps(line.stored())


def test_a_page_that_reads_a_table_of_the_office(
    draft: ReleaseDraft, checked: Checked, few_pages: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    def reading(page: Any) -> str:
        Series.objects.exists()
        return real_answer(page)

    monkeypatch.setattr(leaks, "answer", reading)
    line = checked(draft, leaks.pages)
    assert not line.passed
    assert "cases_series" in line.figures["reading"]


@pytest.mark.parametrize("text", ["The seven of us slept in one room.", "We were 7."])
def test_a_quote_with_a_number(
    draft: ReleaseDraft, checked: Checked, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    def publish(draft: ReleaseDraft) -> None:
        quote = Quote(
            text={"en": text, "ko": "우리는 그렇게 살았다.", "ru": "Так мы жили."},
            indicator="ILO-07",
            sector="",
            period="",
        )
        published.freeze_quotes(engine.release(draft).identifier, [quote])

    monkeypatch.setattr(batches, "publish", publish)
    line = checked(draft, leaks.quotes)
    assert (line.passed, line.figures) == (False, {"quotes": 1, "saying": 1})


def test_a_signature_under_another_difference(cast: Cast, draft: ReleaseDraft, proved: Proved) -> None:
    sign_one(cast.lead, draft, "lead")
    assert failed(proved(draft, 8)) == []
    reached_around("UPDATE cases_releaseapproval SET difference_sha256 = 'x'")
    assert failed(proved(draft, 8)) == ["signed"]


real_draw = engine.draw
real_answer = leaks.answer


def _scaled(rows: dict[str, list[int]], by: float) -> dict[str, list[int]]:
    return {group: [int(z * by) for z in row] for group, row in rows.items()}


def counted(_request: object) -> dict[str, int]:
    """The planted context processor."""
    return {"held": PEOPLE}


def naive(schema: Schema, *_rest: Any) -> Published:
    matrix = encode(schema, vectors(PEOPLE))
    true = counts(schema, matrix, np.ones(len(matrix), dtype=np.int8))
    shown = [
        ShownCell(*key, value=people, lo=people, hi=people) if people >= 5 else ShownCell(*key)
        for group in Group
        for key, people in zip(cells(schema, group), true[group].tolist(), strict=True)
    ]
    return Published(Tier.MENU, tuple(shown), ())
