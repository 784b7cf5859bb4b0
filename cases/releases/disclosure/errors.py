"""What the release engine says when it refuses."""


class DisclosureError(ValueError):
    """The engine refuses: going on would break the promise or publish a wrong figure.

    One clear sentence with the remedy. It names keys of the schema, never a value or a person's place: a place told at each attempt would count people.
    """
