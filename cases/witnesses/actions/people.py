"""Writes on witnesses and groups."""

from typing import TypedDict, Unpack

from cases.accounts.models import User
from cases.casework.models import Case
from cases.casework.policies import check_can_work_in
from cases.core.records import action, fill, locked, write
from cases.witnesses.models import Group, Witness


class WitnessValues(TypedDict, total=False):
    stream: str
    sex: str
    sex_basis: str
    age_band: str
    press_alias: str
    alias_status: str
    note: str


class GroupValues(TypedDict, total=False):
    count_min: int | None
    count_max: int | None
    count_basis: str
    description: str


@action
def register_witness(*, by: User, case: Case, **values: Unpack[WitnessValues]) -> Witness:
    """Open the record of a person, under a new internal code."""
    check_can_work_in(by, case)
    return write(new_witness(Witness(case=case, registered_by=by), values))


@action
def edit_witness(*, by: User, witness: Witness, **values: Unpack[WitnessValues]) -> Witness:
    """Change what is known about a person; the stream stays, since it decides whose key seals the record."""
    witness = locked(witness)
    check_can_work_in(by, witness.case)
    fill(witness, {name: value for name, value in values.items() if name != "stream"})
    return write(witness)


@action
def register_group(*, by: User, case: Case, **values: Unpack[GroupValues]) -> Group:
    """Open the record of people who are not told apart."""
    check_can_work_in(by, case)
    group = Group(case=case)
    fill(group, values)
    return write(group)


@action
def edit_group(*, by: User, group: Group, **values: Unpack[GroupValues]) -> Group:
    """Change a group's number or description."""
    group = locked(group)
    check_can_work_in(by, group.case)
    fill(group, values)
    return write(group)


def new_witness(witness: Witness, values: WitnessValues) -> Witness:
    """A person's row, filled, not yet stored."""
    witness.stream, witness.person = values.get("stream", witness.stream), witness.uuid
    fill(witness, values)
    return witness
