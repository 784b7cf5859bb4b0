"""The queue of days: what people allowed and the risk to them when it runs out, follow-ups, withdrawals, offers."""

import datetime as dt
from collections.abc import Iterator

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cases.casework.admin.follow_ups import SOON, due_in_words, of_own
from cases.casework.models import Assignment, FollowUp
from cases.core import permissions
from cases.core.rights import Role, Section
from cases.desk.withdrawal.lines import DECISION_WITHIN
from cases.witnesses import minors
from cases.witnesses.models import Consent, ConsentScope, RiskAssessment, Stream, Withdrawal

from .groups import Group, Records, Row, ends, few, list_of, page_of, since, until
from .reader import Reader

NEAR = dt.timedelta(days=30)
"""What ends within so many days stands in the queue, and for so long after it has ended."""


def follow_ups(reader: Reader) -> Iterator[Group]:
    """Tasks of one's own that are overdue or due within a week."""
    if permissions.may_look(reader.user, Section.FOLLOW_UP):
        due = of_own(reader.user).filter(due_on__lte=reader.today + SOON).select_related("case")
        found = few(due.only("code", "kind", "due_on", "done_at", "case__code").order_by("due_on", "code"))
        rows = [
            Row(
                task.code, f"{task.get_kind_display()}, {task.case.code}", due_in_words(task, reader.today), page_of(task),
                late=task.due_on < reader.today,
            )
            for task in found
        ]  # fmt: skip
        yield Group("follow_ups", _("Follow-ups due"), rows, list_of(FollowUp))


def offered(reader: Reader) -> Iterator[Group]:
    """Work that somebody offers: it waits for an answer."""
    found = Assignment.objects.visible_to(reader.user).filter(given_to=reader.user, state=Assignment.State.OFFERED)
    some = few(found.select_related("case", "given_by").order_by("due_on", "code"))
    yield Group("offered", _("Offered to you: accept or reject"), [_assignment(reader, one) for one in some])


def accepted(reader: Reader) -> Iterator[Group]:
    """Accepted work that stands in no other group."""
    shown_elsewhere = (Assignment.Task.CODE, Assignment.Task.VERIFY, Assignment.Task.CLEAR)
    rows = [_assignment(reader, one) for one in reader.accepted if one.task not in shown_elsewhere]
    yield Group("accepted", _("Work that you accepted"), rows)


def unsigned_minors(reader: Reader) -> Iterator[Group]:
    """Consents of people under 18 which nobody has signed; nobody signs the one they took."""
    if reader.may("witnesses.sign_for_minor"):
        waiting = minors.waiting(reader.user).exclude(explained_by=reader.user).select_related("witness")
        found = few(waiting.only("code", "created_at", "witness__code").order_by("created_at"))
        rows = [Row(one.code, one.witness.code, since(one.created_at), page_of(one)) for one in found]
        yield Group("unsigned_minors", _("Consents of minors to sign"), rows)


def consents(reader: Reader) -> Iterator[Group]:
    """Purposes that end, and consents to be looked at again, of people whose consent the reader records."""
    if reader.may("witnesses.record_consent"):
        lines = [
            (one.review_on, one, gettext("look at it again"), until) for one in _to_review(reader) if one.review_on
        ]
        lines += [(one.expires_on, one.consent, one.scope, ends) for one in _ending_purposes(reader) if one.expires_on]
        rows = [
            Row(one.code, f"{one.witness.code}, {what}", in_words(day, reader.today), page_of(one), day < reader.today)
            for day, one, what, in_words in sorted(lines, key=lambda line: (line[0], line[1].code))
        ]
        yield Group("consents", _("Consents that end or are to be looked at again"), rows)


def _to_review(reader: Reader) -> list[Consent]:
    newest = Consent.objects.visible_to(reader.user).filter(~_replaced("witness__person"))
    near = _of_people(reader, newest, "witness").filter(review_on__range=_near(reader)).select_related("witness")
    return few(near.only("code", "review_on", "witness__code").order_by("review_on"))


def _ending_purposes(reader: Reader) -> list[ConsentScope]:
    allowed = ConsentScope.objects.visible_to(reader.user).filter(answer=ConsentScope.Answer.YES)
    newest = allowed.filter(~_replaced("consent__witness__person", "consent__"))
    near = _of_people(reader, newest, "consent__witness").filter(expires_on__range=_near(reader))
    some = near.select_related("consent__witness").order_by("expires_on")
    return few(some.only("scope", "expires_on", "consent__code", "consent__witness__code"))


def risks(reader: Reader) -> Iterator[Group]:
    """Assessments that run out: afterwards nothing of the person's leaves the office."""
    if not reader.may("witnesses.assess_risk"):
        return
    newer = RiskAssessment.objects.filter(
        witness__person=OuterRef("witness__person"), product_uuid=None, valid_until__gt=OuterRef("valid_until")
    )
    ending = _of_people(reader, RiskAssessment.objects.visible_to(reader.user), "witness").filter(
        ~Exists(newer), product_uuid=None, valid_until__range=_near(reader)
    )
    found = few(
        ending.select_related("witness").only("code", "level", "valid_until", "witness__code").order_by("valid_until")
    )
    rows = [
        Row(
            one.code, f"{one.witness.code}, {one.get_level_display()}", ends(one.valid_until, reader.today),
            page_of(one), late=one.valid_until < reader.today,
        )
        for one in found
    ]  # fmt: skip
    yield Group("risks", _("Risk assessments that run out"), rows)


def withdrawals(reader: Reader) -> Iterator[Group]:
    """People who took everything back: erase or seal, by a day."""
    if reader.may("desk.erase_person"):
        open_ones = Withdrawal.objects.visible_to(reader.user).filter(whole=True, decision="").select_related("witness")
        rows = []
        for one in few(open_ones.only("code", "received_on", "witness__code").order_by("received_on")):
            day = one.received_on + DECISION_WITHIN
            late = day < reader.today
            rows.append(Row(one.code, one.witness.code, until(day, reader.today), page_of(one), late=late))
        yield Group("withdrawals", _("Withdrawals to decide: erase or seal"), rows)


def _assignment(reader: Reader, one: Assignment) -> Row:
    when = until(one.due_on, reader.today) if one.due_on else since(one.created_at)
    what = f"{one.get_task_display()}, {one.case.code}"
    return Row(one.code, what, when, page_of(one), late=bool(one.due_on and one.due_on < reader.today))


def _near(reader: Reader) -> tuple[dt.date, dt.date]:
    return reader.today - NEAR, reader.today + NEAR


def _of_people(reader: Reader, records: Records, person: str) -> Records:
    """Of own interviews; for an interviewer only of the people whom they registered or interviewed."""
    found = records.filter(**{f"{person}__stream": Stream.OWN, f"{person}__frozen_at": None})
    if Role.DPO in reader.user.role_set:
        return found
    registered = Q(**{f"{person}__registered_by": reader.user})
    interviewed = Q(**{f"{person}__in": reader.user.testimonies.values("witness")})
    return found.filter(registered | interviewed)


def _replaced(person: str, path: str = "") -> Exists:
    """Whether the person gave a later consent, under whichever record."""
    later = Q(given_on__gt=OuterRef(f"{path}given_on")) | Q(
        given_on=OuterRef(f"{path}given_on"), created_at__gt=OuterRef(f"{path}created_at")
    )
    return Exists(Consent.objects.filter(later, witness__person=OuterRef(person)))
