"""What the pages of drafts have in common."""

from typing import Any

from django.contrib import admin

from cases.releases.models import PressCaseDraft, Signature


def waits_for(signature: Signature) -> Any:
    def open_to(draft: PressCaseDraft) -> bool:
        return draft.published_at is None and not draft.approvals.filter(signature=signature).exists()

    return open_to


class ReadOnlyInline(admin.TabularInline):  # type: ignore[type-arg]
    extra = 0
    can_delete = False
    template = "admin/cases/read_only_inline.html"

    def has_view_permission(self, request: Any, obj: Any = None) -> bool:
        return True

    def has_add_permission(self, request: Any, obj: Any = None) -> bool:
        return False

    has_change_permission = has_add_permission
