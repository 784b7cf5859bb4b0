"""Quotes of fictional people: harmless in three languages, said by the person, cleared in time for the third release."""

import csv
import datetime as dt
from collections import Counter
from itertools import islice

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from cases.accounts.models import User
from cases.coding.models import Act
from cases.core import sealing
from cases.core.errors import Refused
from cases.core.models import Installation
from cases.core.permissions import Role
from cases.desk import demonstration
from cases.desk.fictional import make, making
from cases.desk.fictional.answers import ACTS, INDICATORS
from cases.desk.fictional.content import WITNESS
from cases.desk.fictional.quotes import PER_INDICATOR, WANTED, Choice, choices, make_quotes
from cases.desk.fictional.sentences import TEXTS
from cases.desk.fictional.sentences.quoted import QUOTED, Quoted
from cases.published.models import PublishedQuote, PublishedRelease
from cases.releases.actions import scan_quote, set_site, start_series
from cases.releases.models import Quote, ReleaseQuote, Series, Signature
from cases.releases.quotes import batches
from cases.releases.quotes.number_words import dates, numbers, typed_words
from cases.releases.quotes.people import Names
from cases.releases.quotes.places import Places
from cases.releases.quotes.texts import Text, in_two_alphabets, sentences
from cases.vocabulary.loading import read_folder
from cases.witnesses import consent
from cases.witnesses.models import Scope
from tests.conftest import Cast

SEED, PEOPLE = demonstration.SEED, 40
QUOTES_PER_RELEASE = Series._meta.get_field("quotes_per_release").default
ALL = [(category, quoted) for category, some in QUOTED.items() for quoted in some]
SCRIPTS = {"en": "LATIN", "ko": "HANGUL", "ru": "CYRILLIC"}


@pytest.fixture
def slots() -> list[dt.date]:
    return demonstration.past_slots(timezone.localdate())


def texts(quoted: Quoted) -> dict[str, str]:
    return {"en": quoted.en, "ko": quoted.ko, "ru": quoted.ru}


# --- the table ---


def test_every_text_is_short_and_in_its_own_script() -> None:
    alphabets = {"en": ("a", "z"), "ko": ("가", "힣"), "ru": ("а", "я")}
    for _category, quoted in ALL:
        for language, text in texts(quoted).items():
            first, last = alphabets[language]
            letters = [letter for letter in text.lower().replace("ё", "е") if letter.isalpha()]
            assert letters, quoted
            assert all(first <= letter <= last for letter in letters), text
            assert text[-1] == "."
            assert 1 <= len(sentences(text)) <= 2


def test_no_text_stands_twice() -> None:
    for language in SCRIPTS:
        assert max(Counter(texts(quoted)[language] for _category, quoted in ALL).values()) == 1


def test_the_words_are_those_of_an_account_of_that_act() -> None:
    """Whole but for the hours: then they stand in the account of whoever told it, and of nobody else."""
    for category, quoted in ALL:
        assert category in INDICATORS
        assert "{" not in quoted.original
        told = [code for code, some in TEXTS.items() for telling in some.present if quoted.original in telling.ko]
        assert told == [category]


def test_every_indicator_can_be_quoted() -> None:
    assert {INDICATORS[category] for category in QUOTED} == set(ACTS)


def test_no_text_holds_a_number_a_month_a_place_or_a_name() -> None:
    """Against every place of the vocabulary and every invented name there is, not only those of one case."""
    lines = read_folder(settings.BASE_DIR / "data" / "vocabulary").places
    fine = [line for line in lines if line["code"] not in ("RU", "KP") and line["kind"] != "federal_district"]
    places = Places(line["labels"] for line in fine)
    with (settings.BASE_DIR / "docs" / "names.csv").open(encoding="utf-8") as rows:
        names = Names([row["name"] for row in csv.DictReader(rows)])
    for _category, quoted in ALL:
        for text in (Text(typed) for typed in texts(quoted).values()):
            assert [typed_words(text, find) for find in (numbers, dates, places.found, names.found)] == [[]] * 4
            assert not any(map(in_two_alphabets, text.words))


# --- the choice ---


def test_of_a_demonstration_there_are_enough_and_many_things_are_spoken_of(slots: list[dt.date]) -> None:
    found = list(islice(choices(300, SEED, slots), WANTED))
    assert len(found) >= QUOTES_PER_RELEASE + batches.SPARES + 2
    assert len({choice.person.number for choice in found}) == len({choice.quoted for choice in found}) == len(found)
    often = Counter(choice.indicator for choice in found)
    assert max(often.values()) <= PER_INDICATOR
    assert len(often) >= QUOTES_PER_RELEASE


