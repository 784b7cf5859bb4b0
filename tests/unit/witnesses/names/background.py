"""Fictional Korean names by the thousand, each written in one system: what a search must not mistake for the wanted one.

The spelling rules stand here a second time, simple and apart from those under test. The frequencies are rounded
guesses after the well-known order of family names.
"""

import random

SURNAMES = dict(  # noqa: C408  (a literal would be three times as long)
    김=215, 이=147, 박=84, 최=47, 정=43, 강=23, 조=21, 윤=20, 장=20, 임=16, 한=15, 오=15, 서=15, 신=15, 권=14, 황=14, 안=14,
    송=14, 류=13, 전=11, 홍=11, 고=9, 문=9, 양=9, 손=9, 배=8, 백=8, 허=7, 남=6, 심=5, 노=6, 하=5, 곽=4, 성=4, 차=4, 주=4,
    우=4, 구=4, 나=3, 민=3, 진=4, 지=3, 엄=3, 채=3, 원=3, 천=3, 방=3, 공=2, 현=2, 함=2, 변=2, 염=1, 여=1, 추=1, 도=1,
)  # fmt: skip
FIRSTS = (
    "영성정명철광경순춘금은미현혜옥용창동상승재진학태남인일기국대덕만봉수옥윤종준지혁희강길선송연형호훈병복석원충은홍"
)
SECONDS = "철수호남일혁국진옥희숙순자화영미란향애실심복녀선성민훈식웅길만룡석봉학범걸금별주경은정혜월덕택권삼섭근준"

INITIALS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
REVISED = (
    "g kk n d tt r m b pp s ss - j jj ch k t p h",
    "a ae ya yae eo e yeo ye o wa wae oe yo u wo we wi yu eu ui i",
    {0: "", 1: "k", 4: "n", 8: "l", 16: "m", 17: "p", 21: "ng"},
)
PLAIN = (
    "k kk n t tt r m p pp s ss - ch tch ch k t p h",
    "a ae ya yae o e yo ye o wa wae oe yo u wo we wi yu u ui i",
    REVISED[2],
)
NORTHERN = ("k kk n t tt r m p pp s ss - j jj ch kh th ph h", PLAIN[1], REVISED[2])
PASSPORT = (REVISED[0], "a ae ya yae u e yu ye o wa wae oe yo oo wo we wi yoo eu ee i", REVISED[2])
RUSSIAN = (
    "к кк н т тт р м п пп с сс - ч чч чх кх тх пх х",
    "а э я йя о е ё йе о ва вэ ве ё у во ве ви ю ы ый и",
    {0: "", 1: "к", 4: "н", 8: "ль", 16: "м", 17: "п", 21: "н"},
)
SYSTEMS = (None, REVISED, PLAIN, NORTHERN, PASSPORT, RUSSIAN)


def spelled(hangul: str, system: tuple[str, str, dict[int, str]] | None) -> str:
    """A Hangul name with a space after each syllable, in one system."""
    return hangul if system is None else " ".join(_spelled(syllable, system) for syllable in hangul).title()


def _spelled(syllable: str, system: tuple[str, str, dict[int, str]]) -> str:
    number = ord(syllable) - ord("가")
    initial, vowel, final = number // 588, number % 588 // 28, number % 28
    initials, vowels, finals = system
    return initials.split()[initial].replace("-", "") + vowels.split()[vowel] + finals[final]


def names(count: int, *, seed: int, avoid: frozenset[str] = frozenset()) -> list[tuple[str, str]]:
    """Fictional names as (Hangul, spelled in one system), none of them among ``avoid``; namesakes occur."""
    chance = random.Random(seed)  # noqa: S311  (test data)
    found: list[tuple[str, str]] = []
    while len(found) < count:
        surname = chance.choices(list(SURNAMES), list(SURNAMES.values()))[0]
        hangul = surname + chance.choice(FIRSTS) + chance.choice(SECONDS)
        if hangul not in avoid:
            found.append((hangul, spelled(hangul, chance.choice(SYSTEMS))))
    return found
