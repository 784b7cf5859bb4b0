"""Staff pages whose steps cross stages."""

from cases.releases.admin import ReleaseDraftAdmin

from .build import build_release

# Built here and not in releases: only the desk knows both the records' side and the documents.
ReleaseDraftAdmin.add_action = build_release
