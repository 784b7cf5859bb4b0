"""Nothing is done, and nothing sealed is opened, found or taken away, without an event in the audit chain.

Three ways to look: the wrapper of every action is run; the source is read for calls that open what is sealed; every
staff page is visited while whatever opens is watched.
"""

import ast
import json
from collections.abc import Iterator
from types import CellType, FunctionType
from typing import Any

import pytest
from django.contrib import admin
from django.db import DatabaseError, models
from django.test import Client
from django.urls import reverse

from cases.accounts.actions import system_user
from cases.accounts.models import User
from cases.core import records as core_records
from cases.core.admin import ActionAdmin
from cases.core.allowed import ALLOWED
from cases.core.errors import Refused
from cases.core.models import AuditEvent, CodeCounter
from cases.core.staff_site import StaffSite
from cases.evidence.models import EvidenceItem
from cases.witnesses.models import Identity
from tests.architecture.sources import ROOT, own_modules
from tests.architecture.test_actions import ACTIONS
from tests.architecture.watching import Watch, watching
from tests.conftest import ACCOUNT, Cast
from tests.integration.conftest import page, records  # noqa: F401  (a fixture)
from tests.integration.records import Records
from tests.sign_in import signed_in

ADMINS = {model: one for model, one in admin.site._registry.items() if isinstance(one, ActionAdmin)}
SECRETS = (ACCOUNT[:12], "김철수IDENTITY", "EVIDENCEBYTES", "ACTORNAME", "GROUPTEXT", "TASKTEXT", "PARAPHRASE")


def openers(records: Records) -> list[str]:  # noqa: F811
    """The addresses whose answer to a reason, by POST, is what was sealed."""
    return [
        page(EvidenceItem, "step", records[EvidenceItem].pk, "open"),
        reverse("admin:open_identity", args=[records[Identity].pk]),
    ]


# --- every action ---


def with_another_body(name: str, body: Any) -> Any:
    """The wrapper that ``@action`` put around one action, around something else."""
    made = ACTIONS[name]
    assert isinstance(made, FunctionType)
    own = vars(made)["__wrapped__"]
    cells = [CellType(body) if cell.cell_contents is own else cell for cell in made.__closure__ or ()]
    return FunctionType(made.__code__, made.__globals__, made.__name__, None, tuple(cells))


def someone_who_may(cast: Cast, name: str) -> User:
    holders = list(ALLOWED[name])
    found: User = getattr(cast, holders[0].value) if holders else system_user()
    return found


@pytest.mark.parametrize("name", sorted(ACTIONS))
def test_every_action_leaves_an_event_of_its_name(cast: Cast, name: str) -> None:
    """Whatever it writes or opens; and another one, of the refusal, when it refuses."""
    actor, before = someone_who_may(cast, name), AuditEvent.objects.latest("seq").seq

    def write(*, by: User) -> None:
        core_records.write(CodeCounter(prefix="PROBE"))

    def refuse(*, by: User) -> None:
        raise Refused("no")

    with_another_body(name, write)(by=actor)
    with pytest.raises(Refused):
        with_another_body(name, refuse)(by=actor)
    events = list(AuditEvent.objects.filter(seq__gt=before).values_list("action", "actor_uuid"))
    assert events == [(name, actor.pk), (f"{name}.refused", actor.pk)]


@pytest.mark.parametrize("name", sorted(name for name in ACTIONS if ALLOWED[name]))
def test_action_refused_by_the_table_of_rights_leaves_an_event(cast: Cast, name: str) -> None:
    before = AuditEvent.objects.latest("seq").seq
    with pytest.raises(Refused):
        ACTIONS[name](by=system_user())
    assert [event.action for event in AuditEvent.objects.filter(seq__gt=before)] == [f"{name}.refused"]


# --- the source ---

