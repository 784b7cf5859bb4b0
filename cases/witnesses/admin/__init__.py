"""Staff pages for people, identities, consents and risks."""

from . import identities as _identities  # noqa: F401
from . import people as _people  # noqa: F401
from . import promises as _promises  # noqa: F401
