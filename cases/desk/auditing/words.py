"""The lines of an audit in words, in the language of whoever reads them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cases.releases.models import AuditReport

PROOFS: Mapping[int, Promise | str] = {
    1: _("The public files follow from the noisy cells alone"),
    2: _("Nobody moves a figure more than promised"),
    3: _("The noise is drawn once, is as large as promised, and is no other release’s"),
    4: _("The terms are those of the start of the series"),
    5: _("The built-in attacker finds nothing in all releases together"),
    6: _("Every shown figure obeys the show rule"),
    7: _("No exact number leaves by another way"),
    8: _("The change in public was worked out, and is what the signers see"),
}


STEPS: Mapping[str, Promise | str] = {
    "noise": _("the attacker: noise of all releases"),
    "claims": _("the attacker: claims at 95 in 100"),
    "ranges": _("the attacker: what exact counts would give away"),
    "pages": _("public pages"),
}
"""Steps within a proof."""


@dataclass(frozen=True)
class Sentence:
    """What a line says: what was looked at, its figure, what it must be, and the figure where it fails."""

    name: Promise | str
    figure: Promise | str
    bar: Promise | str
    failed: Promise | str = ""


_ALL_SAME = _("%(same)s of %(releases)s releases of the series")
_OTHERS = _("%(same)s of %(releases)s; not: %(other)s")
_EVERY_ONE = _("every one")

SENTENCES: Mapping[str, Sentence] = {
    "cells": Sentence(_("noisy cells as they were frozen"), _ALL_SAME, _EVERY_ONE, _OTHERS),
    "stored_files": Sentence(_("stored files as they were made"), _ALL_SAME, _EVERY_ONE, _OTHERS),
    "rebuilt": Sentence(
        _("files made again from the noisy cells"),
        _("%(files)s files, %(bytes)s bytes, all the same"),
        _("every byte the same"),
        _("not the same: %(other)s"),
    ),
    "entries": Sentence(
        _("entries and exits of one person in a series"),
        _("at most %(entries)s in and %(exits)s out"),
        _("at most one of each"),
        _("more than one: %(twice)s times; at most %(entries)s in and %(exits)s out in this series"),
    ),
    "order": Sentence(
        _("exits of people who had not entered before"), "%(wrong)s", _("none"), _("%(wrong)s, or in a wrong order")
    ),
    "contribution": Sentence(_("most cells that one person touches"), "%(most)s", _("at most %(limits)s")),
    "lifetime": Sentence(
        _("lifetime μ², over all series, the noisy total included"), "%(most).4g", _("at most %(limit).4g")
    ),
    "erased": Sentence(
        _("vectors destroyed after their people left, so not to be looked at again"),
        _("erased: %(erased)s"),
        _("none: it is said, and may be any number"),
    ),
    "noise_rows": Sentence(
        _("rows of noise, numbered from 1, each once"),
        "%(rows)s",
        _("at least %(number)s, none left out"),
        _("%(rows)s; one is missing or stands twice"),
    ),
    "reuse": Sentence(_("distance from the noise of every earlier release"), "%(ratio)s", _("at least %(least)s")),
    "first_noise": Sentence(
        _("distance from the noise of every earlier release"),
        _("the first release of the series"),
        _("there is no earlier one"),
        _("it was not worked out"),
    ),
    "noise_size": Sentence(
        _("chance of so little noise, by group of tables (chi-square)"),
        "%(chances)s",
        _("%(least)s to %(most)s"),
        _("%(chances)s: it is not the noise that is declared"),
    ),
    "sampler": Sentence(
        _("self-test of the sampler: mean and variance of %(draws)s fresh draws"),
        _("%(off)s standard errors off"),
        _("at most %(most)s"),
    ),
    "draw": Sentence(
        _("self-test of the draw: size of fresh noise by the design of the series"),
        _("%(off)s standard errors off"),
        _("at most %(most)s"),
    ),
    "parity": Sentence(
        _("self-test: whether a true count is even, guessed from the digits of two releases"),
        _("right %(right)s times in 100, of %(trials)s trials"),
        _("about 50, as a coin"),
    ),
    "terms": Sentence(_("hash of the terms"), "%(sha256)s…", _("that of the start")),
    "terms_told": Sentence(
        _("schema, menu and mechanism as each release tells them"), _ALL_SAME, _("those of the series"), _OTHERS
    ),
    "calendar": Sentence(
        _("day of the data and hour of publication"),
        _("%(slot)s, release %(number)s of %(horizon)s"),
        _("those of the calendar"),
        _("%(slot)s, release %(number)s of %(horizon)s: not those of the calendar"),
    ),
    "attack": Sentence(
        _("findings, over all releases ever published and this one"),
        _("%(findings)s, in %(cells)s cells, %(identities)s identities, %(programs)s programs, %(tests)s tests"),
        _("none"),
        _("%(findings)s (%(kinds)s), in %(cells)s cells, %(identities)s identities, %(programs)s programs, %(tests)s tests"),
    ),
    "attack_cut_short": Sentence(
        _("findings, over all releases ever published and this one"),
        "%(findings)s",
        _("none, with all programs solved"),
        _("%(findings)s, and the time ran out: nothing is proved"),
    ),
    "show_rule": Sentence(
        _("shown figures that obey the show rule of their tier"),
        _("all %(shown)s shown, %(hidden)s hidden, tier “%(tier)s”"),
        _EVERY_ONE,
        _("not all of %(shown)s: %(failed)s"),
    ),
    "verified": Sentence(
        _("checks of verify_release on the files, chained to the release before"),
        _("%(passed)s of %(checks)s"),
        _EVERY_ONE,
        _("%(passed)s of %(checks)s; failed: %(failed)s"),
    ),
    "file_rows": Sentence(
        _("rows of the downloads, given by the schema alone"),
        _("%(rows)s in %(files)s files"),
        _("as many as the schema says"),
        _("another number in %(other)s"),
    ),
    "file_names": Sentence(
        _("names of the files"), _("%(files)s, the fixed list"), _("the fixed list of the tier"), _("missing or extra: %(other)s")
    ),
    "hour": Sentence(
        _("moment of publication, name and dates"), "%(moment)s", _("those of the calendar"), _("not those of the calendar, %(moment)s")
    ),
    "pages": Sentence(
        _("public pages as they will be, in three languages: what they read, and where their numbers come from"),
        _("%(pages)s pages, %(numbers)s numbers, all from published figures or fixed texts"),
        _("published tables only, every number accounted for"),
        _("of %(pages)s pages: reads other tables: %(reading)s · has a number of unknown origin: %(saying)s · fails: %(broken)s"),
    ),
    "quotes": Sentence(
        _("quotes that come out with it and hold a number, in digits or words"),
        _("none of %(quotes)s"),
        _("none"),
        _("%(saying)s of %(quotes)s"),
    ),
    "difference": Sentence(
        _("difference from release %(before)s"), _("%(changed)s figures change (%(sha256)s…)"), _("worked out")
    ),
    "difference_first": Sentence(
        _("difference from the release before"), _("the first one: %(changed)s figures (%(sha256)s…)"), _("worked out")
    ),
    "signed": Sentence(
        _("signatures of this attempt that stand under this difference"),
        _("%(same)s of %(signatures)s"),
        _EVERY_ONE,
    ),
    "refused": Sentence(_("refused"), "%(said)s", _("no refusal")),
    "unforeseen": Sentence(
        _("check “%(check)s”"),
        "%(kind)s",
        _("that it can be made"),
        _("it could not be made (%(kind)s): a file or a figure does not have its form"),
    ),
}  # fmt: skip
"""By the key of a line."""


@dataclass(frozen=True)
class Spoken:
    """A line as it is shown, with the title of its proof."""

    proof: int
    title: str
    name: str
    figure: str
    bar: str
    passed: bool


def spoken(report: AuditReport | None) -> list[Spoken]:
    """The lines of a report in the active language; none without a report."""
    return [of(line) for line in report.lines] if report else []


def of(line: Mapping[str, Any]) -> Spoken:
    """One stored line in words; an unknown key, of another version of the program, as it stands."""
    sentence = SENTENCES.get(line["key"], Sentence(line["key"], "", ""))
    passed, figures = line["passed"], line["figures"]
    figure = sentence.figure if passed else sentence.failed or sentence.figure
    proof = int(line["proof"])
    name, said, bar = (_filled(text, figures) for text in (sentence.name, figure, sentence.bar))
    return Spoken(proof, str(PROOFS[proof]), name, said, bar, passed)


def _filled(text: Promise | str, figures: Mapping[str, Any]) -> str:
    shown = {name: gettext("none") if value == "" else value for name, value in figures.items()}
    try:
        return str(text) % shown
    except (KeyError, TypeError, ValueError):
        return str(text)
