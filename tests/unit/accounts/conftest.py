"""A browser that signs in by hand, codes, and limits that really count."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import decrypt
from django.conf import settings as settings_module
from django.core.cache import cache
from django.test import Client
from pytest_django import Settings

from cases.accounts import queries
from cases.accounts.actions import enrol_demonstration_code
from cases.accounts.models import User
from cases.core.models import AuditEvent
from tests.conftest import Cast
from tests.quick_age import quick_age

__all__ = ["quick_age"]


@pytest.fixture
def counting(db: None, settings: Settings) -> None:
    """The cache of an office: in the database, shared by all processes."""
    settings.CACHES = {**settings_module.CACHES, "default": DATABASE_CACHE}
    cache.clear()


DATABASE_CACHE = {
    "BACKEND": "django.core.cache.backends.db.DatabaseCache",
    "LOCATION": "cases_cache",
    "OPTIONS": {"MAX_ENTRIES": 200_000},
}


@pytest.fixture
def coder(cast: Cast) -> User:
    """The coder, with an authenticator app."""
    enrol_demonstration_code(by=cast.administrator, user=cast.coder)
    return cast.coder


def code_of(user: User) -> str:
    """What the person's app shows now."""
    return queries.current_code(decrypt(Authenticator.objects.get(user=user, type="totp").data["secret"]))


def give_password(client: Client, name: str, password: str, address: str = "192.0.2.1") -> str:
    """Post the sign-in page; where it leads, or the page with its sentence."""
    answer = client.post("/accounts/login/", {"login": name, "password": password}, REMOTE_ADDR=address)
    return answer.headers.get("Location") or answer.content.decode()


def is_in(client: Client) -> bool:
    """Whether the browser reads staff pages."""
    return client.get("/staff/").status_code == 200


def events(*actions: str) -> list[AuditEvent]:
    """The events with these names, in order."""
    return list(AuditEvent.objects.filter(action__in=[f"accounts.{name}" for name in actions]).order_by("seq"))
