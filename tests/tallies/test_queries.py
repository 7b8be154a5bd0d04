"""Summaries after everything that can happen are what counting afresh gives, on both databases."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import insert, update

from portal.commitments.models import Allocation, Commitment
from portal.core import clock
from portal.core.database import db, transaction
from portal.notifications.rounds import run_each_minute
from portal.tallies import keeping
from portal.tallies.queries import are_kept
from tests import factories as make
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


def test_what_comes_in_by_the_hundred_is_rebuilt_within_the_minute(site):
    with transaction():
        keeping.rebuild()
    commitment = make.a_commitment(places=[])
    with transaction() as session:
        line = {"commitment_id": commitment.id, "position": 0, "region_code": make.STABAT}
        session.execute(insert(Allocation), [line])
    assert not are_kept()
    run_each_minute()
    assert are_kept()
    with transaction():
        assert list(keeping.differences()) == []


def test_other_terms_are_counted_afresh_and_rebuilt(site):
    with transaction():
        keeping.rebuild()
    settings = site.config["SETTINGS"]
    site.config["SETTINGS"] = replace(settings, silent_months=3)
    try:
        make.a_commitment()
        assert not are_kept()
        with transaction():
            assert keeping.catch_up().startswith("rebuilt")
        assert are_kept()
    finally:
        site.config["SETTINGS"] = settings
    assert not are_kept()


def test_a_set_that_the_very_first_statement_changes_is_counted_anew(site):
    begin(1, 6)
    with transaction():
        keeping.rebuild()
    db.session.remove()
    with transaction() as session:
        session.execute(update(Commitment).values(strategy_number=3))
    with transaction():
        assert list(keeping.differences()) == []
