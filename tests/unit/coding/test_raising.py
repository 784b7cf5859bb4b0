"""Legal findings: a legal reviewer raises what a coder coded plainly, within its family and with a reason."""

from collections.abc import Callable

import pytest

from cases.coding.actions import (
    Span,
    code_passages,
    edit_act,
    finish_coding,
    lower_act,
    raise_act,
    remove_act,
)
from cases.coding.models import Act
from cases.core import sealing
from cases.core.errors import NotAllowed, Refused
from cases.core.models import AuditEvent
from cases.intake.actions import reopen_testimony
from cases.intake.models import Testimony
from cases.vocabulary.models import AbuseCategory
from cases.witnesses.models import Witness
from tests.conftest import Cast
from tests.replay import replayed


def category(code: str) -> AbuseCategory:
    return AbuseCategory.objects.get(code=code)


@pytest.fixture
@replayed
def plain(cast: Cast, submitted: Testimony, act: Act) -> Act:
    """PHY-02, coded plainly, of a testimony whose coding is finished."""
    found = category("PHY-02")
    coded = code_passages(by=cast.coder, testimony=submitted, spans=[Span("account", 0, 9)], category=found)
    finish_coding(by=cast.coder, testimony=submitted)
    return coded


@pytest.fixture
def raised(cast: Cast, plain: Act) -> Act:
    return raise_act(by=cast.legal, act=plain, category=category("PHY-01"), raise_reason="an official, on purpose")


def test_raised_act_keeps_what_the_coder_chose(cast: Cast, raised: Act) -> None:
    assert (raised.category.code, raised.raised_from, raised.raised_by) == ("PHY-01", category("PHY-02"), cast.legal)
    assert sealing.open_sealed(raised, "raise_reason", by=cast.legal, reason="test") == "an official, on purpose"
    assert raised.coded_by == cast.coder
    event = AuditEvent.objects.filter(action="coding.raise_act").get()
    assert "official" not in event.body


def test_lowered_act_is_as_it_was(cast: Cast, raised: Act) -> None:
    act = lower_act(by=cast.legal, act=raised)
    assert (act.category.code, act.raised_from, act.raised_by, act.raise_reason) == ("PHY-02", None, None, None)
    with pytest.raises(Refused, match="was not raised"):
        lower_act(by=cast.legal, act=act)


@pytest.mark.parametrize(
    ("code", "sentence"),
    [("PHY-03", "no † code"), ("WRK-01", "no † code"), ("DUT-01", "not of the family PHY"), ("ILO-05", "no † code")],
)
def test_other_codes_are_refused(cast: Cast, plain: Act, code: str, sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        raise_act(by=cast.legal, act=plain, category=category(code), raise_reason="x")
    plain.refresh_from_db()
    assert plain.category.code == "PHY-02"


def test_reason_is_required_and_once_is_enough(cast: Cast, plain: Act) -> None:
    with pytest.raises(Refused, match="Say why"):
        raise_act(by=cast.legal, act=plain, category=category("PHY-01"), raise_reason="  ")
    raise_act(by=cast.legal, act=plain, category=category("PHY-01"), raise_reason="x")
    with pytest.raises(Refused, match="raised already"):
        raise_act(by=cast.legal, act=plain, category=category("PHY-01"), raise_reason="x")


def test_only_legal_reviewers_raise(cast: Cast, plain: Act) -> None:
    for person in (cast.coder, cast.lead, cast.dpo, cast.interviewer):
        with pytest.raises(NotAllowed):
            raise_act(by=person, act=plain, category=category("PHY-01"), raise_reason="x")


def test_what_is_not_coded_yet_is_not_raised(cast: Cast, submitted: Testimony, act: Act) -> None:
    with pytest.raises(Refused, match="once it is coded"):
        raise_act(by=cast.legal, act=act, category=category("PHY-01"), raise_reason="x")


def test_what_two_coders_still_read_is_not_raised(cast: Cast, submitted: Testimony, plain: Act) -> None:
    Testimony.objects.filter(pk=submitted.pk).update(double_coding="first")
    plain.refresh_from_db()
    with pytest.raises(Refused, match="Two coders"):
        raise_act(by=cast.legal, act=plain, category=category("PHY-01"), raise_reason="x")


def test_cleared_testimony_is_opened_again_first(cast: Cast, cleared: Testimony, act: Act, witness: Witness) -> None:
    with pytest.raises(Refused, match="opens it again"):
        raise_act(by=cast.legal, act=act, category=category("WRK-01"), raise_reason="x")


def test_coder_changes_the_rest_of_a_raised_act_only(cast: Cast, submitted: Testimony, raised: Act) -> None:
    Testimony.objects.filter(pk=submitted.pk).update(status="reopened")
    raised.refresh_from_db()
    passages = [link.passage for link in raised.links.all() if link.passage]
    kept: Callable[..., Act] = lambda **given: edit_act(by=cast.coder, act=raised, passages=passages, **given)  # noqa: E731
    for given in (
        {"category": category("PHY-02"), "state": "present"},
        {"category": raised.category, "state": "unclear"},
    ):
        with pytest.raises(NotAllowed, match="legal reviewer has raised"):
            kept(**given)
    with pytest.raises(NotAllowed, match="legal reviewer has raised"):
        remove_act(by=cast.coder, act=raised)
    assert kept(category=raised.category, state="present", confidence="low").confidence == "low"


def test_raising_needs_the_act_to_be_said(cast: Cast, verified: Testimony, act: Act) -> None:
    """What is stated absent, unclear or not asked is no finding."""
    reopen_testimony(by=cast.lead, testimony=verified, reopen_reason="x")
    passages = [link.passage for link in act.links.all() if link.passage]
    unclear = edit_act(by=cast.coder, act=act, category=category("PHY-02"), state="unclear", passages=passages)
    with pytest.raises(Refused, match="Only an act that is present"):
        raise_act(by=cast.legal, act=unclear, category=category("PHY-01"), raise_reason="x")
