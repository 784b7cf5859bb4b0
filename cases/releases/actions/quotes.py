"""Writes on quotes: proposed, cleared by two people who did not propose them, taken out of later releases."""

from collections.abc import Mapping
from typing import TypedDict, Unpack

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cases.accounts.models import User
from cases.core.errors import Refused
from cases.core.records import action, fill, locked, open_for_action, write
from cases.core.translated import LANGUAGES
from cases.intake.models import Testimony
from cases.releases import policies
from cases.releases.models import Quote, QuoteClearance, ReleaseDraft, Signature
from cases.releases.quotes import batches, scan, shown
from cases.releases.quotes.batches import InBatch
from cases.releases.quotes.scan import Hit


class QuoteValues(TypedDict):
    original: str
    text_en: str
    text_ko: str
    text_ru: str
    indicator: str
    sector: str
    period: str


@action
def propose_quote(*, by: User, testimony: Testimony, **values: Unpack[QuoteValues]) -> Quote:
    """Propose a few sentences of an account for the public, coarsened, in three languages.

    Raises Refused unless the testimony is cleared and its person allows quotes (S3), the original stands in the account
    word for word, and indicator, sector and period are values that releases publish.
    """
    policies.check_can_quote(testimony)
    return _filled(Quote(testimony=testimony, proposed_by=by), values)


@action
def edit_quote(*, by: User, quote: Quote, **values: Unpack[QuoteValues]) -> Quote:
    """Change a quote that one proposed, until somebody has cleared it."""
    quote = locked(quote)
    policies.check_can_edit_quote(by, quote)
    policies.check_can_quote(quote.testimony)
    return _filled(quote, values)


@action
def scan_quote(*, by: User, quote: Quote) -> list[Hit]:
    """What in a quote's texts could betray somebody; shown to whoever asked, and stored nowhere.

    Every name in the records of the case is opened and compared; the event says so, and not what was found.
    """
    texts = {language: open_for_action(quote, f"text_{language}") or "" for language in LANGUAGES}
    return scan.hits(texts, quote.testimony.case)


@action
def clear_quote(*, by: User, quote: Quote, signature: str) -> Quote:
    """Sign a quote as lead or DPO, under the hash of exactly its texts; with both signatures it is cleared.

    Raises Refused while anything in it could betray somebody, and when consent S3 is not in force.
    """
    quote = locked(quote)
    policies.check_can_clear_quote(by, quote, signature)
    (texts,) = shown.texts_of([quote])
    _check_betrays_nobody(quote, texts)
    content = shown.content_hmac(quote, texts)
    if quote.clearances.exclude(content_hmac=content).exists():
        raise Refused(_("%(code)s was altered after the first signature: propose it anew.") % {"code": quote.code})
    write(
        QuoteClearance(quote=quote, signature=signature, signer=by, proposed_by=quote.proposed_by, content_hmac=content)
    )
    if quote.clearances.count() == len(Signature):
        quote.cleared_at = timezone.now()
        write(quote)
    return quote


@action
def retire_quote(*, by: User, quote: Quote, reason: str) -> Quote:
    """Take a cleared quote out of all releases to come, for good. What is public leaves at the next calendar date."""
    quote = locked(quote)
    policies.check_can_retire_quote(quote)
    if not reason.strip():
        raise Refused(_("Say why it should stand in no later release, without words of the quote."))
    quote.cleared_at = None
    return write(quote)


@action
def read_batch(*, by: User, draft: ReleaseDraft) -> list[InBatch]:
    """The quotes that a release would publish if it came out now, and those that stand by, for whoever signs it.

    Of a release that is public already: none, since what it published stands on its pages.
    """
    return batches.in_batch(draft) if draft.published_at is None else []


def _filled(quote: Quote, values: QuoteValues) -> Quote:
    policies.check_coarse(indicator=values["indicator"], sector=values["sector"], period=values["period"])
    texts = {language: values[f"text_{language}"] for language in LANGUAGES}  # type: ignore[literal-required]
    policies.check_texts(texts)
    before = quote.original
    fill(quote, values)
    # An unchanged text keeps its token: then nothing has to be opened.
    if quote.original is None or quote.original != before:
        policies.check_verbatim(values["original"], account=open_for_action(quote.testimony, "account") or "")
    return write(quote)


def _check_betrays_nobody(quote: Quote, texts: Mapping[str, str]) -> None:
    """Raise Refused with the number of hits: what they are stands on the quote's page, and in no sentence that is kept."""
    if count := len(scan.hits(texts, quote.testimony.case)):
        raise Refused(
            ngettext(
                "%(code)s: %(count)d place in its texts could betray somebody: the page shows it. Change it first.",
                "%(code)s: %(count)d places in its texts could betray somebody: the page shows them. Change them first.",
                count,
            )
            % {"code": quote.code, "count": count}
        )
