"""Ways by which content could leave: mail, logs, reports, pages of others, answers kept by a browser."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, register

from cases.core import headers

from .fault import error

_SILENT_MAIL = {"django.core.mail.backends.dummy.EmailBackend", "django.core.mail.backends.locmem.EmailBackend"}
_NONE = ["'none'"]
_STRICT = {"default-src": _NONE, "base-uri": _NONE, "frame-ancestors": _NONE, "form-action": ["'self'"]}
_LIMITS = {
    "DATA_UPLOAD_MAX_MEMORY_SIZE": 20 * 2**20,
    "DATA_UPLOAD_MAX_NUMBER_FIELDS": 1000,
    "DATA_UPLOAD_MAX_NUMBER_FILES": 5,
    "EVIDENCE_MAX_BYTES": 220 * 2**20,
}


@register
def no_mail_leaves(**_kwargs: Any) -> list[CheckMessage]:
    """E050: an error mailed to an administrator is a copy outside the office."""
    return error(
        50,
        settings.EMAIL_BACKEND not in _SILENT_MAIL or settings.ADMINS or settings.MANAGERS,
        "The program could send mail.",
        "Put EMAIL_BACKEND in casetracker/settings.py back, and leave ADMINS and MANAGERS empty.",
    )


@register
def logs_carry_no_content(**_kwargs: Any) -> list[CheckMessage]:
    """E051: every handler writes through our formatter."""
    config = settings.LOGGING
    handlers, formatters = config.get("handlers", {}).values(), config.get("formatters", {})
    content_free = {name for name, one in formatters.items() if one.get("()") == "cases.core.logs.ContentFreeFormatter"}
    wrong = (
        settings.LOGGING_CONFIG != "cases.core.logs.configure"
        or not config.get("root", {}).get("handlers")
        or any(one.get("formatter") not in content_free or "Email" in one.get("class", "") for one in handlers)
        or {"django", "django.server"} - set(config.get("loggers", {}))
    )
    return error(
        51,
        wrong,
        "A log could hold names, texts or addresses.",
        "Put LOGGING and LOGGING_CONFIG in casetracker/settings.py back as they were.",
    )


@register
def reports_carry_no_content(**_kwargs: Any) -> list[CheckMessage]:
    """E052."""
    wrong = (
        settings.DEFAULT_EXCEPTION_REPORTER != "cases.core.exception_filter.ContentFreeReporter"
        or settings.DEFAULT_EXCEPTION_REPORTER_FILTER != "cases.core.exception_filter.HideEverything"
    )
    return error(
        52,
        wrong,
        "An error report could show settings, form values and texts.",
        "Put DEFAULT_EXCEPTION_REPORTER and DEFAULT_EXCEPTION_REPORTER_FILTER in casetracker/settings.py back.",
    )


@register
def content_policy_is_strict(**_kwargs: Any) -> list[CheckMessage]:
    """E053: every source is our own or none."""
    policy = settings.CONTENT_SECURITY_POLICY
    directives = policy.get("DIRECTIVES", {})
    every = [*directives.items(), *headers.SCRIPTS.items()]
    loose = [name for name, values in every if not set(values) <= {"'self'", "'none'"}]
    changed = [name for name, values in _STRICT.items() if list(directives.get(name, [])) != values]
    excluded = policy.get("EXCLUDE_URL_PREFIXES")
    return error(
        53,
        loose or changed or excluded,
        f"The content security policy is loosened: {', '.join({*loose, *changed}) or 'for some addresses'}.",
        "Allow 'self' and 'none' only, in CONTENT_SECURITY_POLICY of casetracker/settings.py.",
    )


@register
def browsers_are_told_to_be_careful(**_kwargs: Any) -> list[CheckMessage]:
    """E054."""
    wrong = (
        settings.SECURE_REFERRER_POLICY not in ("same-origin", "no-referrer")
        or settings.SECURE_CROSS_ORIGIN_OPENER_POLICY != "same-origin"
        or not settings.SECURE_CONTENT_TYPE_NOSNIFF
        or settings.X_FRAME_OPTIONS != "DENY"
        or getattr(settings, "WHITENOISE_ALLOW_ALL_ORIGINS", True)
    )
    return error(
        54,
        wrong,
        "Headers that keep other sites out are switched off.",
        "Put the SECURE_… settings, X_FRAME_OPTIONS and WHITENOISE_ALLOW_ALL_ORIGINS in casetracker/settings.py back.",
    )


@register
def requests_are_limited(**_kwargs: Any) -> list[CheckMessage]:
    """E055: a single request could otherwise fill the memory."""
    wrong = [
        name for name, most in _LIMITS.items() if getattr(settings, name) is None or getattr(settings, name) > most
    ]
    return error(
        55,
        wrong,
        f"Limits on what may be sent are lifted: {', '.join(wrong)}.",
        "Put them back in casetracker/settings.py.",
    )


@register
def templates_escape(**_kwargs: Any) -> list[CheckMessage]:
    """E056: stored text would otherwise run as a page."""
    options = [engine.get("OPTIONS", {}) for engine in settings.TEMPLATES]
    return error(
        56,
        not all(option.get("autoescape", True) for option in options),
        "Templates do not escape what they show.",
        "Remove autoescape from TEMPLATES in casetracker/settings.py.",
    )
