"""CSV that is safe in a spreadsheet and can be read back."""

import csv
import io

from hypothesis import given
from hypothesis import strategies as st

from cases.documents.csvs import csv_text

SIGNS = ("=", "+", "-", "@", "|", "＝", "＋", "－", "＠", "｜")
UNSEEN = ("", " ", "\u00a0", "\u200b", "\ufeff", "\u2060 ")


def read(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode(), newline="")))


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")))
def test_text_is_read_back_and_never_a_formula(text: str) -> None:
    ((first, field),) = read(csv_text([("x", text)]))
    assert first == "x"
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    assert field in (text, f"'{text}")
    seen = field.lstrip("".join(UNSEEN) + " \v\f\x1c\x1d\x1e\x1f\x85")
    assert not seen.startswith(SIGNS)
    assert not field.startswith(("\t", "\n"))


def test_each_dangerous_start_is_escaped() -> None:
    """Also behind what nobody sees, and as a full-width twin."""
    starts = [unseen + sign for unseen in UNSEEN for sign in SIGNS] + ["\t", "\n"]
    (fields,) = read(csv_text([[f"{start}1" for start in starts]]))
    assert fields == [f"'{start}1" for start in starts]


def test_numbers_stay_numbers_and_none_is_empty() -> None:
    assert csv_text([(-5, 0, None, "a")]) == b"-5,0,,a\n"


def test_no_byte_order_mark_and_line_feeds_only() -> None:
    assert csv_text([("가",), ("б",)]) == "가\nб\n".encode()
