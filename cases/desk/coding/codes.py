"""The codes that can be pressed: the most used of the case with a digit, and all others by family."""

import uuid
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from cases.accounts.models import User
from cases.casework.models import Case
from cases.coding.models import Act
from cases.core.translated import LANGUAGES, in_language
from cases.vocabulary.models import AbuseCategory

DIGITS = 8
DRAWN = (
    "code", "labels", "definition", "interview_signs", "legal_review", "restricted", "describe",
    "family__code", "family__labels",
)  # fmt: skip
"""The columns of a code that are drawn: each text is there in three languages."""
RECENT = 500
"""Of so many acts coded last in the case, the most used codes are counted."""


@dataclass(frozen=True)
class Code:
    """A code that can be pressed. ``digit`` is the key that applies it; ``hidden`` until asked for or found."""

    category: AbuseCategory
    digit: str = ""
    hidden: bool = False

    @property
    def code(self) -> str:
        return self.category.code

    @property
    def name(self) -> str:
        return in_language(self.category.labels)

    @property
    def definition(self) -> str:
        return in_language(self.category.definition)

    @property
    def signs(self) -> str:
        return in_language(self.category.interview_signs)

    @property
    def search(self) -> str:
        """What a search compares: the code and the names in every language."""
        return searched(" ".join([self.code, *(self.category.labels.get(language, "") for language in LANGUAGES)]))

    def fits(self, wanted: str) -> bool:
        """Whether every part of what is looked for stands in it."""
        return all(part in self.search for part in wanted.split())


@dataclass(frozen=True)
class Family:
    """A family with its codes, and its legal findings, which only a legal reviewer sets."""

    name: str
    codes: list[Code]
    legal: list[AbuseCategory]

    @property
    def hidden(self) -> bool:
        """Whether nothing of it is shown before a restricted code is asked for."""
        return all(code.hidden for code in self.codes)


@dataclass(frozen=True)
class Codes:
    """The list beside the text; ``found`` says whether a search left anything."""

    most_used: list[Code]
    families: list[Family]
    find: str = ""
    restricted: bool = False

    @property
    def found(self) -> bool:
        return any(not code.hidden for family in self.families for code in family.codes)

    @property
    def has_hidden_restricted(self) -> bool:
        return not self.restricted and any(c.category.restricted for f in self.families for c in f.codes)


def searched(text: str) -> str:
    """A text as a search compares it: small letters, single blanks."""
    return " ".join(text.casefold().split())


def codes_for(user: User, case: Case, *, find: str = "", restricted: bool = False) -> Codes:
    """Every act that can be coded now; with ``find``, what matches it, restricted codes too. Two statements."""
    offered = AbuseCategory.objects.filter(facet=AbuseCategory.Facet.ACT, selectable=True, valid_to=None)
    categories = list(offered.select_related("family").only(*DRAWN))
    wanted = searched(find)
    digits = {code: str(number) for number, code in enumerate(_most_used(user, case, categories), start=1)}
    families: dict[uuid.UUID | None, list[AbuseCategory]] = {}
    for category in categories:
        families.setdefault(category.family_id, []).append(category)
    listed = [_family(str(some[0].family), some, digits, wanted, restricted) for some in families.values()]
    by_code = {code.code: code for family in listed for code in family.codes}
    return Codes([] if wanted else [by_code[code] for code in digits], listed, find, restricted)


def _family(
    name: str, categories: Sequence[AbuseCategory], digits: dict[str, str], wanted: str, restricted: bool
) -> Family:
    codes = []
    for category in categories:
        if not category.legal_review:
            plain = Code(category)
            hidden = not plain.fits(wanted) if wanted else category.restricted and not restricted
            codes.append(Code(category, digits.get(category.code, ""), hidden))
    return Family(name, codes, [one for one in categories if one.legal_review and not one.restricted])


def _most_used(user: User, case: Case, categories: Sequence[AbuseCategory]) -> list[str]:
    """The codes with a digit: those coded most often of late, then the first of the vocabulary, in whose order they come."""
    offered = [one for one in categories if not (one.legal_review or one.restricted or one.describe)]
    recent = Act.objects.visible_to(user).filter(event__case=case).order_by("-code")
    counted = Counter(recent.values_list("category__code", flat=True)[:RECENT])
    ranked = sorted(offered, key=lambda one: -counted[one.code])
    return [one.code for one in ranked[:DIGITS]]
