"""Questions for a record that one may not see: by path, query, search, bulk step and autocomplete.

Each is asked twice (``test_probes``): for that record, and for a twin of it that is not there.
"""

import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote, urlencode

from django.contrib import admin
from django.db import models
from django.urls import reverse

from cases.casework.models import Case
from cases.core.fields import sealed_columns
from tests.integration.conftest import page
from tests.integration.rights_world import ABSENT_KEY


@dataclass(frozen=True)
class Target:
    """What is asked for: a record by its key, its code and the words in it."""

    model: type[models.Model]
    key: uuid.UUID
    code: str
    mark: str

    @property
    def twin(self) -> "Target":
        """A record of the same kind that is not there."""
        return Target(self.model, ABSENT_KEY, self.code.rpartition("-")[0] + "-99", self.mark and "qxnobodyqx")


@dataclass(frozen=True)
class Asked:
    method: str
    path: str
    data: dict[str, Any] = field(default_factory=dict)


Probe = Callable[[Target], Asked]


def without_form(target: Target, lists: list[type[models.Model]]) -> Iterator[tuple[str, Probe]]:
    """Every question for a target that needs no form, with its name; ``lists`` are those that the asker sees."""
    yield from _by_path(target)
    yield from _by_page(target)
    for model in lists:
        yield from _by_query(model, target)
        for action in ("delete_selected", "give_many", "flag_many"):
            yield f"bulk {action} {model.__name__}", _bulk(model, action)
    yield from _by_autocomplete(target)
    glass = reverse("admin:break_glass")
    yield "confirm glass", lambda one: Asked("POST", glass, {"confirm": str(one.key)})
    yield "confirm glass, no key", lambda one: Asked("POST", glass, {"confirm": one.code or "x"})


# --- path ---

SPELLINGS: dict[str, Callable[[Target], str]] = {
    "plain": lambda one: str(one.key),
    "hex": lambda one: one.key.hex,
    "capitals": lambda one: str(one.key).upper(),
    "braces": lambda one: quote("{" + str(one.key) + "}"),
    "urn": lambda one: one.key.urn,
    "admin quoting": lambda one: str(one.key).replace("-", "_2D"),
    "percent": lambda one: str(one.key).replace("-", "%2D"),
    "number": lambda one: str(one.key.int),
    "code": lambda one: one.code or "X-1",
    "blank": lambda one: f"%20{one.key}",
    "dots": lambda one: f"{ABSENT_KEY.hex}/../{one.key}",
    "below": lambda one: f"{one.key}/x",
}


def _by_path(target: Target) -> Iterator[tuple[str, Probe]]:
    start = page(target.model, "changelist")
    steps = [f"step/{step.name}/" for step in getattr(admin.site._registry[target.model], "steps", ())]
    files = ["files/cells.csv"] if target.model.__name__ == "ReleaseDraft" else []
    for spelling, spelled in SPELLINGS.items():
        more = ["", "history/", "delete/", "change/?_to_field=uuid", "change/?_popup=1", *steps, *files]
        for tail in ["change/", *(more if spelling in ("plain", "hex") else [])]:
            yield f"GET {tail} {spelling}", _path(start, spelled, tail, "GET")
        for tail in ("change/", "delete/", *steps) if spelling == "plain" else ["change/"]:
            yield f"POST {tail} {spelling}", _path(start, spelled, tail, "POST")


def _path(start: str, spelled: Callable[[Target], str], tail: str, method: str) -> Probe:
    return lambda one: Asked(method, f"{start}{spelled(one)}/{tail}", {"post": "yes", "reason": "x", "_save": "1"})


PAGES = [
    *(f"logging_{name}" for name in ("tasks", "safety", "account", "questions", "heavy", "files", "close", "check")),
    "logging_print", "source_reading", "namesakes", "open_identity", "withdraw",
]  # fmt: skip


def _by_page(target: Target) -> Iterator[tuple[str, Probe]]:
    """The pages beside the records' own, whichever record they are made for; and what is said beside a record."""
    label = target.model._meta.model_name
    for name in PAGES:
        for method in ("GET", "POST"):
            yield (
                f"{method} {name}",
                lambda one, name=name, method=method: Asked(method, reverse(f"admin:{name}", args=[one.key])),
            )
    for what in ("take", "give", "flag", "comment", "follow-up"):
        yield (
            f"work {what}",
            lambda one, what=what: Asked(
                "POST",
                reverse("admin:work", args=[label, one.key, what]),
                {"text": "x", "task": "other", "kind": "urgent"},
            ),
        )


