"""The audit of a release: an honest one passes, and every planted fault fails in its own proof."""

import re
from collections.abc import Callable, Sequence
from html import unescape
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import caches
from django.core.management import CommandError, call_command
from django.template.loader import render_to_string
from django.utils import translation
from pytest_django import Settings

from cases.core.errors import NotAllowed, Refused
from cases.core.models import AuditEvent
from cases.desk import auditing
from cases.desk.auditing import audit_release, leaks, noise, words
from cases.desk.auditing.lines import Check, Line
from cases.desk.build import build_release
from cases.published.models import PublishedCase, PublishedRelease
from cases.releases import engine
from cases.releases.actions import store_audit
from cases.releases.models import AuditReport, ReleaseDraft, Series
from tests.conftest import Cast
from tests.releasing import sign
from tests.unit.desk.auditing.conftest import PEOPLE, failed

Proved = Callable[..., list[Line]]
Checked = Callable[[ReleaseDraft, Check], Line]
Next = Callable[[ReleaseDraft], ReleaseDraft]


# --- an honest release ---


def test_an_honest_release_passes(cast: Cast, published_press_case: PublishedCase, draft: ReleaseDraft) -> None:
    """Also beside a documented case and a glossary, whose own numbers are accounted for."""
    steps: list[tuple[str, int, int]] = []
    report = audit_release(by=cast.dpo, draft=draft, progress=lambda *step: steps.append(step))
    assert [line for line in report.lines if not line["passed"]] == []
    assert report.passed
    assert {line["proof"] for line in report.lines} == set(range(1, 9))
    assert (report.attempt, report.manifest_sha256, report.audited_by) == (1, draft.manifest_sha256, cast.dpo)
    assert len({step for step, _done, _of in steps}) > len(auditing.PROOFS)
    assert all(0 <= done <= of for _step, done, of in steps)
    for said in words.spoken(report):
        assert "%(" not in f"{said.title} {said.name} {said.figure} {said.bar}"


def test_nothing_of_the_rehearsal_stays(
    draft: ReleaseDraft, checked: Checked, few_pages: None, settings: Settings
) -> None:
    """Not a row, and not a page in the cache for the next visitor."""
    kept = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "rehearsal"}
    settings.CACHES = {**settings.CACHES, "pages": kept}
    caches["pages"].set("before", 1)
    assert checked(draft, leaks.pages).passed
    assert list(caches["pages"]._cache) == [caches["pages"].make_key("before")]
    assert not PublishedRelease.objects.exists()
    rehearsed = AuditEvent.objects.filter(action="releases.rehearse_release")
    assert rehearsed.exists()
    assert all(str(PEOPLE) not in event.body for event in rehearsed)


def test_the_second_release_passes_too(draft: ReleaseDraft, next_release: Next, proved: Proved) -> None:
    second = next_release(draft)
    lines = proved(second, 1, 2, 3, 4, 5, 6, 8)
    assert failed(lines) == []
    keys = {line.key: line.figures for line in lines}
    assert keys["cells"]["releases"] == 2
    assert keys["attack"]["cells"] == 2 * 418
    assert keys["attack"]["tests"] > 0
    assert keys["reuse"]["ratio"] >= noise.LEAST_REUSE_RATIO
    assert keys["difference"]["before"] == engine.release(draft).identifier


def test_one_person_passes_and_shows_no_number(cast: Cast, series: Series, proved: Proved) -> None:
    lines = proved(build_release(by=cast.advocacy, series=series), 3, 5, 6, 7)
    assert failed(lines) == []
    assert next(line for line in lines if line.key == "show_rule").figures["shown"] == 0


# --- who, when, and what is stored ---


@pytest.mark.parametrize("who", ["interviewer", "coder", "legal", "administrator"])
def test_others_do_not_audit(cast: Cast, draft: ReleaseDraft, who: str) -> None:
    with pytest.raises(NotAllowed):
        audit_release(by=getattr(cast, who), draft=draft)
    assert not AuditReport.objects.exists()


def test_what_is_public_is_not_audited_again(cast: Cast, draft: ReleaseDraft) -> None:
    sign(cast, draft)
    with pytest.raises(Refused, match="published already"):
        audit_release(by=cast.dpo, draft=draft)


