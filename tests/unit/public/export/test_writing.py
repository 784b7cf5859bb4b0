"""The export holds what the site shows, links only to what it holds, and is the same bytes every time."""

import datetime as dt
import os
import re
import sys
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.utils import translation
from pytest_django import Settings

from cases.core.errors import Refused
from cases.public.export import rendering
from cases.public.export.checking import Checker
from cases.public.export.folder import files_in, marker_of, sums_of
from cases.public.export.rendering import Answer
from cases.public.export.writing import export_site
from cases.published.models import PublishedCase, PublishedRelease
from tests.architecture.sources import run

from .conftest import ROOT, Export

LANGUAGES = ("en", "ko", "ru")


def page(text: str) -> Answer:
    html = f'<!doctype html><meta charset="utf-8">{text}'
    return Answer(200, html.encode(), {"Content-Type": "text/html; charset=utf-8"})


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch, db: None) -> dict[str, Answer]:
    """A site of a few addresses made up by the test, from /en/ on."""
    made: dict[str, Answer] = {}
    answer = rendering.answer
    monkeypatch.setattr(rendering, "starts", lambda: iter(["/en/", "/ko/", "/ru/"]))

    def find(address: str, root: str) -> Answer:
        return answer(address, root) if address.startswith("/static/") else made.get(address, Answer(404))

    monkeypatch.setattr(rendering, "answer", find)
    monkeypatch.setattr(rendering, "missing", lambda language, root: page("404"))
    made.update({f"/{language}/": page(f"<p>{language}") for language in LANGUAGES})
    return made


def test_whole_site_is_written(
    withdrawn: PublishedRelease, ranges: PublishedRelease, folder: Path, export: Export
) -> None:
    with translation.override("ko"):
        summary = export()
    files = files_in(folder)
    assert summary.pages + summary.files + 2 == len(files)
    for language in LANGUAGES:
        for name in ("index", "patterns/index", "patterns/ILO-01/index", "cases/workers-in-russia/index", "404",
                     f"releases/{ranges.pk}/index", f"releases/{withdrawn.pk}/index", "figures/source=SRC-001",
                     f"patterns/release={ranges.pk}", "glossary/family=ILO"):  # fmt: skip
            assert f"{language}/{name}.html" in files, name
    assert {"index.html", "404.html", f"data/{ranges.pk}/cells.csv"} <= files
    assert f"data/{withdrawn.pk}/cells.csv" not in files
    assert {file.split("/")[0] for file in files} <= {
        *LANGUAGES, "data", "static", "index.html", "404.html", "export.json", "SHA256SUMS", "sitemap.xml", "robots.txt",
    }  # fmt: skip
    assert sums_of(folder).keys() | {"SHA256SUMS"} == files
    assert not [path for path in folder.rglob("*") if path.is_symlink()]


def test_pages_say_what_the_site_says(ranges: PublishedRelease, folder: Path, export: Export, client: Client) -> None:
    export()
    written = (folder / "ru/method/blur/index.html").read_text()
    shown = client.get("/ru/method/blur/").content.decode()
    main = re.compile(r"<h1>.*</h1>|<p>.*</p>")
    assert main.findall(written) == main.findall(shown) != []
    assert written.count("Content-Security-Policy") == 1
    assert 'href="../../patterns/index.html"' in written
    for path in folder.rglob("*.html"):
        assert "<form" not in path.read_text()
        assert "<script" not in path.read_text()


def test_citations_name_the_address_of_the_site(ranges: PublishedRelease, folder: Path, export: Export) -> None:
    export()
    cited = (folder / "en/patterns/index.html").read_text()
    assert f"{ROOT}/en/patterns/?release={ranges.pk}" in cited
    assert "testserver" not in "".join(path.read_text() for path in folder.rglob("*.html"))


def test_withdrawn_release_keeps_its_page_and_says_410(
    withdrawn: PublishedRelease, folder: Path, export: Export, client: Client
) -> None:
    export()
    status = client.get(f"/en/releases/{withdrawn.pk}/").status_code
    known = marker_of(folder)["answers"].get(f"en/releases/{withdrawn.pk}/index.html", {"status": 200})
    assert known["status"] == status
    assert "withdrawn" in (folder / f"en/releases/{withdrawn.pk}/index.html").read_text()


def test_two_exports_are_the_same_bytes(ranges: PublishedRelease, folder: Path, export: Export, tmp_path: Path) -> None:
    export()
    with time_machine.travel(dt.datetime(2031, 2, 3, 4, 5, tzinfo=dt.UTC)):
        export_site(tmp_path / "other name", ROOT, lambda _done, _known: None)
    assert (tmp_path / "other name/SHA256SUMS").read_bytes() == (folder / "SHA256SUMS").read_bytes()
    assert len(sums_of(folder)) > 100
    for path in folder.rglob("*"):
        assert path.is_dir() or str(tmp_path).encode() not in path.read_bytes()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('<a href="/en/nothing/">', "/en/ leads to /en/nothing/, which answers 404"),
        ("<p>https://example.org/en/cited/", "/en/ leads to /en/cited/, which answers 404"),
        ('<a href="/staff/">', "/en/ leads to /staff/, which answers 404"),
        ('<a href="#nowhere">', "en/index.html links to #nowhere, and there is no such place"),
        ('<a href="/ko/#nowhere">', "links to ../ko/index.html#nowhere, and there is no such place"),
        ('<img src="https://elsewhere.org/x.svg">', "loads https://elsewhere.org/x.svg from elsewhere"),
        ('<link rel="stylesheet" href="/static/no.css">', "/en/ leads to /static/no.css, which answers 404"),
        ("<form></form>", "en/index.html holds a <form>"),
        ("<script></script>", "en/index.html holds a <script>"),
    ],
)
def test_broken_page_stops_the_export(
    answers: dict[str, Answer], export: Export, folder: Path, text: str, said: str
) -> None:
    export()
    before = sums_of(folder)
    answers["/en/"] = page(text)
    with pytest.raises(Refused, match=re.escape(said)):
        export()
    assert sums_of(folder) == before


