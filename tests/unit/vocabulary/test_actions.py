"""Codes are added, relabelled and retired; none ever changes its meaning, and each change is a new version."""

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from cases.core.errors import NotAllowed, Refused
from cases.core.models import AuditEvent, Revision
from cases.vocabulary.actions import edit_category, load_vocabulary, retire_category
from cases.vocabulary.loading import VocabularyFiles
from cases.vocabulary.models import AbuseCategory, LegalInstrument, Place, Sector, StateTreaty, VocabularyVersion
from tests.conftest import Cast
from tests.unit.vocabulary.conftest import FILES, TREATY, category, changed, place

DAY = dt.date(2026, 1, 31)


def code(name: str) -> AbuseCategory:
    return AbuseCategory.objects.get(code=name)


def everything() -> list[Any]:
    """Every row of the vocabulary, with its indicators."""
    models = (AbuseCategory, Sector, Place, LegalInstrument, StateTreaty, VocabularyVersion)
    rows = [list(model._default_manager.order_by("pk").values()) for model in models]
    return [*rows, sorted(AbuseCategory.objects.values_list("code", "indicators__code"), key=str)]


def version() -> int:
    return VocabularyVersion.objects.latest("number").number


# Loading


def test_load(cast: Cast, loaded: VocabularyFiles) -> None:
    assert AbuseCategory.objects.count() == 6
    assert code("WRK-01").family == code("WRK")
    assert [indicator.code for indicator in code("WRK-01").indicators.all()] == ["ILO-01"]
    assert Place.objects.get(code="RU-D-FE").parent == Place.objects.get(code="RU")
    assert version() == 1


def test_load_counts(cast: Cast) -> None:
    first = load_vocabulary(by=cast.administrator, files=FILES)
    again = load_vocabulary(by=cast.administrator, files=FILES)
    assert (first.added, first.present, first.completed, first.version) == (10, 0, 0, 1)
    assert (again.added, again.present, again.completed, again.version) == (0, 10, 0, 1)


def test_second_load_changes_nothing(cast: Cast, loaded: VocabularyFiles) -> None:
    """No row, no version, no event."""
    before, events = everything(), AuditEvent.objects.count()
    load_vocabulary(by=cast.administrator, files=loaded)
    assert everything() == before
    assert AuditEvent.objects.count() == events


def test_load_takes_an_administrator(cast: Cast) -> None:
    for person in (cast.coder, cast.lead, cast.dpo):
        with pytest.raises(NotAllowed):
            load_vocabulary(by=person, files=FILES)
    assert not AbuseCategory.objects.exists()


@pytest.mark.parametrize(
    "values",
    [
        {"facet": "setting"},
        {"family": "ILO"},
        {"definition": {"en": "something wider"}},
        {"definition": {}},
        {"indicators": []},
        {"indicators": ["ILO-01", "ILO"]},
        {"ilo_dimension": "recruit"},
        {"ilo_element": "I"},
    ],
    ids=lambda values: "-".join(values),
)
def test_changed_meaning_is_refused(cast: Cast, loaded: VocabularyFiles, values: dict[str, Any]) -> None:
    """And what else the files would have added is not there either."""
    before = everything()
    files = changed("categories", "WRK-01", **values)
    files.categories.insert(0, category("AAA", None))
    with pytest.raises(Refused, match=rf"WRK-01 .*{next(iter(values))}"):
        load_vocabulary(by=cast.administrator, files=files)
    assert everything() == before


@pytest.mark.parametrize(
    ("kind", "name", "values"),
    [
        ("places", "RU-D-FE", {"public_area": "siberia"}),
        ("places", "RU-D-FE", {"kind": "federal_subject"}),
        ("sectors", "forestry", {"definition": {"en": "Anything in a forest."}}),
        ("instruments", "ICCPR", {"year": 1989}),
    ],
)
def test_changed_meaning_of_another_code_is_refused(
    cast: Cast, loaded: VocabularyFiles, kind: str, name: str, values: dict[str, Any]
) -> None:
    """A place in another public area, a wider sector, another treaty: as load_vocabulary says of every code."""
    with pytest.raises(Refused, match=name):
        load_vocabulary(by=cast.administrator, files=changed(kind, name, **values))


@pytest.mark.parametrize(
    "files",
    [
        replace(FILES, places=[*FILES.places, place("XX-1", "city", "XX")]),
        replace(FILES, treaties=[TREATY | {"state": "XX"}]),
        replace(FILES, treaties=[TREATY | {"instrument": "XX"}]),
    ],
    ids=["parent", "state", "instrument"],
)
def test_unknown_code_is_refused(cast: Cast, files: VocabularyFiles) -> None:
    """File and code are named, and nothing at all is stored."""
    with pytest.raises(Refused, match=r"\.csv names the unknown code XX"):
        load_vocabulary(by=cast.administrator, files=files)
    assert not AbuseCategory.objects.exists()
    assert not VocabularyVersion.objects.exists()


