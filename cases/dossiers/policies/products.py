"""What must hold before a document is stored, approved, and made into a file."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cases.accounts.models import User
from cases.core.errors import NotAllowed, Refused
from cases.core.translated import LANGUAGES
from cases.dossiers import products
from cases.dossiers.models import TEXTS, Product, ProductFile
from cases.releases.quotes import scan
from cases.releases.quotes.scan import Hit, Kind
from cases.reports.figure_sentences import Figures
from cases.reports.kinds import REPORTS

LONGEST_WORDS = 60_000
"""Characters of one text in one language: twice the longest submission that is known."""

SERIOUS = frozenset({Kind.NAME, Kind.PLACE, Kind.ALPHABETS})
"""What no document may hold. Numbers and months may stand in one, articles of law among them: whoever approves reads them."""


def check_chosen(product: Product) -> None:
    """Raise for what the kind of document or the release does not have: so a draft can always be shown again."""
    if product.kind not in REPORTS:
        raise Refused(_("Choose what kind of document it is."), field="kind")
    release, report = products.release_of(product), products.report_of(product)
    known = {section.key for section in report.sections if not section.fixed}
    if product.sections is not None and not known.issuperset(product.sections):
        raise Refused(_("This kind of document has no such section."), field="sections")
    if not {table.key for table in release.tables}.issuperset(product.tables):
        told = _("Release %(release)s has not all of the chosen tables: choose again.")
        raise Refused(told % {"release": release.identifier}, field="tables")
    shown = Figures(release)
    missing = [key for key in product.figures if key not in shown]
    if missing:
        told = _("Not shown in release %(release)s: %(figures)s. Choose other figures.")
        raise Refused(told % {"release": release.identifier, "figures": ", ".join(missing)}, field="figures")
    for name in TEXTS:
        if any(len(text) > LONGEST_WORDS for text in getattr(product, name).values()):
            told = _("This text has more than %(number)s characters: shorten it.")
            raise Refused(told % {"number": LONGEST_WORDS}, field=f"{name}_en")


def check_can_approve(user: User, product: Product) -> None:
    """Raise for whoever drafted or last changed it, and when it is approved as it stands."""
    if user.pk in (product.drafted_by_id, product.changed_by_id):
        raise NotAllowed(_("Nobody approves what they wrote: this takes somebody else."))
    if product.approved_at is not None:
        raise Refused(_("%(code)s is approved as it stands.") % {"code": product.code})


def check_can_be_made(product: Product) -> None:
    """Raise unless it can be made, printed, and within its limit, in at least one language and in each that was written."""
    written = products.written_languages(product)
    if not written:
        raise Refused(_("In no language is all written that this document needs."))
    for language in written:
        made = products.document(product, language)
        products.check_length(product, made)
        products.check_letters(made)


def check_names_nobody(product: Product) -> None:
    """Raise with the number of hits: what they are stands on the page, and in no sentence that is kept.

    For a running action: every name in the records of the case is opened.
    """
    if count := len(serious(scan.hits(products.own_words(product), product.case))):
        raise Refused(
            ngettext(
                "%(code)s: %(count)d name or place in its words could betray somebody: the page shows it. Have it changed "
                "first.",
                "%(code)s: %(count)d names or places in its words could betray somebody: the page shows them. Have them "
                "changed first.",
                count,
            )
            % {"code": product.code, "count": count}
        )


def serious(hits: list[Hit]) -> list[Hit]:
    """The hits that no document may hold."""
    return [hit for hit in hits if hit.kind in SERIOUS]


def check_can_make(product: Product, language: str, form: str, recipient: str) -> None:
    """Raise while it is not approved, and for a language, format or recipient that will not do."""
    if product.approved_at is None:
        raise Refused(
            _("%(code)s is not approved as it stands: have it read by somebody else first.") % {"code": product.code}
        )
    if language not in LANGUAGES or form not in ProductFile.Format.values:
        raise Refused(_("Choose a language and a format."))
    if not recipient.strip():
        raise Refused(_("Say who receives it: an office, a newsroom, a body; no private person."))
    if len(recipient) > ProductFile._meta.get_field("recipient").max_length:  # type: ignore[operator]
        raise Refused(_("The recipient is too long: name the office only."))
