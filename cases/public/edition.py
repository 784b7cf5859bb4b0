"""The release that a page stands on, and what of it may be shown."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from cases.published.data import Tier
from cases.published.models import PublishedRelease, PublishedSite

PDF = "application/pdf"
TO_READ = ("pdf", "docx", "xlsx")


class State(StrEnum):
    """What a page can show: that there are too few, that it was withdrawn, ranges, or numbers."""

    TOO_FEW = "too_few"
    WITHDRAWN = "withdrawn"
    RANGES = "ranges"
    NUMBERS = "numbers"


@dataclass(frozen=True)
class Edition:
    """A release, none where nothing was released yet, and who publishes. ``current`` is the current one's number.

    ``named`` is whether the address names this release, so that it stands for this one for good.
    """

    release: PublishedRelease | None
    site: PublishedSite
    current: str = ""
    named: bool = False

    @property
    def state(self) -> State:
        if self.release is None:
            return State.TOO_FEW
        if self.release.status == PublishedRelease.Status.WITHDRAWN:
            return State.WITHDRAWN
        states = {Tier.NOTHING: State.TOO_FEW, Tier.RANGES: State.RANGES}
        return states.get(Tier(self.release.tier), State.NUMBERS)

    @property
    def gone(self) -> bool:
        """Whether the address names a release that was withdrawn: it answers 410 from then on."""
        return self.named and self.state == State.WITHDRAWN

    @property
    def crosses(self) -> bool:
        """Whether tables of two dimensions are shown."""
        return self.state == State.NUMBERS and self.release is not None and self.release.tier == Tier.MENU

    @property
    def kept(self) -> dict[str, str]:
        """What links of a page must carry to stay in this release; nothing in the current one."""
        if self.release is None or self.release.pk == self.current:
            return {}
        return {"release": self.release.pk}


@dataclass(frozen=True)
class Download:
    """A file of a release, without its content."""

    name: str
    size: int
    media_type: str
    sha256: str

    @property
    def language(self) -> str:
        """The language of a file to read, from a name that ends in ``-ko.pdf``, say; English where it names none.

        Empty for a file of data.
        """
        stem, _dot, ending = self.name.rpartition(".")
        if ending not in TO_READ:
            return ""
        _rest, dash, code = stem.rpartition("-")
        return code if dash else "en"


@dataclass(frozen=True)
class Downloads:
    """The files of a release. What a page offers first: the report, every cell as CSV, the same as a workbook."""

    files: Sequence[Download]

    def named(self, name: str) -> Download | None:
        return next((file for file in self.files if file.name == name), None)

    def report(self, language: str) -> Download | None:
        """The report in a language, in any where that one is missing. Its name ends in ``-ko.pdf``, say."""
        reports = [file for file in self.files if file.media_type == PDF]
        return next((file for file in reports if file.name.endswith(f"-{language}.pdf")), next(iter(reports), None))
