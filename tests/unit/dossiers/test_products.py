"""Documents: drafted by one person, approved by another, and each file kept with all that it was made of."""

import hashlib
from dataclasses import replace

import pytest
from django.db import IntegrityError, transaction
from django.db.utils import DatabaseError
from django.utils import timezone
from django.utils.translation import override

from cases.accounts.actions import edit_user
from cases.accounts.models import User
from cases.casework.models import Case
from cases.core.errors import NotAllowed, Refused
from cases.core.models import AuditEvent, Revision
from cases.dossiers import products
from cases.dossiers.actions import approve_product, draft_product, edit_product, make_product_file, scan_product
from cases.dossiers.models import Product, ProductFile
from cases.published.models import PublishedQuote, PublishedRelease
from cases.reports.kinds import REPORTS
from cases.witnesses.actions import record_identity
from cases.witnesses.models import Witness
from tests.conftest import Cast
from tests.drafting import RELEASE, approve, drafted
from tests.freezing import freeze_as_a_release_would
from tests.replay import replayed
from tests.sample_release import sample_release


@pytest.fixture
@replayed
def named(cast: Cast, case: Case, witness: Witness, published_release: PublishedRelease) -> Case:
    """A case whose records name a person, after a release."""
    record_identity(by=cast.interviewer, witness=witness, name_hangul="김철수")
    return case


@pytest.fixture
def product(cast: Cast, named: Case) -> Product:
    return drafted(cast, named)


def make(cast: Cast, product: Product, **changes: str) -> ProductFile:
    values = {"language": "en", "form": "html", "recipient": "The committee", **changes}
    return make_product_file(by=cast.advocacy, product=product, **values)


# --- drafting ---


@pytest.mark.parametrize("kind", REPORTS)
def test_a_new_document_has_the_usual_limit(cast: Cast, named: Case, kind: str) -> None:
    product = draft_product(by=cast.advocacy, case=named, kind=kind, release=RELEASE)
    assert product.word_limit == REPORTS[kind].limit


def test_every_kind_of_document_is_a_report() -> None:
    assert set(Product.Kind.values) == set(REPORTS)


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"release": "1999-01"}, "no release 1999-01"),
        ({"sections": ["nothing"]}, "no such section"),
        ({"tables": ["sector-by-shoe-size"]}, "not all of the chosen tables"),
        ({"figures": ["ILO-99"]}, "Not shown in release"),
        ({"summary": {"en": "x" * 60_001}}, "shorten it"),
    ],
)
def test_what_a_document_cannot_hold_is_refused(
    cast: Cast, product: Product, values: dict[str, object], sentence: str
) -> None:
    with pytest.raises(Refused, match=sentence):
        edit_product(by=cast.advocacy, product=product, **values)  # type: ignore[arg-type]


def test_an_unknown_kind_is_refused(cast: Cast, named: Case) -> None:
    with pytest.raises(Refused, match="what kind of document"):
        draft_product(by=cast.advocacy, case=named, kind="novel", release=RELEASE)


@pytest.mark.parametrize("who", ["interviewer", "coder", "lead", "legal", "dpo", "administrator", "stranger"])
def test_nobody_else_drafts(cast: Cast, named: Case, who: str) -> None:
    with pytest.raises(NotAllowed):
        draft_product(by=getattr(cast, who), case=named, kind="brief", release=RELEASE)


def test_each_change_is_a_version(cast: Cast, product: Product) -> None:
    edit_product(by=cast.advocacy, product=product, summary={"en": "Other words."})
    assert Revision.objects.filter(subject_uuid=product.pk).count() == 3


# --- approval ---


@pytest.mark.parametrize("who", ["lead", "dpo"])
def test_lead_or_dpo_approves(cast: Cast, product: Product, who: str) -> None:
    assert approve(getattr(cast, who), product).approved_by == getattr(cast, who)


@pytest.mark.parametrize("who", ["interviewer", "coder", "legal", "advocacy", "administrator", "stranger"])
def test_nobody_else_approves(cast: Cast, product: Product, who: str) -> None:
    with pytest.raises(NotAllowed):
        approve(getattr(cast, who), product)


