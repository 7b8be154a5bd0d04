"""Random commitments, and the matrix counted again line by line in Python."""

import random
from collections import defaultdict
from datetime import date

from sqlalchemy import select

from portal.commitments.models import Commitment
from portal.commitments.rules import LIVE, CommitmentStatus, FundingSource
from portal.commitments.state import state_today
from portal.core.database import db
from portal.matrices.rules import Columns, Measure, Rows
from portal.organisations.rules import OrganisationKind, OrganisationStatus
from portal.places.rules import PocketStatus
from tests import factories as make

VILLAGES = ("12.05.07.2008", "12.05.01.2006", "12.05.01.2007")
PLACES = (*VILLAGES, "12.05.07", "12.05.01", "12.05")
SHOWN = (OrganisationStatus.VERIFIED, OrganisationStatus.SUSPENDED)


def some_commitments(seed: int, number: int = 40) -> None:
    """Commitments of every status, kind and place, with small and missing figures among them."""
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
        make.a_commitment(
            dice.choice(partners),
            status=dice.choice([*CommitmentStatus, CommitmentStatus.VERIFIED, CommitmentStatus.VERIFIED]),
            places=lines or [_line(dice, "12.05", None)],
            strategy_number=dice.randint(1, 7),
            starts_on=start,
            ends_on=date(start.year + dice.randint(0, 1), 12, 28),
            funding_source=dice.choice(list(FundingSource)),
        )


def _line(dice: random.Random, region: str, pocket: int | None) -> dict[str, object]:
    return {
        "region_code": region,
        "pocket_id": pocket,
        "rupiah": dice.choice([None, dice.randint(1, 9) * 1_000_000]),
        "people": dice.choice([None, dice.randint(0, 6), dice.randint(10, 500)]),
    }


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
    """Per key: commitments, leads, amount, silent, masked and given, without any SQL of ours."""
    groups = defaultdict(list)
    for commitment, line in live_lines():
        groups[key(commitment, line)].append((commitment, line))
    return {name: _told(measure, lines) for name, lines in groups.items()}


def _told(measure: Measure, lines):
    commitments, leads = ({getattr(c, part) for c, _ in lines} for part in ("id", "organisation_id"))
    if measure in (Measure.COMMITMENTS, Measure.LEADS):
        return len(commitments), len(leads), None, 0, 0, 0
    name = "rupiah" if measure is Measure.RUPIAH else "people"
    silent = {c.id for c, line in lines if getattr(line, name) is None}
    given = [(line, getattr(line, name)) for _, line in lines if getattr(line, name) is not None]
    masked = [n for line, n in given if name == "people" and 0 < n < 5 and len(line.region_code) > 8]
    amount = sum(n for _, n in given) - sum(masked) + len(masked) if given else None
    counted = len(given) if name == "people" else 0
    return len(commitments), len(leads), amount, len(silent), len(masked), counted
