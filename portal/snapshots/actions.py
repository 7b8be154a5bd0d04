"""Quarter-ends are kept: each finished quarter once. What is kept is never changed."""

from typing import Any

from sqlalchemy import insert

from portal.audit.actions import record
from portal.core.clock import today
from portal.core.database import db
from portal.core.errors import Refused
from portal.core.values import Quarter
from portal.core.wording import _
from portal.snapshots.cube import ANY, KEYS, Counts
from portal.snapshots.models import Snapshot, SnapshotCount
from portal.snapshots.queries import find_snapshot

WHOLE = tuple(ANY[name] for name in KEYS)


def keep(quarter: Quarter, counts: Counts) -> bool:
    """Keep what was counted of a quarter; False where it is kept already. Raises Refused while it runs."""
    if quarter >= Quarter.of(today()):
        raise Refused(_("Triwulan ini belum berakhir."))
    if find_snapshot(quarter):
        return False
    _keep(quarter, counts)
    return True


def _keep(quarter: Quarter, counts: Counts) -> None:
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


def _without_examples(counted: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in counted.items() if name != "examples"}
