"""What templates know of an export: that a page of it is being written, where no form can work."""

from django.http import HttpRequest


def static_export(request: HttpRequest) -> dict[str, bool]:
    """``static_export``: whether this page is written into a folder instead of being sent."""
    return {"static_export": getattr(request, "static_export", False)}
