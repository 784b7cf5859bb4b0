"""Text as people paste it, made plain: one kind of line end, nothing that cannot be seen or that turns a line round."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

LONGEST = 500_000
"""Characters of a box: an interview of a whole day has some 100,000."""

LONGEST_LINE = 1000

_LINE_ENDS = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
_UNSEEN = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufeff\u202a-\u202e\u2066-\u2069]")
"""Control characters, halves of a character, byte order marks, and overrides and isolates of the direction of writing:
with those a text can show other words than it holds. The two marks that Arabic and Hebrew need stay."""


def plain(text: str) -> str:
    """The text without control characters and turning marks; every kind of line end is a line feed.

    Word pastes a line break as a vertical tab and a page break as a form feed. Nothing visible is changed.
    """
    return _UNSEEN.sub("", _LINE_ENDS.sub("\n", text))


class PlainTextField(forms.CharField):
    """A text made plain. One that is too long is refused whole: a browser that cut it would do so in silence."""

    def __init__(self, *, longest: int, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.longest = longest
        # Django's own check refuses the zero character, which is taken out before.
        self.validators = [self._check_length]

    def to_python(self, value: Any) -> str:
        return plain(super().to_python(value) or "")

    def _check_length(self, text: str) -> None:
        if len(text) > self.longest:
            raise ValidationError(
                _("This text has %(count)s characters, and this box holds %(most)s: attach the rest as a file.")
                % {"count": len(text), "most": self.longest}
            )
