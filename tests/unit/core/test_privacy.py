"""The register of privacy classes sees what was forgotten or put into the wrong class."""

import pytest
from django.db import models
from django.test.utils import isolate_apps

from cases.core import privacy
from cases.core.checks import fields
from cases.core.fields import SealedField


class Base(models.Model):
    """A base with its own register, as Row and Record have."""

    place = models.CharField(max_length=20)

    class Meta:
        abstract = True

    class Privacy:
        internal = frozenset({"id", "place"})


def problems_of(**members: object) -> list[str]:
    """What is wrong with a model that has these members."""
    meta = type("Meta", (), {"app_label": "cases"})
    model = type("Planted", (Base,), {"__module__": __name__, "Meta": meta, **members})
    return list(privacy.problems(model))


def register(**classes: set[str]) -> type:
    return type("Privacy", (), {name: frozenset(fields) for name, fields in classes.items()})


@isolate_apps("cases")
def test_well_classed_model_has_no_problems() -> None:
    name, note = models.CharField(max_length=9), SealedField()
    assert problems_of(name=name, note=note, Privacy=register(public={"name"}, sealed={"note"})) == []


@isolate_apps("cases")
@pytest.mark.parametrize(
    ("classes", "problem"),
    [
        ({}, "name stands in 0"),
        ({"public": {"name"}, "confidential": {"name"}}, "name stands in 2"),
        ({"public": {"name", "place"}}, "place stands in 2"),
        ({"public": {"name", "nickname"}}, "names nickname, which is no field"),
        ({"sealed": {"name"}}, "SealedField go together"),
        ({"secret": {"name"}}, "name stands in 0"),
    ],
    ids=["forgotten", "twice", "twice over a base", "gone", "sealed without SealedField", "unknown class"],
)
def test_planted_fault_is_found(classes: dict[str, set[str]], problem: str) -> None:
    (found,) = problems_of(name=models.CharField(max_length=9), Privacy=register(**classes))
    assert problem in found


@isolate_apps("cases")
@pytest.mark.parametrize("given", ["public", "internal", "confidential"])
def test_sealed_field_in_another_class_is_found(given: str) -> None:
    (found,) = problems_of(note=SealedField(), Privacy=register(**{given: {"note"}}))
    assert "SealedField go together" in found


@isolate_apps("cases")
def test_forgotten_relation_is_found() -> None:
    """A link to many is a field like any other: who is linked can be the secret."""
    others = models.ManyToManyField("self")
    (found,) = problems_of(others=others, Privacy=register())
    assert "others stands in 0" in found


def test_check_reports_every_problem(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(privacy, "problems", lambda model: iter(["forgotten"] if model.__name__ == "Witness" else []))
    assert [(error.msg, error.id) for error in fields.every_field_has_a_privacy_class()] == [
        ("forgotten", "cases.E001")
    ]
