"""A person's data leave the office by a declared exit only, and each exit asks the gate of consent.

``EXITS`` is the whole list. A new exit fails here until it says which function asks the gate, or why it carries
nothing of any person; what a row says is verified in the source. What the gates do is tried in
tests/unit/witnesses/test_consent_exits.py.
"""

import ast
from dataclasses import dataclass

import pytest

from tests.architecture.exits import Module, Source, read

pytestmark = pytest.mark.slow

GATES = frozenset(f"cases.witnesses.consent:{name}" for name in ("allows", "allowing", "who_allows"))


@dataclass(frozen=True)
class Asks:
    """``function`` asks the gate. It is called from the exit's own module, or ``through`` says what lies between."""

    function: str
    through: str = ""


@dataclass(frozen=True)
class NoPerson:
    """Nothing of a person leaves here, and why."""

    because: str


EXPORT = Asks("cases.witnesses.actions.exports:make_identity_export")
SLOT = "cases.releases.actions.series:freeze_slot"
OWN_DISK = NoPerson("our own disk, sealed to the person's own key")
BENCH = NoPerson("a release of made-up people")
DRAFT = NoPerson("published figures, and words written by hand that somebody else reads before they leave")
KEYS = NoPerson("keys of the office, sealed to a passphrase or to the holders of the recovery file")

EXITS: dict[str, Asks | NoPerson] = {
    "cases.witnesses.actions.exports:make_identity_export": EXPORT,
    "cases.witnesses.admin.exports:IdentityExportAdmin.step_answer": EXPORT,
    "cases.desk.build:_files": Asks(SLOT),
    "cases.releases.publication:freeze": Asks(SLOT, "the noisy cells that the frozen slot has left"),
    "cases.releases.actions.endings:confirm_release_withdrawal": NoPerson("a note of the office; it takes away"),
    "cases.desk.releases.page:ReleaseDraftAdmin.file_view": Asks(SLOT, "the files of a release that was frozen"),
    "cases.management.commands.verify_release:Command.handle": NoPerson(
        "reads files that were published already, and writes none"
    ),
    "cases.management.commands.draw_map:Command.handle": NoPerson("outlines of countries and areas"),
    "cases.desk.auditing.downloads:_checked": NoPerson("reads the files of a release that was frozen, and writes none"),
    "cases.releases.quotes.batches:publish": Asks("cases.releases.quotes.batches:going_out"),
    "cases.releases.actions.press_cases:approve_press_case": NoPerson(
        "public sources only: policies.check_can_publish_case refuses a case with an interview of our own"
    ),
    "cases.releases.actions.press_cases:publish_glossary": NoPerson("the vocabulary"),
    "cases.releases.actions.press_cases:set_site": NoPerson("who publishes"),
    "cases.dossiers.admin.product_form:_tables": DRAFT,
    "cases.dossiers.admin.products:ProductAdmin.preview_view": DRAFT,
    "cases.dossiers.admin.products:_length": DRAFT,
    "cases.dossiers.admin.products:_by_table": DRAFT,
    "cases.dossiers.products:check_length": DRAFT,
    "cases.dossiers.products:check_letters": DRAFT,
    "cases.dossiers.products:file": DRAFT,
    "cases.dossiers.admin.products:ProductAdmin.file_view": NoPerson(
        "published figures, and words that somebody else approved"
    ),
    "cases.dossiers.actions.interventions:publish_intervention": NoPerson(
        "what was asked of an authority: policies.check_betrays_nobody refuses a text that names or counts anybody of the case"
    ),
    "cases.evidence.admin:EvidenceAdmin.step_answer": NoPerson(
        "stays inside the office: whoever may read it, with a reason; every opening is in the custody record and in the "
        "table of a withdrawal"
    ),
    "cases.evidence.storage:put": OWN_DISK,
    "cases.evidence.storage:_write_through": OWN_DISK,
    "cases.desk.audit.page:export": NoPerson("codes, names of fields and reasons, which may hold no content"),
    "cases.desk.audit.export:file_of": NoPerson("the same rows"),
    "cases.desk.agreement.page:download": NoPerson("sums over testimonies that two people coded; names nobody"),
    "cases.desk.events.table:export": Asks("cases.desk.events.table:may_leave"),
    "cases.desk.events.table:file_of": Asks("cases.desk.events.table:may_leave"),
    "cases.core.whole_files:write_through": NoPerson("hashes of the audit chain, and sealed noise"),
    "cases.core.key_files:seal": KEYS,
    "cases.core.key_files:_write": KEYS,
    "cases.core.recovery:seal": KEYS,
    "cases.management.bench.documents:_long": BENCH,
    "cases.management.bench.documents:_pdf": BENCH,
    "cases.management.bench.documents:_other_formats": BENCH,
    "cases.management.commands.draw_rights:Command.handle": NoPerson("the table of rights"),
    "cases.management.commands.draw_states:Command.handle": NoPerson("the diagram of states"),
}


