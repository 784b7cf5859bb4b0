"""How far a job is, kept in the office's cache for whoever looks at its page. Texts of the program only, no content."""

from dataclasses import asdict, dataclass

from django.core.cache import cache

KEPT_SECONDS = 24 * 60 * 60
_LONGEST = 200


@dataclass(frozen=True)
class Progress:
    """The step that a job is at; ``total`` is 0 where nobody knows how many there are."""

    step: str
    number: int
    total: int

    @property
    def is_counted(self) -> bool:
        return 0 < self.number <= self.total


def note(job: object, step: str, number: int = 0, total: int = 0) -> None:
    """Say how far a job is. Outside of transactions, or nobody sees it before they end."""
    cache.set(_key(job), asdict(Progress(str(step)[:_LONGEST], number, total)), KEPT_SECONDS)


def of(job: object) -> Progress | None:
    """What the job said last; None before its first step, and when the cache has forgotten it."""
    kept = cache.get(_key(job))
    return Progress(**kept) if kept else None


def _key(job: object) -> str:
    return f"job:{job}"
