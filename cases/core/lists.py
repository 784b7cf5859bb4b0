"""Lists of records that stay quick however many there are: they count up to a number, and read no sealed column."""

from typing import Any

from django.contrib.admin.views.main import ChangeList
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.functional import cached_property

from .fields import sealed_columns

COUNTED = 1000
"""Nobody turns twenty pages: whoever looks for more filters or searches. Counting all of 100,000 takes longer than
reading the page."""


class ShortPaginator(Paginator[Any]):
    """Pages of the first ``COUNTED`` records; ``has_more`` says that there are others."""

    @cached_property
    def _found(self) -> int:
        records: Any = self.object_list
        return int(records.order_by()[: COUNTED + 1].count())

    @cached_property
    def count(self) -> int:
        return min(self._found, COUNTED)

    @property
    def has_more(self) -> bool:
        return self._found > COUNTED

    @property
    def counted(self) -> int:
        """How far it counts."""
        return COUNTED


class RecordList(ChangeList):
    """A list shows codes, never content: sealed columns stay in the database."""

    def get_queryset(self, request: HttpRequest, exclude_parameters: Any = None) -> QuerySet[Any]:
        found: QuerySet[Any] = super().get_queryset(request, exclude_parameters)
        return found.defer(*sealed_columns(self.model))
