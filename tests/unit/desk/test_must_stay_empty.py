"""What the article does not say has no value anywhere: not in a column, not where a page speaks of it.

Further sources say more. Theirs stays theirs: it is looked at in ``test_first_case_items``.
"""

import re

import pytest

from tests.unit.desk.conftest import FACTS, Row, Shown

EMPTY = (None, "", [], {}, "unknown")

# What must stay empty, and the columns that could hold it.
COLUMNS: dict[str, list[tuple[str, tuple[str, ...]]]] = {
    "wages": [("LabourSituation", ("gross_pay", "kept_pay", "pay_currency", "pay_per"))],
    "share_withheld": [("LabourSituation", ("kept_pay", "pay_taken_by", "public_pay_withheld"))],
    "documents": [("LabourSituation", ("papers_held_by",))],
    "recruitment": [("LabourSituation", ("channel",))],
    "visa": [("LabourSituation", ("channel",))],
    "city_or_region": [("LabourSituation", ("place_as_said", "public_area")), ("Event", ("place_as_said",))],
    "site": [("LabourSituation", ("place_as_said",)), ("Act", ("place_id",))],
    "employer": [("LabourSituation", ("employers",))],
    "russian_company": [("LabourSituation", ("employers",))],
    "exact_dates": [
        (model, ("date_earliest", "date_latest", "date_precision"))
        for model in ("Source", "Testimony", "Event", "Act", "LabourSituation", "ContextFigure")
    ],
    "age": [("Witness", ("age_band",))],
    "escape_route": [("Witness", ("note",))],
    "interviewer": [("Testimony", ("interviewer_id", "interpreter", "translator"))],
    "interview_date": [("Testimony", ("date_earliest", "date_latest", "date_as_said"))],
    "place_of_interview": [("Testimony", ("method",))],
}
ARTICLE = FACTS["source"]["id"]
PARTS = [ARTICLE, f"said-{ARTICLE}", *(item["id"] for item in FACTS["testimonies"] + FACTS["group_facts"])]
"""The parts of the case's page that the article alone fills."""
NO_ROWS = {"birth_region": "Identity", "family": "RiskAssessment", "consent": "Consent"}
CODES = {
    "threats": ("REP-02", "PHY-04", "CTL-08"),
    "beatings": ("PHY-02", "PHY-03"),
    "sexual_violence": ("SGB",),
    "debt": ("WGE",),
    "documents": ("CTL-01",),
    "recruitment": ("REC",),
    "wages": ("WGE",),
}
WORDS = {
    "UNSC resolution number": r"\b(1718|2321|2371|2375|2397)\b",
    "wages": r"\$|USD|\bdollars?\b|₽|roubles?|\brubles?\b",
    "city_or_region": r"Moscow|Vladivostok|Khabarovsk|Primor|Sakhalin|Far East|Siberia",
}


def of_the_article(shown: Shown, model: str) -> list[Row]:
    """The rows of a model, further sources and their claims left out."""
    (article,) = [row for row in shown.rows["Source"] if row["sha256"]]
    own = {
        "Source": ("uuid", article["uuid"]),
        "ContextFigure": ("source_id", article["uuid"]),
        "PublishedSource": ("code", ARTICLE),
        "PublishedFigure": ("source_code", ARTICLE),
    }
    name, value = own.get(model, ("", None))
    return [row for row in shown.rows[model] if not name or row[name] == value]


def test_every_silence_is_tried() -> None:
    """A silence that is added to the facts needs a line above."""
    assert set(FACTS["must_stay_empty"]) == COLUMNS.keys() | NO_ROWS.keys() | CODES.keys() | WORDS.keys()


@pytest.mark.parametrize("silence", sorted(COLUMNS))
def test_columns_are_empty(shown: Shown, silence: str) -> None:
    filled = {
        f"{model}.{column}": row[column]
        for model, columns in COLUMNS[silence]
        for row in of_the_article(shown, model)
        for column in columns
        if row[column] not in EMPTY
    }
    assert filled == {}


@pytest.mark.parametrize("silence", sorted(NO_ROWS))
def test_no_row_holds_it(shown: Shown, silence: str) -> None:
    assert shown.rows[NO_ROWS[silence]] == []


@pytest.mark.parametrize("silence", sorted(CODES))
def test_no_act_codes_it(shown: Shown, silence: str) -> None:
    coded = {fact["code"] for account in shown.rows["PublishedAccount"] for fact in account["facts"]}
    assert coded
    assert [code for code in coded if code.startswith(CODES[silence])] == []


@pytest.mark.parametrize("silence", ["UNSC resolution number", "wages", "city_or_region"])
@pytest.mark.parametrize("part", PARTS)
def test_no_part_of_the_page_that_the_article_fills_says_it(shown: Shown, silence: str, part: str) -> None:
    assert re.findall(WORDS[silence], shown.pages["case"].by_id[part], re.IGNORECASE) == []


def test_overview_names_no_resolution_and_no_wage(shown: Shown) -> None:
    for silence in ("UNSC resolution number", "wages"):
        assert re.findall(WORDS[silence], shown.pages["overview"].text, re.IGNORECASE) == []


def test_source_gives_no_publisher_author_address_or_date(shown: Shown) -> None:
    for model, columns in (
        ("Source", ("publisher", "author", "url", "retrieved_on", "date_as_said")),
        ("PublishedSource", ("publisher", "author", "url", "retrieved_on", "published_on")),
    ):
        (row,) = of_the_article(shown, model)
        assert {name: row[name] for name in columns if row[name] not in EMPTY} == {}
    assert "Not given Publisher Author Date Address Retrieved on Grade" in shown.pages["case"].by_id[ARTICLE]


def test_no_place_is_finer_than_the_country(shown: Shown) -> None:
    """Sector, place and hours of whom the article does not say them are "not given", never guessed."""
    places = {str(account["place"]) for account in shown.rows["PublishedAccount"] if account["place"]}
    assert len(places) == 1
    assert len({row["place_id"] for row in shown.rows["LabourSituation"]}) == 1
    silent = [row for row in shown.rows["PublishedAccount"] if row["kind"] == "person" and row["named_as"] != "Jin"]
    assert [(row["sector"], row["task"], row["hours"]) for row in silent] == [({}, {}, "")] * 2


def test_no_actor_is_named_where_the_article_names_none(shown: Shown) -> None:
    named = {fact["reference"]: fact["actor"] for row in shown.rows["PublishedAccount"] for fact in row["facts"]}
    assert {key for key, actor in named.items() if actor} == {"F06", "F10", "F13"}


def test_nothing_of_the_bbc_original_crept_in(shown: Shown) -> None:
    """Brief 1.4: those facts belong to a source of their own, which is never merged into the article."""
    known_only_there = r"Mackenzie|Chan\b|ledger|loyalty|13,000|6 am|2 am|four met|containers?|student|\b2024\b|12 Aug"
    page = shown.pages["case"].by_id
    text = " ".join(page[part] for part in PARTS) + " ".join(
        str(row)
        for model in ("PublishedAccount", "PublishedFigure", "PublishedSource")
        for row in of_the_article(shown, model)
    )
    assert re.findall(known_only_there, text) == []


def test_no_page_counts_the_six_as_a_statistic(shown: Shown) -> None:
    """Six people are too few: the honest state is shown, and no banned word (brief 0)."""
    text = shown.pages["case"].text
    assert "Too few people to show safely" in text
    assert "%" not in text
    assert re.findall(r"\bprevalence\b|\bmost workers\b|\brates?\b", text, re.IGNORECASE) == []