@pytest.mark.parametrize(
    "files",
    [
        replace(FILES, places=[place("RU", "continent", None)]),
        replace(FILES, places=[place("RU-1", "city", None)]),
        replace(FILES, sectors=[{"code": "x", "labels": {"ko": "임업"}, "definition": {}}]),
        replace(FILES, categories=[category("WRK", None, selectable=True)]),
        replace(FILES, treaties=[TREATY | {"until": "soon"}]),
    ],
    ids=["kind", "no parent", "no English", "family that is coded", "date"],
)
def test_invalid_line_stores_nothing(cast: Cast, files: VocabularyFiles) -> None:
    with pytest.raises((ValidationError, Refused)):
        load_vocabulary(by=cast.administrator, files=files)
    assert not AbuseCategory.objects.exists()
    assert not Place.objects.exists()


def test_edited_labels_survive_a_reload(cast: Cast, loaded: VocabularyFiles) -> None:
    """What staff wrote wins over the files, also a translated definition's other languages."""
    labels = {"en": "Long hours", "ko": "장시간 노동"}
    edit_category(by=cast.administrator, category=code("WRK-01"), labels=labels, legal_basis={"en": "ILO C29"})
    load_vocabulary(by=cast.administrator, files=loaded)
    assert (code("WRK-01").labels, code("WRK-01").legal_basis) == (labels, {"en": "ILO C29"})


def test_retired_code_stays_retired_after_a_reload(cast: Cast, loaded: VocabularyFiles) -> None:
    retire_category(by=cast.administrator, category=code("WRK-01"), on=DAY)
    load_vocabulary(by=cast.administrator, files=loaded)
    assert (code("WRK-01").valid_to, code("WRK-01").selectable) == (DAY, False)


def test_load_adds_the_languages_that_are_missing(cast: Cast, loaded: VocabularyFiles) -> None:
    """An office that loaded English texts gets Korean and Russian ones, as a new version, with a revision each."""
    words = {"en": "definition of WRK-01", "ko": "정의", "ru": "определение"}
    files = changed("categories", "WRK-01", definition=words)
    files = replace(files, sectors=changed("sectors", "forestry", definition={"en": "Felling.", "ko": "벌채."}).sectors)
    again = load_vocabulary(by=cast.administrator, files=files)
    assert (again.added, again.completed, again.version) == (0, 2, 2)
    assert code("WRK-01").definition == words
    assert Sector.objects.get().definition == {"en": "Felling.", "ko": "벌채."}
    assert Revision.objects.filter(subject_uuid=code("WRK-01").pk).count() == 2
    assert Revision.objects.filter(subject_uuid=code("WRK-02").pk).count() == 1


def test_load_adds_the_languages_of_signs(cast: Cast, loaded: VocabularyFiles) -> None:
    """The first files had signs in English only; an office's own English gets no translation of another one."""
    signs = {"en": "Start, end", "ko": "시작과 끝", "ru": "Начало, конец"}
    edit_category(by=cast.administrator, category=code("WRK-01"), interview_signs={"en": "Start, end"})
    edit_category(by=cast.administrator, category=code("WRK-02"), interview_signs={"en": "Days off"})
    files = changed("categories", "WRK-01", interview_signs=signs)
    files = replace(
        files,
        categories=[
            line | {"interview_signs": signs} if line["code"] == "WRK-02" else line for line in files.categories
        ],
    )
    assert load_vocabulary(by=cast.administrator, files=files).completed == 1
    assert (code("WRK-01").interview_signs, code("WRK-02").interview_signs) == (signs, {"en": "Days off"})


def test_load_replaces_no_text(cast: Cast, loaded: VocabularyFiles) -> None:
    """A Korean text of the office's own stays; the Russian one that it lacks is added."""
    own = {"en": "UDHR 24", "ko": "세계인권선언 스물네째 조"}
    edit_category(by=cast.administrator, category=code("WRK-01"), legal_basis=own)
    law = {"en": "UDHR 24", "ko": "세계인권선언 제24조", "ru": "ст. 24"}
    load_vocabulary(by=cast.administrator, files=changed("categories", "WRK-01", legal_basis=law))
    assert code("WRK-01").legal_basis == own | {"ru": "ст. 24"}


@pytest.mark.parametrize("own", [{"en": "UDHR 23"}, {}], ids=["another law", "none"])
def test_load_translates_the_office_s_own_law_with_nothing(
    cast: Cast, loaded: VocabularyFiles, own: dict[str, str]
) -> None:
    """The file's Korean says what the file's English says: under another English text it would be wrong."""
    edit_category(by=cast.administrator, category=code("WRK-01"), legal_basis=own)
    law = {"en": "UDHR 24", "ko": "세계인권선언 제24조"}
    again = load_vocabulary(by=cast.administrator, files=changed("categories", "WRK-01", legal_basis=law))
    assert (code("WRK-01").legal_basis, again.completed) == (own, 0)


