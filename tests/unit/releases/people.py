"""One more person who meets every condition, made through the same steps as the first."""

from django.utils import timezone

from cases.coding.actions import code_act, describe_labour_situation, finish_coding, mark_passage
from cases.coding.models import Event
from cases.intake.actions import log_testimony, submit_testimony
from cases.intake.models import Testimony
from cases.verification.actions import assess_testimony, begin_verification, clear_testimony
from cases.vocabulary.models import AbuseCategory, Place, Sector
from cases.witnesses.actions import ScopeAnswer, assess_risk, record_consent, register_witness
from cases.witnesses.models import Witness
from tests.conftest import ACCOUNT, Cast


def another_person(cast: Cast, like: Testimony) -> Witness:
    """In the same case, interviewed and cleared now."""
    case, today = like.case, timezone.localdate()
    witness = register_witness(by=cast.interviewer, case=case, sex="female", age_band="30_44")
    record_consent(
        by=cast.interviewer, witness=witness, given_on=today, form_version="1", language="ko", way="oral",
        scopes={scope: ScopeAnswer("yes") for scope in ("S0", "S1", "S2", "S3")},
    )  # fmt: skip
    assess_risk(by=cast.interviewer, witness=witness, assessed_on=today, level="low", threats="x")
    told = log_testimony(by=cast.interviewer, case=case, witness=witness, language="ko", account=ACCOUNT)
    submit_testimony(by=cast.interviewer, testimony=told)
    code_act(
        by=cast.coder, event=Event.objects.get(), testimony=told, category=AbuseCategory.objects.get(code="WRK-01"),
        passages=[mark_passage(by=cast.coder, testimony=told, exact="하루에 열여덟 시간 일했습니다")], victims=[witness],
    )  # fmt: skip
    describe_labour_situation(
        by=cast.coder, case=case, witness=witness, is_main=True, channel="company",
        sector=Sector.objects.get(code="construction"), place=Place.objects.get(code="RU-PRI"),
    )  # fmt: skip
    finish_coding(by=cast.coder, testimony=told)
    begin_verification(by=cast.lead, testimony=told)
    grades = {"reliability": "F", "credibility": "3", "level": "V1"}
    assess_testimony(by=cast.lead, testimony=told, **grades, contrary_information="none")
    told.refresh_from_db()
    clear_testimony(by=cast.dpo, testimony=told)
    return witness
