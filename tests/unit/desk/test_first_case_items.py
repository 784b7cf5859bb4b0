"""Item by item: everything in the facts of the first case is published, with an equal value."""

from typing import Any

import pytest

from cases.core.permissions import Role
from tests.unit.desk.conftest import FACTS, FURTHER, Shown

Fact = dict[str, Any]
SOURCE, PEOPLE = FACTS["source"], FACTS["testimonies"]
PERSONAL: list[tuple[Fact, Fact]] = [(person, fact) for person in PEOPLE for fact in person["facts"]]
FIGURES, CLAIMS = FACTS["context_figures"], FACTS["context_claims"]
OTHERS: list[Fact] = [FURTHER["original"], *FURTHER["others"]]
THEIR_CLAIMS: list[tuple[Fact, Fact]] = [(source, claim) for source in OTHERS for claim in source["claims"]]


def ids(value: Any) -> str:
    return str(value.get("id", "")) if isinstance(value, dict) else str(value)


NOTE = "The headline is printed twice, and lines 13 to 18 repeat lines 7 to 12: each fact was taken once."


def account_of(shown: Shown, alias: str) -> Fact:
    return shown.one("PublishedAccount", named_as=alias)


def published_facts(shown: Shown) -> dict[str, Fact]:
    return {fact["reference"]: fact for account in shown.rows["PublishedAccount"] for fact in account["facts"]}


def test_source_has_every_recorded_field(shown: Shown) -> None:
    source = shown.one("PublishedSource", sha256=SOURCE["sha256"])
    expected = {name: SOURCE[name] for name in ("kind", "title", "language", "sha256", "cites", "reliability")}
    expected |= {"credibility": SOURCE["credibility_default"], "note": NOTE}
    assert {name: source[name] for name in expected} == expected
    assert source["original_held"] is False
    page = shown.pages["case"].by_id[source["code"]]
    for words in (SOURCE["title"], SOURCE["sha256"], SOURCE["cites"][0], NOTE, "English"):
        assert words in page


def test_group_is_six_people_of_whom_three_are_named(shown: Shown) -> None:
    group = FACTS["interviewee_group"]
    stored = shown.one("Group", count_basis=group["count_basis"])
    assert (stored["count_min"], stored["count_max"]) == (group["count_min"], group["count_max"])
    (case,) = shown.rows["PublishedCase"]
    assert (case["people"], case["unnamed_people"]) == (6, group["unnamed_count"])
    text = shown.pages["case"].text
    assert "6 people interviewed" in text
    assert "3 more people were interviewed and are not named" in text


def test_exactly_the_named_people_have_an_account(shown: Shown) -> None:
    """The three others of the six get no empty account (brief 1.2)."""
    people = [row["named_as"] for row in shown.rows["PublishedAccount"] if row["kind"] == "person"]
    assert people == FACTS["interviewee_group"]["named"]
    assert len(shown.rows["Testimony"]) == len(shown.rows["Witness"]) == len(PEOPLE)


@pytest.mark.parametrize("person", PEOPLE, ids=ids)
def test_account_has_alias_sex_sector_task_start_and_country(shown: Shown, person: Fact) -> None:
    account = account_of(shown, person["alias"])
    assert account["code"] == person["id"]
    assert account["sex"]["en"] == person["sex"]
    assert account["sex_basis"] == person["sex_basis"]
    assert account["sector"].get("en", "").lower() == (person["sector"] or "")
    assert account["task"].get("en", "") == person.get("task", "")
    assert account["date_as_said"] == person.get("start", "")
    assert account["place"]["en"] in ("Russia", "Russian Federation")
    hours = next((fact["hours_per_day"] for fact in person["facts"] if fact.get("hours_per_day")), None)
    assert account["hours"] == (str(hours) if hours else "")
    assert "pseudonym" in account["name_note"]["en"]
    stored = shown.one("Testimony", reference=person["id"])
    assert (stored["stream"], stored["status"]) == ("press", "verified")


@pytest.mark.parametrize("person", PEOPLE, ids=ids)
def test_page_shows_the_account(shown: Shown, person: Fact) -> None:
    words = shown.pages["case"].by_id[person["id"]]
    wanted = [person["alias"], person["sex"], "Russia", person.get("task", ""), person["sector"] or "not given"]
    assert [word for word in wanted if word.lower() not in words.lower()] == []


def test_page_shows_when_jin_was_put_to_work(shown: Shown) -> None:
    """ "at once on arrival" is a fact of the article (TST-001 start)."""
    assert PEOPLE[0]["start"] in shown.pages["case"].text


def test_page_shows_how_the_sex_is_known(shown: Shown) -> None:
    """It comes from the article's pronouns only: without that basis it reads like a stated fact."""
    assert PEOPLE[0]["sex_basis"] in shown.pages["case"].text


