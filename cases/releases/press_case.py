"""What a press case says in public, gathered from its records as plain data ready to be frozen.

Only public sources go in. Names stand as the source prints them and are never a key, a slug or a file name.
"""

from typing import Any

from cases.casework.models import Case
from cases.coding.models import Act, EvidenceLink
from cases.core.partial_dates import PartialDate
from cases.core.records import open_for_action
from cases.core.translated import in_all_languages
from cases.intake.models import ContextFigure, Credibility, Reliability, Source, Testimony
from cases.verification.models import Level
from cases.witnesses.models import Group, Stream, Witness

Content = dict[str, Any]


def build(case: Case) -> Content:
    """The whole content of a press case. Sealed texts are opened; the running action's event names them."""
    testimonies = list(case.testimonies.select_related("witness", "source"))
    accounts = [*map(_account, testimonies), *_voices(case)]
    _number(accounts)
    return {
        "case": _case(case, named=sum(1 for t in testimonies if t.witness)),
        "sources": [_source(source) for source in case.sources.select_related("derived_from")],
        "accounts": accounts,
        "figures": _figures(case),
    }


def _number(accounts: list[Content]) -> None:
    """Positions, and a reference where staff gave none: our own codes count people and are never published."""
    facts = 0
    for position, account in enumerate(accounts, start=1):
        account["position"] = position
        if account["kind"] != "voice":
            account["code"] = account["code"] or f"{account['source_code']}-{position}"
        for fact in account["facts"]:
            facts += 1
            fact["reference"] = fact["reference"] or f"A{facts}"


def _case(case: Case, *, named: int) -> Content:
    event = case.events.select_related("setting").exclude(setting=None).first()
    group = case.groups.exclude(count_max=None).order_by("-count_max").first()
    return {
        "slug": case.slug,
        "title": {"en": case.title},
        "summary": case.public_summary,
        "setting": _term(event.setting) if event and event.setting else {},
        "stream": Stream.PRESS.value,
        "people": group.count_max if group else None,
        "unnamed_people": group.count_max - named if group and group.count_max else None,
        "not_stated": case.not_stated,
        "not_coded": case.not_coded,
    }


def _source(source: Source) -> Content:
    return {
        "code": source.code,
        "kind": source.kind,
        "kind_label": in_all_languages(Source.Kind(source.kind).label),
        "title": source.title,
        "language": source.language,
        "publisher": source.publisher,
        "author": source.author,
        "published_on": source.date.to_edtf(),
        "url": source.url,
        "retrieved_on": source.retrieved_on.isoformat() if source.retrieved_on else None,
        "sha256": source.sha256,
        "original_held": source.evidence.exists(),
        "cites": source.cites,
        "derived_from": _origin(source),
        "note": source.note,
        "reliability": source.reliability,
        "reliability_label": in_all_languages(Reliability(source.reliability).label),
        "credibility": source.credibility,
        "credibility_label": in_all_languages(Credibility(source.credibility).label),
    }


def _origin(source: Source) -> str:
    """The code of the source that it is copied from. One of another case stays unnamed: that case may be unpublished."""
    origin = source.derived_from
    return origin.code if origin and origin.case_id == source.case_id else ""


def _account(testimony: Testimony) -> Content:
    """The account of a named or grouped person in a source."""
    witness = testimony.witness
    situation = witness.situations.select_related("sector", "place").first() if witness else None
    assessment = testimony.assessments.first()
    task = open_for_action(situation, "task") if situation else None
    return {
        "code": testimony.reference,
        "kind": "person" if witness else "group",
        "named_as": (open_for_action(witness, "press_alias") if witness else None) or "",
        "name_note": _alias_note(witness),
        "paraphrase": _english(open_for_action(testimony, "paraphrase")),
        "sector": situation.sector.labels if situation and situation.sector else {},
        "task": _english(task),
        "place": situation.place.labels if situation and situation.place else {},
        "sex": in_all_languages(Witness.Sex(witness.sex).label) if witness and witness.sex else {},
        "sex_basis": witness.sex_basis if witness else "",
        "date_as_said": situation.date_as_said if situation else "",
        "hours": _hours(situation.hours_min, situation.hours_max) if situation else "",
        "source_code": testimony.source.code if testimony.source else "",
        "locator": testimony.locator,
        "level": assessment.level if assessment else "",
        "level_label": in_all_languages(Level(assessment.level).label) if assessment else {},
        "facts": [_fact(act) for act in testimony.acts.order_by("code")],
    }


