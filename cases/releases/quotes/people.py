"""Names of people, groups and firms found again in a text: in any of the three scripts, declined, with particles, run
together or spaced apart.

Korean names are compared by what they sound like (``witnesses.names``), all others by their letters.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import product

from cases.witnesses import names
from cases.witnesses.names import foreign
from cases.witnesses.names.spellings import Script
from cases.witnesses.names.syllables import KNOWN_GIVEN, KNOWN_SURNAMES, one_spelling

from . import russian
from .number_words import Span
from .texts import Text, Word, letters_of

_PARTS = re.compile(r"[,;/|()\[\]<>«»“”\"\n→]|\s[–—-]\s")
_POSSESSIVE = re.compile(r"['’ʼ]s?$")
_KO_AFTER = re.compile(
    r"(?:이|씨|님|군|양|동무|동지|형님|형|오빠|누나|언니|아저씨|들)?"
    r"(?:가|는|은|를|을|와|과|도|만|의|야|아|여|이|라고|이라고|라는|라|에서는|에서도|에서|에는|에도|에게서|에게|에|한테서|한테|께서|께|랑|하고|로|으로|부터|까지|처럼|보다|마저|조차|네|이다|였다|입니다|에|다)*"
)
_LONGEST_NAME = 4
_SHORTEST_WORD = 3
_SHORTEST_RUN = {Script.KOREAN: 3, Script.LATIN: 7, Script.CYRILLIC: 7, Script.OTHER: 3}
"""Letters that a whole name must have to be looked for without its spaces."""

_TITLES = """
    mr mrs ms miss dr comrade captain commander manager director minder boss chief team leader foreman officer captain's
    company co ltd llc inc corp corporation trading trade construction general bureau group brigade factory firm farm site camp
    north south korean korea korea's russian russia russia's state party authorities government police security ministry
    embassy consulate the and of for from unit army soldiers soldier workers worker men women people colleagues
    wife husband son daughter mother father brother sister uncle aunt family children child
    господин госпожа товарищ капитан командир начальник директор бригадир мастер компания ооо зао оао ао фирма завод стройка
    строительная строительство торговая бригада группа лагерь северная северной корейская корейские корея кореи российская россия
    россии государство партия власти полиция рабочие рабочий люди солдаты жена муж сын дочь мать отец брат сестра семья
    회사 무역회사 건설회사 무역 건설 사업소 총국 공장 농장 현장 작업반 소대 중대 소대장 중대장 대대장 지배인 사장 부장 반장 대장 당비서 보위원 보위지도원 지도원
    관리자 감독 동무 동지 선생 북한 조선 러시아 당국 국가 노동자 노동자들 사람 사람들 동료 동료들 아내 남편 아들 딸 어머니 아버지 형 동생 누나 가족
"""
TITLES = frozenset(_TITLES.split())
"""Words beside a name that are nobody's name."""
_KO_TITLE = re.compile(
    r"(?:무역회사|건설회사|주식회사|회사|무역|건설|사업소|총국|공장|농장|작업반|소대장|중대장|지배인|사장|부장|반장|대장|동무|동지|씨)$"
)


@lru_cache(maxsize=20_000)
def _keys(name: str) -> tuple[str, ...]:
    """The keys of a Korean name; none of any other."""
    return tuple(key for key in names.keys(name) if not key.startswith("="))


