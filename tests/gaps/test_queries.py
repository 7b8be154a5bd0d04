"""Gaps and overlaps on both databases, against a recount in Python."""

import random
from datetime import date, datetime, timedelta
from itertools import combinations

import pytest
from sqlalchemy import select

from portal.commitments.models import Commitment
from portal.commitments.rules import LIVE, CommitmentState, CommitmentStatus
from portal.commitments.state import state_today
from portal.core.clock import WIB, in_wib, today
from portal.core.database import db
from portal.gaps.pairs import PairFilter
from portal.gaps.queries import list_gaps, worst_gaps
from portal.gaps.rules import GapMark
from portal.needs.rules import NeedPriority, NeedStatus
from portal.organisations.rules import OrganisationStatus
from portal.overlaps.queries import overlaps_now
from portal.places.models import Pocket, PocketFigure
from portal.places.rules import PocketStatus
from tests import factories as make
from tests.matrices.counting import SHOWN, some_commitments
from tests.progress.support import on

DELIVERING = (2, 3, 4, 5)
ALL = 1000


def a_waiting_pocket(poor=None, **given):
    pocket = make.a_pocket(**given)
    if poor is not None:
        figure = {"indicator_code": "poor_households", "source": "Contoh"}
        db.session.add(PocketFigure(pocket_id=pocket.id, year=2025, value=poor, **figure))
        db.session.add(PocketFigure(pocket_id=pocket.id, year=2020, value=999, **figure))
        db.session.commit()
    return pocket


def in_pocket(pocket, lead=None, **given):
    line = {"region_code": pocket.region_code, "pocket_id": pocket.id, "quantity": 3}
    return make.a_commitment(lead, places=[line], **given)


def some_closed_and_decided(seed):
    """Random days of decisions and of closing, and poor households."""
    dice = random.Random(seed)
    for pocket in db.session.scalars(select(Pocket)).unique():
        pocket.decided_on = dice.choice([None, date(2024, dice.randint(1, 12), 5)])
        if dice.random() < 0.7:
            value = dice.choice([2, 3, 40, 80])
            figure = {"indicator_code": "poor_households", "source": "Contoh"}
            db.session.add(PocketFigure(pocket_id=pocket.id, year=2025, value=value, **figure))
    for each in db.session.scalars(select(Commitment)).unique():
        if each.status in (CommitmentStatus.COMPLETED, CommitmentStatus.CANCELLED):
            month, hour = dice.randint(1, 12), dice.choice([2, 23])
            each.closed_at = datetime(2026, month, dice.randint(1, 28), hour, tzinfo=WIB)
    db.session.commit()


def stood_until(commitment):
    if state_today(commitment) is CommitmentState.SILENT:
        return commitment.heard_on
    closed = in_wib(commitment.closed_at).date() if commitment.closed_at else today()
    last = min(closed, commitment.ends_on, today())
    return last if commitment.starts_on <= last else None


def waiting(year=None):
    """(pocket, strategy) → (mark, since), without any SQL of ours."""
    public = (CommitmentStatus.VERIFIED, CommitmentStatus.COMPLETED, CommitmentStatus.CANCELLED)
    lines = [
        (line.pocket_id, c)
        for c in db.session.scalars(select(Commitment)).unique()
        if c.status in public and c.organisation.status in SHOWN
        for line in c.allocations
    ]
    found = {}
    for pocket in db.session.scalars(select(Pocket)).unique():
        for number in DELIVERING if pocket.status is PocketStatus.ACTIVE else ():
            here = [c for p, c in lines if p == pocket.id and c.strategy_number == number]
            live = [c for c in here if c.status in LIVE and year in (None, c.starts_on.year)]
            silent = [c for c in live if state_today(c) is CommitmentState.SILENT]
            if len(live) == len(silent):
                until = max((d for c in here if (d := stood_until(c))), default=None)
                mark = GapMark.STALE if silent else GapMark.EMPTY
                found[pocket.slug, number] = (mark, until or pocket.decided_on)
    return found


@pytest.mark.parametrize("seed", [1, 2])
@pytest.mark.parametrize("year", [None, 2026])
def test_gaps_are_those_of_a_recount(site, seed, year):
    some_commitments(seed, 120)
    some_closed_and_decided(seed)
    found = list_gaps(PairFilter(year=year), size=ALL)
    told = {(row.pair.pocket_slug, row.pair.strategy_number): (row.mark, row.since) for row in found.rows}
    assert told == waiting(year)
    assert found.total == len(found.rows) == len(told)
    assert all(row.last is None or row.last.until == row.since for row in found.rows)


