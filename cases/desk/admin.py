"""Staff pages whose steps cross stages."""

from cases.releases.admin import ReleaseDraftAdmin

# Both put their pages beside the records.
from . import rights_page as _rights  # noqa: F401
from .audit import page as _audit  # noqa: F401
from .build import build_release
from .dpo import records as _withdrawals  # noqa: F401
from .dpo import retention as _retention  # noqa: F401

# Built here and not in releases: only the desk knows both the records' side and the documents.
ReleaseDraftAdmin.add_action = build_release