def faults(source: Source) -> list[str]:
    """What is wrong with the exits of a source, by the table."""
    found = [
        f"{name} is no declared exit: it {', '.join(kinds)}"
        for name, kinds in source.exits.items()
        if name not in EXITS
    ]
    found += [f"{name} is declared, and is no exit any more" for name in EXITS if name not in source.exits]
    for name, entry in EXITS.items():
        if not isinstance(entry, Asks):
            continue
        if not source.reaches(entry.function, GATES):
            found.append(f"{entry.function} asks no gate")
        module = name.partition(":")[0]
        if not entry.through and not source.reaches(f"{module}:*", frozenset({entry.function})):
            found.append(f"{module} does not call {entry.function}")
    return found


@pytest.fixture(scope="module")
def source() -> Source:
    return Source(read())


def test_every_exit_asks_the_gate(source: Source) -> None:
    """A new exit: say in EXITS which function asks consent, or why it carries no person."""
    assert faults(source) == []


def test_reasons_are_given() -> None:
    assert all(entry.because for entry in EXITS.values() if isinstance(entry, NoPerson))


# --- planted faults are found ---

PLANTED = {
    "answers with a file": (
        "from django.http import HttpResponse\n"
        "def download(request):\n"
        "    return HttpResponse(b'', headers={'Content-Disposition': 'attachment'})"
    ),
    "streams a file": "from django import http\ndef f(request):\n    return http.StreamingHttpResponse(iter([]))",
    "sends a file": "from django.http import FileResponse\nclass A:\n    def f(self):\n        return FileResponse(None)",
    "seals to a key": "import pyrage\ndef f(text):\n    return pyrage.encrypt(text, [])",
    "seals under another name": "from pyrage import encrypt as seal\ndef f(text):\n    return seal(text, [])",
    "publishes": "from cases.published import actions\ndef f(text):\n    actions.freeze_terms([text])",
    "publishes by name": "from cases.published.actions import freeze_terms\ndef f(text):\n    freeze_terms([text])",
    "makes a table": "from cases.documents.csvs import csv_text\ndef f(rows):\n    return csv_text(rows)",
    "makes a report": "from cases.reports.release_files import files_of\ndef f(release):\n    return files_of(release)",
    "writes a file": "def f(path, text):\n    path.write_text(text)",
    "opens a file": "def f(path, text):\n    with open(path, 'w') as file:\n        file.write(text)",
    "opens a path": "def f(path, text):\n    with path.open('wb') as file:\n        file.write(text)",
    "at import": "from pathlib import Path\nPath('x').write_bytes(b'')",
}


def with_module(source: Source, name: str, text: str) -> Source:
    return Source({**source.modules, name: Module(name, ast.parse(text))})


@pytest.mark.parametrize("kind", PLANTED)
def test_planted_exit_is_found(source: Source, kind: str) -> None:
    planted = with_module(source, "cases.verification.planted", PLANTED[kind])
    assert [fault for fault in faults(planted) if "cases.verification.planted" in fault], kind


@pytest.mark.parametrize(
    ("module", "gate", "exit_"),
    [
        ("cases.witnesses.actions.exports", "_check_consents(people, export.purpose)", "make_identity_export"),
        ("cases.releases.who_counts", "consent.allowing(Scope.S2, on=on)", "freeze_slot"),
    ],
)
def test_gate_taken_out_is_found(source: Source, module: str, gate: str, exit_: str) -> None:
    """The same source with the question cut out of it, everywhere in that module."""
    text = ast.unparse(source.modules[module].tree)
    assert gate in text
    text = text.replace(gate, "Witness.objects").replace("consent.allow", "nothing.allow")
    changed = source.modules
    if exit_ == "freeze_slot":
        # The ledger asks once more, for who has left, and the quotes ask for theirs: without any of the three
        # questions the release asks nobody.
        for asking in ("cases.releases.ledger", "cases.releases.quotes.batches"):
            loud = ast.unparse(source.modules[asking].tree)
            silent = loud.replace("consent.allow", "nothing.allow").replace("consent.who_allows", "nothing.allows")
            changed = {**changed, asking: Module(asking, ast.parse(silent))}
    found = faults(with_module(Source(changed), module, text))
    assert [fault for fault in found if fault.endswith("asks no gate") and exit_ in fault]


def test_exit_that_went_away_is_found(source: Source) -> None:
    silent = with_module(source, "cases.core.recovery", "")
    assert "cases.core.recovery:seal is declared, and is no exit any more" in faults(silent)


def test_exit_that_no_longer_calls_its_gate_is_found(source: Source) -> None:
    text = PLANTED["answers with a file"].replace("def download(request)", "def step_answer(self)")
    inside = "class IdentityExportAdmin:\n" + "".join(f"    {line}\n" for line in text.splitlines()[1:])
    planted = with_module(source, "cases.witnesses.admin.exports", f"{text.splitlines()[0]}\n{inside}")
    assert f"cases.witnesses.admin.exports does not call {EXPORT.function}" in faults(planted)
