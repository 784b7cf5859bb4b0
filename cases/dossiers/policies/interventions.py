"""What must hold before an intervention is stored, and before it is published."""

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cases.accounts.models import User
from cases.core.errors import NotAllowed, Refused
from cases.dossiers import publication
from cases.dossiers.models import Intervention
from cases.published.models import PublishedRelease
from cases.releases.quotes import scan

LONGEST_TEXT = 600
"""Characters of each public text: a few sentences."""


def check_told(intervention: Intervention) -> None:
    """Raise for a day that is yet to come, an answer before what it answers, a release that never came out, a long text."""
    earliest, replied_on = intervention.date_earliest, intervention.replied_on
    today = timezone.localdate()
    if (earliest is not None and earliest > today) or (replied_on is not None and replied_on > today):
        raise Refused(_("Record what was done, on the day or later: this day is yet to come."))
    if replied_on is not None and intervention.outcome == Intervention.Outcome.WAITING:
        raise Refused(_("There is a day of the answer, and no answer yet: change one of the two."), field="outcome")
    if replied_on is not None and earliest is not None and replied_on < earliest:
        raise Refused(_("The answer cannot come before what it answers."), field="replied_on")
    if intervention.release and not PublishedRelease.objects.filter(pk=intervention.release).exists():
        raise Refused(_("There is no such release."), field="release")
    for name in publication.TEXTS:
        if any(len(text) > LONGEST_TEXT for text in getattr(intervention, f"public_{name}").values()):
            raise Refused(
                _("A public text has at most %(number)s characters: choose fewer sentences.")
                % {"number": LONGEST_TEXT},
                field=f"public_{name}_en",
            )


def check_can_publish(user: User, intervention: Intervention) -> None:
    """Raise for whoever recorded or last changed it, and when it is public as it stands."""
    if user.pk in (intervention.recorded_by_id, intervention.changed_by_id):
        raise NotAllowed(_("Nobody publishes what they wrote: this takes somebody else."))
    if intervention.published_at is not None:
        raise Refused(_("%(code)s is public as it stands.") % {"code": intervention.code})


def check_betrays_nobody(intervention: Intervention, content: publication.Content) -> None:
    """Raise with the number of hits: what they are stands on the page, and in no sentence that is kept.

    For a running action: every name in the records of the case is opened.
    """
    if count := len(scan.hits(publication.words(content), intervention.case)):
        raise Refused(
            ngettext(
                "%(code)s: %(count)d place in its texts could betray somebody: the page shows it. Have it changed first.",
                "%(code)s: %(count)d places in its texts could betray somebody: the page shows them. Have them changed "
                "first.",
                count,
            )
            % {"code": intervention.code, "count": count}
        )
