"""The commands of a first run: what they refuse is one sentence and exit code 2; a second run keeps all data."""

import re
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from pytest_django import Settings

from cases.accounts.actions import edit_user
from cases.casework.models import Case
from cases.core.models import Installation
from cases.core.permissions import Role
from cases.desk import demonstration
from cases.intake.models import Source
from cases.published.models import PublishedCase, PublishedRelease
from cases.vocabulary.loading import VocabularyFiles
from cases.vocabulary.models import AbuseCategory
from tests.conftest import Cast
from tests.integration.tables import row_counts


def run(*arguments: Any) -> str:
    out = StringIO()
    call_command(*arguments, stdout=out)
    return out.getvalue()


def refusal(*arguments: Any) -> str:
    """The sentence of a refused command; its exit code is 2."""
    before = row_counts(without=frozenset({"cases_auditevent"}))
    with pytest.raises(CommandError) as refused:
        run(*arguments)
    assert refused.value.returncode == 2
    assert row_counts(without=frozenset({"cases_auditevent"})) == before
    return str(refused.value)


@pytest.fixture(autouse=True)
def _own_static_folder(settings: Settings, tmp_path: Path) -> None:
    settings.STATIC_ROOT = tmp_path / "static"


def test_load_first_case_loads(cast: Cast, vocabulary: VocabularyFiles) -> None:
    assert "CASE-001 is loaded" in run("load_first_case", "--as", "coder")
    assert Source.objects.count() == 5


def test_load_first_case_twice_is_refused(cast: Cast, first_case: Case) -> None:
    assert "SRC-001" in refusal("load_first_case", "--as", "coder")


def test_load_first_case_with_other_bytes_is_refused(cast: Cast, vocabulary: VocabularyFiles, tmp_path: Path) -> None:
    other = tmp_path / "other.txt"
    other.write_text("not the article", encoding="utf-8")
    assert "SHA-256" in refusal("load_first_case", "--as", "coder", "--article", other)


@pytest.mark.parametrize("command", ["load_first_case", "load_vocabulary"])
def test_unknown_user_is_refused(cast: Cast, command: str) -> None:
    assert "nobody" in refusal(command, "--as", "nobody")


@pytest.mark.parametrize("command", ["load_first_case", "load_vocabulary"])
def test_user_without_the_right_is_refused(cast: Cast, command: str) -> None:
    assert "roles" in refusal(command, "--as", "legal")


def test_system_and_deactivated_users_do_not_act(cast: Cast) -> None:
    edit_user(by=cast.administrator, user=cast.coder, roles=["coder"], is_active=False)
    for name in ("coder", "system"):
        assert name in refusal("load_first_case", "--as", name)


def test_load_first_case_without_vocabulary_names_the_code_and_the_remedy(cast: Cast) -> None:
    sentence = refusal("load_first_case", "--as", "coder")
    assert "FLT-OVS" in sentence
    assert "load_vocabulary" in sentence


def test_load_vocabulary_of_another_folder_twice_adds_nothing(cast: Cast) -> None:
    first = run("load_vocabulary", "--as", "administrator")
    before = row_counts(without=frozenset({"cases_auditevent"}))
    second = run("load_vocabulary", "--as", "administrator")
    assert "0 codes added" in second
    assert re.findall(r"version (\d+)", first) == re.findall(r"version (\d+)", second) == ["1"]
    assert row_counts(without=frozenset({"cases_auditevent"})) == before
    acts = AbuseCategory.objects.filter(facet="act", selectable=True)
    assert acts.exclude(describe=True).count() == 62  # brief: 62 selectable acts, besides "other, describe"


def test_load_vocabulary_of_a_folder_that_is_not_there_is_refused(cast: Cast, tmp_path: Path) -> None:
    assert "missing" in refusal("load_vocabulary", "--as", "administrator", "--folder", tmp_path)


@pytest.mark.slow
def test_demo_builds_once_and_then_keeps_data(db: None) -> None:
    """The passwords it prints sign in, with the code that is printed for them; the second run prints none and changes nothing."""
    printed = run("demo", "--people", "40")
    passwords = dict(re.findall(r"^  (\w+)\s+(\S+)$", printed, re.MULTILINE))
    assert set(passwords) == {*Role.values, "coder2"}
    browser = Client()
    browser.post("/accounts/login/", {"login": "coder", "password": passwords["coder"]})
    browser.post("/accounts/2fa/authenticate/", {"code": run("demo_code", "coder").strip()})
    assert browser.get("/staff/").status_code == 200
    assert PublishedCase.objects.get().edition == 1
    assert sorted(PublishedRelease.objects.values_list("number", "status")) == [
        (1, "superseded"), (2, "superseded"), (3, "current"),
    ]  # fmt: skip
    before = row_counts()
    again = run("demo")
    assert "kept" in again
    assert not any(password in again for password in passwords.values())
    assert row_counts() == before


def test_demo_in_an_office_database_is_refused(db: None) -> None:
    Installation.objects.create(kind=Installation.Kind.OFFICE)
    assert "office database" in refusal("demo")


def test_demo_that_breaks_leaves_an_empty_database(db: None, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A wrong article is found after the accounts were made: the next run starts from nothing."""
    other = tmp_path / "other.txt"
    other.write_text("not the article", encoding="utf-8")
    monkeypatch.setattr(demonstration, "load_vocabulary", lambda **_: None)
    assert "SHA-256" in refusal("demo", "--article", other)
