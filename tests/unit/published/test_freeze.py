"""What is frozen is what was read and signed, under an action, in one row for the site."""

import hashlib
import json

import pytest
from django.db import DatabaseError, transaction
from django.test import Client

from cases.casework.actions import edit_case
from cases.casework.models import Case
from cases.core.models import AuditEvent
from cases.intake.actions import edit_source
from cases.intake.models import Source
from cases.published import actions as published
from cases.published.models import PublishedAccount, PublishedCase, PublishedSite, PublishedSource, PublishedTerm
from cases.releases.actions import publish_glossary, set_site
from cases.releases.models import PressCaseDraft
from cases.vocabulary.actions import edit_category
from cases.vocabulary.loading import VocabularyFiles
from cases.vocabulary.models import AbuseCategory
from tests.conftest import Cast


def test_freezing_outside_an_action_is_refused(published_press_case: PublishedCase) -> None:
    """Nothing reaches the public without an action that checked it and an event that names it."""
    content = PressCaseDraft.objects.get().content
    with pytest.raises(RuntimeError, match="action"), transaction.atomic():
        published.freeze_case(content, content_sha256="0" * 64)
    with pytest.raises(RuntimeError, match="action"), transaction.atomic():
        published.set_site(kind="office", organisation="x", contact="")
    assert PublishedCase.objects.get().edition == 1


def test_rows_are_the_signed_content(published_press_case: PublishedCase) -> None:
    draft = PressCaseDraft.objects.get()
    text = json.dumps(draft.content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    assert published_press_case.content_sha256 == hashlib.sha256(text.encode()).hexdigest()
    accounts = sorted(PublishedAccount.objects.values_list("named_as", flat=True))
    assert accounts == sorted(account["named_as"] for account in draft.content["accounts"])
    assert PublishedSource.objects.get(code="SRC-001").sha256 == draft.content["sources"][0]["sha256"]


def test_publication_is_in_the_chain(cast: Cast, published_press_case: PublishedCase) -> None:
    signed = AuditEvent.objects.filter(action="releases.approve_press_case").order_by("seq")
    assert [event.actor_uuid for event in signed] == [cast.lead.pk, cast.dpo.pk]
    assert "publishedcase" in signed[1].body
    assert "publishedcase" not in signed[0].body


def test_later_changes_of_the_records_do_not_show(cast: Cast, published_press_case: PublishedCase) -> None:
    """Live data never reaches a public page: only a new edition does."""
    page = f"/en/cases/{published_press_case.slug}/"
    before = Client().get(page).content
    edit_source(by=cast.coder, source=Source.objects.get(code="SRC-001"), publisher="A PUBLISHER")
    edit_case(by=cast.coder, case=Case.objects.get(), title="ANOTHER TITLE")
    edit_category(
        by=cast.administrator, category=AbuseCategory.objects.get(code="WRK-01"), labels={"en": "ANOTHER LABEL"}
    )
    assert Client().get(page).content == before


def test_glossary_shows_a_new_label_only_after_it_is_published(cast: Cast, vocabulary: VocabularyFiles) -> None:
    publish_glossary(by=cast.lead)
    edit_category(by=cast.administrator, category=AbuseCategory.objects.get(code="WRK-01"), labels={"en": "Renamed"})
    assert PublishedTerm.objects.get(code="WRK-01").label["en"] != "Renamed"
    assert publish_glossary(by=cast.lead) >= 1
    assert PublishedTerm.objects.get(code="WRK-01").label["en"] == "Renamed"


def test_site_is_one_row(cast: Cast) -> None:
    set_site(by=cast.administrator, organisation="First")
    set_site(by=cast.administrator, organisation="Second", contact="a@example.org")
    assert PublishedSite.objects.get().organisation == "Second"
    with pytest.raises(DatabaseError), transaction.atomic():
        PublishedSite.objects.bulk_create([PublishedSite(id=2, kind="demo", organisation="x")])
