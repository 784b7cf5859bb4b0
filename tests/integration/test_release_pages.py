"""The staff pages of releases: start a series, build, audit, read, sign twice, send back, withdraw; nobody else finds them."""

from http import HTTPStatus

import pytest
from django.test import Client
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from cases.accounts.actions import edit_user
from cases.desk.jobs import worker
from cases.intake.models import Testimony
from cases.published.models import PublishedRelease
from cases.releases import difference
from cases.releases.actions import set_site, store_audit
from cases.releases.models import ReleaseApproval, ReleaseDraft, ReleaseWithdrawal, Series
from tests.conftest import Cast
from tests.integration.conftest import SignIn, page
from tests.releasing import PASSED, sign


@pytest.fixture
def draft(cast: Cast, cleared: Testimony, sign_in: SignIn) -> ReleaseDraft:
    """A release built by hand: the DPO starts the series, an advocacy officer builds."""
    set_site(by=cast.administrator, organisation="Casetracker tests")
    started = sign_in(cast.dpo).post(page(Series, "add"), {"first_slot": timezone.localdate().isoformat()})
    assert started.status_code == HTTPStatus.FOUND
    built = sign_in(cast.advocacy).post(page(ReleaseDraft, "add"), {"series": str(Series.objects.get().pk)})
    assert built.status_code == HTTPStatus.FOUND
    assert not ReleaseDraft.objects.exists()  # it is put down as a job
    assert worker.work_off() == 1
    return ReleaseDraft.objects.get()


@pytest.fixture
def audited(cast: Cast, draft: ReleaseDraft) -> ReleaseDraft:
    """The same with an audit that found nothing."""
    store_audit(by=cast.advocacy, draft=draft, lines=PASSED, seconds=1)
    return draft


def shown(client: Client, draft: ReleaseDraft) -> str:
    return client.get(page(ReleaseDraft, "change", draft.pk)).content.decode()


def test_two_people_publish_on_one_page(cast: Cast, audited: ReleaseDraft, sign_in: SignIn) -> None:
    for member, step, other in ((cast.lead, "sign-lead", "sign-dpo"), (cast.dpo, "sign-dpo", "sign-lead")):
        client = sign_in(member)
        text = shown(client, audited)
        assert f"/step/{step}/" in text
        assert f"/step/{other}/" not in text  # each is offered the signature of their own role
        client.post(page(ReleaseDraft, "step", audited.pk, step), {"difference_sha256": difference.of(audited).sha256})
    assert PublishedRelease.objects.get().number == 1


def test_a_signature_without_what_the_page_showed_is_refused(
    cast: Cast, audited: ReleaseDraft, sign_in: SignIn
) -> None:
    client = sign_in(cast.lead)
    answer = client.post(page(ReleaseDraft, "step", audited.pk, "sign-lead"), follow=True)
    assert "was not shown" in answer.content.decode()
    assert not ReleaseApproval.objects.exists()


def test_before_the_audit_nobody_is_offered_a_signature(cast: Cast, draft: ReleaseDraft, sign_in: SignIn) -> None:
    text = shown(sign_in(cast.lead), draft)
    assert "/step/sign-lead/" not in text
    assert "/step/audit/" in text


def test_who_built_it_is_offered_no_signature(cast: Cast, audited: ReleaseDraft, sign_in: SignIn) -> None:
    edit_user(by=cast.administrator, user=cast.advocacy, roles=["advocacy", "lead"])
    assert "/step/sign-lead/" not in shown(sign_in(cast.advocacy), audited)


def test_the_audit_is_a_job_too(cast: Cast, draft: ReleaseDraft, sign_in: SignIn) -> None:
    answer = sign_in(cast.lead).post(page(ReleaseDraft, "step", draft.pk, "audit"))
    assert answer.headers["Location"].startswith("/staff/jobs/")
    assert DBTaskResult.objects.filter(status="READY").count() == 1


def test_sent_back_its_page_offers_to_make_the_files(cast: Cast, audited: ReleaseDraft, sign_in: SignIn) -> None:
    client = sign_in(cast.dpo)
    client.post(page(ReleaseDraft, "step", audited.pk, "send-back"), {"rejection": "software_fault"})
    text = shown(client, audited)
    assert "/step/build/" in text
    assert "/step/send-back/" not in text
    client.post(page(ReleaseDraft, "step", audited.pk, "build"))
    worker.work_off()
    audited.refresh_from_db()
    assert (audited.attempt, bool(audited.manifest_sha256)) == (2, True)


def test_withdrawn_on_two_pages_by_two_people(cast: Cast, audited: ReleaseDraft, sign_in: SignIn) -> None:
    sign(cast, audited)
    notes = {"note_en": "A fault.", "note_ko": "오류입니다.", "note_ru": "Ошибка."}
    lead = sign_in(cast.lead)
    lead.post(page(ReleaseDraft, "step", audited.pk, "withdraw"), {"fault": "software_fault", **notes})
    proposed = ReleaseWithdrawal.objects.get()
    assert "오류입니다." in lead.get(page(ReleaseWithdrawal, "change", proposed.pk)).content.decode()
    lead.post(page(ReleaseWithdrawal, "step", proposed.pk, "confirm"))
    assert PublishedRelease.objects.get().status == "current"
    sign_in(cast.dpo).post(page(ReleaseWithdrawal, "step", proposed.pk, "confirm"))
    assert PublishedRelease.objects.get().status == "withdrawn"


def test_the_first_page_says_what_waits(cast: Cast, draft: ReleaseDraft, sign_in: SignIn) -> None:
    said = sign_in(cast.lead).get("/staff/").content.decode()
    assert f"{draft.code} waits" in said
    assert f"{draft.code} waits" not in sign_in(cast.coder).get("/staff/").content.decode()


def test_the_page_offers_every_file_to_read_before_signing(cast: Cast, draft: ReleaseDraft, sign_in: SignIn) -> None:
    client = sign_in(cast.lead)
    text = shown(client, draft)
    for file in draft.files.all():
        assert file.sha256 in text
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


def test_a_refused_build_says_why_on_its_page(cast: Cast, draft: ReleaseDraft, sign_in: SignIn) -> None:
    client = sign_in(cast.advocacy)
    again = client.post(page(ReleaseDraft, "add"), {"series": str(draft.series.pk)})
    worker.work_off()
    assert "waits for its signatures" in client.get(again.headers["Location"]).content.decode()


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
