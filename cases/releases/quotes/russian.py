"""The forms that a Russian name takes in a sentence: Иванов, Иванова, Ивановым; Приморский, Приморского."""

_ADJECTIVE = ("ий", "ый", "ой", "ого", "ого", "ему", "ому", "им", "ым", "ом", "ем", "ая", "ой", "ую", "ее", "ое", "его", "их", "ых", "ими", "ыми", "ие", "ые")  # fmt: skip
_BY_ENDING: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("ия", ("ия", "ии", "ию", "ией", "иею")),
    ("ье", ("ье", "ья", "ью", "ьем")),
    ("ий", _ADJECTIVE),
    ("ый", _ADJECTIVE),
    ("ая", _ADJECTIVE),
    ("ое", _ADJECTIVE),
    ("а", ("а", "ы", "и", "е", "у", "ой", "ою", "ей")),
    ("я", ("я", "и", "е", "ю", "ей", "ею")),
    ("ь", ("ь", "я", "ю", "ем", "е", "и", "ью")),
    ("й", ("й", "я", "ю", "ем", "е")),
)
_OF_CONSONANT = ("", "а", "у", "ом", "ем", "е", "ы", "ым", "ой", "ых", "ыми", "ов", "ам", "ами", "ах", "и")
_SHORTEST = 3
_ENDINGS = sorted({ending for _end, forms in _BY_ENDING for ending in forms} | set(_OF_CONSONANT[1:]), key=len)


def forms(name: str) -> set[str]:
    """Every case of a word in small letters; a word that ends in another vowel stays as it is."""
    for ending, others in _BY_ENDING:
        if name.endswith(ending) and len(name) > len(ending) + 1:
            stem = name.removesuffix(ending)
            return {name, *(stem + other for other in others)}
    return {name + ending for ending in _OF_CONSONANT} if name[-1:] not in "аеиоуыэюя" else {name}


def stems(word: str) -> list[str]:
    """The word, and what may stand before one of the endings in it: Кима is Ким."""
    found = [word.removesuffix(ending) for ending in _ENDINGS if word.endswith(ending)]
    return [word, *dict.fromkeys(stem for stem in found if len(stem) >= _SHORTEST)]
