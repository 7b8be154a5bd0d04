"""Example needs: in every state, taken by example commitments, and gone with them (tests of the loading)."""

from collections import Counter

from flask import Flask
from sqlalchemy import select

from portal.catalogue.queries import list_needs
from portal.commitments.models import Allocation, Commitment
from portal.core.database import db
from portal.needs.models import Need
from portal.needs.queries import NeedFilter
from portal.needs.rules import NeedState


def test_there_are_needs_in_every_state(loaded: Flask) -> None:
    rows = list_needs(NeedFilter(), public=False, size=100).rows
    states = Counter(row.state for row in rows)
    assert len(rows) == 60 and set(states) == set(NeedState)
    assert states[NeedState.OPEN] >= 20 and states[NeedState.PROPOSED] == 2
    assert all(row.is_example for row in rows)


def test_a_line_takes_a_need_of_its_pocket_strategy_and_unit(loaded: Flask) -> None:
    joined = select(Allocation, Commitment, Need).join(Commitment).join(Need, Need.id == Allocation.need_id)
    rows = db.session.execute(joined).all()
    assert len(rows) >= 30
    for line, commitment, need in rows:
        assert line.pocket_id == need.pocket_id
        assert (commitment.strategy_number, commitment.unit) == (need.strategy_number, need.unit)
