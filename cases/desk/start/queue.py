"""The whole queue of one person, in the order in which it is worked off."""

from cases.accounts.models import User

from . import deadlines, interviews, reviews
from .groups import Group
from .reader import Reader

ORDER = (
    deadlines.withdrawals,
    deadlines.follow_ups,
    interviews.returned,
    deadlines.offered,
    deadlines.unsigned_minors,
    interviews.drafts,
    interviews.to_code,
    interviews.to_code_again,
    interviews.to_reconcile,
    interviews.reopened,
    interviews.press_to_code,
    interviews.to_verify,
    interviews.to_clear,
    reviews.other_reviews,
    deadlines.accepted,
    deadlines.consents,
    deadlines.risks,
)
"""What has a deadline set by somebody's safety or word stands first, routine last. Each makes the group of its name."""


def queue(user: User) -> list[Group]:
    """The groups in which something waits. A fixed number of statements for each role."""
    reader = Reader(user)
    return [group for make in ORDER for group in make(reader) if group.rows]


def find(user: User, name: str) -> Group | None:
    """One group by its name, empty or not; None where the person has no such group."""
    make = next((make for make in ORDER if make.__name__ == name), None)
    return next(make(Reader(user)), None) if make else None
