"""Whether we know a person already: by the sound of their name, over the records of one's own cases.

Nothing is indexed: a few surnames cover most Koreans, so any index of names would tell too much. The sealed keys of all
names are opened one after the other and compared; names themselves are opened only where the keys are from older rules.
"""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from cases.accounts.models import User
from cases.core.errors import Refused
from cases.core.records import action, found_by_search, open_column_for_action, open_for_action
from cases.witnesses import names
from cases.witnesses.models import NAME_FIELDS, Identity, Witness


@dataclass(frozen=True)
class Namesake:
    """A record whose name is like the one asked for; ``score`` from ``names.THRESHOLD`` to 1."""

    witness: Witness
    score: float


@action
def find_people(*, by: User, name: str) -> list[Namesake]:
    """The five records of one's cases with the likeliest names, the likest first. Raises Refused for no letters.

    They are shown by code; whoever may not open an identity does not see a name by this either.
    """
    if not names.keys(name):
        raise Refused(_("Type a name, in any of its scripts."))
    return _likest([name], Identity.objects.filter(witness__in=Witness.objects.visible_to(by)))


@action
def find_namesakes(*, by: User, witness: Witness) -> list[Namesake]:
    """The same for the name of a record on file, among all other people."""
    own = Identity.objects.filter(witness=witness).first()
    if own is None:
        found_by_search(0)
        return []
    spelled = [open_for_action(own, name) or "" for name in NAME_FIELDS]
    others = Identity.objects.filter(witness__in=Witness.objects.visible_to(by).exclude(person=witness.person))
    return _likest([name for name in spelled if name], others)


def _likest(wanted: Sequence[str], identities: QuerySet[Identity]) -> list[Namesake]:
    rows = list(identities.exclude(name_keys=None).order_by().values_list("pk", "witness_id", "name_keys"))
    stored = open_column_for_action(Identity, "name_keys", [(key, token) for key, _witness, token in rows])
    known = [(witness, _keys(key, text)) for (key, witness, _token), text in zip(rows, stored, strict=True)]
    best: dict[uuid.UUID, float] = {}
    for name in wanted:
        for candidate in names.best(name, known):
            best[candidate.who] = max(candidate.score, best.get(candidate.who, 0.0))
    likest = sorted(best.items(), key=lambda found: -found[1])[:5]
    witnesses = Witness.objects.select_related("case", "registered_by").in_bulk([key for key, _score in likest])
    found_by_search(len(likest))
    return [Namesake(witnesses[key], score) for key, score in likest]


def _keys(identity: uuid.UUID, stored: str) -> str:
    if (lines := names.current_keys(stored)) is not None:
        return lines
    whole = Identity.objects.get(pk=identity)
    return names.keys_of(open_for_action(whole, name) or "" for name in NAME_FIELDS)
