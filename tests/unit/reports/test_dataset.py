"""A release as schema.org describes data sets."""

import json
from dataclasses import replace

import pytest

from cases.reports.dataset import Distribution, dataset_jsonld
from tests.sample_release import sample_release

ADDRESS = "https://example.org/en/releases/2026-08/"
FILES = [
    Distribution("cells.csv", "https://example.org/data/2026-08/cells.csv", "text/csv; charset=utf-8", 12, "a" * 64)
]


@pytest.mark.parametrize("language", ["en", "ko", "ru"])
def test_description_is_complete_in_each_language(language: str) -> None:
    release = sample_release()
    file = dataset_jsonld(release, FILES, language=language, address=ADDRESS)
    found = json.loads(file.content)
    assert (found["@context"], found["@type"], found["@id"]) == ("https://schema.org/", "Dataset", ADDRESS)
    assert (found["inLanguage"], found["version"], found["datePublished"]) == (language, "2026-08", "2026-08-01")
    assert found["license"] == "https://creativecommons.org/licenses/by/4.0/"
    assert release.caveat[language] in found["description"]
    assert release.blur[language] in found["description"]
    assert found["creator"]["name"] == release.organisation
    names = [one["name"] for one in found["variableMeasured"]]
    assert len(names) == 20
    assert release.indicators[0].label[language] in names


def test_each_file_has_its_checksum_and_type() -> None:
    [download] = json.loads(dataset_jsonld(sample_release(), FILES, language="en", address=ADDRESS).content)[
        "distribution"
    ]
    assert download["contentUrl"] == FILES[0].address
    assert (download["encodingFormat"], download["sha256"]) == ("text/csv", "a" * 64)


def test_fictional_stands_in_the_name_and_only_there_where_it_is_true() -> None:
    release = sample_release()
    assert "[Fictional data]" in json.loads(dataset_jsonld(release, [], language="en", address=ADDRESS).content)["name"]
    real = replace(release, fictional=False)
    assert b"ictional" not in dataset_jsonld(real, [], language="en", address=ADDRESS).content


def test_no_period_is_claimed() -> None:
    """The first and the last period in which people worked are open."""
    assert "temporalCoverage" not in json.loads(
        dataset_jsonld(sample_release(), [], language="en", address=ADDRESS).content
    )
