"""An account in Korean and its English translation, put together sentence by sentence in parallel."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random

from .answers import ABSENT, NOT_ASKED, PRESENT, Said
from .content import COWORKERS
from .sentences import TEXTS, Telling, frame
from .sentences import telling as frames
from .traits import Traits

_ORDER = {category: place for place, category in enumerate(TEXTS)}


@dataclass(frozen=True)
class Account:
    """Both texts, and for each answer the Korean words that support it."""

    korean: str
    english: str
    words: tuple[tuple[str, ...], ...]


def write_account(
    random: Random, traits: Traits, said: Sequence[Said], *, task: Telling, earlier: Telling | None
) -> Account:
    """Tell what was said, with how the person came to work and what they earned."""
    marked: dict[Said, str] = {}
    lines = [_beginning(random, traits, task, earlier)]
    details = random.sample(frame.DETAILS, k=random.randint(5, 7))
    for family in _families(said):
        sentences = {answer: _filled(random, _telling(random, answer), traits) for answer in family}
        line = list(sentences.values())
        if details:
            line.insert(random.choice((0, len(line))), _filled(random, details.pop(), traits))
        lines.append(line)
        marked |= _marked(random, sentences)
    lines.append([_filled(random, detail, traits) for detail in details])
    numbers = _numbers(traits, said)
    lines += [numbers, random.sample(frame.ENDS, k=2)]
    return Account(
        korean="\n".join([frame.HEAD.ko, *(" ".join(telling.ko for telling in line) for line in lines if line)]),
        english="\n".join([frame.HEAD.en, *(" ".join(telling.en for telling in line) for line in lines if line)]),
        words=tuple(_words(answer, marked, numbers[0], traits) for answer in said),
    )


def _marked(random: Random, sentences: Mapping[Said, Telling]) -> dict[Said, str]:
    """The Korean words that a coder would mark for each answer: one sentence, or a stretch of two or three."""
    marked: dict[Said, str] = {}
    waiting = list(sentences)
    while waiting:
        size = random.choice((1, 2, 2, 3))
        stretch, waiting = waiting[:size], waiting[size:]
        marked |= dict.fromkeys(stretch, " ".join(sentences[answer].ko for answer in stretch))
    return marked


def _filled(random: Random, telling: Telling, traits: Traits) -> Telling:
    """The sentence with somebody, a season, a number and the hours put into their places."""
    if "{" not in telling.ko:
        return telling
    number = str(random.randint(5, 16))
    given = {
        "who": random.choice(frame.WHO),
        "season": random.choice(frame.SEASONS),
        "n": Telling(number, number),
        "hours": _hours(traits, frame.HOURS_KNOWN) or frame.HOURS_UNKNOWN,
    }
    english = telling.en.format(**{name: value.en for name, value in given.items()})
    return Telling(
        telling.ko.format(**{name: value.ko for name, value in given.items()}), english[0].upper() + english[1:]
    )


def _beginning(random: Random, traits: Traits, task: Telling, earlier: Telling | None) -> list[Telling]:
    area = frame.AREAS[traits.area]
    work = Telling(f"저는 {area.ko}에서 {task.ko} 일을 했습니다.", f"I did {task.en} {area.en}.")
    lines = [random.choice(frame.CHANNELS[traits.channel]), work, _years(traits)]
    return [*lines, earlier] if earlier else lines


def _years(traits: Traits) -> Telling:
    first, _separator, last = traits.period.partition("/")
    form = "seasons" if "-21" in traits.period else "open" if last == ".." else "years" if last else "year"
    telling = frame.YEARS[form if first else "none"]
    years = {"first": first[:4], "last": last[:4]}
    return Telling(telling.ko.format(**years), telling.en.format(**years))


def _families(said: Sequence[Said]) -> list[list[Said]]:
    """The answers told, in the order of an account, a family of categories to a line."""
    told = sorted((answer for answer in said if answer.state != NOT_ASKED), key=lambda a: _ORDER[a.category])
    families: dict[str, list[Said]] = {}
    for answer in told:
        families.setdefault(answer.category[:3], []).append(answer)
    return list(families.values())


def _telling(random: Random, answer: Said) -> Telling:
    texts = TEXTS[answer.category]
    if answer.state == PRESENT:
        return random.choice(texts.of_coworkers if answer.victim == COWORKERS else texts.present)
    sentence = random.choice(frames.ABSENT if answer.state == ABSENT else frames.UNCLEAR)
    return Telling(sentence.ko.format(topic=texts.topic.ko), sentence.en.format(topic=texts.topic.en))


def _numbers(traits: Traits, said: Sequence[Said]) -> list[Telling]:
    """Pay, and the hours where no coded sentence gives them."""
    currency = frame.CURRENCIES[traits.currency]
    telling = (
        frame.PAY if traits.kept is not None else frame.PAY_GROSS if traits.gross is not None else frame.PAY_UNKNOWN
    )
    pay = Telling(
        telling.ko.format(gross=f"{traits.gross}{currency.ko}", kept=f"{traits.kept}{currency.ko}"),
        telling.en.format(gross=f"{traits.gross} {currency.en}", kept=f"{traits.kept} {currency.en}"),
    )
    if any(answer.category == "WRK-01" and answer.state == PRESENT for answer in said):
        return [pay]
    return [pay, _hours(traits, frame.DAY) or frame.DAY_UNKNOWN]


def _hours(traits: Traits, telling: Telling) -> Telling | None:
    if traits.hours is None:
        return None
    low, high = traits.hours
    korean, english = (str(low), str(low)) if low == high else (f"{low}~{high}", f"{low} to {high}")
    return Telling(telling.ko.format(hours=korean), telling.en.format(hours=english))


def _words(answer: Said, marked: Mapping[Said, str], pay: Telling, traits: Traits) -> tuple[str, ...]:
    """What supports an answer; a levy cites the sums too, where they are known."""
    if answer.state == NOT_ASKED:
        return ()
    sums = answer.category == "WGE-03" and answer.state == PRESENT and traits.kept is not None
    return (marked[answer], pay.ko) if sums else (marked[answer],)
