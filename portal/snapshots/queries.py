"""Which quarters are kept, and what is kept of them."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import and_, func, select

from portal.commitments.models import Commitment
from portal.core.clock import in_wib, today
from portal.core.database import db
from portal.core.publishing import published
from portal.core.values import Quarter
from portal.snapshots.counting import COUNTED, SUMS
from portal.snapshots.cube import ANY, KEYS, Counts
from portal.snapshots.models import Snapshot, SnapshotCount
from portal.snapshots.rules import finished, missing

S, N = Snapshot, SnapshotCount


@dataclass(frozen=True)
class Scope:
    """What part of the register: None for all of it. `place` is the code of a kecamatan."""

    place: str | None = None
    strategy: int | None = None
    kind: str | None = None
    start_year: int | None = None

    def key(self) -> dict[str, Any]:
        """The row that is kept of it."""
        return {name: getattr(self, name) or ANY[name] for name in KEYS}


def kept_snapshots() -> list[Snapshot]:
    """All of them, oldest first."""
    return list(db.session.scalars(select(S).order_by(S.year, S.quarter_number)))


def find_snapshot(quarter: Quarter) -> Snapshot | None:
    """That of one quarter."""
    return db.session.scalar(select(S).filter_by(year=quarter.year, quarter_number=quarter.number))


def counts_kept(snapshot: Snapshot) -> Counts:
    """All that is kept of one quarter."""
    columns = [getattr(N, name) for name in (*KEYS, *COUNTED)]
    rows = db.session.execute(select(*columns).where(N.snapshot_id == snapshot.id)).mappings()
    return {tuple(row[k] for k in KEYS): {name: row[name] for name in COUNTED} for row in rows}


def kept_of(scope: Scope) -> dict[Quarter, dict[str, Any]]:
    """What is kept of one part in each quarter, oldest first; counts are 0 where nothing was there.

    `is_example`: example data was counted somewhere in that quarter.
    """
    here = and_(N.snapshot_id == S.id, *(getattr(N, name) == value for name, value in scope.key().items()))
    columns = [getattr(N, name) for name in COUNTED]
    statement = select(S.year, S.quarter_number, S.is_example, *columns).outerjoin(N, here)
    rows = db.session.execute(statement.order_by(S.year, S.quarter_number)).mappings()
    return {
        Quarter(row["year"], row["quarter_number"]): {
            name: row[name] if name in SUMS else row[name] or 0 for name in (*COUNTED, "is_example")
        }
        for row in rows
    }


def first_promise_on() -> date | None:
    """The day on which the first public commitment was verified."""
    first = db.session.scalar(published(select(func.min(Commitment.verified_at))))
    return in_wib(first).date() if first else None


def quarters_to_keep() -> list[Quarter]:
    """Every finished quarter that is not kept yet, oldest first."""
    kept = [each.quarter for each in kept_snapshots()]
    began = kept[0].first_day if kept else first_promise_on()
    return missing(finished(began, today()), kept)
