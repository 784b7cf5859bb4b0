"""How every action on a record is called with the records of one relation: what test_rights_actions tries."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pyrage
from django.db import models
from django.utils import timezone

from cases.accounts.models import User
from cases.casework.models import Assignment, Case, Flag, FollowUp, GlassBreaking
from cases.coding.actions import Coding, SecondCoding, Span
from cases.coding.models import (
    Act,
    Actor,
    ActorName,
    CodingRound,
    CommandLink,
    Event,
    Involvement,
    LabourSituation,
    Passage,
)
from cases.dossiers.models import Intervention, Product
from cases.evidence.models import EvidenceItem
from cases.intake.actions import NewTestimony, Step, TopicValues
from cases.intake.models import ContextFigure, Source, Testimony
from cases.releases.models import PressCaseDraft, Quote, ReleaseDraft, ReleaseWithdrawal, Series
from cases.verification.actions import NewAssessment
from cases.vocabulary.models import AbuseCategory
from cases.witnesses.actions import NewConsent, NewPerson
from cases.witnesses.models import (
    Consent,
    Group,
    Identity,
    IdentityExport,
    IdentityRequest,
    MatchDecision,
    RiskAssessment,
    Withdrawal,
    Witness,
)
from tests.integration.records import GRADES
from tests.quoting import COARSE, TEXTS

Given = dict[type[models.Model], Any]


def _call(*takes: type[models.Model], **values: Any) -> Callable[[Given], dict[str, Any]]:
    """The arguments of an action that takes these records, each under its model's name, and further values."""

    def arguments(given: Given) -> dict[str, Any]:
        records = {model.__name__.lower(): given[model] for model in takes}
        return records | {name: value(given) if callable(value) else value for name, value in values.items()}

    return arguments


def _at(given: Given) -> Any:
    return [Step(given[Testimony], timezone.now())]


def _category(code: str) -> Callable[[Given], Any]:
    return lambda _given: AbuseCategory.objects.get(code=code)


def _above(given: Given) -> Any:
    return given[CommandLink].superior


def _told(given: Given) -> Any:
    return given[Testimony]


def _coder(given: Given) -> User:
    return User.objects.get(username="coder")


