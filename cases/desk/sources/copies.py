"""Who copied whom: the chain of a source up to its root, its own copies, and text that it shares with others."""

import uuid
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cases.accounts.models import User
from cases.intake.models import Source
from cases.intake.repeats import KnownText


@dataclass(frozen=True)
class Chain:
    """What a source was copied from, the nearest first; and what was copied from it, each with how many steps away."""

    origins: list[Source]
    copies: list[tuple[int, Source]]

    @property
    def root(self) -> Source | None:
        """Where the copying began, as far as it is known and seen; None for a source that is no copy."""
        return self.origins[-1] if self.origins else None

    @property
    def keys(self) -> set[uuid.UUID]:
        """Every other source of the chain."""
        return {source.pk for source in [*self.origins, *(copy for _steps, copy in self.copies)]}


@dataclass(frozen=True)
class Shared:
    """Lines that stand in another source too. ``known`` when one is already registered as a copy of the other."""

    source: Source
    count: int
    known: bool

    @property
    def sentence(self) -> str:
        """What it means, and what to do."""
        shares = ngettext(
            "Shares %(count)s paragraph with %(code)s: ", "Shares %(count)s paragraphs with %(code)s: ", self.count
        ) % {"count": self.count, "code": self.source.code}
        if self.known:
            return shares + _("they are registered as copies of one root.")
        return shares + _("perhaps copied. Compare them, and say so under “copied from” if it is.")


def chain_of(source: Source, user: User) -> Chain:
    """The chain among the sources that the user sees. One statement; sources that name each other in a ring end it."""
    seen = {one.pk: one for one in Source.objects.visible_to(user).defer("text")}
    up, key = list[Source](), source.derived_from_id
    while key in seen and key != source.pk and seen[key] not in up:
        up.append(seen[key])
        key = seen[key].derived_from_id
    down = list[tuple[int, Source]]()
    level, steps = {source.pk}, 1
    while found := [one for one in seen.values() if one.derived_from_id in level and one.pk != source.pk]:
        fresh = [one for one in found if all(one != copy for _steps, copy in down)]
        down += [(steps, one) for one in fresh]
        level, steps = {one.pk for one in fresh}, steps + 1
    return Chain(up, down)


def shared_of(text: KnownText, others: list[tuple[Source, str]], chain: Chain) -> list[Shared]:
    """What a text shares with each of the others, the most first. A paragraph printed twice counts once."""
    found = []
    for source, other in others:
        lines = {origin for block in text.shared_with(other) for _number, origin in block.pairs}
        if lines:
            found.append(Shared(source, len(lines), source.pk in chain.keys))
    return sorted(found, key=lambda one: (-one.count, one.source.code))
