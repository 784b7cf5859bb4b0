"""Numbers and dates in English, Korean and Russian, by the look of the words. Every text is read in all three.

Careful before convenient: a word that is a number in one reading is a number, unless the other reading is what nearly
every quote means. Let through on purpose: "first" in any language (at first, впервые, 처음, 첫날), "once", "alone",
"one" and "один" where nobody is counted (no one, one day, ни один, 하나도), a day (하루), "several", days of the week.
"""

import re
from collections.abc import Callable, Iterator

from .texts import Text

Span = tuple[int, int]
Finder = Callable[[Text], Iterator[Span]]


def _whole(pattern: str) -> re.Pattern[str]:
    """The pattern as whole words of letters; a hyphen or a digit ends a word."""
    return re.compile(rf"(?<![^\W\d_])(?:{pattern})(?![^\W\d_])")


# --- digits in any script: ７, ٧, Ⅶ, ⑦, ½, 七 ---

_CJK_NUMBERS = "〇一二三四五六七八九十百千萬万億亿兩两廿卅"
_DIGITS = re.compile(
    rf"[\d{_CJK_NUMBERS}\u00b2\u00b3\u00b9\u00bc-\u00be\u2150-\u218f\u2460-\u249b\u24ea-\u24ff\u2776-\u2793][^\s.!?;]*"
)
_ROMAN = re.compile(r"(?<!\w)(?=[IVX]{2})X{0,3}(?:IX|IV|V?I{0,3})(?!\w)")

# --- English ---

_EN_UNITS = (
    "two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|"
    "nineteen|twenty|thirty|fou?rty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|million|billion|dozen|zero"
)
_EN_ENDINGS = "e?s|fold|some|man|men|th|teen|hour|hours|day|days|week|weeks|month|months|year|years|times"
_ENGLISH = _whole(
    rf"(?:{_EN_UNITS})(?:{_EN_ENDINGS})?|second|third|fifth|eighth|ninth|twelfth|\w+tieths?|seconds|thirds|"
    r"half|halves|quarter|twice|thrice|doubled?|tripled?|quadrupled?|both|couples?|pairs?|twins?|triplets?|"
    r"duo|trio|quartet|quintet|sextet|septet|octet|tens|score|scores|decades?|centur(?:y|ies)|fortnights?|one|ones"
)
_EN_HARMLESS = re.compile(
    r"\b(?:no one|one another|one day|one by one|(?:each|every|any|some|this|that|which|another) one|ones?(?= (?:who|whose))"
    r"|(?<=the )ones?(?= (?:who|whose|that)))\b"
)

# --- Russian: letters in one case, ё as е ---

_RU_COUNT = r"(?:двух|двое|трех|четырех|пяти|шести|семи|восьми|девяти|десяти|\w*надцати|\w*дцати|\w*десяти|сорока|девяноста|сто)"
_RUSSIAN = _whole(
    r"од(?:ин|на|но|ного|ному|ним|ном|ной|ну|ною)|"
    r"дв(?:а|е|ух|ум|умя|ое|оих|оим|оими|ойк\w*|ойн\w*|ажды|адцат\w*|енадцат\w*|ести|ухсот|умстам|умястами|ухстах)|"
    r"об(?:а|е|оих|еих|оим|еим|оими|еими)|пар(?:а|ы|е|у|ой|ою)|близнец\w*|"
    r"тр(?:и|ех|ем|емя|ое|оих|оим|оими|ойк\w*|ойн\w*|ижды|инадцат\w*|идцат\w*|иста|ехсот|емстам|емястами|ехстах)|"
    r"трет(?:ь|и|ью|ей|ий|ья|ье|ьего|ьему|ьим|ьем|ьи|ьих|ьими|ям|ями|ях)|"
    r"четыр\w*|четвер(?!г)\w*|четверт\w*|"
    r"пят(?:ь|и|ью|ер\w*|надцат\w*|ьдесят\w*|идесят\w*|ьюдесятью|ьсот|исот\w*|истам|ьюстами|ый|ая|ого|ой|ом|ому|ую|ым|ых|ое|ые|ыми)|"
    r"шест(?:ь|и|ью|ер\w*|надцат\w*|ьдесят\w*|идесят\w*|ьюдесятью|ьсот|исот\w*|ьюстами|ой|ая|ого|ом|ому|ую|ым|ых|ое|ые|ыми)|"
    r"сем(?:ь|и|ер\w*|надцат\w*|ьдесят\w*|идесят\w*|ьюдесятью|ьсот|исот\w*|ьюстами)|седьм\w*|"
    r"восем\w*|восьм\w*|девят\w*|девянос\w*|десят(?!ник)\w*|одиннадцат\w*|\w*надцат\w*|\w*дцат\w*|\w+десят\w*|"
    r"сорок(?:а|ов\w*)?|ст[оа]|сот(?:н\w*|ый|ая|ого|ую|ые|ых)|\w+сот|двести|триста|четыреста|тысяч\w*|миллион\w*|миллиард\w*|"
    r"дюжин\w*|полдюжин\w*|полтор\w*|половин\w*|пол(?:года|дня|месяца|часа|века)|полугод\w*|декад\w*|"
    r"в(?:двоем|троем|четвером|пятером|шестером|семером|восьмером|девятером|десятером)|втрое|вдвое|вчетверо|"
    r"втор(?:ой|ая|ое|ого|ому|ым|ом|ую|ые|ых|ыми)|"
    rf"{_RU_COUNT}(?:час|дн|лет|месяч|челов|недел|крат|этаж|мест|комнат|рубл|тысяч|сот|звен|голов|ярус)\w*|"
    r"дву(?:х|м)\w*"
)
_RU_SEVEN_OF_THEM = re.compile(r"(?<!\w)семью(?=\s+[а-я]+ми(?!\w))")
"""«семью» is "the family" too: a number only where what is counted follows."""
_RU_HARMLESS = re.compile(r"(?<!\w)(?:ни од\w+|од(?:ин|на|но|ну|ного) за друг\w+)")

