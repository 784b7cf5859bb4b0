"""Where the numbers of a page come from."""

import pytest
from django.urls import URLPattern, URLResolver, get_resolver
from pytest_django import Settings

from cases.core.errors import Refused
from cases.desk.auditing import addresses, known
from cases.desk.auditing.numbers import GAP, Fixed, Number, numbers, said, texts_of
from cases.published.models import PublishedIntervention, PublishedRelease
from tests.sample_release import sample_release


def readings(text: str) -> list[tuple[tuple[str, ...], ...]]:
    return [number.readings for number in numbers(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("43 people", [(("43",),)]),
        ("1,200 to 1\u00a0300", [(("1200",), ("1.2",)), (("1300",),)]),
        ("about 8,8", [(("8.8",), ("8", "8"))]),
        ("2026-08-01", [(("2026-08-01",), ("2026", "8", "1"))]),
        ("2026-08-01T00:00:00+00:00", [(("2026-08-01",), ("2026", "8", "1"))]),
        ("2026-08-01T07:00:00+00:00", [(("2026-08-01t07",),), (("0",),), (("0",),), (("0",),), (("0",),)]),
        ("2026년 8월", [(("2026",),), (("8",),)]),
        ("ILO-07", [(("ilo-07",),)]),
        ("1.0", [(("1",),)]),
        ("0123456789abcdef0123456789abcdef", []),
        ("no number", []),
    ],
)
def test_numbers_are_read_in_every_way_they_are_written(text: str, found: list[tuple[tuple[str, ...], ...]]) -> None:
    assert readings(text) == found


def test_a_number_knows_its_neighbours() -> None:
    assert list(numbers("We hold 43 interviews")) == [Number((("43",),), "hold", "interviews")]


def test_a_fixed_text_is_known_in_its_place_only() -> None:
    fixed = Fixed(["fewer than 30 testimonies", f"of {GAP} 11 indicators", "404"])

    def known_in(text: str) -> bool:
        return all(fixed.knows(number) for number in numbers(text))

    assert known_in("There are fewer than 30 testimonies.")
    assert not known_in("We hold 30 testimonies.")
    assert known_in("of 7 indicators") is False
    assert known_in("any 11 indicators")
    assert known_in("404")
    assert not known_in("404 people")


def test_decimals_are_known_in_their_roundings() -> None:
    assert {"6.2304", "6.23", "6.2", "6"} <= said("6.2304")


def test_texts_are_read_where_a_reader_meets_them() -> None:
    html = (
        '<p title="a1">b2 <svg aria-label="c3" width="4"><desc>d5</desc></svg><!-- e6 --><img alt="f7"><i data-n="g8">'
    )
    assert "".join(texts_of(html)).split() == ["a1b2", "c3d5", "e6", "f7g8"]


def test_the_programs_own_texts_hold_no_number_that_fits_everywhere() -> None:
    assert not any(known.fixed().knows(number) for number in numbers(" ".join(f"zzz {n} zzz" for n in range(2000))))


def test_a_release_is_known_by_its_cells_and_by_nothing_else(published_release: PublishedRelease) -> None:
    published = known.Published(sample_release())
    value = next(cell.value for cell in sample_release().cells if cell.value is not None)
    assert published.knows(Number(((str(value),),), "", ""), {"published_cell"})
    assert not published.knows(Number(((str(value),),), "", ""), {"published_site"})
    assert not published.knows(Number((("1043",),), "", ""), {"published_cell", "published_release", "published_file"})


def public(patterns: list[URLPattern | URLResolver]) -> set[str]:
    own = ("staff/", "accounts/")
    return {repr(pattern) for pattern in patterns if not str(pattern.pattern).startswith(own)}


def test_every_public_address_is_audited() -> None:
    """A new one in ``casetracker.urls`` is one here too, so that an office's staff process looks at it."""
    assert public(get_resolver(addresses.URLCONF).url_patterns) == public(get_resolver().url_patterns)


def test_pages_are_looked_at_in_a_process_that_serves_staff_only(
    published_release: PublishedRelease, settings: Settings
) -> None:
    settings.ROOT_URLCONF = "cases.accounts.urls"
    page = next(page for page in addresses.every_page(sample_release()) if page.name == "public:release")
    with addresses.public_side():
        assert "2026-08" in addresses.answer(page)


def test_a_new_kind_of_address_is_refused_until_it_is_taught(
    published_release: PublishedRelease, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(addresses, "_patterns", lambda *_rest: [("public:planet", ["planet"])])
    with pytest.raises(Refused, match="planet"):
        addresses.every_page(sample_release())


def test_the_quarter_of_an_action_is_known_by_its_year_where_the_page_reads_actions(
    published_release: PublishedRelease,
) -> None:
    PublishedIntervention.objects.create(
        code="INT-007", position=7, quarter="2031-Q3", kind="letter", kind_label={"en": "letter"},
        addressee={"en": "x"}, summary={"en": "x"}, outcome="waiting", outcome_label={"en": "no answer yet"},
    )  # fmt: skip
    published = known.Published(sample_release())
    year, code, other = numbers("July to September 2031 INT-007 and 7")
    assert published.knows(year, ["published_intervention"])
    assert published.knows(code, ["published_intervention"])
    assert not published.knows(year, ["published_cell"])
    assert not published.knows(other, ["published_intervention"])
