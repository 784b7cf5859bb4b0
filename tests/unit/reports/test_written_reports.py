"""Reports that somebody writes in: their parts, their words, and the published figures that these name."""

from dataclasses import replace

import pytest

from cases.core.translated import LANGUAGES
from cases.documents.counting import words
from cases.documents.document import (
    Block,
    Bullets,
    Chart,
    Document,
    Footnote,
    Heading,
    Numbered,
    Paragraph,
    Quote,
    Table,
)
from cases.documents.numbering import footnotes, parts, texts_of
from cases.published.data import Quote as PublishedQuote
from cases.published.data import Tier
from cases.reports.choice import Choice, Report
from cases.reports.figure_sentences import Figures, key_of
from cases.reports.kinds import REPORTS
from cases.reports.own_words import numbered, paragraphs
from cases.reports.unfit import UnfitChoice, UnfitFigure
from tests.sample_release import sample_release
from tests.writing import written

QUOTE = PublishedQuote(
    {"en": "We slept four hours.", "ko": "네 시간 잤습니다.", "ru": "Мы спали четыре часа."}, "ILO-11", "construction"
)
EVERY = [(report, language) for report in REPORTS.values() for language in LANGUAGES]
RELEASE = sample_release()
HIDDEN = key_of(next(cell for cell in RELEASE.cells if not cell.shown))


def headings(document: Document) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, Heading)]


def said(blocks: "list[Block] | tuple[Block, ...]") -> str:
    """All that is read in running text."""
    texts = [piece for block in blocks for text in texts_of(block) for piece in parts(text)]
    return " ".join(piece for piece in texts if isinstance(piece, str))


@pytest.mark.parametrize(("report", "language"), EVERY)
def test_every_report_says_its_caveat_and_how_to_cite(report: Report, language: str) -> None:
    made = report.document(RELEASE, written(report, language), language)
    text = said(made.blocks) + str(made.blocks)
    assert RELEASE.caveat[language] in text
    assert RELEASE.identifier in made.subtitle
    assert made.language == language
    assert made.notice


@pytest.mark.parametrize("report", [one for one in REPORTS.values() if one.limit])
def test_reports_with_a_limit_hold_it_by_themselves(report: Report) -> None:
    assert words(report.document(RELEASE, written(report, "en"), "en")) <= (report.limit or 0)


@pytest.mark.parametrize("tier", Tier)
@pytest.mark.parametrize("report", [one for one in REPORTS.values() if one.key != "press"])
def test_every_tier_makes_a_document(report: Report, tier: Tier) -> None:
    release = sample_release(tier=tier)
    choice = written(report, "en")
    plain = replace(choice, words=dict.fromkeys(report.writes, "Words without a figure."))
    assert report.document(release, plain, "en").blocks


@pytest.mark.parametrize("report", [one for one in REPORTS.values() if any(part.needs for part in one.sections)])
def test_missing_words_are_named(report: Report) -> None:
    for name in {part.writes for part in report.sections if part.needs}:
        choice = written(report, "en")
        without = replace(choice, words={**choice.words, name: "  "})
        with pytest.raises(UnfitChoice, match="is empty in this language"):
            report.document(RELEASE, without, "en")


def test_parts_can_be_left_out_but_not_fixed_ones() -> None:
    report = REPORTS["brief"]
    made = report.document(RELEASE, written(report, "en", sections=frozenset()), "en")
    assert not [block for block in made.blocks if isinstance(block, Chart)]
    assert "What we do not know" in headings(made)
    assert "What is asked" in headings(made)


# --- figures in somebody's own words ---


def test_a_placeholder_becomes_the_figure_with_its_range_and_its_address() -> None:
    text = Figures(RELEASE).filled("Of [[people]], [[ILO-01]] reported it.")
    assert isinstance(text, tuple)
    plain = "".join(piece for piece in text if isinstance(piece, str))
    assert plain == "Of about 2,000 people interviewed, about 1,000 (likely 980 to 1,020) reported it."
    (note,) = [piece for piece in text if isinstance(piece, Footnote)]
    assert "/en/releases/2026-08/indicators/" in str(note.text)


def test_both_orders_of_two_sides_name_one_figure() -> None:
    figures = Figures(RELEASE)
    assert figures.find("sex:male/sector:construction") == figures.find("sector:construction/sex:male")


def test_a_figure_at_the_beginning_begins_with_a_capital_letter() -> None:
    text = Figures(RELEASE).filled("[[ILO-01]] reported it.")
    assert isinstance(text, tuple)
    assert str(text[0]).startswith("About 1,000")


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        (f"[[{HIDDEN}]]", "is not shown in release"),
        ("[[ILO-99]]", "has no figure"),
        ("[[]]", "has no figure"),
        ("[[ILO-01", "close the brackets"),
        ("ILO-01]] and", "close the brackets"),
        ("[[[[ILO-01]]]]", "close the brackets"),
    ],
)
def test_a_figure_that_is_not_there_is_refused(typed: str, sentence: str) -> None:
    with pytest.raises(UnfitFigure, match=sentence):
        Figures(RELEASE).filled(typed)


@pytest.mark.parametrize(
    "typed", ["{{ release.cells }}", "{% load x %}", "#eval(1)", "=1+1", "<b>&amp;</b>", "$x$ _y_"]
)
def test_what_looks_like_markup_stays_as_it_was_typed(typed: str) -> None:
    assert Figures(RELEASE).filled(typed) == typed


