"""Writes on the vocabulary: load, edit labels, retire. Every change makes a new version of the whole."""

import datetime as dt
import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypedDict, TypeVar, Unpack, cast

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _

from cases.core.errors import Refused
from cases.core.permissions import Actor
from cases.core.records import action, fill, locked, write
from cases.core.translated import LANGUAGES

from . import new_codes
from .loading import VocabularyFiles
from .models import AbuseCategory, LegalInstrument, Place, Sector, StateTreaty, Term, VocabularyVersion

T = TypeVar("T", bound=Term)

MEANING = ("facet", "family", "definition", "indicators", "ilo_dimension", "ilo_element")
"""What a category means; a code never changes in these."""

TRANSLATED = ("definition", "interview_signs", "legal_basis")
"""Texts that may be there in English before they are in Korean and Russian."""


@dataclass(frozen=True)
class Loaded:
    """What a load did: codes added and found, found ones that got a text in more languages, the version it left."""

    added: int
    present: int
    completed: int
    version: int


class CategoryValues(TypedDict, total=False):
    labels: dict[str, str]
    interview_signs: dict[str, str]
    legal_basis: dict[str, str]


class NewCategoryValues(TypedDict, total=False):
    ilo_dimension: str
    ilo_element: str
    ilo_strength: str
    restricted: bool
    legal_review: bool


@action
def load_vocabulary(*, by: Actor, files: VocabularyFiles) -> Loaded:
    """Add every code that is not there yet, and the languages that a stored definition, sign or legal basis lacks.

    What is there stays as it is, with the labels and the law that staff gave it. Raises Refused when a code
    in the files means something else than the one stored.
    """
    before = _count()
    _add_categories(files.categories)
    _add_terms(Sector, files.sectors)
    places = _add_places(files.places)
    instruments = _add_terms(LegalInstrument, files.instruments)
    _add_treaties(files.treaties, places, instruments)
    added = _count() - before
    completed = _add_languages(AbuseCategory, files.categories) + _add_languages(Sector, files.sectors)
    return Loaded(added, before, completed, _version())


@action
def add_category(
    *,
    by: Actor,
    family: AbuseCategory,
    code: str,
    labels: dict[str, str],
    definition: dict[str, str],
    indicators: Sequence[AbuseCategory] = (),
    **values: Unpack[NewCategoryValues],
) -> AbuseCategory:
    """Add an act to a family, labelled in three languages. Its code was never used: codes keep their meaning for ever.

    A series that runs keeps the codes and indicators it was started with, so no published figure moves.
    """
    family = locked(family)
    new_codes.check(family, code)
    _check_new(family, labels, definition, indicators)
    category = AbuseCategory(family=family, facet=AbuseCategory.Facet.ACT, code=code, selectable=True)
    fill(category, {"labels": labels, "definition": definition, **values})
    write(category)
    category.indicators.set(indicators)
    _version()
    return category


@action
def edit_category(*, by: Actor, category: AbuseCategory, **values: Unpack[CategoryValues]) -> AbuseCategory:
    """Change labels, signs and legal basis; the meaning of a code never changes."""
    category = locked(category)
    fill(category, values)
    write(category)
    _version()
    return category


@action
def retire_category(
    *, by: Actor, category: AbuseCategory, on: dt.date, replaced_by: AbuseCategory | None = None
) -> AbuseCategory:
    """Take a code out of use from a day on, and name the code that is used instead."""
    category = locked(category)
    if category.valid_to is not None:
        raise Refused(_("%(code)s is retired already.") % {"code": category.code})
    if category.family is None or category.facet == AbuseCategory.Facet.INDICATOR:
        raise Refused(_("Families and derived indicators stay: only a code that is coded can be retired."))
    if replaced_by is not None and (replaced_by.facet != category.facet or not replaced_by.selectable):
        raise Refused(
            _("%(code)s cannot replace it: choose a code in use of the same facet.") % {"code": replaced_by.code}
        )
    fill(category, {"valid_to": on, "replaced_by": replaced_by, "selectable": False})
    write(category)
    _version()
    return category


def _check_new(
    family: AbuseCategory,
    labels: dict[str, str],
    definition: dict[str, str],
    indicators: Sequence[AbuseCategory],
) -> None:
    if family.family_id is not None or family.facet != AbuseCategory.Facet.ACT:
        raise Refused(_("%(code)s is no family of acts: choose one.") % {"code": family.code}, field="family")
    if any(not labels.get(language, "").strip() for language in LANGUAGES):
        raise Refused(_("Give the new code a label in English, Korean and Russian."), field="labels")
    if not definition.get("en", "").strip():
        raise Refused(_("Give the new code a definition in English: it is the one that counts."), field="definition")
    for one in indicators:
        if one.facet != AbuseCategory.Facet.INDICATOR or one.family_id is None:
            raise Refused(_("%(code)s is no ILO indicator: choose one.") % {"code": one.code}, field="indicators")


