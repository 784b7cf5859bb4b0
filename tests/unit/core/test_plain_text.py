"""Pasted text becomes plain, and nothing that can be seen is changed."""

import pytest
from django.core.exceptions import ValidationError

from cases.core.plain_text import PlainTextField, plain
from cases.core.staff_forms import text_box, text_line


@pytest.mark.parametrize(
    ("pasted", "kept"),
    [
        (
            "one\r\ntwo\rthree\vfour\ffive\u2028six\u2029seven\x85eight",
            "one\ntwo\nthree\nfour\nfive\nsix\nseven\neight",
        ),
        ("a\x00b\x07c\x1bd\x7fe\x9ff\ufeff", "abcdef"),
        ("pay \u202e000,1\u202c roubles \u2066x\u2069", "pay 000,1 roubles x"),
        ("half \ud83d of a letter", "half  of a letter"),
        ("\u200fمرحبا\u200e and 여권 и паспорт\t👷🏽\u200d♂️", "\u200fمرحبا\u200e and 여권 и паспорт\t👷🏽\u200d♂️"),
        ("가 가", "가 가"),
    ],
    ids=["line ends", "control characters", "turned round", "surrogate", "kept scripts", "jamo"],
)
def test_plain(pasted: str, kept: str) -> None:
    assert plain(pasted) == kept


def test_text_that_is_too_long_is_refused_whole_and_says_what_to_do() -> None:
    field = PlainTextField(longest=10)
    assert field.clean("12345\r\n6789") == "12345\n6789"  # counted as it is kept
    with pytest.raises(ValidationError, match="12 characters, and this box holds 10: attach"):
        field.clean("123456789012")


def test_browser_is_never_told_to_cut_a_paste() -> None:
    for field in (text_box("account"), text_line("title")):
        assert "maxlength" not in field.widget.attrs
