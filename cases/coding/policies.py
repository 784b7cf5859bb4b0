"""Who may code what, and what makes a coded value valid."""

from collections.abc import Mapping, Sequence

from django.db.models import Q
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

from . import rounds
from .models import Act, CodingRound, Passage

OPEN_STATES: Mapping[str, tuple[Status, ...]] = {
    Stream.OWN: (Status.SUBMITTED, Status.REOPENED),
    Stream.PRESS: (Status.DRAFT,),
}
"""The states in which the acts that count are coded."""
REVIEWED_STATES = (
    Status.CODED, Status.RECONCILED, Status.IN_VERIFICATION, Status.VERIFIED, Status.REOPENED,
)  # fmt: skip
"""The states in which a legal reviewer raises an act; what is cleared is opened again first."""


def round_of(user: User, testimony: Testimony) -> CodingRound | None:
    """The round that the user codes now: their open second one, else the reconciliation, else none (the first coding)."""
    if testimony.status == Status.CODED:
        return rounds.round_for(user, testimony)
    return rounds.reconciliation(testimony)


def check_can_code(user: User, testimony: Testimony, coded: CodingRound | None = None) -> None:
    """Raise unless the testimony waits for coding now, in that round, and was not taken by this user."""
    testimony = locked(testimony)
    check_can_work_in(user, testimony.case)
    check_waits_for(user, testimony, coded)
    check_coding_is_allowed([testimony])


def check_waits_for(user: User, testimony: Testimony, coded: CodingRound | None = None) -> None:
    """The part of ``check_can_code`` that asks the testimony alone."""
    if testimony.interviewer_id == user.pk:
        raise NotAllowed(_("Nobody codes their own interview: this step takes somebody else (four eyes)."))
    if coded is not None and coded.kind == CodingRound.Kind.SECOND:
        _check_second_round(user, testimony, coded)
    elif testimony.status not in OPEN_STATES[testimony.stream]:
        raise Refused(
            _("%(code)s is %(status)s: it can be coded only while it is %(open)s.")
            % {
                "code": testimony.code,
                "status": Status(testimony.status).label,
                "open": _(" or ").join(str(state.label) for state in OPEN_STATES[testimony.stream]),
            }
        )


def _check_second_round(user: User, testimony: Testimony, second: CodingRound) -> None:
    if second.testimony_id != testimony.pk:
        raise Refused(_("This second coding is of another testimony: load the page anew."))
    if second.coder_id != user.pk:
        raise NotAllowed(_("This second coding is for somebody else: each coder works alone."))
    if second.finished_at is not None or testimony.status != Status.CODED:
        raise Refused(
            _("The second coding of %(code)s is finished: its codes stay as they are.") % {"code": testimony.code}
        )


def check_can_change(user: User, act: Act) -> None:
    """Raise unless the act is of the coding that is open, and of the round that the user codes."""
    check_can_work_in(user, act.event.case)
    if act.testimony is None:
        return
    if not act.stands and not _is_open_second(act.round):
        raise Refused(_("%(code)s is kept as it was coded: change the act that was settled on.") % {"code": act.code})
    check_can_code(user, act.testimony, act.round if _is_open_second(act.round) else None)


def check_can_change_passage(user: User, passage: Passage) -> None:
    """Raise unless the coding is open in which the words were marked; later, that in which they are cited."""
    check_can_code(user, passage.testimony, passage.round if _is_open_second(passage.round) else None)


def _is_open_second(coded: CodingRound | None) -> bool:
    return coded is not None and coded.kind == CodingRound.Kind.SECOND and coded.finished_at is None


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


