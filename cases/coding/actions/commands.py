"""Writes on command links: one actor over another, for a time, and what this rests on."""

from typing import TypedDict, Unpack

from django.utils.translation import gettext as _

from cases.accounts.models import User
from cases.casework.models import Case
from cases.coding import structure
from cases.coding.models import Actor, CommandLink, Passage
from cases.core.errors import Refused
from cases.core.partial_dates import PartialDate
from cases.core.records import action, fill, locked, write
from cases.intake.models import Source

from .actors import work_on_structure

Basis = CommandLink.Basis


class CommandValues(TypedDict, total=False):
    date: PartialDate
    source: Source | None
    locator: str
    passage: Passage | None
    confidence: str
    note: str


@action
def link_command(
    *, by: User, superior: Actor, subordinate: Actor, basis: str, **values: Unpack[CommandValues]
) -> CommandLink:
    """Say that one actor stood over another, and what this rests on. Its date is the time; none means not known.

    Of an actor that was merged, the link is that of the actor it is known as.
    """
    case = work_on_structure(by, superior.case)
    over, under = locked(superior).known_as, locked(subordinate).known_as
    link = CommandLink(superior=over, subordinate=under, basis=basis)
    return _store(case, link, values)


@action
def edit_command_link(
    *,
    by: User,
    command_link: CommandLink,
    superior: Actor | None = None,
    subordinate: Actor | None = None,
    basis: str = "",
    **values: Unpack[CommandValues],
) -> CommandLink:
    """Change a command link; what is not given stays."""
    case = work_on_structure(by, command_link.superior.case)
    link = locked(command_link)
    if superior is not None and superior.pk != link.superior_id:
        link.superior = superior.known_as
    if subordinate is not None and subordinate.pk != link.subordinate_id:
        link.subordinate = subordinate.known_as
    link.basis = basis or link.basis
    return _store(case, link, values)


def _store(case: Case, link: CommandLink, values: CommandValues) -> CommandLink:
    _check_is_of_case(case, link, values)
    if "note" in values:
        values["note"] = values["note"].strip()
    fill(link, values)
    _check_basis(link)
    rows = [*structure.of_case(case, without=link), structure.of_command(link)]
    structure.check_no_circle(rows, structure.places(case), link.superior_id)
    return write(link)


def _check_is_of_case(case: Case, link: CommandLink, values: CommandValues) -> None:
    source, passage = values.get("source"), values.get("passage")
    rows = [
        ("superior", link.superior, link.superior.case_id),
        ("subordinate", link.subordinate, link.subordinate.case_id),
        ("source", source, source.case_id if source else case.pk),
        ("passage", passage, passage.testimony.case_id if passage else case.pk),
    ]
    for field, row, case_of in rows:
        if row is not None and case_of != case.pk:
            raise Refused(_("%(code)s belongs to another case.") % {"code": row.code}, field=field)
    if link.subordinate_id == link.superior_id:
        raise Refused(_("Nobody commands themselves: choose two actors."), field="subordinate")


def _check_basis(link: CommandLink) -> None:
    """Raise unless the link cites what its basis asks for."""
    if link.source is not None and not link.locator.strip():
        raise Refused(_("Say where in the source it stands."), field="locator")
    if link.source is None and link.locator.strip():
        raise Refused(_("Choose the source in which this place is."), field="source")
    if link.basis == Basis.SAID and link.passage is None and link.source is None:
        raise Refused(_("What a witness said cites it: name the passage, or the place in a source."), field="passage")
    if link.basis in (Basis.DOCUMENT, Basis.LAW) and link.source is None:
        raise Refused(_("Choose the document or law that says so, and the place in it."), field="source")
    if link.basis == Basis.INFERRED and link.note is None:
        raise Refused(_("Say in the note from what this is inferred."), field="note")
