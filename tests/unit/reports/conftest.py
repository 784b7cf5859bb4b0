"""The files of one made-up release for each tier, built once: they are never changed."""

import pytest

from cases.published.data import File, Tier
from cases.reports.release_files import files_of
from tests.sample_release import sample_release

Built = dict[Tier, dict[str, File]]


@pytest.fixture(scope="session")
def built() -> Built:
    return {tier: {file.name: file for file in files_of(sample_release(tier=tier))} for tier in Tier}
