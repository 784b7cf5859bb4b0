"""What every test stands on: settings for tests, keys of its own, a database that can be emptied."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import override_settings
from pytest_django import DjangoDbBlocker, Settings

from cases.core import keyring, triggers
from cases.core.models import Installation


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
    ):
        yield


@pytest.fixture(autouse=True)
def _own_evidence_and_keys(settings: Settings, tmp_path: Path) -> Iterator[None]:
    """Evidence goes to the test's own folder, and no key stays in memory for the next test."""
    settings.EVIDENCE_DIR = tmp_path / "evidence"
    yield
    keyring.lock()


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


@pytest.fixture
def installation(db: None) -> Installation:
    """The row that says: this is a demonstration database. The first row of all, so no action makes it."""
    return Installation.objects.create(kind=Installation.Kind.DEMO)


# --- cast: made through actions ---
