"""A running commitment and the acts about its reports, each in its own transaction."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

from portal.commitments import standing
from portal.commitments.models import Allocation, Commitment
from portal.commitments.queries import get_commitment
from portal.core import clock
from portal.core.database import db, transaction
from portal.core.values import Quarter
from portal.progress import actions, review_actions
from portal.progress.models import ProgressReport
from portal.progress.queries import get_slot
from tests.factories import a_commitment, a_verifier

TWO = [
    {"region_code": "12.05.07.2008", "rupiah": 100_000_000, "quantity": 10, "households": 40, "people": 160},
    {"region_code": "12.05.07.2001", "rupiah": None, "quantity": 20, "households": None, "people": None},
]


def on(day: str) -> Any:
    """The clock at noon (WIB) of a day: `with on("2026-04-02"): …`."""
    return clock.at(datetime.combine(date.fromisoformat(day), datetime.min.time(), UTC).replace(hour=5))


def running(verified_on: str = "2026-01-10", **given: Any) -> Commitment:
    """A commitment verified on a day, which keeps what it owes."""
    with on(verified_on):
        commitment = a_commitment(**given)
        with transaction():
            standing.begin(commitment)
    return commitment


def did(action: Callable[..., Any], *things: Any, **given: Any) -> Any:
    """Do it in a transaction of its own."""
    with transaction():
        return action(*things, **given)


def slot(commitment: Commitment, quarter: str) -> Any:
    """What the address names."""
    return get_slot(commitment.reference, quarter)


def typed(commitment: Commitment, *figures: dict[str, Any]) -> list[dict[str, Any]]:
    """Figures for the places in their order, as the form gives them."""
    keys = [each.id for each in commitment.allocations]
    return [{"allocation": key} | dict(each) for key, each in zip(keys, figures, strict=True)]


def written(commitment: Commitment, quarter: str, *figures: dict[str, Any], **answers: Any) -> ProgressReport:
    """A draft with these figures, by the commitment's author."""
    author = commitment.created_by
    report = did(actions.open_report, slot(commitment, quarter), by=author)
    return did(actions.save_report, report, by=author, places=typed(commitment, *figures), **answers)


def sent(commitment: Commitment, quarter: str, *figures: dict[str, Any], **answers: Any) -> ProgressReport:
    """A report that was handed in."""
    report = written(commitment, quarter, *figures, **answers)
    return did(actions.submit_report, report, by=commitment.created_by)


def verified(
    commitment: Commitment, quarter: str, *figures: dict[str, Any], **answers: Any
) -> ProgressReport:
    """A report that the office accepted."""
    report = sent(commitment, quarter, *figures, **answers)
    return did(review_actions.verify_report, report, by=a_verifier())


def again(commitment: Commitment) -> Commitment:
    """The commitment as the database has it."""
    db.session.expire_all()
    found = get_commitment(commitment.reference)
    assert found is not None
    return found


def allocation(commitment: Commitment, position: int = 0) -> Allocation:
    return again(commitment).allocations[position]


def q(slug: str) -> Quarter:
    """The quarter of an address word."""
    quarter = Quarter.from_slug(slug)
    assert quarter is not None
    return quarter
