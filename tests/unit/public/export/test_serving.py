"""The public half answers from an export as the live site does, and asks no database: none is open to these tests."""

import json
import os
import sys
from pathlib import Path

import pytest
from django.http import HttpResponse
from django.test import RequestFactory
from django.utils import translation
from pytest_django import Settings

from cases.public.export.folder import seal
from cases.public.export.serving import Exported
from tests.architecture.sources import run

PAGES = {
    "index.html": "choose",
    "404.html": "nowhere",
    "en/404.html": "nowhere in English",
    "ko/404.html": "nowhere in Korean",
    "ru/404.html": "nowhere in Russian",
    "en/index.html": "overview",
    "en/patterns/index.html": "patterns",
    "en/patterns/sector=it&beside=farming_fishing.html": "two sectors",
    "en/releases/2026-05/index.html": "withdrawn",
    "data/2026-08/cells.csv": "a,b",
    "robots.txt": "User-agent: *",
}
ANSWERS = {
    "en/releases/2026-05/index.html": {"status": 410, "headers": {"Content-Type": "text/html; charset=utf-8"}},
    "data/2026-08/cells.csv": {
        "status": 200,
        "headers": {
            "Content-Type": "text/csv; charset=utf-8",
            "Content-Disposition": 'attachment; filename="cells.csv"',
        },
    },
    "robots.txt": {"status": 200, "headers": {"Content-Type": "text/plain; charset=utf-8"}},
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A small export."""
    for name, text in PAGES.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    seal(tmp_path, "https://example.org", ANSWERS)
    return tmp_path


@pytest.fixture
def site(folder: Path, settings: Settings) -> Exported:
    settings.EXPORT = str(folder)

    def never(request: object) -> HttpResponse:
        raise AssertionError("a view was reached")

    return Exported(never)


def get(site: Exported, address: str, method: str = "GET") -> tuple[int, str]:
    response = site(RequestFactory().generic(method, address))
    return response.status_code, response.content.decode()


@pytest.mark.parametrize(
    ("address", "file"),
    [
        ("/en/", "en/index.html"),
        ("/en/patterns/", "en/patterns/index.html"),
        ("/en/patterns/?sector=it&beside=farming_fishing", "en/patterns/sector=it&beside=farming_fishing.html"),
        ("/en/patterns/?beside=farming_fishing&sector=it", "en/patterns/sector=it&beside=farming_fishing.html"),
        ("/en/patterns/?sector=", "en/patterns/index.html"),
        ("/data/2026-08/cells.csv", "data/2026-08/cells.csv"),
        ("/robots.txt", "robots.txt"),
    ],
)
def test_address_finds_its_file(site: Exported, address: str, file: str) -> None:
    assert get(site, address) == get(site, address, "HEAD") == (200, PAGES[file])


@pytest.mark.parametrize(
    "address",
    [
        "/", "/en/nothing/", "/en/patterns/?sector=nothing", "/en/patterns/?sector=it", "/en/patterns/?utm_source=x",
        "/en/patterns/?sector=it&sector=it&beside=farming_fishing", "/export.json", "/SHA256SUMS", "/index.html",
        "/404.html", "/en/404.html", "/en/patterns/index.html", "/../etc/passwd", "/en/../data/2026-08/cells.csv",
        "/en/%2e%2e/export.json", "/%FF%FE/", "/en/?q=%FF%00", "/en/patterns/?" + "a=b&" * 500, "//en/", "/staff/",
    ],
)  # fmt: skip
def test_every_other_address_is_not_found(site: Exported, address: str) -> None:
    """Never the page without its filter, which would show other figures than those that were asked for."""
    assert get(site, address) == (404, "nowhere in English")


def test_not_found_in_the_language_of_the_address_or_of_the_reader(site: Exported) -> None:
    assert get(site, "/ko/nothing/") == (404, "nowhere in Korean")
    with translation.override("ru"):
        assert get(site, "/nothing/") == (404, "nowhere in Russian")
        assert get(site, "/en/nothing/") == (404, "nowhere in English")


def test_withdrawn_release_is_gone(site: Exported) -> None:
    assert get(site, "/en/releases/2026-05/") == (410, "withdrawn")


def test_files_are_named_and_known_again(site: Exported) -> None:
    response = site(RequestFactory().get("/data/2026-08/cells.csv"))
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert response["Content-Disposition"] == 'attachment; filename="cells.csv"'
    assert response["ETag"] == f'"{site.sums["data/2026-08/cells.csv"]}"'
    assert not site(RequestFactory().get("/en/releases/2026-05/")).has_header("ETag")


def test_only_reading_is_answered(site: Exported) -> None:
    for method in ("POST", "PUT", "OPTIONS"):
        response = site(RequestFactory().generic(method, "/en/"))
        assert (response.status_code, response["Allow"]) == (405, "GET, HEAD")


ASK = """
import json, django
django.setup()
from django.conf import settings
from django.db import connection
from django.test import Client
client, found = Client(), {}
for path in ("/", "/en/", "/en/patterns", "/patterns/", "/en/x/", "/staff/", "/en/releases/2026-05/"):
    answer = client.get(path)
    found[path] = [answer.status_code, answer.headers.get("Location", ""), len(answer.headers)]
etag = client.get("/en/").headers["ETag"]
found["again"] = client.get("/en/", headers={"If-None-Match": etag}).status_code
found["policy"] = client.get("/en/").headers["Content-Security-Policy"]
try:
    connection.cursor()
except Exception as error:
    found["database"] = type(error).__name__
print(json.dumps(found))
"""


def asked(folder: str, **more: str) -> tuple[int, str, str]:
    known = {
        "CASETRACKER_SIDE": "public", "CASETRACKER_EXPORT": folder, "DJANGO_SETTINGS_MODULE": "casetracker.settings",
        "CASETRACKER_HOSTS": "testserver", "CASETRACKER_HTTPS": "false",
        # Nobody answers there: a database that is only tried makes this fail.
        "DATABASE_URL": "postgres://nobody@127.0.0.1:9/nothing",
    }  # fmt: skip
    done = run(sys.executable, "-c", ASK, env={**os.environ, **known, **more})
    return done.returncode, done.stdout, done.stderr


@pytest.mark.slow
def test_process_without_a_database(folder: Path) -> None:
    code, out, err = asked(str(folder))
    assert code == 0, err
    found = json.loads(out)
    expected = {
        "/": [302, "/en/"], "/en/": [200, ""], "/en/patterns": [301, "/en/patterns/"], "/patterns/": [302, "/en/patterns/"],
        "/en/x/": [404, ""], "/staff/": [404, ""], "/en/releases/2026-05/": [410, ""],
    }  # fmt: skip
    assert {path: found[path][:2] for path in expected} == expected
    assert all(found[path][2] > 8 for path in expected), "the headers of the live site"
    assert found["again"] == 304
    assert "'none'" in found["policy"]
    assert found["database"] == "ImproperlyConfigured"


@pytest.mark.parametrize("more", [{"CASETRACKER_SIDE": "both"}, {"CASETRACKER_EXPORT": "/nowhere"}])
def test_start_is_refused(folder: Path, more: dict[str, str]) -> None:
    code, _out, err = asked(str(folder), **more)
    assert code != 0
    assert "takes a folder that export_site wrote, and CASETRACKER_SIDE=public" in err
