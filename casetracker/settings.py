"""The one settings file. Everything that differs between machines comes from the environment (docs/settings.md)."""

import secrets
from pathlib import Path
from typing import Any

import django_stubs_ext
import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from .secret_key import kept_key

# ModelAdmin[T] and QuerySet[T] are written with their type; at run time they need this.
django_stubs_ext.monkeypatch()

env = environ.Env()
BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = Path(env.str("CASETRACKER_VAR", default=str(BASE_DIR / "var")))

DEBUG = env.bool("CASETRACKER_DEBUG", default=False)
LOCAL_HOSTS = ["localhost", "127.0.0.1", "[::1]"]
ALLOWED_HOSTS: list[str] = env.list("CASETRACKER_HOSTS", default=LOCAL_HOSTS)
# Naming a public host switches HTTPS on, so that forgetting it fails closed.
HTTPS = env.bool("CASETRACKER_HTTPS", default=ALLOWED_HOSTS != LOCAL_HOSTS)
# Which half this process serves. The public one needs no key, no session and no right beyond reading what is published.
SIDE = env.str("CASETRACKER_SIDE", default="both")
if SIDE not in ("staff", "public", "both"):
    raise ImproperlyConfigured(f"CASETRACKER_SIDE is “{SIDE}”: set it to staff, public or both.")
# The same public pages as an onion service, told to visitors who use Tor Browser.
ONION = env.str("CASETRACKER_ONION", default="").rstrip("/")
SECRET_KEY = env.str("CASETRACKER_SECRET_KEY", default="")
if not SECRET_KEY:
    # Nothing is signed on the public half, so it leaves no key behind.
    SECRET_KEY = secrets.token_urlsafe(64) if SIDE == "public" else kept_key(VAR_DIR / "secret_key")
KEY_FILE = Path(env.str("CASETRACKER_KEY_FILE", default=str(VAR_DIR / "keys.json")))
EVIDENCE_DIR = Path(env.str("CASETRACKER_EVIDENCE", default=str(VAR_DIR / "evidence")))
# Beside the database and not in its backups: what was drawn must outlive a database that is put back.
NOISE_DIR = Path(env.str("CASETRACKER_NOISE", default=str(VAR_DIR / "noise")))
EVIDENCE_MAX_BYTES = 25 * 1024 * 1024
BACKUPS_ARE_KEPT_DAYS = 90  # the certificate of an erasure says when the last backup that holds the person is gone
ANCHORS_DIR = Path(env.str("CASETRACKER_ANCHORS", default=str(VAR_DIR / "anchors")))

INSTALLED_APPS = [
    "casetracker.staff.StaffAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.sitemaps",
    "csp",
    "django_filters",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "django_tasks",
    "django_tasks_db",
    "cases",
]

MIDDLEWARE = [
    "cases.core.headers.Headers",
    "cases.core.headers.ContentPolicy",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    # After the language is known, which is part of the key; before all that a kept answer does not need.
    "cases.public.caching.PublicPageCache",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    # Behind those that know who asks; before anything reads what was sent.
    "cases.core.middleware.Limits",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "cases.accounts.middleware.OfficeDoor",
    "cases.accounts.middleware.SessionEnd",
    "cases.accounts.middleware.SecondFactorDoor",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "casetracker.urls"
WSGI_APPLICATION = "casetracker.wsgi.application"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "cases.public.export.context.static_export",
            ],
        },
    },
]

DATABASES: dict[str, dict[str, Any]] = {
    "default": env.db_url("DATABASE_URL", default=f"sqlite:///{VAR_DIR / 'casetracker.sqlite3'}"),
}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["OPTIONS"] = {
        # One writer at a time, taken when a transaction starts: no deadlock by upgrade, no lost update.
        "transaction_mode": "IMMEDIATE",
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON; "
        # Without it, INSERT OR REPLACE would delete rows past the append-only triggers.
        # 64 MiB of pages at hand: with SQLite's own 2 MiB, keys in no order are read from the disk again and again.
        "PRAGMA recursive_triggers=ON; PRAGMA cache_size=-65536;",
        "timeout": 20,
    }
CACHES = {
    # Attempts to sign in and codes used, counted for all processes together. Room for a flood: a full cache
    # forgets a third of its entries, and with them who is blocked.
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cases_cache",
        "OPTIONS": {"MAX_ENTRIES": 200_000},
    },
    # Public pages only (cases/public/caching.py). Each process keeps its own; nothing confidential is ever cached.
    "pages": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "OPTIONS": {"MAX_ENTRIES": 500}},
}
# Long work is put down in the database and carried out by a thread beside the staff pages (cases/desk/jobs).
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "cases.User"
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "admin:index"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]

