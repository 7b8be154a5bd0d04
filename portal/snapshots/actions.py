"""Quarter-ends are kept: each finished quarter once. What is kept is never changed."""

from typing import Any

from sqlalchemy import insert

from portal.audit.actions import record
from portal.core.clock import today
from portal.core.database import db
from portal.core.errors import Refused
from portal.core.values import Quarter
from portal.core.wording import _
from portal.notifications.rounds import every_day
from portal.snapshots.cube import ANY, KEYS, Counts, counts_of
from portal.snapshots.models import Snapshot, SnapshotCount
from portal.snapshots.queries import find_snapshot, first_promise_on, kept_snapshots
from portal.snapshots.rules import finished, missing

WHOLE = tuple(ANY[name] for name in KEYS)


def take(quarter: Quarter) -> bool:
    """Keep the end of one quarter; False where it is kept already. Raises Refused while it runs."""
    if quarter >= Quarter.of(today()):
        raise Refused(_("Triwulan ini belum berakhir."))
    if find_snapshot(quarter):
        return False
    _keep(quarter, counts_of(quarter))
    return True


@every_day("snapshots.quarters")
def keep_quarters() -> int:
    """What is over is kept by itself; returns how many were."""
    return len(take_missing())


def take_missing() -> list[str]:
    """Keep every finished quarter that is not kept yet; returns what they are called."""
    kept = [each.quarter for each in kept_snapshots()]
    last = Quarter.of(today()).previous
    if last in kept and len(kept) == len(finished(kept[0].first_day, today())):
        return []
    wanted = missing(finished(first_promise_on(), today()), kept)
    return [_keep(quarter, counts_of(quarter)).reference for quarter in wanted]


def _keep(quarter: Quarter, counts: Counts) -> Snapshot:
    whole: dict[str, Any] = counts.get(WHOLE, {})
    snapshot = Snapshot(
        year=quarter.year, quarter_number=quarter.number, is_example=bool(whole.get("examples"))
    )
    db.session.add(snapshot)
    db.session.flush()
    rows = [
        {"snapshot_id": snapshot.id, **dict(zip(KEYS, key, strict=True)), **_without_examples(each)}
        for key, each in counts.items()
    ]
    if rows:
        db.session.execute(insert(SnapshotCount), rows)
    record("snapshot.take", snapshot, by=None, changes={"commitments": (None, whole.get("commitments", 0))})
    return snapshot


def _without_examples(counted: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in counted.items() if name != "examples"}
