"""Chains of copies, as far as somebody sees them, and text that two sources share."""

import pytest
from pytest_django import DjangoAssertNumQueries

from cases.casework.actions import create_case
from cases.casework.models import Case
from cases.desk.sources.copies import chain_of, shared_of
from cases.intake.actions import edit_source, register_source
from cases.intake.models import Source
from cases.intake.repeats import KnownText
from tests.conftest import Cast
from tests.unit.intake.test_repeats import ARTICLE, BLOCK


def registered(cast: Cast, case: Case, title: str, origin: Source | None = None) -> Source:
    return register_source(by=cast.coder, case=case, kind="press", title=title, language="en", derived_from=origin)


def test_chain_goes_up_to_the_root_and_down_to_copies_of_copies(
    cast: Cast, case: Case, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    root = registered(cast, case, "root")
    middle = registered(cast, case, "middle", root)
    copy = registered(cast, case, "copy", middle)
    with django_assert_num_queries(1):
        chain = chain_of(copy, cast.coder)
    assert (chain.origins, chain.root, chain.copies) == ([middle, root], root, [])
    chain = chain_of(root, cast.coder)
    assert (chain.origins, chain.root, chain.copies) == ([], None, [(1, middle), (2, copy)])
    assert chain.keys == {middle.pk, copy.pk}


def test_ring_of_copies_ends(cast: Cast, case: Case) -> None:
    first = registered(cast, case, "first")
    second = registered(cast, case, "second", first)
    third = registered(cast, case, "third", second)
    edit_source(by=cast.coder, source=first, derived_from=third)
    first.refresh_from_db()
    chain = chain_of(first, cast.coder)
    assert chain.origins == [third, second]
    assert [source for _steps, source in chain.copies] == [second, third]


def test_source_of_another_team_ends_the_chain(cast: Cast, case: Case) -> None:
    hidden = registered(cast, create_case(by=cast.coder, title="Hidden", slug="hidden"), "hidden")
    copy = registered(cast, case, "copy", hidden)
    assert chain_of(copy, cast.coder).origins == [hidden]
    assert chain_of(copy, cast.interviewer).origins == []


@pytest.mark.parametrize("known", [True, False])
def test_shared_paragraphs_are_counted_once_and_say_what_to_do(cast: Cast, case: Case, known: bool) -> None:
    """The article prints six paragraphs twice; another source that has two of them shares two."""
    article = registered(cast, case, "article")
    other = registered(cast, case, "other", article if known else None)
    alone = registered(cast, case, "alone")
    others = [(alone, "Nothing of it stands in here, not one paragraph."), (other, "\n".join(BLOCK[:2]))]
    (found,) = shared_of(KnownText(ARTICLE), others, chain_of(article, cast.coder))
    assert (found.source, found.count, found.known) == (other, 2, known)
    assert f"Shares 2 paragraphs with {other.code}" in found.sentence
    assert ("perhaps copied" in found.sentence) is not known
