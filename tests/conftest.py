"""What every test stands on: settings for tests, keys of its own, a database that can be emptied."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as settings_module
from django.db import connection, transaction
from django.test import override_settings
from django.utils import timezone, translation
from pytest_django import DjangoDbBlocker, Settings

from cases.accounts.actions import create_first_administrator, create_user, enrol, make_enrolment_link, system_user
from cases.accounts.models import User
from cases.casework.actions import create_case, set_case_members
from cases.casework.models import Case
from cases.coding.actions import code_act, describe_event, describe_labour_situation, finish_coding, mark_passage
from cases.coding.models import Act, Event
from cases.core import keyring, triggers
from cases.core.models import Installation
from cases.core.permissions import Role
from cases.desk.actions import load_first_case
from cases.desk.demonstration import verify_and_publish
from cases.desk.first_case import read as read_first_case
from cases.intake.actions import log_testimony, submit_testimony
from cases.intake.models import Testimony
from cases.published.models import PublishedCase, PublishedRelease
from cases.releases.actions import set_site
from cases.verification.actions import assess_testimony, begin_verification, clear_testimony
from cases.vocabulary.actions import load_vocabulary
from cases.vocabulary.loading import VocabularyFiles, read_folder
from cases.vocabulary.models import AbuseCategory, Place, Sector
from cases.witnesses.actions import ScopeAnswer, assess_risk, record_consent, register_witness
from cases.witnesses.models import Witness
from tests import replay
from tests.clock import _day  # noqa: F401
from tests.freezing import freeze_as_a_release_would
from tests.replay import replayed
from tests.sample_release import sample_release
from tests.second_coding import _no_second_coder, everything_is_chosen  # noqa: F401
from tests.sessions import end_other_sessions


@pytest.fixture(scope="session", autouse=True)
def _test_settings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Static files without a manifest, quick password hashes, a plain key file that nobody else uses."""
    key_file = tmp_path_factory.mktemp("keys") / "keys.json"
    keyring.create_key_file(key_file, passphrase=None)
    with override_settings(
        STORAGES={
            "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
            "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
        },
        # WhiteNoise reads static/ itself, so that no collected folder is needed.
        WHITENOISE_AUTOREFRESH=True,
        WHITENOISE_USE_FINDERS=True,
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
        KEY_FILE=key_file,
        # A page of one test must not answer in the next.
        CACHES={name: {"BACKEND": "django.core.cache.backends.dummy.DummyCache"} for name in ("default", "pages")},
    ):
        yield


@pytest.fixture(autouse=True)
def _own_evidence_and_keys(settings: Settings, tmp_path: Path) -> Iterator[None]:
    """Evidence goes to the test's own folder, and no key stays in memory for the next test."""
    settings.EVIDENCE_DIR = tmp_path / "evidence"
    settings.NOISE_DIR = tmp_path / "noise"
    replay.start()
    yield
    keyring.lock()


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    """A page asked for in Korean leaves Korean switched on in this thread; the next test expects English."""
    with translation.override("en"):
        yield


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """SQLite lives in a file, as in an office: in memory, the live server's threads would share one connection."""
    if connection.vendor == "sqlite":
        folder = tmp_path_factory.mktemp("database")
        connection.settings_dict["TEST"]["NAME"] = str(folder / "test.sqlite3")
        # A test database need not survive a power cut.
        options = connection.settings_dict["OPTIONS"]
        options["init_command"] = options["init_command"].replace("synchronous=FULL", "synchronous=OFF")


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Let Django empty every table after a transactional test, which the append-only triggers refuse."""
    operations = type(connection.ops)
    flush = operations.execute_sql_flush

    def flush_without_triggers(self: Any, sql_list: list[str]) -> None:
        with transaction.atomic(using=self.connection.alias):
            triggers.remove(self.connection)
            flush(self, sql_list)
            triggers.install(self.connection)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(operations, "execute_sql_flush", flush_without_triggers)
        yield
    with django_db_blocker.unblock():
        end_other_sessions()


@pytest.fixture
def installation(db: None) -> Installation:
    """The row that says: this is a demonstration database. The first row of all, so no action makes it."""
    return Installation.objects.create(kind=Installation.Kind.DEMO)


# --- cast: made through actions ---

PASSWORD = "correct horse battery staple"  # every account of the cast
ACCOUNT = "우리는 하루에 열여덟 시간 일했습니다. 여권은 관리자가 보관했습니다.\n쉬는 날은 없었습니다."


@dataclass(frozen=True)
class Cast:
    """One person a role, and a coder who is on no team."""

    administrator: User
    interviewer: User
    coder: User
    lead: User
    legal: User
    advocacy: User
    dpo: User
    stranger: User


@pytest.fixture
@replayed
def cast(db: None) -> Cast:
    """A demonstration database with an account for each role."""
    first = create_first_administrator(by=system_user(), kind="demo", username="administrator", name="")
    administrator = enrolled(first, by=first)
    names = {role.value: [role.value] for role in Role if role != Role.ADMINISTRATOR} | {"stranger": ["coder"]}
    people = {
        name: enrolled(create_user(by=administrator, username=name, name="", roles=roles), by=administrator)
        for name, roles in names.items()
    }
    return Cast(administrator=administrator, **people)


def enrolled(user: User, *, by: User) -> User:
    """A new person, who has used their link and chosen the password of the cast."""
    return enrol(by=user, token=make_enrolment_link(by=by, user=user), password=PASSWORD)


@pytest.fixture(scope="session")
def all_files() -> VocabularyFiles:
    """The vocabulary's files, read once."""
    return read_folder(settings_module.BASE_DIR / "data" / "vocabulary")


