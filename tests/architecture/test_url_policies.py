"""Every address has a declared policy, and every staff page is guarded; test_anonymous tries them all."""

from typing import Any

import pytest
from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.urls import clear_url_caches, get_resolver, include, path, re_path
from pytest_django import Settings

from cases.core.checks.addresses import every_address_has_a_policy
from cases.core.url_policies import DECLARED, Policy, is_guarded, policy_of, routes
from casetracker import urls


def rogue(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
    return HttpResponse("content")


urlpatterns: list[Any] = [*urls.urlpatterns]


def reported(settings: Settings, *patterns: Any) -> list[tuple[str | None, str]]:
    """What the check says once these addresses are added."""
    urlpatterns[:] = [*urls.urlpatterns, *patterns]
    settings.ROOT_URLCONF = __name__
    clear_url_caches()
    return [(message.id, str(message.msg)) for message in every_address_has_a_policy()]


def test_every_address_is_declared(settings: Settings) -> None:
    found = list(routes(get_resolver()))
    assert len(found) > 100
    assert reported(settings) == []


def test_declared_addresses_exist() -> None:
    """The table names nothing that went away."""
    known = [route for route, _callback in routes(get_resolver())]
    for declared in DECLARED:
        if declared.endswith("*"):
            assert any(route.startswith(declared[:-1]) for route in known), declared
        else:
            assert declared in known, declared


@pytest.mark.parametrize(
    "pattern",
    [
        path("rogue/", rogue),
        re_path(r"^rogue/(?P<name>.*)$", rogue),
        path("deep/", include([path("er/", include([path("rogue/", rogue)]))])),
        path("accounts/rogue/", rogue),
        path("accounts/2fa/rogue/", rogue),
        path("accounts/login/rogue/", rogue),
        path("", rogue),
        path("api/v1/", rogue),
        path("staffing/", rogue),
    ],
    ids=str,
)
def test_rogue_address_is_reported(settings: Settings, pattern: Any) -> None:
    assert [number for number, _text in reported(settings, pattern)] == ["cases.E060"]


@pytest.mark.parametrize(
    "pattern",
    [path("staff/rogue/", rogue), path("staff/", include([re_path("^rogue$", rogue)])), path("staff/", rogue)],
    ids=str,
)
def test_staff_address_without_admin_view_is_reported(settings: Settings, pattern: Any) -> None:
    """It would answer without asking who is there."""
    assert [number for number, _text in reported(settings, pattern)] == ["cases.E061"]


def test_guarded_view_is_known() -> None:
    assert is_guarded(admin.site.admin_view(rogue))
    assert is_guarded(admin.site.admin_view(rogue, cacheable=True))
    assert not is_guarded(rogue)
    assert not is_guarded(admin.site.login)


def test_every_staff_address_is_guarded() -> None:
    staff = [(route, callback) for route, callback in routes(get_resolver()) if policy_of(route) == Policy.STAFF]
    assert len(staff) > 80
    assert [route for route, callback in staff if not is_guarded(callback)] == []