class Names:
    """The names of a case, in the forms in which a text may hold them; made once for a scan."""

    def __init__(self, of_people: Iterable[str] = (), of_others: Iterable[str] = ()) -> None:
        self._by_given: dict[str, set[str]] = {}
        self._plain: set[str] = set()
        self._words: set[str] = set()
        self._korean_words: set[str] = set()
        self._runs: dict[Script, set[str]] = {script: set() for script in Script}
        for name in of_people:
            self._add(name, told=False)
        for name in of_others:
            self._add(name, told=True)

    # --- what is looked for ---

    def _add(self, text: str, *, told: bool) -> None:
        for part in _PARTS.split(text):
            words = [word for word in Text(part).words if word.plain not in TITLES]
            if told and len(words) > 1:
                words = _of_a_name(words)
            for script in Script:
                if own := [word for word in words if word.script is script]:
                    self._add_name(own, told=told)

    def _add_name(self, words: list[Word], *, told: bool) -> None:
        """A name in one script; ``told`` where it stood in a longer text, so that each of its words is one."""
        if words[0].script is Script.KOREAN:
            words_typed = [_KO_TITLE.sub("", word.plain) or word.plain for word in words]
            if told:
                self._korean_words |= {word for word in words_typed if len(word) > 1}
        else:
            words_typed = [word.cased for word in words]
        whole = " ".join(words_typed)
        run = letters_of(whole)
        if len(run) >= _SHORTEST_RUN[words[0].script] and len(words) > 1 or words[0].script is Script.KOREAN:
            self._runs[words[0].script].add(run)
        found = _keys(whole)
        for name in [whole, *words_typed] if told else [whole]:
            for key in _keys(name):
                self._index(key)
        if told or not found or len(words) == 1:
            for word in words:
                self._add_word(word)
        else:
            # The given name alone, as it was recorded, also in small letters: chol su, chol-su.
            parts = [[word] for word in words] + ([words[1:], words[:-1]] if len(words) > 2 else [])
            spelled = (" ".join(word.cased for word in part) for part in parts)
            self._words |= {letters_of(name) for name in spelled if _syllables(name) > 1}

    def _add_word(self, word: Word) -> None:
        if word.script in (Script.LATIN, Script.CYRILLIC) and len(word.plain) >= _SHORTEST_WORD:
            self._plain |= _plain_forms(word)

    def _index(self, key: str) -> None:
        for given in _givens(key):
            self._by_given.setdefault(given, set()).add(key)

    # --- looking ---

    def found(self, text: Text) -> Iterator[Span]:
        """Where one of the names stands in the cleaned text."""
        words = [word for word in text.words if word.script is not Script.OTHER]
        yield from self._in_letters([word for word in words if word.script is not Script.KOREAN])
        yield from self._in_hangul(text)
        yield from self._in_runs(text)

    def _in_letters(self, words: list[Word]) -> Iterator[Span]:
        ways = [_ways(word) for word in words]
        for start, word in enumerate(words):
            if self._words & set(map(letters_of, ways[start])) or self._plain & _plain_forms(word):
                yield word.start, word.end
            if any(letters_of(" ".join(way)) in self._words for way in product(*ways[start : start + 2])):
                yield word.start, words[min(start + 1, len(words) - 1)].end
            for end in range(start + 1, min(start + _LONGEST_NAME, len(words)) + 1):
                if words[end - 1].script is not word.script or not _keys_of_any(ways[end - 1]):
                    break
                capitals = all(one.capital for one in words[start:end])
                if any(self._is_name(" ".join(way), capitals=capitals) for way in product(*ways[start:end])):
                    yield word.start, words[end - 1].end

    def _in_hangul(self, text: Text) -> Iterator[Span]:
        places = [place for place, letter in enumerate(text.plain) if "가" <= letter <= "힣"]
        syllables = "".join(text.plain[place] for place in places)
        begins = {place: number for number, place in enumerate(places)}
        for length in (3, 4, 5):
            for start in range(len(syllables) - length + 1):
                if self._is_name(syllables[start : start + length], capitals=True):
                    yield places[start], places[start + length - 1] + 1
        hangul = [word for word in text.words if word.script is Script.KOREAN]
        for number, word in enumerate(hangul):
            if any(word.plain.startswith(known) for known in self._korean_words):
                yield word.start, word.end
            # 철수는, 철 수는
            for joined in (word.plain, word.plain + hangul[number + 1].plain if number + 1 < len(hangul) else ""):
                for length in (1, 2):
                    short = joined[:length]
                    fits = len(short) == length and (len(joined) > len(word.plain) or joined == word.plain)
                    if fits and _KO_AFTER.fullmatch(joined, length) and self._is_name(short, capitals=True):
                        first = begins.get(word.start)
                        if first is not None and first + length <= len(places):
                            yield word.start, max(places[first + length - 1] + 1, word.end)

    def _in_runs(self, text: Text) -> Iterator[Span]:
        """Whole names without their spaces, however they are spaced: K i m  C h o l  S u."""
        places = [place for place, letter in enumerate(text.plain) if letter.isalpha()]
        run = "".join(text.plain[place] for place in places)
        for some in self._runs.values():
            for name in some:
                start = run.find(name)
                while start >= 0 and name:
                    yield places[start], places[start + len(name) - 1] + 1
                    start = run.find(name, start + 1)

    def _is_name(self, written: str, *, capitals: bool) -> bool:
        """Whether these words are like a name. A given name alone must be written like one: with capitals."""
        for key in _keys(written):
            for known in {known for given in _givens(key) for known in self._by_given.get(given, ())}:
                alone = key.startswith("|") or known.startswith("|")
                if (capitals or not alone) and names.score([key], known) >= names.THRESHOLD:
                    return True
        return False


def _of_a_name(words: list[Word]) -> list[Word]:
    """The words of a longer text that are names by their look: capitals; of Hangul, in up to three words, all."""
    if len(words) <= 3 and words[0].script is Script.KOREAN:
        return words
    return [word for word in words if word.capital or (word.script is Script.KOREAN and _looks_korean(word.plain))]


def _looks_korean(word: str) -> bool:
    """Whether a word of Hangul looks like a family name and a given name, with a particle or without."""
    return len(word) in (3, 4, 5) and any(
        key.count(" ") == 1 and not key.startswith("|") and _is_known(word[:3]) for key in _keys(word[:3])
    )


def _is_known(name: str) -> bool:
    surname, *given = map(one_spelling, name)
    return surname in KNOWN_SURNAMES and set(given) <= KNOWN_GIVEN


def _ways(word: Word) -> list[str]:
    """A word as it stands, and without the ending of a case."""
    cased = _POSSESSIVE.sub("", word.cased)
    return russian.stems(cased.lower().replace("ё", "е")) if word.script is Script.CYRILLIC else [cased]


def _keys_of_any(ways: list[str]) -> bool:
    return any(_keys(way) for way in ways)


def _syllables(word: str) -> int:
    return max((key.partition("|")[2].count(" ") + 1 + (not key.startswith("|")) for key in _keys(word)), default=0)


@lru_cache(maxsize=20_000)
def _plain_of(word: str) -> str:
    return foreign.key([word])[1:]


def _plain_forms(word: Word) -> set[str]:
    """A word's letters in one alphabet, without the endings of cases: Наталью, Natalya and natalia are one."""
    plain = _POSSESSIVE.sub("", word.plain)
    found = {
        _plain_of(letters_of(form)) for form in (russian.stems(plain) if word.script is Script.CYRILLIC else [plain])
    }
    return {form for one in found for form in (one, one.rstrip("aeiou")) if len(form) >= _SHORTEST_WORD}


def _givens(key: str) -> Iterator[str]:
    """Each given name that a key may stand for: what the index is asked by."""
    readings = [reading.replace(",", "") for reading in key.partition("|")[2].split(" ")]
    return ("".join(some) for some in product(*readings))