@pytest.fixture
@replayed
def vocabulary(cast: Cast, all_files: VocabularyFiles) -> VocabularyFiles:
    """What tests code with: the families, indicators and first acts; Russia and a few places."""
    wanted = ("01", "02", "03", "04", "06", "07", "99")
    few = VocabularyFiles(
        categories=[
            line
            for line in all_files.categories
            if line["family"] in (None, "ILO") or line["code"] == "FLT-OVS" or line["code"].endswith(wanted)
        ],
        sectors=all_files.sectors,
        places=[line for line in all_files.places if line["code"] in ("RU", "KP", "RU-D-FE", "RU-PRI")],
        instruments=all_files.instruments[:2],
    )
    load_vocabulary(by=cast.administrator, files=few)
    return few


@pytest.fixture
@replayed
def case(cast: Cast) -> Case:
    """A case of our own, led by the coder, with everybody but the stranger on the team."""
    case = create_case(by=cast.coder, title="Workers sent abroad", slug="workers-sent-abroad")
    team = [cast.interviewer, cast.coder, cast.lead, cast.legal, cast.advocacy, cast.dpo]
    return set_case_members(by=cast.coder, case=case, users=team)


@pytest.fixture
@replayed
def witness(cast: Cast, case: Case) -> Witness:
    """A witness of our own with consent to statistics and a risk assessment in date."""
    witness = register_witness(by=cast.interviewer, case=case, sex="male", age_band="30_44")
    record_consent(
        by=cast.interviewer,
        witness=witness,
        given_on=timezone.localdate(),
        scopes={
            "S0": ScopeAnswer("yes"),
            "S1": ScopeAnswer("yes"),
            "S2": ScopeAnswer("yes", limits="not before spring"),
        },
        form_version="1",
        language="ko",
        way="oral",
    )
    assess_risk(by=cast.interviewer, witness=witness, assessed_on=timezone.localdate(), level="medium", threats="x")
    return witness


@pytest.fixture
@replayed
def testimony(cast: Cast, case: Case, witness: Witness) -> Testimony:
    """An own interview in draft."""
    return log_testimony(by=cast.interviewer, case=case, witness=witness, language="ko", account=ACCOUNT)


@pytest.fixture
@replayed
def submitted(cast: Cast, testimony: Testimony) -> Testimony:
    """An own interview that waits for a coder."""
    return submit_testimony(by=cast.interviewer, testimony=testimony)


@pytest.fixture
@replayed
def event(cast: Cast, case: Case) -> Event:
    """Something that happened in the case."""
    return describe_event(by=cast.coder, case=case, summary="work abroad")


@pytest.fixture
@replayed
def act(cast: Cast, vocabulary: VocabularyFiles, submitted: Testimony, event: Event) -> Act:
    """One act, coded from words of the submitted interview."""
    passage = mark_passage(by=cast.coder, testimony=submitted, exact="하루에 열여덟 시간 일했습니다")
    assert submitted.witness is not None
    category = AbuseCategory.objects.get(code="WRK-01")
    return code_act(
        by=cast.coder, event=event, testimony=submitted, category=category, passages=[passage],
        victims=[submitted.witness],
    )  # fmt: skip


@pytest.fixture
@replayed
def verified(cast: Cast, submitted: Testimony, act: Act) -> Testimony:
    """An own interview, coded by the coder and verified by the lead."""
    finish_coding(by=cast.coder, testimony=submitted)
    begin_verification(by=cast.lead, testimony=submitted)
    return assess_testimony(
        by=cast.lead, testimony=submitted, reliability="F", credibility="3", level="V1", contrary_information="none"
    ).testimony


@pytest.fixture
@replayed
def cleared(cast: Cast, verified: Testimony) -> Testimony:
    """An own interview that meets every condition to count; its person worked in construction in Primorye."""
    describe_labour_situation(
        by=cast.coder, case=verified.case, witness=verified.witness, is_main=True, channel="company",
        sector=Sector.objects.get(code="construction"), place=Place.objects.get(code="RU-PRI"),
    )  # fmt: skip
    return clear_testimony(by=cast.dpo, testimony=verified)


@pytest.fixture
@replayed
def first_case(cast: Cast, vocabulary: VocabularyFiles) -> Case:
    """The first case as `load_first_case` leaves it: coded, nothing published; lead and DPO on the team."""
    facts = read_first_case(settings_module.BASE_DIR / "data" / "first_case")
    case = load_first_case(by=cast.coder, first_case=facts)
    return set_case_members(by=cast.coder, case=case, users=[cast.lead, cast.dpo])


@pytest.fixture
@replayed
def published_press_case(cast: Cast, first_case: Case) -> PublishedCase:
    """The first case, verified by the lead and published by lead and DPO, with site and glossary."""
    set_site(by=cast.administrator, organisation="Casetracker tests", contact="office@example.org")
    verify_and_publish(first_case, lead=cast.lead, dpo=cast.dpo)
    return PublishedCase.objects.get()


# --- a release of made-up figures ---


@pytest.fixture
@replayed
def published_release(db: None) -> PublishedRelease:
    """The sample release, with every tier of figures shown, as the current one."""
    return freeze_as_a_release_would(sample_release())
