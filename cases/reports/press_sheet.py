"""The press sheet: one finding, three numbers, one cleared quote, and what is not known."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop

from cases.documents.document import Block, Bullets, Callout, Heading, Paragraph
from cases.published.data import REPORTED, Cell, Release, Share

from .choice import Choice, Report, Section, own
from .common_sections import CITE, METHOD, QUOTE, STANDARD, UNKNOWN, chosen_figures
from .figure_sentences import Figure, Figures, key_of
from .unfit import UnfitChoice

THREE = 3


def _title(_release: Release, _choice: Choice) -> str:
    return _("Press sheet: reported conditions of North Korean workers abroad")


def _embargo(release: Release, choice: Choice) -> list[Block]:
    typed = choice.words.get("embargo", "").strip()
    return [Callout(_("Embargo"), (typed,))] if typed else []


def three(release: Release, choice: Choice) -> list[Figure]:
    """The chosen figures, or by themselves the people interviewed and the first indicators shown.

    Raises UnfitChoice where the release shows fewer than three.
    """
    figures = chosen_figures(release, choice) or _by_itself(release)
    if len(figures) < THREE:
        raise UnfitChoice(
            gettext_noop(
                "Release %(release)s shows fewer than three figures: a press sheet has to wait for more people."
            ),
            release=release.identifier,
        )
    return figures


def _by_itself(release: Release) -> list[Figure]:
    figures = Figures(release)
    told: list[Cell | Share] = [*release.cells, *release.shares]
    keys = [key_of(one) for one in told if not one.d1 or one.v1 == REPORTED]
    return [figures.find(key) for key in keys if "/" not in key and key in figures][:THREE]


def _numbers(release: Release, choice: Choice) -> list[Block]:
    return [
        Heading(_("Three numbers")),
        Paragraph(str(STANDARD)),
        Bullets(tuple(figure.sentence for figure in three(release, choice))),
        Paragraph(_("Quote a number with its likely range, and with how many people were interviewed.")),
    ]


PRESS_SHEET = Report(
    key="press",
    name=gettext_lazy("Press sheet"),
    purpose=gettext_lazy("One or two pages for journalists: one finding, three numbers, one quote, what is not known."),
    title=_title,
    sections=(
        Section("embargo", gettext_lazy("Embargo"), _embargo, writes="embargo"),
        own("summary", gettext_lazy("The finding in one sentence"), needs=True, heading=False),
        Section("numbers", gettext_lazy("Three numbers"), _numbers, fixed=True),
        QUOTE,
        UNKNOWN,
        METHOD,
        CITE,
    ),
    limit=700,
    figures=THREE,
    takes_tables=False,
    takes_quote=True,
)