# --- query ---


def _by_query(model: type[models.Model], target: Target) -> Iterator[tuple[str, Probe]]:
    """Filters of a list by the target, over one relation and over two; searches by its code, words and key."""
    listed = page(model, "changelist")

    def asking(**query: Callable[[Target], object]) -> Probe:
        return lambda one: Asked("GET", f"{listed}?{urlencode({name: value(one) for name, value in query.items()})}")

    for path in _paths(model, target.model):
        before = f"{path}__" if path else ""
        yield f"{model.__name__}?{before}uuid", asking(**{f"{before}uuid__exact": lambda one: one.key})
        if "__" in path:
            continue
        yield (
            f"{model.__name__}?{before}uuid[:8]",
            asking(**{f"{before}uuid__startswith": lambda one: str(one.key)[:8]}),
        )
        if path:
            yield f"{model.__name__}?{path}", asking(**{f"{path}__exact": lambda one: one.key})
            yield f"{model.__name__}?{path}__in", asking(**{f"{path}__in": lambda one: one.key})
        if target.code:
            yield f"{model.__name__}?{before}code", asking(**{f"{before}code__startswith": lambda one: one.code})
        for column in sorted(sealed_columns(target.model))[:1] if target.mark else []:
            yield (
                f"{model.__name__}?{before}{column}",
                asking(**{f"{before}{column}__startswith": lambda one: one.mark}),
            )
    if model is target.model or model in (Case,):
        asks = {"key": lambda one: one.key, **({"mark": lambda one: one.mark} if target.mark else {})}
        for name, value in (asks | ({"code": lambda one: one.code} if target.code else {})).items():
            yield f"{model.__name__}?q={name}", asking(q=value)
            yield f"{model.__name__}?q={name}&facets", asking(q=value, _facets=lambda _one: "True", o=lambda _one: "1")
            yield (
                f"{model.__name__}?q={name}&popup",
                asking(q=value, _popup=lambda _one: 1, _to_field=lambda _one: "uuid"),
            )
            yield f"{model.__name__}?q={name}&p=2", asking(q=value, p=lambda _one: 2, all=lambda _one: "")


def _paths(model: type[models.Model], wanted: type[models.Model]) -> list[str]:
    """The relations that lead from one model to another, forwards or backwards, in one step or two."""
    found = [""] if model is wanted else []
    for first in _relations(model):
        if first.related_model is wanted:
            found.append(first.name)
        if first.auto_created:
            continue  # two steps only where the first is a box of the record
        found += [
            f"{first.name}__{second.name}"
            for second in _relations(first.related_model)
            if second.related_model is wanted
        ]
    return found


def _relations(model: Any) -> list[Any]:
    return [
        one for one in model._meta.get_fields() if one.is_relation and one.related_model and not one.name.endswith("+")
    ]


def _bulk(model: type[models.Model], action: str) -> Probe:
    def asked(one: Target) -> Asked:
        rows = {"form-TOTAL_FORMS": "1", "form-INITIAL_FORMS": "1", "form-0-uuid": str(one.key), "_save": "1"}
        return Asked(
            "POST",
            page(model, "changelist"),
            {"action": action, "preview": "1", "_selected_action": [str(one.key)], "post": "yes"} | rows,
        )

    return asked


def _by_autocomplete(target: Target) -> Iterator[tuple[str, Probe]]:
    for model in admin.site._registry:
        for one in _relations(model):
            if one.related_model is target.model:
                known = {"app_label": "cases", "model_name": model._meta.model_name, "field_name": one.name}
                for name in ("code", "mark") if target.mark else ("code",):
                    yield f"autocomplete {model.__name__}.{one.name} {name}", _autocomplete(known, name)


def _autocomplete(known: dict[str, Any], name: str) -> Probe:
    return lambda one: Asked(
        "GET", f"{reverse('admin:autocomplete')}?{urlencode(known | {'term': getattr(one, name)})}"
    )
