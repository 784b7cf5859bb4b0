"""Writes that cross stages: each is a chain of the stages' own actions in one transaction."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from cases.accounts.models import User
from cases.casework.actions import create_case
from cases.casework.models import Case
from cases.coding.actions import (
    code_act,
    describe_event,
    describe_labour_situation,
    finish_coding,
    involve_actor,
    register_actor,
)
from cases.coding.models import Actor, Event, Involvement
from cases.core.errors import Refused
from cases.core.partial_dates import PartialDate
from cases.core.records import action
from cases.desk.first_case import Facts, FirstCase
from cases.evidence.actions import attach_evidence
from cases.intake.actions import log_press_account, record_context_figure, register_source
from cases.intake.models import ContextFigure, Source, Testimony
from cases.vocabulary.models import AbuseCategory, Place, Sector, Term
from cases.witnesses.actions import register_group, register_witness
from cases.witnesses.models import Group, Stream


@dataclass
class _Loading:
    """What the steps of one load hand on to each other."""

    by: User
    case: Case
    source: Source
    event: Event
    texts: Facts
    groups: dict[str, Group]


@action
def load_first_case(*, by: User, first_case: FirstCase) -> Case:
    """Register the article, its three named accounts, every act and figure. Accounts end up "coded".

    Raises Refused when the article is registered already or the vocabulary is not loaded.
    """
    facts = first_case.facts
    known = Source.objects.filter(sha256=facts["source"]["sha256"]).first()
    if known is not None:
        raise Refused(
            _("The first case is loaded already, as source %(code)s: there is nothing to do.") % {"code": known.code}
        )
    loading = _open_case(by, first_case)
    if first_case.article is not None:
        attach_evidence(
            by=by, case=loading.case, source=loading.source, content=first_case.article, name=first_case.article_name
        )
    testimonies = [_load_account(loading, account) for account in facts["testimonies"]]
    for fact in facts["group_facts"]:
        _code(loading, fact, attribution=fact["attribution"], victims=_victims(loading, fact))
    _load_figures(loading, facts)
    for testimony in testimonies:
        finish_coding(by=by, testimony=testimony)
    return loading.case


def _open_case(by: User, first_case: FirstCase) -> _Loading:
    facts, texts = first_case.facts, first_case.texts
    case = create_case(
        by=by,
        title=texts["case"]["title"],
        slug=texts["case"]["slug"],
        family=texts["case"]["family"],
        public_summary=texts["case"]["summary"],
        not_stated=[{"key": key, **texts["not_stated"][key]} for key in facts["must_stay_empty"]],
        not_coded=[{"key": item["id"], **texts["not_coded"][item["id"]]} for item in facts["not_coded"]],
    )
    setting, russia = _term(AbuseCategory, facts["setting"]), _term(Place, "RU")
    event = describe_event(by=by, case=case, setting=setting, place=russia, summary=texts["event"]["summary"])
    counted = facts["interviewee_group"]
    groups = {
        "interviewees": register_group(
            by=by,
            case=case,
            count_min=counted["count_min"],
            count_max=counted["count_max"],
            count_basis=counted["count_basis"],
            description=texts["groups"]["interviewees"],
        ),
        "co-workers": register_group(by=by, case=case, description=texts["groups"]["co-workers"]),
    }
    return _Loading(by, case, _register(by, case, facts["source"]), event, texts, groups)


def _register(by: User, case: Case, facts: Facts) -> Source:
    return register_source(
        by=by,
        case=case,
        kind=facts["kind"],
        title=facts["title"],
        language=facts["language"],
        publisher=facts["publisher"] or "",
        author=facts["author"] or "",
        url=facts["url"] or "",
        sha256=facts["sha256"],
        cites=facts["cites"],
        note=facts["file_note"],
        reliability=facts["reliability"],
        credibility=facts["credibility_default"],
    )


def _load_account(loading: _Loading, facts: Facts) -> Testimony:
    by, case, words = loading.by, loading.case, loading.texts["accounts"][facts["id"]]
    witness = register_witness(
        by=by,
        case=case,
        stream=Stream.PRESS,
        sex=facts["sex"],
        sex_basis=facts["sex_basis"],
        press_alias=facts["alias"],
        alias_status=facts["alias_status"],
    )
    testimony = log_press_account(
        by=by,
        source=loading.source,
        witness=witness,
        reference=facts["id"],
        locator=words["locator"],
        paraphrase=words["paraphrase"],
    )
    hours = next((fact["hours_per_day"] for fact in facts["facts"] if fact.get("hours_per_day")), None)
    situation = describe_labour_situation(
        by=by,
        case=case,
        witness=witness,
        sector=_term(Sector, facts["sector"]) if facts["sector"] else None,
        place=_term(Place, facts["country"]),
        task=facts.get("task", ""),
        date=PartialDate(as_said=facts.get("start", "")),
        hours_min=hours,
        hours_max=hours,
        hours_basis="stated" if hours else "",
    )
    for fact in facts["facts"]:
        others = fact.get("witness_role") == "witness_of_others"
        victims = [loading.groups["co-workers"]] if others else [witness]
        said_by = str(_("this person, as the source reports"))
        _code(loading, fact, testimony=testimony, situation=situation, attribution=said_by, victims=victims)
    return testimony


def _code(loading: _Loading, fact: Facts, *, attribution: str, victims: list[Any], **values: Any) -> None:
    words = loading.texts["facts"][fact["id"]]
    act = code_act(
        by=loading.by,
        event=loading.event,
        category=_term(AbuseCategory, fact["code"]),
        state=fact.get("state", "present"),
        source=loading.source,
        locator=words["locator"],
        attribution=attribution,
        victims=victims,
        reference=fact["id"],
        note=words["note"],
        date=PartialDate(as_said=fact.get("when", "")),
        **values,
    )
    named = fact.get("actor")
    if named and named != "not stated":
        actor = register_actor(by=loading.by, case=loading.case, kind=Actor.Kind.UNKNOWN, name=named)
        role = Involvement.InvolvementRole.CARRIED_OUT if fact["id"] in ("F06", "F10") else ""
        involve_actor(by=loading.by, act=act, actor=actor, role=role)


def _victims(loading: _Loading, fact: Facts) -> list[Group]:
    """Only what the six said together has victims; the article's own voice names none."""
    collective = fact["attribution"].startswith("six interviewees")
    return [loading.groups["interviewees"]] if collective else []


