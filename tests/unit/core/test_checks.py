"""Each dangerous setting is broken once, and the system check that watches over it says so with a remedy."""

import os
import sys
from pathlib import Path
from typing import Any

import pytest
from django.core.checks import run_checks
from pytest_django import Settings

from cases.core.checks import store
from casetracker import settings as real
from tests.architecture.sources import ROOT, run

DIRECTIVES = real.CONTENT_SECURITY_POLICY["DIRECTIVES"]
INIT = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON; PRAGMA recursive_triggers=ON;"
MAIL = {"class": "django.utils.log.AdminEmailHandler", "formatter": "content_free"}
PLAIN = {"class": "logging.StreamHandler"}
SHORT = [{"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 8}}]


def without(name: str) -> list[str]:
    return [one for one in real.MIDDLEWARE if not one.endswith(name)]


def csp(**changes: list[str]) -> dict[str, Any]:
    return {"DIRECTIVES": {**DIRECTIVES, **{name.replace("_", "-"): value for name, value in changes.items()}}}


PUBLIC = {"ALLOWED_HOSTS": ["example.org"]}
HTTPS = {"SECURE_SSL_REDIRECT": True, "SECURE_HSTS_SECONDS": 63_072_000}
SECURE = {"SESSION_COOKIE_SECURE": True, "CSRF_COOKIE_SECURE": True}
BROKEN: list[tuple[str, dict[str, Any]]] = [
    ("E010", {**PUBLIC, "DEBUG": True}),
    ("E011", {"SECRET_KEY": "short"}),
    ("E011", {"SECRET_KEY": "a" * 80}),
    ("E011", {"SECRET_KEY": "django-insecure-abcdefghijklmnopqrstuvwxyz0123456789abcdefghij"}),
    ("E012", {"ALLOWED_HOSTS": ["*"]}),
    ("E012", {"ALLOWED_HOSTS": [".example.org"]}),
    ("E012", {"ALLOWED_HOSTS": []}),
    ("E013", PUBLIC),
    ("E013", {"ALLOWED_HOSTS": ["abc.onion", "example.org"]}),
    ("E013", {"ALLOWED_HOSTS": ["192.0.2.1"], "SECURE_SSL_REDIRECT": True}),
    ("W014", {"ALLOWED_HOSTS": ["abc.onion", "example.org"], **HTTPS, **SECURE}),
    ("E015", {"ONION": "http://abc.onion"}),
    ("E015", {"ONION": f"ftp://{'a' * 56}.onion"}),
    ("E015", {"ONION": f"http://{'a' * 56}.onion/en"}),
    ("E015", {"ONION": f"http://{'A' * 56}.onion"}),
    ("E015", {"ONION": f"http://{'1' * 56}.onion"}),
    ("E015", {"ONION": f"http://{'a' * 56}.onion.example.org"}),
    ("E015", {"ONION": "https://example.org"}),
    ("E031", {"CACHES": {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}}),
    ("E032", {"USE_TZ": False}),
    ("E033", {"FILE_UPLOAD_HANDLERS": ["django.core.files.uploadhandler.TemporaryFileUploadHandler"]}),
    ("E033", {"FILE_UPLOAD_HANDLERS": [*real.FILE_UPLOAD_HANDLERS, "django.core.files.uploadhandler.MemoryFileUploadHandler"]}),
    ("E033", {"STORAGES": {**real.STORAGES, "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"}}}),
    ("E040", {"MIDDLEWARE": without("SecurityMiddleware")}),
    ("E040", {"MIDDLEWARE": without("SecondFactorDoor")}),
    ("E040", {"MIDDLEWARE": without("SessionEnd")}),
    ("E040", {"MIDDLEWARE": without("CsrfViewMiddleware")}),
    ("E040", {"MIDDLEWARE": without("core.headers.Headers")}),
    ("E040", {"MIDDLEWARE": without("Limits")}),
    ("E040", {"MIDDLEWARE": ["a.b.First", *real.MIDDLEWARE]}),
    ("E040", {"MIDDLEWARE": list(reversed(real.MIDDLEWARE))}),
    ("E041", {"SIDE": "public"}),
    ("E042", {"SESSION_ENGINE": "django.contrib.sessions.backends.signed_cookies"}),
    ("E042", {"SESSION_SERIALIZER": "a.PickleSerializer"}),
    ("E043", {"SESSION_COOKIE_AGE": 14 * 24 * 3600}),
    ("E043", {"SESSION_IDLE_SECONDS": 3600}),
    ("E044", {"SESSION_COOKIE_HTTPONLY": False}),
    ("E044", {"CSRF_COOKIE_SAMESITE": "Lax"}),
    ("E044", {"SESSION_COOKIE_SAMESITE": None}),
    ("E044", {**PUBLIC, **HTTPS, "SESSION_COOKIE_SECURE": False}),
    ("E045", {"PASSWORD_HASHERS": ["django.contrib.auth.hashers.MD5PasswordHasher"]}),
    ("E045", {"PASSWORD_HASHERS": [*real.PASSWORD_HASHERS, "django.contrib.auth.hashers.PBKDF2PasswordHasher"]}),
    ("E045", {"PASSWORD_HASHERS": []}),
    ("E045", {"AUTH_PASSWORD_VALIDATORS": []}),
    ("E045", {"AUTH_PASSWORD_VALIDATORS": SHORT}),
    ("E046", {"ACCOUNT_ADAPTER": "allauth.account.adapter.DefaultAccountAdapter"}),
    ("E047", {"MFA_ADAPTER": "allauth.mfa.adapter.DefaultMFAAdapter"}),
    ("E047", {"MFA_SUPPORTED_TYPES": ["recovery_codes"]}),
    ("E050", {"EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend"}),
    ("E050", {"ADMINS": [("a", "a@example.org")]}),
    ("E051", {"LOGGING": {**real.LOGGING, "handlers": {**real.LOGGING["handlers"], "mail": MAIL}}}),
    ("E051", {"LOGGING": {**real.LOGGING, "handlers": {"console": PLAIN}}}),
    ("E051", {"LOGGING": {**real.LOGGING, "root": {}}}),
    ("E051", {"LOGGING": {**real.LOGGING, "loggers": {}}}),
    ("E051", {"LOGGING_CONFIG": "logging.config.dictConfig"}),
    ("E052", {"DEFAULT_EXCEPTION_REPORTER": "django.views.debug.ExceptionReporter"}),
    ("E052", {"DEFAULT_EXCEPTION_REPORTER_FILTER": "django.views.debug.SafeExceptionReporterFilter"}),
    ("E053", {"CONTENT_SECURITY_POLICY": csp(style_src=["'self'", "'unsafe-inline'"])}),
    ("E053", {"CONTENT_SECURITY_POLICY": csp(script_src=["'unsafe-eval'"])}),
    ("E053", {"CONTENT_SECURITY_POLICY": csp(img_src=["*"])}),
    ("E053", {"CONTENT_SECURITY_POLICY": csp(img_src=["http:"])}),
    ("E053", {"CONTENT_SECURITY_POLICY": csp(default_src=["'self'"])}),
    ("E053", {"CONTENT_SECURITY_POLICY": csp(frame_ancestors=["'self'"])}),
    ("E053", {"CONTENT_SECURITY_POLICY": {"DIRECTIVES": {}}}),
    ("E053", {"CONTENT_SECURITY_POLICY": {**csp(), "EXCLUDE_URL_PREFIXES": ["/staff/"]}}),
    ("E054", {"SECURE_REFERRER_POLICY": "unsafe-url"}),
    ("E054", {"SECURE_CROSS_ORIGIN_OPENER_POLICY": None}),
    ("E054", {"SECURE_CONTENT_TYPE_NOSNIFF": False}),
    ("E054", {"X_FRAME_OPTIONS": "SAMEORIGIN"}),
    ("E054", {"WHITENOISE_ALLOW_ALL_ORIGINS": True}),
    ("E055", {"DATA_UPLOAD_MAX_MEMORY_SIZE": None}),
    ("E055", {"DATA_UPLOAD_MAX_NUMBER_FILES": 100}),
    ("E055", {"DATA_UPLOAD_MAX_NUMBER_FIELDS": None}),
    ("E055", {"EVIDENCE_MAX_BYTES": 2**40}),
    ("E056", {"TEMPLATES": [{**real.TEMPLATES[0], "OPTIONS": {"autoescape": False}}]}),
]  # fmt: skip


@pytest.fixture(autouse=True)
def _real_settings(settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The settings as they are, where those of the tests differ; files of its own."""
    for name in ("PASSWORD_HASHERS", "CACHES", "STORAGES", "EMAIL_BACKEND", "ALLOWED_HOSTS"):
        setattr(settings, name, getattr(real, name))
    open_database_as(monkeypatch, "sqlite3", INIT)
    settings.VAR_DIR = tmp_path
    tmp_path.chmod(0o700)
    settings.KEY_FILE = tmp_path / "keys.json"
    settings.STATIC_ROOT = tmp_path / "static"


def open_database_as(monkeypatch: pytest.MonkeyPatch, engine: str, init: str) -> None:
    """What the settings say about the database; the open connection stays."""
    described = {"ENGINE": f"django.db.backends.{engine}", "OPTIONS": {"init_command": init}}
    monkeypatch.setattr(store, "database", lambda: described)


def found() -> dict[str, Any]:
    """Our own messages by number."""
    return {str(m.id).removeprefix("cases."): m for m in run_checks() if str(m.id).startswith("cases.")}


def test_settings_as_they_are_pass() -> None:
    assert found() == {}


@pytest.mark.parametrize(("number", "changes"), BROKEN)
def test_dangerous_setting_is_reported_with_its_remedy(
    settings: Settings, number: str, changes: dict[str, Any]
) -> None:
    for name, value in changes.items():
        setattr(settings, name, value)
    message = found()[number]
    assert message.is_serious(30 if number.startswith("W") else 40)
    assert message.hint
    assert message.msg.endswith(".")


@pytest.mark.parametrize(
    ("changes", "silent"),
    [
        ({"DEBUG": True}, "E010"),
        ({"ALLOWED_HOSTS": ["abc.onion"]}, "E013"),
        ({**PUBLIC, **HTTPS, **SECURE}, "E013"),
        ({"ONION": f"http://{'a2' * 28}.onion"}, "E015"),
    ],
)
def test_harmless_setting_is_not_reported(settings: Settings, changes: dict[str, Any], silent: str) -> None:
    """Debugging on this machine alone; an onion address without HTTPS; HTTPS; the address of an onion service."""
    for name, value in changes.items():
        setattr(settings, name, value)
    assert silent not in found()


@pytest.mark.parametrize(
    ("engine", "init", "reported"),
    [
        ("sqlite3", "", True),
        ("sqlite3", INIT.replace("FULL", "NORMAL"), True),
        ("sqlite3", INIT.replace("PRAGMA secure_delete=ON;", ""), True),
        ("postgresql", "", False),
    ],
)
def test_sqlite_without_its_pragmas_is_reported(
    monkeypatch: pytest.MonkeyPatch, engine: str, init: str, reported: bool
) -> None:
    open_database_as(monkeypatch, engine, init)
    assert ("E030" in found()) == reported


@pytest.mark.parametrize(("number", "name"), [("E020", "secret_key"), ("E021", "keys.json")])
@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660, 0o644])
def test_file_that_others_read_is_reported(settings: Settings, number: str, name: str, mode: int) -> None:
    path = settings.VAR_DIR / name
    path.touch(mode=0o600)
    assert number not in found()
    path.chmod(mode)
    assert f"chmod 600 {path}" == found()[number].hint


def test_var_folder_that_others_look_into_is_reported(settings: Settings) -> None:
    settings.VAR_DIR.chmod(0o750)
    assert "chmod 700" in found()["W023"].hint


@pytest.mark.parametrize("name", ["KEY_FILE", "EVIDENCE_DIR"])
def test_secret_in_a_served_folder_is_reported(settings: Settings, name: str) -> None:
    """Also through a link."""
    settings.STATIC_ROOT.mkdir()
    link = settings.VAR_DIR / "link"
    link.symlink_to(settings.STATIC_ROOT)
    for folder in (settings.STATIC_ROOT, settings.STATIC_ROOT / "css", settings.STATICFILES_DIRS[0], link):
        setattr(settings, name, Path(folder) / "x")
        assert "E022" in found(), folder


@pytest.mark.slow
@pytest.mark.parametrize("side", ["both", "staff", "public"])
def test_deploy_check_has_no_warning(tmp_path: Path, side: str) -> None:
    """For an office with a public name, each half."""
    tmp_path.chmod(0o700)
    more = {"CASETRACKER_HOSTS": "example.org", "CASETRACKER_SIDE": side, "CASETRACKER_VAR": str(tmp_path)}
    result = run(
        sys.executable,
        "manage.py",
        "check",
        "--deploy",
        "--fail-level",
        "WARNING",
        # A browser test of the same session may have set the variable for itself.
        env={name: value for name, value in os.environ.items() if name != "DJANGO_ALLOW_ASYNC_UNSAFE"} | more,
        cwd=ROOT,
    )
    assert result.returncode == 0, result.stderr


def test_wrong_side_is_refused_at_the_start(tmp_path: Path) -> None:
    more = {"CASETRACKER_SIDE": "front", "CASETRACKER_VAR": str(tmp_path)}
    result = run(sys.executable, "manage.py", "check", env={**os.environ, **more})
    assert result.returncode != 0
    assert "CASETRACKER_SIDE is “front”: set it to staff, public or both." in result.stderr
