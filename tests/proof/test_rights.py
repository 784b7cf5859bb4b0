"""The rights at full size: every staff address by every verb for every role and relation; every probe by every role."""

import sys

import pytest

from cases.vocabulary.loading import VocabularyFiles
from tests.conftest import Cast
from tests.integration.rights_world import ROLES, World, make_world
from tests.integration.test_probes import PROBING_ROLES, probe_all
from tests.integration.test_rights_matrix import ANONYMOUS, check_role
from tests.replay import replayed

EVERYBODY = [*ROLES, ANONYMOUS]
AT_LEAST = 5_000
PROBES_AT_LEAST = 500


@pytest.fixture
@replayed
def world(cast: Cast, vocabulary: VocabularyFiles) -> World:
    return make_world(cast)


@pytest.mark.parametrize("role", EVERYBODY)
def test_every_address_answers_as_the_table_says(world: World, role: str) -> None:
    tried = check_role(world, role)
    sys.stdout.write(f"\n{role or 'no role'}: {tried.count} cases, {len(tried.wrong)} wrong\n")
    assert tried.wrong == {}
    assert tried.count * len(EVERYBODY) >= AT_LEAST


@pytest.mark.parametrize("role", PROBING_ROLES)
def test_no_probe_reaches_another_teams_record(world: World, role: str) -> None:
    probed = probe_all(world, role)
    sys.stdout.write(f"\n{role}: {probed.count} probes, {len(probed.leaks)} leaks\n")
    assert probed.leaks == {}
    assert probed.count >= PROBES_AT_LEAST
