"""Headers on every answer: pages, files, redirects and errors.

What Django's own middleware sets (HSTS, nosniff, opener policy) stays there; here stands what it does not know.
"""

from csp.constants import SELF
from csp.middleware import CSPMiddleware, PolicyParts
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase

from . import url_policies
from .middleware import GetResponse

# What Chromium knows by name: it complains on its console of every other.
_DENIED = (
    "accelerometer", "autoplay", "browsing-topics", "camera",
    "clipboard-read", "clipboard-write", "display-capture", "encrypted-media", "fullscreen", "gamepad",
    "geolocation", "gyroscope", "hid", "idle-detection", "keyboard-map", "local-fonts", "magnetometer",
    "microphone", "midi", "payment", "picture-in-picture", "screen-wake-lock", "serial", "storage-access",
    "sync-xhr", "usb", "window-management", "xr-spatial-tracking",
)  # fmt: skip
_PASSKEYS = ("publickey-credentials-create", "publickey-credentials-get")


def _permissions(passkeys: str) -> str:
    return ", ".join([*(f"{name}=()" for name in _DENIED), *(f"{name}={passkeys}" for name in _PASSKEYS)])


NOTHING_ALLOWED = _permissions("()")
PASSKEYS_ALLOWED = _permissions("(self)")
_SAME_FOR_ALL = (200, 304)
_KEPT = (*_SAME_FOR_ALL, 301, 302, 404, 410)
SCRIPTS = {"script-src": [SELF], "connect-src": [SELF], "media-src": [SELF]}


class ContentPolicy(CSPMiddleware):
    """The policy of the settings; pages for staff run our own scripts as well."""

    def get_policy_parts(
        self, request: HttpRequest, response: HttpResponseBase, report_only: bool = False
    ) -> PolicyParts:
        parts = super().get_policy_parts(request, response, report_only)
        if url_policies.runs_scripts(request.path_info):
            parts.update = {**(parts.update or {}), **SCRIPTS}
        if url_policies.is_framed(request.path_info):
            parts.replace = {**(parts.replace or {}), "frame-ancestors": ["*"]}
        return parts


class Headers:
    """The outermost middleware: nothing leaves without these headers."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        path, headers = request.path_info, response.headers
        framed = url_policies.is_framed(path)
        headers.setdefault("Cross-Origin-Resource-Policy", "cross-origin" if framed else "same-origin")
        headers.setdefault("Cross-Origin-Embedder-Policy", "require-corp")
        headers.setdefault("X-Frame-Options", "DENY")
        if framed:
            # There is no value for "everywhere": the policy says it, and without this header it alone counts.
            del headers["X-Frame-Options"]
        headers["Permissions-Policy"] = PASSKEYS_ALLOWED if url_policies.runs_scripts(path) else NOTHING_ALLOWED
        if url_policies.is_public(path) or url_policies.is_static(path):
            # No form is posted from here, so nothing needs the referrer that staff pages keep (ADR 6).
            headers["Referrer-Policy"] = "no-referrer"
            _for_keepers(request, response)
        else:
            # Whatever the view said: an address that the table does not call public is confidential.
            headers["Cache-Control"] = "no-store, private"
            headers["X-Robots-Tag"] = "none"
        if _is_onion(request):
            # Tor itself proves who answers; an onion address has no HTTPS to be held to.
            headers.pop("Strict-Transport-Security", None)
        elif (
            settings.ONION and url_policies.is_public(path) and headers.get("Content-Type", "").startswith("text/html")
        ):
            headers["Onion-Location"] = f"{settings.ONION}{request.get_full_path()}"
        return response


def _for_keepers(request: HttpRequest, response: HttpResponse) -> None:
    """What caches elsewhere may do with a public answer: keep a found or a missing page for a minute, no fault."""
    may_keep = request.method in ("GET", "HEAD") and response.status_code in _KEPT
    response.headers.setdefault("Cache-Control", "public, max-age=60" if may_keep else "no-store")
    if response.status_code in _SAME_FOR_ALL and request.path_info != "/":
        # Only "/" and what goes wrong outside of a language depend on the languages that a browser asks for.
        varied = [name for name in response.headers.get("Vary", "").split(", ") if name not in ("", "Accept-Language")]
        response.headers["Vary"] = ", ".join(varied)
        if not varied:
            del response.headers["Vary"]


def _is_onion(request: HttpRequest) -> bool:
    host = str(request.META.get("HTTP_HOST", "")).lower()
    return host.partition(":")[0].rstrip(".").endswith(".onion")