def test_only_those_are_chosen_who_allow_it_without_limits_and_came_in_time(slots: list[dt.date]) -> None:
    found = list(choices(2000, SEED, slots))
    there_are = Counter(INDICATORS[category] for category, _quoted in ALL)
    assert Counter(choice.indicator for choice in found) == {
        indicator: min(number, PER_INDICATOR) for indicator, number in there_are.items()
    }
    for choice in found:
        one, answer = choice.person, choice.person.consent.answers["S3"]
        assert (answer.answer, answer.limits, one.withdrawal) == ("yes", "", None)
        assert one.steps.cleared is not None
        assert one.steps.cleared.date() <= slots[0]
        assert is_told(choice)


def is_told(choice: Choice) -> bool:
    """Whether the person says of their own work that this was done to them."""
    present = [fact.category for fact in choice.person.facts if (fact.state, fact.victim) == ("present", WITNESS)]
    return choice.quoted.original in choice.person.account and any(
        choice.quoted in QUOTED.get(category, ()) and INDICATORS[category] == choice.indicator for category in present
    )


# --- in the database ---


@pytest.mark.slow
@pytest.mark.usefixtures("whole_vocabulary")
def test_they_are_cleared_by_two_people_and_betray_nobody(
    cast: Cast, staff: dict[Role, User], slots: list[dt.date]
) -> None:
    make(people=PEOPLE, seed=SEED, staff=staff, slots=slots, quotes=True)
    set_site(by=cast.administrator, organisation="Casetracker tests")
    series = start_series(by=cast.dpo, first_slot=slots[0])
    quotes = list(Quote.objects.all())
    assert len({quote.testimony_id for quote in quotes}) == len(quotes) == WANTED
    assert len(batches.available(series, 3)) == WANTED
    assert batches.available(series, 2) == []
    allowing = consent.allowing(Scope.S3, on=timezone.localdate())
    for quote in quotes:
        assert scan_quote(by=cast.dpo, quote=quote) == []
        assert {one.signature: one.signer for one in quote.clearances.all()} == {
            Signature.LEAD: cast.lead,
            Signature.DPO: cast.dpo,
        }
        assert allowing.filter(pk=quote.testimony.witness_id).exists()
        check_says_what_was_coded(quote)


def check_says_what_was_coded(quote: Quote) -> None:
    """The words stand in the account; indicator, sector and period are those of the coded act and work."""
    assert (sealing.open_text(quote, "original") or "-") in (sealing.open_text(quote.testimony, "account") or "")
    present = quote.testimony.acts.filter(state=Act.State.PRESENT).values_list("category__code", flat=True)
    assert quote.indicator in {f"ILO-{INDICATORS[code]:02}" for code in present if code in INDICATORS}
    assert quote.testimony.witness is not None
    work = quote.testimony.witness.situations.get(is_main=True)
    assert work.sector is not None
    assert quote.sector == work.sector.code
    assert quote.period == ("" if work.public_period == "unknown" else work.public_period)


@pytest.mark.slow
@pytest.mark.usefixtures("whole_vocabulary")
def test_of_very_few_people_there_are_few_quotes(staff: dict[Role, User], slots: list[dt.date]) -> None:
    make(people=3, seed=SEED, staff=staff, slots=slots, quotes=True)
    assert Quote.objects.count() < QUOTES_PER_RELEASE


@pytest.mark.slow
@pytest.mark.usefixtures("whole_vocabulary")
def test_quotes_are_made_once_of_the_first_people_and_only_where_they_are_wanted(
    staff: dict[Role, User], slots: list[dt.date], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(making, "CHUNK", 4)
    make(people=9, seed=SEED, staff=staff, slots=slots)
    assert not Quote.objects.exists()
    case = make(people=9, seed=SEED, staff=staff, slots=slots, quotes=True)
    first = {testimony.pk for testimony in case.testimonies.order_by("code")[:4]}
    assert {quote.testimony_id for quote in Quote.objects.all()} <= first
    assert Quote.objects.count() == len(list(choices(4, SEED, slots))) > 0


@pytest.mark.usefixtures("cast")
def test_an_office_is_refused(staff: dict[Role, User], slots: list[dt.date]) -> None:
    Installation.objects.update(kind=Installation.Kind.OFFICE)
    with pytest.raises(Refused, match="demonstration database only"):
        make_quotes(case=None, people=PEOPLE, seed=SEED, staff=staff, slots=slots)  # type: ignore[arg-type]


@pytest.mark.slow
def test_the_third_release_of_a_demonstration_carries_its_batch(db: None, client: Client) -> None:
    demonstration.build(lambda _line: None, people=300)
    newest = PublishedRelease.objects.order_by("pk").last()
    assert newest is not None
    public = list(PublishedQuote.objects.all())
    assert [quote.release for quote in public] == [newest.pk] * QUOTES_PER_RELEASE
    by_hand = [texts(quoted) for _category, quoted in ALL]
    assert all(quote.text in by_hand for quote in public)
    assert set(ReleaseQuote.objects.values_list("draft__number", flat=True)) == {3}
    for language in SCRIPTS:
        page = client.get(f"/{language}/voices/").content.decode()
        assert page.count("<blockquote>") == QUOTES_PER_RELEASE
