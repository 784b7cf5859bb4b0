"""One fictional person from a seed and a number: always the same, however many there are."""

import dataclasses
import datetime as dt
from collections.abc import Sequence
from random import Random

from .account import Account, write_account
from .answers import NOT_ASKED, PRESENT, Said, draw_answers
from .chances import choose
from .content import COWORKERS, Answer, Consent, Fact, Person, Risk, Work
from .sentences import Telling, frame
from .steps import Course, draw_course
from .traits import Traits, draw_traits

# How often each purpose is allowed, refused and not asked about; the first three make the interview usable at all.
SCOPES = {
    "S0": (100, 0, 0), "S1": (100, 0, 0), "S2": (100, 0, 0), "S3": (56, 40, 4), "S4": (34, 58, 8), "S5": (7, 83, 10),
    "S6": (30, 60, 10), "S7": (26, 60, 14), "S8": (32, 56, 12), "S9": (3, 92, 5), "S10": (72, 25, 3), "S11": (48, 34, 18),
}  # fmt: skip
LIMITS = ("Fictional limit: not before next year.", "Fictional limit: name no region.")
THREATS = (
    "Fictional: relatives still live where they could be found.",
    "Fictional: former workmates know that this person left.",
    "Fictional: no particular threat known.",
)
MITIGATIONS = ("Fictional: calls in the evening only.", "Fictional: no contact in writing.", "Fictional: none needed.")
HOLDERS = ("the manager (fictional)", "the company office (fictional)", "the minder (fictional)")
CONTRARY = (
    "Fictional: nothing was found that speaks against it; other accounts of the same kind of work were read.",
    "Fictional: the years given differ by one from those in the first talk.",
    "Fictional: hours were said, not computed from start and end; no document was seen.",
    "Fictional: looked for other accounts of the same place and found none.",
)
NOTES = (
    "Fictional note: said with hesitation.",
    "Fictional note: came back to it twice.",
    "Fictional note: seen, not heard.",
)
METHODS = (
    "Fictional: by spoken order.",
    "Fictional: by a rule read out at a meeting.",
    "Fictional: by withholding meals.",
)


def person(seed: int, number: int, slots: Sequence[dt.date]) -> Person:
    """Person ``number`` of a seed, who came before one of the three releases whose days are given."""
    # Made-up lives, not secrets: the point of this generator is that it repeats itself.
    random = Random(f"{seed}/{number}")  # noqa: S311
    traits = draw_traits(random, latest_year=slots[0].year - 2)
    course = draw_course(random, slots, sector_known=traits.sector is not None)
    said = draw_answers(random, traits)
    task, second = random.choice(frame.TASKS[traits.sector]), _earlier_task(random, traits)
    account = write_account(random, traits, said, task=task, earlier=_told(random, second))
    consent = _consent(random, course, slots)
    return Person(
        number=number,
        fate=course.fate,
        sex=traits.sex,
        age_band=traits.age_band,
        consent=consent,
        withdrawal=_withdrawal(consent, course.withdrawn_on),
        risks=tuple(_risk(random, day) for day in course.risks_on),
        method=random.choices(("in_person", "call", "written"), weights=(72, 20, 8))[0],
        account=account.korean,
        translation=account.english,
        reimbursement=random.choice(("", "Fictional: travel and one meal.", "Fictional: travel.")),
        prior_statements="Fictional: spoke to a newspaper once." if random.random() < 0.08 else "",
        works=_works(random, traits, said, task, second),
        facts=tuple(_facts(random, traits, said, account, second=second is not None)),
        coworkers=random.choice(((3, 5), (6, 12), (None, None))),
        steps=course.steps,
        reliability=random.choices(("F", "C", "B"), weights=(84, 12, 4))[0],
        credibility=random.choices(("2", "3", "1", "6"), weights=(52, 34, 8, 6))[0],
        level="V0" if course.fate == "level_v0" else random.choices(("V1", "V2", "V3"), weights=(79, 18, 3))[0],
        contrary_information=random.choice(CONTRARY),
    )


def _earlier_task(random: Random, traits: Traits) -> Telling | None:
    """About one in ten did other work before, in construction or forestry."""
    if random.random() >= 0.1 or traits.years is None:
        return None
    return random.choice(frame.TASKS["forestry" if traits.sector == "construction" else "construction"])


