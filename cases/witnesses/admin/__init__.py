"""Staff pages for people, identities, consents and risks."""

from . import exports as _exports  # noqa: F401
from . import finding as _finding  # noqa: F401
from . import identities as _identities  # noqa: F401
from . import matches as _matches  # noqa: F401
from . import opening as _opening  # noqa: F401
from . import people as _people  # noqa: F401
from . import promises as _promises  # noqa: F401
