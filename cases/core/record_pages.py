"""What a record's staff page offers beside its form: steps, links to related records, sentences of later stages."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise

Action = Callable[..., Any]


@dataclass(frozen=True)
class Step:
    """A button on a record's page: an action that takes the record, and a reason where it needs one.

    ``open_to`` says whether the record's state offers it now; the action itself decides. ``asks`` is the
    action's parameter for a reason: "reason" goes into the audit chain, any other one is the action's to seal.
    ``takes`` are further parameters, each sent by the form of the record's own page under its name.
    """

    name: str
    label: Promise
    action: Action
    open_to: Callable[[Any], bool] = lambda _record: True
    asks: str = ""
    values: tuple[tuple[str, Any], ...] = ()
    takes: tuple[str, ...] = ()

    def arguments(self, posted: Mapping[str, Any]) -> dict[str, Any]:
        """What the action is given beside the record."""
        reason = {self.asks: posted.get("reason", "")} if self.asks else {}
        return {**dict(self.values), **{name: posted.get(name, "") for name in self.takes}, **reason}


@dataclass(frozen=True)
class Related:
    """A link from a record's page to the records that hang on it: their model's name and the field that points back."""

    model: str
    field: str
    label: Promise
    add_label: Promise


@dataclass(frozen=True)
class Panel:
    """What a later stage says about a stored record on its page: a heading and sentences, read anew each time."""

    title: Promise
    sentences: Callable[[Any], list[str]]
