"""A process that carries out jobs as the server does, in a thread, on a database of its own; to be killed (-9).

It says where it is, a word a line, and stops there until it is killed.
"""

import subprocess
import sys
import threading
import time
from contextlib import nullcontext
from pathlib import Path
from typing import Any

from tests.clock import shift
from tests.killing import ROOT, environment

PATIENCE_SECONDS = 120
REFUSALS = 20


def started(folder: Path, step: str) -> "subprocess.Popen[bytes]":
    """The process, for one step of those below."""
    command = [sys.executable, "-m", "tests.job_process", step]
    return subprocess.Popen(command, cwd=ROOT, env=environment(folder), stdout=subprocess.PIPE)  # noqa: S603


def finished(folder: Path, step: str) -> str:
    """What it said, once it ended by itself."""
    process = started(folder, step)
    said, _nothing = process.communicate(timeout=PATIENCE_SECONDS)
    assert process.returncode == 0, step
    return said.decode()


def killed_at(folder: Path, step: str) -> None:
    """Let it come to where it stops, and kill it there."""
    process = started(folder, step)
    assert process.stdout is not None
    assert process.stdout.readline().decode() == f"{step}\n"
    process.kill()
    process.wait(timeout=PATIENCE_SECONDS)
    process.stdout.close()


# --- what runs in the process ---


def _make() -> None:
    """An office's database with a release that is due, and a job that builds it."""
    from django.conf import settings
    from django.core.management import call_command
    from django.utils import timezone

    from cases.accounts.actions import create_first_administrator, create_user, system_user
    from cases.core import keyring
    from cases.desk.jobs import enqueue_build
    from cases.releases.actions import set_site, start_series
    from cases.vocabulary.actions import load_vocabulary
    from cases.vocabulary.loading import VocabularyFiles, read_folder

    call_command("migrate", interactive=False, verbosity=0)
    keyring.create_key_file(settings.KEY_FILE, passphrase=None)
    first = create_first_administrator(by=system_user(), kind="demo", username="administrator", name="")
    lead, dpo = (create_user(by=first, username=role, name="", roles=[role]) for role in ("lead", "dpo"))
    whole = read_folder(settings.BASE_DIR / "data" / "vocabulary")
    categories = [line for line in whole.categories if line["family"] in (None, "ILO")]
    places = [line for line in whole.places if line["code"] == "RU"]
    load_vocabulary(by=first, files=VocabularyFiles(categories, whole.sectors, places, whole.instruments[:1]))
    set_site(by=first, organisation="Casetracker tests")
    enqueue_build(by=lead, series=start_series(by=dpo, first_slot=timezone.localdate()))


def _stop(word: str) -> Any:
    sys.stdout.write(f"{word}\n")
    sys.stdout.flush()
    threading.Event().wait()


def _begun() -> None:
    """The job was taken up, and nothing of it is done."""
    from cases.desk.jobs import tasks

    tasks.build_release = lambda **_given: _stop("begun")  # type: ignore[assignment,misc]
    _serve()


def _freezing() -> None:
    """Noise is drawn and cells are there, in a transaction that never ends."""
    from cases.releases.actions import series

    write = series.write

    def before_the_draft(row: Any) -> Any:
        return _stop("freezing") if type(row).__name__ == "ReleaseDraft" else write(row)

    series.write = before_the_draft
    _serve()


def _frozen() -> None:
    """The slot is frozen, and its files are not made."""
    from cases.desk import build

    build.attach_files = lambda **_given: _stop("frozen")  # type: ignore[assignment,misc]
    _serve()


def _refused() -> None:
    """Another process has the lock: this one asks for it again and again, and takes nothing up."""
    from cases.desk.jobs import worker

    try_lock, left = worker._try_lock, iter(range(REFUSALS))

    def tried() -> int | None:
        return _stop("refused") if next(left, None) is None else try_lock()

    worker._try_lock = tried
    _serve()


def _serve() -> None:
    """As the server does (cases.management.serving): a thread, and the process goes on beside it, until no job is left."""
    from django_tasks_db.models import DBTaskResult

    from cases.desk.jobs import worker

    worker.EVERY = 0.05
    worker.start()
    end = time.monotonic() + PATIENCE_SECONDS
    while DBTaskResult.objects.filter(status__in=("READY", "RUNNING")).exists() and time.monotonic() < end:
        threading.Event().wait(0.1)


def _finish() -> None:
    """Serve, and say what there is then."""
    from django_tasks_db.models import DBTaskResult

    from cases.releases.models import NoiseRow, NoisyCell, ReleaseDraft

    _serve()
    [job], [draft] = DBTaskResult.objects.all(), ReleaseDraft.objects.all()
    found = [job.status, len(job.worker_ids), NoiseRow.objects.count(), bool(draft.manifest_sha256)]
    cells = NoisyCell.objects.values("d1", "v1", "d2", "v2")
    found += [cells.count() == cells.distinct().count() > 0, str(job.return_value) == str(draft.pk)]
    sys.stdout.write(f"{found}\n")


STEPS = {
    "make": _make, "begun": _begun, "freezing": _freezing, "frozen": _frozen, "refused": _refused, "finish": _finish,
}  # fmt: skip

if __name__ == "__main__":
    import django

    django.setup()
    with shift() or nullcontext():
        STEPS[sys.argv[1]]()
