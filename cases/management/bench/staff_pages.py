"""How long staff pages take and how many statements, for suite ``staff``: run in a process and a database of its own.

Written to the standard output as JSON: for each page, the milliseconds and statements with few and with many testimonies.
"""

import json
import re
import statistics
import sys
import time
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass

from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cases.accounts.queries import demonstration_code
from cases.core.permissions import Role
from cases.desk import demonstration
from cases.intake.models import Testimony

from . import staff_records

RUNS = 21
ROLES = (Role.INTERVIEWER, Role.CODER, Role.LEAD, Role.DPO)
LIST = "/staff/cases/testimony/"
REFERENCE = "/staff/rights/"
"""A page of the same site that reads no record."""
_NOT_OF_THE_PAGE = re.compile(
    r"^(BEGIN|COMMIT|SAVEPOINT|RELEASE|SET CONSTRAINTS|SELECT pg_advisory_xact_lock)"
    r'|(FROM|UPDATE) "(django_session|cases_lockdown)"'
    r'|FROM "cases_user" WHERE "cases_user"\."uuid" = '
    r'|FROM "cases_roleassignment" WHERE "cases_roleassignment"\."user_id" = '
)
"""Who asks and whether the office is open, asked before every page; and where a transaction begins, waits and ends."""

Pages = Mapping[str, tuple[Role, str]]


@dataclass(frozen=True)
class Cost:
    """One page: its middle time over ``RUNS`` requests; that of a page without records, asked in turns with it, so that the
    machine's own moods fall out of a comparison; and its own statements in one request."""

    milliseconds: float
    reference: float
    statements: int


def main(few: int, many: int) -> None:
    """Make the database and measure it twice."""
    call_command("migrate", interactive=False, verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    passwords = demonstration.build(lambda _text: None, people=0)
    clients = {role: Client(headers={"host": "localhost"}) for role in ROLES}
    case = staff_records.first(few)
    found = {"few": _measured(clients, passwords)}
    staff_records.more(case, many - few, interviewer=staff_records.staff()[Role.INTERVIEWER])
    found["many"] = _measured(clients, passwords)
    json.dump(found, sys.stdout)


def measure(clients: Mapping[Role, Client]) -> dict[str, Cost]:
    """The cost of every page, asked by somebody who is signed in. Raises RuntimeError for a page that is none."""
    return {name: _cost(clients[role], address) for name, (role, address) in pages().items()}


def pages() -> Pages:
    """The pages by name, each with the role that asks."""
    one = Testimony.objects.filter(stream="own").order_by("code").first()
    assert one is not None  # they were made just now
    found = {
        "testimony list": (Role.LEAD, LIST),
        "testimony list, interviewer": (Role.INTERVIEWER, LIST),
        "label filter": (Role.LEAD, f"{LIST}?status__exact=coded"),
        "witness list": (Role.LEAD, "/staff/cases/witness/"),
        "testimony": (Role.LEAD, f"{LIST}{one.pk}/change/"),
        "testimony, interviewer": (Role.INTERVIEWER, f"{LIST}{one.pk}/change/"),
    }
    return found | {f"start page, {role}": (role, "/staff/") for role in ROLES}


def own_statements(captured: Iterable[Mapping[str, str]]) -> int:
    """How many statements are the page's own."""
    return sum(not _NOT_OF_THE_PAGE.search(one["sql"]) for one in captured)


def sign_in(client: Client, username: str, password: str) -> None:
    """As a person does it, by password and code; nothing where the session still stands."""
    if client.get("/staff/").status_code == 200:
        return
    client.post(reverse("account_login"), {"login": username, "password": password})
    client.post(reverse("mfa_authenticate"), {"code": demonstration_code(username)})


def _measured(clients: Mapping[Role, Client], passwords: Mapping[str, str]) -> dict[str, dict[str, float]]:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")  # as its own autovacuum would have by the time that so many came in
    for role, client in clients.items():
        user = get_user_model().objects.get(role_assignments__role=role)
        sign_in(client, user.username, passwords[user.username])
    return {name: asdict(cost) for name, cost in measure(clients).items()}


def _cost(client: Client, address: str) -> Cost:
    with CaptureQueriesContext(connection) as statements:
        answer = client.get(address)
    # Counted at once: the next request begins a list of its own.
    own = own_statements(statements.captured_queries)
    if answer.status_code != 200:
        raise RuntimeError(f"{address} does not answer with a page ({answer.status_code}): see whether the site works.")
    times = [(_timed(client, address), _timed(client, REFERENCE)) for _run in range(RUNS)]
    pages, references = zip(*times, strict=True)
    return Cost(statistics.median(pages), statistics.median(references), own)


def _timed(client: Client, address: str) -> float:
    started = time.perf_counter()
    client.get(address)
    return 1000 * (time.perf_counter() - started)
