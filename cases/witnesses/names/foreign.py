"""The key of a name that is not Korean: its letters in one alphabet, its words in one order."""

import re
from collections.abc import Sequence

_CYRILLIC = {
    "а": "a", "б": "b", "в": "v", "г": "g", "ґ": "g", "д": "d", "е": "e", "ё": "e", "є": "e", "ж": "zh", "з": "z", "и": "i",
    "і": "i", "ї": "i", "й": "i", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t",
    "у": "u", "ф": "f", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "", "ы": "i", "ь": "", "э": "e", "ю": "iu",
    "я": "ia",
}  # fmt: skip
_TO_LATIN = str.maketrans(_CYRILLIC)
# Letters that spellings of the same name exchange; in this order.
_SAME = (("ph", "f"), ("kh", "h"), ("x", "ks"), ("ck", "k"), ("w", "v"), ("y", "i"), ("j", "i"), ("'", ""))
_PLAIN_C = re.compile("c(?!h)")
_DOUBLED = re.compile(r"(.)\1+")


def key(words: Sequence[str]) -> str:
    """The letters of each word, the words sorted: Пётр Иванов and IVANOV Petr are the same."""
    return "=" + " ".join(sorted(map(_plain, words)))


def latin(text: str) -> str:
    """Cyrillic letters, in lower case, in Latin ones; others stay."""
    return text.translate(_TO_LATIN)


def _plain(word: str) -> str:
    text = latin(word)
    for written, same in _SAME:
        text = text.replace(written, same)
    return _DOUBLED.sub(r"\1", _PLAIN_C.sub("k", text))
