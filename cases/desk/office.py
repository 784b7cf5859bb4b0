"""An office: an empty database with its sealed key file, the vocabulary and one administrator."""

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from cases.accounts.actions import create_first_administrator, make_enrolment_link, system_user
from cases.core import keyring
from cases.core.errors import Refused
from cases.core.models import Installation
from cases.releases.actions import set_site
from cases.vocabulary.actions import load_vocabulary
from cases.vocabulary.loading import read_folder

SHORTEST_PASSPHRASE = 20


def check_can_be_made() -> None:
    """Raise Refused when the database was made already, or a key file stands in the way."""
    if Installation.objects.exists():
        raise Refused(_("This database is already set up: an administrator creates further users at /staff/."))
    if settings.KEY_FILE.exists():
        raise Refused(
            _("%(path)s exists: a key file is never overwritten; move it away first.") % {"path": settings.KEY_FILE}
        )


def check_passphrase(passphrase: str) -> None:
    """Raise Refused for one that could be guessed from a stolen key file."""
    if len(passphrase) < SHORTEST_PASSPHRASE or len(set(passphrase)) < SHORTEST_PASSPHRASE // 4:
        raise Refused(
            _("The passphrase is too short or too simple: take at least %(count)d characters.")
            % {"count": SHORTEST_PASSPHRASE}
        )


def make(*, administrator: str, organisation: str, passphrase: str) -> str:
    """Make the office, all of it or nothing; the token of the first administrator's enrolment link.

    Raises Refused on a second run and for a weak passphrase, ValidationError for a user name that is none.
    """
    check_can_be_made()
    check_passphrase(passphrase)
    keyring.create_key_file(settings.KEY_FILE, passphrase=passphrase)
    try:
        keyring.unlock(passphrase)
        with transaction.atomic():
            return _fill(administrator, organisation)
    except BaseException:
        # Nothing is sealed by it yet: the next run begins anew.
        settings.KEY_FILE.unlink()
        raise
    finally:
        keyring.lock()


def _fill(username: str, organisation: str) -> str:
    first = create_first_administrator(by=system_user(), kind=Installation.Kind.OFFICE, username=username, name="")
    set_site(by=first, organisation=organisation)
    load_vocabulary(by=first, files=read_folder(settings.BASE_DIR / "data" / "vocabulary"))
    return make_enrolment_link(by=first, user=first)
