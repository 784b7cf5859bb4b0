"""The pictures of documents in the docs: the page on which one is drafted, and a first page as it is sent.

``CASETRACKER_PICTURES=1`` stores them.
"""

import os
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Page

from cases.accounts.models import User
from cases.casework.models import Case
from cases.documents.pdf import pdf
from cases.dossiers import products
from cases.published.data import Cell
from cases.published.models import PublishedRelease
from tests.conftest import Cast
from tests.drafting import drafted
from tests.freezing import freeze_as_a_release_would
from tests.functional.test_pictures import FOLDER
from tests.sample_release import sample_release

SignIn = Callable[[Page, User], None]
PDFTOPPM = shutil.which("pdftoppm")


@pytest.fixture
def release(db: None) -> PublishedRelease:
    """The sample release, with numbers that differ: on a chart of equal bars nothing is to be seen."""
    sample = sample_release()
    cells = [uneven(cell, place) if cell.d1.startswith("ILO") else cell for place, cell in enumerate(sample.cells)]
    return freeze_as_a_release_would(replace(sample, cells=tuple(cells)))


def uneven(cell: Cell, place: int) -> Cell:
    value = 500 + 125 * (place * 7 % 11)
    return replace(cell, value=value, lo=value - 60, hi=value + 60) if cell.shown and not cell.d2 else cell


def folder(tmp_path: Path) -> Path:
    return FOLDER if os.environ.get("CASETRACKER_PICTURES") == "1" else tmp_path


def check(picture: Path) -> None:
    assert picture.stat().st_size > 10_000
    assert (FOLDER / picture.name).exists(), (
        "A picture of the docs is missing: CASETRACKER_PICTURES=1 pytest " + __file__
    )


def test_picture_of_the_page_on_which_a_document_is_drafted(
    page: Page, sign_in: SignIn, cast: Cast, case: Case, release: PublishedRelease, tmp_path: Path
) -> None:
    product = drafted(cast, case)
    sign_in(page, cast.advocacy)
    page.set_viewport_size({"width": 1280, "height": 1450})
    page.goto(f"/staff/cases/product/{product.pk}/change/")
    picture = folder(tmp_path) / "document.png"
    page.screenshot(path=picture)
    check(picture)


@pytest.mark.skipif(PDFTOPPM is None, reason="pdftoppm is missing (Debian: apt install poppler-utils)")
@pytest.mark.parametrize(("kind", "language"), [("brief", "ko"), ("press", "ru")])
def test_picture_of_a_first_page(
    cast: Cast, case: Case, release: PublishedRelease, tmp_path: Path, kind: str, language: str
) -> None:
    made, picture = tmp_path / "made.pdf", folder(tmp_path) / f"{kind}-{language}.png"
    made.write_bytes(pdf(products.document(drafted(cast, case, kind), language)))
    command = [str(PDFTOPPM), "-r", "80", "-png", "-singlefile", made, picture.with_suffix("")]
    subprocess.run(command, check=True)  # noqa: S603
    check(picture)
