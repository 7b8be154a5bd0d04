"""The figures of the brief against plain counts, on both databases."""

from collections import Counter, defaultdict
from datetime import date, timedelta
from decimal import Decimal

from flask import Flask
from sqlalchemy import select

from portal.brief import queries
from portal.brief.facts import read_brief
from portal.brief.place_queries import pockets_and_needs
from portal.commitments.models import Commitment
from portal.commitments.rules import CommitmentStatus
from portal.commitments.selection import Selection, StateFilter
from portal.commitments.state import state_today
from portal.core.clock import in_wib, now, today
from portal.core.database import db
from portal.matrices.matrix import read_matrix
from portal.matrices.queries import Question
from portal.matrices.reading import district
from portal.matrices.rules import Columns, Measure, Rows
from portal.needs.rules import NeedPriority, NeedStatus
from portal.places.models import PocketFigure
from portal.progress.rules import ReportStatus
from tests import factories as make
from tests.matrices.counting import live_lines, some_commitments
from tests.minutes.support import a_meeting

V = CommitmentStatus.VERIFIED


def test_the_headline_is_what_a_plain_count_gives(site: Flask) -> None:
    some_commitments(31, number=25)
    lines = list(live_lines())
    commitments = {c.id: c for c, _line in lines}.values()
    head, meeting, _changes = queries.headline()
    states = Counter(state_today(c) for c in commitments)
    assert {state: count for state, count in head.states.items() if count} == dict(states)
    assert head.leads == len({c.organisation_id for c in commitments})
    assert head.pledged == sum(line.rupiah or 0 for _c, line in lines)
    assert head.realised == sum(line.realised_rupiah or 0 for _c, line in lines)
    assert head.lines_without_rupiah == sum(line.rupiah is None for _c, line in lines)
    assert (head.kecamatan, meeting) == (23, None)


def test_gaps_and_places_alone_are_those_of_the_matrix(site: Flask) -> None:
    some_commitments(32, number=25)
    brief = read_brief()
    live = Selection(state=StateFilter.LIVE)
    ask = lambda rows: Question(rows, Columns.STRATEGY, Measure.COMMITMENTS, live)  # noqa: E731
    pockets, kecamatan = (
        read_matrix(ask(rows), 1, district(), 10_000).grid for rows in (Rows.POCKET, Rows.KECAMATAN)
    )
    assert (len(brief.gaps), brief.possible) == (pockets.gaps, pockets.possible)
    assert (brief.pockets_alone, brief.kecamatan_alone) == (pockets.empty_rows, kecamatan.empty_rows)


def test_overlaps_are_three_leads_that_are_not_done(site: Flask) -> None:
    some_commitments(33, number=60)
    plain = defaultdict(set)
    active = {pocket.id for pocket in read_brief().pockets}
    for commitment, line in live_lines():
        if commitment.status is V and line.pocket_id in active:
            plain[line.pocket_id, commitment.strategy_number].add(commitment.organisation.name)
    wanted = {key: len(names) for key, names in plain.items() if len(names) >= 3}
    found = read_brief().overlaps
    assert {(each.pocket.id, each.strategy): each.leads for each in found} == wanted
    for each in found[:4]:
        assert set(each.names) == plain[each.pocket.id, each.strategy]


def test_a_pocket_tells_its_newest_count_and_since_when_it_is_one(site: Flask) -> None:
    pocket = make.a_pocket(decided_on=date(2024, 1, 5))
    for year, value in ((2023, 90), (2025, 70)):
        db.session.add(
            PocketFigure(
                pocket_id=pocket.id, indicator_code="poor_households", year=year, value=value, source="x"
            )
        )
    db.session.commit()
    ((found,), _needs) = pockets_and_needs()
    assert (found.poor_households, found.since) == (70, date(2024, 1, 5))
    assert found.place == f"{pocket.name}, Desa Pantai Gemi, Stabat"


def test_open_needs_are_what_nobody_promised(site: Flask) -> None:
    pocket = make.a_pocket()
    urgent = make.a_need(
        pocket=pocket, priority=NeedPriority.URGENT, title="Sumur", quantity=Decimal(2), unit="titik"
    )
    taken = make.a_need(pocket=pocket, quantity=Decimal(40), rupiah=400, rupiah_source="RAB")
    for status in (NeedStatus.PROPOSED, NeedStatus.CLOSED):
        make.a_need(status, pocket=pocket, strategy_number=2)
    line = {"region_code": make.VILLAGE, "pocket_id": pocket.id, "need_id": taken.id, "quantity": Decimal(10)}
    make.a_commitment(places=[line])
    ((key, found),) = pockets_and_needs()[1].items()
    assert key == (pocket.id, 5)
    assert (found.title, found.quantity, found.rupiah, found.number) == (urgent.title, Decimal(2), 300, 2)


def test_changes_count_from_the_day_of_the_last_meeting(site: Flask) -> None:
    a_meeting(starts_at=now() - timedelta(days=40))
    a_meeting(starts_at=now() - timedelta(days=10))
    early, late = now() - timedelta(days=11), now() - timedelta(days=9)
    make.a_commitment(verified_at=early)
    done = make.a_commitment(status=CommitmentStatus.COMPLETED, verified_at=early, closed_at=late)
    make.a_commitment(status=CommitmentStatus.CANCELLED, verified_at=late, closed_at=late)
    make.a_commitment(status=CommitmentStatus.CANCELLED, verified_at=early, closed_at=early)
    make.a_report(done, "2026-1", ReportStatus.VERIFIED, verified_at=late)
    make.a_report(done, "2026-2", ReportStatus.VERIFIED, verified_at=early)
    brief = read_brief()
    assert brief.since == in_wib(now() - timedelta(days=10)).date()
    changes = brief.changes
    assert (changes.verified, changes.cancelled, changes.completed, changes.reports) == (1, 1, 1, 1)


def test_drafts_count_nowhere(site: Flask) -> None:
    pocket = make.a_pocket()
    for status in (CommitmentStatus.DRAFT, CommitmentStatus.SUBMITTED, CommitmentStatus.REJECTED):
        make.a_commitment(status=status, places=[{"region_code": make.VILLAGE, "pocket_id": pocket.id}])
    brief = read_brief()
    assert (brief.headline.live, brief.headline.pledged, len(brief.gaps)) == (0, 0, 4)
    assert brief.since == today() - timedelta(days=30)
    assert len(db.session.scalars(select(Commitment)).unique().all()) == 3
