"""Who may code what, and what makes a coded value valid."""

from collections.abc import Sequence

from django.utils import timezone
from django.utils.translation import gettext as _

from cases.accounts.models import User
from cases.casework.models import Case
from cases.casework.policies import check_can_work_in
from cases.core.batches import batches
from cases.core.errors import NotAllowed, Refused
from cases.core.permissions import Role
from cases.core.records import locked
from cases.intake.models import Source, Status, Testimony
from cases.vocabulary.models import AbuseCategory
from cases.witnesses import consent
from cases.witnesses.models import Group, Scope, Stream, Witness

from .models import Act, Passage


def check_can_code(user: User, testimony: Testimony) -> None:
    """Raise unless the testimony waits for coding now and was not taken by this user."""
    testimony = locked(testimony)
    check_can_work_in(user, testimony.case)
    check_waits_for(user, testimony)
    check_coding_is_allowed([testimony])


def check_waits_for(user: User, testimony: Testimony) -> None:
    """The part of ``check_can_code`` that asks the testimony alone."""
    if testimony.interviewer_id == user.pk:
        raise NotAllowed(_("Nobody codes their own interview: this step takes somebody else (four eyes)."))
    open_state = Status.SUBMITTED if testimony.stream == Stream.OWN else Status.DRAFT
    if testimony.status != open_state:
        raise Refused(
            _("%(code)s is %(status)s: it can be coded only while it is %(open)s.")
            % {"code": testimony.code, "status": Status(testimony.status).label, "open": open_state.label}
        )


def check_coding_is_allowed(testimonies: Sequence[Testimony]) -> None:
    """Raise when a person of our own interviews does not allow internal coding (S1) now. A few statements for any number."""
    told = {testimony.witness_id: testimony for testimony in testimonies if testimony.stream == Stream.OWN}
    days = {witness: timezone.localdate() for witness in told if witness is not None}
    refused = days.keys() - consent.who_allows(Scope.S1, days)
    for witness in refused:
        raise Refused(_("%(code)s: consent S1 (internal coding) is not in force.") % {"code": told[witness].code})


def check_category(user: User, category: AbuseCategory, state: str, note: str) -> None:
    """Raise for a code that is retired, derived, for a legal reviewer, or needs a description."""
    if category.valid_to is not None:
        raise Refused(_("%(code)s is retired: use the code that replaced it.") % {"code": category.code})
    if not category.selectable or category.facet != AbuseCategory.Facet.ACT:
        raise Refused(_("%(code)s is not an act: choose the act that was done.") % {"code": category.code})
    if category.legal_review and Role.LEGAL not in user.role_set:
        raise NotAllowed(
            _("† %(code)s is a legal finding: code its plain neighbour, a legal reviewer may raise it.")
            % {"code": category.code}
        )
    if category.describe and state == Act.State.PRESENT and not note.strip():
        raise Refused(_("%(code)s needs a note that describes the act.") % {"code": category.code})


def check_support(
    state: str, testimony: Testimony | None, passages: Sequence[Passage], source: Source | None, locator: str
) -> None:
    """Raise unless the value cites what the rule asks: at least one passage or source, none for "not asked"."""
    cited = bool(passages) or source is not None
    if state == Act.State.NOT_ASKED and cited:
        raise Refused(_("“Not asked” cites nothing: take the passage away."))
    if state != Act.State.NOT_ASKED and not cited:
        raise Refused(_("Every coded value cites its words: mark a passage or name the place in a source."))
    if source is not None and not locator.strip():
        raise Refused(_("Say where in the source it stands."))
    if any(passage.testimony_id != getattr(testimony, "pk", None) for passage in passages):
        raise Refused(_("A passage of another testimony was chosen: choose passages of this one."))


def check_victims(case: Case, state: str, victims: Sequence[Witness | Group]) -> None:
    """Raise for a victim of another case, or victims of an act that is not present."""
    if victims and state != Act.State.PRESENT:
        raise Refused(_("Only an act that is present has victims."))
    if any(victim.case_id != case.pk for victim in victims):
        raise Refused(_("A victim of another case was chosen: choose people of %(case)s.") % {"case": case.code})


def check_all_coded(testimonies: Sequence[Testimony]) -> None:
    """Raise unless each testimony has acts, and each act cites its words. Two statements for every batch."""
    for some in batches(testimonies):
        acts = Act.objects.filter(testimony__in=some)
        coded = set(acts.values_list("testimony", flat=True))
        for testimony in some:
            if testimony.pk not in coded:
                raise Refused(_("%(code)s has no coded act yet: code at least one.") % {"code": testimony.code})
        bare = acts.exclude(state=Act.State.NOT_ASKED).filter(links=None)
        if bare:
            raise Refused(
                _("%(acts)s cite nothing: give each a passage or a place in a source.")
                % {"acts": ", ".join(act.code for act in bare)}
            )
