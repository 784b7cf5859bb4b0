"""The staff pages of releases: start a series, build, read the files, sign twice; nobody else finds them."""

from http import HTTPStatus

import pytest
from django.test import Client
from django.utils import timezone

from cases.intake.models import Testimony
from cases.published.models import PublishedRelease
from cases.releases.actions import set_site
from cases.releases.models import ReleaseDraft, Series
from tests.conftest import Cast
from tests.integration.conftest import SignIn, page


@pytest.fixture
def draft(cast: Cast, cleared: Testimony, sign_in: SignIn) -> ReleaseDraft:
    """A release built by hand: the DPO starts the series, an advocacy officer builds."""
    set_site(by=cast.administrator, organisation="Casetracker tests")
    started = sign_in(cast.dpo).post(page(Series, "add"), {"first_slot": timezone.localdate().isoformat()})
    assert started.status_code == HTTPStatus.FOUND
    built = sign_in(cast.advocacy).post(page(ReleaseDraft, "add"), {"series": str(Series.objects.get().pk)})
    assert built.status_code == HTTPStatus.FOUND
    return ReleaseDraft.objects.get()


def test_two_people_publish_on_one_page(cast: Cast, draft: ReleaseDraft, sign_in: SignIn) -> None:
    for member, step in ((cast.lead, "sign-lead"), (cast.dpo, "sign-dpo")):
        client = sign_in(member)
        assert f"/step/{step}/" in client.get(page(ReleaseDraft, "change", draft.pk)).content.decode()
        client.post(page(ReleaseDraft, "step", draft.pk, step))
    assert PublishedRelease.objects.get().number == 1


def test_the_page_offers_every_file_to_read_before_signing(cast: Cast, draft: ReleaseDraft, sign_in: SignIn) -> None:
    client = sign_in(cast.lead)
    shown = client.get(page(ReleaseDraft, "change", draft.pk)).content.decode()
    for file in draft.files.all():
        assert file.sha256 in shown
        answer = client.get(page(ReleaseDraft, "file", draft.pk, file.name))
        assert answer.content == bytes(file.content)
        assert "no-store" in answer.headers["Cache-Control"]
    assert client.get(page(ReleaseDraft, "file", draft.pk, "z.json")).status_code == HTTPStatus.NOT_FOUND


@pytest.mark.parametrize("who", ["interviewer", "coder", "legal", "administrator", "stranger"])
def test_nobody_else_finds_a_release(cast: Cast, draft: ReleaseDraft, sign_in: SignIn, who: str) -> None:
    client = sign_in(getattr(cast, who))
    for address in (
        page(ReleaseDraft, "change", draft.pk),
        page(ReleaseDraft, "history", draft.pk),
        page(ReleaseDraft, "file", draft.pk, "cells.csv"),
        page(Series, "change", draft.series.pk),
    ):
        assert client.get(address).status_code == HTTPStatus.NOT_FOUND, address
    assert draft.code not in client.get(page(ReleaseDraft, "changelist")).content.decode()
    assert client.get(page(ReleaseDraft, "add")).status_code == HTTPStatus.NOT_FOUND
    assert client.post(page(ReleaseDraft, "step", draft.pk, "sign-dpo")).status_code == HTTPStatus.NOT_FOUND


def test_anonymous_gets_no_file(draft: ReleaseDraft, client: Client) -> None:
    answer = client.get(page(ReleaseDraft, "file", draft.pk, "cells.csv"))
    assert answer.status_code == HTTPStatus.FOUND
    assert "/login/" in answer.headers["Location"]


def test_a_refused_build_says_why_at_the_form(cast: Cast, draft: ReleaseDraft, sign_in: SignIn) -> None:
    again = sign_in(cast.advocacy).post(page(ReleaseDraft, "add"), {"series": str(draft.series.pk)})
    assert again.status_code == HTTPStatus.OK
    assert "waits for its signatures" in again.content.decode()


def test_a_series_is_never_changed(cast: Cast, draft: ReleaseDraft, sign_in: SignIn) -> None:
    client = sign_in(cast.dpo)
    client.post(page(Series, "change", draft.series.pk), {"first_slot": "2030-01-01"})
    assert Series.objects.get().first_slot == draft.series.first_slot


def test_a_testimony_says_whether_it_meets_the_conditions(cast: Cast, cleared: Testimony, sign_in: SignIn) -> None:
    shown = sign_in(cast.interviewer).get(page(Testimony, "change", cleared.pk)).content.decode()
    assert "It meets every condition to count in public statistics." in shown


def test_a_testimony_says_what_is_missing(cast: Cast, verified: Testimony, sign_in: SignIn) -> None:
    shown = sign_in(cast.coder).get(page(Testimony, "change", verified.pk)).content.decode()
    assert "It is not cleared" in shown
    assert "It meets every condition" not in shown


def test_the_page_is_the_same_before_and_after_a_release(
    cast: Cast, cleared: Testimony, sign_in: SignIn, request: pytest.FixtureRequest
) -> None:
    """Whether a testimony is counted shows nowhere on its page."""

    def panel() -> str:
        shown = sign_in(cast.coder).get(page(Testimony, "change", cleared.pk)).content.decode()
        return shown.split('<section class="panel"')[1].split("</section>")[0]

    before = panel()
    request.getfixturevalue("draft")
    assert panel() == before