def test_broken_off_it_stores_nothing(cast: Cast, draft: ReleaseDraft, few_pages: None) -> None:
    def stop(step: str, done: int, of: int) -> None:
        if step == "public pages":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        audit_release(by=cast.dpo, draft=draft, progress=stop)
    assert not AuditReport.objects.exists()
    assert not PublishedRelease.objects.exists()


def test_built_anew_meanwhile_it_stores_nothing(cast: Cast, draft: ReleaseDraft) -> None:
    audited = ReleaseDraft.objects.get(pk=draft.pk)
    ReleaseDraft.objects.update(attempt=2)
    with pytest.raises(Refused, match="anew"):
        store_audit(by=cast.dpo, draft=audited, lines=[], seconds=0)


@pytest.mark.parametrize("proofs", [range(1, 8), range(2, 9)])
def test_a_report_without_all_proofs_does_not_pass(cast: Cast, draft: ReleaseDraft, proofs: Sequence[int]) -> None:
    lines = [{"proof": proof, "key": "x", "passed": True, "figures": {}} for proof in proofs]
    assert not store_audit(by=cast.dpo, draft=draft, lines=lines, seconds=0).passed


# --- words and command ---


def test_every_key_has_its_words() -> None:
    """Keys are the second argument of every line in the source."""
    source = "".join(path.read_text() for path in Path(auditing.__file__).parent.glob("*.py"))
    keys = re.findall(r'(?:Line\(\s*(?:PROOF|proof),\s*|_line\()"(\w+)"', source)
    assert {*keys, *OTHER_KEYS} == set(words.SENTENCES)


def test_a_line_is_told_in_the_readers_language() -> None:
    with translation.override("ko"):
        assert words.of(Line(1, "cells", True, {"same": 1, "releases": 1, "other": ""}).stored()).passed


def test_a_line_of_another_version_is_shown_as_it_stands() -> None:
    assert words.of({"proof": 1, "key": "older", "passed": False, "figures": {}}).name == "older"


def test_the_page_says_pass_or_fail_in_words(cast: Cast, draft: ReleaseDraft) -> None:
    lines = [
        Line(1, "cells", True, {"same": 2, "releases": 2, "other": ""}),
        Line(1, "stored_files", False, {"same": 1, "releases": 2, "other": "REL-001"}),
        Line(3, "first_noise", True),
    ]
    report = store_audit(by=cast.dpo, draft=draft, lines=[line.stored() for line in lines], seconds=4)
    shown = {"audit": report, "audit_lines": words.spoken(report)}
    html = unescape(render_to_string("admin/cases/audit_lines.html", shown))
    assert html.count(">pass<") == 2
    assert html.count("<strong>fail</strong>") == 1
    for said in (
        "2 of 2 releases of the series",
        "1 of 2; not: REL-001",
        "Failed: it cannot be signed.",
        "not for publication",
    ):
        assert said in html
    assert html.count(str(words.PROOFS[1])) == html.count(str(words.PROOFS[3])) == 1


def run(*arguments: Any) -> str:
    out = StringIO()
    call_command("audit_release", *arguments, "--as", "dpo", stdout=out)
    return out.getvalue()


def test_the_command_prints_each_line(cast: Cast, draft: ReleaseDraft, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(auditing, "PROOFS", {n: (_passing(n),) for n in range(1, 9)})
    said = run()
    assert said.count("pass  ") == 8
    assert f"{draft.code}: all 8 lines passed" in said
    assert AuditReport.objects.get().passed


def test_the_command_fails_with_a_line(cast: Cast, draft: ReleaseDraft, monkeypatch: pytest.MonkeyPatch) -> None:
    proofs = {n: (_passing(n),) for n in range(1, 9)}
    monkeypatch.setattr(auditing, "PROOFS", {**proofs, 4: (lambda _audit: Line(4, "terms", False, {"sha256": "x"}),)})
    with pytest.raises(CommandError, match="1 of 8 lines failed") as stopped:
        run(draft.code)
    assert stopped.value.returncode == 1


def test_the_command_says_what_is_missing(cast: Cast) -> None:
    for arguments, sentence in (((), "No release is built"), (("REL-9",), "no release REL-9")):
        with pytest.raises(CommandError, match=sentence) as stopped:
            run(*arguments)
        assert stopped.value.returncode == 2


def _passing(proof: int) -> Callable[[Any], Line]:
    return lambda _audit: Line(proof, "first_noise", True)


OTHER_KEYS = {"attack", "attack_cut_short", "difference", "difference_first"}
"""Chosen by what was found."""
