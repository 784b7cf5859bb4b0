"""One person's indicators with the acts behind each, and the forced-labour screen with its reasons.

The screen (domain brief 2.1, after ILO *Hard to see, harder to count*, 2nd ed. 2012, and the 20th ICLS guidelines of
2018: checked against neither yet, so proposed): it is met when, in one dimension, acts present give both
involuntariness and a menace of penalty (coercion), and one of these acts is strong. An act that the vocabulary marks
"both" gives both elements, so that a single strong one meets it: debt bondage is entered unfreely and holds by a
penalty. It is a screen and no finding: it says whose account a lawyer should read first.
"""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cases.core.translated import in_language
from cases.vocabulary.models import AbuseCategory

from .indicators import TELLER, Indicator, answer_of, told_by_witnesses
from .models import Act
from .overrides import standing

Element, Strength = AbuseCategory.Element, AbuseCategory.Strength

DIMENSIONS = {
    "UF": _("unfree recruitment"),
    "WL": _("work and life under duress"),
    "IL": _("impossibility of leaving"),
}


@dataclass(frozen=True)
class Reason:
    """One act that points to an indicator, and whether it was done to the person in a labour situation of theirs."""

    act: Act
    own: bool

    @property
    def aside(self) -> str:
        """Why an act that is present is no report about the person; empty where it is one."""
        if self.own or self.act.state != Act.State.PRESENT:
            return ""
        if self.act.situation_id is None:
            return gettext("it is tied to no labour situation, so it leaves the answer unclear")
        return gettext("it was done to others, or in somebody else's work, so it leaves the answer unclear")


@dataclass
class Line:
    """One of the eleven indicators, its answer, and every act that points to it."""

    category: AbuseCategory
    indicator: Indicator
    reasons: list[Reason] = field(default_factory=list)

    @property
    def label(self) -> str:
        """Its name without the code."""
        return in_language(self.category.labels)

    @property
    def giving(self) -> list[Reason]:
        """The acts that give what is derived; the others say something weaker."""
        return [reason for reason in self.reasons if reason.act.pk in self.indicator.acts]

    @property
    def others(self) -> list[Reason]:
        return [reason for reason in self.reasons if reason.act.pk not in self.indicator.acts]


@dataclass(frozen=True)
class Dimension:
    """One dimension of forced labour: the acts that give each of its two elements."""

    label: Promise
    involuntariness: Sequence[Act]
    coercion: Sequence[Act]

    @property
    def met(self) -> bool:
        return not self.missing

    @property
    def missing(self) -> list[str]:
        """What would have to be there as well, in words; empty when the screen is met here."""
        found = []
        if not self.involuntariness:
            found.append(gettext("involuntariness"))
        if not self.coercion:
            found.append(gettext("coercion (menace of a penalty)"))
        if not any(is_strong(act) for act in (*self.involuntariness, *self.coercion)):
            found.append(gettext("an act that counts as strong"))
        return found


@dataclass(frozen=True)
class Screen:
    """The screen of one person, dimension by dimension."""

    dimensions: Sequence[Dimension]

    @property
    def met(self) -> bool:
        return any(dimension.met for dimension in self.dimensions)

    @property
    def sentence(self) -> str:
        """What it says, with its limits: never a bare yes or no."""
        where = ", ".join(str(dimension.label) for dimension in self.dimensions if dimension.met)
        if where:
            return gettext("The reported acts meet the screen in: %(where)s. This is a screen, not a finding.") % {
                "where": where
            }
        return gettext(
            "The reported acts do not meet the screen. What was not asked may still have happened; "
            "this is a screen, not a finding."
        )


@dataclass(frozen=True)
class Profile:
    """What the acts say about one person."""

    lines: Sequence[Line]
    screen: Screen

    @property
    def reported(self) -> list[Line]:
        return [line for line in self.lines if line.indicator.answer == "reported"]


def is_strong(act: Act) -> bool:
    """Whether its category counts as strong (proposed; see the vocabulary)."""
    return act.category.ilo_strength == Strength.STRONG


def profile(acts: QuerySet[Act], person: uuid.UUID, *, overridden: bool = True) -> Profile:
    """The eleven indicators and the screen of one person (``Witness.person``), from these acts. Six statements.

    Without ``overridden`` what reviewers said is left out: it would tell a blind coder what others found.
    """
    told = told_by_witnesses(acts).filter(**{TELLER: person}).select_related("situation")
    # Of many acts, few categories and testimonies: a join would read a long account once for each act.
    found = list(told.prefetch_related("category__indicators", "testimony").order_by("code"))
    eleven = AbuseCategory.objects.filter(facet=AbuseCategory.Facet.INDICATOR, family__isnull=False).order_by("code")
    said = standing().get(person, {}) if overridden else {}
    lines = {one.code: Line(one, Indicator(override=said.get(one.code))) for one in eleven}
    for act in found:
        own: bool = act.own  # type: ignore[attr-defined]  # annotated
        for category in act.category.indicators.all():
            if category.code in lines:
                lines[category.code].indicator.hear(answer_of(act.state, own=own), act.pk)
                lines[category.code].reasons.append(Reason(act, own))
    return Profile(list(lines.values()), screen(act for act in found if act.own))  # type: ignore[attr-defined]


def screen(acts: Iterable[Act]) -> Screen:
    """The screen over acts that were done to one person in their labour situations; those not present give nothing."""
    present = [act for act in acts if act.state == Act.State.PRESENT]
    return Screen([_dimension(code, label, present) for code, label in DIMENSIONS.items()])


def _dimension(code: str, label: Promise, present: Sequence[Act]) -> Dimension:
    here = [act for act in present if code in act.category.ilo_dimension.split("/")]
    involuntary, coercive = (
        [act for act in here if act.category.ilo_element in (element, Element.BOTH)]
        for element in (Element.INVOLUNTARINESS, Element.COERCION)
    )
    return Dimension(label, involuntary, coercive)
