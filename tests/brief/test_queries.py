"""The figures of the brief against plain counts, on both databases."""

from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from flask import Flask
from sqlalchemy import select

from portal.brief.facts import read_brief
from portal.brief.headline import read_headline
from portal.brief.rules import MOST_ROWS
from portal.commitments.models import Commitment
from portal.commitments.rules import CommitmentStatus
from portal.commitments.selection import Selection, StateFilter
from portal.commitments.state import state_today
from portal.core.clock import in_wib, now, today
from portal.core.database import db, transaction
from portal.gaps.queries import list_gaps
from portal.history.fgd_queries import last_meeting
from portal.matrices.matrix import read_matrix
from portal.matrices.queries import Question
from portal.matrices.reading import district
from portal.matrices.rules import Columns, Measure, Rows
from portal.overlaps.queries import overlaps_now
from portal.progress.owing import overdue_reports, silent_commitments
from portal.progress.rules import ReportStatus
from portal.tallies import keeping
from portal.tallies.queries import are_kept
from tests import factories as make
from tests.matrices.counting import live_lines, some_commitments
from tests.minutes.support import a_meeting


def test_the_headline_is_what_a_plain_count_gives(site: Flask) -> None:
    some_commitments(31, number=25)
    lines = list(live_lines())
    commitments = {c.id: c for c, _line in lines}.values()
    head = read_headline()
    states = Counter(state_today(c) for c in commitments)
    assert {state: count for state, count in head.states.items() if count} == dict(states)
    assert head.leads == len({c.organisation_id for c in commitments})
    assert head.pledged == sum(line.rupiah or 0 for _c, line in lines)
    assert head.realised == sum(line.realised_rupiah or 0 for _c, line in lines)
    assert head.unvalued == len({c.id for c, line in lines if line.rupiah is None})
    assert head.kecamatan == 23


def test_the_headline_from_the_summaries_is_the_one_counted_afresh(site: Flask) -> None:
    some_commitments(34, number=25)
    assert not are_kept()
    counted = read_headline()
    with transaction():
        keeping.rebuild()
    assert are_kept() and read_headline() == counted


def test_places_alone_are_those_of_the_matrix(site: Flask) -> None:
    some_commitments(32, number=25)
    head = read_headline()
    live = Selection(state=StateFilter.LIVE)
    pockets, kecamatan = (
        read_matrix(Question(rows, Columns.STRATEGY, Measure.COMMITMENTS, live), 1, district(), 10_000).grid
        for rows in (Rows.POCKET, Rows.KECAMATAN)
    )
    assert (head.pockets_alone, head.kecamatan_alone) == (pockets.empty_rows, kecamatan.empty_rows)
    assert head.pockets * 4 == pockets.possible


def test_gaps_and_overlaps_are_those_of_their_lists(site: Flask) -> None:
    some_commitments(33, number=60)
    brief, whole = read_brief(), list_gaps(size=10_000)
    assert brief.gaps.total == whole.total == len(whole.rows)
    assert [replace(row, last=None) for row in whole.rows[:5]] == list(brief.gaps.rows)
    overlaps = overlaps_now()
    assert (list(brief.overlaps.rows), brief.overlaps.total) == (overlaps[:MOST_ROWS], len(overlaps))


def test_late_and_silent_are_the_first_of_all(site: Flask) -> None:
    begun, partners = datetime(2025, 1, 2, tzinfo=UTC), [make.an_organisation() for _ in range(3)]
    for months in range(6):
        days = {"starts_on": begun.date(), "verified_at": begun, "heard_on": date(2025, 1 + months // 2, 2)}
        make.a_commitment(partners[months % 3], report_due_on=date(2026, 1 + months // 2, 15), **days)
    make.a_commitment()
    brief, late, silent = read_brief(), overdue_reports(None, today()), silent_commitments(today())
    first = {each.reference: each for each in reversed(late)}.values()
    assert brief.owing == (len(first), len({each.organisation_id for each in first})) == (6, 3)
    assert brief.headline.silent == len(silent) == 6 and list(brief.silent) == silent[:MOST_ROWS]
    assert {each.reference for each in brief.overdue} == {each.reference for each in silent[:MOST_ROWS]}
    assert set(brief.overdue) <= set(first)


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
    assert last_meeting(today(), for_office=False) is None  # neither is published: only the office knows
    changes = brief.changes
    assert (changes.verified, changes.cancelled, changes.completed, changes.reports) == (1, 1, 1, 1)


def test_drafts_count_nowhere(site: Flask) -> None:
    pocket = make.a_pocket()
    for status in (CommitmentStatus.DRAFT, CommitmentStatus.SUBMITTED, CommitmentStatus.REJECTED):
        make.a_commitment(status=status, places=[{"region_code": make.VILLAGE, "pocket_id": pocket.id}])
    brief = read_brief()
    assert (brief.headline.live, brief.headline.pledged, brief.gaps.total) == (0, 0, 4)
    assert brief.since == today() - timedelta(days=30)
    assert len(db.session.scalars(select(Commitment)).unique().all()) == 3
