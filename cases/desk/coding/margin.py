"""The acts beside the text, put together here and not by a template: a testimony can have hundreds. Words are escaped."""

import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from html import escape
from typing import NamedTuple

from django.utils.functional import cached_property
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cases.coding.models import Confidence

from .acts import ShownAct, part_of
from .texts import SOURCE, Text

BUTTON = (
    '<button type="submit" form="desk" name="{}" value="{}" class="coding-small">{}'
    '<span class="visually-hidden"> {}</span></button>'
)
ITEM = '<li id="{}"{}><p class="coding-act"><strong>{}</strong> <span>{}</span></p>{}{}'
OPENED = mark_safe(' class="is-open"')


class Beside(NamedTuple):
    """One act in the margin. ``drawn`` begins the item of its list, which the page ends behind the form with which the
    act is changed, where that is ``opened``."""

    shown: ShownAct
    opened: bool
    drawn: SafeString


@dataclass(frozen=True)
class Margin:
    """How acts are drawn: with the names of those who had a part, and without buttons where nothing can be coded."""

    names: Mapping[uuid.UUID, str]
    opened_act: str = ""
    locked: bool = False

    def beside(self, shown: ShownAct, text: Text | None) -> Beside:
        """One act at the text in which its first words stand; None for one that stands beside no words."""
        key, name, where = str(shown.pk), escape(shown.name), self._where(shown, text)
        opened, told = key == self.opened_act, escape(_told(shown, where))
        parts = self._parts(shown, opened=opened) if shown.involvements else ""
        buttons = "" if self.locked else self._buttons(key, f"{name}, {escape(where)}", opened=opened)
        item = ITEM.format(shown.code, OPENED if opened else "", name, told, parts, buttons)
        return Beside(shown, opened, mark_safe(item))  # noqa: S308  (each part is escaped)

    def _parts(self, shown: ShownAct, *, opened: bool) -> SafeString:
        """Who had a part, each with its button while the act is changed."""
        drawn = []
        for row in shown.involvements:
            part = part_of(row, self.names)
            button = (
                format_html(BUTTON, "uninvolve", row.pk, _("Take away"), part) if opened and not self.locked else ""
            )
            drawn.append((part, button))
        return format_html_join("", '<p class="coding-part"><bdi>{}</bdi> {}</p>', drawn)

    def _buttons(self, key: str, of_what: str, *, opened: bool) -> str:
        """To change it and to take it back; ``of_what`` is escaped already."""
        change = "" if opened else BUTTON.format("open", key, self._to_change, of_what)
        take_back = BUTTON.format("take_back", key, self._to_take_back, of_what)
        return f'<p class="coding-do">{change}{take_back}</p>'

    def _where(self, shown: ShownAct, text: Text | None) -> str:
        """In the reader's words: "sentences 5, 8"; of a source, as it is cited."""
        if text is None or text.name == SOURCE:
            return ", ".join(shown.locators)
        own = [spot for spot in shown.spots if spot.text == text.name]
        numbers = sorted({sentence.number for spot in own for sentence in text.sentences_at(spot.start, spot.end)})
        return self._sentences(len(numbers)) % {"numbers": ", ".join(map(str, numbers))}

    @cached_property
    def _sentences(self) -> Callable[[int], str]:
        """How so many sentences are named, looked up once for each number."""
        return cache(lambda number: ngettext("sentence %(numbers)s", "sentences %(numbers)s", number))

    @cached_property
    def _to_change(self) -> str:
        return escape(_("Change"))

    @cached_property
    def _to_take_back(self) -> str:
        return escape(_("Take back"))


def _told(shown: ShownAct, where: str) -> str:
    """Code, place, other victims, how sure, and whether there is a note."""
    told = [shown.category.code, where, *(_("to %(code)s") % {"code": code} for code in shown.others)]
    if shown.confidence:
        told.append(_("sure: %(confidence)s") % {"confidence": Confidence(shown.confidence).label})
    if shown.has_note:
        told.append(_("note"))
    return " · ".join(one for one in told if one)