def test_nobody_approves_what_they_wrote(cast: Cast, product: Product) -> None:
    edit_user(by=cast.administrator, user=cast.lead, roles=["advocacy", "lead"])
    both = User.objects.get(pk=cast.lead.pk)
    changed = edit_product(by=both, product=product, unknown={"en": "More."})
    with pytest.raises(NotAllowed, match="somebody else"):
        approve(both, changed)


def test_the_database_refuses_it_too(cast: Cast, product: Product) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Product.objects.filter(pk=product.pk).update(approved_by=cast.advocacy, approved_at=timezone.now())


def test_any_change_takes_the_approval_away(cast: Cast, product: Product) -> None:
    approved = approve(cast.lead, product)
    assert edit_product(by=cast.advocacy, product=approved, summary={"en": "Other."}).approved_at is None


def test_a_change_of_nothing_does_not(cast: Cast, product: Product) -> None:
    approved = approve(cast.lead, product)
    assert edit_product(by=cast.advocacy, product=approved, quote="").approved_at is not None


def test_what_changed_since_it_was_read_is_not_approved(cast: Cast, product: Product) -> None:
    read = products.sha256(product)
    edit_product(by=cast.advocacy, product=product, summary={"en": "Other."})
    with pytest.raises(Refused, match="changed since you read it"):
        approve_product(by=cast.lead, product=product, content_sha256=read)


def test_a_name_in_its_words_is_not_approved(cast: Cast, product: Product) -> None:
    changed = edit_product(by=cast.advocacy, product=product, unknown={"en": "What Kim Chol-su saw."})
    with pytest.raises(Refused, match="could betray somebody"):
        approve(cast.lead, changed)
    with pytest.raises(NotAllowed):
        scan_product(by=cast.advocacy, product=changed)  # it would answer what names the records hold


def test_an_article_of_law_is_no_betrayal(cast: Cast, product: Product) -> None:
    changed = edit_product(by=cast.advocacy, product=product, issues={"en": "Article 8 and recommendation 147.12."})
    assert approve(cast.lead, changed).approved_at


def test_too_many_words_are_counted_in_the_refusal(cast: Cast, product: Product) -> None:
    changed = edit_product(by=cast.advocacy, product=product, issues={"en": "word " * 800})
    with pytest.raises(Refused, match=r"has \d+ words too many in “en”"):
        approve(cast.lead, changed)
    assert approve(cast.lead, edit_product(by=cast.advocacy, product=changed, word_limit=2000)).approved_at


def test_nothing_written_is_not_approved(cast: Cast, named: Case) -> None:
    empty = draft_product(by=cast.advocacy, case=named, kind="brief", release=RELEASE)
    with pytest.raises(Refused, match="In no language"):
        approve(cast.lead, empty)


# --- figures that follow the release ---


def newer_release() -> None:
    PublishedRelease.objects.update(status=PublishedRelease.Status.SUPERSEDED)
    newer = sample_release("2026-11", number=3)
    doubled = tuple(
        replace(cell, value=cell.value + 200, lo=cell.lo + 200, hi=cell.hi + 200)  # type: ignore[operator]
        if cell.shown
        else cell
        for cell in newer.cells
    )
    freeze_as_a_release_would(replace(newer, cells=doubled))


def test_a_newer_release_makes_the_figures_stale_and_choosing_it_renews_them(cast: Cast, product: Product) -> None:
    assert not products.standing(product).stale
    newer_release()
    standing = products.standing(product)
    assert standing.stale
    assert standing.newest == "2026-11"
    assert "about 1,000 (likely" in str(products.document(product, "en"))
    renewed = edit_product(by=cast.advocacy, product=product, release="2026-11")
    assert "about 1,200 (likely" in str(products.document(renewed, "en"))


def test_a_figure_that_the_newer_release_does_not_show_is_named(cast: Cast, product: Product) -> None:
    newer = sample_release("2026-11", number=3)
    hidden = tuple(replace(c, value=None, lo=None, hi=None) if c.d1 == "ILO-02" else c for c in newer.cells)
    PublishedRelease.objects.update(status=PublishedRelease.Status.SUPERSEDED)
    freeze_as_a_release_would(replace(newer, cells=hidden))
    renewed = edit_product(by=cast.advocacy, product=product, release="2026-11")  # the draft is kept
    with pytest.raises(Refused, match="“ILO-02” is not shown in release 2026-11"):
        products.document(renewed, "en")


