"""The topics of a guided interview, from what is easy to tell to what is heavy. Acts are never made here: coders do.

Each has an opening question in plain words. A family of the vocabulary lends its interview signs as reminders; they are
never read aloud as a list. Beside the questions stand three topics that frame the talk: safety, a stop, and the close.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .details import HoursDetails, PayDetails, WorkDetails

SAFETY, STOP, CLOSE = "safety", "stop", "close"
WORK, HOURS, PAY, SEXUAL_VIOLENCE = "work", "hours", "pay", "SGB"


@dataclass(frozen=True)
class Topic:
    """One topic: its name, how it is opened, and whose interview signs help.

    ``signs`` are codes of categories or families. Those of ``if_raised`` are shown for the case that the person comes
    to speak of it by themselves: nobody asks for them.
    """

    code: str
    title: Promise
    opening: Promise
    signs: tuple[str, ...] = ()
    if_raised: tuple[str, ...] = ()
    takes_training: bool = False


EASY = (
    Topic(WORK, _("The work: when, where, what"), _("When did you work there, in which place, and what did you do?"), signs=("FLT-OVS",)),
    Topic(HOURS, _("Hours and rest"), _("What did an ordinary day look like, from getting up to lying down?"), signs=("WRK-01", "WRK-02")),
    Topic(PAY, _("Pay, deductions and debt"), _("What were you paid, what did you keep, and who had the rest?"), signs=("WGE",)),
    Topic("REC", _("How the work began"), _("How did you come to this work, and what were you told before?"), signs=("REC",), if_raised=("REC-07",)),
    Topic("WRK", _("Place of work, quarters, food"), _("What were the place of work, the sleeping place and the food like?"), signs=("WRK-03", "WRK-04", "WRK-05", "WRK-06")),
    Topic("CTL", _("Going out, contact, papers"), _("When could you go out, whom could you speak with, and where were your papers?"), signs=("CTL",)),
)  # fmt: skip
HEAVY = (
    Topic("HLT", _("Injury and health"), _("How was your health during that time?"), signs=("HLT",), if_raised=("HLT-04", "HLT-05")),
    Topic("REP", _("Threats"), _("Did anybody say what would happen to you or others if you did not obey?"), signs=("REP",), if_raised=("REP-02", "REP-03")),
    Topic("RET", _("Return and protection"), _("Was there talk of being sent back, or of asking for protection?"), signs=("RET",), if_raised=("RET-04",)),
    Topic("LIB", _("Being held or taken away"), _("Was anybody held, taken away, or not seen again?"), signs=("LIB",), if_raised=("LIB-02",)),
    Topic("PHY", _("Violence and punishment"), _("What happened when somebody broke a rule?"), signs=("PHY",), if_raised=("PHY-05",)),
    Topic(SEXUAL_VIOLENCE, _("Sexual violence"), _("Is there anything else that you wish to tell, or would rather tell somebody else?"), if_raised=("SGB",), takes_training=True),
)  # fmt: skip
Details = WorkDetails | HoursDetails | PayDetails
KINDS: Mapping[str, type[Details]] = {WORK: WorkDetails, HOURS: HoursDetails, PAY: PayDetails}
"""The topics that have values of their own."""

QUESTIONS = {topic.code: topic for topic in (*EASY, *HEAVY)}

SAFE = {
    "place_is_safe": _("The place is safe"),
    "nobody_listens": _("Nobody listens, and no telephone lies open on the table"),
    "may_stop": _("The person knows: they may stop or leave a question out at any time, without saying why"),
    "cannot_be_recalled": _("The person knows: what is already out cannot be called back"),
    "knows_where_help_is": _("The person knows where they find help afterwards"),
}
"""What is looked at before the talk begins."""

AT_THE_CLOSE = {
    "ended_calmly": _("The talk ended with something calm, such as today, the way home, a meal"),
    "not_alone": _("The person is not alone tonight, or has somebody to call"),
    "referral_offered": _("Help was offered: a doctor, a counsellor, a lawyer"),
    "referral_wanted": _("The person wants that help"),
    "contact_agreed": _("How to reach us again, and how we may reach them, was agreed"),
    "heavy_for_staff": _("This was heavy for me too: I want to talk it over in the office"),
}
"""What is looked at when the talk ends."""

MARKS: dict[str, frozenset[str]] = {
    SAFETY: frozenset(SAFE),
    STOP: frozenset(),
    CLOSE: frozenset({*AT_THE_CLOSE, "now"}),
}
"""What the details of a framing topic may hold."""

KNOWN = frozenset({*QUESTIONS, *MARKS})