# --- Korean ---

_KO_CLEAR = "다섯|여섯|일곱|여덟|아홉"
_KO_NATIVE_COUNTER = (
    "명|사람|분|놈|살|해|달|시간|시|번|개|가지|식구|가족|형제|자매|남매|모녀|모자|부자|방|조|대|주|끼|벌|칸|평|차례|군데|곳|채|마리|배|집|"
    "날|밤|잔|그릇|모금|푼|병|장|켤레|자루|톤|층|쌍|아이|아들|딸|동생|누이|친구|동료|동무|여자|남자|노동자"
)
_KO_COUNTER = (
    "명|인|년|월|일|개월|주|세|살|시간|분|초|호|층|차|회|원|달러|루블|루불|퍼센트|프로|킬로|미터|배|대|반|조|번|도|작업반|중대|소대|대대|"
    "남매|형제|자매|여"
)
_START = "(?<![가-힣])"
_PREFIXED = f"{_START}(?:제|약|총|매|각|근)?"
_KO_DIGIT = "[일이삼사오육륙칠팔구]"
_KOREAN = tuple(
    map(
        re.compile,
        (
            # 일곱이서, 일 곱: these five are nothing else, however they are spaced
            "|".join(r"[\W_]{0,2}".join(word) for word in _KO_CLEAR.split("|")),
            rf"{_START}(?:둘(?!러)|셋(?!방|집)|넷|스물|스무|서른|마흔|예순|일흔|여든|아흔|두서너|두세|서너|너댓|네댓|대여섯|예닐곱)[가-힣]*",
            rf"{_START}열(?:하나|한|두|둘|세|셋|네|넷|흘|\s*(?:명|시간|살|사람|달|번|개|해))[가-힣]*",
            # 쉰 is "rested" too
            rf"{_START}쉰(?:하나|한|둘|두|셋|세|넷|네|여|\s*(?:명|살|사람|개))[가-힣]*",
            rf"{_START}(?:두|세|네|석|넉|엿)\s*(?:{_KO_NATIVE_COUNTER})[가-힣]*",
            # 한 사람도 is nobody, 한번 and 한 번 are once
            rf"{_START}한\s*(?!번)(?:{_KO_NATIVE_COUNTER})(?:(?=[^가-힣])(?!\s*도)|$|[은는이가을를의과와만씩에으짜부])[가-힣]*",
            rf"{_START}하나(?:[가는를의뿐씩만로와]|에게|에서|[^가-힣\w]|$)",
            rf"{_START}(?:이틀|사흘|나흘|닷새|엿새|이레|여드레|아흐레|보름|절반|반년|반달|쌍둥이|첫째|둘째|갑절)[가-힣]*",
            # 이십, 삼십오; 오십시오 is "come"
            rf"{_PREFIXED}{_KO_DIGIT}십(?!시오)[가-힣]*",
            rf"{_PREFIXED}(?:[일이삼사오육륙칠팔구십백천만억]+[십백천만억]|십)[일이삼사오육륙칠팔구]?\s*(?:{_KO_COUNTER})[가-힣]*",
            # not 백인, 만일, 천주
            rf"{_PREFIXED}[백천만억][일이삼사오육륙칠팔구]?\s*(?:명|년|원|달러|루블|루불|개월|시간|킬로|여)[가-힣]*",
            rf"{_PREFIXED}[삼육륙칠팔십]\s*(?:{_KO_COUNTER})[가-힣]*",
            rf"{_PREFIXED}[일이사오구]\s*(?:년|개월|월(?!급)|주일|주년|달러|루블|루불|퍼센트|인조|인분|인실|호실|층|남매)[가-힣]*",
            rf"{_PREFIXED}[일이사오구]\s+명[가-힣]*",
            rf"{_PREFIXED}[일사오구]\s*(?:작업반|중대|소대|대대)[가-힣]*|{_START}제?이(?:작업반|중대|소대|대대)[가-힣]*",
            rf"{_PREFIXED}[사오구]\s+(?:일|분|번|살|세(?!상))(?:간|동안|째|마다|에|이|은|만|도)?(?![가-힣])",
            # 칠팔 명, 오륙 년
            rf"{_PREFIXED}(?!일이|일일|이이|사이){_KO_DIGIT}{{2}}\s*(?:명|년|일|개월|주|달|시간|분|번|인|살|차례)[가-힣]*|{_START}(?:일이|사이)\s+(?:명|년|개월)",
            rf"{_START}(?:수|몇)\s?[십백천만][가-힣]*",
        ),
    )
)
"""이 일, 이 분, 이 번 are "this work", "this person", "this time", and no numbers."""

