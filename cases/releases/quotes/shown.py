"""What the public would read of a quote, and the hash under which two people clear it."""

import json
from collections.abc import Mapping, Sequence

from cases.core import sealing
from cases.core.records import open_all_for_action
from cases.core.translated import LANGUAGES
from cases.releases.models import Quote

TEXT_FIELDS = tuple(f"text_{language}" for language in LANGUAGES)

Texts = Mapping[str, str]


def texts_of(quotes: Sequence[Quote]) -> list[Texts]:
    """The public texts of many quotes, each by language. For a running action, whose event names the columns."""
    by_language = {
        language: open_all_for_action(Quote, quotes, field)
        for language, field in zip(LANGUAGES, TEXT_FIELDS, strict=True)
    }
    return [{language: texts[place] for language, texts in by_language.items()} for place in range(len(quotes))]


def content_hmac(quote: Quote, texts: Texts) -> str:
    """The hash of exactly these texts and dimensions; without the person's key it says nothing and can be made by nobody."""
    content = [quote.code, quote.indicator, quote.sector, quote.period, *(texts[language] for language in LANGUAGES)]
    return sealing.keyed_name(quote.key_owner(), b"quote\0" + json.dumps(content, ensure_ascii=False).encode())
