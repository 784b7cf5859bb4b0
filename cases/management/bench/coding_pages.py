"""How long the coding page takes, for suite ``coding``: run in a process and a database of its own.

Written to the standard output as JSON: milliseconds and statements with few and with many passages.
"""

import json
import statistics
import sys
import time

from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from cases.casework.actions import create_case, set_case_members
from cases.casework.models import Case
from cases.coding.actions import Coding, NewAct, code_testimonies
from cases.core.permissions import Role
from cases.desk import demonstration
from cases.intake.actions import NewTestimony, Step, log_testimonies, submit_testimonies
from cases.intake.models import Testimony
from cases.management.serving import settle
from cases.vocabulary.models import AbuseCategory
from cases.witnesses.actions import NewConsent, NewPerson, NewRisk, ScopeAnswer, register_people
from cases.witnesses.models import Witness

from . import staff_records
from .staff_pages import own_statements, sign_in

LENGTH = 100_000
SENTENCE = "On day {:04} we worked until the lamps went out, and nobody was let off to eat."
CODES = ("WRK-01", "WRK-02", "CTL-02", "CTL-03", "HLT-03")


def main(few: int, many: int, runs: int) -> None:
    """Make the database and measure both testimonies."""
    call_command("migrate", interactive=False, verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    passwords = demonstration.build(lambda _text: None, people=0)
    interviewer, coder = (staff_records.staff()[role] for role in (Role.INTERVIEWER, Role.CODER))
    case = create_case(by=coder, title="Fictional", slug="bench")
    set_case_members(by=coder, case=case, users=[interviewer, coder])
    client = Client(headers={"host": "localhost"})
    sign_in(client, coder.username, passwords[coder.username])
    settle()  # as the server does
    found = {name: measured(client, testimony(case, number), runs) for name, number in (("few", few), ("many", many))}
    json.dump(found, sys.stdout)


def testimony(case: Case, passages: int) -> Testimony:
    """A submitted interview of 100 kB with so many coded passages."""
    interviewer, coder = (staff_records.staff()[role] for role in (Role.INTERVIEWER, Role.CODER))
    now = timezone.now()
    yes = ScopeAnswer("yes")
    consent = NewConsent(now.date(), {"S0": yes, "S1": yes}, {"form_version": "1", "language": "en", "way": "oral"})
    person = NewPerson({"sex": "male"}, [consent], [NewRisk(now.date(), "medium")])
    (witness,) = register_people(by=interviewer, case=case, people=[person])
    new = NewTestimony(witness, {"language": "en", "account": text()})
    (told,) = log_testimonies(by=interviewer, case=case, testimonies=[new])
    submit_testimonies(by=interviewer, steps=[Step(told, now)])
    code_testimonies(by=coder, codings=[Coding(told, {"summary": "work"}, [], acts(witness, passages))])
    return told


def text() -> str:
    """Sentences that each stand once, in paragraphs of ten."""
    number = LENGTH // len(SENTENCE.format(0) + " ")
    sentences = [SENTENCE.format(place) for place in range(number)]
    return "\n".join(" ".join(sentences[start : start + 10]) for start in range(0, number, 10))


def acts(witness: Witness, passages: int) -> list[NewAct]:
    """Every third sentence cited once; each passage begins in one sentence and ends in it."""
    categories = [AbuseCategory.objects.get(code=code) for code in CODES]
    return [
        NewAct(categories[place % len(CODES)], "present", [f"day {3 * place:04} we worked"], victims=[witness])
        for place in range(passages)
    ]


def measured(client: Client, told: Testimony, runs: int) -> dict[str, float]:
    """The middle times of the page and of a pressed code, and the page's own statements."""
    address = reverse("admin:coding_page", args=[told.pk])
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        client.get(address)
    statements = own_statements(captured.captured_queries)
    pages = [_timed(client, address) for _run in range(runs)]
    presses = [_timed(client, address, _press(told, run)) for run in range(runs)]
    return {"page": statistics.median(pages), "press": statistics.median(presses), "statements": statements}


def _press(told: Testimony, run: int) -> dict[str, str]:
    """A code on the ``run``-th word of the text."""
    start = text().index(f"{3 * run + 1:04}")
    return {
        "s": f"account:{start}-{start + 4}", "code": "WRK-01", "account_version": "1", "state": "present",
        "role": "carried_out", "degree": "direct", "victims": str(told.witness_id),
    }  # fmt: skip


def _timed(client: Client, address: str, posted: dict[str, str] | None = None) -> float:
    """Milliseconds. Raises RuntimeError for an answer that is no page, or a code that was not stored."""
    started = time.perf_counter()
    answer = client.get(address) if posted is None else client.post(address, posted, headers={"X-Fragments": "1"})
    passed = 1000 * (time.perf_counter() - started)
    if answer.status_code != 200 or (posted is not None and b"is coded" not in answer.content):
        raise RuntimeError(f"The coding page does not work ({answer.status_code}): see whether the site does.")
    return passed
