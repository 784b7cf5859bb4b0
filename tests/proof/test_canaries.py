"""A thousand invented people, every page exercised: no mark of theirs stands anywhere in clear, and after an erasure none
opens with the keys at hand."""

import logging
import os
import shutil
import sqlite3
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.contrib.sessions.models import Session
from django.db import connection
from django.utils import timezone
from pytest_django import Settings

from cases.accounts.models import User
from cases.casework.models import Case
from cases.coding.actions import code_act, describe_event, mark_passage, register_actor
from cases.core import permissions, privacy, sealing
from cases.core.fields import sealed_columns
from cases.core.logs import ContentFreeFormatter
from cases.core.models import DataKey
from cases.core.records import action, add_all, fill
from cases.core.rights import Role, everywhere
from cases.core.tokens import TokenError
from cases.desk.actions import erase_person, withdraw
from cases.evidence.actions import attach_evidence
from cases.intake.actions import NewTestimony, Step, log_testimonies, submit_testimonies
from cases.intake.models import Testimony
from cases.vocabulary.loading import VocabularyFiles
from cases.vocabulary.models import AbuseCategory
from cases.witnesses import names
from cases.witnesses.actions import NewConsent, NewPerson, NewRisk, ScopeAnswer, find_people, register_people
from cases.witnesses.models import SHOWN_FIELDS, Identity, Scope, Witness
from tests import canaries
from tests.architecture.test_audited import pages_of
from tests.conftest import Cast
from tests.integration.records import Records
from tests.sign_in import signed_in
from tests.unit.accounts.conftest import DATABASE_CACHE

PEOPLE, ERASED = int(os.environ.get("CANARIES", "1000")), 5


@action
def seal_identities(*, by: User, witnesses: list[Witness], marks: list[str]) -> None:
    with sealing.keys_at_hand(witness.key_owner() for witness in witnesses):
        rows = [Identity(witness=witness) for witness in witnesses]
        for row, mark in zip(rows, marks, strict=True):
            fill(row, dict.fromkeys(SHOWN_FIELDS, mark) | {"name_keys": names.stored_keys([mark])})
        add_all(rows)


@pytest.fixture
def places(settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Path]]:
    """Where this process leaves bytes: the temporary folder, the log, evidence, the database's own folder."""
    temporary, log = tmp_path / "temporary", tmp_path / "log"
    temporary.mkdir()
    log.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    handler = logging.FileHandler(log / "all.log")
    handler.setFormatter(ContentFreeFormatter("%(levelname)s %(message)s"))
    logging.getLogger().addHandler(handler)
    # The cache of an office, which lies in the database; other tests have none.
    settings.CACHES = {**settings.CACHES, "default": DATABASE_CACHE}
    settings.EVIDENCE_DIR = tmp_path / "evidence"
    settings.EVIDENCE_DIR.mkdir(exist_ok=True)
    folder = [Path(connection.settings_dict["NAME"]).parent] if connection.vendor == "sqlite" else []
    yield [temporary, log, settings.EVIDENCE_DIR, *folder]
    logging.getLogger().removeHandler(handler)
    handler.close()


def raw_copy(folder: Path) -> Path:
    """The whole database as a thief or a backup has it: SQLite's backup, or what pg_dump writes."""
    target = folder / "copy"
    if connection.vendor == "sqlite":
        with (
            closing(sqlite3.connect(connection.settings_dict["NAME"])) as live,
            closing(sqlite3.connect(target)) as copy,
        ):
            live.backup(copy)
        return target
    made = connection.settings_dict
    command = ["pg_dump", "--host", made["HOST"], "--username", made["USER"], "--file", str(target), made["NAME"]]
    subprocess.run(command, check=True)  # noqa: S603  (our own arguments)
    return target


def make_people(cast: Cast, case: Case) -> list[Witness]:
    marks = [canaries.mark(number) for number in range(PEOPLE)]
    today = timezone.localdate()
    people = register_people(
        by=cast.interviewer,
        case=case,
        people=[
            NewPerson(
                values={"note": mark},
                consents=[
                    NewConsent(
                        today,
                        {scope: ScopeAnswer("yes", limits=mark) for scope in Scope},
                        {"form_version": "1", "language": "ko", "way": "oral", "note": mark, "named_as": mark},
                    )
                ],
                risks=[NewRisk(today, "medium", dict.fromkeys(("threats", "family_inside", "mitigation"), mark))],  # type: ignore[arg-type]
            )
            for mark in marks
        ],
    )
    seal_identities(by=cast.interviewer, witnesses=people, marks=marks)
    testimonies = log_testimonies(
        by=cast.interviewer,
        case=case,
        testimonies=[
            NewTestimony(
                person,
                {
                    "account": f"{mark} 여권을 빼앗겼다.",
                    "translation": mark,
                    "translator": mark,
                    "prior_statements": mark,
                },
            )
            for person, mark in zip(people, marks, strict=True)
        ],
    )
    submit_testimonies(by=cast.interviewer, steps=[Step(one, timezone.now()) for one in testimonies])
    return people


