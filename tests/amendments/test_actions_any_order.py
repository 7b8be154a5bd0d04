"""Whatever is asked and decided in whatever order: the sums agree, and the first promise never changes."""

from collections import Counter
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from sqlalchemy import select

from portal.amendments import actions, office_actions
from portal.commitments.models import Allocation
from portal.commitments.version_models import PledgeLine, PledgeVersion
from portal.core.database import db, transaction
from portal.core.errors import Refused
from tests.amendments.support import OTHER, REASON, a_promise, ask
from tests.factories import STABAT, VILLAGE, a_member, a_verifier

pytestmark = pytest.mark.both_databases
NUMBERS = ("rupiah", "quantity", "households", "people")
COUNTS = some.one_of(some.none(), some.integers(0, 500))
ROW = some.fixed_dictionaries(
    {
        "rupiah": some.integers(0, 10**12),
        "quantity": some.one_of(some.none(), some.integers(0, 10**6).map(lambda n: Decimal(n) / 1000)),
        "households": COUNTS,
        "people": COUNTS,
    }
)
PLACES = some.dictionaries(some.sampled_from([VILLAGE, STABAT, OTHER, "12.05"]), ROW, min_size=1)
STEP = some.tuples(PLACES, some.sampled_from(["approve", "approve", "reject", "withdraw"]))


def lines(model, *conditions):
    """Each place with its numbers, and their sums."""
    found = db.session.scalars(select(model).where(*conditions)).all()
    each = {(line.region_code, *(getattr(line, name) for name in NUMBERS)) for line in found}
    return each, Counter({name: sum(getattr(line, name) or 0 for line in found) for name in NUMBERS})


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=some.lists(STEP, min_size=1, max_size=4))
def test_the_newest_version_is_the_promise_and_the_first_never_changes(site, steps):
    pledge = a_promise()
    partner, verifier = a_member(pledge.organisation), a_verifier()
    first = db.session.scalars(select(PledgeVersion).filter_by(commitment_id=pledge.id)).one()
    began = lines(PledgeLine, PledgeLine.version_id == first.id)
    for places, then in steps:
        rows = [{"place": key} | row for key, row in places.items()]
        try:
            amendment = ask(pledge, partner, rows)
        except Refused:
            continue
        with transaction():
            if then == "withdraw":
                actions.withdraw(amendment, by=partner)
            else:
                getattr(office_actions, then)(amendment, by=verifier, reason=REASON)
        db.session.expire_all()
        of_it = PledgeVersion.commitment_id == pledge.id
        newest = db.session.scalars(
            select(PledgeVersion).where(of_it).order_by(PledgeVersion.number.desc())
        ).first()
        now_there = lines(Allocation, Allocation.commitment_id == pledge.id)
        assert lines(PledgeLine, PledgeLine.version_id == newest.id) == now_there
        assert lines(PledgeLine, PledgeLine.version_id == first.id) == began
        assert (newest.title, newest.starts_on, newest.ends_on) == (
            pledge.title,
            pledge.starts_on,
            pledge.ends_on,
        )
