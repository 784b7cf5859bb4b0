"""Every document of a demonstration: each kind in each language and format, opened again by other programs.

Marks were planted in every confidential field before its last release was built and everything was made. LibreOffice
opens the Word and Excel files too, where it is installed.
"""

import os
import re
import shutil
import subprocess
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.test import override_settings
from django.utils.translation import override
from pytest_django import DjangoDbBlocker

from cases.accounts.models import User
from cases.casework.models import Case
from cases.core import keyring
from cases.core.translated import LANGUAGES
from cases.desk import demonstration
from cases.documents.html import html_file
from cases.dossiers import products
from cases.dossiers.actions import approve_product, draft_product, make_product_file
from cases.dossiers.models import Product, ProductFile
from cases.published.data import Release
from cases.published.models import PublishedRelease
from cases.reports.figure_sentences import Figures
from cases.reports.kinds import REPORTS
from cases.reports.tables_xlsx import tables_xlsx
from tests.figures import (
    Line,
    check_tables,
    fixed_numbers,
    lines,
    other_figures,
    rows_in_order,
    squeezed,
    strays,
    unreadable,
)
from tests.inside import found_inside
from tests.opened import Opened, opened
from tests.planting import plant
from tests.writing import WORDS

PEOPLE = int(os.environ.get("DOCUMENTS_PEOPLE", demonstration.PEOPLE))
FORMS = ProductFile.Format.values
pytestmark = pytest.mark.django_db  # else no database is made for the fixture
EVERY = [(kind, language) for kind in REPORTS for language in LANGUAGES]


@dataclass
class Made:
    """The files as they are kept, the cells that readers download, and what shows the numbers of the fixed words."""

    release: Release
    cells_csv: bytes
    planted: Counter[str]
    files: dict[tuple[str, str, str], bytes] = field(default_factory=dict)
    others: dict[tuple[str, str], Opened] = field(default_factory=dict)

    def opened(self, kind: str, language: str, form: str) -> Opened:
        return opened(form, self.files[kind, language, form])

    def cells(self, language: str) -> list[Line]:
        return lines(self.cells_csv, self.release, language)

    def known(self, kind: str, language: str, pages: int) -> set[int]:
        """What a document of so many pages may say."""
        page = self.opened(kind, language, "html")
        fixed = fixed_numbers(page, self.others[kind, language]) | page.scales | set(range(pages + 1))
        return fixed | {number for line in self.cells(language) for number in line.numbers}


@pytest.fixture(scope="module")
def made(django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory) -> Made:
    """The demonstration is built once, and the database has forgotten it when the tests begin."""
    folder = tmp_path_factory.mktemp("demonstration")
    places = override_settings(EVIDENCE_DIR=folder / "evidence", NOISE_DIR=folder / "noise")
    with django_db_blocker.unblock(), places, override("en"), transaction.atomic():
        found = _demonstration()
        transaction.set_rollback(True)
    keyring.lock()
    return found


def _demonstration() -> Made:
    planted = _build()
    row = PublishedRelease.objects.get(status=PublishedRelease.Status.CURRENT)
    release = products.release_of(Product(release=row.pk))
    made = Made(release, bytes(row.files.get(name="cells.csv").content), planted)
    for kind in REPORTS:
        product = _approved(kind, release)
        for language in LANGUAGES:
            chosen = products.choice(product, language)
            other = REPORTS[kind].document(other_figures(release), chosen, language)
            made.others[kind, language] = opened("html", html_file(other))
            for form in FORMS:
                made.files[kind, language, form] = _file(product, language, form)
    return made


def _build() -> Counter[str]:
    """Build it, with the marks planted before the last of its releases."""
    planted: Counter[str] = Counter()
    publish = demonstration.publish_next
    slots = iter(range(demonstration.RELEASES))

    def plant_and_publish(*args: object) -> object:
        if next(slots) == demonstration.RELEASES - 1:
            planted.update(plant())
        return publish(*args)  # type: ignore[arg-type]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(demonstration, "publish_next", plant_and_publish)
        demonstration.build(lambda _line: None, people=PEOPLE)
    return planted


