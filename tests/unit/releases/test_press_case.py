"""The door to the public: what must hold before a draft, two people who sign, and exactly what they read."""

import json
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from cases.accounts.actions import create_user
from cases.accounts.models import User
from cases.casework.actions import create_case, edit_case, set_case_members
from cases.casework.models import Case
from cases.core.errors import NotAllowed, Refused
from cases.intake.actions import (
    edit_source,
    log_press_account,
    log_testimony,
    record_context_figure,
    register_source,
)
from cases.intake.models import ContextFigure, Source
from cases.published.models import PublishedAccount, PublishedCase, PublishedFigure, PublishedSource
from cases.releases.actions import approve_press_case, draft_press_case, publish_glossary, set_site
from cases.releases.models import Approval, PressCaseDraft
from cases.verification.actions import assess_testimony
from cases.vocabulary.loading import VocabularyFiles
from cases.witnesses.actions import register_witness
from tests.conftest import Cast
from tests.integration.records import code_one_act, press_case_with_draft
from tests.replay import replayed

ALIAS = "Minho"


@pytest.fixture
@replayed
def press_case(cast: Cast, vocabulary: VocabularyFiles) -> Case:
    """An empty case with coder, lead, DPO and advocacy officer on its team."""
    case = create_case(by=cast.coder, title="An article", slug="an-article")
    return set_case_members(by=cast.coder, case=case, users=[cast.lead, cast.dpo, cast.advocacy, cast.interviewer])


@pytest.fixture
@replayed
def draft(cast: Cast, press_case: Case) -> PressCaseDraft:
    made = press_case_with_draft(cast, press_case)
    assert isinstance(made, PressCaseDraft)
    return made


def publish(cast: Cast, draft: PressCaseDraft) -> PublishedCase:
    approve_press_case(by=cast.lead, draft=draft, signature="lead")
    approve_press_case(by=cast.dpo, draft=draft, signature="dpo")
    return PublishedCase.objects.get()


def second_account(cast: Cast, case: Case) -> Any:
    source = Source.objects.get(case=case)
    witness = register_witness(by=cast.coder, case=case, stream="press", press_alias="Yuna")
    return log_press_account(by=cast.coder, source=source, witness=witness, paraphrase="x", locator="line 2")


def verify(cast: Cast, account: Any) -> None:
    code_one_act(cast, account.case, account)
    assess_testimony(
        by=cast.lead, testimony=account, reliability="F", credibility="6", level="V0", contrary_information="none"
    )


def test_draft_without_an_account_is_refused(cast: Cast, press_case: Case) -> None:
    with pytest.raises(Refused, match="no account"):
        draft_press_case(by=cast.lead, case=press_case)


def test_draft_with_an_own_interview_is_refused(cast: Cast, draft: PressCaseDraft) -> None:
    own = register_witness(by=cast.interviewer, case=draft.case)
    log_testimony(by=cast.interviewer, case=draft.case, witness=own)
    with pytest.raises(Refused, match="own interviews"):
        draft_press_case(by=cast.lead, case=draft.case)


def test_draft_with_an_own_witness_who_has_not_spoken_is_refused(cast: Cast, draft: PressCaseDraft) -> None:
    register_witness(by=cast.interviewer, case=draft.case)
    with pytest.raises(Refused, match="own interviews"):
        draft_press_case(by=cast.lead, case=draft.case)


def test_draft_with_an_unverified_account_names_it(cast: Cast, draft: PressCaseDraft) -> None:
    account = second_account(cast, draft.case)
    with pytest.raises(Refused, match=account.code):
        draft_press_case(by=cast.lead, case=draft.case)


@pytest.mark.parametrize("who", ["coder", "interviewer", "legal", "administrator"])
def test_draft_needs_lead_dpo_or_advocacy(cast: Cast, draft: PressCaseDraft, who: str) -> None:
    with pytest.raises(NotAllowed):
        draft_press_case(by=getattr(cast, who), case=draft.case)


def test_draft_by_a_lead_of_another_team_is_refused(cast: Cast, draft: PressCaseDraft) -> None:
    outside = create_user(by=cast.administrator, username="outside", name="", roles=["lead", "dpo"])
    with pytest.raises(NotAllowed, match="team"):
        draft_press_case(by=outside, case=draft.case)
    for signature in ("lead", "dpo"):
        with pytest.raises(NotAllowed, match="team"):
            approve_press_case(by=outside, draft=draft, signature=signature)


@pytest.mark.parametrize("slug", ["minho", "story-of-minho", "minho-in-russia"])
def test_alias_in_the_public_address_is_refused(cast: Cast, draft: PressCaseDraft, slug: str) -> None:
    edit_case(by=cast.coder, case=draft.case, slug=slug)
    with pytest.raises(Refused, match="address") as refusal:
        draft_press_case(by=cast.lead, case=Case.objects.get(pk=draft.case_id))
    assert ALIAS.lower() not in str(refusal.value).lower()


