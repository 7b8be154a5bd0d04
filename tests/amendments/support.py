"""A verified commitment with its first promise kept, and requests about it."""

from datetime import date
from typing import Any

from portal.amendments import actions
from portal.amendments.models import Amendment
from portal.amendments.queries import Present, key_of
from portal.commitments import standing
from portal.commitments.models import Commitment
from portal.core.database import db, transaction
from tests.factories import STABAT, VILLAGE, a_commitment

REASON = "Harga bahan naik sejak awal tahun."
OTHER = "12.05.01.2006"  # a desa of Bahorok
TWO_PLACES = [
    {"region_code": VILLAGE, "rupiah": 100_000_000, "quantity": 10, "households": 40, "people": 160},
    {"region_code": STABAT, "rupiah": 50_000_000, "quantity": 5, "households": 20, "people": 80},
]


def a_promise(*arguments: Any, **given: Any) -> Commitment:
    """A verified commitment as the review makes it: with version 1 of its promise."""
    commitment = a_commitment(*arguments, **({"places": TWO_PLACES} | given))
    standing.begin(commitment)
    db.session.commit()
    return commitment


def rows_of(commitment: Commitment, **changed: dict[str, Any] | None) -> list[dict[str, Any]]:
    """What the form sends: the present places, some changed by key; None takes one out, a new key adds."""
    names = ("rupiah", "quantity", "households", "people")
    rows = {key_of(line): {n: getattr(line, n) for n in names} for line in commitment.allocations}
    for key, numbers in changed.items():
        if numbers is None:
            del rows[key]
        else:
            rows[key] = rows.get(key, dict.fromkeys(names)) | numbers
    return [{"place": key} | row for key, row in rows.items()]


def ask(commitment: Commitment, by: Any, places: Any = None, **given: Any) -> Amendment:
    """A request for a change, the first place doubled unless told."""
    first = key_of(commitment.allocations[0])
    answers: dict[str, Any] = {
        "title": commitment.title,
        "starts_on": commitment.starts_on,
        "ends_on": commitment.ends_on,
        "places": places if places is not None else rows_of(commitment, **{first: {"rupiah": 200_000_000}}),
        "reason": REASON,
        "below_known": False,
    }
    with transaction():
        return actions.request_change(Present(commitment), by=by, **(answers | given))


def ask_to_cancel(commitment: Commitment, by: Any, **given: Any) -> Amendment:
    with transaction():
        return actions.request_cancellation(Present(commitment), by=by, **({"reason": REASON} | given))


NEXT_YEAR = date(2027, 6, 30)
