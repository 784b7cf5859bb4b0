"""What a page outside the admin must know of the database it stands on."""

from django import template

from cases.core.models import Installation

register = template.Library()


@register.simple_tag
def is_demonstration() -> bool:
    """Whether everything entered here is fictional."""
    return Installation.objects.filter(kind=Installation.Kind.DEMO).exists()
