"""Every text of the interface is there in Korean and Russian, and compiled."""

import ast
import os
import shutil
import sys
from pathlib import Path

import polib
import pytest

from tests.architecture.sources import ROOT, own_modules, run

LANGUAGES = ("ko", "ru")
Text = tuple[str, str]
"""A context, often empty, and the English."""


def catalogue(language: str) -> Path:
    path = ROOT / "locale" / language / "LC_MESSAGES/django.po"
    assert path.exists(), f"{path.relative_to(ROOT)} is missing: run `make messages`."
    return path


def texts(file: polib.POFile) -> set[Text]:
    return {(entry.msgctxt or "", entry.msgid) for entry in file if not entry.obsolete}


@pytest.fixture(scope="module")
def extracted(tmp_path_factory: pytest.TempPathFactory) -> set[Text]:
    """The texts in code and templates now, extracted from a copy, so that no catalogue is touched."""
    if shutil.which("xgettext") is None:
        missing = "TRANSLATIONS NOT CHECKED: xgettext is missing. Install gettext (Debian: apt install gettext)."
        if os.environ.get("CASETRACKER_REQUIRE_BROWSER") == "1":
            pytest.fail(missing, pytrace=False)
        pytest.skip(missing)
    copy = tmp_path_factory.mktemp("extraction")
    for name in ("cases", "casetracker", "templates"):
        shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "manage.py", copy)
    (copy / "locale").mkdir()
    environment = {**os.environ, "CASETRACKER_VAR": str(copy / "var")}
    result = run(sys.executable, "manage.py", "makemessages", "--locale", "ko", "--keep-pot", cwd=copy, env=environment)
    assert result.returncode == 0, result.stdout + result.stderr
    return texts(polib.pofile(str(copy / "locale/django.pot")))


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_is_missing(language: str, extracted: set[Text]) -> None:
    """`make messages` would add nothing."""
    assert extracted
    assert sorted(extracted - texts(polib.pofile(str(catalogue(language))))) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_translation_is_empty_or_fuzzy(language: str) -> None:
    """A text without its translation would appear in English; a fuzzy one is a guess of msgmerge's."""
    file = polib.pofile(str(catalogue(language)))
    assert [entry.msgid for entry in file.untranslated_entries()] == []
    assert [entry.msgid for entry in file.fuzzy_entries()] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_catalogue_is_compiled(language: str) -> None:
    """What the program reads is what the translators wrote."""
    source = catalogue(language)
    assert source.with_suffix(".mo").read_bytes() == polib.pofile(str(source)).to_binary()


def test_gettext_goes_by_names_that_are_collected() -> None:
    """xgettext knows ``_`` and gettext's own names: a text under any other name is never translated."""
    found = [
        f"{path.relative_to(ROOT)}: {alias.asname}"
        for path in own_modules()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation"
        for alias in node.names
        if alias.asname not in (None, "_")
    ]
    assert found == []


def test_no_text_is_translated_inside_an_f_string() -> None:
    """xgettext does not look into them: such a text would never reach the translators."""
    found = [
        f"{path.relative_to(ROOT)}:{call.lineno}"
        for path in own_modules()
        for string in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(string, ast.JoinedStr)
        for call in ast.walk(string)
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in ("_", "gettext")
        and call.args and isinstance(call.args[0], ast.Constant)
    ]  # fmt: skip
    assert found == []