@pytest.mark.parametrize(("person", "fact"), PERSONAL, ids=ids)
def test_personal_fact_is_coded_and_shown(shown: Shown, person: Fact, fact: Fact) -> None:
    found = next(item for item in account_of(shown, person["alias"])["facts"] if item["reference"] == fact["id"])
    assert (found["code"], found["state"], found["actor"]) == (fact["code"], fact["state"], "")
    words = shown.pages["case"].by_id[fact["id"]]
    assert fact["code"] in words
    assert "the source does not say" in words
    if "victims" in fact:
        assert "co-workers" in words
        assert found["victims"][0]["count"] == fact["count"]


def test_qualifiers_of_personal_facts_are_shown(shown: Shown) -> None:
    """18 hours as stated, minimal breaks, a fall as the mechanism."""
    by_id = shown.pages["case"].by_id
    assert "18 hours, as stated" in by_id["F07"]
    assert "minimal" in by_id["F07b"]
    assert "fall" in by_id["F09"]
    assert "hours are not stated" in by_id["F08"]


@pytest.mark.parametrize("fact", FACTS["group_facts"], ids=ids)
def test_group_fact_has_its_speaker_and_actor(shown: Shown, fact: Fact) -> None:
    found = published_facts(shown)[fact["id"]]
    actor = "" if fact["actor"] in (None, "not stated") else fact["actor"]
    assert (found["code"], found["state"]) == (fact["code"], "present")
    assert (found["attribution"], found["actor"]) == (fact["attribution"], actor)
    assert found["when"] == fact.get("when", "")
    words = shown.pages["case"].by_id[fact["id"]]
    for expected in (fact["code"], fact["attribution"], actor or "the source does not say", fact.get("when", "")):
        assert expected in words


def test_no_other_fact_is_published(shown: Shown) -> None:
    expected = [fact["id"] for _person, fact in PERSONAL] + [fact["id"] for fact in FACTS["group_facts"]]
    assert sorted(published_facts(shown)) == sorted(expected)
    assert sorted(row["reference"] for row in shown.rows["Act"]) == sorted(expected)


def test_voices_have_no_victims(shown: Shown) -> None:
    """Only the six said together are victims of a group fact; the article and the experts name none."""
    facts = published_facts(shown)
    assert {key: bool(facts[key]["victims"]) for key in ("F06", "F06b", "F10", "F10b", "F13")} == {
        "F06": True, "F06b": True, "F10": False, "F10b": False, "F13": False,
    }  # fmt: skip


@pytest.mark.parametrize("figure", FIGURES, ids=ids)
def test_figure_keeps_comparator_value_horizon_and_speaker(shown: Shown, figure: Fact) -> None:
    found = shown.one("PublishedFigure", reference=figure["id"])
    expected = {
        "kind": figure["kind"],
        "comparator": figure["comparator"],
        "value_min": figure["value"],
        "horizon": figure.get("horizon") or "",
        "period_as_said": figure.get("period_text", ""),
        "period": "",
        "said_by": figure["attribution"] or "",
    }
    assert {name: found[name] for name in expected} == expected
    assert found["measure"]["en"] == figure["measure"]
    assert found["value_max"] == (figure["value"] if figure["comparator"] == "=" else None)
    words = shown.pages["case"].by_id[figure["id"]]
    number = f"{figure['value']:,}"
    wanted = [
        number,
        figure["attribution"] or "nobody named",
        figure.get("horizon") or "",
        figure.get("period_text", ""),
    ]
    assert [word for word in wanted if word not in words.replace("\u202f", ",").replace("\xa0", ",")] == []
    if figure["comparator"] == ">":
        assert "more than" in words.lower()


def test_variants_of_one_figure_stand_side_by_side(shown: Shown) -> None:
    """ "more than 50,000" and "50,000 soon" are one figure in two wordings (brief 1.3)."""
    assert shown.one("PublishedFigure", reference="F01b")["variant_of"] == "F01"


@pytest.mark.parametrize("claim", CLAIMS, ids=ids)
def test_claim_is_a_statement_without_a_number(shown: Shown, claim: Fact) -> None:
    found = shown.one("PublishedFigure", reference=claim["id"])
    assert (found["kind"], found["value_min"], found["value_max"], found["comparator"]) == ("statement", None, None, "")
    assert (found["said_by"], found["category_code"]) == (claim["attribution"], claim.get("code", ""))
    assert found["needs_legal_review"] == claim.get("needs_legal_review", False)
    words = shown.pages["case"].by_id[claim["id"]]
    for expected in (claim["text"], claim["attribution"], claim.get("code", "")):
        assert expected in words


def test_no_other_figure_is_published(shown: Shown) -> None:
    theirs = {claim["id"] for _source, claim in THEIR_CLAIMS}
    assert {row["reference"] for row in shown.rows["PublishedFigure"]} == {
        item["id"] for item in FIGURES + CLAIMS
    } | theirs


