"""What must hold before the words of a witness may be public."""

from collections.abc import Mapping

from django.utils import timezone
from django.utils.translation import gettext as _

from cases.accounts.models import User
from cases.coding import dimensions
from cases.core.errors import NotAllowed, Refused
from cases.core.translated import LANGUAGES
from cases.intake.models import Testimony
from cases.releases import who_counts
from cases.releases.models import Quote, Signature
from cases.vocabulary.models import AbuseCategory, Sector
from cases.witnesses import consent
from cases.witnesses.models import Scope

LONGEST_QUOTE = 600
"""Characters: a few sentences. A long text is known again by its manner alone."""


def check_can_quote(testimony: Testimony) -> None:
    """Raise unless it is a cleared and verified interview of our own whose person allows quotes today (S3)."""
    today = timezone.localdate()
    if testimony.witness is None or not who_counts.testimonies(today).filter(pk=testimony.pk).exists():
        raise Refused(
            _("%(code)s cannot be quoted: it must be an own interview, verified at level V1 or more, and cleared.")
            % {"code": testimony.code},
            field="testimony",
        )
    if not consent.allows(testimony.witness, Scope.S3, on=today):
        raise Refused(
            _("%(code)s: consent S3 (quotes without a name) is not in force: ask the person, or leave it.")
            % {"code": testimony.code},
            field="testimony",
        )


def check_can_edit_quote(user: User, quote: Quote) -> None:
    """Raise for everybody but who proposed it, and once somebody has cleared it."""
    if quote.proposed_by_id != user.pk:
        raise NotAllowed(_("Only who proposed a quote changes it: ask them, or propose another one."))
    if quote.clearances.exists():
        raise Refused(_("%(code)s was cleared as it stands: propose another quote.") % {"code": quote.code})


def check_can_clear_quote(user: User, quote: Quote, signature: str) -> None:
    """Raise unless the user holds the role, did not propose it, and somebody else gives the other signature."""
    if signature not in user.role_set or signature not in Signature.values:
        raise NotAllowed(_("You can sign only in a role that you hold."))
    if user.pk == quote.proposed_by_id:
        raise NotAllowed(_("Nobody clears a quote that they proposed: this takes somebody else."))
    if quote.clearances.filter(signer=user).exists():
        raise NotAllowed(_("Two people clear a quote: you have signed it already."))
    if quote.clearances.filter(signature=signature).exists():
        raise Refused(_("This signature is there already: the other one is missing."))
    check_can_quote(quote.testimony)


def check_can_retire_quote(quote: Quote) -> None:
    """Raise for a quote that stands in no later release anyway."""
    if quote.cleared_at is None:
        raise Refused(_("%(code)s is not cleared: it stands in no release.") % {"code": quote.code})


def check_coarse(*, indicator: str, sector: str, period: str) -> None:
    """Raise unless each is a value that releases publish."""
    if not AbuseCategory.objects.filter(code=indicator, facet="indicator", family__isnull=False).exists():
        raise Refused(_("Choose one of the eleven indicators."), field="indicator")
    if sector and not Sector.objects.filter(code=sector).exists():
        raise Refused(_("Choose a sector of the list, or none."), field="sector")
    if period and period not in dict(dimensions.PERIODS):
        raise Refused(_("Choose a period of the list, or none."), field="period")


def check_verbatim(original: str, *, account: str) -> None:
    """Raise unless the words stand in the account, however its lines break."""
    if not original.strip() or _on_one_line(original) not in _on_one_line(account):
        raise Refused(_("These words do not stand in the account: copy them from it exactly."), field="original")


def check_texts(texts: Mapping[str, str]) -> None:
    """Raise unless a text of a few sentences is there in each language."""
    for language in LANGUAGES:
        text = texts[language]
        if not text.strip():
            raise Refused(_("The public reads it in three languages: write all of them."), field=f"text_{language}")
        if len(text) > LONGEST_QUOTE:
            raise Refused(
                _("A quote has at most %(number)s characters: choose fewer sentences.") % {"number": LONGEST_QUOTE},
                field=f"text_{language}",
            )


def _on_one_line(text: str) -> str:
    return " ".join(text.split())
