"""Every staff address by every verb, for every role and relation to the record: the answer is the declared table's.

``check_role`` tries them all for one role (the proof) or every n-th of them (here). Addresses come from the resolver,
the expected answer from the oracle of ``rights_world``: never from the code that answers.
"""

import itertools
import re
import uuid
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.contrib import admin
from django.db import models, transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from cases.casework.models import Assignment, Flag
from cases.core.allowed import ALLOWED
from cases.core.rights import Section
from cases.intake.models import Testimony
from cases.vocabulary.loading import VocabularyFiles
from tests.conftest import Cast
from tests.integration.conftest import page
from tests.integration.rights_pages import ADDS, BY_POST, FILLED, OWN_PAGES, RECORD_PAGES
from tests.integration.rights_world import (
    MARK,
    ROLES,
    Relation,
    World,
    make_world,
    may_read,
    may_read_some,
    scope_of,
    section_of,
    works_blind,
)
from tests.integration.tables import READ_LOGS, row_counts
from tests.replay import replayed
from tests.sign_in import signed_in

ANONYMOUS = "anonymous"
NOBODYS = ("", ANONYMOUS)
READING = ("GET", "HEAD")
SENSELESS = ("PUT", "PATCH", "DELETE", "OPTIONS")
VERBS = (*READING, "POST", *SENSELESS)
REFUSED = {403, 404, 405}
CATCH_ALL = "(?P<url>.*)$"
SIGN_IN_PAGES = {"login", "logout", "password_change", "password_change_done"}
SESSION_ENDS = {("lockdown", "POST"), *(("logout", verb) for verb in VERBS)}
"""Not tried here: the session that all other cases need would end (see tests of accounts)."""


@dataclass(frozen=True)
class Place:
    """One staff address: of a record, of a list, or of no model. ``step`` is the step of a step's address."""

    route: str
    name: str
    model: type[models.Model] | None = None
    step: str = ""

    @property
    def of_record(self) -> bool:
        return "<path:object_id>" in self.route or "<uuid:key>" in self.route

    def url(self, key: object) -> str:
        route = self.route.replace("<path:object_id>", str(key)).replace("<uuid:key>", str(key))
        return "/" + route.replace("<slug:step>", self.step)


def places() -> list[Place]:
    """Every address below /staff/, from the resolver; a parameter that nobody knows is an error."""
    staff = next(one for one in get_resolver().url_patterns if str(one.pattern) == "staff/")
    assert isinstance(staff, URLResolver)
    of_model = {f"cases/{model._meta.model_name}/": model for model in admin.site._registry}
    found = []
    for route, name in _routes(staff, ""):
        beside = RECORD_PAGES[name][0] if name in RECORD_PAGES else None
        model = beside or next((one for start, one in of_model.items() if route.startswith(start)), None)
        steps = [step.name for step in getattr(admin.site._registry[model], "steps", ())] if model else []
        for step in [*steps, "nothing"] if "<slug:step>" in route else [""]:
            found.append(Place(f"staff/{_filled(route)}", _kind(name, route, model), model, step))
    return found


def _routes(resolver: URLResolver, before: str) -> Iterator[tuple[str, str]]:
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLPattern):
            yield before + str(pattern.pattern), pattern.name or ""
        else:
            yield from _routes(pattern, before + str(pattern.pattern))


def _filled(route: str) -> str:
    if route.endswith(CATCH_ALL):
        return route.replace(CATCH_ALL, "nowhere/")
    for parameter, value in FILLED.items():
        route = route.replace(parameter, value)
    known = route.replace("<path:object_id>", "").replace("<slug:step>", "").replace("<uuid:key>", "")
    assert not set("<>()^$") & set(known), f"say in FILLED what stands for the parameter of {route}"
    return route


def _kind(name: str, route: str, model: type[models.Model] | None) -> str:
    if "nowhere/" in _filled(route):
        return "nowhere"
    return name.removeprefix(f"cases_{model._meta.model_name}_") or "redirect" if model else name


