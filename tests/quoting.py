"""Interviews that may be quoted, and quotes of them: made through actions."""

from typing import Any

from django.utils import timezone

from cases.accounts.models import User
from cases.casework.models import Case
from cases.coding.actions import (
    code_act,
    describe_event,
    describe_labour_situation,
    finish_coding,
    mark_passage,
)
from cases.intake.actions import log_testimony, submit_testimony
from cases.intake.models import Testimony
from cases.releases.actions import clear_quote, propose_quote
from cases.releases.models import Quote
from cases.verification.actions import assess_testimony, begin_verification, clear_testimony
from cases.vocabulary.models import AbuseCategory, Sector
from cases.witnesses.actions import ScopeAnswer, assess_risk, record_consent, record_identity, register_witness
from cases.witnesses.models import Witness
from tests.conftest import Cast

WORDS = "The manager kept my passport."
TEXTS = {
    "original": WORDS,
    "text_en": WORDS,
    "text_ko": "관리자가 제 여권을 보관했습니다.",
    "text_ru": "Мой паспорт был у начальника.",
}
COARSE = {"indicator": "ILO-07", "sector": "construction", "period": "2017_2019"}
YES = ScopeAnswer("yes")


def handed_in(
    cast: Cast,
    case: Case,
    *,
    name: str = "",
    interviewer: User | None = None,
    s3: ScopeAnswer = YES,
    mark: str = "",
) -> Testimony:
    """An own interview, submitted, of a person who allows quotes. The vocabulary is loaded before."""
    by = interviewer or cast.interviewer
    witness = register_witness(by=by, case=case, sex="male", age_band="30_44")
    if name:
        record_identity(by=by, witness=witness, name_hangul=name)
    answer_s3(cast, witness, s3, by=by)
    assess_risk(by=by, witness=witness, assessed_on=timezone.localdate(), level="low", threats="x")
    account = f"{WORDS} We could not leave the site. {mark}".strip()
    testimony = log_testimony(by=by, case=case, witness=witness, language="en", account=account)
    return submit_testimony(by=by, testimony=testimony)


def quotable(
    cast: Cast,
    case: Case,
    **told: Any,
) -> Testimony:
    """An own interview, verified and cleared, of a person who allows quotes. The vocabulary is loaded before."""
    testimony = handed_in(cast, case, **told)
    coded(cast, case, testimony)
    begin_verification(by=cast.lead, testimony=testimony)
    verified = assess_testimony(
        by=cast.lead, testimony=testimony, reliability="F", credibility="3", level="V1", contrary_information="none"
    ).testimony
    return clear_testimony(by=cast.dpo, testimony=verified)


def coded(cast: Cast, case: Case, testimony: Testimony) -> None:
    """One act on its words and the person's work; the coder has finished."""
    witness = testimony.witness
    assert witness is not None
    passage = mark_passage(by=cast.coder, testimony=testimony, exact=WORDS)
    code_act(
        by=cast.coder, event=describe_event(by=cast.coder, case=case), testimony=testimony, passages=[passage],
        category=AbuseCategory.objects.get(code="WRK-01"), victims=[witness],
    )  # fmt: skip
    describe_labour_situation(
        by=cast.coder, case=case, witness=witness, is_main=True, channel="company",
        sector=Sector.objects.get(code="construction"),
    )  # fmt: skip
    finish_coding(by=cast.coder, testimony=testimony)


def answer_s3(cast: Cast, witness: Witness | None, answer: ScopeAnswer, *, by: User | None = None) -> None:
    """Record a new consent with this answer to S3 and yes to what the figures need."""
    assert witness is not None
    record_consent(
        by=by or cast.interviewer, witness=witness, given_on=timezone.localdate(), form_version="1", language="ko",
        way="oral", scopes={"S0": YES, "S1": YES, "S2": YES, "S3": answer},
    )  # fmt: skip


def proposed(cast: Cast, testimony: Testimony, **changes: Any) -> Quote:
    """A quote by the coder that betrays nobody, unless the changes do."""
    return propose_quote(by=cast.coder, testimony=testimony, **{**TEXTS, **COARSE, **changes})


def cleared_quote(cast: Cast, testimony: Testimony, **changes: Any) -> Quote:
    """A quote that lead and DPO have cleared."""
    quote = proposed(cast, testimony, **changes)
    clear_quote(by=cast.lead, quote=quote, signature="lead")
    return clear_quote(by=cast.dpo, quote=quote, signature="dpo")