# Sign-in (cases/accounts): a user name and a password, then a second factor that nobody is without.
ACCOUNT_ADAPTER = "cases.accounts.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]  # sign-up itself is closed: it has no address
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_FORMS = {"change_password": "cases.accounts.forms.ChangePasswordForm"}
# By address (ip), and by name or other key (key). Who is blocked is not let in by the right password either.
ACCOUNT_RATE_LIMITS = {
    "login": "30/m/ip",
    "login_failed": "10/m/ip,5/15m/key",
    "reauthenticate": "10/m/user",
    "change_password": "5/m/user",
    # From many addresses more tries, so that no stranger can close the office to those who know the passphrase.
    "unlock": "5/15m/ip,50/15m/key",
}
MFA_ADAPTER = "cases.accounts.adapters.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Casetracker"
# The code before and the one after count too, for clocks that are a little off (RFC 6238, section 5.2).
MFA_TOTP_TOLERANCE = 1
# On localhost there is no HTTPS; elsewhere a passkey takes it.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS
MFA_FORMS = {
    "activate_totp": "cases.accounts.forms.ActivateTotpForm",
    "authenticate": "cases.accounts.forms.CodeForm",
    "reauthenticate": "cases.accounts.forms.CodeAgainForm",
    "add_webauthn": "cases.accounts.forms.AddPasskeyForm",
    "authenticate_webauthn": "cases.accounts.forms.PasskeyForm",
    "reauthenticate_webauthn": "cases.accounts.forms.PasskeyAgainForm",
    "login_webauthn": "cases.accounts.forms.PasskeyAloneForm",
}
USERSESSIONS_ADAPTER = "cases.accounts.adapters.SessionsAdapter"
# How many proxies of your own stand before the program: only then is their X-Forwarded-For believed.
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("CASETRACKER_PROXIES", default=0)
SESSION_COOKIE_AGE = 8 * 60 * 60
SESSION_IDLE_SECONDS = 15 * 60
SECOND_FACTOR_IS_FRESH_SECONDS = 5 * 60  # to open an identity it must have been shown within so long

LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English")), ("ko", _("Korean")), ("ru", _("Russian"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = "casetracker.formats"
TIME_ZONE = env.str("CASETRACKER_TIME_ZONE", default="UTC")
USE_I18N = True
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},  # nothing is ever stored through it
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# Django writes larger uploads in clear to the temp folder; ours stay in memory until they are sealed.
FILE_UPLOAD_HANDLERS = ["cases.evidence.uploads.InMemoryUploadHandler"]
# A text of two million Korean letters is eighteen million bytes on its way; strangers may send 64 kB (core.middleware).
DATA_UPLOAD_MAX_MEMORY_SIZE = 20 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 1000
DATA_UPLOAD_MAX_NUMBER_FILES = 5

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "img-src": [SELF],
        "style-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    },
}
CSRF_FAILURE_VIEW = "cases.core.error_pages.csrf_failure"
# Style sheets and pictures are ours alone (django-csp and cases.core.headers say the rest).
WHITENOISE_ALLOW_ALL_ORIGINS = False
X_FRAME_OPTIONS = "DENY"
# Not "no-referrer": browsers then send forms with "Origin: null", which the CSRF check refuses.
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 63_072_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Strict"
SESSION_EXPIRE_AT_BROWSER_CLOSE = True

# Nothing is ever mailed; debug pages and reports say where it went wrong, never with which values.
EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
DEFAULT_EXCEPTION_REPORTER_FILTER = "cases.core.exception_filter.HideEverything"
DEFAULT_EXCEPTION_REPORTER = "cases.core.exception_filter.ContentFreeReporter"
LOGGING_CONFIG = "cases.core.logs.configure"
LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "content_free": {
            "()": "cases.core.logs.ContentFreeFormatter",
            "format": "%(asctime)s %(levelname)s %(name)s %(message)s",
        }
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "content_free"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    # Django's own handlers (console in debug mode only, mail to admins with local variables) are replaced.
    "loggers": {
        name: {"handlers": ["console"], "level": "WARNING", "propagate": False} for name in ("django", "django.server")
    },
}

if SIDE == "public":
    # Named one by one, so that what staff pages need later stays out.
    INSTALLED_APPS = [
        "django.contrib.auth", "django.contrib.contenttypes",  # the tables of users are described, never read
        "django.contrib.staticfiles", "django.contrib.sitemaps", "csp", "django_filters", "cases",
    ]  # fmt: skip
    MIDDLEWARE = [
        "cases.core.headers.Headers", "cases.core.headers.ContentPolicy",
        "django.middleware.security.SecurityMiddleware", "whitenoise.middleware.WhiteNoiseMiddleware",
        "django.middleware.locale.LocaleMiddleware", "cases.core.middleware.Limits",
        "cases.public.caching.PublicPageCache",
        "django.middleware.common.CommonMiddleware", "django.middleware.clickjacking.XFrameOptionsMiddleware",
    ]  # fmt: skip
    del TEMPLATES[0]["OPTIONS"]["context_processors"][1:3]  # nobody is signed in, and nobody gets a message
    SILENCED_SYSTEM_CHECKS = ["security.W003"]  # no form is posted there, so none can be forged

# The public half from a folder that export_site wrote: no database is opened, and no view is reached.
EXPORT = env.str("CASETRACKER_EXPORT", default="")
if EXPORT and (SIDE != "public" or not (Path(EXPORT) / "SHA256SUMS").is_file()):
    raise ImproperlyConfigured("CASETRACKER_EXPORT takes a folder that export_site wrote, and CASETRACKER_SIDE=public.")
if EXPORT:
    DATABASES = {"default": {"ENGINE": "django.db.backends.dummy"}}
    STATIC_ROOT = Path(EXPORT) / "static"
    WHITENOISE_IMMUTABLE_FILE_TEST = r"^.+\.[0-9a-f]{12}\..+$"  # an export holds no list of the names with a hash
    MIDDLEWARE.append("cases.public.export.serving.Exported")
