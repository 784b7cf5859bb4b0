"""The published tables are an island: no relation leads from them to a record, or back."""

from collections.abc import Iterable, Iterator

from django.apps import apps
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.test.utils import isolate_apps

Model = type[models.Model]


def is_published(model: Model) -> bool:
    return model._meta.db_table.startswith("published_")


def bridges(every_model: Iterable[Model]) -> Iterator[str]:
    """Each relation, in either direction, between a published model and another one.

    ``get_fields`` lists hidden reverse relations too; a generic foreign key has no model at its other end.
    """
    for model in every_model:
        for field in model._meta.get_fields(include_hidden=True):
            if not field.is_relation:
                continue
            if field.related_model is None:
                if is_published(model):
                    yield f"{model.__name__}.{field.name} leads anywhere"
            elif is_published(model) != is_published(field.related_model):
                yield f"{model.__name__}.{field.name} leads to {field.related_model.__name__}"


def test_no_relation_leaves_or_reaches_the_island() -> None:
    """A public page cannot follow a relation to a witness."""
    every_model = apps.get_models(include_auto_created=True)
    assert any(is_published(model) for model in every_model)
    assert list(bridges(every_model)) == []


def test_table_names_tell_the_island() -> None:
    """The database grants of the public process and the SQL guard go by the prefix, so it never lies."""
    for model in apps.get_models(include_auto_created=True):
        belongs = model.__module__.split(".")[:2] == ["cases", "published"]
        assert is_published(model) == belongs, f"{model.__name__} has the table {model._meta.db_table}"


@isolate_apps("cases", "django.contrib.contenttypes")
def test_planted_relations_are_found() -> None:
    """A foreign key either way, a many-to-many and a generic foreign key are all seen."""

    class Record(models.Model):
        class Meta:
            app_label = "cases"

        def __str__(self) -> str:
            return "planted"

    class PublishedPlant(models.Model):
        record = models.ForeignKey(Record, models.CASCADE, related_name="+")
        records = models.ManyToManyField(Record, related_name="+")
        kind = models.ForeignKey(ContentType, models.CASCADE, related_name="+")
        anything = GenericForeignKey("kind", "id")

        class Meta:
            app_label = "cases"
            db_table = "published_plant"

        def __str__(self) -> str:
            return "planted"

    class Note(models.Model):
        plant = models.ForeignKey(PublishedPlant, models.CASCADE, related_name="notes")

        class Meta:
            app_label = "cases"

        def __str__(self) -> str:
            return "planted"

    assert {
        "PublishedPlant.record leads to Record",
        "PublishedPlant.records leads to Record",
        "PublishedPlant.kind leads to ContentType",
        "PublishedPlant.anything leads anywhere",
        "PublishedPlant.notes leads to Note",
        "Note.plant leads to PublishedPlant",
    } <= set(bridges([Record, PublishedPlant, Note]))
