"""Figures said outside a release: how they stand to what is published, and what is asked before one is said anyway."""

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from cases.accounts.models import User
from cases.core.errors import NotAllowed, Refused
from cases.core.models import AuditEvent, Revision
from cases.published.models import PublishedCell, PublishedRelease
from cases.releases import outgoing
from cases.releases.actions import register_outgoing_figure
from cases.releases.models import OutgoingFigure
from cases.releases.outgoing import Standing
from tests.conftest import Cast
from tests.freezing import freeze_as_a_release_would
from tests.sample_release import sample_release

MALE = ("sex", "male")
CROSSED = ("sex", "male", "sector", "construction")


def cell(*key: str) -> PublishedCell:
    names = dict(zip(("d1", "v1", "d2", "v2"), (*key, "", "", "", "")[:4], strict=True))
    return PublishedCell.objects.get(table__release__status="current", **names)


def register(by: User, figure: int, **values: Any) -> OutgoingFigure:
    given = {
        "counts": "people who worked in construction", "recipient": "a funder", "said_on": timezone.localdate(),
        "channel": "report",
    }  # fmt: skip
    return register_outgoing_figure(by=by, figure=figure, **{**given, **values})


# --- standing ---


@pytest.mark.parametrize("key", [MALE, CROSSED, ("total", "")])
def test_a_published_figure(published_release: PublishedRelease, key: tuple[str, ...]) -> None:
    value = cell(*(key if key[0] != "total" else ())).value
    assert value is not None
    assert outgoing.standing(value, *key) == (Standing.PUBLISHED, "2026-08")


def test_the_order_of_the_two_sides_does_not_matter(published_release: PublishedRelease) -> None:
    value = cell(*CROSSED).value
    assert value is not None
    assert outgoing.standing(value, "sector", "construction", "sex", "male") == (Standing.PUBLISHED, "2026-08")


def test_within_its_likely_range_is_not_that_figure(published_release: PublishedRelease) -> None:
    found = cell(*MALE)
    assert found.lo is not None
    assert found.hi is not None
    for figure in (found.lo, found.hi):
        assert outgoing.standing(figure, *MALE) == (Standing.RANGE, "2026-08")
    for figure in (found.lo - 1, found.hi + 1):
        assert outgoing.standing(figure, *MALE) == (Standing.NOT_PUBLISHED, "")


def test_a_hidden_cell_and_no_cell_publish_nothing(published_release: PublishedRelease) -> None:
    hidden = PublishedCell.objects.filter(value=None).first()
    assert hidden is not None
    key = (hidden.d1, hidden.v1, hidden.d2, hidden.v2)
    shown = cell(*MALE).value
    assert shown is not None
    assert outgoing.standing(5, *key) == (Standing.NOT_PUBLISHED, "")
    assert outgoing.standing(shown, "", "") == (Standing.NOT_PUBLISHED, "")
    assert outgoing.published("", "") is None
    assert outgoing.published(*key) is None


def test_a_figure_of_another_cell_is_not_published_of_this_one(published_release: PublishedRelease) -> None:
    value = cell(*MALE).value
    assert value is not None
    assert outgoing.standing(value, "sex", "female")[0] == Standing.NOT_PUBLISHED


def test_an_earlier_release_counts_as_published(published_release: PublishedRelease) -> None:
    old = cell(*MALE).value
    assert old is not None
    freeze_as_a_release_would(_later())
    new = cell(*MALE).value
    assert new is not None
    assert outgoing.standing(old, *MALE) == (Standing.PUBLISHED, "2026-08")
    assert outgoing.standing(new, *MALE) == (Standing.PUBLISHED, "2026-11")
    assert outgoing.published(*MALE) == outgoing.Published(new, "2026-11")
    # What was not public yet on that day was not a published figure.
    assert outgoing.standing(new, *MALE, on=dt.date(2026, 9, 1))[0] == Standing.NOT_PUBLISHED


def test_a_withdrawn_release_publishes_nothing_any_more(published_release: PublishedRelease) -> None:
    value = cell(*MALE).value
    assert value is not None
    PublishedRelease.objects.update(status="withdrawn")
    assert outgoing.standing(value, *MALE) == (Standing.NOT_PUBLISHED, "")
    assert outgoing.published(*MALE) is None


def _later() -> Any:
    before = sample_release("2026-11", number=3)
    cells = tuple(
        replace(c, value=c.value + 100, lo=(c.lo or 0) + 100, hi=(c.hi or 0) + 100) if c.value is not None else c
        for c in before.cells
    )
    return replace(before, slot=dt.date(2026, 11, 1), cutoff=dt.date(2026, 10, 31), cells=cells)