def test_a_range_is_said_as_one() -> None:
    release = sample_release(tier=Tier.RANGES)
    assert Figures(release).filled("[[ILO-01]]")[0] == "Between 25 and 65 of 100 people interviewed"


def test_paragraphs_and_lists() -> None:
    blocks = paragraphs(RELEASE, "One\nline more\n\n- first\n- second\nAfter")
    assert blocks == [Paragraph("One line more"), Bullets(("first", "second")), Paragraph("After")]
    assert numbered(RELEASE, "One\n- first\n- second") == [Numbered("One"), Numbered("first"), Numbered("second")]
    assert paragraphs(RELEASE, " \n\n ") == []


def test_every_figure_that_is_offered_is_shown_and_no_other() -> None:
    shown = {key_of(cell) for cell in RELEASE.cells if cell.shown}
    assert set(Figures(RELEASE).shown) == shown


# --- single reports ---


def test_a_brief_shows_charts_with_their_address_and_no_table_twice() -> None:
    made = REPORTS["brief"].document(RELEASE, written(REPORTS["brief"], "en"), "en")
    (chart,) = [block for block in made.blocks if isinstance(block, Chart)]
    assert "/en/releases/2026-08/indicators/" in chart.caption
    assert not [block for block in made.blocks if isinstance(block, Table)]


def test_a_chart_with_nothing_to_show_is_a_sentence() -> None:
    hidden = tuple(
        replace(cell, value=None, lo=None, hi=None) if cell.d1.startswith("ILO") and not cell.d2 else cell
        for cell in RELEASE.cells
    )
    report = REPORTS["brief"]
    choice = written(report, "en")
    choice = replace(choice, words={**choice.words, "summary": "Nothing.", "issues": ""})
    made = report.document(replace(RELEASE, cells=hidden), choice, "en")
    assert not [block for block in made.blocks if isinstance(block, Chart)]
    assert "shows no number here" in said(made.blocks)


def test_an_unknown_table_is_refused() -> None:
    with pytest.raises(UnfitChoice, match="has no table"):
        REPORTS["brief"].document(RELEASE, written(REPORTS["brief"], "en", tables=("nothing",)), "en")


def test_a_press_sheet_has_three_numbers_and_one_quote() -> None:
    report = REPORTS["press"]
    figures = ("total", "ILO-01", "sector:construction")
    made = report.document(RELEASE, written(report, "en", figures=figures, quote=QUOTE), "en")
    place = headings(made).index("Three numbers")
    after = [block for block in made.blocks if isinstance(block, Bullets)]
    assert place >= 0
    assert len(after[0].items) == 3
    (quote,) = [block for block in made.blocks if isinstance(block, Quote)]
    assert quote.text == "We slept four hours."


@pytest.mark.parametrize("figures", [("total",), ("total", "ILO-01", "ILO-02", "ILO-03")])
def test_a_press_sheet_refuses_more_or_fewer(figures: tuple[str, ...]) -> None:
    with pytest.raises(UnfitChoice, match="shows 3 figures"):
        REPORTS["press"].document(RELEASE, written(REPORTS["press"], "en", figures=figures), "en")


def test_a_press_sheet_waits_while_fewer_than_three_are_shown() -> None:
    few = tuple(cell if not cell.d1 else replace(cell, value=None, lo=None, hi=None) for cell in RELEASE.cells)
    choice = replace(written(REPORTS["press"], "en"), words={"summary": "Words."})
    with pytest.raises(UnfitChoice, match="fewer than three"):
        REPORTS["press"].document(replace(RELEASE, cells=few), choice, "en")


def test_a_quote_of_another_schema_is_shown_without_what_it_lacks() -> None:
    quote = replace(QUOTE, sector="mining", period="1990")
    made = REPORTS["press"].document(RELEASE, written(REPORTS["press"], "en", quote=quote), "en")
    (block,) = [block for block in made.blocks if isinstance(block, Quote)]
    assert "Excessive overtime" in str(block.source)
    assert "mining" not in str(block.source)


def test_a_submission_numbers_its_paragraphs_and_leaves_notes_out_of_the_count() -> None:
    report = REPORTS["upr"]
    made = report.document(RELEASE, written(report, "en"), "en")
    assert sum(isinstance(block, Numbered) for block in made.blocks) > 10
    assert footnotes(made)
    without = replace(made, blocks=tuple(_without_notes(block) for block in made.blocks))
    assert words(made) == words(without)
    assert "the Russian Federation" in made.title


def _without_notes(block: Block) -> Block:
    if not isinstance(block, Numbered):
        return block
    return Numbered("".join(piece for piece in parts(block.text) if isinstance(piece, str)), block.key)


def test_a_submission_is_about_one_state() -> None:
    choice = written(REPORTS["upr"], "en")
    with pytest.raises(UnfitChoice, match="which State"):
        REPORTS["upr"].document(RELEASE, replace(choice, words={**choice.words, "addressee": ""}), "en")


def test_a_data_note_counts_what_is_shown() -> None:
    made = REPORTS["data"].document(RELEASE, Choice(), "en")
    table = next(b for b in made.blocks if isinstance(b, Table) and b.caption == "Cells shown, by table")
    sums = [sum(int(row[column]) for row in table.rows) for column in (1, 2)]
    assert sums == [sum(cell.shown for cell in RELEASE.cells), len(RELEASE.cells)]
