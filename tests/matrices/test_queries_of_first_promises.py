"""The matrix of first promises equals a recount of what was promised before any change."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from portal.amendments import office_actions
from portal.commitments import standing
from portal.commitments.models import Commitment
from portal.commitments.rules import CommitmentStatus
from portal.commitments.selection import Basis, Selection, StateFilter
from portal.core.database import db, transaction
from portal.matrices import queries
from portal.matrices.queries import Question
from portal.matrices.rules import Columns, Measure, Rows
from tests.amendments.support import ask
from tests.factories import STABAT, a_member, a_verifier
from tests.matrices.counting import column_key, recount, row_key, some_commitments

FIRST = Selection(state=StateFilter.LIVE, basis=Basis.FIRST)
MEASURES = (Measure.RUPIAH, Measure.PEOPLE)


def told(question):
    """Commitments, leads and the amounts of each row; what is fresh is not asked here."""
    return figures(queries.row_totals(question))


def figures(counts):
    return {key: (c.commitments, c.leads, c.amount, c.unstated, c.masked) for key, c in counts.items()}


@pytest.fixture
def changed(site):
    """What a recount says of each row before the promises change; then many of them do."""
    some_commitments(1, number=24)
    pledges = db.session.scalars(select(Commitment).where(Commitment.verified_at.is_not(None))).unique().all()
    for pledge in pledges:
        standing.keep_version(pledge)
    db.session.commit()
    before = {(m, rows): recounted(m, rows) for m in MEASURES for rows in Rows}
    verifier = a_verifier()
    for pledge in [each for each in pledges if each.status is CommitmentStatus.VERIFIED]:
        for line in pledge.allocations:
            line.realised_rupiah = line.reached_people = None
        db.session.commit()
        places = [{"place": STABAT, "rupiah": 1_234_567, "quantity": None, "households": None, "people": 7}]
        amendment = ask(pledge, a_member(pledge.organisation), places)
        with transaction():
            office_actions.approve(amendment, by=verifier)
    return before


def recounted(measure, rows):
    return figures(recount(measure, lambda c, line: row_key(rows, c, line)))


def test_first_promises_are_counted_as_they_were_before_the_changes(changed):
    for (measure, rows), before in changed.items():
        question = Question(rows, Columns.KIND, measure, FIRST)
        assert told(question) == before, (measure, rows)
        now_there = told(replace(question, selection=Selection(state=StateFilter.LIVE)))
        assert now_there == recounted(measure, rows), (measure, rows)
    assert changed[Measure.RUPIAH, Rows.KECAMATAN] != recounted(Measure.RUPIAH, Rows.KECAMATAN)
    columns = recount(Measure.COMMITMENTS, lambda c, _line: column_key(Columns.STRATEGY, c))
    first = queries.column_totals(Question(Rows.KIND, Columns.STRATEGY, Measure.COMMITMENTS, FIRST))
    assert {k: c.commitments for k, c in first.items()} == {k: c.commitments for k, c in columns.items()}
