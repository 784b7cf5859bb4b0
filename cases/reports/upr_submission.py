"""The stakeholder submission to the Universal Periodic Review: numbered paragraphs on one State."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop

from cases.core.translated import in_language
from cases.documents.document import Block, Footnote, Heading, Numbered, Table
from cases.published.data import INDICATORS, Release

from . import pattern_texts
from .choice import Choice, Report, Section, own
from .common_sections import STANDARD, figure_sentences, tables
from .labels import release_address
from .said import day, language, people
from .unfit import UnfitChoice

LIMIT = 2815
"""Words of a submission by one body, without notes: unverified, to be checked for each cycle."""


def _title(release: Release, choice: Choice) -> str:
    state = choice.words.get("addressee", "").strip()
    if not state:
        raise UnfitChoice(gettext_noop("Say which State is under review: a submission is about one."))
    told = _("Universal Periodic Review of %(state)s: submission by %(organisation)s")
    return told % {"state": state, "organisation": release.organisation}


def _method(release: Release, _choice: Choice) -> list[Block]:
    source = _("Release %(release)s, data until %(day)s: %(address)s") % {
        "release": release.identifier,
        "day": day(release.cutoff),
        "address": release_address(release, language()),
    }
    stands_on = _("This submission uses figures from published data only: of %(people)s.") % {"people": people(release)}
    return [
        Heading(_("Method")),
        Numbered((stands_on, Footnote(source))),
        Numbered(str(pattern_texts.WHO_COUNTS)),
        Numbered(in_language(release.caveat)),
        Numbered(in_language(release.blur)),
    ]


def _figures(release: Release, choice: Choice) -> list[Block]:
    return [
        Heading(_("What people reported")),
        Numbered(str(STANDARD)),
        *(Numbered(sentence) for sentence in figure_sentences(release, choice)),
    ]


def _annex(release: Release, choice: Choice) -> list[Block]:
    """Tables alone: charts are left to reports that are looked at on a screen."""
    found = tables(release, Choice(tables=choice.tables or (INDICATORS,)))
    shown = [block for block in found if isinstance(block, Table)]
    return [Heading(_("Tables")), *shown] if shown else []


UPR_SUBMISSION = Report(
    key="upr",
    name=gettext_lazy("Submission to the Universal Periodic Review"),
    purpose=gettext_lazy(
        "Numbered paragraphs on one State for its review, with recommendations. A Word file is asked for."
    ),
    title=_title,
    sections=(
        own("about_us", gettext_lazy("Who we are"), needs=True, in_numbers=True),
        Section("method", gettext_lazy("Method"), _method, fixed=True),
        own("follow_up", gettext_lazy("Follow-up of accepted recommendations"), in_numbers=True),
        own("issues", gettext_lazy("Developments and issues"), needs=True, in_numbers=True),
        Section("figures", gettext_lazy("What people reported"), _figures, fixed=True),
        Section("tables", gettext_lazy("Tables"), _annex),
        own("asks", gettext_lazy("Recommendations"), needs=True, in_numbers=True),
    ),
    limit=LIMIT,
    addressed=True,
)
