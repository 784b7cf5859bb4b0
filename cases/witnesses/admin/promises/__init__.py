"""Staff pages for what a person allowed and for the risk to them."""

from . import cards as _cards  # noqa: F401
from . import consents as _consents  # noqa: F401
from . import printed as _printed  # noqa: F401
from . import risks as _risks  # noqa: F401
