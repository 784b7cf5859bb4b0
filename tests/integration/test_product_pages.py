"""The staff pages of documents: drafted, looked at in each language, approved by somebody else, and kept as they were sent."""

import re
from http import HTTPStatus

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from cases.casework.models import Case
from cases.core.models import AuditEvent
from cases.core.translated import LANGUAGES
from cases.documents.html import html_file
from cases.dossiers import products
from cases.dossiers.actions import edit_product, make_product_file
from cases.dossiers.models import Product, ProductFile
from cases.published.models import PublishedRelease
from cases.reports.kinds import REPORTS
from tests.conftest import Cast
from tests.drafting import RELEASE, approve, drafted
from tests.freezing import freeze_as_a_release_would
from tests.integration.conftest import SignIn, page
from tests.integration.test_editing_pages import opened
from tests.sample_release import sample_release
from tests.writing import WORDS

pytestmark = pytest.mark.usefixtures("published_release")


@pytest.fixture
def product(cast: Cast, case: Case, published_release: PublishedRelease) -> Product:
    return drafted(cast, case)


def text_of(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == HTTPStatus.OK
    return answer.content.decode()


def change(product: Product) -> str:
    return page(Product, "change", product.pk)


def preview(product: Product, language: str) -> str:
    return page(Product, "preview", product.pk, language)


def typed(names: tuple[str, ...]) -> dict[str, str]:
    """What is typed into the boxes of texts, in three languages."""
    return {f"{name}_{language}": words[name] for language, words in WORDS.items() for name in names}


# --- from the first page to the file ---


def test_one_drafts_another_approves_and_the_file_is_kept(cast: Cast, case: Case, sign_in: SignIn) -> None:
    advocacy, lead = sign_in(cast.advocacy), sign_in(cast.lead)
    begun = advocacy.post(page(Product, "add"), {"case": case.pk, "kind": "brief", "release": RELEASE})
    product = Product.objects.get()
    assert begun["Location"] == change(product)
    assert "write the words below" in text_of(advocacy, change(product))
    _page, form = opened(advocacy, change(product))
    assert advocacy.post(change(product), form | typed(("summary", "issues", "asks"))).status_code == HTTPStatus.FOUND

    for language, words in WORDS.items():
        shown = text_of(advocacy, preview(product, language))
        assert words["asks"].split("\n")[0].removeprefix("- ") in shown
        assert f"/{language}/releases/{RELEASE}/indicators/" in shown
        assert "[[" not in shown

    (fingerprint,) = re.findall(r'name="content_sha256" value="([0-9a-f]{64})"', text_of(lead, change(product)))
    step = page(Product, "step", product.pk, "approve")
    assert "Done" in lead.post(step, {"content_sha256": fingerprint}, follow=True).content.decode()
    assert f"Approved by {cast.lead}" in text_of(advocacy, change(product))

    wish = {"language": "ko", "form": "pdf", "recipient": "The committee"}
    made = advocacy.post(page(Product, "step", product.pk, "make"), wish, follow=True).content.decode()
    file = ProductFile.objects.get()
    assert "for The committee, figures of release 2026-08" in made
    assert file.sha256 in made
    sent = advocacy.get(page(Product, "file", product.pk, 1))
    assert sent.content == bytes(file.content)
    assert sent["Content-Type"] == "application/pdf"
    assert sent["Content-Disposition"] == f'attachment; filename="{product.code}-1-ko.pdf"'
    event = AuditEvent.objects.latest("seq")
    assert (event.action, event.actor_uuid) == ("record.exported", cast.advocacy.pk)


def test_a_new_document_starts_with_the_current_release_and_the_only_case(
    cast: Cast, case: Case, sign_in: SignIn
) -> None:
    superseded = sample_release("2026-11", number=3)
    freeze_as_a_release_would(superseded)
    PublishedRelease.objects.update(status=PublishedRelease.Status.SUPERSEDED)
    PublishedRelease.objects.filter(pk=RELEASE).update(status=PublishedRelease.Status.CURRENT)
    html = text_of(sign_in(cast.advocacy), page(Product, "add"))
    assert f'<option value="{RELEASE}" selected>' in html
    assert f'<option value="{case.pk}" selected>' in html
    for report in REPORTS.values():
        assert str(report.purpose) in html


def test_without_a_release_the_page_says_what_to_wait_for(cast: Cast, case: Case, sign_in: SignIn) -> None:
    PublishedRelease.objects.update(status=PublishedRelease.Status.WITHDRAWN)
    assert "Nothing is published yet" in text_of(sign_in(cast.advocacy), page(Product, "add"))


# --- who ---


@pytest.mark.parametrize("who", ["interviewer", "coder", "legal", "administrator", "stranger"])
def test_nobody_else_finds_one(cast: Cast, product: Product, sign_in: SignIn, who: str) -> None:
    make_product_file(by=cast.advocacy, product=approve(cast.lead, product), language="en", form="html", recipient="x")
    client = sign_in(getattr(cast, who))
    for address in (change(product), preview(product, "en"), page(Product, "file", product.pk, 1)):
        assert client.get(address).status_code == HTTPStatus.NOT_FOUND
    for step in ("approve", "make"):
        assert client.post(page(Product, "step", product.pk, step)).status_code == HTTPStatus.NOT_FOUND
    assert product.code not in client.get(page(Product, "changelist")).content.decode()


@pytest.mark.parametrize("who", ["lead", "dpo"])
def test_who_approves_neither_writes_nor_makes_files(cast: Cast, product: Product, sign_in: SignIn, who: str) -> None:
    client = sign_in(getattr(cast, who))
    form = opened(sign_in(cast.advocacy), change(product))[1]
    client.post(change(product), form | {"summary_en": "Other words."})
    approve(getattr(cast, who), product)
    client.post(page(Product, "step", product.pk, "make"), {"language": "en", "form": "html", "recipient": "x"})
    product.refresh_from_db()
    assert product.summary["en"] == WORDS["en"]["summary"]
    assert not ProductFile.objects.exists()
    assert 'name="recipient"' not in text_of(client, change(product))
    assert client.get(page(Product, "add")).status_code == HTTPStatus.NOT_FOUND


def test_whoever_writes_is_told_nothing_of_the_records_and_does_not_approve(
    cast: Cast, product: Product, sign_in: SignIn
) -> None:
    before = AuditEvent.objects.latest("seq").seq
    advocacy = sign_in(cast.advocacy)
    html = text_of(advocacy, change(product))
    assert "betray" not in html
    assert "/step/approve/" not in html
    assert not AuditEvent.objects.filter(seq__gt=before, action__startswith="dossiers.scan").exists()
    advocacy.post(page(Product, "step", product.pk, "approve"), {"content_sha256": products.sha256(product)})
    product.refresh_from_db()
    assert product.approved_at is None


def test_whoever_approves_reads_what_was_found_once_and_by_language(
    cast: Cast, product: Product, sign_in: SignIn
) -> None:
    edit_product(by=cast.advocacy, product=product, unknown={"en": "In May, and in May again.", "ko": "5월에."})
    html = text_of(sign_in(cast.lead), change(product))
    assert html.count("<q>May</q>") == 1
    assert "English, month:" in html
    assert "Korean, " in html


# --- what is missing, too long, or no longer true ---


def test_a_preview_that_cannot_be_made_says_why(cast: Cast, product: Product, sign_in: SignIn) -> None:
    edit_product(by=cast.advocacy, product=product, summary={"en": "[[ILO-99]]"})
    html = text_of(sign_in(cast.advocacy), preview(product, "en"))
    assert "has no figure “ILO-99”" in html
    assert 'class="paper"' not in html
    assert "has no figure “ILO-99”" in text_of(sign_in(cast.advocacy), change(product))
    assert sign_in(cast.advocacy).get(preview(product, "fr")).status_code == HTTPStatus.NOT_FOUND


def test_words_left_and_words_too_many(cast: Cast, product: Product, sign_in: SignIn) -> None:
    words = re.search(r"<td>(\d+) · <span class=\"left\">(\d+) left", text_of(sign_in(cast.advocacy), change(product)))
    assert words
    assert int(words[1]) + int(words[2]) == 700
    edit_product(by=cast.advocacy, product=product, word_limit=int(words[1]) - 7)
    assert "7 too many" in text_of(sign_in(cast.lead), change(product))


def test_a_newer_release_and_a_withdrawn_one_are_told(cast: Cast, product: Product, sign_in: SignIn) -> None:
    PublishedRelease.objects.update(status=PublishedRelease.Status.SUPERSEDED)
    freeze_as_a_release_would(sample_release("2026-11", number=3))
    advocacy = sign_in(cast.advocacy)
    assert "release 2026-11 has come out since" in text_of(advocacy, change(product))
    assert f"{RELEASE} (superseded)" in text_of(advocacy, page(Product, "changelist"))
    PublishedRelease.objects.filter(pk=RELEASE).update(status=PublishedRelease.Status.WITHDRAWN)
    html = text_of(advocacy, change(product))
    assert f"Release {RELEASE} was withdrawn" in html
    assert f'<option value="{RELEASE}" selected>{RELEASE} (withdrawn)' in html
    assert "was withdrawn: choose another" in text_of(advocacy, preview(product, "en"))


def test_a_refusal_stands_beside_its_box_and_leaves_everything_typed(
    cast: Cast, product: Product, sign_in: SignIn
) -> None:
    advocacy = sign_in(cast.advocacy)
    _page, form = opened(advocacy, change(product))
    answer = advocacy.post(change(product), form | {"figures": "ILO-01\nILO-99", "summary_ko": "새 문장"})
    shown = answer.context["adminform"].form
    assert "ILO-99" in str(shown.errors["figures"])
    assert shown["summary_ko"].value() == "새 문장"
    product.refresh_from_db()
    assert product.summary["ko"] == WORDS["ko"]["summary"]


def test_a_save_upon_a_newer_save_is_refused_with_both(cast: Cast, product: Product, sign_in: SignIn) -> None:
    advocacy = sign_in(cast.advocacy)
    _page, form = opened(advocacy, change(product))
    edit_product(by=cast.advocacy, product=product, summary={**product.summary, "en": "THEIRS"})
    answer = advocacy.post(change(product), form | {"summary_en": "MINE"})
    assert [(one.stored, one.typed) for one in answer.context["conflict"].both] == [("THEIRS", "MINE")]
    product.refresh_from_db()
    assert product.summary["en"] == "THEIRS"


def test_saved_as_it_stands_it_stays_approved(cast: Cast, product: Product, sign_in: SignIn) -> None:
    approve(cast.lead, product)
    advocacy = sign_in(cast.advocacy)
    _page, form = opened(advocacy, change(product))
    assert advocacy.post(change(product), form).status_code == HTTPStatus.FOUND
    product.refresh_from_db()
    assert product.approved_by == cast.lead
    advocacy.post(change(product), opened(advocacy, change(product))[1] | {"sections": ["tables"]})
    product.refresh_from_db()
    assert (product.sections, product.approved_by) == (["tables"], None)


def test_texts_that_nobody_needs_are_folded_until_somebody_writes_them(
    cast: Cast, product: Product, sign_in: SignIn
) -> None:
    edit_product(by=cast.advocacy, product=product, issues={}, unknown={"ko": "모르는 것"})
    fieldsets = sign_in(cast.advocacy).get(change(product)).context["adminform"]
    folded = {field for fieldset in fieldsets if fieldset.is_collapsible for row in fieldset.fields for field in row}
    assert folded == {"issues_en", "issues_ko", "issues_ru"}


def test_statements_of_the_page_do_not_grow(
    cast: Cast, product: Product, sign_in: SignIn, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    """The release is read twice, for the form and for the three languages together."""
    for number in range(3):
        approved = approve(cast.lead, edit_product(by=cast.advocacy, product=product, word_limit=800 + number))
        make_product_file(by=cast.advocacy, product=approved, language="en", form="html", recipient="x")
    client = sign_in(cast.advocacy)
    with django_assert_max_num_queries(34):
        client.get(change(product))


# --- addresses ---


def test_every_address_that_a_document_gives_is_there(
    cast: Cast, case: Case, client: Client, published_release: PublishedRelease
) -> None:
    found = set()
    for kind in REPORTS:
        product = drafted(cast, case, kind)
        for language in LANGUAGES:
            html = html_file(products.document(product, language)).decode()
            addresses = set(re.findall(r"/(?:en|ko|ru)/[\w/.-]*\w/", html))
            assert {address.split("/")[1] for address in addresses} == {language}, kind
            found |= addresses
    assert len(found) >= 3 * 20  # the release and its tables
    assert {address: status for address in found if (status := client.get(address).status_code) != 200} == {}


def test_pages_offer_the_report_in_their_own_language(client: Client, published_release: PublishedRelease) -> None:
    for language in ("ko", "ru"):
        name = f"report-{language}.pdf"
        published_release.files.create(
            name=name, media_type="application/pdf", content=b"%PDF", size=4, sha256="0" * 64
        )
    for language in LANGUAGES:
        html = text_of(client, f"/{language}/releases/{published_release.pk}/sector/")
        assert re.findall(r"report-\w\w\.pdf", html) == [f"report-{language}.pdf"]