def expected(role: str, place: Place, relation: Relation, verb: str) -> set[int]:
    """The statuses that the declared table allows as an answer."""
    if role in NOBODYS:
        return {200, 302, *REFUSED} if place.name in SIGN_IN_PAGES else {302, *REFUSED}
    if verb in SENSELESS:
        return {302, *REFUSED} if place.name in ("redirect", "login") else REFUSED
    if place.model is None:
        return _of_no_model(role, place, verb)
    if place.name == "redirect":
        return {302}
    if place.name in ("delete", "nowhere"):
        return {404}
    if place.name == "add":
        return {200} if _may_add(role, place.model) else {404}
    if place.name == "changelist":
        seen = may_read_some(role, section_of(place.model))
        return ({200} if verb in READING else {200, 302, 405}) if seen else {404}
    if not may_see(role, place.model, relation):
        return {404}
    if place.name in RECORD_PAGES and RECORD_PAGES[place.name][1]:
        needs = RECORD_PAGES[place.name][1]
        held = role in needs if isinstance(needs, set) else scope_of(ALLOWED[needs], role) is not None
        held = held and not (place.name in BY_POST and verb in READING)
        reader = {405} if verb == "POST" and isinstance(needs, set) else set()  # who reads may not always write
        return {200, 302} | reader if held else {404} if verb in READING else {404, 405}
    if place.name == "step":
        return {200, 302, 403} if verb == "POST" and place.step != "nothing" else {404}
    if place.name == "history" and works_blind(role, relation):
        return {200, 403, 405}  # it would name who codes the interview (see test_blind_coding.py)
    return {200} if verb in READING else {200, 302, 405}


def may_see(role: str, model: type[models.Model], relation: Relation) -> bool:
    """Whether the table shows a record; work and talk are shown with the record they are about, here a testimony."""
    about = [Testimony] if model in (Assignment, Flag) else []
    return all(may_read(role, section_of(one), one, relation) for one in (model, *about))


def _of_no_model(role: str, place: Place, verb: str) -> set[int]:
    if place.name in SIGN_IN_PAGES:
        return {200, 302, *REFUSED}
    if place.name in ("index", "jsi18n", "app_list"):
        return {200} if verb in READING else {200, 405}
    seen = place.name not in ("nowhere", "autocomplete") and role in OWN_PAGES[place.name]
    seen = seen and not (place.name in BY_POST and verb in READING)
    without_note = {400} if place.name == "draft" and verb == "POST" else set()  # a form of ours carries one
    return {200, 302, *without_note} if seen else {404} if verb in READING else {404, 405}


def _may_add(role: str, model: type[models.Model]) -> bool:
    action = getattr(type(admin.site._registry[model]), "add_action", None)
    names = ADDS.get(model.__name__) or ([_action_name(action)] if action else [])
    return any(scope_of(ALLOWED[name], role) is not None for name in names)


def _action_name(action: Callable[..., object]) -> str:
    return f"{action.__module__.split('.')[1]}.{action.__name__}"


Wrong = dict[tuple[object, ...], object]


@dataclass
class Tried:
    """How many cases were tried, and what was wrong with which."""

    count: int
    wrong: Wrong


