"""The two halves as processes of their own: the public one needs the published tables and nothing else."""

import json
import os
import sqlite3
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.architecture.sources import run

ASK = """
import json, sys, django
django.setup()
from django.conf import settings
from django.test import Client
client = Client(raise_request_exception=False)
answers = {}
for path in json.loads(sys.argv[1]):
    answer = client.get(path)
    body = b"".join(answer) if answer.streaming else answer.content
    answers[path] = [answer.status_code, answer.headers.get("Location", ""), bool(answer.cookies), len(body)]
posted = client.post("/en/", {"a": "b"})
modules = sorted(name for name in sys.modules if name.startswith(("allauth.", "django.contrib.admin", "cases.accounts")))
print(json.dumps({
    "answers": answers, "posted": posted.status_code, "headers": dict(client.get("/en/").headers),
    "middleware": settings.MIDDLEWARE, "apps": settings.INSTALLED_APPS, "modules": modules,
}))
"""
PUBLIC = ["/en/", "/ko/patterns/", "/ru/method/", "/en/releases/", "/en/cases/", "/en/figures/", "/en/glossary/"]
STAFF = ["/staff/", "/staff/login/", "/accounts/login/", "/accounts/2fa/", "/staff/cases/witness/"]


def environment(folder: Path, **more: str) -> dict[str, str]:
    """On SQLite, whatever database the other tests run on."""
    return {name: value for name, value in os.environ.items() if name != "DATABASE_URL"} | {
        "CASETRACKER_VAR": str(folder),
        **more,
    }


def asked(folder: Path, side: str, paths: list[str]) -> dict[str, Any]:
    """What a process of this half answers."""
    settings = {
        "CASETRACKER_SIDE": side, "CASETRACKER_HOSTS": "testserver", "CASETRACKER_HTTPS": "false",
        "DJANGO_SETTINGS_MODULE": "casetracker.settings",
    }  # fmt: skip
    result = run(sys.executable, "-c", ASK, json.dumps(paths), env=environment(folder, **settings))
    assert result.returncode == 0, result.stderr
    found: dict[str, Any] = json.loads(result.stdout)
    return found


def manage(folder: Path, *command: str) -> None:
    result = run(sys.executable, "manage.py", *command, env=environment(folder))
    assert result.returncode == 0, result.stderr


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A var folder with an empty database and collected style sheets."""
    folder = tmp_path_factory.mktemp("var")
    manage(folder, "migrate", "--verbosity", "0")
    manage(folder, "collectstatic", "--no-input", "--verbosity", "0")
    return folder


@pytest.fixture(scope="module")
def published_only(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same, with nothing but published tables, no signing key and no key file: as on a web server."""
    other = tmp_path_factory.mktemp("public")
    with sqlite3.connect(folder / "casetracker.sqlite3") as whole:
        whole.execute("VACUUM INTO ?", [str(other / "casetracker.sqlite3")])
    whole.close()
    part = sqlite3.connect(other / "casetracker.sqlite3")
    part.execute("PRAGMA foreign_keys=OFF")
    names = [name for [name] in part.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    dropped = [name for name in names if not name.startswith(("published_", "sqlite_"))]
    assert len(dropped) > 30
    for name in dropped:
        part.execute(f'DROP TABLE "{name}"')
    part.commit()
    part.close()
    (other / "static").symlink_to(folder / "static")
    return other


@pytest.mark.slow
def test_public_half_needs_published_tables_only(published_only: Path) -> None:
    found = asked(published_only, "public", [*PUBLIC, *STAFF, "/static/site.css", "/x/", "/data/2026-08/cells.csv"])
    answers = found["answers"]
    assert {path: answers[path][0] for path in PUBLIC} == dict.fromkeys(PUBLIC, 200)
    assert {path: answers[path][0] for path in STAFF} == dict.fromkeys(STAFF, 404)
    assert [answers[path][0] for path in ("/static/site.css", "/x/", "/data/2026-08/cells.csv")] == [200, 404, 404]
    assert not any(cookies for _status, _where, cookies, _size in answers.values())
    assert not (published_only / "secret_key").exists()
    assert not (published_only / "keys.json").exists()


@pytest.mark.slow
def test_public_half_has_nothing_of_staff(published_only: Path) -> None:
    found = asked(published_only, "public", [])
    for word in ("session", "auth.", "csrf", "allauth", "messages", "accounts"):
        assert not [name for name in found["middleware"] if word in name]
    for app in ("admin", "sessions", "messages", "allauth", "allauth.mfa"):
        assert not [name for name in found["apps"] if name.endswith(app)]
    assert [name for name in found["modules"] if name.startswith("allauth.")] == []
    assert found["posted"] == 405
    headers = found["headers"]
    assert headers["Referrer-Policy"] == "no-referrer"
    assert "'none'" in headers["Content-Security-Policy"]
    assert "script-src" not in headers["Content-Security-Policy"]
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"


@pytest.mark.slow
def test_staff_half_serves_no_public_page(folder: Path) -> None:
    found = asked(folder, "staff", [*PUBLIC, "/", *STAFF, "/static/site.css", "/data/2026-08/cells.csv"])
    answers = found["answers"]
    for path in [*PUBLIC, "/", "/data/2026-08/cells.csv"]:
        assert answers[path][0] == 404, path
    assert answers["/static/site.css"][0] == 200
    assert answers["/staff/"][0] == 302
    assert {answers[path][0] for path in STAFF} <= {200, 302}


@pytest.mark.slow
def test_both_halves_in_one_process(folder: Path) -> None:
    found = asked(folder, "both", ["/en/", "/staff/"])
    assert [found["answers"][path][0] for path in ("/en/", "/staff/")] == [200, 302]
