"""Staff pages whose steps cross stages."""

# Both put their pages beside the records.
from . import public_site as _public_site  # noqa: F401
from . import rights_page as _rights  # noqa: F401
from .audit import page as _audit  # noqa: F401
from .dpo import records as _withdrawals  # noqa: F401
from .dpo import retention as _retention  # noqa: F401
from .figures import notices as _notices  # noqa: F401
from .figures import page as _figures  # noqa: F401
from .figures import who_counts_page as _who_counts  # noqa: F401
from .jobs import page as _jobs  # noqa: F401
from .logging import pages as _logging  # noqa: F401
from .releases import notices as _of_releases  # noqa: F401
from .releases import page as _releases  # noqa: F401
from .sources import pages as _sources  # noqa: F401
from .start import page as _start  # noqa: F401
