"""Writes on events and labour situations."""

import copy
from decimal import Decimal
from typing import Any, TypedDict, Unpack

from django.utils.translation import gettext as _

from cases.accounts.models import User
from cases.casework.models import Case
from cases.casework.policies import check_can_work_in
from cases.coding import dimensions, situations
from cases.coding.models import Act, Event, LabourSituation
from cases.core.errors import Refused
from cases.core.partial_dates import PartialDate
from cases.core.records import action, fill, locked, remove, write
from cases.vocabulary.models import AbuseCategory, Place, Sector
from cases.witnesses.models import Group, Witness


class EventValues(TypedDict, total=False):
    parent: Event | None
    setting: AbuseCategory | None
    date: PartialDate
    place: Place | None
    place_as_said: str
    summary: str


class SituationValues(TypedDict, total=False):
    is_main: bool
    date: PartialDate
    sector: Sector | None
    task: str
    employers: str
    channel: str
    place: Place | None
    place_as_said: str
    hours_min: Decimal | None
    hours_max: Decimal | None
    hours_basis: str
    days_off_per_month: Decimal | None
    gross_pay: Decimal | None
    kept_pay: Decimal | None
    pay_currency: str
    pay_per: str
    pay_taken_by: str
    papers_held_by: str


@action
def describe_event(*, by: User, case: Case, **values: Unpack[EventValues]) -> Event:
    """Record what happened, as precisely as it is known."""
    check_can_work_in(by, case)
    return write(new_event(case, values))


@action
def edit_event(*, by: User, event: Event, **values: Unpack[EventValues]) -> Event:
    """Change an event."""
    event = locked(event)
    check_can_work_in(by, event.case)
    fill(event, values)
    _check_event(event)
    return write(event)


@action
def describe_labour_situation(
    *,
    by: User,
    case: Case,
    witness: Witness | None = None,
    group: Group | None = None,
    **values: Unpack[SituationValues],
) -> LabourSituation:
    """Record one person's or group's work in one period; its public values are derived at once."""
    check_can_work_in(by, case)
    situations.check_can_describe(witness, values)
    return write(new_situation(case, witness, group, values))


@action
def edit_labour_situation(
    *, by: User, situation: LabourSituation, **values: Unpack[SituationValues]
) -> LabourSituation:
    """Change a labour situation; its public values are derived anew. What was verified is not changed any more."""
    situation = locked(situation)
    check_can_work_in(by, situation.case)
    stored = copy.copy(situation)
    _fill_situation(situation, dict(values))
    situations.check_can_change(stored, situation)
    return write(situation)


def new_event(case: Case, values: EventValues) -> Event:
    """An event, checked and filled, not yet stored."""
    event = Event(case=case)
    fill(event, values)
    _check_event(event)
    return event


def drop_if_bare(event: Event) -> None:
    """Take away an event that the coding page made by itself, once no act is part of it any more."""
    described = event.parent_id or event.setting_id or event.place_id or event.place_as_said or event.summary
    used = Act.in_every_round.filter(event=event).exists() or Event.objects.filter(parent=event).exists()
    if not described and not event.date and not used:
        remove(event, fields=["case"])


def new_situation(case: Case, witness: Witness | None, group: Group | None, values: SituationValues) -> LabourSituation:
    """A labour situation with its public values, checked and filled, not yet stored."""
    if any(worker is not None and worker.case_id != case.pk for worker in (witness, group)):
        raise Refused(_("This person belongs to another case: choose one of %(case)s.") % {"case": case.code})
    situation = LabourSituation(case=case, witness=witness, group=group)
    _fill_situation(situation, dict(values))
    return situation


def _check_event(event: Event) -> None:
    if event.setting is not None and event.setting.facet != AbuseCategory.Facet.SETTING:
        raise Refused(_("%(code)s is not a forced-labour setting: choose one of FLT.") % {"code": event.setting.code})
    _check_parent(event)


def _check_parent(event: Event) -> None:
    """Raise unless what an event is part of is of the same case, has the same setting if any, and is no part of it."""
    if event.parent is not None and event.parent.case_id != event.case_id:
        raise Refused(_("%(code)s belongs to another case.") % {"code": event.parent.code})
    above = event.parent
    while above is not None:
        if above.pk == event.pk:
            raise Refused(_("%(code)s is part of this event: choose another one.") % {"code": event.parent})
        above = above.parent
    beside = [event.parent] if event.parent is not None else []
    for other in [*beside, *Event.objects.filter(parent=event).select_related("setting")]:
        if event.setting is not None and other.setting is not None and event.setting != other.setting:
            raise Refused(
                _(
                    "%(code)s has the setting %(other)s, and this event %(setting)s: a part has the setting of the whole, or none."
                )
                % {"code": other.code, "other": other.setting.code, "setting": event.setting.code},
                field="setting",
            )


def _fill_situation(situation: LabourSituation, values: dict[str, Any]) -> None:
    fill(situation, values)
    place = situation.place
    situation.public_area = dimensions.area(place.public_area if place else None)
    situation.public_period = dimensions.period(situation.date_earliest, situation.date_latest)
    situation.public_hours = dimensions.hours(situation.hours_min, situation.hours_max)
    situation.public_pay_withheld = dimensions.pay_withheld(situation.gross_pay, situation.kept_pay)
