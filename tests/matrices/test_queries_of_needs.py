"""How far needs are pledged for, cell by cell, on both databases against a recount in Python."""

import random
from decimal import Decimal

import pytest
from sqlalchemy import select

from portal.commitments.models import Allocation
from portal.commitments.rules import CommitmentStatus
from portal.commitments.selection import Chosen, Selection, StateFilter
from portal.core.database import db
from portal.core.disclosure import counts_people
from portal.matrices.matrix import read_matrix
from portal.matrices.need_cells import Covered, needs_by_cell
from portal.matrices.queries import Question
from portal.matrices.reading import district
from portal.matrices.rules import Columns, Measure, Rows
from portal.needs.models import Need
from portal.needs.rules import NeedStatus, counted_pledge
from portal.places.rules import PocketStatus
from tests import factories as make
from tests.matrices.counting import VILLAGES

LIVE = StateFilter.LIVE
KEYS = {
    Rows.KECAMATAN: lambda need: need.pocket.region_code[:8],
    Rows.VILLAGE: lambda need: need.pocket.region_code,
    Rows.POCKET: lambda need: str(need.pocket_id),
}


def ask(rows, **narrowed):
    return Question(rows, Columns.STRATEGY, Measure.NEEDS, Selection(state=LIVE, **narrowed))


def some_needs(seed):
    """Needs of all states and units, and promises of all states for some of them."""
    dice = random.Random(seed)
    pockets = [make.a_pocket(village, status=status) for village in VILLAGES for status in PocketStatus]
    for _ in range(25):
        need = make.a_need(
            dice.choice([*NeedStatus, NeedStatus.OPEN, NeedStatus.OPEN]),
            pocket=dice.choice(pockets),
            strategy_number=dice.randint(2, 5),
            quantity=Decimal(dice.choice([1, 3, 7, 40, 90])) + dice.choice([0, Decimal("0.5")]),
            unit=dice.choice(["unit", "orang"]),
            year=dice.choice([2025, 2026]),
        )
        for _promise in range(dice.randint(0, 2)):
            line = {"region_code": need.pocket.region_code, "pocket_id": need.pocket_id, "need_id": need.id}
            numbers = {"quantity": dice.randint(0, 50), "realised_quantity": dice.choice([None, 2, 60])}
            status = dice.choice(list(CommitmentStatus))
            make.a_commitment(status=status, strategy_number=need.strategy_number, places=[line | numbers])


def recount(rows, year=None, kecamatan=""):
    found = {}
    for need in db.session.scalars(select(Need).where(Need.status == NeedStatus.OPEN)).unique():
        if need.pocket.status is PocketStatus.WITHDRAWN or (year and need.year != year):
            continue
        pledged = _pledged(need)
        few = any(0 < each < 5 for each in (need.quantity, pledged, need.quantity - pledged))
        if need.pocket.region_code.startswith(kecamatan) and not (few and counts_people(need.unit)):
            key = (KEYS[rows](need), str(need.strategy_number))
            part = int(min(pledged, need.quantity) * 10_000 / need.quantity)
            found[key] = found.get(key, Covered()).plus(Covered(1, part))
    return found


def _pledged(need):
    counted = (CommitmentStatus.VERIFIED, CommitmentStatus.COMPLETED, CommitmentStatus.CANCELLED)
    lines = db.session.scalars(select(Allocation).where(Allocation.need_id == need.id)).unique()
    promises = (
        counted_pledge(line.quantity, line.realised_quantity, status is CommitmentStatus.VERIFIED)
        for line in lines
        if (status := line.commitment.status) in counted
    )
    return sum(promises, Decimal(0))


@pytest.mark.parametrize("rows", KEYS)
def test_needs_of_each_cell_are_those_of_a_recount(site, rows):
    some_needs(7)
    assert needs_by_cell(ask(rows)).cells == recount(rows)
    assert needs_by_cell(ask(rows, year=2026)).cells == recount(rows, 2026)
    stabat = Chosen(make.STABAT, make.STABAT, "Stabat")
    assert needs_by_cell(ask(rows, region=stabat)).cells == recount(rows, kecamatan=make.STABAT)


def test_totals_of_needs_are_sums_of_their_cells(site):
    some_needs(8)
    grid = read_matrix(ask(Rows.KECAMATAN), 1, district(), 1000).grid
    cells = [cell.count for line in grid.lines for cell in line.cells]
    assert grid.whole.needs == sum(each.needs for each in cells) == sum(t.needs for t in grid.totals) > 0
    assert grid.whole.covered == sum(line.total.covered for line in grid.lines)
    assert max(cell.count.need_share or 0 for cell in grid.cells) <= 100