def _told(random: Random, task: Telling | None) -> Telling | None:
    if task is None:
        return None
    months = random.randint(2, 9)
    return Telling(
        frame.EARLIER.ko.format(task=task.ko, n=months),
        frame.EARLIER.en.format(task=task.en, n=months),
    )


def _consent(random: Random, course: Course, slots: Sequence[dt.date]) -> Consent:
    answers = {scope: Answer(random.choices(("yes", "no", "not_asked"), weights=w)[0]) for scope, w in SCOPES.items()}
    if course.fate == "no_s2":
        answers["S2"] = Answer(random.choice(("no", "no", "not_asked")))
    elif random.random() < 0.02:
        answers["S2"] = Answer("yes", expires_on=slots[-1] + dt.timedelta(random.randint(200, 700)))
    if answers["S3"].answer == "yes" and random.random() < 0.1:
        answers["S3"] = Answer("yes", limits=random.choice(LIMITS))
    way = random.choices(("oral", "signed", "recorded"), weights=(52, 33, 15))[0]
    return Consent(course.steps.interviewed_on, way, answers, "Fictional consent.")


def _withdrawal(consent: Consent, on: dt.date | None) -> Consent | None:
    """The same answers on a later day, statistics and quotes withdrawn."""
    if on is None:
        return None
    withdrawn = {scope: Answer("withdrawn") for scope in ("S2", "S3") if consent.answers[scope].answer == "yes"}
    return Consent(on, "oral", {**consent.answers, **withdrawn}, "Fictional withdrawal.")


def _risk(random: Random, day: dt.date) -> Risk:
    level = random.choices(("low", "medium", "high"), weights=(22, 50, 28))[0]
    return Risk(day, level, random.choice(THREATS), random.choice(MITIGATIONS))


def _works(
    random: Random, traits: Traits, said: Sequence[Said], task: Telling, second: Telling | None
) -> tuple[Work, ...]:
    states = {answer.category: answer.state for answer in said if answer.victim != COWORKERS}
    main = Work(
        is_main=True,
        sector=traits.sector,
        channel=traits.channel,
        place=traits.place,
        period=traits.period,
        task=f"Fictional: {task.en}",
        hours=traits.hours,
        hours_basis=random.choice(("stated", "stated", "computed")) if traits.hours else "",
        days_off=_days_off(traits, states.get("WRK-02", NOT_ASKED)),
        gross=traits.gross,
        kept=traits.kept,
        currency=traits.currency,
        taken_by=traits.taken_by,
        papers_held_by=random.choice(HOLDERS) if states.get("CTL-05") == PRESENT else "",
    )
    if second is None or traits.years is None:
        return (main,)
    before = dataclasses.replace(
        main,
        is_main=False,
        sector="forestry" if traits.sector == "construction" else "construction",
        period=str(traits.years[0] - 1),
        task=f"Fictional: {second.en}",
        hours=None,
        hours_basis="",
        days_off=None,
        gross=None,
        kept=None,
        taken_by="",
        papers_held_by="",
    )
    return (main, before)


def _days_off(traits: Traits, rest_denied: str) -> int | None:
    """As many as the account allows for."""
    if traits.days_off is None or rest_denied not in (PRESENT, "stated_absent"):
        return traits.days_off
    return min(traits.days_off, 2) if rest_denied == PRESENT else 4


def _facts(random: Random, traits: Traits, said: Sequence[Said], account: Account, *, second: bool) -> list[Fact]:
    facts = []
    for answer, words in zip(said, account.words, strict=True):
        present = answer.state == PRESENT
        facts.append(
            Fact(
                category=answer.category,
                state=answer.state,
                words=words,
                victim=answer.victim,
                # What was done to others is no part of the person's own work.
                work=None if answer.victim == COWORKERS else 1 if second and present and random.random() < 0.06 else 0,
                period=str(random.randint(*traits.years)) if present and traits.years and random.random() < 0.2 else "",
                confidence=choose(random, {"": 20, "high": 28, "medium": 42, "low": 10}) if present else "",
                method=random.choice(METHODS) if present and random.random() < 0.05 else "",
                note=random.choice(NOTES) if present and random.random() < 0.08 else "",
            )
        )
    return facts