def _approved(kind: str, release: Release) -> Product:
    advocacy, lead = (User.objects.get(username=name) for name in ("advocacy", "lead"))
    case = Case.objects.get(title__startswith="Fictional people")
    report = REPORTS[kind]
    # What the words of the sample release name is not shown in every demonstration.
    hours = next(key for key in Figures(release).shown if key.startswith("hours:"))
    texts: dict[str, Any] = {
        name: {language: words[name].replace("hours:up_to_10", hours) for language, words in WORDS.items()}
        for name in report.writes
    }
    quote = next(iter(products.quotes()), "") if report.takes_quote else ""
    product = draft_product(
        by=advocacy, case=case, kind=kind, release=release.identifier, word_limit=None, quote=quote, **texts
    )
    return approve_product(by=lead, product=product, content_sha256=products.sha256(product))


def _file(product: Product, language: str, form: str) -> bytes:
    advocacy = User.objects.get(username="advocacy")
    file = make_product_file(by=advocacy, product=product, language=language, form=form, recipient="A proof")
    return bytes(file.content)


def test_every_kind_is_made_in_every_language_and_format(made: Made) -> None:
    assert len(made.files) == len(REPORTS) * len(LANGUAGES) * len(FORMS)


@pytest.mark.parametrize(("kind", "language"), EVERY)
def test_every_number_is_one_of_cells_csv(made: Made, kind: str, language: str) -> None:
    cells, fixed = made.cells(language), made.known(kind, language, pages=1)
    for form in ("docx", "html"):
        assert strays(made.opened(kind, language, form), cells, fixed) == set(), form
    printed = made.opened(kind, language, "pdf")
    assert unreadable(printed.text, made.known(kind, language, printed.pages)) == []


@pytest.mark.parametrize(("kind", "language"), EVERY)
def test_every_cell_of_a_published_table_stands_in_its_row(made: Made, kind: str, language: str) -> None:
    cells = made.cells(language)
    word, page, printed = (made.opened(kind, language, form) for form in ("docx", "html", "pdf"))
    found = check_tables(word, cells)
    assert found == check_tables(page, cells)
    shown = {line.sides for line in cells if line.sides and line.numbers}
    assert shown & set(found) == {"pattern": shown, "upr": {("indicators",)}}.get(kind, set())
    text = squeezed(printed.text)
    assert [row for row in rows_in_order(word) if row not in text] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_excel_holds_the_cells_and_nothing_else(made: Made, language: str) -> None:
    book, cells = made.opened("pattern", language, "xlsx"), made.cells(language)
    with override(language):
        other = opened("xlsx", tables_xlsx(other_figures(made.release)).content)
    assert strays(book, cells, fixed_numbers(book, other)) == set()
    assert set(check_tables(book, cells)) == {line.sides for line in cells if line.sides}


def test_no_mark_stands_in_any_document(made: Made) -> None:
    assert len(made.planted) > 50, "fields that hold a mark"
    found = {name: found_inside(content) for name, content in made.files.items()}
    assert {name: places for name, places in found.items() if places} == {}
    print(f"{sum(made.planted.values())} marks in {len(made.planted)} fields, {len(found)} documents: 0 found")  # noqa: T201


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is missing")
@pytest.mark.parametrize(("kind", "language"), EVERY)
def test_libreoffice_opens_word_files_with_the_same_rows(made: Made, kind: str, language: str, tmp_path: Path) -> None:
    word = made.opened(kind, language, "docx")
    printed = opened("pdf", _printed(made.files[kind, language, "docx"], "docx", tmp_path))
    known = made.known(kind, language, printed.pages)
    # LibreOffice parts a long code at the end of a line, in the middle of a year too: so both ways of reading are tried.
    joined = re.sub(r"(?<=\d)\n(?=\d)", "", printed.text)
    assert set(unreadable(printed.text, known)) & set(unreadable(joined, known)) == set()
    text = squeezed(printed.text)
    assert [row for row in rows_in_order(word) if row not in text] == []


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is missing")
@pytest.mark.parametrize("language", LANGUAGES)
def test_libreoffice_opens_excel_files_with_the_same_rows(made: Made, language: str, tmp_path: Path) -> None:
    again = _printed(made.files["pattern", language, "xlsx"], "xlsx", tmp_path, to="xlsx")
    assert check_tables(opened("xlsx", again), made.cells(language)) == check_tables(
        made.opened("pattern", language, "xlsx"), made.cells(language)
    )


def _printed(content: bytes, form: str, folder: Path, to: str = "pdf") -> bytes:
    """The file as LibreOffice understands it, written again."""
    (folder / f"made.{form}").write_bytes(content)
    command = ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", to]
    command += ["--outdir", str(folder / "out"), str(folder / f"made.{form}")]
    subprocess.run(command, check=True, capture_output=True, timeout=180)  # noqa: S603  (our own arguments)
    return (folder / "out" / f"made.{to}").read_bytes()
