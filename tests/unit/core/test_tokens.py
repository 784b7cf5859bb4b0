"""A sealed value opens with its key, in its place, unaltered; otherwise it is an error and never text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.core import tokens
from cases.core.tokens import TokenError

KEY = bytes(range(32))
PLACE = tokens.associated_data("Witness", "note", "0" * 32, "1")
OVERHEAD = 20 + 16  # header and tag
COMPOSED, DECOMPOSED = "\uac01\ud798", "\u1100\u1161\u11a8\u1112\u1175\u11c2"  # the same two syllables


def sealed(plaintext: bytes = b"text", *, place: bytes = PLACE) -> bytes:
    return tokens.encrypt(KEY, kid=7, plaintext=plaintext, place=place)


def opened(token: bytes, *, key: bytes = KEY, place: bytes = PLACE) -> bytes:
    return tokens.decrypt(key, token, place=place)


@pytest.mark.parametrize(
    "text", ["", "\0", "a\0\0", COMPOSED, DECOMPOSED, "я" * 2**20], ids=["empty", "nul", "nuls", "nfc", "nfd", "2 MB"]
)
def test_round_trip(text: str) -> None:
    """What comes back is byte for byte what went in: Hangul is not normalised, trailing zeros are no padding."""
    assert opened(sealed(text.encode())) == text.encode()


@given(st.binary(max_size=2000))
def test_round_trip_any_bytes(plaintext: bytes) -> None:
    assert opened(sealed(plaintext)) == plaintext


def test_two_sealings_differ() -> None:
    """Equal texts cannot be recognised by equal tokens."""
    assert len({sealed() for _ in range(50)}) == 50


@pytest.mark.parametrize(
    ("length", "size"), [(0, 64), (60, 64), (61, 256), (252, 256), (253, 1024), (1020, 1024), (1021, 4096)]
)
def test_padding_class(length: int, size: int) -> None:
    """The token's length gives away the class only; four bytes of it hold the length."""
    assert len(sealed(b"x" * length)) == OVERHEAD + size


@pytest.mark.parametrize(
    ("start", "end"),
    [(0, 3), (3, 4), (4, 8), (8, 20), (20, 84), (84, 100)],
    ids=["magic", "algorithm", "key number", "nonce", "ciphertext", "tag"],
)
@pytest.mark.parametrize("change", [1, 0x80, 0xFF])
def test_altered_byte_is_refused(start: int, end: int, change: int) -> None:
    """Every single byte counts."""
    token = sealed()
    assert len(token) == 100
    for position in range(start, end):
        altered = bytearray(token)
        altered[position] ^= change
        with pytest.raises(TokenError):
            opened(bytes(altered))


@given(st.binary(max_size=300), st.data())
def test_truncated_is_refused(plaintext: bytes, data: st.DataObject) -> None:
    token = sealed(plaintext)
    kept = data.draw(st.integers(0, len(token) - 1))
    with pytest.raises(TokenError):
        opened(token[:kept])


@given(st.binary(min_size=1, max_size=64))
def test_lengthened_is_refused(tail: bytes) -> None:
    with pytest.raises(TokenError):
        opened(sealed() + tail)


@given(st.binary(min_size=32, max_size=32).filter(lambda key: key != KEY))
def test_other_key_is_refused(key: bytes) -> None:
    with pytest.raises(TokenError):
        opened(sealed(), key=key)


@pytest.mark.parametrize(
    "place",
    [
        ("Identity", "note", "0" * 32, "1"),
        ("Witness", "press_alias", "0" * 32, "1"),
        ("Witness", "note", "1" * 32, "1"),
        ("Witness", "note", "0" * 32, "2"),
        ("Witness", "note", "0" * 32),
        (),
    ],
    ids=["model", "column", "row", "schema", "without schema", "none"],
)
def test_other_place_is_refused(place: tuple[str, ...]) -> None:
    with pytest.raises(TokenError):
        opened(sealed(), place=tokens.associated_data(*place))


@pytest.mark.parametrize("value", [b"", b"HV1\x01", b"plain text" * 20, b"HV2" + bytes(200), b"HV1\x02" + bytes(200)])
def test_other_bytes_are_no_token(value: bytes) -> None:
    """Neither a short header, nor another format or algorithm."""
    assert not tokens.is_token(value)
    with pytest.raises(TokenError):
        opened(value)


@given(st.lists(st.text(max_size=5), max_size=4), st.lists(st.text(max_size=5), max_size=4))
def test_associated_data_is_injective(one: list[str], other: list[str]) -> None:
    """Two places share their bytes only when they are the same place."""
    assert (tokens.associated_data(*one) == tokens.associated_data(*other)) == (one == other)


@pytest.mark.parametrize(
    ("one", "other"),
    [(("ab", "c"), ("a", "bc")), (("a", ""), ("a",)), (("\0\0\0\1a",), ("", "a")), ((COMPOSED,), (DECOMPOSED,))],
)
def test_associated_data_of_near_places_differ(one: tuple[str, ...], other: tuple[str, ...]) -> None:
    """Cuts in other spots, empty parts, a part that looks like a length, another Unicode form."""
    assert tokens.associated_data(*one) != tokens.associated_data(*other)


def test_new_keys_differ() -> None:
    keys = {tokens.new_key() for _ in range(20)}
    assert len(keys) == 20
    assert {len(key) for key in keys} == {32}


@pytest.mark.parametrize("cut", range(0, 100, 7))
def test_number_of_the_key_is_not_read_from_a_stump(cut: int) -> None:
    """A token that was cut short is refused in words, before its key is looked for."""
    token = tokens.encrypt(tokens.new_key(), kid=7, plaintext=b"text", place=b"here")
    with pytest.raises(tokens.TokenError):
        tokens.kid_of(token[:cut])
