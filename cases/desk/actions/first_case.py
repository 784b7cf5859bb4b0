"""Writes that cross stages: each is a chain of the stages' own actions in one transaction."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from cases.accounts.models import User
from cases.casework.actions import create_case, edit_case
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
from cases.core.partial_dates import PartialDate, parse
from cases.core.records import action
from cases.desk.first_case import TIES, Facts, FirstCase, claims, sources
from cases.evidence.actions import attach_evidence
from cases.intake.actions import edit_source, log_press_account, record_context_figure, register_source
from cases.intake.models import ContextFigure, Source, Testimony
from cases.vocabulary.models import AbuseCategory, Place, Sector, Term
from cases.witnesses.actions import register_group, register_witness
from cases.witnesses.models import Group, Stream

AS_GIVEN = (
    "kind", "measure", "value_min", "value_max", "comparator", "population", "horizon", "said_by", "locator",
    "needs_legal_review",
)  # fmt: skip
"""What a claim in the data is recorded with as it stands."""


@dataclass
class _Loading:
    """What the steps of one load hand on to each other."""

    by: User
    case: Case
    source: Source
    sources: dict[str, Source]
    event: Event
    texts: Facts
    groups: dict[str, Group]


@action
def load_first_case(*, by: User, first_case: FirstCase) -> Case:
    """Register the article with its three named accounts and acts, and every source's claims. Accounts end up "coded".

    What further sources say stays a claim of theirs: no account, no act, and nothing added to the article's people.

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
    _record_claims(loading, claims(first_case))
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
    registered = _register_all(by, case, sources(first_case))
    article = registered[facts["source"]["id"]]
    silences = [{"key": key, "source": article.code, **texts["not_stated"][key]} for key in facts["must_stay_empty"]]
    case = edit_case(by=by, case=case, not_stated=silences)
    return _Loading(by, case, article, registered, event, texts, groups)


def _register_all(by: User, case: Case, given: list[Facts]) -> dict[str, Source]:
    """The sources, and then what each is derived from: the article comes first, the report that it retells after it."""
    registered = {facts["id"]: _register(by, case, facts) for facts in given}
    for facts in given:
        if origin := facts.get("derived_from"):
            edit_source(by=by, source=registered[facts["id"]], derived_from=registered[origin])
    return registered


def _register(by: User, case: Case, facts: Facts) -> Source:
    return register_source(
        by=by,
        case=case,
        kind=facts["kind"],
        title=facts["title"],
        language=facts["language"],
        publisher=facts.get("publisher") or "",
        author=facts.get("author") or "",
        url=facts.get("url") or "",
        date=parse(facts.get("published_on") or ""),
        sha256=facts.get("sha256", ""),
        cites=facts.get("cites", []),
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


def _record_claims(loading: _Loading, claims: list[Facts]) -> None:
    stored: dict[str, ContextFigure] = {}
    for claim in claims:
        stored[claim["id"]] = _record(loading, claim, stored)


def _record(loading: _Loading, claim: Facts, stored: dict[str, ContextFigure]) -> ContextFigure:
    ties: dict[str, Any] = {name: stored[claim[name]] for name in TIES if claim.get(name)}
    values = {name: claim[name] for name in AS_GIVEN if name in claim}
    period = parse(claim.get("period", "")).said(claim.get("period_as_said", ""))
    return record_context_figure(
        by=loading.by,
        source=loading.sources[claim["source"]],
        reference=claim["id"],
        date=period,
        category=_term(AbuseCategory, claim["category"]) if claim.get("category") else None,
        **values,
        **ties,
    )


def _term(model: type[Term], code: str) -> Any:
    found = model._default_manager.filter(code=code).first()
    if found is None:
        raise Refused(
            _("The code %(code)s is unknown: load the vocabulary first (manage.py load_vocabulary).") % {"code": code}
        )
    return found
