"""The register of figures that were said outside a release: written, and never changed."""

import datetime as dt

from django.utils.translation import gettext as _

from cases.accounts.models import User
from cases.core.errors import Refused
from cases.core.records import action, fill, write
from cases.releases import outgoing
from cases.releases.models import OutgoingFigure


@action
def register_outgoing_figure(
    *,
    by: User,
    figure: int,
    counts: str,
    recipient: str,
    said_on: dt.date,
    channel: str,
    d1: str = "",
    v1: str = "",
    d2: str = "",
    v2: str = "",
    said_anyway: bool = False,
    why: str = "",
) -> OutgoingFigure:
    """Record a figure that was or will be said to somebody, and how it stands to what is public on that day.

    ``d1`` to ``v2`` name the published cell that counts the same people (``outgoing.standing``).
    Raises Refused when the figure is not a published one, unless ``said_anyway`` with a reason; and when it is not
    said what it counts, or to whom.
    """
    _check_said(counts, recipient)
    cell = (d1, v1, d2, v2)
    if d2 and not d1:
        raise Refused(_("Choose the first value before the second."), field="cell_1")
    standing, release = outgoing.standing(figure, *cell, on=said_on)
    if standing != outgoing.Standing.PUBLISHED:
        _check_knowingly(cell, said_anyway, why)
    else:
        said_anyway, why = False, ""
    entry = OutgoingFigure(figure=figure, said_on=said_on, channel=channel, d1=d1, v1=v1, d2=d2, v2=v2, said_by=by)
    entry.standing, entry.release, entry.said_anyway = standing, release, said_anyway
    fill(entry, {"counts": counts.strip(), "recipient": recipient.strip(), "why": why.strip()})
    return write(entry)


def _check_said(counts: str, recipient: str) -> None:
    if not counts.strip():
        raise Refused(_("Say in a few words what the figure counts."), field="counts")
    if not recipient.strip():
        raise Refused(_("Say to whom it was or will be said."), field="recipient")


def _check_knowingly(cell: tuple[str, str, str, str], said_anyway: bool, why: str) -> None:
    """The sentence never says how far the figure is from anything: staff could ask their way to the true one."""
    if not said_anyway:
        found = outgoing.published(*cell)
        if found is None:
            raise Refused(
                _(
                    "This figure is not published, and no release shows one for it: an exact number that was said once "
                    "tells for certain what the blur hides, of every release, and cannot be taken back. Say none; or "
                    "tick the box below and say why it must be said."
                ),
                field="figure",
            )
        raise Refused(
            _(
                "This figure is not published: an exact number that was said once tells for certain what the blur hides, "
                "of every release, and cannot be taken back. Say the published one, about %(value)s (release "
                "%(release)s); or tick the box below and say why this one must be said."
            )
            % {"value": found.value, "release": found.release},
            field="figure",
        )
    if not why.strip():
        raise Refused(_("Say why a figure that is not published was or must be said."), field="why")
