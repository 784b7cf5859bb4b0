"""Nobody adds a field without saying how private it is."""

import pytest
from django.db import models
from django.test.utils import isolate_apps

from cases.core import privacy


@pytest.mark.parametrize("model", privacy.own_models(), ids=lambda model: model.__name__)
def test_every_field_stands_in_exactly_one_class(model: type[models.Model]) -> None:
    """Public, internal, confidential or sealed: one of them, and sealed exactly for sealed columns."""
    assert list(privacy.problems(model)) == []


@isolate_apps("cases")
def test_unclassified_field_is_found() -> None:
    """The check sees a field that was forgotten, one classed twice, and a class for a field that is gone."""

    class Planted(models.Model):
        phone = models.CharField(max_length=20)
        twice = models.CharField(max_length=20)

        class Meta:
            app_label = "cases"

        class Privacy:
            internal = frozenset({"id", "twice", "gone"})
            confidential = frozenset({"twice"})

        def __str__(self) -> str:
            return "planted"

    found = " ".join(privacy.problems(Planted))
    assert "Planted.phone stands in 0 privacy classes" in found
    assert "Planted.twice stands in 2 privacy classes" in found
    assert "Planted.Privacy names gone" in found
    assert "Planted.id" not in found
