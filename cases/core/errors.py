"""What a user may be told when a rule says no."""


class Refused(Exception):
    """A rule refuses this step.

    The message is one clear sentence with the remedy. It is shown to staff as it stands, so it names codes
    and rules, never content. ``field`` names the box of a form at which it stands, where there is one.
    """

    def __init__(self, message: str = "", *, field: str = "") -> None:
        super().__init__(message)
        self.field = field


class NotAllowed(Refused):
    """The person lacks the right: refused whatever the state of the record."""


class Locked(Refused):
    """The key ring is not open, so nothing sealed can be read or written."""


class AuditUnavailable(Exception):
    """The audit chain cannot be written, so nothing is shown or changed: answered with 503 (core.error_pages)."""
