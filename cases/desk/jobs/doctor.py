"""What `manage.py doctor` looks at among the jobs: whether any lies there although it could be carried out."""

import datetime as dt
from collections.abc import Iterator

from django.db.models import Q
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from cases.core.doctor import Line, good, poor

from . import worker

LONG = dt.timedelta(minutes=10)


def lines() -> Iterator[Line]:
    """One line. A server whose keys are locked lets jobs wait, and says so."""
    before = timezone.now() - LONG
    late = DBTaskResult.objects.filter(
        Q(status="READY", enqueued_at__lt=before) | Q(status="RUNNING", started_at__lt=before)
    ).count()
    if not late:
        yield good("No job has waited for more than 10 minutes.")
    elif worker.waits_for_keys():
        yield good(f"Jobs that wait until somebody types the passphrase: {late}.")
    elif worker.somebody_works():
        remedy = "Look at their pages. Starting the server again (manage.py serve) takes up what was cut off."
        yield poor(f"Jobs that have waited or run for more than 10 minutes: {late}.", remedy)
    else:
        text = f"Jobs that wait while no server carries them out: {late}."
        yield poor(text, "Start the server (manage.py serve): it takes up what was cut off.")
