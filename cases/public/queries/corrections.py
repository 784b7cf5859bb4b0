"""What was put right in public."""

from django.db.models import QuerySet

from cases.published.models import Correction


def corrections() -> QuerySet[Correction]:
    """Every correction, the newest first. One statement."""
    return Correction.objects.all()


def correction_of(release: str) -> Correction | None:
    """Why a release was withdrawn, where it was. One statement."""
    return Correction.objects.filter(release=release).first()