def _add_categories(lines: list[dict[str, Any]]) -> None:
    stored = {c.code: c for c in AbuseCategory.objects.prefetch_related("indicators").select_related("family")}
    for line in lines:
        present = stored.get(line["code"])
        if present is None:
            stored[line["code"]] = _add_category(line, stored)
        else:
            _check_same_meaning(present, line)


def _add_category(line: dict[str, Any], stored: dict[str, AbuseCategory]) -> AbuseCategory:
    values = {name: value for name, value in line.items() if name not in ("family", "indicators")}
    category = AbuseCategory(family=stored[line["family"]] if line["family"] else None)
    fill(category, values)
    write(category)
    category.indicators.set([stored[code] for code in line["indicators"]])
    return category


def _check_same_meaning(present: AbuseCategory, line: dict[str, Any]) -> None:
    indicators = sorted(indicator.code for indicator in present.indicators.all())
    family = present.family.code if present.family else None
    meaning = {name: _meaning(getattr(present, name)) for name in MEANING} | {
        "family": family,
        "indicators": indicators,
    }
    wanted = {name: _meaning(line[name]) for name in MEANING} | {"indicators": sorted(line["indicators"])}
    if different := sorted(name for name in MEANING if meaning[name] != wanted[name]):
        raise Refused(
            _("%(code)s would change its meaning (%(fields)s): retire it and add a new code instead.")
            % {"code": present.code, "fields": ", ".join(different)}
        )


def _add_terms(model: type[T], lines: list[dict[str, Any]]) -> dict[str, T]:
    stored = {term.code: term for term in cast("models.QuerySet[T]", model._default_manager.all())}
    for line in lines:
        if line["code"] in stored:
            _check_same_columns(stored[line["code"]], line)
        else:
            stored[line["code"]] = write(model(**line))
    return stored


def _add_places(lines: list[dict[str, Any]]) -> dict[str, Place]:
    stored = {place.code: place for place in Place.objects.select_related("parent")}
    for line in lines:
        parent = _known(stored, line["parent"], "places.csv") if line["parent"] else None
        if line["code"] in stored:
            _check_same_columns(stored[line["code"]], {**line, "parent": parent})
        else:
            stored[line["code"]] = write(Place(**{**line, "parent": parent}))
    return stored


def _check_same_columns(present: Term, line: dict[str, Any]) -> None:
    """Labels may have been edited here; everything else is what the code means."""
    if different := sorted(
        name for name in line if name != "labels" and _meaning(getattr(present, name)) != _meaning(line[name])
    ):
        raise Refused(
            _("%(code)s would change its meaning (%(fields)s): retire it and add a new code instead.")
            % {"code": present.code, "fields": ", ".join(different)}
        )


def _meaning(value: Any) -> Any:
    """What must not change in a value: of a text in three languages the English one, which the others translate."""
    return value.get("en") if isinstance(value, dict) else value


def _add_languages(model: type[T], lines: list[dict[str, Any]]) -> int:
    """Add to stored texts the languages they lack; returns how many codes got one."""
    stored = {term.code: term for term in model._default_manager.select_for_update(no_key=True)}
    return sum(_completed(stored[line["code"]], line) for line in lines)


def _completed(term: Term, line: dict[str, Any]) -> bool:
    """No text is replaced; one whose English was changed here gets nothing: the file translates another sentence."""
    stored = {name: getattr(term, name) for name in TRANSLATED if name in line}
    same = {name: text for name, text in stored.items() if _meaning(text) == _meaning(line[name])}
    texts = {name: {**line[name], **text} for name, text in same.items()}
    if texts == same:
        return False
    fill(term, texts)
    write(term)
    return True


def _add_treaties(
    lines: list[dict[str, Any]], places: dict[str, Place], instruments: dict[str, LegalInstrument]
) -> None:
    stored = set(StateTreaty.objects.values_list("state__code", "instrument__code"))
    for line in lines:
        if (line["state"], line["instrument"]) not in stored:
            state = _known(places, line["state"], "state_treaties.csv")
            instrument = _known(instruments, line["instrument"], "state_treaties.csv")
            write(StateTreaty(**{**line, "state": state, "instrument": instrument}))


def _known(stored: dict[str, T], code: str, file: str) -> T:
    if code not in stored:
        raise Refused(_("%(file)s names the unknown code %(code)s: mend that row.") % {"file": file, "code": code})
    return stored[code]


def _count() -> int:
    return sum(model._default_manager.count() for model in (AbuseCategory, Sector, Place, LegalInstrument, StateTreaty))


def _version() -> int:
    """The number of the vocabulary as it stands now; a new one when its content changed."""
    content = [
        list(model._default_manager.order_by("pk").values())
        for model in (AbuseCategory, AbuseCategory.indicators.through, Sector, Place, LegalInstrument, StateTreaty)
    ]
    digest = hashlib.sha256(json.dumps(content, cls=DjangoJSONEncoder, sort_keys=True).encode()).hexdigest()
    last = VocabularyVersion.objects.first()
    if last is not None and last.content_sha256 == digest:
        return last.number
    number = last.number + 1 if last else 1
    return write(VocabularyVersion(number=number, at=timezone.now(), content_sha256=digest)).number
