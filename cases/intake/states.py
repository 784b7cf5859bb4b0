"""The states of a testimony: one table of every transition, who makes it, and who must be somebody else.

The diagram in docs/states.md is drawn from this table and compared by `make check`.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cases.core.errors import Refused
from cases.core.permissions import Role
from cases.witnesses.models import Stream

from .models import Status

OWN, PRESS = Stream.OWN, Stream.PRESS
ANY = tuple(Status)
NOT_WITHDRAWN = tuple(status for status in Status if status != Status.WITHDRAWN)
_CODERS = (Role.CODER, Role.LEAD)


@dataclass(frozen=True)
class Transition:
    """One arrow. ``not_by`` names the earlier steps whose doer may not make this one (four eyes by user id)."""

    sources: Sequence[Status]
    target: Status
    roles: Sequence[Role]
    condition: Promise
    not_by: Sequence[str] = ()
    streams: Sequence[str] = (OWN,)
    works: bool = True


TRANSITIONS = (
    Transition((Status.DRAFT, Status.RETURNED), Status.SUBMITTED, (Role.INTERVIEWER,), _("consent and risk recorded")),
    Transition((Status.SUBMITTED, Status.REOPENED), Status.RETURNED, _CODERS, _("a reason"), ("interviewer",)),
    Transition((Status.SUBMITTED, Status.REOPENED), Status.CODED, _CODERS, _("every coded value cites a passage or source"), ("interviewer",)),
    Transition((Status.DRAFT,), Status.CODED, _CODERS, _("every coded value cites a passage or source"), streams=(PRESS,)),
    Transition((Status.CODED,), Status.IN_VERIFICATION, (Role.LEAD,), _("not chosen for double coding"), ("interviewer", "coded_by")),
    Transition((Status.IN_VERIFICATION,), Status.VERIFIED, (Role.LEAD,), _("both grades, contrary information and a level"), ("interviewer", "coded_by")),
    Transition((Status.CODED,), Status.VERIFIED, (Role.LEAD,), _("both grades, contrary information and a level"), ("coded_by",), (PRESS,)),
    Transition((Status.VERIFIED,), Status.CLEARED, (Role.DPO,), _("S2 in force, risk in date, public dimensions filled"), ("verified_by",)),
    Transition((Status.CODED,), Status.DOUBLE_CODED, (Role.CODER,), _("blind, by a second coder"), ("interviewer", "coded_by")),
    Transition((Status.DOUBLE_CODED,), Status.RECONCILED, _CODERS, _("third person, or both coders together"), ("interviewer",)),
    Transition((Status.RECONCILED,), Status.IN_VERIFICATION, (Role.LEAD,), _("reconciled"), ("interviewer", "coded_by")),
    Transition((Status.VERIFIED, Status.CLEARED), Status.REOPENED, (Role.LEAD,), _("a reason; counts from the next series")),
    # What follows is refused until its issue builds it.
    Transition((Status.IN_VERIFICATION,), Status.COULD_NOT_VERIFY, (Role.LEAD,), _("grades and reason"), ("interviewer", "coded_by"), works=False),
    Transition((Status.IN_VERIFICATION,), Status.FALSE, (Role.LEAD,), _("grades and reason"), ("interviewer", "coded_by"), works=False),
    Transition((Status.VERIFIED,), Status.LEGAL_REVIEWED, (Role.LEGAL,), _("† codes, actors, petitions"), works=False),
    Transition((Status.LEGAL_REVIEWED,), Status.CLEARED, (Role.DPO,), _("S2 in force, risk in date, public dimensions filled"), ("verified_by",), works=False),
    Transition((Status.CLEARED,), Status.IN_RELEASE, (Role.LEAD, Role.DPO), _("two approvals, disclosure test passed"), works=False),
    Transition(ANY, Status.ON_HOLD, tuple(Role), _("safety; lifting needs DPO and lead"), streams=(OWN, PRESS), works=False),
    Transition(NOT_WITHDRAWN, Status.WITHDRAWN, (Role.DPO,), _("on the person's word")),
    Transition(ANY, Status.DUPLICATE, _CODERS, _("proposed by a coder, confirmed by a verifier"), streams=(OWN, PRESS), works=False),
)  # fmt: skip


def find(source: str, target: str, stream: str) -> Transition | None:
    """The arrow from one state to another for a stream, if the table has it."""
    fits = (t for t in TRANSITIONS if source in t.sources and t.target == target and stream in t.streams)
    return next(fits, None)


def transition(source: str, target: str, stream: str) -> Transition:
    """The arrow, or Refused with what is possible instead."""
    found = find(source, target, stream)
    if found is not None and found.works:
        return found
    possible = [t.target for t in TRANSITIONS if t.works and source in t.sources and stream in t.streams]
    raise Refused(
        gettext("“%(source)s” cannot become “%(target)s”; from here it can become: %(possible)s.")
        % {
            "source": Status(source).label,
            "target": Status(target).label,
            "possible": ", ".join(str(status.label) for status in possible) or gettext("nothing yet"),
        }
    )


def diagram() -> str:
    """The table as a Mermaid state diagram; arrows from every state are drawn from ``any``."""
    lines = ["stateDiagram-v2", "    [*] --> draft"]
    for t in TRANSITIONS:
        sources = ["any"] if t.sources in (ANY, NOT_WITHDRAWN) else t.sources
        roles = ", ".join(role.value for role in t.roles) if len(t.roles) < len(Role) else "anyone"
        streams = "" if len(t.streams) == 2 else f" [{t.streams[0]}]"
        later = "" if t.works else " (later)"
        lines += [f"    {source} --> {t.target.value}: {roles}{streams}{later}" for source in sources]
    return "\n".join(lines) + "\n"