def test_pages_of_gaps_follow_one_order(site):
    some_commitments(3, 60)
    some_closed_and_decided(3)
    whole = [(r.pair.pocket_slug, r.pair.strategy_number) for r in list_gaps(size=ALL).rows]
    pages = [list_gaps(number=n, size=7).rows for n in range(1, -(-len(whole) // 7) + 1)]
    assert [(r.pair.pocket_slug, r.pair.strategy_number) for page in pages for r in page] == whole


def test_most_poor_households_then_longest_without_help_come_first(site):
    few = a_waiting_pocket(3, decided_on=date(2020, 1, 1))
    longer = a_waiting_pocket(80, decided_on=date(2023, 1, 1))
    many = a_waiting_pocket(80, decided_on=date(2025, 1, 1))
    unknown = a_waiting_pocket(decided_on=date(2019, 1, 1))
    rows = [row for row in list_gaps(size=ALL).rows if row.pair.strategy_number == 2]
    assert [row.pair.pocket_slug for row in rows] == [each.slug for each in (longer, many, few, unknown)]
    assert [row.poor_households for row in rows] == [80, 80, "<5", None]
    worst = worst_gaps(1)
    assert [row.pair.pocket_slug for row in worst.rows] == [longer.slug] and worst.total == list_gaps().total


def test_a_silent_promise_leaves_a_stale_gap_that_says_who(site):
    pocket = make.a_pocket()
    heard = today() - timedelta(days=300)
    lead = make.an_organisation(name="Yayasan Diam")
    in_pocket(pocket, lead, starts_on=date(2024, 1, 1), ends_on=date(2030, 1, 1), heard_on=heard)
    row = next(row for row in list_gaps(size=ALL).rows if row.pair.strategy_number == 5)
    assert (row.mark, row.stale_since, row.since) == (GapMark.STALE, heard, heard)
    assert row.last.organisation_name == "Yayasan Diam"


def test_gaps_are_narrowed_by_place_strategy_and_words(site):
    make.a_pocket()
    wanted = make.a_pocket("12.05.01.2006", name="Kampung Nelayan")
    for asked in (PairFilter("12.05.01"), PairFilter("12.05.01.2006"), PairFilter(words="nelayan KAMPUNG")):
        rows = list_gaps(asked).rows
        assert {row.pair.pocket_slug for row in rows} == {wanted.slug}
        assert {row.pair.strategy_number for row in rows} == set(DELIVERING)
    assert list_gaps(PairFilter(strategy=3)).total == 2


def test_a_lifted_or_withdrawn_pocket_waits_for_nobody(site):
    for status in PocketStatus:
        make.a_pocket(status=status)
    assert list_gaps().total == len(DELIVERING)


@pytest.mark.parametrize("year", [None, 2026])
@on("2026-11-20")
def test_overlaps_are_those_of_a_recount(site, year):
    some_commitments(1, 120)
    some_closed_and_decided(1)
    for each in db.session.scalars(select(Commitment)).unique():
        each.strategy_number = 2
    db.session.commit()
    first, last = (date(year, 1, 1), date(year, 12, 31)) if year else (today(), date.max)
    groups = {}
    for c in db.session.scalars(select(Commitment)).unique():
        for line in c.allocations if c.status in LIVE and c.organisation.status in SHOWN else ():
            if line.pocket and line.pocket.status is not PocketStatus.WITHDRAWN:
                groups.setdefault((line.pocket.slug, c.strategy_number, c.support_form), []).append(c)
    wanted = set()
    for key, members in groups.items():
        for three in combinations(members, 3):
            starts = max(c.starts_on for c in three)
            ends = min(min(c.ends_on, in_wib(c.closed_at).date() if c.closed_at else date.max) for c in three)
            at_once = first <= ends and starts <= min(ends, last)
            if at_once and len({c.organisation_id for c in three}) == 3:
                wanted.add((key, frozenset(c.reference for c in three)))
    found = overlaps_now(PairFilter(year=year))
    assert wanted
    assert {(f.pair.pocket_slug, f.pair.strategy_number, f.support_form) for f in found} == {
        key for key, _ in wanted
    }
    for key, three in wanted:
        assert any(
            three <= {p.reference for p in f.promises}
            for f in found
            if (f.pair.pocket_slug, f.pair.strategy_number, f.support_form) == key
        )


def test_an_overlap_says_who_what_and_when(site):
    pocket = make.a_pocket(name="Kampung Bibit")
    for n in (1, 2, 3):
        in_pocket(pocket, starts_on=date(2031, n, 1), ends_on=date(2031, 6, 30), unit="orang")
    hidden = make.an_organisation(OrganisationStatus.APPLIED)
    in_pocket(pocket, hidden, starts_on=date(2031, 1, 1), ends_on=date(2031, 12, 31))
    (found,) = overlaps_now()
    assert (found.starts, found.ends, found.leads) == (date(2031, 3, 1), date(2031, 6, 30), 3)
    assert {promise.quantity for promise in found.promises} == {"<5"}
    assert overlaps_now(PairFilter(year=2031)) == [found]
    assert overlaps_now(PairFilter(year=2030)) == []


def test_the_most_urgent_open_need_comes_before_poor_households(site):
    poor, urgent, several, met = (a_waiting_pocket(n) for n in (500, 5, 5, 400))
    make.a_need(pocket=urgent, priority=NeedPriority.URGENT)
    for _ in (1, 2):
        make.a_need(pocket=several, priority=NeedPriority.NORMAL)
    make.a_need(pocket=met, status=NeedStatus.CLOSED)
    rows = list_gaps(PairFilter(strategy=5)).rows
    assert [row.pair.pocket_slug for row in rows] == [each.slug for each in (urgent, several, poor, met)]
    assert [len(row.needs) for row in rows] == [1, 2, 0, 0]
    assert [row.needs for row in list_gaps(PairFilter(strategy=5, year=2025)).rows] == [()] * 4


def test_what_an_ended_promise_delivered_is_taken_off_an_open_need(site):
    pocket = make.a_pocket()
    need = make.a_need(pocket=pocket)
    delivered = {"quantity": 30, "realised_quantity": 12, "need_id": need.id}
    line = {"region_code": pocket.region_code, "pocket_id": pocket.id} | delivered
    make.a_commitment(status=CommitmentStatus.CANCELLED, places=[line])
    (row,) = list_gaps(PairFilter(strategy=5)).rows
    assert (row.needs[0].open, row.needs[0].needed) == (28, 40)