OPENERS = {"open_text", "open_texts", "open_column", "_opening_key"}
WHOLE_OPENERS = {"tokens.decrypt", "pyrage.decrypt", "storage.get"}
"""Named with their module: other libraries have functions of the same names."""
MAY_OPEN = {
    "cases/core/sealing.py",
    "cases/core/records.py",  # inside actions, whose event names the field
    "cases/core/history.py",  # a record's earlier states, after one event
    "cases/core/keyring.py",  # data keys
    "cases/core/recovery.py",  # the key file's keys, for open_recovery_file, an action
    "cases/core/tokens.py",
    "cases/core/office_secrets.py",  # second factors: asked for at every sign-in, which is an event itself
    "cases/evidence/storage.py",  # for open_evidence, an action
}
GETS_FILES = {"cases/evidence/actions.py"}


def openings(tree: ast.AST) -> Iterator[str]:
    """Each mention of a function that opens what is sealed, also one that hands it on under another name."""
    for node in ast.walk(tree):
        name = node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""
        imported = [alias.name for alias in node.names] if isinstance(node, ast.ImportFrom) else []
        for found in {name, *imported} & OPENERS:
            yield f"line {getattr(node, 'lineno', 0)}: {found}"
        if isinstance(node, ast.Attribute) and ast.unparse(node) in WHOLE_OPENERS:
            yield f"line {node.lineno}: {ast.unparse(node)}"
        if isinstance(node, ast.ImportFrom) and (node.module or "").endswith(("tokens", "pyrage", "storage")):
            yield from (f"line {node.lineno}: {name}" for name in imported if name in ("decrypt", "get"))


MODULES = {path.relative_to(ROOT).as_posix(): path for path in own_modules()}


@pytest.mark.parametrize("name", [name for name in MODULES if name not in MAY_OPEN])
def test_sealed_text_is_opened_in_core_only(name: str) -> None:
    """Others call ``open_sealed``, ``open_record`` and ``open_rows``, which write the event first."""
    found = list(openings(ast.parse(MODULES[name].read_text())))
    assert [line for line in found if not (line.endswith("storage.get") and name in GETS_FILES)] == []


@pytest.mark.parametrize(
    "source",
    [
        "sealing.open_text(row, 'x')",
        "from cases.core.sealing import open_text",
        "from cases.core.sealing import open_texts as read",
        "read = sealing.open_texts",
        "tokens.decrypt(key, token, place=b'')",
        "sealing._opening_key(1)",
        "storage.get(name, identity)",
        "pyrage.decrypt(content, [identity])",
        "from cases.evidence.storage import get",
        "from .tokens import decrypt as read",
    ],
)
def test_planted_opening_is_found(source: str) -> None:
    assert list(openings(ast.parse(source)))


# --- every staff page ---


@pytest.fixture
def watch(records: Records) -> Iterator[Watch]:  # noqa: F811
    with watching() as watch:
        yield watch


def pages_of(records: Records) -> list[str]:  # noqa: F811
    """Every page that answers to GET: lists, forms, records, histories, and the pages beside them."""
    site: Any = admin.site
    assert isinstance(site, StaffSite)
    found = [reverse("admin:index"), *(reverse(one.url_name) for one in site.pages if one.label)]
    for model in ADMINS:
        found += [page(model, name) for name in ("changelist", "add")]
        if model in records:
            found += [page(model, name, records[model].pk) for name in ("change", "history")]
    return found


def ask(client: Client, path: str, watch: Watch, **posted: Any) -> Any:
    watch.begin()
    answer = client.post(path, posted) if posted else client.get(path)
    content = answer.getvalue() if answer.streaming else answer.content
    watch.look_after()
    if "attachment" in answer.headers.get("Content-Disposition", ""):
        assert [event for event in watch.events() if event.kind in ("read", "search")], path
    return content.decode(errors="replace")