def _load_figures(loading: _Loading, facts: Facts) -> None:
    stored: dict[str, ContextFigure] = {}
    for figure in facts["context_figures"]:
        variant = loading.texts["variants"].get(figure["id"])
        stored[figure["id"]] = _record(
            loading,
            figure,
            kind=figure["kind"],
            measure=figure["measure"],
            value_min=figure["value"],
            value_max=figure["value"] if figure["comparator"] == "=" else None,
            comparator=figure["comparator"],
            horizon=figure.get("horizon") or "",
            date=PartialDate(as_said=figure.get("period_text", "")),
            variant_of=stored[variant] if variant else None,
        )
    for claim in facts["context_claims"]:
        category = _term(AbuseCategory, claim["code"]) if "code" in claim else None
        _record(
            loading,
            claim,
            kind=ContextFigure.Kind.STATEMENT,
            measure=claim["text"],
            category=category,
            needs_legal_review=claim.get("needs_legal_review", False),
        )


def _record(loading: _Loading, claim: Facts, **values: Any) -> ContextFigure:
    return record_context_figure(
        by=loading.by,
        source=loading.source,
        reference=claim["id"],
        said_by=claim["attribution"] or "",
        locator=loading.texts["figures"][claim["id"]]["locator"],
        **values,
    )


def _term(model: type[Term], code: str) -> Any:
    found = model._default_manager.filter(code=code).first()
    if found is None:
        raise Refused(
            _("The code %(code)s is unknown: load the vocabulary first (manage.py load_vocabulary).") % {"code": code}
        )
    return found
