"""How each sound of Korean is spelled in Latin and Cyrillic letters, and the tables made from it.

A line is "what the systems write / what people write besides". Sources: McCune-Reischauer (1939) with and without
its marks, Revised Romanisation (2000), the North's own romanisation (2002), spellings in passports; Kontsevich's
system for Russian and what is written where it is not known.
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import product
from typing import NamedTuple

from .spellings import Script
from .syllables import GIVEN, LONG_SURNAMES, SURNAMES, Parts, one_spelling, parts

_LATIN_INITIALS = {
    "ㄱ": "k g", "ㄴ": "n", "ㄷ": "d t", "ㄹ": "r l / rh lh", "ㅁ": "m", "ㅂ": "b p", "ㅅ": "s / sh", "ㅇ": "_",
    "ㅈ": "j ch / z dj dz", "ㅊ": "ch ch' / ts tch tsh c", "ㅋ": "k k' kh", "ㅌ": "t t' th", "ㅍ": "p p' ph / f", "ㅎ": "h",
}  # fmt: skip
_LATIN_VOWELS = {
    "ㅏ": "a / aa ah", "ㅐ": "ae / ai ay e", "ㅑ": "ya / yah", "ㅓ": "eo ŏ o u / uh eu",
    "ㅔ": "e / eh ae ei", "ㅕ": "yeo yŏ yo yu / you", "ㅖ": "ye / e yae ae", "ㅗ": "o / oh",
    "ㅘ": "wa / oa wah", "ㅙ": "wae", "ㅚ": "oe oi / oy we", "ㅛ": "yo / yoh", "ㅜ": "u oo / ou",
    "ㅝ": "wo wŏ weo / uo", "ㅟ": "wi / wee ui", "ㅠ": "yu yoo / you", "ㅡ": "eu ŭ u / oo", "ㅢ": "ui ŭi eui i ee / y",
    "ㅣ": "i ee / y ea",
}  # fmt: skip
_LATIN_FINALS = {
    "": "_ / h",
    "ㄱ": "k g / ck c",
    "ㄴ": "n / nn",
    "ㄹ": "l / r ll",
    "ㅁ": "m / mm",
    "ㅂ": "p b",
    "ㅇ": "ng",
}
# Where nothing stands before the vowel, some vowels are written otherwise.
_LATIN_ALONE = {"ㅜ": "u oo woo wu / ou", "ㅣ": "i / ee yi", "ㅢ": "ui ŭi eui / i yi ee", "ㅕ": "yeo yŏ yo yu you / ye"}
_LATIN_USUAL = {
    "park": "박", "yi": "이", "yee": "이", "rhee": "이", "lee": "이", "yim": "임", "wha": "화", "choi": "최", "joe": "조", "chough": "조", "hur": "허",
    "her": "허", "huh": "허", "suh": "서", "oh": "오", "noh": "노", "roh": "노", "tsoi": "최", "tsoy": "최", "whang": "황",
    "paik": "백", "baik": "백", "shin": "신", "shim": "심", "shik": "식", "shil": "실", "shi": "시", "young": "영", "ahn": "안",
}  # fmt: skip

_CYRILLIC_INITIALS = {
    "ㄱ": "к г", "ㄴ": "н", "ㄷ": "т д", "ㄹ": "р л", "ㅁ": "м", "ㅂ": "п б", "ㅅ": "с / ш", "ㅇ": "_",
    "ㅈ": "ч дж / чж ж дз з", "ㅊ": "чх / ч ц цх", "ㅋ": "кх / к", "ㅌ": "тх / т", "ㅍ": "пх / п ф", "ㅎ": "х / г",
}  # fmt: skip
_CYRILLIC_VOWELS = {
    "ㅏ": "а", "ㅐ": "э / е ай", "ㅑ": "я", "ㅓ": "о / у", "ㅔ": "е э", "ㅕ": "ё / е йо ьо ио ю", "ㅖ": "е йе / э ье",
    "ㅗ": "о", "ㅘ": "ва / уа оа", "ㅙ": "вэ / ве", "ㅚ": "ве / вэ ой", "ㅛ": "ё / е йо ио", "ㅜ": "у", "ㅝ": "во / уо",
    "ㅟ": "ви / уи", "ㅠ": "ю / йу иу", "ㅡ": "ы / у и", "ㅢ": "ый и / ы ей уй ыи", "ㅣ": "и",
}  # fmt: skip
_CYRILLIC_FINALS = {"": "_", "ㄱ": "к / г", "ㄴ": "н", "ㄹ": "л / р", "ㅁ": "м", "ㅂ": "п / б", "ㅇ": "н / нг"}
_CYRILLIC_ALONE = {"ㅕ": "ё / е йо йе ю", "ㅝ": "во / уо", "ㅣ": "и / йи", "ㅢ": "ый / и ы", "ㅖ": "е йе"}
_CYRILLIC_USUAL = {
    "лии": "이", "цой": "최", "чой": "최", "чхве": "최", "тен": "정", "тян": "장", "тё": "조", "цай": "채", "шин": "신", "сим": "심",
    "лигай": "이", "югай": "유", "огай": "오", "ногай": "노", "шегай": "서", "хегай": "허", "чер": "철", "пяк": "백", "пэк": "백",
}  # fmt: skip


class Reading(NamedTuple):
    """The syllables that a written one may stand for: by the systems, and by what people write besides."""

    main: str
    loose: str = ""

    def within(self, known: frozenset[str]) -> "Reading":
        """Only those among ``known``."""
        return Reading(*("".join(one for one in some if one in known) for some in self))

    def __bool__(self) -> bool:
        return bool(self.main or self.loose)


@cache
def table(script: Script) -> Mapping[str, Reading]:
    """Every spelling of every syllable of names, with what it may stand for."""
    latin = script is Script.LATIN
    sounds = (_LATIN_INITIALS, _LATIN_VOWELS, _LATIN_FINALS) if latin else (_CYRILLIC_INITIALS, _CYRILLIC_VOWELS, _CYRILLIC_FINALS)  # fmt: skip
    alone, usual = (_LATIN_ALONE, _LATIN_USUAL) if latin else (_CYRILLIC_ALONE, _CYRILLIC_USUAL)
    found: dict[str, tuple[set[str], set[str]]] = {}
    for syllable in sorted(SURNAMES | GIVEN | set("".join(LONG_SURNAMES))):
        for spelling, is_loose in _spelled(parts(syllable), sounds, alone):
            found.setdefault(spelling, (set(), set()))[is_loose].add(one_spelling(syllable))
    for spelling, syllable in usual.items():
        found.setdefault(spelling, (set(), set()))[0].add(syllable)
    return {spelling: _reading(main, loose - main) for spelling, (main, loose) in found.items()}


def _reading(main: Iterable[str], loose: Iterable[str]) -> Reading:
    return Reading("".join(sorted(main)), "".join(sorted(loose)))


def _spelled(
    syllable: Parts, sounds: tuple[Mapping[str, str], ...], alone: Mapping[str, str]
) -> Iterator[tuple[str, bool]]:
    """Each spelling of a syllable, and whether one of its letters is not by a system; two such are too far off."""
    lines = [of_sound.get(sound, "") for of_sound, sound in zip(sounds, syllable, strict=True)]
    if syllable.initial == "ㅇ":
        lines[1] = alone.get(syllable.vowel, lines[1])
    for letters in product(*map(_choices, lines)):
        if (far := sum(is_loose for _letter, is_loose in letters)) <= 1:
            yield "".join(letter for letter, _is_loose in letters), far == 1


def _choices(line: str) -> list[tuple[str, bool]]:
    main, _slash, loose = line.partition("/")
    return [(text.strip("_"), False) for text in main.split()] + [(text, True) for text in loose.split()]
