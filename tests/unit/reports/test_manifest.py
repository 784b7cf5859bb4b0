"""What a program finds in release.json, datapackage.json, CITATION.cff and checksums.txt is true of the other files."""

import csv
import hashlib
import io
import json
from dataclasses import replace
from typing import Any

import pytest

from cases.published.data import Tier
from cases.reports.citation import citation, citation_cff
from cases.reports.data_files import canonical_json
from cases.reports.manifest import release_json
from tests.sample_release import sample_release

from .conftest import Built

RELEASE_KEYS = {
    "id", "series", "number", "date", "cutoff", "vocabulary_version", "organisation", "fictional", "tier", "schema",
    "multi", "menu", "mechanism", "shares", "files", "previous_sha256", "caveat", "blur", "licence", "citation",
}  # fmt: skip


def load(built: Built, name: str, tier: Tier = Tier.MENU) -> Any:
    return json.loads(built[tier][name].content)


@pytest.mark.parametrize("tier", Tier)
def test_checksums_cover_every_file_but_themselves(built: Built, tier: Tier) -> None:
    lines = built[tier]["checksums.txt"].content.decode().splitlines()
    found = dict(reversed(line.split("  ")) for line in lines)
    assert found == {
        name: hashlib.sha256(file.content).hexdigest() for name, file in built[tier].items() if name != "checksums.txt"
    }


@pytest.mark.parametrize("tier", Tier)
def test_release_json_has_the_hash_of_every_other_file(built: Built, tier: Tier) -> None:
    assert load(built, "release.json", tier)["files"] == {
        name: hashlib.sha256(file.content).hexdigest()
        for name, file in built[tier].items()
        if name not in ("release.json", "checksums.txt")
    }


def test_release_json_says_how_the_release_was_made(built: Built) -> None:
    release, found = sample_release(), load(built, "release.json")
    assert set(found) == RELEASE_KEYS
    assert found["schema"]["sex"] == ["male", "female", "unknown"]
    assert found["schema"]["ILO-01"] == ["reported"]
    assert found["multi"] == [one.key for one in release.indicators]
    assert [tuple(pair) for pair in found["menu"]] == list(release.menu)
    assert found["mechanism"] == {
        "design": "large", "mu": 1.0, "horizon": 12, "noise_sd": {"one_way": 8.8164, "menu": 10.3605},
        "show_rule": {"minimum": 10, "sd_factor": 3}, "rounding": 5, "range_sd": 2,
    }  # fmt: skip
    assert set(found["caveat"]) == set(found["blur"]) == {"en", "ko", "ru"}
    assert (found["date"], found["cutoff"]) == ("2026-08-01", "2026-07-31")
    assert (found["licence"], found["fictional"], found["shares"]) == ("CC-BY-4.0", True, [])
    assert (found["series"], found["number"], found["vocabulary_version"]) == (1, 2, 1)


def test_releases_are_chained() -> None:
    release = replace(sample_release(), previous_sha256="ab" * 32)
    assert json.loads(release_json(release, []).content)["previous_sha256"] == "ab" * 32


def test_line_of_the_audit_chain_is_there_where_the_release_has_one(built: Built) -> None:
    line = f"HR-ANCHOR-1 2026-08-01{' 0a1b2c3d' * 8}"
    assert json.loads(release_json(replace(sample_release(), anchor=line), []).content)["anchor"] == line
    assert "anchor" not in load(built, "release.json")


def test_shares_are_in_the_second_tier_only(built: Built) -> None:
    shares = load(built, "release.json", Tier.RANGES)["shares"]
    assert shares[0] == {
        "d1": "ILO-01", "v1": "reported", "low": 25, "high": 65, "words": sample_release(tier=Tier.RANGES).shares[0].words,
    }  # fmt: skip
    assert load(built, "release.json", Tier.ONE_WAY)["shares"] == []


@pytest.mark.parametrize("tier", Tier)
def test_datapackage_describes_the_data_files(built: Built, tier: Tier) -> None:
    resources = {one["path"]: one for one in load(built, "datapackage.json", tier)["resources"]}
    assert set(resources) == {
        name for name in built[tier] if name.startswith(("cells", "indicators", "ranges", "tables"))
    }
    for name, resource in resources.items():
        content = built[tier][name].content
        assert resource["bytes"] == len(content)
        assert resource["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
    for name in ("cells.csv", "indicators.csv"):
        head, *rows = csv.reader(io.StringIO(built[tier][name].content.decode()))
        fields = resources[name]["schema"]["fields"]
        assert [field["name"] for field in fields] == head
        data = [row for row in rows if not row[0].startswith("#")]
        for field, column in zip(fields, zip(*data, strict=True), strict=True):
            if field["type"] == "integer" and field["name"] != "release":
                assert all(value == "" or int(value) >= 0 for value in column)


def test_tag_row_is_declared_as_no_data(built: Built) -> None:
    resources = {one["path"]: one for one in load(built, "datapackage.json")["resources"]}
    assert resources["indicators.csv"]["dialect"] == {"commentChar": "#"}


def test_json_is_canonical(built: Built) -> None:
    for name in ("release.json", "datapackage.json", "cells.json"):
        content = built[Tier.MENU][name].content
        assert content == canonical_json(json.loads(content))
        assert b"\\u" not in content
        assert content.endswith(b"\n")


def test_citation_names_people_only_where_their_number_is_shown() -> None:
    assert citation(sample_release()) == (
        "Casetracker demonstration (2026). Reported conditions of North Korean workers abroad, release 2026-08 "
        "[data set]. Vocabulary v1. About 2,000 people interviewed. CC BY 4.0. Fictional data."
    )
    assert "people" not in citation(sample_release(tier=Tier.RANGES))
    assert not citation(replace(sample_release(), fictional=False)).endswith("Fictional data.")


def test_citation_file_cannot_be_broken_out_of() -> None:
    """Each line is a key and one JSON value, which YAML reads as it stands."""
    release = replace(sample_release(), organisation='x"\nlicense: none # ')
    lines = citation_cff(release).content.decode().splitlines()
    fields = {key: json.loads(value) for key, value in (line.split(": ", 1) for line in lines)}
    assert fields["authors"] == [{"name": release.organisation}]
    assert fields["license"] == "CC-BY-4.0"
    assert (fields["cff-version"], fields["type"], fields["date-released"]) == ("1.2.0", "dataset", "2026-08-01")
    assert "Fictional data." in fields["abstract"]