def check_role(world: World, role: str, *, every: int = 1) -> Tried:
    """Try every n-th address for one role. What is refused is not rolled back, so that it would show in the counts."""
    actor = world.become("" if role == ANONYMOUS else role)
    client = Client() if role == ANONYMOUS else signed_in(actor)
    client.raise_request_exception = False
    tried, before = Tried(0, {}), row_counts(without=READ_LOGS)
    for place, verb in itertools.product(places(), VERBS):
        if (place.name, verb) in SESSION_ENDS:
            continue
        # Every real step is tried always: there are few, and each changes something.
        taken = place.name == "step" and verb == "POST" and place.step != "nothing"
        if not taken and zlib.crc32(f"{role} {verb} {place.route} {place.step}".encode()) % every:
            continue
        bodies = {}
        for relation, key in (
            world.relations(place.model) if place.of_record and place.model else [(Relation.ABSENT, "")]
        ):
            allowed = expected(role, place, relation, verb)
            answer = _answer(client, verb, place.url(key), undo=verb == "POST" and bool(allowed & {200, 302}))
            tried.count += 1
            named = (role, verb, place.url("…"), place.step, relation.name)
            if answer.status_code not in allowed:
                tried.wrong[named] = (answer.status_code, sorted(allowed))
            text = answer.content.decode(errors="replace")
            if MARK["other"] in text:
                tried.wrong[(*named, "mark")] = "another team's text"
            bodies[relation] = (answer.status_code, plain(text, key), plain(answer.headers.get("Location", ""), key))
            if place.model is not None and verb == "GET" and answer.status_code == 200:
                tried.wrong |= _wrongly_shown(world, role, place, relation, text)
        for relation, body in bodies.items():
            if place.model and not may_see(role, place.model, relation) and body != bodies[Relation.ABSENT]:
                tried.wrong[role, verb, place.url("…"), place.step, relation.name, "body"] = "other than what is absent"
    if (after := row_counts(without=READ_LOGS)) != before:
        tried.wrong[role, "written"] = {table: rows for table, rows in after.items() if rows != before[table]}
    return tried


def _answer(client: Client, verb: str, url: str, *, undo: bool) -> Any:
    """``undo``: a step that the role may take is taken back, so that the next case finds the same world."""
    point = transaction.savepoint()
    answer = client.generic(
        verb, url, b"post=yes&reason=x" if verb == "POST" else b"", "application/x-www-form-urlencoded"
    )
    if undo:
        transaction.savepoint_rollback(point)
    else:
        transaction.savepoint_commit(point)
    return answer


def _wrongly_shown(world: World, role: str, place: Place, relation: Relation, text: str) -> Wrong:
    """What a list leaves out or holds too much, and whether a testimony shows what was told and the limits set to it."""
    model, wrong = place.model, {}
    assert model is not None
    if place.name == "changelist":
        for listed, key in world.relations(model):
            if (f"/{key}/change/" in text) != may_see(role, model, listed):
                wrong[role, place.route, listed.name] = "wrongly in or missing from the list"
    elif place.name == "change" and model.__name__ == "Testimony":
        mark = MARK["own" if "OWN" in relation.name else "team"]
        for section, words in ((Section.ACCOUNT, f"my papers, {mark}"), (Section.CONSENT, f"limit {mark}")):
            if (words in text) != may_read(role, section, model, relation):
                wrong[role, place.route, relation.name, section] = "shown or missing against the table"
    return wrong


def plain(text: str, *keys: object) -> str:
    """A page without what differs at each request: the token against forged posts, the form's note, and the key that was
    asked for."""
    text = re.sub(r'name="(csrfmiddlewaretoken|draft)" value="[^"]+"', "", text)
    for key in keys:
        spellings = {str(key), str(key).upper()}
        if isinstance(key, uuid.UUID):
            spellings |= {key.hex, key.hex.upper(), str(key).replace("-", "_2D")}
        for spelling in spellings - {""}:
            text = text.replace(spelling, "KEY")
    return text


@pytest.fixture
@replayed
def world(cast: Cast, vocabulary: VocabularyFiles) -> World:
    return make_world(cast)


@pytest.mark.slow
@pytest.mark.parametrize("role", [*ROLES, ANONYMOUS])
def test_every_nth_address_answers_as_the_table_says(world: World, role: str) -> None:
    tried = check_role(world, role, every=101)
    assert tried.wrong == {}
    assert tried.count > 10


@pytest.mark.slow
@pytest.mark.parametrize("role", ["interviewer", "coder", "lead", "dpo"])
def test_every_link_of_a_record_leads_somewhere(world: World, role: str) -> None:
    """A page offers its reader only what then answers."""
    client, dead = signed_in(world.become(role)), {}
    for relation, rows in world.records.items():
        for model, row in rows.items():
            if model in admin.site._registry and may_see(role, model, relation):
                shown = client.get(page(model, "change", row.pk))
                for link in shown.context["related"]:
                    for url in filter(None, (link["url"], link["add_url"])):
                        if (status := client.get(url).status_code) != 200:
                            dead[model.__name__, url.partition("=")[0]] = status
    assert dead == {}
