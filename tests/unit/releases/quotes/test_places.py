"""Places finer than the public areas, in three languages."""

import csv

import pytest
from django.conf import settings

from cases.releases.quotes.number_words import apart
from cases.releases.quotes.places import Places
from cases.releases.quotes.texts import Text


def _finer() -> list[dict[str, str]]:
    with (settings.BASE_DIR / "data" / "vocabulary" / "places.csv").open() as lines:
        rows = list(csv.DictReader(lines))
    fine = [row for row in rows if row["code"] not in ("RU", "KP") and row["kind"] != "federal_district"]
    return [{"en": row["name_en"], "ko": row["name_ko"], "ru": row["name_ru"]} for row in fine]


PLACES = Places(_finer())


def found(typed: str) -> list[str]:
    text = Text(typed)
    return [text.typed_at(*span) for span in apart(PLACES.found(text))]


@pytest.mark.parametrize(
    ("typed", "place"),
    [
        ("in Primorsky Krai", "Primorsky"),
        ("в Приморском крае", "Приморском"),
        ("у Хабаровска", "Хабаровска"),
        ("в Приморье", "Приморье"),
        ("연해주에서 일했다", "연해주에서"),
        ("하바롭스크에", "하바롭스크에"),
        ("in POLAND", "POLAND"),
        ("South Korea", "South Korea"),
        ("в Южной Корее", "Южной Корее"),
        ("moscow's", "moscow's"),
        ("в Грузии", "Грузии"),
        ("평양에서 왔다", "평양에서"),
        ("в Амурской области", "Амурской"),
    ],
)
def test_a_finer_place_is_found(typed: str, place: str) -> None:
    assert found(typed) == [place]


@pytest.mark.parametrize(
    "typed",
    [
        "in the Far East, in Siberia, in Russia, from North Korea",
        "Дальний Восток, Сибирь, Россия, Северная Корея, мы грузили лес, того человека, на новой территории",
        "러시아 극동, 시베리아, 북한, 조선; 인도를 걸었다, 이런 수단으로, 다시 가나",
        "They told us nothing about the new island and the city.",
    ],
)
def test_public_areas_and_ordinary_words_are_left_alone(typed: str) -> None:
    assert found(typed) == []


def test_every_place_of_the_vocabulary_is_found_by_its_own_name() -> None:
    missed = [name for labels in _finer() for name in labels.values() if not found(name)]
    assert len(missed) <= 25, missed  # ordinary words in one of the languages: 가나, того, Turkey
