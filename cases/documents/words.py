"""The few words that a document brings itself, in its own language: data, since no catalogue is at hand in a file."""

from typing import NamedTuple


class Words(NamedTuple):
    table: str
    figure: str
    paragraph: str
    contents: str
    notes: str


WORDS = {
    "en": Words("Table {}", "Figure {}", "paragraph {}", "Contents", "Notes"),
    "ko": Words("표 {}", "그림 {}", "{}항", "차례", "주"),
    "ru": Words("Таблица {}", "Рисунок {}", "пункт {}", "Содержание", "Примечания"),
}