@pytest.mark.parametrize(("alias", "slug"), [("Kim Chol", "kim-chol-in-russia"), ("Jin-su", "jin-su")])
def test_alias_of_several_words_in_the_address_is_refused(
    cast: Cast, draft: PressCaseDraft, alias: str, slug: str
) -> None:
    source = Source.objects.get()
    witness = register_witness(by=cast.coder, case=draft.case, stream="press", press_alias=alias)
    verify(cast, log_press_account(by=cast.coder, source=source, witness=witness, paraphrase="x", locator="line 2"))
    edit_case(by=cast.coder, case=draft.case, slug=slug)
    with pytest.raises(Refused, match="address"):
        draft_press_case(by=cast.lead, case=Case.objects.get(pk=draft.case_id))


def test_one_signature_publishes_nothing(cast: Cast, draft: PressCaseDraft) -> None:
    approve_press_case(by=cast.lead, draft=draft, signature="lead")
    assert not PublishedCase.objects.exists()


def test_second_signature_publishes(cast: Cast, draft: PressCaseDraft) -> None:
    case = publish(cast, draft)
    draft.refresh_from_db()
    assert (case.slug, case.edition, case.content_sha256) == ("an-article", 1, draft.content_sha256)
    assert draft.published_at is not None
    assert case.accounts.get().named_as == ALIAS


def test_one_person_with_both_roles_signs_once(cast: Cast, draft: PressCaseDraft) -> None:
    both = create_user(by=cast.administrator, username="both", name="", roles=["lead", "dpo"])
    set_case_members(by=cast.coder, case=draft.case, users=[cast.lead, cast.dpo, both])
    approve_press_case(by=both, draft=draft, signature="lead")
    with pytest.raises(NotAllowed, match="Two people"):
        approve_press_case(by=both, draft=draft, signature="dpo")
    assert not PublishedCase.objects.exists()
    approve_press_case(by=cast.dpo, draft=draft, signature="dpo")
    assert PublishedCase.objects.exists()


def test_database_refuses_one_person_twice(cast: Cast, draft: PressCaseDraft) -> None:
    approve_press_case(by=cast.lead, draft=draft, signature="lead")
    row = Approval(draft=draft, signature="dpo", approver=cast.lead, content_sha256=draft.content_sha256)
    with pytest.raises(DatabaseError), transaction.atomic():
        Approval.objects.bulk_create([row])


def test_signing_in_a_role_one_does_not_hold_is_refused(cast: Cast, draft: PressCaseDraft) -> None:
    pairs: list[tuple[User, str]] = [(cast.lead, "dpo"), (cast.dpo, "lead"), (cast.advocacy, "lead"), (cast.lead, "x")]
    for user, signature in pairs:
        with pytest.raises(NotAllowed):
            approve_press_case(by=user, draft=draft, signature=signature)


def test_same_signature_by_two_people_is_refused(cast: Cast, draft: PressCaseDraft) -> None:
    other = create_user(by=cast.administrator, username="lead2", name="", roles=["lead"])
    set_case_members(by=cast.coder, case=draft.case, users=[cast.lead, cast.dpo, other])
    approve_press_case(by=cast.lead, draft=draft, signature="lead")
    with pytest.raises(Refused, match="there already"):
        approve_press_case(by=other, draft=draft, signature="lead")


@pytest.mark.parametrize("signed", [False, True])
def test_records_that_changed_after_the_draft_are_not_signed(cast: Cast, draft: PressCaseDraft, signed: bool) -> None:
    """Before the first signature and between the two."""
    if signed:
        approve_press_case(by=cast.lead, draft=draft, signature="lead")
    source = Source.objects.get()
    record_context_figure(
        by=cast.coder, source=source, kind="statement", measure={"en": "new"}, locator="line 9", reference="N"
    )
    with pytest.raises(Refused, match="changed since"):
        approve_press_case(by=cast.dpo, draft=draft, signature="dpo")
    assert not PublishedCase.objects.exists()


def test_draft_whose_content_was_altered_is_not_published(cast: Cast, draft: PressCaseDraft) -> None:
    """Content and hash are checked against the records, not against each other: neither may be swapped below."""
    altered = {**draft.content, "case": {**draft.content["case"], "title": {"en": "Altered"}}}
    PressCaseDraft.objects.filter(pk=draft.pk).update(content=altered)
    draft.refresh_from_db()
    with pytest.raises(Refused):
        publish(cast, draft)
    assert not PublishedCase.objects.filter(title__en="Altered").exists()


