"""Building a release: the one place that knows both the records' side and the documents made for the public.

Three steps, each whole or not at all: freeze the slot, make the files from what is frozen, store them. A build that
is cut off between them goes on where it stopped and gives the same bytes.
"""

from collections.abc import Callable, Sequence

from django.utils.translation import gettext as _

from cases.accounts.models import User
from cases.core.errors import Refused
from cases.published.data import File
from cases.releases import engine, queries
from cases.releases.actions import attach_files, freeze_slot
from cases.releases.models import ReleaseDraft, Series
from cases.reports.release_files import files_of


def build_release(*, by: User, series: Series, say: Callable[[str], object] = lambda _text: None) -> ReleaseDraft:
    """Build the next release of a series up to the point where two people can sign it.

    Raises Refused when none is due, one waits for its signatures, or the series has ended.
    """
    say("Freezing who counts, the noise and the cells …")
    draft = freeze_slot(by=by, series=series)
    say("Making the files …")
    return attach_files(by=by, draft=draft, files=_files(draft))


def rebuild(draft: ReleaseDraft) -> Sequence[File]:
    """Make the files of a built release again from its frozen cells; nothing is stored.

    Raises Refused when a byte differs from what was built.
    """
    files = _files(draft)
    if queries.manifest_sha256(engine.release(draft), files) != draft.manifest_sha256:
        stored = {file.name: file.content for file in queries.files(draft)}
        other = [file.name for file in files if stored.get(file.name) != file.content]
        raise Refused(
            _("%(code)s does not rebuild: %(names)s differ.") % {"code": draft.code, "names": ", ".join(other) or "–"}
        )
    return files


def _files(draft: ReleaseDraft) -> list[File]:
    return files_of(engine.release(draft))
