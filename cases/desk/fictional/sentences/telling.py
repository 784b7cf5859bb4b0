"""What the sentences of an account are made of."""

from dataclasses import dataclass
from typing import NamedTuple


class Telling(NamedTuple):
    """The same sentence in Korean and in English, with the same places to fill."""

    ko: str
    en: str


@dataclass(frozen=True)
class Texts:
    """How one category is told. ``topic`` fits the frames for what was absent or unclear."""

    topic: Telling
    present: tuple[Telling, ...]
    of_coworkers: tuple[Telling, ...] = ()


ABSENT = (
    Telling("{topic} 일은 없었습니다.", "As for {topic}, that did not happen to me."),
    Telling("제 경우에는 {topic} 일을 겪지 않았습니다.", "In my own case I did not experience {topic}."),
    Telling("{topic} 일이 있었느냐고 물으셨는데, 저에게는 없었습니다.", "You asked about {topic}: not in my case."),
)
UNCLEAR = (
    Telling("{topic} 일이 있었는지는 잘 기억나지 않습니다.", "I do not remember well whether there was {topic}."),
    Telling(
        "{topic} 일이었는지는 저도 분명히 말하기 어렵습니다.",
        "It is hard for me to say clearly whether this was {topic}.",
    ),
    Telling(
        "{topic} 일에 대해서는 들은 말뿐이라 확실하지 않습니다.",
        "About {topic} I only know what I heard; I am not sure.",
    ),
)
