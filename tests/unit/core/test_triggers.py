"""The database itself refuses to change or delete what is append-only, whoever asks."""

import pytest
from django.db import Error, connection, transaction
from django.utils import timezone

from cases.core import triggers
from cases.core.models import AuditEvent
from cases.desk.actions import erase_person, withdraw
from cases.dossiers.actions import make_product_file
from cases.evidence.actions import attach_evidence
from cases.intake.models import Testimony
from cases.published.data import File
from cases.releases.actions import (
    attach_files,
    clear_quote,
    destroy_noise,
    freeze_slot,
    reject_release,
    set_site,
    start_series,
)
from cases.releases.models import NoiseRow
from cases.witnesses.actions import record_consent, register_witness, sign_for_minor
from cases.witnesses.models import Consent
from tests.conftest import Cast
from tests.drafting import approve, drafted
from tests.freezing import freeze_as_a_release_would
from tests.quoting import proposed, quotable
from tests.releasing import sign_one
from tests.replay import replayed
from tests.sample_release import sample_release

# ruff: noqa: S608  (the statements are put together from the names below only)

TABLES = (
    "cases_auditevent",
    "cases_custodyevent",
    "cases_consent",
    "cases_consentscope",
    "cases_ledgerentry",
    "cases_noisycell",
    "cases_series",
    "cases_releaseapproval",
    "cases_auditmention",
    "cases_minorsignature",
    "cases_erasurecertificate",
    "cases_auditreport",
    "cases_releaserejection",
    "cases_quoteclearance",
    "cases_noisecertificate",
    "cases_productfile",
)
CHANGES = {
    "cases_auditevent": "UPDATE cases_auditevent SET body = body",
    "cases_custodyevent": "UPDATE cases_custodyevent SET number = number + 1",
    "cases_consent": "UPDATE cases_consent SET language = 'ru'",
    "cases_consentscope": "UPDATE cases_consentscope SET answer = 'yes'",
    "cases_ledgerentry": "UPDATE cases_ledgerentry SET number = number + 1",
    "cases_noisycell": "UPDATE cases_noisycell SET units = '0'",
    "cases_series": "UPDATE cases_series SET mu = '100'",
    "cases_auditmention": "UPDATE cases_auditmention SET event_id = event_id + 1",
    "cases_minorsignature": "UPDATE cases_minorsignature SET note = NULL",
    "cases_erasurecertificate": "UPDATE cases_erasurecertificate SET counts = '{}'",
    "cases_releaseapproval": "UPDATE cases_releaseapproval SET manifest_sha256 = ''",
    "cases_auditreport": "UPDATE cases_auditreport SET passed = NOT passed",
    "cases_releaserejection": "UPDATE cases_releaserejection SET attempt = 9",
    "cases_quoteclearance": "UPDATE cases_quoteclearance SET content_hmac = ''",
    "cases_noisecertificate": "UPDATE cases_noisecertificate SET rows = 0",
    "cases_productfile": "UPDATE cases_productfile SET recipient = ''",
}


@pytest.fixture
@replayed
def rows(cast: Cast, cleared: Testimony) -> None:
    """A row in each of the tables."""
    attach_evidence(by=cast.coder, case=cleared.case, content=b"x", name="x")
    freeze_as_a_release_would(sample_release())
    sent = approve(cast.lead, drafted(cast, cleared.case))
    make_product_file(by=cast.advocacy, product=sent, language="en", form="html", recipient="an office")
    set_site(by=cast.administrator, organisation="Casetracker tests")
    draft = freeze_slot(by=cast.advocacy, series=start_series(by=cast.dpo, first_slot=timezone.localdate()))
    attach_files(by=cast.advocacy, draft=draft, files=[File("release.json", "application/json", b"{}")])
    draft = reject_release(by=cast.dpo, draft=draft, rejection="software_fault")
    attach_files(by=cast.advocacy, draft=draft, files=[File("release.json", "application/json", b"{}")])
    sign_one(cast.lead, draft, "lead")
    clear_quote(by=cast.lead, quote=proposed(cast, quotable(cast, cleared.case)), signature="lead")
    NoiseRow.objects.all().delete()  # lost: then the series is over, and its key can be destroyed
    destroy_noise(by=cast.dpo, series=draft.series)
    child = register_witness(by=cast.interviewer, case=cleared.case)
    today = timezone.localdate()
    consent = record_consent(
        by=cast.interviewer, witness=child, given_on=today, scopes={}, form_version="1", language="ko", way="oral",
        age=15, guardian="x", best_interest="x",
    )  # fmt: skip
    sign_for_minor(by=cast.dpo, consent=consent, signature_note="x")
    withdrawal = withdraw(by=cast.dpo, witness=child, received_on=today, way="phone", whole=True)
    erase_person(by=cast.dpo, withdrawal=withdrawal, code=child.code)


@pytest.fixture
def filled(rows: None) -> None:
    """The same, and on PostgreSQL nothing deferred that would refuse the statement in our place."""
    connection.check_constraints()


def refused(statement: str) -> None:
    table = next(table for table in TABLES if f"{table} " in statement + " ")
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {table}")
        before = cursor.fetchall()
        assert before
        with pytest.raises(Error, match="append-only"), transaction.atomic():
            cursor.execute(statement)
        cursor.execute(f"SELECT * FROM {table}")
        assert cursor.fetchall() == before


@pytest.mark.parametrize("table", TABLES)
def test_update_is_refused(filled: None, table: str) -> None:
    """Also one that would leave every value as it is."""
    refused(CHANGES[table])


@pytest.mark.parametrize("table", TABLES)
def test_delete_is_refused(filled: None, table: str) -> None:
    refused(f"DELETE FROM {table}")


@pytest.mark.parametrize("table", TABLES)
def test_truncate_is_refused(filled: None, table: str) -> None:
    if connection.vendor == "sqlite":
        pytest.skip("SQLite has no TRUNCATE")
    refused(f"TRUNCATE {table} CASCADE")


@pytest.mark.parametrize("table", TABLES)
def test_replace_is_refused(filled: None, table: str) -> None:
    """SQLite deletes the old row in silence when a new one takes its key, and then fires no trigger by itself."""
    if connection.vendor == "postgresql":
        pytest.skip("PostgreSQL has no REPLACE")
    refused(f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}")


def test_upsert_is_refused(filled: None) -> None:
    """Django's own way around: an INSERT that updates what is there."""
    events = list(AuditEvent.objects.all())
    with pytest.raises(Error, match="append-only"), transaction.atomic():
        AuditEvent.objects.bulk_create(events, update_conflicts=True, unique_fields=["seq"], update_fields=["body"])


def test_orm_is_refused(filled: None) -> None:
    consent = Consent.objects.all()[0]
    consent.language = "ru"
    for attempt in (consent.save, AuditEvent.objects.all().delete, AuditEvent.objects.earliest("seq").delete):
        with pytest.raises(Error, match="append-only"), transaction.atomic():
            attempt()


def test_every_append_only_table_is_named() -> None:
    """A table added to the list joins the tests above."""
    assert set(triggers.APPEND_ONLY_TABLES) == set(TABLES)
