"""The vocabulary's files are read whole and right, or refused in one sentence that names the place."""

from pathlib import Path

import pytest

from cases.core.errors import Refused
from cases.vocabulary.loading import VocabularyFiles, read_folder

FILES = {
    "taxonomy.csv": (
        "code,parent,level,selectable,legal_review,restricted,label_en,label_ko,label_ru,"
        "definition_en,definition_ko,definition_ru,ilo_indicators,ilo_dimension,ilo_element,ilo_strength_proposed,"
        "legal_basis_en,legal_basis_ko,legal_basis_ru,interview_signs_en,interview_signs_ko,interview_signs_ru\n"
        "ILO,,1,0,0,0,Indicators,,,,,,,,,,,,,,,\n"
        "ILO-01,ILO,2,0,0,0,Abuse of vulnerability,,,,,,ILO-01,,,,,,,,,\n"
        "WRK,,1,0,0,0,Work,노동,,,,,,,,,,,,,,\n"
        'WRK-01,WRK,2,1,0,1,Long hours,장시간 노동,,"Hours, too long",너무 긴 노동시간,,ILO-01,recruit,C,M,UDHR 24,,ст. 24,"Start, end",시작과 끝,\n'
        "WRK-99,WRK,2,1,0,0,Other,,,,,,,,,,,,,,,\n"
    ),
    "sectors.csv": (
        "code,label_en,label_ko,label_ru,definition_en,definition_ko,definition_ru\nforestry,Forestry,임업,,Felling.,벌채.,\n"
    ),
    "places.csv": (
        "code,kind,parent,iso,public_area,name_en,name_ko,name_ru\n"
        "RU,country,,RU,,Russia,,\nRU-D-FE,federal_district,RU,,far_east,Far East,,\n"
    ),
    "legal_instruments.csv": "code,kind,year,title_en,title_ko,title_ru,short_en\nICCPR,treaty,1966,Covenant,,,ICCPR\n",
    "state_treaties.csv": (
        "state,instrument,status,from_year,until,note_en,verified,source\nRU,ICCPR,party,1973,,A note,0,UN\n"
    ),
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The five files, small and right."""
    for name, text in FILES.items():
        (tmp_path / name).write_text(text)
    return tmp_path


def refusal(folder: Path) -> str:
    with pytest.raises(Refused) as refused:
        read_folder(folder)
    return str(refused.value)


def test_read_folder(folder: Path) -> None:
    files = read_folder(folder)
    act = files.categories[3]
    assert (act["code"], act["family"], act["facet"], act["indicators"]) == ("WRK-01", "WRK", "act", ["ILO-01"])
    assert act["labels"] == {"en": "Long hours", "ko": "장시간 노동"}
    assert act["definition"] == {"en": "Hours, too long", "ko": "너무 긴 노동시간"}
    assert act["legal_basis"] == {"en": "UDHR 24", "ru": "ст. 24"}
    assert act["interview_signs"] == {"en": "Start, end", "ko": "시작과 끝"}
    assert files.categories[4]["interview_signs"] == {}
    assert files.sectors[0]["definition"] == {"en": "Felling.", "ko": "벌채."}
    assert (act["selectable"], act["legal_review"], act["restricted"], act["describe"]) == (True, False, True, False)
    assert files.categories[4]["describe"]
    assert files.categories[1]["facet"] == "indicator"
    assert files.instruments[0]["year"] == 1966
    assert (files.treaties[0]["from_year"], files.treaties[0]["until"]) == (1973, None)


def test_indicator_is_not_derived_from_itself(folder: Path) -> None:
    assert read_folder(folder).categories[1]["indicators"] == []


def test_own_files_are_complete(all_files: VocabularyFiles) -> None:
    """The files in data/vocabulary have English labels throughout, and no code twice."""
    for lines in (all_files.categories, all_files.sectors, all_files.places, all_files.instruments):
        assert lines
        assert all(line["labels"].get("en") for line in lines)
        assert len({line["code"] for line in lines}) == len(lines)


@pytest.mark.parametrize("name", FILES)
def test_missing_file(folder: Path, name: str) -> None:
    (folder / name).unlink()
    assert name in refusal(folder)


@pytest.mark.parametrize("name", FILES)
def test_missing_column(folder: Path, name: str) -> None:
    """The whole last column is cut away."""
    lines = [line.rpartition(",")[0] for line in FILES[name].splitlines()]
    (folder / name).write_text("\n".join(lines))
    assert refusal(folder).startswith(f"{name} has other columns")


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("change", ["too many", "too few", "no code", "one word"])
def test_bad_row(folder: Path, name: str, change: str) -> None:
    """The sentence names file and row."""
    *lines, last = FILES[name].splitlines()
    bad = {
        "too many": f"{last},more",
        "too few": last.rpartition(",")[0],
        "no code": "," + last.partition(",")[2],
        "one word": "word",
    }[change]
    (folder / name).write_text("\n".join([*lines, bad]))
    assert f"{name}, row {len(lines) + 1} " in refusal(folder)


@pytest.mark.parametrize("content", ["코드".encode("cp949"), "code".encode("utf-16"), b'code,"open', b"code\0"])
def test_no_csv_in_utf8(folder: Path, content: bytes) -> None:
    """Saved by an old office program, cut inside quotes, or no text at all."""
    (folder / "sectors.csv").write_bytes(FILES["sectors.csv"].encode() + content)
    assert refusal(folder).startswith("sectors.csv")


def test_empty_file(folder: Path) -> None:
    (folder / "sectors.csv").write_text("")
    assert refusal(folder).startswith("sectors.csv has other columns")


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        ("WRK-01,WRK", "WRK-01,XXX", "XXX"),
        (",ILO-01,recruit", ",ILO-01;ILO-77,recruit", "ILO-77"),
        ("WRK-99,WRK", "WRK-01,WRK", "twice"),
        ("WRK,,1", "WRK,WRK,1", "unknown code WRK"),
    ],
    ids=["unknown family", "unknown indicator", "code twice", "own family"],
)
def test_codes_of_the_taxonomy(folder: Path, old: str, new: str, named: str) -> None:
    """They fit together before anything is stored."""
    assert old in FILES["taxonomy.csv"]
    (folder / "taxonomy.csv").write_text(FILES["taxonomy.csv"].replace(old, new))
    assert named in refusal(folder)


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("taxonomy.csv", "WRK-01,WRK,2,1,0,1", "WRK-01,WRK,2,1,0,yes"),
        ("taxonomy.csv", "WRK-01,WRK,2,1,0,1", "WRK-01,WRK,2,1,TRUE,1"),
        ("legal_instruments.csv", "1966", "19x6"),
        ("legal_instruments.csv", "1966", "196²"),
        ("state_treaties.csv", "1973", "in 1973"),
        ("sectors.csv", "벌채.,\n", "벌채.,\nforestry,Mining,,,,,\n"),
        ("taxonomy.csv", '"Hours, too long"', ""),
        ("taxonomy.csv", '"Start, end"', ""),
        ("sectors.csv", "Felling.", ""),
        ("places.csv", "Far East,,\n", "Far East,,\nRU,country,,RU,,Ruritania,,\n"),
    ],
    ids=[
        "restricted yes",
        "review TRUE",
        "year",
        "year with a superscript",
        "from year",
        "sector twice",
        "definition without English",
        "signs without English",
        "sector's definition without English",
        "place twice",
    ],
)
def test_value_that_is_not_as_it_should_be(folder: Path, name: str, old: str, new: str) -> None:
    """A flag or year that is misread in silence is worse than a refusal: "restricted" would be lost."""
    assert old in FILES[name]
    (folder / name).write_text(FILES[name].replace(old, new))
    assert name in refusal(folder)
