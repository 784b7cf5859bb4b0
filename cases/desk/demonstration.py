"""The demonstration: accounts, vocabulary, the first case published, fictional people and three releases of them."""

import datetime as dt
import secrets
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from cases.accounts.actions import (
    create_first_administrator,
    create_user,
    enrol,
    enrol_demonstration_code,
    make_enrolment_link,
    system_user,
)
from cases.accounts.models import User
from cases.casework.actions import set_case_members
from cases.casework.models import Case
from cases.core import keyring
from cases.core.models import Installation
from cases.core.permissions import Role
from cases.intake.models import Credibility, Reliability
from cases.releases import difference
from cases.releases.actions import (
    approve_press_case,
    approve_release,
    draft_press_case,
    publish_glossary,
    set_site,
    start_series,
)
from cases.releases.models import MONTHS_BETWEEN, PREPARATION_DAYS, ReleaseDraft, Series, Signature
from cases.verification.actions import assess_testimony
from cases.verification.models import Level
from cases.vocabulary.actions import load_vocabulary
from cases.vocabulary.loading import read_folder

from . import fictional, first_case
from .actions import load_first_case
from .auditing import audit_release
from .build import build_release

ORGANISATION = "Casetracker demonstration"
CONTACT = "contact@example.org"
"""Leads nowhere: the name is kept free for examples."""
CONTRARY = (
    "Second-hand: an article of unknown publisher retells a BBC report. Its paragraphs stand twice in the file. "
    "Checked: what is coded is what the article says; no second source was used."
)

SECOND_CODER = "coder2"
"""Reads some interviews for the second time; a role has one account otherwise."""

PEOPLE = 2000
"""Enough for the large design, so that the menu of two dimensions shows."""

SEED = 1
RELEASES = 3

Passwords = dict[str, str]


def build(
    say: Callable[[str], None], *, article: Path | None = None, people: int = PEOPLE, releases: int = RELEASES
) -> Passwords:
    """Fill an empty database in one transaction; the password of each account is in the answer only.

    Without fictional people there is no release: then the first case stands alone.
    """
    if not settings.KEY_FILE.exists():
        keyring.create_key_file(settings.KEY_FILE, passphrase=None)
    data = settings.BASE_DIR / "data"
    with transaction.atomic():
        say("Accounts …")
        users, passwords = _create_accounts()
        second_coder = _create_second_coder(users[Role.ADMINISTRATOR], passwords)
        administrator, coder = users[Role.ADMINISTRATOR], users[Role.CODER]
        set_site(by=administrator, organisation=ORGANISATION, contact=CONTACT)
        say("Vocabulary …")
        load_vocabulary(by=administrator, files=read_folder(data / "vocabulary"))
        say("First case …")
        case = load_first_case(by=coder, first_case=first_case.read(data / "first_case", article))
        set_case_members(by=coder, case=case, users=[u for role, u in users.items() if role != Role.ADMINISTRATOR])
        say("Verification and publication …")
        verify_and_publish(case, lead=users[Role.LEAD], dpo=users[Role.DPO])
        if people:
            publish_fictional_people(say, users, people=people, releases=releases, second_coder=second_coder)
    return passwords


def publish_fictional_people(
    say: Callable[[str], None],
    users: dict[Role, User],
    *,
    people: int,
    releases: int = RELEASES,
    second_coder: User | None = None,
) -> None:
    """Make fictional people who came and went over these quarters, the releases since, and what they were used for."""
    slots = past_slots(timezone.localdate(), releases)
    say(f"{people:,} fictional people …")
    case = fictional.make(people=people, seed=SEED, staff=users, slots=slots, quotes=True, second_coder=second_coder)
    series = start_series(by=users[Role.DPO], first_slot=slots[0])
    for slot in slots:
        say(f"Release of {slot} …")
        publish_next(series, users)
    fictional.make_interventions(case=case, staff=users)


def publish_next(series: Series, users: dict[Role, User]) -> ReleaseDraft:
    """Build the next release, audit it, and sign it twice. Raises Refused when a line of the audit failed."""
    draft = build_release(by=users[Role.ADVOCACY], series=series)
    audit_release(by=users[Role.ADVOCACY], draft=draft)
    shown = difference.of(draft).sha256
    for role, signature in ((Role.LEAD, Signature.LEAD), (Role.DPO, Signature.DPO)):
        draft = approve_release(by=users[role], draft=draft, signature=signature, difference_sha256=shown)
    return draft


def past_slots(today: dt.date, releases: int = RELEASES) -> list[dt.date]:
    """The cut-off days of the last quarterly releases: the newest came out this month, or it will have by next week."""
    newest = today - dt.timedelta(days=PREPARATION_DAYS)
    months = newest.year * 12 + newest.month - 1
    return [
        dt.date(month // 12, month % 12 + 1, 1)
        for month in range(months - MONTHS_BETWEEN * (releases - 1), months + 1, MONTHS_BETWEEN)
    ]


def verify_and_publish(case: Case, *, lead: User, dpo: User) -> None:
    """Verify each account of a press case as the lead, and publish it with the DPO's signature."""
    for testimony in case.testimonies.all():
        assess_testimony(
            by=lead,
            testimony=testimony,
            reliability=Reliability.F,
            credibility=Credibility.UNKNOWN,
            level=Level.V0,
            contrary_information=CONTRARY,
        )
    draft = draft_press_case(by=lead, case=case)
    approve_press_case(by=lead, draft=draft, signature=Signature.LEAD)
    approve_press_case(by=dpo, draft=draft, signature=Signature.DPO)
    publish_glossary(by=lead)


def _create_accounts() -> tuple[dict[Role, User], Passwords]:
    passwords = {role.value: secrets.token_urlsafe(12) for role in Role}
    first = Role.ADMINISTRATOR
    administrator = create_first_administrator(
        by=system_user(), kind=Installation.Kind.DEMO, username=first.value, name=str(first.label)
    )
    users = {first: administrator}
    for role in Role:
        if role != first:
            users[role] = create_user(by=administrator, username=role.value, name=str(role.label), roles=[role.value])
    return {role: _enrolled(user, administrator, passwords[role]) for role, user in users.items()}, passwords


def _create_second_coder(administrator: User, passwords: Passwords) -> User:
    """One more coder, whose password joins the others."""
    passwords[SECOND_CODER] = secrets.token_urlsafe(12)
    coder = Role.CODER
    user = create_user(by=administrator, username=SECOND_CODER, name=str(coder.label), roles=[coder.value])
    return _enrolled(user, administrator, passwords[SECOND_CODER])


def _enrolled(user: User, administrator: User, password: str) -> User:
    """The person with a password and an authenticator app, whose code ``manage.py demo_code`` prints."""
    token = make_enrolment_link(by=administrator, user=user)
    user = enrol(by=user, token=token, password=password)
    enrol_demonstration_code(by=administrator, user=user)
    return user