def test_completed_vocabulary_is_complete(cast: Cast, loaded: VocabularyFiles) -> None:
    """The second load of translated files changes nothing: no row, no version, no event."""
    files = changed("categories", "WRK-01", definition={"en": "definition of WRK-01", "ko": "정의"})
    load_vocabulary(by=cast.administrator, files=files)
    before, events = everything(), AuditEvent.objects.count()
    load_vocabulary(by=cast.administrator, files=files)
    assert everything() == before
    assert AuditEvent.objects.count() == events


# Versions


def test_version_grows_with_each_change(cast: Cast, loaded: VocabularyFiles) -> None:
    """Adding, editing, retiring: one each; the old ones stay, each with a content of its own."""
    edit_category(by=cast.administrator, category=code("WRK-01"), labels={"en": "Hours"})
    retire_category(by=cast.administrator, category=code("WRK-02"), on=DAY)
    files = replace(FILES, sectors=[*FILES.sectors, {"code": "fishing", "labels": {"en": "Fishing"}, "definition": {}}])
    assert load_vocabulary(by=cast.administrator, files=files).version == 4
    versions = VocabularyVersion.objects.order_by("number")
    assert [row.number for row in versions] == [1, 2, 3, 4]
    assert len({row.content_sha256 for row in versions}) == 4


def test_version_grows_with_a_treaty(cast: Cast, loaded: VocabularyFiles) -> None:
    """What binds a State decides generated legal paragraphs: a release must be able to name it."""
    load_vocabulary(by=cast.administrator, files=replace(FILES, treaties=[TREATY]))
    assert StateTreaty.objects.exists()
    assert version() == 2


def test_unchanged_edit_makes_no_version(cast: Cast, loaded: VocabularyFiles) -> None:
    before, events = everything(), AuditEvent.objects.count()
    edit_category(by=cast.administrator, category=code("WRK-01"), labels=code("WRK-01").labels)
    assert everything() == before
    assert AuditEvent.objects.count() == events


# Editing and retiring


@pytest.mark.parametrize("labels", [{}, {"ko": "노동"}, {"en": ""}, {"en": "a", "de": "b"}])
def test_labels_need_english(cast: Cast, loaded: VocabularyFiles, labels: dict[str, str]) -> None:
    with pytest.raises(ValidationError):
        edit_category(by=cast.administrator, category=code("WRK-01"), labels=labels)
    assert code("WRK-01").labels == {"en": "label of WRK-01"}


def test_retire_with_a_successor(cast: Cast, loaded: VocabularyFiles) -> None:
    retire_category(by=cast.administrator, category=code("WRK-01"), on=DAY, replaced_by=code("WRK-02"))
    retired = code("WRK-01")
    assert (retired.valid_to, retired.replaced_by, retired.selectable) == (DAY, code("WRK-02"), False)
    assert retired.definition == {"en": "definition of WRK-01"}


def test_retired_twice_is_refused(cast: Cast, loaded: VocabularyFiles) -> None:
    """Also with the record as it was loaded before: the first day stands."""
    before = code("WRK-01")
    retire_category(by=cast.administrator, category=before, on=DAY)
    for record in (before, code("WRK-01")):
        with pytest.raises(Refused, match="WRK-01 is retired already"):
            retire_category(by=cast.administrator, category=record, on=DAY + dt.timedelta(days=1))
    assert code("WRK-01").valid_to == DAY


@pytest.mark.parametrize("name", ["WRK", "ILO", "ILO-01"])
def test_family_or_indicator_is_not_retired(cast: Cast, loaded: VocabularyFiles, name: str) -> None:
    with pytest.raises(Refused, match="only a code that is coded"):
        retire_category(by=cast.administrator, category=code(name), on=DAY)
    assert code(name).valid_to is None


@pytest.mark.parametrize("successor", ["ILO-01", "WRK-03", "WRK-01", "WRK"])
def test_wrong_successor_is_refused(cast: Cast, loaded: VocabularyFiles, successor: str) -> None:
    """An indicator, a retired code, the code itself, a family, which nobody can code with."""
    retire_category(by=cast.administrator, category=code("WRK-03"), on=DAY)
    with pytest.raises((Refused, ValidationError)):
        retire_category(by=cast.administrator, category=code("WRK-01"), on=DAY, replaced_by=code(successor))
    assert code("WRK-01").valid_to is None


def test_edit_and_retire_take_an_administrator(cast: Cast, loaded: VocabularyFiles) -> None:
    with pytest.raises(NotAllowed):
        edit_category(by=cast.lead, category=code("WRK-01"), labels={"en": "x"})
    with pytest.raises(NotAllowed):
        retire_category(by=cast.lead, category=code("WRK-01"), on=DAY)
    assert version() == 1