def _voices(case: Case) -> list[Content]:
    """Acts that belong to no single account, gathered by whom the source lets speak."""
    acts = Act.objects.filter(event__case=case, testimony=None).order_by("code")
    by_voice: dict[str, list[Content]] = {}
    for fact in map(_fact, acts):
        by_voice.setdefault(fact["attribution"], []).append(fact)
    return [
        {
            "kind": "voice",
            "named_as": voice,
            "source_code": facts[0]["source"],
            "facts": facts,
        }
        for voice, facts in by_voice.items()
    ]


def _fact(act: Act) -> Content:
    link = act.links.select_related("source").exclude(source=None).first()
    return {
        "reference": act.reference,
        "code": act.category.code,
        "label": act.category.labels,
        "state": act.state,
        "state_label": in_all_languages(Act.State(act.state).label),
        "when": act.date_as_said,
        "detail": _english(open_for_action(act, "note")),
        "victims": [_victim(row.group) for row in act.victims.select_related("group") if row.group],
        "actor": "; ".join(
            open_for_action(row.actor, "name") or "" for row in act.involvements.select_related("actor")
        ),
        **_citation(link),
    }


def _citation(link: EvidenceLink | None) -> Content:
    source = link.source.code if link and link.source else ""
    return {
        "attribution": link.attribution if link else "",
        "source": source,
        "locator": link.locator if link else "",
    }


def _victim(group: Group) -> Content:
    return {"described_as": open_for_action(group, "description"), "count": group.count_max}


def _figures(case: Case) -> list[Content]:
    figures = ContextFigure.objects.filter(source__case=case).select_related(
        "source", "category", "variant_of__source", "copied_from__source"
    )
    return [{**_figure(figure), "position": position} for position, figure in enumerate(figures, start=1)]


def _figure(figure: ContextFigure) -> Content:
    plain = ("reference", "kind", "value_min", "value_max", "comparator", "population", "horizon", "said_by",
             "reported_by", "locator", "needs_legal_review")  # fmt: skip
    period: PartialDate = figure.date
    return {
        **{name: getattr(figure, name) for name in plain},
        "reference": _reference(figure),
        "kind_label": in_all_languages(ContextFigure.Kind(figure.kind).label),
        "measure": figure.measure,
        "period": period.to_edtf(),
        "period_as_said": period.as_said,
        "source_code": figure.source.code,
        "source_title": figure.source.title,
        "variant_of": _tied(figure, figure.variant_of),
        "copied_from": _tied(figure, figure.copied_from),
        "category_code": figure.category.code if figure.category else "",
        "category_label": figure.category.labels if figure.category else {},
    }


def _reference(figure: ContextFigure) -> str:
    return figure.reference or figure.code


def _tied(figure: ContextFigure, other: ContextFigure | None) -> str:
    """The reference of the claim that this one hangs together with; none where that belongs to another case."""
    return _reference(other) if other and other.source.case_id == figure.source.case_id else ""


def _term(category: Any) -> Content:
    return {"code": category.code, "label": category.labels}


def _alias_note(witness: Witness | None) -> dict[str, str]:
    status = witness.alias_status if witness else ""
    return in_all_languages(Witness.AliasStatus(status).label) if status else {}


def _english(text: str | None) -> dict[str, str]:
    return {"en": text} if text else {}


def _hours(lowest: Any, highest: Any) -> str:
    if lowest is None:
        return ""
    low, high = f"{float(lowest):g}", f"{float(highest):g}"
    return low if low == high else f"{low} to {high}"