def test_a_withdrawn_release_stops_everything(cast: Cast, product: Product) -> None:
    approved = approve(cast.lead, product)
    PublishedRelease.objects.update(status=PublishedRelease.Status.WITHDRAWN)
    assert products.standing(approved).withdrawn
    with pytest.raises(Refused, match="was withdrawn"):
        make(cast, approved)
    assert not ProductFile.objects.exists()


def test_a_quote_that_left_stops_it(cast: Cast, named: Case) -> None:
    PublishedQuote.objects.create(
        release=RELEASE, position=1, indicator="ILO-11", sector="construction",
        text={"en": "We slept four hours.", "ko": "네 시간 잤습니다.", "ru": "Мы спали четыре часа."},
    )  # fmt: skip
    (key,) = products.quotes()
    approved = approve(cast.lead, drafted(cast, named, "press", quote=key))
    assert b"We slept four hours." in bytes(make(cast, approved).content)
    PublishedQuote.objects.all().delete()
    with pytest.raises(Refused, match="public no more"):
        make(cast, approved)


# --- files ---


def test_a_file_is_made_only_of_what_was_approved(cast: Cast, product: Product) -> None:
    with pytest.raises(Refused, match="not approved"):
        make(cast, product)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"recipient": " "}, "who receives it"),
        ({"recipient": "x" * 201}, "too long"),
        ({"language": "fr"}, "language and a format"),
        ({"form": "exe"}, "language and a format"),
    ],
)
def test_bad_wishes_are_refused(cast: Cast, product: Product, changes: dict[str, str], sentence: str) -> None:
    approved = approve(cast.lead, product)
    with pytest.raises(Refused, match=sentence):
        make(cast, approved, **changes)


def test_a_file_is_kept_with_hash_inputs_release_and_recipient(cast: Cast, product: Product) -> None:
    approved = approve(cast.lead, product)
    first, second = make(cast, approved), make(cast, approved, recipient="Another body")
    stored = ProductFile.objects.get(pk=first.pk)
    assert hashlib.sha256(bytes(stored.content)).hexdigest() == stored.sha256
    assert (stored.release, stored.recipient, stored.number, second.number) == (RELEASE, "The committee", 1, 2)
    assert stored.inputs == products.inputs(approved)
    assert stored.inputs_sha256 == products.sha256(approved)
    assert stored.sha256 == second.sha256  # the same inputs, the same bytes
    assert AuditEvent.objects.latest("seq").action == "dossiers.make_product_file"


def test_files_are_never_changed(cast: Cast, product: Product) -> None:
    made = make(cast, approve(cast.lead, product))
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        ProductFile.objects.filter(pk=made.pk).update(recipient="somebody else")
    edit_product(by=cast.advocacy, product=product, summary={"en": "Other."})
    assert b"Other." not in bytes(ProductFile.objects.get().content)


@pytest.mark.parametrize(("language", "form"), [("en", "docx"), ("ko", "pdf"), ("ru", "xlsx")])
def test_each_format_is_made(cast: Cast, product: Product, language: str, form: str) -> None:
    made = make(cast, approve(cast.lead, product), language=language, form=form)
    assert bytes(made.content).startswith(b"%PDF" if form == "pdf" else b"PK")
    assert made.name == f"{product.code}-1-{language}.{form}"


def test_a_letter_without_a_glyph_is_named(cast: Cast, product: Product) -> None:
    changed = edit_product(by=cast.advocacy, product=product, unknown={"en": "A sign: \U0001f642"})
    with pytest.raises(Refused, match="U\\+1F642"):
        approve(cast.lead, changed)


def test_a_reason_is_said_in_the_language_of_the_reader(cast: Cast, product: Product) -> None:
    changed = edit_product(by=cast.advocacy, product=product, summary={"en": "Words.", "ko": "[[ILO-99]]"})
    with pytest.raises(Refused, match="has no figure “ILO-99”"):
        products.document(changed, "ko")
    with override("ru"), pytest.raises(Refused, match="нет числа «ILO-99»"):
        products.document(changed, "ko")


def test_a_full_disk_leaves_nothing_behind(cast: Cast, product: Product, monkeypatch: pytest.MonkeyPatch) -> None:
    approved = approve(cast.lead, product)

    def full(*_args: object) -> bytes:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(products, "file", full)
    with pytest.raises(OSError, match="No space"):
        make(cast, approved)
    assert not ProductFile.objects.exists()