def check_all_coded(testimonies: Sequence[Testimony], coded: CodingRound | None = None) -> None:
    """Raise unless each testimony has acts, and each act cites its words: the acts that count, or those of a second
    round. Two statements for every batch."""
    standing = Act.objects.all() if coded is None else Act.in_every_round.filter(round=coded)
    for some in batches(testimonies):
        acts = standing.filter(testimony__in=some)
        with_acts = set(acts.values_list("testimony", flat=True))
        for testimony in some:
            if testimony.pk not in with_acts:
                raise Refused(_("%(code)s has no coded act yet: code at least one.") % {"code": testimony.code})
        bare = acts.exclude(state=Act.State.NOT_ASKED).filter(links=None)
        if bare:
            raise Refused(
                _("%(acts)s cite nothing: give each a passage or a place in a source.")
                % {"acts": ", ".join(act.code for act in bare)}
            )


def check_no_contradiction(testimony: Testimony) -> None:
    """Raise when one category is both present and stated to be absent, of the same person in the same time.

    What is stated absent has no victim: it is said of whoever told it.
    """
    acts = Act.objects.filter(testimony=testimony).select_related("category")
    told = Q(victims__witness=testimony.witness_id) if testimony.witness_id else Q(victims__group=testimony.group_id)
    present = {_of_what(act): act for act in acts.filter(told, state=Act.State.PRESENT)}
    for absent in acts.filter(state=Act.State.STATED_ABSENT):
        if (act := present.get(_of_what(absent))) is not None:
            raise Refused(
                _(
                    "%(category)s is coded as present (%(present)s) and as stated to be absent (%(absent)s) in one time: say which, or give each its period."
                )
                % {"category": act.category.code, "present": act.code, "absent": absent.code}
            )


def _of_what(act: Act) -> tuple[object, ...]:
    return act.raised_from_id or act.category_id, act.situation_id, act.date_earliest, act.date_latest


def check_can_raise(user: User, act: Act, category: AbuseCategory, raise_reason: str) -> None:
    """Raise unless a † code of the act's own family is set, with a reason, on a present act that stands and is coded."""
    check_can_review(user, act)
    if act.raised_from_id is not None:
        raise Refused(_("%(act)s was raised already: take that back first.") % {"act": act.code})
    if act.state != Act.State.PRESENT:
        raise Refused(_("Only an act that is present is raised to a legal finding."))
    if not category.legal_review or category.valid_to is not None:
        raise Refused(_("%(code)s is no † code in use: choose one.") % {"code": category.code}, field="category")
    if category.family_id != act.category.family_id:
        raise Refused(
            _("%(code)s is not of the family %(family)s: choose a † code of that family.")
            % {"code": category.code, "family": act.category.family.code if act.category.family else ""},
            field="category",
        )
    if not raise_reason.strip():
        raise Refused(_("Say why it is a legal finding."), field="raise_reason")


def check_stays_raised(act: Act, category: AbuseCategory, state: str) -> None:
    """Raise when a coder changes what a legal reviewer has set: the category of a raised act, and that it is present."""
    if act.raised_from_id is not None and (category != act.category or state != Act.State.PRESENT):
        raise NotAllowed(
            _("A legal reviewer has raised %(act)s to %(category)s: ask them to take that back first.")
            % {"act": act.code, "category": act.category.code}
        )


def check_can_review(user: User, act: Act) -> None:
    """Raise unless the act stands in a testimony that is coded and not cleared."""
    check_can_work_in(user, act.event.case)
    testimony = act.testimony
    if not act.stands:
        raise Refused(_("%(code)s is kept as it was coded: change the act that was settled on.") % {"code": act.code})
    if testimony is None:
        return
    if testimony.status == Status.CLEARED:
        raise Refused(_("%(code)s is cleared: the verification lead opens it again first.") % {"code": testimony.code})
    if testimony.waits_for_second_coder or testimony.status == Status.DOUBLE_CODED:
        raise Refused(_("Two coders still read %(code)s: raise it once they have settled.") % {"code": testimony.code})
    if testimony.status not in REVIEWED_STATES:
        raise Refused(
            _("%(code)s is %(status)s: a legal reviewer reads it once it is coded.")
            % {"code": testimony.code, "status": Status(testimony.status).label}
        )
