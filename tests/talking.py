"""What colleagues say and do beside an interview."""

from django.db import models

from cases.casework.actions import comment, give_work, raise_flag
from cases.intake.models import Testimony
from tests.conftest import Cast


def talked_about(cast: Cast, testimony: Testimony, mark: str) -> list[models.Model]:
    """Work, a flag and a comment beside the testimony; its interviewer's own, since it is theirs."""
    assert testimony.interviewer is not None
    return [
        give_work(by=cast.lead, subject=testimony, task="other", given_to=testimony.interviewer, note=f"please {mark}"),
        raise_flag(by=cast.coder, subject=testimony, kind="urgent", why=f"because {mark}"),
        comment(by=cast.coder, subject=testimony, text=f"look at {mark}"),
    ]