def test_links_become_relative(answers: dict[str, Answer], export: Export, folder: Path) -> None:
    answers["/en/"] = page(
        '<a href="/ko/?sector=it&amp;sex=male#x">a</a><a href="?">b</a><a href="https://example.org/ru/">c</a>'
        '<link rel="canonical" href="https://example.org/en/"><a href="https://elsewhere.org/">d</a>'
    )
    answers["/ko/?sector=it&sex=male"] = page('<p id="x"><a href="/en/">')
    export()
    written = (folder / "en/index.html").read_text()
    for link in ("../ko/sector=it&amp;sex=male.html#x", "index.html", "../ru/index.html", "https://elsewhere.org/"):
        assert f'<a href="{link}"' in written
    assert '<link rel="canonical" href="https://example.org/en/">' in written
    assert 'href="../en/index.html"' in (folder / "ko/sector=it&sex=male.html").read_text()


def test_address_that_sends_on_shows_the_page_it_leads_to(
    answers: dict[str, Answer], export: Export, folder: Path
) -> None:
    answers["/en/"] = page('<a href="/en/old/total/">a</a>')
    answers["/en/old/total/"] = Answer(302, location="/ko/")
    answers["/ko/"] = page('<a href="/ru/">ko')
    export()
    assert 'href="../../../ru/index.html">ko' in (folder / "en/old/total/index.html").read_text()


def test_names_that_differ_in_capitals_only_are_refused(answers: dict[str, Answer], export: Export) -> None:
    answers["/en/"] = page('<a href="/en/A/"></a><a href="/en/a/"></a>')
    answers["/en/A/"] = answers["/en/a/"] = page("")
    with pytest.raises(Refused, match="are one name on some disks"):
        export()


def test_files_that_style_sheets_load_are_followed(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "a.css").write_text("p { background: url(x.svg) } q { background: url(https://elsewhere.org/y) }")
    found = list(Checker(tmp_path, {"a.css"}).problems())
    assert found == [
        "a.css links to x.svg, which is not there.",
        "a.css loads https://elsewhere.org/y from elsewhere.",
    ]


def test_command_writes_and_says_so(site: PublishedCase, folder: Path, capsys: Any) -> None:
    call_command("export_site", str(folder), address="https://Example.org/")
    assert "Every link leads to something" in capsys.readouterr().out
    assert marker_of(folder)["address"] == ROOT


def test_command_refuses_with_one_sentence(
    site: PublishedCase, folder: Path, tmp_path: Path, settings: Settings
) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine/x").write_text("x")
    refusals = [
        ([str(folder)], {"address": "example.org"}, "is no address"),
        ([str(tmp_path / "mine")], {}, "holds something else"),
        (["/proc/site"], {}, "cannot be written"),
    ]
    for arguments, options, said in refusals:
        with pytest.raises(CommandError, match=said) as refused:
            call_command("export_site", *arguments, **options)
        assert refused.value.returncode == 2
    settings.SIDE = "staff"
    with pytest.raises(CommandError, match="serves no public page"):
        call_command("export_site", str(folder))


def test_command_that_is_stopped_changes_nothing(
    site: PublishedCase, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(address: str, root: str) -> Answer:
        raise KeyboardInterrupt

    monkeypatch.setattr(rendering, "answer", stopped)
    with pytest.raises(CommandError, match="nothing was changed") as stop:
        call_command("export_site", str(folder))
    assert stop.value.returncode == 130
    assert list(tmp_path.iterdir()) == []


@pytest.mark.slow
@pytest.mark.skipif(connection.vendor != "sqlite", reason="the other processes read a copy of SQLite's file")
def test_two_processes_write_the_same_bytes(
    withdrawn: PublishedRelease, ranges: PublishedRelease, tmp_path: Path
) -> None:
    """With other hashes, in another time zone, under another name."""
    (tmp_path / "casetracker.sqlite3").write_bytes(connection.connection.serialize())
    kept = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    kept |= {"CASETRACKER_SIDE": "public", "CASETRACKER_VAR": str(tmp_path)}
    assert run(sys.executable, "manage.py", "collectstatic", "--no-input", "--verbosity", "0", env=kept).returncode == 0
    for seed, zone, name in (("1", "UTC", "one"), ("2", "Asia/Seoul", "other name")):
        more = {"PYTHONHASHSEED": seed, "TZ": zone}
        done = run(sys.executable, "manage.py", "export_site", str(tmp_path / name), env=kept | more)
        assert done.returncode == 0, done.stderr
    sums = [(tmp_path / name / "SHA256SUMS").read_text() for name in ("one", "other name")]
    assert sums[0] == sums[1]
    assert len(sums[0].splitlines()) > 100
