"""Staff pages for cases and their teams, and for what is still to be done."""

from . import cases as _cases  # noqa: F401
from . import follow_ups as _follow_ups  # noqa: F401
