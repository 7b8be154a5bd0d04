"""Summaries after everything that can happen are what counting afresh gives, on both databases."""

from datetime import timedelta

import pytest

from portal.core import clock
from portal.core.database import transaction
from portal.tallies import keeping
from tests.tallies.walking import begin, walk


@pytest.mark.parametrize("seed", [1])
def test_summaries_kept_are_summaries_rebuilt(site, seed):
    dice = begin(seed, 16)
    with transaction():
        keeping.rebuild()
    for _ in range(4):
        taken = walk(dice, 8)
        with transaction():
            assert list(keeping.differences()) == [], taken
    for days in (1, 200):
        with clock.at(clock.now() + timedelta(days=days)), transaction():
            assert keeping.catch_up() != "nothing to do"
            assert list(keeping.differences()) == []
