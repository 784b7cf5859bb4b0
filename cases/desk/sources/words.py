"""A claim in words."""

from django.contrib.humanize.templatetags.humanize import intcomma

from cases.core.translated import in_language
from cases.intake.models import ContextFigure


def number(figure: ContextFigure) -> str:
    """The number with its comparator: "more than 50,000"; empty for a statement."""
    values = [intcomma(value) for value in (figure.value_min, figure.value_max) if value is not None]
    text = " – ".join(dict.fromkeys(values))
    if not text or figure.comparator == ContextFigure.Comparator.EQUAL:
        return text
    return f"{figure.get_comparator_display()} {text}"


def claimed(figure: ContextFigure) -> str:
    """The number and what it counts, or what is said."""
    return ": ".join(part for part in (number(figure), in_language(figure.measure)) if part)


def named(figure: ContextFigure) -> str:
    """The same with its source and speaker, to be chosen from a list."""
    return " · ".join(part for part in (figure.source.code, claimed(figure), figure.said_by) if part)