@pytest.mark.parametrize("source", OTHERS, ids=ids)
def test_further_source_has_what_is_known_of_it_and_nothing_else(shown: Shown, source: Fact) -> None:
    found = shown.one("PublishedSource", title=source["title"])
    assert {name: found[name] or "" for name in ("publisher", "author", "published_on", "url", "derived_from")} == {
        name: source.get(name) or "" for name in ("publisher", "author", "published_on", "url", "derived_from")
    }
    assert (found["reliability"], found["credibility"], found["original_held"]) == ("F", "6", False)
    assert "not held" in found["note"]
    assert source["publisher"] in shown.pages["case"].by_id[found["code"]]


def test_article_is_derived_from_the_report_it_retells(shown: Shown) -> None:
    report = shown.one("PublishedSource", title=FURTHER["original"]["title"])["code"]
    article = shown.one("PublishedSource", sha256=SOURCE["sha256"])
    assert article["derived_from"] == report
    assert f"Derived from {report}" in shown.pages["case"].by_id[article["code"]]


@pytest.mark.parametrize(("source", "claim"), THEIR_CLAIMS, ids=ids)
def test_claim_of_a_further_source_is_published_as_it_stands(shown: Shown, source: Fact, claim: Fact) -> None:
    found = shown.one("PublishedFigure", reference=claim["id"])
    kept: Fact = {"kind": "", "measure": {}, "value_min": None, "value_max": None, "comparator": "", "population": "",
            "horizon": "", "said_by": "", "period": "", "period_as_said": "", "copied_from": "",
            "variant_of": ""}  # fmt: skip
    assert {name: found[name] for name in kept} == {name: claim.get(name, empty) for name, empty in kept.items()}
    assert found["category_code"] == claim.get("category", "")
    block = shown.pages["case"].by_id[f"said-{source['id']}"]
    assert claim["measure"]["en"] in block
    assert claim.get("said_by", "nobody named") in shown.pages["case"].by_id[claim["id"]]


def test_claims_of_further_sources_code_nothing(shown: Shown) -> None:
    """The article goes on deriving four of the eleven indicators: the others stay claims of the report."""
    coded = {fact["code"] for fact in published_facts(shown).values()}
    derived = {code for term in shown.rows["PublishedTerm"] if term["code"] in coded for code in term["indicators"]}
    only_claimed = {claim["category"] for _source, claim in THEIR_CLAIMS if "category" in claim}
    assert derived == {"ILO-03", "ILO-04", "ILO-10", "ILO-11"}
    assert {"PHY-02", "WGE-02", "WGE-03"} <= only_claimed - coded


def test_every_text_of_a_claim_is_there_in_three_languages(shown: Shown) -> None:
    short = [row["reference"] for row in shown.rows["PublishedFigure"] if set(row["measure"]) != {"en", "ko", "ru"}]
    (case,) = shown.rows["PublishedCase"]
    assert (short, set(case["summary"])) == ([], {"en", "ko", "ru"})


def test_figures_page_shows_four_outlets_with_one_root(shown: Shown) -> None:
    """Brief 1.4: eventually, by year's end, are operating, soon. The one without a known origin is in no chain."""
    words = shown.pages["figures"].by_id["drift"]
    assert "4 outlets, one root" in words
    assert [source["publisher"] for source in OTHERS if source["publisher"] in words] == [
        "BBC",
        "The Moscow Times",
        "particle.news",
    ]
    for changed in (
        "“eventually” became “by year’s end”",
        "“eventually” became “soon”",
        "“more than 50,000” became “up to 50,000”",
        "“projection” became “estimate”",
        "“South Korean intelligence” was left out",
        "“2024” became “last year”",
    ):
        assert changed in words


def test_setting_and_what_was_not_coded_are_shown(shown: Shown) -> None:
    (case,) = shown.rows["PublishedCase"]
    assert case["setting"]["code"] == FACTS["setting"]
    assert case["setting"]["label"]["en"] in shown.pages["case"].text
    (item,) = FACTS["not_coded"]
    assert case["not_coded"][0]["key"] == item["id"]
    assert "closing opinion" in shown.pages["case"].text


def test_every_silence_is_named_on_the_page(shown: Shown) -> None:
    (case,) = shown.rows["PublishedCase"]
    assert [item["key"] for item in case["not_stated"]] == FACTS["must_stay_empty"]
    assert {item["source"] for item in case["not_stated"]} == {SOURCE["id"]}
    silent = shown.pages["case"].text
    assert [item["en"] for item in case["not_stated"] if item["en"] not in silent] == []


def test_accounts_name_no_person_of_staff(shown: Shown) -> None:
    """Who coded and verified is nobody's business outside."""
    assert [role.value for role in Role if f">{role.value}<" in shown.pages["case"].html] == []
