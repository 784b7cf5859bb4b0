"""Who may meet which address: one declared table, read by the headers, by a system check and by tests.

Every route of the URLconf has a policy here; one that has none stops every command. Addresses that the table does
not call public or static are confidential: whatever stands there is kept in no cache.
"""

import enum
from collections.abc import Callable, Iterator

from django.conf import settings
from django.urls import URLPattern, URLResolver
from django.urls.resolvers import LocalePrefixPattern

from .translated import LANGUAGES


class Policy(enum.Enum):
    """What somebody who is not signed in meets."""

    PUBLIC = "what is published"
    SIGN_IN = "a page to sign in with, and nothing that is stored"
    ACCOUNT = "the sign-in page: only for one's own account"
    STAFF = "the sign-in page: only for staff, by the table of rights"


LANGUAGE = "<language>/"
"""How a route under a language is written."""

DECLARED: dict[str, Policy] = {
    f"{LANGUAGE}*": Policy.PUBLIC,
    "data/*": Policy.PUBLIC,
    "robots.txt": Policy.PUBLIC,
    "sitemap.xml": Policy.PUBLIC,
    # Every route below is also checked to be guarded by the admin site.
    "staff/*": Policy.STAFF,
    "staff/login/": Policy.SIGN_IN,
    # One by one: nothing stands behind the address that would ask.
    "accounts/login/": Policy.SIGN_IN,
    "accounts/logout/": Policy.SIGN_IN,
    "accounts/enrol/<str:token>/": Policy.SIGN_IN,
    "accounts/unlock/": Policy.SIGN_IN,
    "accounts/lockdown/": Policy.SIGN_IN,
    "accounts/2fa/authenticate/": Policy.SIGN_IN,
    "accounts/2fa/webauthn/login/": Policy.SIGN_IN,
    "accounts/reauthenticate/": Policy.ACCOUNT,
    "accounts/password/change/": Policy.ACCOUNT,
    "accounts/2fa/": Policy.ACCOUNT,
    "accounts/2fa/reauthenticate/": Policy.ACCOUNT,
    "accounts/2fa/totp/activate/": Policy.ACCOUNT,
    "accounts/2fa/totp/deactivate/": Policy.ACCOUNT,
    "accounts/2fa/recovery-codes/": Policy.ACCOUNT,
    "accounts/2fa/recovery-codes/generate/": Policy.ACCOUNT,
    "accounts/2fa/recovery-codes/download/": Policy.ACCOUNT,
    "accounts/2fa/webauthn/": Policy.ACCOUNT,
    "accounts/2fa/webauthn/add/": Policy.ACCOUNT,
    "accounts/2fa/webauthn/reauthenticate/": Policy.ACCOUNT,
    "accounts/2fa/webauthn/keys/<int:pk>/edit/": Policy.ACCOUNT,
    "accounts/2fa/webauthn/keys/<int:pk>/remove/": Policy.ACCOUNT,
    "accounts/sessions/": Policy.ACCOUNT,
}
"""Policy by route; ``*`` at the end stands for everything below. The longest one counts."""

PUBLIC_PATHS = ("data/", *(f"{language}/" for language in LANGUAGES))
PUBLIC_FILES = ("/robots.txt", "/sitemap.xml")
FRAMED_PATHS = tuple(f"/{language}/embed/" for language in LANGUAGES)
"""Cards for the frames of other sites; nothing else of ours stands in one."""

SCRIPTED_PATHS = ("staff/", "accounts/")
"""Only pages for staff run scripts, our own."""

_GUARDS = {
    ("cases.core.staff_site", "StaffSite.admin_view.<locals>.shown"),
    ("django.contrib.admin.sites", "AdminSite.get_urls.<locals>.wrap.<locals>.wrapper"),
    ("django.contrib.admin.options", "ModelAdmin.get_urls.<locals>.wrap.<locals>.wrapper"),
}
"""The functions by which the admin site asks ``has_permission`` before it calls a view."""

Callback = Callable[..., object]


def routes(resolver: URLResolver, before: str = "") -> Iterator[tuple[str, Callback]]:
    """Every route below a resolver, written out, with what answers there."""
    for pattern in resolver.url_patterns:
        own = LANGUAGE if isinstance(pattern.pattern, LocalePrefixPattern) else str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            yield before + own, pattern.callback
        else:
            yield from routes(pattern, before + own)


def policy_of(route: str) -> Policy | None:
    """The policy of a route; None when nobody declared one."""
    if exact := DECLARED.get(route):
        return exact
    prefixes = [key for key in DECLARED if key.endswith("*") and route.startswith(key[:-1])]
    return DECLARED[max(prefixes, key=len)] if prefixes else None


def is_guarded(callback: Callback) -> bool:
    """Whether the admin site asks for the permission before this is called."""
    found: object = callback
    while found is not None:
        code = getattr(found, "__code__", None)
        names = getattr(found, "__globals__", {})
        if code is not None and (names.get("__name__"), code.co_qualname) in _GUARDS:
            return True
        found = getattr(found, "__wrapped__", None)
    return False


def is_static(path: str) -> bool:
    """Whether a path leads to our own style sheets and pictures."""
    return path.startswith(str(settings.STATIC_URL))


def is_public(path: str) -> bool:
    """Whether a path leads to what is published; only then may an answer be kept anywhere."""
    return path == "/" or path in PUBLIC_FILES or path.removeprefix("/").startswith(PUBLIC_PATHS)


def is_framed(path: str) -> bool:
    """Whether other sites may show what stands there in a frame."""
    return path.startswith(FRAMED_PATHS)


def runs_scripts(path: str) -> bool:
    """Whether the page there may run scripts of ours."""
    return path.removeprefix("/").startswith(SCRIPTED_PATHS)
