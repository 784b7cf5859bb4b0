"""The report says what the figures bear, tier by tier, and no word more."""

import re
from dataclasses import asdict, replace

import pytest

from cases.documents.document import Chart, Document, Heading, Table
from cases.published.data import Cell, Release, Tier
from cases.reports.key_figures import clearly_higher, key_figures
from cases.reports.pattern_report import pattern_report
from tests.sample_release import sample_release

FORBIDDEN = re.compile(
    r"prevalen|\brates?\b|typical|most workers|\bprove|anonym|cannot be identified|not zero|victim", re.I
)


def headings(document: Document) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, Heading)]


def tables(document: Document) -> dict[str, Table]:
    return {block.caption: block for block in document.blocks if isinstance(block, Table)}


def words(document: Document) -> str:
    return str([asdict(block) for block in document.blocks])


@pytest.mark.parametrize("tier", Tier)
def test_only_honest_words(tier: Tier) -> None:
    assert FORBIDDEN.findall(words(pattern_report(sample_release(tier=tier)))) == []


@pytest.mark.parametrize("tier", Tier)
def test_caveat_blur_citation_and_address_are_always_there(tier: Tier) -> None:
    release = sample_release(tier=tier)
    text = words(pattern_report(release))
    for expected in (release.caveat["en"], release.blur["en"], "CC BY 4.0", "/en/releases/2026-08/", "Who is counted"):
        assert expected in text
    assert pattern_report(release).notice == "Fictional data"
    assert pattern_report(replace(release, fictional=False)).notice == ""


def test_subtitle_names_release_series_and_cut_off() -> None:
    assert pattern_report(sample_release()).subtitle == "Release 2026-08 · series 1, number 2 · data until 31 July 2026"


def test_too_few_for_any_figure() -> None:
    document = pattern_report(sample_release(tier=Tier.NOTHING))
    assert not any(isinstance(block, Chart | Table) for block in document.blocks)
    assert "fewer than 30 testimonies" in words(document)
    assert "What is collected" in headings(document)


def test_ranges_only() -> None:
    release = sample_release(tier=Tier.RANGES)
    (table,) = tables(pattern_report(release)).values()
    assert table.rows[0] == ("Abuse of vulnerability", "25 to 65", "between about a quarter and two thirds")
    assert len(table.rows) == len(release.shares)
    assert "Key figures" not in headings(pattern_report(release))


def test_one_way_tier_has_no_pairs() -> None:
    document = pattern_report(sample_release(tier=Tier.ONE_WAY))
    assert len(tables(document)) == 10
    assert not any("×" in text for text in headings(document))


def test_indicators_come_first_and_rows_keep_the_order_of_the_schema() -> None:
    release = sample_release()
    document = pattern_report(release)
    found = tables(document)
    assert headings(document)[3] == "Indicators of forced labour reported"
    indicators = found["Indicators of forced labour reported: of about 2,000 people interviewed"]
    assert [row[0] for row in indicators.rows] == [one.label["en"] for one in release.indicators]
    sectors = found["Sector: of about 2,000 people interviewed"]
    assert sectors.rows[:2] == (
        ("construction", "about 1,000", "980 to 1,020"),
        ("forestry", "about 400", "380 to 420"),
    )


def test_pair_shows_each_cell_with_its_range_or_not_at_all() -> None:
    release = sample_release()
    found = tables(pattern_report(release))["Sector × Area: of about 2,000 people interviewed"]
    by_sector = {row[0]: row[1:] for row in found.rows}
    assert by_sector["construction"][:2] == ("500\n480–520", "125\n105–145")
    assert by_sector["unknown"] == ("not shown",) * 5
    assert [column.title for column in found.columns[1:3]] == ["far east", "siberia"]


def test_indicators_stand_as_rows_of_a_pair() -> None:
    found = tables(pattern_report(sample_release()))[
        "Sector × Indicators of forced labour reported: of about 2,000 people interviewed"
    ]
    assert found.rows[1][:3] == ("Deception", "500\n480–520", "125\n105–145")


def test_pairs_of_indicators_leave_the_other_half_empty() -> None:
    """The largest design crosses indicators with each other, each pair once."""
    release = sample_release()
    pairs = [
        (one.key, other.key)
        for place, one in enumerate(release.indicators)
        for other in release.indicators[place + 1 :]
    ]
    crossed = tuple(Cell(one, "reported", other, "reported", 100, 80, 120) for one, other in pairs)
    found = tables(pattern_report(replace(release, cells=(*release.cells, *crossed))))
    title = "Indicators of forced labour reported × Indicators of forced labour reported"
    table = found[f"{title}: of about 2,000 people interviewed"]
    assert sum(text == "100\n80–120" for row in table.rows for text in row) == len(pairs)
    assert sum(text == "" for row in table.rows for text in row) == 10 * 10 - len(pairs)


