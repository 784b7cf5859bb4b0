"""Nobody who is not signed in gets behind an address that is not public, by whatever verb."""

from collections.abc import Iterator

from django.test import Client
from django.urls import get_resolver

from cases.core.url_policies import Policy, policy_of, routes
from tests.conftest import ACCOUNT
from tests.integration.records import Records
from tests.integration.tables import row_counts
from tests.sampling import sample

VERBS = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "TRACE"]
REFUSED = {302, 403, 404, 405}
MOVING = frozenset({"django_session", "cases_cache"})
"""A stranger's session holds the token of the form they look at; attempts are counted in the cache."""


def addresses(records: Records) -> Iterator[tuple[Policy, str]]:
    """Every address that is not public, filled with the key of a record that is there, and of none."""
    pks = {model._meta.model_name: str(record.pk) for model, record in records.items()}
    some = next(iter(pks.values()))
    for route, _callback in routes(get_resolver()):
        policy = policy_of(route)
        if policy is None or policy == Policy.PUBLIC:
            continue
        model = route.split("/")[2] if route.startswith("staff/cases/") and route.count("/") > 2 else ""
        for pk in (pks.get(model, some), "00000000-0000-0000-0000-000000000000"):
            yield policy, "/" + filled(route, pk)
            if "<" not in route:
                break


def filled(route: str, pk: str) -> str:
    """A route with an example for each argument."""
    examples = {
        "<path:object_id>": pk, "<slug:step>": "open", "<str:token>": "x" * 40, "<int:pk>": "1", "<str:name>": "a",
        "<str:language>": "en", "<int:number>": "1",
        "<path:content_type_id>": "1", "<uuid:pk>": pk, "<uuid:key>": pk,
        "<slug:label>": "testimony", "<slug:what>": "comment", "<slug:name>": "to_code",
    }  # fmt: skip
    for argument, value in examples.items():
        route = route.replace(argument, value)
    if "^(?P<app_label>" in route:
        route = "staff/cases/"
    if "(?P<url>.*)$" in route:
        route = "staff/nothing-here"
    assert not set("<>()^$") & set(route), f"{route}: give its arguments an example here"
    return route


def test_nobody_who_is_not_signed_in_gets_behind(records: Records) -> None:
    """Every address that is not public × eight verbs: sent away or refused, nothing of a record, no row changed.

    ``make test`` tries the less usual verbs at every fifth address.
    """
    client = Client(raise_request_exception=False)
    codes = [str(record) for record in records.values() if len(str(record)) > 4]
    before = row_counts(without=MOVING)
    wrong, tried = [], 0
    for policy, address in sorted(set(addresses(records)), key=str):
        for verb in [one for one in VERBS if one in VERBS[:2] or sample([f"{one} {address}"], 5)]:
            answer = client.generic(verb, address, b"title=x&reason=x&confirm=1", "application/x-www-form-urlencoded")
            tried += 1
            text = answer.content.decode(errors="replace") if not answer.streaming else "stream"
            expected = REFUSED | ({200, 400, 429, 503} if policy == Policy.SIGN_IN else set())
            leak = [part for part in [*codes, *ACCOUNT.split()] if part in text]
            if answer.status_code not in expected or leak:
                wrong.append((verb, address, answer.status_code, leak))
            if answer.status_code == 302 and policy in (Policy.STAFF, Policy.ACCOUNT):
                target = answer.headers["Location"]
                if not target.startswith(("/accounts/login/", "/staff/login/", "/staff/")):
                    wrong.append((verb, address, 302, [target]))
    assert wrong == []
    assert tried > 300
    assert row_counts(without=MOVING) == before
