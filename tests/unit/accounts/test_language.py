"""The language of the staff pages is chosen in their head, and leads nowhere else."""

import pytest

from tests.conftest import Cast
from tests.sign_in import signed_in


def test_language_is_kept_and_the_page_comes_back(cast: Cast) -> None:
    browser = signed_in(cast.coder)
    answer = browser.post("/staff/language/", {"language": "ko", "back": "/staff/cases/case/"})
    assert answer["Location"] == "/staff/cases/case/"
    cookie = answer.cookies["django_language"]
    assert (cookie.value, cookie["path"], cookie["httponly"], cookie["samesite"]) == ("ko", "/staff/", True, "Strict")
    assert 'lang="ko"' in browser.get("/staff/").content.decode()


@pytest.mark.parametrize("back", ["https://elsewhere.example/", "//elsewhere.example/", "javascript:alert(1)", ""])
def test_language_leads_nowhere_else(cast: Cast, back: str) -> None:
    answer = signed_in(cast.coder).post("/staff/language/", {"language": "ru", "back": back})
    assert answer["Location"] == "/staff/"


@pytest.mark.parametrize("language", ["", "de", "ko\r\nX: y"])
def test_language_that_is_none_of_ours(cast: Cast, language: str) -> None:
    assert signed_in(cast.coder).post("/staff/language/", {"language": language}).status_code == 404
    assert signed_in(cast.coder).get("/staff/language/").status_code == 404