def test_chart_in_words_holds_what_its_table_holds() -> None:
    blocks = pattern_report(sample_release()).blocks
    charts = [(place, block) for place, block in enumerate(blocks) if isinstance(block, Chart)]
    assert len(charts) == 10 + 1  # the areas have a map and a chart
    for place, chart in charts:
        table = next(block for block in blocks[place:] if isinstance(block, Table))
        for name, number, band in table.rows:
            assert f"{name}: {number} ({band})" in chart.description


def test_only_ordered_sides_are_columns() -> None:
    blocks = pattern_report(sample_release()).blocks
    columns = [
        block.description for block in blocks if isinstance(block, Chart) and "Column chart" in block.description
    ]
    assert [text.split(". ")[1] for text in columns] == [
        "Period worked", "Daily hours", "Share of pay withheld", "Indicators reported, of 11"
    ]  # fmt: skip


def with_label(release: Release, side: str, label: str) -> Release:
    """The release with one label for every value of a side."""
    words = {"en": label}
    changed = tuple(
        replace(one, values=tuple(replace(value, label=words) for value in one.values)) if one.key == side else one
        for one in release.dimensions
    )
    return replace(release, dimensions=changed)


@pytest.mark.parametrize(("label", "kind"), [("a short one", "Column chart"), ("Unzerlegbarkeitswort", "Bar chart")])
def test_labels_that_do_not_fit_below_columns_stand_beside_bars(label: str, kind: str) -> None:
    blocks = pattern_report(with_label(sample_release(), "hours", label)).blocks
    (told,) = [block.description for block in blocks if isinstance(block, Chart) and "Daily hours" in block.description]
    assert told.startswith(f"{kind}. Daily hours.")


def test_what_is_not_known_stands_apart_by_one_word() -> None:
    """Its label can be a sentence, which only the description and the table have room for."""
    blocks = pattern_report(with_label(sample_release(), "hours", "not all were asked")).blocks
    (chart,) = [block for block in blocks if isinstance(block, Chart) and "Daily hours" in block.description]
    assert chart.svg.count(">unknown</text>") == 1
    assert chart.svg.count(">not all") == 5
    assert chart.description.count("not all were asked: ") == 6


def test_every_table_carries_its_address_and_that_it_is_fictional() -> None:
    release = sample_release()
    notes = [block.note for block in pattern_report(release).blocks if isinstance(block, Table)]
    keys = {table.key for table in release.tables} - {"total"}
    assert {key for key in keys if any(f"/en/releases/2026-08/{key}/" in note for note in notes)} == keys
    assert all("Fictional data." in note for note in notes)


def cells(*bands: tuple[int, int, int] | None) -> list[Cell]:
    codes = [f"ILO-{place:02}" for place in range(1, len(bands) + 1)]
    return [
        Cell(code, "reported", "", "", *(band or (None, None, None))) for code, band in zip(codes, bands, strict=True)
    ]


@pytest.mark.parametrize(
    ("bands", "expected"),
    [
        ([(100, 80, 120), (50, 30, 70)], ["ILO-01"]),
        ([(50, 30, 70), (100, 71, 120)], ["ILO-02"]),
        ([(50, 30, 80), (100, 80, 120)], []),  # touching is overlapping
        ([(90, 70, 110), (20, 0, 40), (100, 80, 120)], ["ILO-01", "ILO-03"]),
        ([(100, 80, 120), (75, 55, 95), (50, 30, 70)], []),  # a chain of overlaps
        ([(100, 80, 120)], []),
        ([], []),
    ],
)
def test_order_is_claimed_only_without_overlap(bands: list[tuple[int, int, int]], expected: list[str]) -> None:
    assert [cell.d1 for cell in clearly_higher(cells(*bands))] == expected


def with_indicators(*bands: tuple[int, int, int] | None) -> Release:
    release = sample_release(tier=Tier.ONE_WAY)
    others = tuple(cell for cell in release.cells if not cell.d1.startswith("ILO"))
    return replace(release, cells=(*others, *cells(*bands)))


def test_key_figures_name_the_one_that_stands_out() -> None:
    sentences = key_figures(with_indicators((100, 80, 120), (50, 30, 70), None))
    assert sentences == [
        "About 2,000 people were interviewed (likely range 1,980 to 2,020).",
        "“Abuse of vulnerability” was reported by about 100 of about 2,000 people interviewed (likely range 80 to 120).",
        "It was reported more often than every other indicator shown: its likely range lies above all others.",
    ]


def test_key_figures_say_when_there_is_no_order() -> None:
    assert "overlap" in key_figures(with_indicators((60, 40, 80), (50, 30, 70)))[-1]
    assert "Too few indicators are shown" in key_figures(with_indicators((60, 40, 80), None))[-1]
    assert "Too few indicators are shown" in key_figures(with_indicators(None, None))[-1]
