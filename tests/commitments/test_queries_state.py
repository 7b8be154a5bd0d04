"""The database tells the states that the rules tell, whatever the dates."""

from dataclasses import asdict, replace
from datetime import UTC, date, datetime, time

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from sqlalchemy import delete, select

from portal.commitments.models import Commitment
from portal.commitments.rules import LIVE, CommitmentState, CommitmentStatus
from portal.commitments.selection import StateFilter, in_state, state_column
from portal.commitments.state import state_today
from portal.commitments.state_rules import Facts
from portal.core import clock
from portal.core.database import db
from tests.factories import a_member, an_organisation

DAYS = some.none() | some.dates(date(2026, 6, 1), date(2028, 2, 1))
STATUSES = some.sampled_from([*CommitmentStatus, *[CommitmentStatus.VERIFIED] * 7])
PLEDGES = some.lists(some.builds(Facts, STATUSES, DAYS, DAYS, DAYS, DAYS), min_size=20, max_size=40)
IN_AN_APPLICATION = settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def in_order(facts: Facts) -> Facts:
    """The database refuses a period that ends before it begins."""
    if facts.starts_on and facts.ends_on and facts.ends_on < facts.starts_on:
        return replace(facts, starts_on=facts.ends_on, ends_on=facts.starts_on)
    return facts


@IN_AN_APPLICATION
@given(PLEDGES, some.dates(date(2027, 2, 1), date(2027, 9, 3)))
def test_every_state_is_told_alike_by_the_rules_and_by_the_database(site, pledges, day) -> None:
    own = an_organisation()
    shared = {
        "organisation_id": own.id,
        "created_by_id": a_member(own).id,
        "strategy_number": 5,
        "title": "A",
    }
    db.session.add_all(
        Commitment(reference=f"K-{number}", **shared, **asdict(in_order(facts)))
        for number, facts in enumerate(pledges)
    )
    with clock.at(datetime.combine(day, time(5), UTC)):
        told = db.session.execute(select(Commitment, state_column(day))).unique().all()
        for commitment, state in told:
            assert CommitmentState.of(state) is state_today(commitment)
        for state in StateFilter:
            found = set(db.session.scalars(select(Commitment.id).where(in_state(state, day))))
            assert found == {c.id for c, _ in told if _is(state, c)}
    db.session.execute(delete(Commitment))


def _is(state: StateFilter, commitment: Commitment) -> bool:
    if state is StateFilter.LIVE:
        return commitment.status in LIVE
    return state_today(commitment).value == state.value
