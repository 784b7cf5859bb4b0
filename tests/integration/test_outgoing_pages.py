"""The register of figures said outside a release, as staff meet it: asked first, kept, marked, never changed."""

import datetime as dt
import re
from http import HTTPStatus
from typing import Any

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from cases.core.models import AuditEvent
from cases.published.models import PublishedRelease
from cases.releases.actions import register_outgoing_figure
from cases.releases.models import OutgoingFigure
from tests.conftest import Cast
from tests.integration.conftest import SignIn, page

TYPED = {
    "figure": "43", "counts": "people in construction", "recipient": "a funder", "said_on": "2026-11-20",
    "channel": "talk", "cell_1": "sector:construction", "cell_2": "",
}  # fmt: skip


def entry_by(cast: Cast, **values: Any) -> OutgoingFigure:
    given: dict[str, Any] = {
        "figure": 43, "counts": "COUNTSTEXT", "recipient": "RECIPIENTTEXT", "said_on": timezone.localdate(),
        "channel": "report", "said_anyway": True, "why": "WHYTEXT",
    }  # fmt: skip
    return register_outgoing_figure(by=cast.advocacy, **{**given, **values})


def test_a_refused_figure_comes_back_with_everything_typed_and_a_box_to_tick(
    cast: Cast, published_release: PublishedRelease, sign_in: SignIn
) -> None:
    client = sign_in(cast.advocacy)
    first = client.get(page(OutgoingFigure, "add")).content.decode()
    assert "said_anyway" not in first
    refused = client.post(page(OutgoingFigure, "add"), TYPED)
    assert refused.status_code == HTTPStatus.OK
    html = refused.content.decode()
    assert "cannot be taken back" in html
    assert 'name="said_anyway"' in html
    assert "checked" not in re.findall(r'<input[^>]*name="said_anyway"[^>]*>', html)[0]
    for typed in ("people in construction", "a funder", "2026-11-20"):
        assert f'value="{typed}"' in html
    assert re.search(r'<option value="sector:construction" selected', html)
    assert not OutgoingFigure.objects.exists()

    answered = client.post(page(OutgoingFigure, "add"), {**TYPED, "said_anyway": "on", "why": ""})
    assert "Say why" in answered.content.decode()
    stored = client.post(page(OutgoingFigure, "add"), {**TYPED, "said_anyway": "on", "why": "a court asked"})
    assert stored.status_code == HTTPStatus.FOUND
    entry = OutgoingFigure.objects.get()
    assert (entry.d1, entry.v1, entry.d2, entry.said_anyway) == ("sector", "construction", "", True)


def test_a_published_figure_is_stored_at_once(cast: Cast, published_release: PublishedRelease, sign_in: SignIn) -> None:
    cell = published_release.tables.get(key="sector").cells.get(v1="construction")
    sent = sign_in(cast.lead).post(page(OutgoingFigure, "add"), {**TYPED, "figure": str(cell.value)})
    assert sent.status_code == HTTPStatus.FOUND
    assert OutgoingFigure.objects.get().standing == "published"
    listed = sign_in(cast.dpo).get(page(OutgoingFigure, "changelist")).content.decode()
    assert "it stands in a release (2026-08)" in listed
    assert "Not for publication" in listed


def test_a_cell_that_no_release_has_cannot_be_chosen(
    cast: Cast, published_release: PublishedRelease, sign_in: SignIn
) -> None:
    sent = sign_in(cast.lead).post(page(OutgoingFigure, "add"), {**TYPED, "cell_1": "witness:W-1"})
    assert sent.status_code == HTTPStatus.OK
    assert not OutgoingFigure.objects.exists()


def test_an_entry_is_read_with_an_event_and_never_changed(cast: Cast, sign_in: SignIn) -> None:
    entry = entry_by(cast)
    client = sign_in(cast.dpo)
    before = AuditEvent.objects.latest("seq").seq
    html = client.get(page(OutgoingFigure, "change", entry.pk)).content.decode()
    for text in ("COUNTSTEXT", "RECIPIENTTEXT", "WHYTEXT", "Not published"):
        assert text in html
    assert "sealed.open" in AuditEvent.objects.filter(seq__gt=before).values_list("action", flat=True)
    assert 'name="_save"' not in html
    client.post(page(OutgoingFigure, "change", entry.pk), {**TYPED, "figure": "1", "said_anyway": "on", "why": "x"})
    client.post(page(OutgoingFigure, "delete", entry.pk), {"post": "yes"})
    assert OutgoingFigure.objects.get().figure == 43


@pytest.mark.parametrize("who", ["interviewer", "coder", "legal", "administrator", "stranger"])
def test_nobody_else_finds_the_register(cast: Cast, sign_in: SignIn, who: str) -> None:
    entry = entry_by(cast)
    client = sign_in(getattr(cast, who))
    for address in (
        page(OutgoingFigure, "changelist"), page(OutgoingFigure, "add"), page(OutgoingFigure, "change", entry.pk),
        page(OutgoingFigure, "history", entry.pk),
    ):  # fmt: skip
        answer = client.get(address)
        assert answer.status_code == HTTPStatus.NOT_FOUND or "43" not in answer.content.decode(), address
    assert client.post(page(OutgoingFigure, "add"), TYPED).status_code in (403, 404)
    assert OutgoingFigure.objects.count() == 1


def test_an_address_fills_no_figure_in(cast: Cast, sign_in: SignIn) -> None:
    """A figure in an address would stand in logs and histories."""
    html = sign_in(cast.lead).get(page(OutgoingFigure, "add"), {"figure": "987123", "counts": "INADDRESS"}).content
    assert b"987123" not in html
    assert b"INADDRESS" not in html


def test_the_dpo_is_told_for_90_days(cast: Cast, sign_in: SignIn) -> None:
    def told(user: Any) -> bool:
        return "said all the same" in sign_in(user).get(reverse("admin:index")).content.decode()

    assert not told(cast.dpo)
    entry_by(cast)
    assert told(cast.dpo)
    assert not told(cast.lead)
    with time_machine.travel(timezone.now() + dt.timedelta(days=90), tick=False):
        assert told(cast.dpo)
    with time_machine.travel(timezone.now() + dt.timedelta(days=91), tick=False):
        assert not told(cast.dpo)