def coded(cast: Cast, case: Case, testimony: Testimony) -> None:
    """What hangs on a testimony, each with the mark in it."""
    mark = canaries.mark(0)
    passage = mark_passage(by=cast.coder, testimony=testimony, exact=mark)
    event = describe_event(by=cast.coder, case=case, summary=mark)
    code_act(
        by=cast.coder, event=event, testimony=testimony, category=AbuseCategory.objects.get(code="WRK-01"), note=mark,
        passages=[passage], victims=[testimony.witness],
    )  # fmt: skip
    register_actor(by=cast.coder, case=case, kind="individual", name=mark)
    attach_evidence(by=cast.coder, case=case, testimony=testimony, content=mark.encode() * 50, name=f"{mark}.txt")


def exercise(cast: Cast, people: list[Witness]) -> None:
    """Every page by every role, with marks in searches, addresses, forms and names of files."""
    first = people[0]
    testimony = Testimony.objects.get(witness=first)
    records: Records = {Witness: first, Testimony: testimony, Identity: first.identity}
    for consent in (first.consents.all()[0], first.risks.all()[0]):
        records[type(consent)] = consent
    mark = canaries.mark(1)
    for role in ("interviewer", "coder", "lead", "legal", "advocacy", "dpo", "administrator"):
        client = signed_in(getattr(cast, role))
        client.raise_request_exception = False
        for path in pages_of(records):
            client.get(path)
            client.get(path, {"q": mark})
            client.post(path, {"name": mark, "reason": "", "note": mark, "account": mark})
        client.get(f"/staff/{mark}/")
        client.get(f"/en/{mark}/", {"release": mark}, headers={"referer": f"http://localhost/{mark.encode()!r}"})
        client.post(f"/staff/identity/{first.identity.pk}/open/", {"reason": "proof"})
        client.post("/accounts/login/", {"login": mark, "password": mark})
    find_people(by=cast.interviewer, name=mark)


def test_no_mark_stands_anywhere(
    transactional_db: None, cast: Cast, case: Case, vocabulary: VocabularyFiles, places: list[Path], tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setitem(permissions.ALLOWED, f"{__name__.split('.')[1]}.seal_identities", everywhere(Role.INTERVIEWER))
    people = make_people(cast, case)
    coded(cast, case, Testimony.objects.get(witness=people[0]))
    exercise(cast, people)
    assert sum(1 for _mark in opened_marks()) > PEOPLE * 10, "the marks are there, sealed"
    assert cached() > 0
    assert [one for one in Session.objects.all() if canaries.MARK in str(one.get_decoded())] == []
    assert canaries.found_below([*places, raw_copy(tmp_path)]) == {}
    erase(cast, people[:ERASED], tmp_path)
    assert canaries.found_below([*places, raw_copy(tmp_path)]) == {}
    print(f"{PEOPLE} people x {len(canaries.encodings())} ways of writing on {connection.vendor}: 0 found")  # noqa: T201


def cached() -> int:
    """How many entries the cache holds: that it was used at all."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT COUNT(*) FROM cases_cache")
        return int(cursor.fetchone()[0])


def opened_marks() -> Iterator[str]:
    """The marks in whatever opens with the keys at hand."""
    for model in privacy.own_models():
        for name in sealed_columns(model) - {"wrapped", "evidence_identity"}:
            for row in model._base_manager.exclude(**{name: None}):
                try:
                    text = sealing.open_text(row, name) or ""
                except TokenError:
                    continue
                if canaries.MARK in text:
                    yield text[text.index(canaries.MARK) :][: len(canaries.mark(0))]


def erase(cast: Cast, people: list[Witness], folder: Path) -> None:
    """Erased people's keys are in no copy made from now on, and none of their marks opens."""
    wrapped = {
        bytes(key.wrapped) for person in people for key in DataKey.objects.filter(owner_uuid=person.pk) if key.wrapped
    }
    assert len(wrapped) == len(people)
    for person in people:
        withdrawal = withdraw(by=cast.dpo, witness=person, received_on=timezone.localdate(), way="phone", whole=True)
        erase_person(by=cast.dpo, withdrawal=withdrawal, code=person.code)
    erased = {canaries.mark(number) for number in range(len(people))}
    # What the coder wrote of the case itself, the actor's name, is the case's and stays.
    assert erased & (set(opened_marks()) - {canaries.mark(0)}) == set()
    files = [raw_copy(folder)]
    if connection.vendor == "sqlite":
        files += [path for path in Path(connection.settings_dict["NAME"]).parent.iterdir() if path.is_file()]
    for file in files:
        content = file.read_bytes()
        assert not any(key in content or key.hex().encode() in content for key in wrapped), file


@pytest.mark.parametrize(("way", "content"), canaries.written_in_every_way().items())
def test_the_search_finds_each_way_of_writing(way: str, content: bytes) -> None:
    assert way in canaries.found_in(content)


@pytest.fixture(autouse=True)
def _needs_pg_dump() -> None:
    if "postgresql" in django_settings.DATABASES["default"]["ENGINE"] and shutil.which("pg_dump") is None:
        pytest.skip("pg_dump is missing: install postgresql-client")
