"""Staff pages for cases and their teams, for what is still to be done, and for the work on records."""

from . import assignments as _assignments  # noqa: F401
from . import cases as _cases  # noqa: F401
from . import follow_ups as _follow_ups  # noqa: F401
from . import notifications as _notifications  # noqa: F401
from . import work as _work  # noqa: F401