def test_published_draft_is_not_signed_again(cast: Cast, draft: PressCaseDraft) -> None:
    publish(cast, draft)
    with pytest.raises(Refused, match="published already"):
        approve_press_case(by=cast.lead, draft=draft, signature="lead")


def test_second_edition_replaces_the_rows(cast: Cast, draft: PressCaseDraft) -> None:
    first = publish(cast, draft)
    verify(cast, second_account(cast, draft.case))
    again = publish(cast, draft_press_case(by=cast.lead, case=draft.case))
    assert (again.slug, again.edition, again.first_published) == (first.slug, 2, first.first_published)
    assert sorted(again.accounts.values_list("named_as", flat=True)) == [ALIAS, "Yuna"]
    assert again.sources.count() == 1


def test_older_draft_does_not_undo_a_newer_edition(cast: Cast, draft: PressCaseDraft) -> None:
    verify(cast, second_account(cast, draft.case))
    publish(cast, draft_press_case(by=cast.lead, case=draft.case))
    with pytest.raises(Refused, match="changed since"):
        approve_press_case(by=cast.lead, draft=draft, signature="lead")


def test_alias_stands_in_no_address_code_or_reference(cast: Cast, draft: PressCaseDraft) -> None:
    """A key with a name would link all that the press printed to our records."""
    publish(cast, draft)
    names = {"slug", "code", "reference", "source_code", "variant_of", "copied_from", "category_code", "locator"}
    for model in (PublishedCase, PublishedSource, PublishedAccount, PublishedFigure):
        for row in model._default_manager.all():
            keys = {field.name: getattr(row, field.attname) for field in model._meta.concrete_fields}
            found = {
                name: value for name, value in keys.items() if name in names and ALIAS.lower() in str(value).lower()
            }
            assert found == {}
    facts = [fact for account in PublishedAccount.objects.all() for fact in account.facts]
    assert facts
    assert (
        ALIAS.lower() not in json.dumps([(fact["reference"], fact["code"], fact["source"]) for fact in facts]).lower()
    )


def test_copies_are_published_with_what_they_were_copied_from(cast: Cast, draft: PressCaseDraft) -> None:
    """Also a claim without a reference of its own, which is published by its code."""
    article = Source.objects.get()
    report = register_source(by=cast.coder, case=draft.case, kind="press", title="The report", language="en")
    edit_source(by=cast.coder, source=article, derived_from=report)
    root = claim(cast, report)
    claim(cast, article, copied_from=root, reference="C")
    case = publish(cast, draft_press_case(by=cast.lead, case=draft.case))
    assert {row.title: row.derived_from for row in case.sources.all()} == {"An article": report.code, "The report": ""}
    assert (
        case.figures.get(reference="C").copied_from == case.figures.get(source_code=report.code).reference == root.code
    )


def test_source_and_claim_of_another_case_stay_unnamed(cast: Cast, draft: PressCaseDraft) -> None:
    """That case may not be published: not even its codes get out."""
    other = create_case(by=cast.coder, title="Other", slug="other")
    hidden = register_source(by=cast.coder, case=other, kind="report", title="Not yet", language="en")
    article = edit_source(by=cast.coder, source=Source.objects.get(case=draft.case), derived_from=hidden)
    secret = claim(cast, hidden, reference="SECRET")
    claim(cast, article, copied_from=secret, variant_of=secret, reference="C")
    case = publish(cast, draft_press_case(by=cast.lead, case=draft.case))
    found = case.figures.get(reference="C")
    assert (case.sources.get().derived_from, found.copied_from, found.variant_of) == ("", "", "")


def claim(cast: Cast, source: Source, **values: Any) -> ContextFigure:
    return record_context_figure(
        by=cast.coder, source=source, kind="statement", measure={"en": "x"}, locator="line 1", **values
    )


def test_glossary_changes_only_what_changed(cast: Cast, vocabulary: VocabularyFiles) -> None:
    assert publish_glossary(by=cast.lead) == len(vocabulary.categories)
    assert publish_glossary(by=cast.dpo) == 0


def test_glossary_of_an_empty_vocabulary_is_refused(cast: Cast) -> None:
    with pytest.raises(Refused, match="empty"):
        publish_glossary(by=cast.lead)


def test_site_says_what_kind_of_database_it_is(cast: Cast) -> None:
    """A demonstration cannot call itself an office."""
    assert set_site(by=cast.administrator, organisation="Ours").kind == "demo"
    with pytest.raises(NotAllowed):
        set_site(by=cast.lead, organisation="Ours")


def test_source_of_an_unpublished_case_stays_out(cast: Cast, draft: PressCaseDraft) -> None:
    other = create_case(by=cast.coder, title="Other", slug="other")
    register_source(by=cast.coder, case=other, kind="report", title="Not yet", language="en")
    assert [source.title for source in publish(cast, draft).sources.all()] == ["An article"]
