"""A sample of the thousand random tampers of tests/proof."""

import pytest

from tests.proof.tampers import TAMPERS, tampered_unseen


@pytest.mark.slow
def test_every_random_tamper_is_found_with_anchors(db: None) -> None:
    assert tampered_unseen(4 * len(TAMPERS), seed=7, length=16) == []
