"""Staff pages whose steps cross stages."""

# Both put their pages beside the records.
from . import public_site as _public_site  # noqa: F401
from . import rights_page as _rights  # noqa: F401
from .actors import pages as _actors  # noqa: F401
from .agreement import page as _agreement  # noqa: F401
from .audit import page as _audit  # noqa: F401
from .coding import page as _coding  # noqa: F401
from .dpo import records as _withdrawals  # noqa: F401
from .dpo import retention as _retention  # noqa: F401
from .events import pages as _events  # noqa: F401
from .figures import notices as _notices  # noqa: F401
from .figures import page as _figures  # noqa: F401
from .figures import who_counts_page as _who_counts  # noqa: F401
from .jobs import page as _jobs  # noqa: F401
from .logging import pages as _logging  # noqa: F401
from .other_review import page as _other_review  # noqa: F401
from .releases import notices as _of_releases  # noqa: F401
from .releases import page as _releases  # noqa: F401
from .rounds import pages as _rounds  # noqa: F401
from .situations import pages as _situations  # noqa: F401
from .sources import pages as _sources  # noqa: F401
from .start import page as _start  # noqa: F401