@pytest.mark.slow
@pytest.mark.parametrize("role", ["interviewer", "coder", "lead", "legal", "advocacy", "dpo", "administrator"])
def test_every_opening_is_an_event_first(cast: Cast, records: Records, watch: Watch, role: str) -> None:  # noqa: F811
    """Committed before the text is opened, with the record and the field; seen from every staff page."""
    client = signed_in(getattr(cast, role))
    for path in pages_of(records):
        ask(client, path, watch)
    for path in openers(records):
        ask(client, path, watch, reason="to see")
    assert watch.unsaid == []
    expected = {
        "interviewer": {"testimony.account", "identity.name_hangul"},
        "coder": {"testimony.account", "evidence file", "actor.name"},
        "lead": {"testimony.account", "evidence file", "riskassessment.threats"},
        "legal": {"testimony.account"},
        "advocacy": set(),
        "dpo": {"testimony.account", "identity.name_hangul", "evidence file"},
        "administrator": set(),
    }
    assert expected[role] - set(watch.opened) == set()


def test_plain_lists_are_no_events_and_searches_are(cast: Cast, records: Records, watch: Watch) -> None:  # noqa: F811
    """How many were found is kept; what was asked for is not."""
    client, unlogged = signed_in(cast.lead), []
    for model, one in ADMINS.items():
        path = page(model, "changelist")
        watch.begin()
        if client.get(path).status_code != 200:
            continue
        assert watch.events() == [], path
        if one.search_fields:
            client.get(path, {"q": "SEARCHEDWORD"})
            events = watch.events()
            if [(event.action, event.subject_label) for event in events] != [
                ("record.searched", model.__name__.lower())
            ]:
                unlogged.append(path)
            assert all("SEARCHEDWORD" not in event.body for event in events)
    assert unlogged == []


def test_there_is_no_search_over_relations(cast: Cast, records: Records, watch: Watch) -> None:  # noqa: F811
    """Django's address for drop-downs would be a search that nothing asks for."""
    client = signed_in(cast.lead)
    for model in ADMINS:
        for related in model._meta.fields:
            if isinstance(related, models.ForeignKey):
                asked = {"app_label": "cases", "model_name": model._meta.model_name, "field_name": related.name}
                assert client.get(reverse("admin:autocomplete"), asked).status_code == 404, related


@pytest.mark.parametrize("there", [True, False])
def test_asking_for_what_one_may_not_see_is_an_event(
    cast: Cast,
    records: Records,  # noqa: F811
    watch: Watch,
    there: bool,
) -> None:
    """Alike, whether the record is there or not."""
    client = signed_in(cast.stranger)
    for model in ADMINS:
        if model not in records or not hasattr(model, "reach"):
            continue
        key = records[model].pk if there else "00000000-0000-4000-8000-000000000000"
        for name in ("change", "history"):
            watch.begin()
            assert client.get(page(model, name, key)).status_code == 404
            bodies = [json.loads(event.body) for event in watch.events()]
            assert [body["action"] for body in bodies] == ["record.not_shown"], model
            assert bodies[0]["subject"] == [model._meta.model_name, str(key)]


@pytest.mark.slow
@pytest.mark.parametrize("role", ["interviewer", "coder", "lead", "dpo"])
def test_nothing_sealed_is_shown_when_the_chain_takes_no_event(
    cast: Cast,
    records: Records,  # noqa: F811
    watch: Watch,
    monkeypatch: pytest.MonkeyPatch,
    role: str,
) -> None:
    """An error instead, by whichever page and step."""
    client = signed_in(getattr(cast, role))
    client.raise_request_exception = False

    def fail(*_args: object, **_kwargs: object) -> None:
        raise DatabaseError

    monkeypatch.setattr(AuditEvent, "save", fail)
    shown, calm = [], []
    asked: list[tuple[str, dict[str, str]]] = [(path, {}) for path in pages_of(records)]
    asked += [(path, {"reason": "x"}) for path in openers(records)]
    for path, posted in asked:
        watch.opened.clear()
        answer = client.post(path, posted) if posted else client.get(path)
        text = answer.content.decode(errors="replace")
        shown += [(path, secret) for secret in SECRETS if secret in text]
        if watch.opened and (answer.status_code < 400 or not watch.in_actions):
            calm.append((path, answer.status_code))
        watch.in_actions.clear()
    assert shown == []
    assert calm == []
