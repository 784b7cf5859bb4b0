"""Loading the first case: once, whole or not at all, and with the recorded article or none."""

import hashlib
import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as project

from cases.accounts.actions import create_user
from cases.casework.models import Case
from cases.core.errors import NotAllowed, Refused
from cases.desk.actions import load_first_case
from cases.desk.first_case import FirstCase, read, repeated_lines
from cases.evidence.actions import open_evidence
from cases.evidence.models import EvidenceItem
from cases.intake.models import Source, Status, Testimony
from cases.vocabulary.loading import VocabularyFiles
from tests.conftest import Cast
from tests.integration.tables import row_counts

FOLDER = project.BASE_DIR / "data" / "first_case"
LOGS = frozenset({"cases_auditevent"})
# The shape of the real article: the headline twice, six paragraphs that come again as lines 13 to 18.
ARTICLE = "\n".join(
    ["The headline", "The headline", "", "By line", "", "Intro", *(f"Paragraph {n}" for n in range(7, 13))]
    + [f"Paragraph {n}" for n in range(7, 13)]
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The data files with the hash of an article that is made here: the real one is not in the project."""
    copy = tmp_path / "data" / "first_case"
    shutil.copytree(FOLDER, copy)
    facts = json.loads((copy / "facts.json").read_text(encoding="utf-8"))
    facts["source"]["sha256"] = hashlib.sha256(ARTICLE.encode()).hexdigest()
    (copy / "facts.json").write_text(json.dumps(facts), encoding="utf-8")
    return copy


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "article.txt"
    path.write_bytes(ARTICLE.encode())
    return path


def edit(folder: Path, name: str, **values: Any) -> None:
    path = folder / name
    content = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps({**content, **values}), encoding="utf-8")


def test_accounts_end_up_coded_by_the_loader(cast: Cast, first_case: Case) -> None:
    """Verifying is a further step, by somebody else."""
    accounts = Testimony.objects.all()
    assert [(account.status, account.coded_by, account.verified_by) for account in accounts] == [
        (Status.CODED, cast.coder, None)
    ] * 3


def test_second_load_is_refused_and_changes_nothing(cast: Cast, first_case: Case) -> None:
    before = row_counts(without=LOGS)
    for by in (cast.coder, cast.lead):
        with pytest.raises(Refused, match="SRC-001"):
            load_first_case(by=by, first_case=read(FOLDER))
    assert row_counts(without=LOGS) == before


def test_load_needs_a_coder(cast: Cast, vocabulary: VocabularyFiles) -> None:
    other = create_user(by=cast.administrator, username="other", name="", roles=["interviewer"])
    for user in (other, cast.dpo, cast.administrator):
        with pytest.raises(NotAllowed):
            load_first_case(by=user, first_case=read(FOLDER))


def test_load_without_vocabulary_leaves_the_database_as_it_was(cast: Cast) -> None:
    """The refusal comes after the case was opened: all of it is rolled back."""
    before = row_counts(without=LOGS)
    with pytest.raises(Refused, match="load_vocabulary"):
        load_first_case(by=cast.coder, first_case=read(FOLDER))
    assert row_counts(without=LOGS) == before


def test_load_that_breaks_at_its_end_leaves_nothing(cast: Cast, vocabulary: VocabularyFiles) -> None:
    whole = read(FOLDER)
    broken = {**whole.facts, "context_claims": [{**whole.facts["context_claims"][0], "code": "NOPE-01"}]}
    before = row_counts(without=LOGS)
    with pytest.raises(Refused, match="NOPE-01"):
        load_first_case(by=cast.coder, first_case=FirstCase(broken, whole.texts, whole.further))
    assert row_counts(without=LOGS) == before


def test_article_with_repeated_lines_doubles_nothing(
    cast: Cast, vocabulary: VocabularyFiles, folder: Path, article: Path
) -> None:
    """The same rows as without the article, and one sealed file with its custody."""
    load_first_case(by=cast.coder, first_case=read(folder, article))
    counts = row_counts(without=LOGS)
    expected = {"cases_testimony": 3, "cases_witness": 3, "cases_act": 11, "cases_contextfigure": 30, "cases_source": 5}
    assert {table: counts[table] for table in expected} == expected
    assert counts["cases_evidenceitem"] == counts["cases_custodyevent"] == 1


def test_article_is_sealed_and_opens_again(
    cast: Cast, vocabulary: VocabularyFiles, folder: Path, article: Path, tmp_path: Path
) -> None:
    load_first_case(by=cast.coder, first_case=read(folder, article))
    item = EvidenceItem.objects.get()
    assert item.source == Source.objects.exclude(sha256="").get()
    stored = [path for path in (tmp_path / "evidence").rglob("*") if path.is_file()]
    assert len(stored) == 1
    assert b"Paragraph" not in stored[0].read_bytes()
    assert "article" not in str(stored[0].relative_to(tmp_path))
    assert open_evidence(by=cast.coder, item=item, reason="test") == ARTICLE.encode()


@pytest.mark.parametrize("content", [b"", b"Another article", ARTICLE.encode() + b"\n", ARTICLE.encode("utf-16")])
def test_other_bytes_than_the_recorded_ones_are_refused(
    cast: Cast, vocabulary: VocabularyFiles, folder: Path, article: Path, content: bytes
) -> None:
    before = row_counts()
    article.write_bytes(content)
    with pytest.raises(Refused, match="SHA-256"):
        load_first_case(by=cast.coder, first_case=read(folder, article))
    assert row_counts() == before


def test_article_swapped_after_reading_is_refused(
    cast: Cast, vocabulary: VocabularyFiles, folder: Path, article: Path
) -> None:
    """The action checks the bytes itself, whoever read them."""
    given = read(folder, article)
    before = row_counts(without=LOGS)
    with pytest.raises(Refused, match="SHA-256"):
        load_first_case(by=cast.coder, first_case=FirstCase(given.facts, given.texts, given.further, b"other", "x.txt"))
    assert row_counts(without=LOGS) == before


def test_article_that_is_not_there_is_refused(folder: Path, tmp_path: Path) -> None:
    for path in (tmp_path / "none.txt", tmp_path):
        with pytest.raises(Refused, match="cannot be read"):
            read(folder, path)


def test_fact_that_cites_a_repeated_line_is_refused(folder: Path, article: Path) -> None:
    texts = json.loads((folder / "texts.json").read_text(encoding="utf-8"))
    edit(folder, "texts.json", facts={**texts["facts"], "F07": {"locator": "line 13", "note": "x"}})
    with pytest.raises(Refused, match=r"F07.*line 13.*line 7"):
        read(folder, article)


def test_damaged_or_missing_data_file_is_refused(folder: Path) -> None:
    (folder / "texts.json").write_text('{"case":', encoding="utf-8")
    with pytest.raises(Refused, match="damaged"):
        read(folder)
    (folder / "texts.json").unlink()
    with pytest.raises(Refused, match="missing"):
        read(folder)


def test_repeated_lines_names_each_with_its_first() -> None:
    assert repeated_lines(ARTICLE) == {2: 1, 13: 7, 14: 8, 15: 9, 16: 10, 17: 11, 18: 12}


def test_repeated_lines_leaves_empty_lines_out() -> None:
    assert repeated_lines("a\n\n  \nb\n\na \n") == {}
