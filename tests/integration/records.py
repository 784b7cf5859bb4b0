"""One record of every kind, made through actions: what pages and rights are tried on."""

import datetime as dt

import pyrage
from django.db import models
from django.utils import timezone

from cases.accounts.actions import create_user
from cases.casework.actions import comment, give_work, keep_longer, raise_flag, set_case_members
from cases.casework.models import Case, FollowUp, Notification
from cases.coding.actions import (
    code_act,
    describe_event,
    describe_labour_situation,
    finish_coding,
    finish_other_review,
    involve_actor,
    link_command,
    name_actor,
    override_indicator,
    register_actor,
)
from cases.coding.models import Act, Passage
from cases.desk.actions import erase_person, withdraw
from cases.evidence.actions import attach_evidence
from cases.intake.actions import (
    TopicValues,
    answer_topics,
    log_press_account,
    log_testimony,
    record_context_figure,
    register_source,
)
from cases.intake.models import Testimony
from cases.releases.actions import draft_press_case
from cases.verification.actions import assess_testimony, begin_verification
from cases.vocabulary.models import AbuseCategory
from cases.witnesses.actions import (
    ScopeAnswer,
    ask_for_identity_export,
    ask_to_open_identity,
    propose_match,
    record_consent,
    record_identity,
    register_group,
    register_witness,
    sign_for_minor,
)
from cases.witnesses.models import Witness
from tests.conftest import Cast
from tests.drafting import drafted
from tests.freezing import freeze_as_a_release_would
from tests.intervening import recorded
from tests.quoting import proposed, quotable
from tests.rounds import second_coding
from tests.sample_release import sample_release

GRADES = {"reliability": "F", "credibility": "6", "level": "V0", "contrary_information": "none"}
Records = dict[type[models.Model], models.Model]


def of_own_case(cast: Cast, act: Act) -> Records:
    """The records of a case of our own, whose testimony is verified in the end."""
    testimony = act.testimony
    assert testimony is not None
    case, witness = testimony.case, testimony.witness
    assert witness is not None
    freeze_as_a_release_would(sample_release())
    source = register_source(by=cast.coder, case=case, kind="report", title="Annual report", language="en")
    figure = record_context_figure(
        by=cast.coder, source=source, kind="statement", measure={"en": "growing numbers"}, locator="page 3"
    )
    actor = register_actor(by=cast.coder, case=case, kind="unknown", name="ACTORNAME")
    below = register_actor(by=cast.coder, case=case, kind="unit", name="BELOWNAME")
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
        name_actor(by=cast.coder, actor=actor, name="FURTHERNAME", kind="alias"),
        link_command(by=cast.coder, superior=actor, subordinate=below, basis="inferred", note="COMMANDTEXT"),
        *of_reviews(cast, case, witness),
        describe_labour_situation(by=cast.coder, case=case, witness=witness, task="TASKTEXT"),
        assessment,
        *of_promises(cast, case, witness),
        give_work(by=cast.lead, subject=testimony, task="other", given_to=cast.coder),
        raise_flag(by=cast.coder, subject=testimony, kind="urgent", why="FLAGTEXT"),
        comment(by=cast.coder, subject=testimony, text="@lead COMMENTTEXT"),
        Notification.objects.filter(user=cast.lead).latest("created_at"),
        proposed(cast, quotable(cast, case)),
        recorded(cast, case),
        drafted(cast, case, summary={"en": "PRODUCTTEXT"}),
    ]
    return {type(record): record for record in found}


def of_reviews(cast: Cast, case: Case, witness: Witness) -> list[models.Model]:
    """What others say of a coding: a second coder, and reviewers."""
    second = create_user(by=cast.administrator, username="second", name="", roles=["coder"])
    team = [member.user for member in case.members.select_related("user")]
    set_case_members(by=case.lead, case=case, users=[*team, second])
    indicator = AbuseCategory.objects.get(code="ILO-11")
    return [
        second_coding(cast, case, second, cast.interviewer),
        override_indicator(
            by=cast.lead, witness=witness, indicator=indicator, answer="unclear", override_reason="OVERRIDETEXT"
        ),
        finish_other_review(by=cast.lead, case=case, month=dt.date(2020, 1, 1), note="REVIEWTEXT"),
    ]


def of_promises(cast: Cast, case: Case, witness: Witness) -> list[models.Model]:
    """What hangs on promises to people: a child's consent, what was taken back of it, a duplicate, who asked for names."""
    today = timezone.localdate()
    child = register_witness(by=cast.interviewer, case=case)
    consent = record_consent(
        by=cast.interviewer, witness=child, given_on=today, age=15, guardian="GUARDIANTEXT", best_interest="x",
        form_version="1", language="ko", way="oral", scopes={"S0": ScopeAnswer("yes"), "S4": ScopeAnswer("yes")},
    )  # fmt: skip
    signature = sign_for_minor(by=cast.dpo, consent=consent)
    export = ask_for_identity_export(
        by=cast.dpo, case=case, people=[child], kind="names", purpose="S4", recipient="a UN expert",
        recipient_key=str(pyrage.x25519.Identity.generate().to_public()), export_reason="asked for in confidence",
    )  # fmt: skip
    gone = register_witness(by=cast.interviewer, case=case)
    everything = withdraw(by=cast.dpo, witness=gone, received_on=today, way="phone", whole=True)
    withdrawal = withdraw(by=cast.dpo, witness=child, received_on=today, way="phone", scopes=["S3"])
    told = log_testimony(by=cast.interviewer, case=case, witness=child, language="ko")
    (answer,) = answer_topics(
        by=cast.interviewer, testimony=told, answers={"work": TopicValues("told", text="TOPICTEXT")}
    )
    return [
        answer,
        signature,
        export,
        withdrawal,
        erase_person(by=cast.dpo, withdrawal=everything, code=gone.code),
        FollowUp.objects.get(subject_uuid=withdrawal.pk),
        ask_to_open_identity(by=cast.interviewer, witness=witness, request_reason="to call the person"),
        propose_match(by=cast.interviewer, first=witness, second=child, answer="different", match_reason="MATCHTEXT"),
        keep_longer(
            by=cast.dpo, case=case, subject=witness, keep_until=today + dt.timedelta(365), keep_reason="KEEPTEXT"
        ),
    ]


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