# --- dates: months; years are numbers ---

_DATES = (
    _whole(
        r"january|february|april|june|july|august|september|october|november|december|jan|feb|apr|jul|aug|sept?|oct|nov|dec"
    ),
    re.compile(r"(?<=\bin )(?:may|march|mar)\b|(?<=\bof )(?:may|march|mar)\b|(?:(?<=since )|(?<=until )|(?<=by )|(?<=last )|(?<=next )|(?<=early )|(?<=late )|(?<=mid ))(?:may|march|mar)\b"),
    _whole(
        r"январ\w*|феврал\w*|март(?:а|у|е|ом|овск\w*)?|апрел\w*|ма(?:й|я|ю|е|ем|йск\w*)|июн\w*|июл\w*|август(?!ин)\w*|"
        r"сентябр\w*|октябр\w*|ноябр\w*|декабр\w*"
    ),
    re.compile(r"(?<![가-힣])(?:정월|유월|시월|섣달|동짓달|동지달)[가-힣]*"),
)  # fmt: skip
_CAPITAL_MONTH = re.compile(r"(?<=[a-z,] )(?:May|March)\b")


def numbers(text: Text) -> Iterator[Span]:
    """Where a number stands in the cleaned text: digits of any script and words."""
    yield from (found.span() for found in _DIGITS.finditer(text.cased))
    yield from (found.span() for found in _ROMAN.finditer(text.cased))
    yield from _but(_ENGLISH, _EN_HARMLESS, text.plain)
    yield from _but(_RUSSIAN, _RU_HARMLESS, text.plain)
    yield from (found.span() for found in _RU_SEVEN_OF_THEM.finditer(text.plain))
    for pattern in _KOREAN:
        yield from (found.span() for found in pattern.finditer(text.plain))
    for letters, start, end in text.spelled_out():
        if _ENGLISH.fullmatch(letters) or _RUSSIAN.fullmatch(letters):
            yield start, end


def dates(text: Text) -> Iterator[Span]:
    """Where a month is named."""
    for pattern in _DATES:
        yield from (found.span() for found in pattern.finditer(text.plain))
    yield from (found.span() for found in _CAPITAL_MONTH.finditer(text.cased))


def numbers_in(typed: str) -> list[str]:
    """Every number in a text, as it was typed, each place once."""
    return typed_words(Text(typed), numbers)


def typed_words(text: Text, find: Finder) -> list[str]:
    """What a finder finds, in the author's own letters."""
    return [text.typed_at(*span) for span in apart(find(text))]


def apart(spans: Iterator[Span]) -> list[Span]:
    """The places in order; one that begins inside another one is part of it."""
    found: list[Span] = []
    for start, end in sorted(set(spans)):
        if found and start < found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def _but(pattern: re.Pattern[str], harmless: re.Pattern[str], plain: str) -> Iterator[Span]:
    """Every match that does not begin in a harmless phrase."""
    excused = [found.span() for found in harmless.finditer(plain)]
    for found in pattern.finditer(plain):
        if not any(start <= found.start() < end for start, end in excused):
            yield found.span()