ACT = {
    "passages": lambda given: [given[Passage]], "victims": lambda given: [given[Witness]],
    "category": lambda given: AbuseCategory.objects.get(code="WRK-02"), "state": "present",
}  # fmt: skip
CONSENT = {"given_on": lambda given: timezone.localdate(), "scopes": {}}
RISK = {"assessed_on": lambda given: timezone.localdate(), "level": "high"}
SOURCE = {"title": "x", "kind": "report", "language": "en"}
FIGURE = {"kind": "statement", "measure": {"en": "x"}, "locator": "1"}
CALLS: dict[str, Callable[[Given], dict[str, Any]]] = {
    "casework.edit_case": _call(Case, title="x"),
    "casework.break_glass": _call(Case, reason="x"),
    "casework.confirm_glass_breaking": _call(glass_breaking=lambda given: given[GlassBreaking]),
    "casework.set_case_members": _call(Case, users=[]),
    "witnesses.register_witness": _call(Case),
    "witnesses.edit_witness": _call(Witness, note="x"),
    "witnesses.register_group": _call(Case),
    "witnesses.edit_group": _call(Group, description="x"),
    "witnesses.record_identity": _call(Witness, name_latin="x"),
    "witnesses.open_identity": _call(Identity, reason="x"),
    "witnesses.ask_to_open_identity": _call(Witness, request_reason="x"),
    "witnesses.allow_identity_request": _call(identity_request=lambda given: given[IdentityRequest]),
    "witnesses.ask_for_identity_export": _call(
        Case,
        people=lambda given: [given[Witness]],
        kind="names",
        purpose="S4",
        recipient="x",
        export_reason="x",
        recipient_key=str(pyrage.x25519.Identity.generate().to_public()),
    ),
    "witnesses.allow_identity_export": _call(identity_export=lambda given: given[IdentityExport]),
    "witnesses.stop_identity_export": _call(identity_export=lambda given: given[IdentityExport]),
    "witnesses.make_identity_export": _call(identity_export=lambda given: given[IdentityExport]),
    "witnesses.find_namesakes": _call(Witness),
    "witnesses.propose_match": _call(
        first=lambda given: given[Witness],
        second=lambda given: given[MatchDecision].second,
        answer="same",
        match_reason="x",
    ),
    "witnesses.decide_match": _call(match=lambda given: given[MatchDecision], answer="different"),
    "witnesses.sign_for_minor": _call(Consent),
    "desk.withdraw": _call(Witness, received_on=lambda given: timezone.localdate(), way="phone", scopes=["S3"]),
    "desk.seal_person": _call(Withdrawal, hold_reason="x"),
    "desk.erase_person": _call(Withdrawal, code=lambda given: given[Withdrawal].witness.code),
    "desk.register_source_with_file": _call(Case, content=b"x", name="x.txt", **SOURCE),
    "desk.discard_record": _call(subject=lambda given: given[RiskAssessment]),
    "casework.assign_follow_up": _call(
        follow_up=lambda given: given[FollowUp],
        assigned_to=lambda given: given[FollowUp].case.lead,
        due_on=lambda given: timezone.localdate(),
    ),
    "casework.open_follow_up": _call(subject=_told, text="x", due_on=lambda given: timezone.localdate()),
    "casework.assign_follow_ups": _call(
        follow_ups=lambda given: [given[FollowUp]],
        assigned_to=lambda given: given[FollowUp].case.lead,
        due_on=lambda given: timezone.localdate(),
    ),
    "casework.give_work": _call(subject=_told, task="other", given_to=_coder),
    "casework.give_many": _call(subjects=lambda given: [given[Testimony]], task="other", given_to=_coder),
    "casework.take_work": _call(subject=_told, task="legal"),
    "casework.answer_work": _call(assignment=lambda given: given[Assignment], accepts=True),
    "casework.hand_on_work": _call(assignment=lambda given: given[Assignment], given_to=_coder),
    "casework.finish_own_work": _call(assignment=lambda given: given[Assignment]),
    "casework.raise_flag": _call(subject=_told, kind="duplicate"),
    "casework.flag_many": _call(subjects=lambda given: [given[Testimony]], kind="duplicate"),
    "casework.lower_flag": _call(flag=lambda given: given[Flag], outcome="x"),
    "casework.comment": _call(subject=_told, text="x"),
    "casework.finish_follow_up": _call(follow_up=lambda given: given[FollowUp], outcome="x"),
    "casework.keep_longer": _call(
        Case,
        subject=lambda given: given[Witness],
        keep_reason="x",
        keep_until=lambda given: timezone.localdate() + dt.timedelta(365),
    ),
    "witnesses.record_consent": _call(Witness, form_version="1", language="ko", way="oral", **CONSENT),
    "witnesses.assess_risk": _call(Witness, **RISK),
    "witnesses.register_people": _call(Case, people=[NewPerson()]),
    "witnesses.register_groups": _call(Case, groups=[{}]),
    "witnesses.record_consents": _call(
        consents=lambda given: [
            (
                given[Witness],
                NewConsent(timezone.localdate(), {}, {"form_version": "1", "language": "ko", "way": "oral"}),
            )
        ]
    ),
    "intake.register_source": _call(Case, **SOURCE),
    "intake.edit_source": _call(Source, note="x"),
    "intake.record_context_figure": _call(Source, **FIGURE),
    "intake.edit_context_figure": _call(figure=lambda given: given[ContextFigure], said_by="x"),
    "intake.log_testimony": _call(Case, Witness, account="x"),
    "intake.log_press_account": _call(Source, Group, paraphrase="x", locator="1"),
    "intake.edit_testimony": _call(Testimony, account="x"),
    "intake.answer_topics": _call(Testimony, answers={"REC": TopicValues("told", "x")}),
    "intake.submit_testimony": _call(Testimony),
    "intake.log_testimonies": _call(Case, testimonies=lambda given: [NewTestimony(given[Witness])]),
    "intake.submit_testimonies": _call(steps=_at),
    "intake.return_testimony": _call(Testimony, return_reason="x"),
    "intake.reopen_testimony": _call(Testimony, reopen_reason="x"),
    "evidence.attach_evidence": _call(Case, Testimony, content=b"x", name="x.txt"),
    "evidence.open_evidence": _call(item=lambda given: given[EvidenceItem], reason="x"),
    "coding.describe_event": _call(Case),
    "coding.edit_event": _call(Event, summary="x"),
    "coding.mark_passage": _call(Testimony, exact="They held"),
    "coding.register_actor": _call(Case, kind="unknown", name="x"),
    "coding.edit_actor": _call(Actor, name="x"),
    "coding.describe_labour_situation": _call(Case, Witness),
    "coding.edit_labour_situation": _call(situation=lambda given: given[LabourSituation], task="x"),
    "coding.code_act": _call(Event, Testimony, **ACT),
    "coding.edit_act": _call(Act, **ACT),
    "coding.involve_actor": _call(Act, Actor, role="ordered"),
    "coding.finish_coding": _call(Testimony),
    "coding.code_passages": _call(Testimony, spans=[Span("account", 0, 4)], category=ACT["category"]),
    "coding.remove_act": _call(Act),
    "coding.remove_involvement": _call(Involvement),
    "coding.remove_passage": _call(Passage),
    "coding.move_passage": _call(Passage, text="account", start=0, end=4),
    "coding.fit_passages": _call(Testimony),
    "coding.take_second_coding": _call(Testimony),
    "coding.finish_second_coding": _call(round=lambda given: given[CodingRound]),
    "coding.waive_second_coding": _call(Testimony, reason="x"),
    "coding.reconcile": _call(Testimony, decisions={}),
    "coding.agree_reconciliation": _call(round=lambda given: given[CodingRound], seen=""),
    "coding.code_again": _call(codings=lambda given: [SecondCoding(given[Testimony], {}, [], timezone.now())]),
    "coding.settle_codings": _call(steps=_at),
    "coding.raise_act": _call(Act, category=_category("PHY-01"), raise_reason="x"),
    "coding.lower_act": _call(Act),
    "coding.override_indicator": _call(Witness, indicator=_category("ILO-11"), answer="unclear", override_reason="x"),
    "coding.find_actors": _call(Case, name="x"),
    "coding.name_actor": _call(Actor, name="y", kind="alias"),
    "coding.remove_actor_name": _call(actor_name=lambda given: given[ActorName]),
    "coding.merge_actors": _call(Actor, into=_above, merge_reason="x"),
    "coding.part_actors": _call(Actor),
    "coding.link_command": _call(superior=_above, subordinate=lambda given: given[Actor], basis="inferred", note="x"),
    "coding.edit_command_link": _call(command_link=lambda given: given[CommandLink], confidence="low"),
    "coding.promote_other": _call(
        acts=lambda given: [given[Act]], family=_category("WRK"), code="WRK-08", labels=TEXTS, definition={"en": "x"}
    ),
    "coding.finish_other_review": _call(Case, month=dt.date(2020, 1, 1), note=""),
    "coding.code_testimonies": _call(codings=lambda given: [Coding(given[Testimony], {}, [], [])]),
    "coding.finish_codings": _call(steps=_at),
    "verification.begin_verification": _call(Testimony),
    "verification.assess_testimony": _call(Testimony, **GRADES),
    "verification.clear_testimony": _call(Testimony),
    "verification.begin_verifications": _call(steps=_at),
    "verification.assess_testimonies": _call(
        assessments=lambda given: [NewAssessment(given[Testimony], timezone.now(), **GRADES)]
    ),
    "verification.clear_testimonies": _call(steps=_at),
    "releases.propose_quote": _call(Testimony, **TEXTS, **COARSE),
    "releases.edit_quote": _call(Quote, **TEXTS, **COARSE),
    "releases.scan_quote": _call(Quote),
    "releases.clear_quote": _call(Quote, signature="lead"),
    "releases.retire_quote": _call(Quote, reason="x"),
    "releases.read_batch": _call(draft=lambda given: given[ReleaseDraft]),
    "releases.draft_press_case": _call(case=lambda given: given[PressCaseDraft].case),
    "releases.approve_press_case": _call(draft=lambda given: given[PressCaseDraft], signature="lead"),
    "releases.freeze_slot": _call(Series),
    "releases.attach_files": _call(draft=lambda given: given[ReleaseDraft], files=[]),
    "releases.approve_release": _call(draft=lambda given: given[ReleaseDraft], signature="lead", difference_sha256=""),
    "releases.rehearse_release": _call(draft=lambda given: given[ReleaseDraft], look=lambda given: lambda: None),
    "releases.store_audit": _call(draft=lambda given: given[ReleaseDraft], lines=[], seconds=0),
    "releases.reject_release": _call(draft=lambda given: given[ReleaseDraft], rejection="software_fault"),
    "releases.propose_release_withdrawal": _call(
        draft=lambda given: given[ReleaseDraft], fault="", note_en="", note_ko="", note_ru=""
    ),
    "releases.confirm_release_withdrawal": _call(withdrawal=lambda given: given[ReleaseWithdrawal]),
    "releases.destroy_noise": _call(Series),
    "dossiers.draft_product": _call(Case, kind="brief", release="2026-08"),
    "dossiers.edit_product": _call(Product, unknown={"en": "x"}),
    "dossiers.scan_product": _call(Product),
    "dossiers.approve_product": _call(Product, content_sha256=""),
    "dossiers.make_product_file": _call(Product, language="en", form="html", recipient="x"),
    "dossiers.record_intervention": _call(Case, kind="letter", addressee="x"),
    "dossiers.edit_intervention": _call(Intervention, note="x"),
    "dossiers.scan_intervention": _call(Intervention),
    "dossiers.publish_intervention": _call(Intervention, content_sha256=""),
}
"""How each action on a record is called with the records of one relation."""
BESIDE: list[tuple[str, str, type[models.Model], dict[str, Any]]] = [
    ("intake.register_source", "derived_from", Source, {}),
    ("intake.edit_source", "derived_from", Source, {}),
    ("intake.record_context_figure", "copied_from", ContextFigure, {}),
    ("intake.record_context_figure", "variant_of", ContextFigure, {}),
    ("intake.edit_context_figure", "copied_from", ContextFigure, {}),
    ("intake.edit_context_figure", "variant_of", ContextFigure, {}),
    ("intake.log_press_account", "witness", Witness, {"group": None}),
    ("evidence.attach_evidence", "source", Source, {}),
    ("coding.describe_event", "parent", Event, {}),
    ("coding.edit_event", "parent", Event, {}),
    ("coding.describe_labour_situation", "group", Group, {"witness": None}),
    ("coding.code_act", "situation", LabourSituation, {}),
    ("coding.code_act", "source", Source, {"locator": "1"}),
    ("coding.edit_act", "situation", LabourSituation, {}),
    ("coding.edit_act", "source", Source, {"locator": "1"}),
    ("coding.code_passages", "event", Event, {}),
    ("coding.code_passages", "situation", LabourSituation, {}),
    ("coding.code_passages", "actor", Actor, {}),
    ("coding.register_actor", "parent", Actor, {}),
    ("coding.link_command", "passage", Passage, {}),
    ("coding.link_command", "source", Source, {"locator": "1"}),
]
"""Further records that actions take beside those above."""
ON_NO_RECORD = {
    "casework.create_case", "desk.load_first_case", "desk.open_fictional_case", "desk.add_whole_records",
    "releases.set_site", "witnesses.lift_identity_lock", "witnesses.find_people", "releases.publish_glossary", "releases.start_series", "releases.publish_due",
    "releases.register_outgoing_figure", "casework.see_notifications",
}  # fmt: skip
"""Actions on no stored record of a case, or that only call actions which are here; those of accounts have their own
tests, and the vocabulary's are for everybody."""
