"""What a user may be told when a rule says no."""


class Refused(Exception):
    """A rule refuses this step.

    The message is one clear sentence with the remedy. It is shown to staff as it stands, so it names codes
    and rules, never content.
    """


class NotAllowed(Refused):
    """The person lacks the right: refused whatever the state of the record."""


class Locked(Refused):
    """The key ring is not open, so nothing sealed can be read or written."""


class AuditUnavailable(Exception):
    """The audit chain cannot be written, so nothing is shown or changed: answered with 503 (core.error_pages)."""
