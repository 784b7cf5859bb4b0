"""Documents made through actions: drafted by the advocacy officer, approved by the lead."""

from typing import Any

from cases.accounts.models import User
from cases.casework.models import Case
from cases.dossiers import products
from cases.dossiers.actions import approve_product, draft_product, edit_product
from cases.dossiers.models import Product
from tests.conftest import Cast
from tests.writing import WORDS

RELEASE = "2026-08"


def drafted(cast: Cast, case: Case, kind: str = "brief", **changes: Any) -> Product:
    """A document on the sample release with all its words in three languages."""
    product = draft_product(by=cast.advocacy, case=case, kind=kind, release=RELEASE)
    writes = products.report_of(product).writes
    texts = {name: {language: words[name] for language, words in WORDS.items()} for name in writes}
    return edit_product(by=cast.advocacy, product=product, **{**texts, **changes})


def approve(by: User, product: Product) -> Product:
    """Approve it as it stands."""
    return approve_product(by=by, product=product, content_sha256=products.sha256(product))
