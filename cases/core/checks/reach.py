"""From where the site can be reached, and what that must rule out."""

import re
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, register

from .fault import error, warning

LOCAL = {"localhost", "127.0.0.1", "[::1]", "testserver"}
_SHORTEST_KEY = 50
_ONION_ADDRESS = re.compile(r"https?://[a-z2-7]{56}\.onion")


def public_hosts() -> list[str]:
    """The host names by which others than this machine reach the site."""
    return [host for host in settings.ALLOWED_HOSTS if host not in LOCAL]


def _is_onion(host: str) -> bool:
    return host.lower().rstrip(".").endswith(".onion")


def needs_https() -> bool:
    """Whether passwords would otherwise cross the network in clear. Tor encrypts the way to an onion address itself."""
    return any(not _is_onion(host) for host in public_hosts())


@register
def debug_is_off_where_others_look(**_kwargs: Any) -> list[CheckMessage]:
    """E010."""
    return error(
        10,
        settings.DEBUG and public_hosts(),
        "Debug pages are switched on while the site has a public host name.",
        "Unset CASETRACKER_DEBUG.",
    )


@register
def secret_key_is_strong(**_kwargs: Any) -> list[CheckMessage]:
    """E011: whoever guesses it signs in as anybody."""
    key = settings.SECRET_KEY
    weak = len(key) < _SHORTEST_KEY or len(set(key)) < 10 or "insecure" in key.lower()
    return error(
        11,
        weak,
        "The secret key is too short or can be guessed.",
        "Unset CASETRACKER_SECRET_KEY and delete the file secret_key in the var folder: a new one is made at the start.",
    )


@register
def hosts_are_named(**_kwargs: Any) -> list[CheckMessage]:
    """E012: with a wildcard, a forged Host header reaches links and redirects."""
    open_ended = [host for host in settings.ALLOWED_HOSTS if "*" in host or host.startswith(".")]
    return error(
        12,
        open_ended or not settings.ALLOWED_HOSTS,
        "The host names under which the site answers are not named one by one.",
        "Set CASETRACKER_HOSTS to the full host names, with commas between.",
    )


@register
def https_is_on_for_public_hosts(**_kwargs: Any) -> list[CheckMessage]:
    """E013."""
    off = not (settings.SECURE_SSL_REDIRECT and settings.SECURE_HSTS_SECONDS)
    return error(
        13,
        needs_https() and off,
        "HTTPS is off although the site has a public host name that is no onion address.",
        "Unset CASETRACKER_HTTPS and put a reverse proxy with a certificate in front.",
    )


@register
def onion_has_a_process_of_its_own(**_kwargs: Any) -> list[CheckMessage]:
    """W014."""
    onions = [host for host in settings.ALLOWED_HOSTS if _is_onion(host)]
    return warning(
        14,
        onions and settings.SECURE_SSL_REDIRECT,
        "An onion address is served with HTTPS on, so its visitors are sent to an address that does not answer.",
        "Run a process of its own for it: CASETRACKER_HOSTS with the onion address only, CASETRACKER_HTTPS=false.",
    )


@register
def onion_address_is_one(**_kwargs: Any) -> list[CheckMessage]:
    """E015: browsers would send visitors who need Tor to an address that is somebody else's, or nobody's."""
    return error(
        15,
        settings.ONION and not _ONION_ADDRESS.fullmatch(settings.ONION),
        "CASETRACKER_ONION is no address of an onion service.",
        "Set it to http:// or https://, the 56 letters and digits of the service, and .onion; nothing after that.",
    )
