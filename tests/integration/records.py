"""One record of every kind, made through actions: what pages and rights are tried on."""

from django.db import models

from cases.casework.models import Case
from cases.coding.actions import (
    code_act,
    describe_event,
    describe_labour_situation,
    finish_coding,
    involve_actor,
    register_actor,
)
from cases.coding.models import Act, Passage
from cases.evidence.actions import attach_evidence
from cases.intake.actions import log_press_account, record_context_figure, register_source
from cases.intake.models import Testimony
from cases.releases.actions import draft_press_case
from cases.verification.actions import assess_testimony, begin_verification
from cases.vocabulary.models import AbuseCategory
from cases.witnesses.actions import record_identity, register_group, register_witness
from tests.conftest import Cast

GRADES = {"reliability": "F", "credibility": "6", "level": "V0", "contrary_information": "none"}
Records = dict[type[models.Model], models.Model]


def of_own_case(cast: Cast, act: Act) -> Records:
    """The records of a case of our own, whose testimony is verified in the end."""
    testimony = act.testimony
    assert testimony is not None
    case, witness = testimony.case, testimony.witness
    assert witness is not None
    source = register_source(by=cast.coder, case=case, kind="report", title="Annual report", language="en")
    figure = record_context_figure(
        by=cast.coder, source=source, kind="statement", measure="growing numbers", locator="page 3"
    )
    actor = register_actor(by=cast.coder, case=case, kind="unknown", name="ACTORNAME")
    involvement = involve_actor(by=cast.coder, act=act, actor=actor, role="guarded")
    finish_coding(by=cast.coder, testimony=testimony)
    begin_verification(by=cast.lead, testimony=testimony)
    assessment = assess_testimony(by=cast.lead, testimony=testimony, **GRADES)
    found = [
        case,
        witness,
        register_group(by=cast.coder, case=case, description="GROUPTEXT"),
        record_identity(by=cast.interviewer, witness=witness, name_hangul="김철수IDENTITY"),
        witness.consents.get(),
        witness.risks.get(),
        source,
        figure,
        assessment.testimony,
        attach_evidence(by=cast.coder, case=case, content=b"EVIDENCEBYTES", name="EVIDENCENAME.txt", source=source),
        Passage.objects.get(),
        act.event,
        act,
        actor,
        involvement,
        describe_labour_situation(by=cast.coder, case=case, witness=witness, task="TASKTEXT"),
        assessment,
    ]
    return {type(record): record for record in found}


def press_case_with_draft(cast: Cast, case: Case) -> models.Model:
    """A press case's draft; ``case`` has the lead and the coder on its team and nothing in it yet."""
    source = register_source(by=cast.coder, case=case, kind="press", title="An article", language="en")
    alias = register_witness(by=cast.coder, case=case, stream="press", press_alias="Minho")
    account = log_press_account(by=cast.coder, source=source, witness=alias, paraphrase="PARAPHRASE", locator="line 1")
    code_one_act(cast, case, account)
    assess_testimony(by=cast.lead, testimony=account, **GRADES)
    return draft_press_case(by=cast.lead, case=case)


def code_one_act(cast: Cast, case: Case, account: Testimony) -> None:
    """Code one act of a press account and say that coding is finished."""
    event = describe_event(by=cast.coder, case=case, summary="work")
    category = AbuseCategory.objects.get(code="WRK-01")
    code_act(
        by=cast.coder, event=event, testimony=account, category=category, source=account.source, locator="line 1",
        reference=f"X{account.code}",
    )  # fmt: skip
    finish_coding(by=cast.coder, testimony=account)
