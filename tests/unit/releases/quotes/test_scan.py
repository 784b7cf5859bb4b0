"""The scan of a quote against the records of its case: what it finds, what it opens, what it keeps to itself."""

import json

import pytest

from cases.casework.actions import create_case, set_case_members
from cases.casework.models import Case
from cases.coding.actions import describe_event, describe_labour_situation, register_actor
from cases.core.models import AuditEvent, Revision
from cases.intake.models import Testimony
from cases.releases.actions import edit_quote, scan_quote
from cases.releases.models import Quote
from cases.releases.quotes.scan import Hit, Kind, sentence_by_sentence
from cases.vocabulary.loading import VocabularyFiles
from cases.witnesses.actions import decide_match, propose_match, record_identity, register_group, register_witness
from tests.conftest import Cast
from tests.quoting import COARSE, TEXTS, proposed, quotable
from tests.replay import replayed


@pytest.fixture
@replayed
def told(cast: Cast, vocabulary: VocabularyFiles, case: Case) -> Testimony:
    return quotable(cast, case, name="김철수")


@pytest.fixture
@replayed
def named(cast: Cast, case: Case, told: Testimony) -> Testimony:
    """A case whose records name somebody else, firms, groups and places too."""
    other = register_witness(by=cast.interviewer, case=case)
    record_identity(
        by=cast.interviewer, witness=other, name_latin="Ri Yong Hui", whereabouts="Tomari", family="son Pak Jun"
    )
    register_actor(by=cast.coder, case=case, kind="individual", name="Captain Orlov")
    register_actor(by=cast.coder, case=case, kind="company", name="Mokran Trading Company")
    register_group(by=cast.coder, case=case, description="Chollima brigade")
    register_witness(by=cast.coder, case=case, stream="press", press_alias="Minho")
    describe_event(by=cast.coder, case=case, place_as_said="Zarubino")
    describe_labour_situation(
        by=cast.coder, case=case, witness=other, employers="목란무역회사 → Dalstroy", place_as_said="near Bolshoi Kamen"
    )
    return told


def hits(cast: Cast, told: Testimony, **texts: str) -> list[Hit]:
    return scan_quote(by=cast.dpo, quote=proposed(cast, told, **texts))


def test_a_text_without_any_of_it_has_no_hits(cast: Cast, named: Testimony) -> None:
    assert hits(cast, named) == []


@pytest.mark.parametrize(
    ("language", "text", "words"),
    [
        ("en", "Kim Chol Su was with us.", "Kim Chol Su"),
        ("ru", "Кима Чхоль Су забрали.", "Кима Чхоль Су"),
        ("ko", "철수는 남았습니다.", "철수는"),
        ("en", "They called Yong-hui.", "Yong-hui"),
        ("ko", "리영희가 왔습니다.", "리영희"),
        ("ru", "Орлова все боялись.", "Орлова"),
        ("ru", "Мокран не платил.", "Мокран"),
        ("ko", "목란에서는 월급을 주지 않았습니다.", "목란에서는"),
        ("en", "We were the Chollima men.", "Chollima"),
        ("en", "Minho was ill.", "Minho"),
        ("ru", "Дальстрой не платил.", "Дальстрой"),
        ("en", "They asked for Pak Jun.", "Pak Jun"),
    ],
)
def test_names_of_the_case_are_found(cast: Cast, named: Testimony, language: str, text: str, words: str) -> None:
    found = hits(cast, named, **{f"text_{language}": text})
    assert {hit.kind for hit in found} == {Kind.NAME}
    assert words in {hit.words for hit in found}
    assert {hit.language for hit in found} == {language}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("We were in Zarubino.", Kind.PLACE),
        ("We worked in Primorsky Krai.", Kind.PLACE),
        ("He lives in Tomari.", Kind.PLACE),
        ("It was near Kamen.", Kind.PLACE),
        ("We were seven.", Kind.NUMBER),
        ("It was in July.", Kind.DATE),
        ("The bоss took it.", Kind.ALPHABETS),
    ],
)
def test_places_numbers_dates_and_tricks_are_found(cast: Cast, named: Testimony, text: str, kind: Kind) -> None:
    assert kind in {hit.kind for hit in hits(cast, named, text_en=text)}


def test_names_of_another_case_are_not_compared(cast: Cast, told: Testimony) -> None:
    assert hits(cast, told, text_en="Orlov and Minho.") == []


def test_a_duplicate_of_the_person_on_another_case_is_compared(cast: Cast, told: Testimony) -> None:
    elsewhere = create_case(by=cast.coder, title="Elsewhere", slug="elsewhere")
    set_case_members(by=cast.coder, case=elsewhere, users=[cast.interviewer, cast.lead, cast.dpo])
    same = register_witness(by=cast.interviewer, case=elsewhere)
    record_identity(by=cast.interviewer, witness=same, name_latin="Oh Sung Nam")
    assert told.witness is not None
    match = propose_match(by=cast.interviewer, first=told.witness, second=same, answer="same", match_reason="x")
    decide_match(by=cast.lead, match=match, answer="same")
    assert [hit.words for hit in hits(cast, told, text_en="Oh Sung Nam said so.")] == ["Oh Sung Nam"]


def test_a_hit_says_the_authors_words_and_never_the_records(cast: Cast, told: Testimony) -> None:
    (hit,) = hits(cast, told, text_ru="Без Кима Чхоль Су.")
    assert hit.words == "Кима Чхоль Су"
    assert "김철수" not in str(hit)


def test_a_search_is_an_event_that_names_columns_and_no_words(cast: Cast, told: Testimony) -> None:
    quote = proposed(cast, told, text_en="Kim Chol Su was with us.")
    revisions = Revision.objects.count()
    assert scan_quote(by=cast.dpo, quote=quote)
    body = json.loads(AuditEvent.objects.latest("seq").body)
    assert body["action"] == "releases.scan_quote"
    assert {"identity.name_hangul", "quote.text_en", "actor.name"} <= set(body["fields"])
    assert "Kim" not in AuditEvent.objects.latest("seq").body
    assert Revision.objects.count() == revisions


def test_hits_stand_at_their_sentences(cast: Cast, told: Testimony) -> None:
    typed = "They took it. We were seven! Kim Chol Su saw it."
    found = hits(cast, told, text_en=typed)
    shown = sentence_by_sentence("en", typed, found)
    assert [(sentence.text, [hit.kind for hit in sentence.hits]) for sentence in shown] == [
        ("They took it.", []),
        ("We were seven!", [Kind.NUMBER]),
        ("Kim Chol Su saw it.", [Kind.NAME]),
    ]


def test_a_changed_quote_is_looked_through_anew(cast: Cast, told: Testimony) -> None:
    quote: Quote = proposed(cast, told, text_en="We were seven.")
    assert scan_quote(by=cast.dpo, quote=quote)
    edit_quote(by=cast.coder, quote=quote, **TEXTS, **COARSE)
    quote.refresh_from_db()
    assert scan_quote(by=cast.dpo, quote=quote) == []