# --- registering ---


def test_a_published_figure_is_stored_with_its_release(cast: Cast, published_release: PublishedRelease) -> None:
    value = cell(*MALE).value
    assert value is not None
    entry = register(cast.advocacy, value, d1="sex", v1="male", said_anyway=True, why="no need")
    assert (entry.standing, entry.release, entry.said_by) == (Standing.PUBLISHED, "2026-08", cast.advocacy)
    assert (entry.said_anyway, entry.why) == (False, None), "nothing was said against the rule"


def test_what_is_said_is_sealed_and_stands_in_no_event(cast: Cast, published_release: PublishedRelease) -> None:
    entry = register(cast.dpo, 43, recipient="THEFUNDER", counts="THECOUNTED", said_anyway=True, why="THEREASON")
    for name in ("recipient", "counts", "why"):
        assert b"THE" not in bytes(getattr(entry, name))
    stored = [event.body for event in AuditEvent.objects.all()] + [str(row.__dict__) for row in Revision.objects.all()]
    assert not [text for text in stored for word in ("THEFUNDER", "THECOUNTED", "THEREASON") if word in text]


@pytest.mark.parametrize("offset", [0, 1])
def test_a_figure_that_is_not_published_is_asked_about_first(
    cast: Cast, published_release: PublishedRelease, offset: int
) -> None:
    """Inside the range or outside: the sentence names the published figure and nothing else."""
    found = cell(*MALE)
    assert found.hi is not None
    with pytest.raises(Refused, match=rf"about {found.value} \(release 2026-08\)") as refusal:
        register(cast.advocacy, found.hi + offset, d1="sex", v1="male")
    assert refusal.value.field == "figure"
    assert not OutgoingFigure.objects.exists()


def test_the_refusal_is_the_same_however_near_the_figure_is(cast: Cast, published_release: PublishedRelease) -> None:
    sentences = set()
    for figure in (1, 43, 985, 10**6):
        with pytest.raises(Refused) as refusal:
            register(cast.advocacy, figure, d1="sex", v1="male")
        sentences.add(str(refusal.value))
    assert len(sentences) == 1


def test_without_a_published_figure_none_may_be_said(cast: Cast) -> None:
    with pytest.raises(Refused, match="no release shows one for it"):
        register(cast.advocacy, 43)


def test_said_anyway_takes_a_reason(cast: Cast) -> None:
    with pytest.raises(Refused, match="Say why") as refusal:
        register(cast.lead, 43, said_anyway=True, why="  ")
    assert refusal.value.field == "why"
    entry = register(cast.lead, 43, said_anyway=True, why="a court asked")
    assert (entry.standing, entry.release, entry.said_anyway) == (Standing.NOT_PUBLISHED, "", True)


@pytest.mark.parametrize("missing", ["counts", "recipient"])
def test_what_and_to_whom_are_said(cast: Cast, missing: str) -> None:
    with pytest.raises(Refused) as refusal:
        register(cast.lead, 43, said_anyway=True, why="x", **{missing: " "})
    assert refusal.value.field == missing


def test_a_second_value_needs_a_first(cast: Cast) -> None:
    with pytest.raises(Refused, match="first value before"):
        register(cast.lead, 43, d2="sex", v2="male")


@pytest.mark.parametrize("who", ["interviewer", "coder", "legal", "administrator", "stranger"])
def test_nobody_else_registers(cast: Cast, who: str) -> None:
    with pytest.raises(NotAllowed):
        register(getattr(cast, who), 43, said_anyway=True, why="x")


def test_a_channel_that_is_none_is_refused(cast: Cast) -> None:
    with pytest.raises(ValidationError):
        register(cast.lead, 43, said_anyway=True, why="x", channel="pigeon")


# --- what can be chosen ---


def test_choices_are_what_the_newest_release_publishes(published_release: PublishedRelease) -> None:
    groups = outgoing.choices(total=True)
    texts = [text for _name, options in groups[1:] for text, _label in options]
    assert groups[0] == ("total:", outgoing.EVERYBODY)
    assert texts.count("sex:male") == 1
    assert len(texts) == 1 + 60 - 2, "every one-way cell but the total"
    assert all(outgoing.code(*outgoing.pair(text)) == text for text in texts)
    assert outgoing.label("sex", "male") == "Sex: male"
    assert outgoing.label("sex", "gone") == "sex:gone"
    assert outgoing.label("total", "") == "all people interviewed"
    assert outgoing.label("", "") == ""


def test_nothing_to_choose_before_the_first_release(db: None) -> None:
    assert outgoing.choices(total=True) == []
