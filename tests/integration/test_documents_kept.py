"""Files of documents under bad luck: two people make one at the same moment, and a disk that is full."""

import hashlib
from collections.abc import Iterator

import pytest
from django.db import connection

from cases.accounts.models import User
from cases.casework.models import Case
from cases.core.errors import Refused
from cases.core.models import AuditEvent
from cases.dossiers import products
from cases.dossiers.actions import make_product_file
from cases.dossiers.models import Product, ProductFile
from cases.published.models import PublishedRelease
from tests.conftest import Cast
from tests.drafting import approve, drafted
from tests.integration.conftest import page
from tests.opened import opened
from tests.sign_in import signed_in
from tests.unit.core.threads import at_once

AT_ONCE = 4
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def approved(cast: Cast, case: Case, published_release: PublishedRelease) -> Product:
    return approve(cast.lead, drafted(cast, case))


def _make(by: User, product: Product, form: str, language: str = "en") -> ProductFile:
    by, product = User.objects.get(pk=by.pk), Product.objects.get(pk=product.pk)
    return make_product_file(by=by, product=product, language=language, form=form, recipient=f"In {language}")


@pytest.mark.slow
@pytest.mark.parametrize("form", ["pdf", "docx"])
def test_two_at_once_get_a_whole_file_each_with_a_number_of_its_own(cast: Cast, approved: Product, form: str) -> None:
    languages = ("en", "ko", "ru", "en")
    made = at_once(*(lambda one=one: _make(cast.advocacy, approved, form, one) for one in languages))
    kept = list(ProductFile.objects.order_by("number"))
    assert [file.number for file in kept] == list(range(1, AT_ONCE + 1))
    assert sorted(file.language for file in kept) == sorted(languages)
    assert {file.pk for file in made} == {file.pk for file in kept}
    for file in kept:
        content = bytes(file.content)
        assert hashlib.sha256(content).hexdigest() == file.sha256
        assert content == products.file(approved, file.language, form)
        assert opened(form, content).text
    assert AuditEvent.objects.filter(action="dossiers.make_product_file").count() == AT_ONCE


# --- a full disk ---


@pytest.fixture
def room_for_a_page_only() -> Iterator[None]:
    """SQLite takes a few pages more and no file of a document, as if the disk were full."""
    if connection.vendor != "sqlite":
        pytest.skip("SQLite alone can be told that its disk is full")
    with connection.cursor() as cursor:
        cursor.execute("VACUUM")
        cursor.execute("PRAGMA page_count")
        pages = cursor.fetchone()[0]
        cursor.execute(f"PRAGMA max_page_count = {pages + 12}")
        yield
        cursor.execute(f"PRAGMA max_page_count = {2**30}")


@pytest.mark.slow
def test_a_full_disk_keeps_nothing_by_half_and_says_what_to_do(
    cast: Cast, approved: Product, room_for_a_page_only: None
) -> None:
    with pytest.raises(Refused, match="see whether the disk is full"):
        _make(cast.advocacy, approved, "docx")
    assert not ProductFile.objects.exists()


@pytest.mark.slow
def test_a_full_disk_is_a_sentence_on_the_page(cast: Cast, approved: Product, room_for_a_page_only: None) -> None:
    client = signed_in(cast.advocacy)
    sent = {"language": "en", "form": "docx", "recipient": "Somebody"}
    answer = client.post(page(Product, "step", approved.pk, "make"), sent, follow=True)
    assert "see whether the disk is full" in answer.content.decode()
    assert not ProductFile.objects.exists()
