"""The syllables of Korean names, taken apart and put under one spelling for North and South."""

from functools import cache
from typing import NamedTuple

_FIRST, _LAST = 0xAC00, 0xD7A3
INITIALS = tuple("ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ")
VOWELS = tuple("ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ")
FINALS = ("", *"ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ")
_SOFT = frozenset("ㅑㅕㅖㅛㅠㅣ")

# Family names in use, in North and South spelling.
SURNAMES = frozenset(
    "김이리박최정강조윤장임림한오서신권황안송유류전홍고문양량손배백허남심노로하곽성차주우구나라민진지엄채원천방공현함"
    "염렴변여려추도소석선설마길위표명기반왕금옥육륙인맹제모탁국어은편용룡예례경봉사부가복태목형피두감음동온호범승"
    "좌팽간상갈단시화빈방견당계탄매후"
)
LONG_SURNAMES = frozenset({"남궁", "황보", "제갈", "선우", "사공", "독고", "서문", "동방"})

# Syllables of given names: the Sino-Korean ones in use, and a few native ones.
GIVEN = frozenset(
    "가각간갑강개건걸겸경계고곤공관광교구국군권귀규균극근금기길나낙남내노녹녀년녕다단달담대덕도돈동두득등"
    "라락란람래량려련렬령례로록룡류륜률린림리마만매면명모목무묵문미민반방배백범벽별병보복본봉부분비빈"
    "사산삼상새샘서석선설섭성세소속손솔송수숙순술숭슬승시식신실심아안애양억언여연열엽영예오옥온완요용우욱운웅"
    "원월위유윤율융은을응의이익인일임자장재전점정제조종좌주준중지직진집차찬창채천철청초총춘충치칠"
    "탁태택통판팔편평포표풍필하학한함해행향허헌혁현협형혜호홍화환황회효후훈휘흔흠흥희"
)


class Parts(NamedTuple):
    """Initial consonant, vowel, final consonant or nothing."""

    initial: str
    vowel: str
    final: str


def is_syllable(character: str) -> bool:
    """Whether this is one composed syllable of Hangul."""
    return _FIRST <= ord(character) <= _LAST


def parts(syllable: str) -> Parts:
    """A composed syllable taken apart (Unicode standard, section 3.12)."""
    rest, final = divmod(ord(syllable) - _FIRST, len(FINALS))
    initial, vowel = divmod(rest, len(VOWELS))
    return Parts(INITIALS[initial], VOWELS[vowel], FINALS[final])


@cache
def one_spelling(syllable: str) -> str:
    """North and South under one spelling, by the South's initial-sound rule: 리 is 이, 련 is 연, 로 is 노.

    Source: Korean orthography, articles 10 to 12. Applied to every syllable, since a name loses and keeps the
    sound inside too (영란, 영난); what is not Hangul stays.
    """
    if not is_syllable(syllable):
        return syllable
    initial, vowel, final = parts(syllable)
    if initial == "ㄹ":
        initial = "ㅇ" if vowel in _SOFT else "ㄴ"
    elif initial == "ㄴ" and vowel in _SOFT - {"ㅣ"}:
        initial = "ㅇ"
    number = INITIALS.index(initial) * len(VOWELS) + VOWELS.index(vowel)
    return chr(_FIRST + number * len(FINALS) + FINALS.index(final))


KNOWN_SURNAMES = frozenset(map(one_spelling, SURNAMES))
KNOWN_LONG_SURNAMES = frozenset("".join(map(one_spelling, surname)) for surname in LONG_SURNAMES)
KNOWN_GIVEN = frozenset(map(one_spelling, GIVEN))
