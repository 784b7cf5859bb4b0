"""Places finer than a release says: its areas are the Far East, Siberia, other Russia and other countries.

Countries but Russia and North Korea, federal subjects, cities and sites of the vocabulary, in three languages, and the
best-known cities and rivers, which the vocabulary does not hold. Districts that are areas may be named.
"""

import re
from collections.abc import Iterable, Iterator, Mapping

from cases.witnesses.names.spellings import Script

from . import russian
from .number_words import Span
from .texts import Text

Labels = Mapping[str, str]

_GENERIC_WORDS = """
    republic of oblast krai autonomous okrug city and the federal district site region island islands state states
    republik democratic people's peoples kingdom united saint san south north northern southern central eastern western
    northwestern northeastern new territory french british american special administrative korea
    республика край область автономный автономная округ город федеральный федеральное район острова остров штаты
    соединенные соединенное королевство народная демократическая центральный центральная южный южная северный северная
    северо западный западная восточный восточная новая новый территории территория корея
    공화국 지방 자치구 자치주 연방관구 연방 시 도 주 제도 섬 왕국 민주 인민 남 북 중앙 남부 북부 서부 동부
"""
_GENERIC = frozenset(_GENERIC_WORDS.split())
_KO_ENDING = re.compile(r"(?:공화국|연방관구|자치구|자치주|지방|제도|주|시|도)$")
_KO_AFTER = re.compile(
    r"(?:공화국|자치구|자치주|지방|주|시|도|섬|강|구|현장|공장|에서만|에서는|에서도|에서|에게|에는|에도|에|으로|로|의|은|는|이|가|을|를|와|과|도|만|까지|부터|"
    r"행|산|쪽|인|사람)*"
)
_WORDS_OF_KOREAN = frozenset(
    {"가나", "수단", "이란", "인도", "오만", "토고", "사하", "코미", "감비아", "조지아", "남수단"}
)
"""Names that are ordinary words too. As such they are in nearly every text."""
_WORDS_OF_RUSSIAN = frozenset({"того", "чад", "мали", "чили"})
_WORDS_OF_ENGLISH = frozenset({"jersey", "turkey", "guinea", "isle", "man", "heard", "part", "dutch"})

_KNOWN = """
Vladivostok/블라디보스토크 블라디보스톡 울라지보스또크/Владивосток; Khabarovsk/하바롭스크 하바로프스크/Хабаровск;
Ussuriysk/우수리스크/Уссурийск; Nakhodka/나홋카 나호드카/Находка; Artyom/아르툠/Артем; Komsomolsk/콤소몰스크/Комсомольск;
Blagoveshchensk/블라고베셴스크/Благовещенск; Tynda/틴다/Тында; Sakhalin/사할린/Сахалин; Magadan/마가단/Магадан; Yakutsk/야쿠츠크/Якутск;
Yakutia/야쿠티야/Якутия; Primorye/프리모리예 연해주 원동연해주/Приморье; Transbaikal/자바이칼/Забайкалье; Chita/치타/Чита; Ulan-Ude/울란우데/Улан-Удэ;
Irkutsk/이르쿠츠크/Иркутск; Krasnoyarsk/크라스노야르스크/Красноярск; Novosibirsk/노보시비르스크/Новосибирск; Omsk/옴스크/Омск;
Tomsk/톰스크/Томск; Kemerovo/케메로보/Кемерово; Barnaul/바르나울/Барнаул; Baikal/바이칼/Байкал; Kamchatka/캄차카/Камчатка;
Amur/아무르/Амур; Ural Urals/우랄/Урал; Volga/볼가/Волга; Caucasus/캅카스 코카서스/Кавказ; Moscow/모스크바 모스끄바/Москва; Petersburg/페테르부르크/Петербург Санкт-Петербург;
Yekaterinburg/예카테린부르크/Екатеринбург; Chelyabinsk/첼랴빈스크/Челябинск; Kazan/카잔/Казань; Perm/페름/Пермь; Samara/사마라/Самара;
Ufa/우파/Уфа; Sochi/소치/Сочи; Rostov/로스토프/Ростов; Krasnodar/크라스노다르/Краснодар; Volgograd/볼고그라드/Волгоград; Kaliningrad/칼리닌그라드/Калининград;
Murmansk/무르만스크/Мурманск; Surgut/수르구트/Сургут; Tyumen/튜멘/Тюмень; Alabuga Yelabuga/알라부가 옐라부가/Алабуга Елабуга;
Pyongyang/평양/Пхеньян; Sinuiju/신의주/Синыйджу; Hamhung/함흥/Хамхын; Chongjin/청진/Чхонджин; Rason/라선 나선/Расон; Seoul/서울 남한 남조선 대한민국/Сеул
"""


class Places:
    """The names of places in every form that they take; made once for a scan."""

    def __init__(self, labels: Iterable[Labels]) -> None:
        self._words: set[str] = set()
        self._korean: dict[str, set[str]] = {}
        self._phrases: set[tuple[str, ...]] = {("south", "korea")} | {
            (south, korea) for south in russian.forms("южная") for korea in russian.forms("корея")
        }
        for line in _KNOWN.replace("\n", " ").split(";"):
            for names in line.strip().split("/"):
                for name in names.split():
                    self._add(name)
        for label in labels:
            for name in label.values():
                self._add(name)

    def found(self, text: Text) -> Iterator[Span]:
        """Where a place is named in the cleaned text."""
        words = text.words
        for number, word in enumerate(words):
            if word.script is Script.KOREAN:
                if self._is_korean(word.plain):
                    yield word.start, word.end
                continue
            if any(part in self._words for part in (word.plain, *re.split(r"\W", word.plain))):
                yield word.start, word.end
            for length in (2, 3, 4):
                some = words[number : number + length]
                if len(some) == length and tuple(one.plain for one in some) in self._phrases:
                    yield word.start, some[-1].end

    def _add(self, name: str) -> None:
        text = Text(re.sub(r"\(.*?\)", lambda found: f" {found[0][1:-1]} ", name))
        words = [word for word in text.words if word.plain not in _GENERIC]
        if not words:
            if len(text.words) > 1:
                self._phrases.add(tuple(word.plain for word in text.words))
            return
        if words[0].script is Script.KOREAN:
            for word in words:
                self._add_korean(word.plain)
        elif len(text.words) > 1 and len(words) == 1 and len(words[0].plain) < 4:
            self._phrases.add(tuple(word.plain for word in text.words))
        else:
            for word in words:
                self._add_word(word.plain)

    def _add_word(self, word: str) -> None:
        if len(word) < 3 or word in _WORDS_OF_RUSSIAN or word in _WORDS_OF_ENGLISH:
            return
        self._words |= russian.forms(word) if "а" <= word[0] <= "я" else {word}

    def _add_korean(self, word: str) -> None:
        short = _KO_ENDING.sub("", word)
        name = short if len(short) > 1 else word
        if len(name) > 1 and name not in _WORDS_OF_KOREAN:
            self._korean.setdefault(name[:2], set()).add(name)

    def _is_korean(self, word: str) -> bool:
        """Whether the name begins the word, and nothing but what belongs to a place's name follows."""
        names = self._korean.get(word[:2], ())
        return any(word.startswith(name) and _KO_AFTER.fullmatch(word, len(name)) for name in names)
