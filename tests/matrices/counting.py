"""Random commitments, and the matrix counted again line by line in Python."""

import random
from collections import defaultdict
from datetime import date, timedelta

from sqlalchemy import select

from portal.commitments.models import Commitment
from portal.commitments.rules import LIVE, CommitmentState, CommitmentStatus, FundingSource
from portal.commitments.state import state_today
from portal.core.clock import now, today
from portal.core.database import db
from portal.matrices.counts import Count
from portal.matrices.rules import AMOUNTS, HEADS, Columns, Measure, Rows
from portal.organisations.rules import OrganisationKind, OrganisationStatus
from portal.places.rules import PocketStatus
from portal.progress.models import ProgressReport
from portal.progress.rules import ReportStatus
from tests import factories as make

VILLAGES = ("12.05.07.2008", "12.05.01.2006", "12.05.01.2007")
PLACES = (*VILLAGES, "12.05.07", "12.05.01", "12.05")
NAMES = {
    Measure.RUPIAH: ("rupiah",),
    Measure.REALISED: ("realised_rupiah",),
    Measure.ACHIEVED: ("realised_rupiah", "rupiah"),
    Measure.PEOPLE: ("people",),
    Measure.REACHED: ("reached_people",),
}
SHOWN = (OrganisationStatus.VERIFIED, OrganisationStatus.SUSPENDED)


def some_commitments(seed: int, number: int = 40) -> None:
    """Commitments of every status, kind and place, with small and missing figures among them."""
    with make.together():
        _commitments(seed, number)


def _commitments(seed: int, number: int) -> None:
    dice = random.Random(seed)
    statuses = [*SHOWN, *SHOWN, OrganisationStatus.APPLIED]
    partners = [
        make.an_organisation(status=dice.choice(statuses), kind=dice.choice(list(OrganisationKind)))
        for _ in range(7)
    ]
    pockets = [
        make.a_pocket(village, status=status)
        for village in VILLAGES
        for status in PocketStatus
        for _ in range(2)
    ]
    for _ in range(number):
        places = {(dice.choice(PLACES), None) for _ in range(dice.randint(0, 2))}
        places |= {(p.region_code, p.id) for p in dice.sample(pockets, dice.randint(0, 2))}
        lines = [_line(dice, region, pocket) for region, pocket in sorted(places, key=str)]
        start = date(dice.choice([2025, 2026, 2027]), dice.randint(1, 12), 1)
        commitment = make.a_commitment(
            dice.choice(partners),
            status=dice.choice([*CommitmentStatus, CommitmentStatus.VERIFIED, CommitmentStatus.VERIFIED]),
            places=lines or [_line(dice, "12.05", None)],
            strategy_number=dice.randint(1, 7),
            starts_on=start,
            ends_on=date(start.year + dice.randint(0, 1), 12, 28),
            funding_source=dice.choice(list(FundingSource)),
            heard_on=dice.choice([None, today() - timedelta(days=dice.randint(20, 400))]),
        )
        _report(dice, commitment)


def _line(dice: random.Random, region: str, pocket: int | None) -> dict[str, object]:
    return {
        "region_code": region,
        "pocket_id": pocket,
        "rupiah": dice.choice([None, dice.randint(1, 9) * 1_000_000]),
        "people": dice.choice([None, dice.randint(0, 6), dice.randint(10, 500)]),
        "realised_rupiah": dice.choice([None, dice.randint(0, 12) * 1_000_000]),
        "reached_people": dice.choice([None, dice.randint(0, 6), dice.randint(10, 500)]),
    }


def _report(dice: random.Random, commitment: Commitment) -> None:
    """Perhaps some reports, verified or not."""
    statuses = dice.sample(list(ReportStatus), dice.randint(0, 2))
    author = commitment.created_by_id
    for quarter, status in enumerate(statuses, 1):
        db.session.add(
            ProgressReport(
                commitment_id=commitment.id,
                created_by_id=author,
                year=2026,
                quarter_number=quarter,
                status=status,
                verified_at=now() if status is ReportStatus.VERIFIED else None,
            )
        )
    db.session.commit()


def reported() -> set[int]:
    """The commitments with a verified report."""
    reports = db.session.scalars(select(ProgressReport)).unique()
    return {report.commitment_id for report in reports if report.status is ReportStatus.VERIFIED}


def live_lines():
    """Every line of a live commitment of a public partner, with its commitment."""
    for commitment in db.session.scalars(select(Commitment)).unique():
        if commitment.status in LIVE and commitment.organisation.status in SHOWN:
            for line in commitment.allocations:
                yield commitment, line


def row_key(rows: Rows, commitment, line):
    region = line.region
    wide = region.kecamatan_code or region.code
    if rows is Rows.POCKET:
        public = line.pocket is not None and line.pocket.status is not PocketStatus.WITHDRAWN
        return str(line.pocket_id) if public else wide
    return {
        Rows.KECAMATAN: wide,
        Rows.VILLAGE: region.code,
        Rows.ORGANISATION: str(commitment.organisation_id),
        Rows.KIND: commitment.organisation.kind,
    }[rows]


def column_key(columns: Columns, commitment):
    state = state_today(commitment)
    return {
        Columns.STRATEGY: str(commitment.strategy_number),
        Columns.KIND: commitment.organisation.kind,
        Columns.YEAR: str(commitment.starts_on.year),
        Columns.STATE: state.value,
    }[columns]


def recount(measure: Measure, key):
    """Per key what a Count says, without any SQL of ours."""
    groups = defaultdict(list)
    for commitment, line in live_lines():
        groups[key(commitment, line)].append((commitment, line))
    heard = reported()
    return {name: _told(measure, lines, heard) for name, lines in groups.items()}


def _told(measure: Measure, lines, heard):
    commitments = {c.id: c for c, _ in lines}.values()
    days = [c.heard_on for c in commitments if c.id in heard and c.heard_on]
    return Count(
        commitments=len(commitments),
        leads=len({c.organisation_id for c in commitments}),
        silent=sum(state_today(c) is CommitmentState.SILENT for c in commitments),
        reported_on=max(days, default=None),
        **_amounts(measure, lines),
    )


def _amounts(measure: Measure, lines):
    """What the measure adds up, and how many commitments have a line that says nothing of it."""
    if measure not in AMOUNTS:
        return {}
    names = NAMES[measure]
    said = [(line, [getattr(line, name) for name in names]) for _, line in lines]
    given = [(line, values) for line, values in said if None not in values]
    silent = {c.id for (c, _), (_, values) in zip(lines, said, strict=True) if None in values}
    sums = [sum(values[i] for _, values in given) if given else None for i in range(len(names))]
    told = {"amount": sums[0], "unstated": len(silent)}
    if measure is Measure.ACHIEVED:
        return told | {"pledged": sums[1]}
    if measure in HEADS:
        masked = [n for line, (n,) in given if 0 < n < 5 and len(line.region_code) > 8]
        least = None if sums[0] is None else sums[0] - sum(masked) + len(masked)
        return told | {"amount": least, "masked": len(masked), "given": len(given)}
    return told
