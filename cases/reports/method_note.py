"""The method note: how the figures of a release were made, for a statistician and for whoever has to trust one."""

from collections.abc import Iterable

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.documents.document import Block, Bullets, Column, Heading, Paragraph, Table
from cases.published import method_sentences as sentences
from cases.published import method_texts as texts
from cases.published.data import Release, Tier

from . import pattern_texts
from .choice import Choice, Report, Section, own
from .common_sections import CITE, METHOD
from .said import day, decimal

GROUPS = {"one_way": texts.ONE_WAY, "menu": texts.MENU}


def _title(_release: Release, _choice: Choice) -> str:
    return _("Method note: how the figures are made, and what they can bear")


def _said(lines: Iterable[Promise]) -> Bullets:
    return Bullets(tuple(str(line) for line in lines))


def _people(release: Release, _choice: Choice) -> list[Block]:
    return [
        Heading(_("Who is counted")),
        Paragraph(str(pattern_texts.WHO_COUNTS)),
        Paragraph(str(pattern_texts.WHAT_THIS_IS)),
        Heading(_("What the blurred number of people allows to be public")),
        Table(
            _("What the blurred number of people allows to be public"),
            (Column(_("People")), Column(_("Public"))),
            tuple((str(step.people), str(step.public)) for step in texts.TIERS),
        ),
        Paragraph(str(pattern_texts.TIER_TEXTS[release.tier])),
        Paragraph(str(sentences.NEVER_DOWN)),
    ]


def _promise(_release: Release, _choice: Choice) -> list[Block]:
    told = _("for 1 included person in %(number)s")
    return [
        Heading(_("The promise")),
        Paragraph(str(sentences.UNIT)),
        Table(
            _("Guessed right, in 100, by somebody who knows everything else; chance is 50 (series of μ = 1)"),
            (
                Column(_("Series")),
                Column(_("one person"), numeric=True),
                Column(_("two who came together"), numeric=True),
                Column(_("three"), numeric=True),
                Column(_("an even suspicion can rise above 9 in 10")),
            ),
            tuple(
                (str(one.series), str(one.one), str(one.two), str(one.three), told % {"number": one.certain})
                for one in texts.PROMISE
            ),
        ),
        Paragraph(str(sentences.AVERAGES)),
        Paragraph(str(sentences.MOVES)),
    ]


def _noise(release: Release, _choice: Choice) -> list[Block]:
    return [
        Heading(_("The noise")),
        Paragraph(pattern_texts.blur_method(release)),
        Paragraph(str(sentences.WEIGHTS)),
        Paragraph("n(t) + Σ f(k) · z(t − k), k = 0 … t − 1;  f(k) = C(2k, k) / 4^k"),
        Paragraph(str(sentences.WEIGHTS_IN_WORDS)),
        Paragraph(f"sd(z) = |f| · √(g / share) / μ;  |f| = √(Σ f(k)², k < 12) ≈ {decimal(texts.NORM, 4)}"),
        Paragraph(str(sentences.DRAW_IN_WORDS)),
        Table(
            _("Noise of one draw, in people (μ = 1, 12 releases)"),
            (
                Column(_("Design of the series")),
                Column(_("Tables")),
                Column("g", numeric=True),
                Column(_("share"), numeric=True),
                Column("sd(z)", numeric=True),
            ),
            tuple(
                (str(one.name), str(one.tables), str(one.cells), one.share, decimal(one.sd, 2)) for one in texts.DESIGNS
            ),
        ),
        Table(
            _("Noise of one draw in this series, in people"),
            (Column(_("Tables")), Column("sd(z)", numeric=True)),
            tuple((str(GROUPS[group]), decimal(sd, 1)) for group, sd in release.mechanism.noise_sd.items()),
        ),
        Paragraph(str(sentences.LATTICE)),
        Paragraph(str(sentences.SECRET)),
    ]


def _after(release: Release, _choice: Choice) -> list[Block]:
    rule = [Paragraph(pattern_texts.show_rule(release))] if release.tier in (Tier.ONE_WAY, Tier.MENU) else []
    return [
        Heading(_("After the noise")),
        Paragraph(str(sentences.FROM_HERE_ON)),
        _said(sentences.AFTER),
        *rule,
        Heading(_("Known biases")),
        Paragraph(str(sentences.BIASES)),
    ]


def _held(_release: Release, _choice: Choice) -> list[Block]:
    told = _(
        "Measured on made-up people on %(day)s by a program that comes with the software. Each figure has a bar that it "
        "must hold; the program fails where one does not."
    )
    columns = (Column(_("What")), Column(_("Bar"), numeric=True), Column(_("Measured"), numeric=True))
    return [
        Heading(_("Figures we hold ourselves to")),
        Paragraph(told % {"day": day(texts.MEASURED)}),
        *(
            Table(
                str(section.title),
                columns,
                tuple((str(row.name), row.bar, decimal(row.measured, row.digits)) for row in section.rows),
            )
            for section in texts.HELD
        ),
    ]


def _checks(_release: Release, _choice: Choice) -> list[Block]:
    return [Heading(_("How to check")), _said(sentences.CHECKS)]


def _limits(_release: Release, _choice: Choice) -> list[Block]:
    return [Heading(_("Limits")), _said(sentences.LIMITS)]


METHOD_NOTE = Report(
    key="method",
    name=gettext_lazy("Method note"),
    purpose=gettext_lazy(
        "How the figures are made, with the formulae and the figures held, for whoever has to judge them."
    ),
    title=_title,
    sections=(
        own("summary", gettext_lazy("In short")),
        Section("people", gettext_lazy("Who is counted"), _people, fixed=True),
        Section("promise", gettext_lazy("The promise"), _promise),
        Section("noise", gettext_lazy("The noise"), _noise),
        Section("after", gettext_lazy("After the noise"), _after),
        Section("held", gettext_lazy("Figures we hold ourselves to"), _held),
        Section("checks", gettext_lazy("How to check"), _checks),
        Section("limits", gettext_lazy("Limits"), _limits, fixed=True),
        METHOD,
        CITE,
    ),
    takes_tables=False,
    contents=True,
)
