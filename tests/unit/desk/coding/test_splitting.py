"""Sentences of three languages, each at its place, and nothing lost."""

import pytest

from cases.desk.coding.splitting import TOGETHER, paragraphs, pieces

TEXTS = {
    "ko": ("월급은 “나중에 준다.”고만 했습니다. 2019. 5. 3. 월요일에 갔다.\n쉬는 날은 없었습니다. 끝",
           ["월급은 “나중에 준다.”고만 했습니다.", "2019. 5. 3. 월요일에 갔다.", "쉬는 날은 없었습니다.", "끝"]),
    "ru": ("В 2019 г. нас привезли. Бригадир А. Н. Ким сказал: «Потом». И ушёл… «Когда?» — спросил он. 50 тыс. руб. нет!",
           ["В 2019 г. нас привезли.", "Бригадир А. Н. Ким сказал: «Потом».", "И ушёл…", "«Когда?» — спросил он.",
            "50 тыс. руб. нет!"]),
    "en": ("Mr. Kim said: “You will be paid later.” He left. “Later.” he said. So did I. Really?! 3.5 dollars.\r\n\r\n  Yes.",
           ["Mr. Kim said: “You will be paid later.”", "He left.", "“Later.” he said.", "So did I.", "Really?!",
            "3.5 dollars.", "Yes."]),
}  # fmt: skip


@pytest.mark.parametrize("language", TEXTS)
def test_sentences(language: str) -> None:
    text, expected = TEXTS[language]
    found = [sentence for paragraph in paragraphs(text) for sentence in paragraph.sentences]
    assert [sentence.words for sentence in found] == expected
    assert [text[sentence.start : sentence.end] for sentence in found] == expected
    assert [sentence.number for sentence in found] == list(range(1, len(expected) + 1))


@pytest.mark.parametrize(
    "text", [*(text for text, _sentences in TEXTS.values()), "\n\n  a. B.\n", "no stop", "👩‍👩‍👧 ok. 한글. 끝."]
)
def test_nothing_is_lost(text: str) -> None:
    assert "".join(text[start:end] for start, end in pieces(text)) == text


@pytest.mark.parametrize("text", ["", " \n \t"])
def test_a_text_without_words_has_no_sentences(text: str) -> None:
    assert paragraphs(text) == []


def test_a_line_is_a_paragraph_and_numbers_go_on() -> None:
    found = paragraphs("One. Two.\n\nThree.", first_number=5)
    assert [[one.number for one in paragraph.sentences] for paragraph in found] == [[5, 6], [7]]


def test_a_long_paragraph_is_drawn_in_parts() -> None:
    (paragraph,) = paragraphs("Yes. " * (TOGETHER + 1))
    assert [len(part.sentences) for part in paragraph.parts] == [TOGETHER, 1]
