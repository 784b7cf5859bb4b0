"""Writes on products: drafted and changed by one person, approved by another, and then made into files that are kept."""

import hashlib
from typing import TypedDict, Unpack

from django.db import OperationalError
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from cases.accounts.models import User
from cases.casework.models import Case
from cases.casework.policies import check_can_work_in
from cases.core.errors import Refused
from cases.core.records import action, fill, locked, write
from cases.core.revisions import changed_fields
from cases.dossiers import policies, products
from cases.dossiers.models import Product, ProductFile
from cases.releases.quotes import scan
from cases.releases.quotes.scan import Hit

Words = dict[str, str]


class ProductValues(TypedDict, total=False):
    kind: str
    release: str
    sections: list[str] | None
    tables: list[str]
    figures: list[str]
    quote: str
    word_limit: int | None
    addressee: Words
    summary: Words
    about_us: Words
    follow_up: Words
    issues: Words
    asks: Words
    unknown: Words
    embargo: Words


@action
def draft_product(*, by: User, case: Case, **values: Unpack[ProductValues]) -> Product:
    """Begin a document on the figures of a release. Its limit in words is the usual one until somebody changes it."""
    check_can_work_in(by, case)
    product = Product(case=case, drafted_by=by, changed_by=by)
    fill(product, values)
    if "word_limit" not in values and product.kind in Product.Kind:
        product.word_limit = products.report_of(product).limit
    policies.check_chosen(product)
    return write(product)


@action
def edit_product(*, by: User, product: Product, **values: Unpack[ProductValues]) -> Product:
    """Change what was chosen or written. Any change takes the approval away; files that were made stay."""
    product = locked(product)
    check_can_work_in(by, product.case)
    fill(product, values)
    policies.check_chosen(product)
    if changed_fields(product):
        product.changed_by, product.approved_by, product.approved_at = by, None, None
    return write(product)


@action
def scan_product(*, by: User, product: Product) -> list[Hit]:
    """What in its words could betray somebody; shown to whoever asked, and stored nowhere.

    Every name in the records of the case is opened and compared; the event says so, and not what was found.
    """
    return scan.hits(products.own_words(product), product.case)


@action
def approve_product(*, by: User, product: Product, content_sha256: str) -> Product:
    """Approve a document as the page showed it.

    Raises Refused to whoever wrote it, while it cannot be made or is too long, while its words name somebody or a place,
    and when it is no longer what ``content_sha256`` was made of (``products.sha256``).
    """
    product = locked(product)
    policies.check_can_approve(by, product)
    if products.sha256(product) != content_sha256:
        raise Refused(_("%(code)s was changed since you read it: read it again.") % {"code": product.code})
    policies.check_can_be_made(product)
    policies.check_names_nobody(product)
    product.approved_by, product.approved_at = by, timezone.now()
    return write(product)


@action
def make_product_file(*, by: User, product: Product, language: str, form: str, recipient: str) -> ProductFile:
    """Make an approved document into a file for a recipient, and keep it with all that it was made of.

    Raises Refused while it is not approved, or can no longer be made: a release or quote that left, say; and when the
    database does not take the file.
    """
    product = locked(product)
    check_can_work_in(by, product.case)
    policies.check_can_make(product, language, form, recipient)
    content = products.file(product, language, form)
    last = product.files.aggregate(last=Max("number"))["last"] or 0
    made = ProductFile(
        product=product,
        number=last + 1,
        language=language,
        format=form,
        release=product.release,
        recipient=recipient.strip(),
        inputs=products.inputs(product),
        inputs_sha256=products.sha256(product),
        content=content,
        sha256=hashlib.sha256(content).hexdigest(),
        made_by=by,
    )
    return _kept(made)


def _kept(made: ProductFile) -> ProductFile:
    try:
        return write(made)
    except OperationalError as error:  # its message could quote the row
        raise Refused(_("The file could not be stored: see whether the disk is full, then make it again.")) from error
