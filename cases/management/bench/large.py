"""Run in a process and a folder of its own: a demonstration of very many people, one release built and audited.

A thousand fictional people are made through the actions; the others are copies of their rows, with keys of their own.
Written to the standard output: the seconds of build and audit, the most memory, and whether the audit passed, as JSON.
"""

import json
import math
import resource
import sys
import time

ORIGINALS = 1000
COUNTED = 0.85
"""Of the people made, at least so many meet the conditions: the others never allowed it, or are not cleared."""

OWN_KEYS = {
    # Table and column of each key that a copy has of its own; what else it points to is shared.
    "cases_witness": ("uuid", "person"),
    "cases_consent": ("uuid", "witness_id"),
    "cases_consentscope": ("uuid", "consent_id"),
    "cases_riskassessment": ("uuid", "witness_id"),
    "cases_testimony": ("uuid", "witness_id"),
    "cases_assessment": ("uuid", "testimony_id"),
    "cases_laboursituation": ("uuid", "witness_id"),
    "cases_act": ("uuid", "testimony_id", "situation_id"),
}


def make(people: int) -> None:
    """The database of the folder: staff, vocabulary, who publishes, and so many people who count."""
    from django.core.management import call_command

    from cases.desk import demonstration

    call_command("migrate", interactive=False, verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    demonstration.build(_say, people=0)
    call_command("make_fictional", people=ORIGINALS, seed=1, stdout=sys.stderr)
    _let_all_count()
    _keep_originals()
    for number in range(1, math.ceil(people / ORIGINALS / COUNTED)):
        _copy(number)
    _make_keys()


def build_and_audit() -> dict[str, float]:
    """One release, as staff make it."""
    from django.utils import timezone

    from cases.accounts.models import User
    from cases.desk.auditing import audit_release
    from cases.desk.build import build_release
    from cases.releases.actions import start_series
    from cases.releases.models import LedgerEntry

    people = {user.username: user for user in User.objects.all()}
    series = start_series(by=people["dpo"], first_slot=timezone.localdate().replace(day=1))
    began = time.monotonic()
    draft = build_release(by=people["advocacy"], series=series, say=_say)
    built = time.monotonic()
    report = audit_release(by=people["advocacy"], draft=draft)
    ended = time.monotonic()
    return {
        "counted": LedgerEntry.objects.count(),
        "build": built - began,
        "audit": ended - built,
        "mebibytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "passed": float(report.passed),
    }


def _make_keys() -> None:
    """A person's key is made with their record; those of the copies are made here."""
    from cases.core import sealing
    from cases.core.batches import batches
    from cases.witnesses.models import Witness

    for some in batches(list(Witness.objects.filter(stream="own").only("stream"))):
        with sealing.keys_at_hand(person.key_owner() for person in some):
            pass


def _let_all_count() -> None:
    """They came over nine months; here all of them count on one day, so no risk assessment has lapsed on it."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("UPDATE cases_riskassessment SET valid_until = '2100-01-01'")


def _keep_originals() -> None:
    """Aside, so that no copy looks through the copies before it."""
    from django.db import connection

    with connection.cursor() as cursor:
        for table in OWN_KEYS:
            cursor.execute(f"CREATE TEMP TABLE original_{table} AS SELECT * FROM {table}")  # noqa: S608


def _copy(number: int) -> None:
    """One more of each original: the end of every key says which copy it belongs to."""
    from django.db import connection

    with connection.cursor() as cursor:
        for table, keys in OWN_KEYS.items():
            cursor.execute(f"SELECT name FROM pragma_table_info('{table}')")  # noqa: S608
            columns = [name for (name,) in cursor.fetchall()]
            values = [_value(column, keys, number) for column in columns]
            names = ", ".join(f'"{column}"' for column in columns)
            cursor.execute(
                f"INSERT INTO {table} ({names}) SELECT {', '.join(values)} FROM original_{table}"  # noqa: S608
            )


def _value(column: str, keys: tuple[str, ...], number: int) -> str:
    if column in keys:
        return f"substr(\"{column}\", 1, 26) || '{number:06x}'"
    return f"code || '/{number}'" if column == "code" else f'"{column}"'


def _say(text: str) -> None:
    sys.stderr.write(f"{text}\n")


if __name__ == "__main__":
    import django

    django.setup()
    make(int(sys.argv[1]))
    if "--only-make" not in sys.argv:
        sys.stdout.write(json.dumps(build_and_audit()))
