"""What the release engine says when it refuses."""


class DisclosureError(ValueError):
    """The engine refuses: going on would break the promise or publish a wrong figure.

    One clear sentence with the remedy. It names keys of the schema and positions, never a person's value.
    """
