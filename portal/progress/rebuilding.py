"""Counts again, from the reports, what commitments keep of them: to prove it, or for another REPORT_DAYS."""

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import lazyload

from portal.audit.actions import Changes, record
from portal.commitments.models import Allocation, Commitment
from portal.core.database import db
from portal.core.values import Quarter
from portal.progress.keeping import KEPT, NOTHING, Realised, Told, standing_of
from portal.progress.models import ProgressReport, ReportLine
from portal.progress.rules import ReportStatus

R, L = ProgressReport, ReportLine


def rebuild(*, write: bool = True) -> Iterator[tuple[str, Changes]]:
    """Each commitment whose kept columns differ from its reports, by reference, with (kept, counted).

    With `write` the counted are kept from now, with one entry in the trail for each such commitment.
    """
    told, realised = _told(), _realised()
    places = _allocations()
    commitments = select(Commitment).options(lazyload("*")).order_by(Commitment.id).with_for_update()
    for commitment in db.session.scalars(commitments).all():
        lines = places.get(commitment.id, [])
        counted = standing_of(commitment, told.get(commitment.id, []))
        changes = _changes(commitment, counted, lines, realised)
        if changes and write:
            commitment.report_due_on, commitment.heard_on = counted
            _write(lines, realised)
            record("commitment.recount", commitment, by=None, changes=changes)
        if changes:
            yield commitment.reference, changes


def _changes(
    commitment: Commitment, counted: tuple[Any, Any], lines: list[Allocation], realised: dict[int, Realised]
) -> Changes:
    kept = (commitment.report_due_on, commitment.heard_on)
    names = ("report_due_on", "heard_on")
    changes: Changes = {n: (a, b) for n, a, b in zip(names, kept, counted, strict=True) if a != b}
    before = [_words(line, {name: getattr(line, name) for name in KEPT}) for line in lines]
    after = [_words(line, realised.get(line.id, NOTHING)) for line in lines]
    return changes | ({"realised": (before, after)} if before != after else {})


def _words(line: Allocation, numbers: Realised) -> str:
    said = ", ".join(f"{name} {value}" for name, value in numbers.items() if value is not None)
    return f"{line.region_code}: {said}"


def _write(lines: list[Allocation], realised: dict[int, Realised]) -> None:
    for line in lines:
        for name, value in realised.get(line.id, NOTHING).items():
            setattr(line, name, value)


def _told() -> dict[int, list[Told]]:
    columns = (R.commitment_id, R.year, R.quarter_number, R.status, R.returned_at, R.verified_at)
    rows = db.session.execute(select(*columns).order_by(R.commitment_id))
    return {
        key: [Told(Quarter(row.year, row.quarter_number), *row[3:]) for row in group]
        for key, group in groupby(rows, key=lambda row: row.commitment_id)
    }


def _allocations() -> dict[int, list[Allocation]]:
    order = (Allocation.commitment_id, Allocation.position, Allocation.id)
    rows = db.session.scalars(select(Allocation).options(lazyload("*")).order_by(*order))
    return {key: list(group) for key, group in groupby(rows, key=lambda line: line.commitment_id)}


def _realised() -> dict[int, Realised]:
    """By allocation, what the newest verified report of its commitment says."""
    quarters = select(R.id, R.commitment_id).where(R.status == ReportStatus.VERIFIED)
    newest = {key: report for report, key in db.session.execute(quarters.order_by(R.year, R.quarter_number))}
    columns = (L.report_id, L.allocation_id, *(getattr(L, name) for name in KEPT.values()))
    lines = select(*columns).where(L.allocation_id.is_not(None))
    wanted = set(newest.values())
    return {
        allocation: dict(zip(KEPT, values, strict=True))
        for report, allocation, *values in db.session.execute(lines)
        if report in wanted
    }
