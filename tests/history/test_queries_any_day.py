"""The matrix of a past day is what it was that evening, whatever happened since; on both databases."""

import random
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

import pytest
from sqlalchemy import select

from portal.amendments import office_actions
from portal.amendments.queries import key_of
from portal.commitments.models import Commitment
from portal.commitments.rules import CommitmentStatus, FundingSource, SupportForm
from portal.commitments.selection import Selection, StateFilter
from portal.commitments.standing import first_quarter_of
from portal.core import clock
from portal.core.database import db, transaction
from portal.core.errors import NotAllowedNow, Refused
from portal.demo.moments import morning
from portal.history import change_pages
from portal.history.change_pages import Between
from portal.history.change_queries import changes_between
from portal.history.change_rules import ChangeKind
from portal.matrices import queries
from portal.matrices.matrix import read_matrix
from portal.matrices.queries import Question
from portal.matrices.reading import district
from portal.matrices.rules import Columns, Measure, Rows
from portal.needs.actions import close_need, edit_need, reopen_need
from portal.needs.rules import NeedStatus
from portal.organisations.office_actions import correct
from portal.organisations.rules import OrganisationKind
from portal.places.actions import edit_pocket
from portal.places.rules import PocketStatus
from portal.progress import actions, review_actions
from portal.progress.models import ProgressReport
from portal.progress.queries import get_slot
from portal.progress.rules import ReportStatus
from portal.reviews.actions import complete_commitment, verify_commitment
from tests import factories as make
from tests.amendments.support import REASON, ask, ask_to_cancel, rows_of

FIRST = date(2026, 1, 12)
VILLAGES = (make.VILLAGE, "12.05.01.2006")
LIVE = Selection(state=StateFilter.LIVE)
QUESTIONS = [
    Question(Rows.POCKET, Columns.STRATEGY, Measure.NEEDS, LIVE),
    Question(Rows.VILLAGE, Columns.STATE, Measure.ACHIEVED, LIVE),
    Question(Rows.ORGANISATION, Columns.KIND, Measure.REACHED, Selection()),
]


class Story:
    """What happens to a few commitments, needs and pockets, decided by dice."""

    def __init__(self, seed: int) -> None:
        self.dice = random.Random(seed)
        self.office = make.a_verifier()
        self.pockets = [make.a_pocket(village) for village in VILLAGES for _ in range(2)]
        self.needs = [make.a_need(pocket=pocket, strategy_number=5) for pocket in self.pockets[:3]]
        self.partners = [make.an_organisation() for _ in range(3)]
        self.commitments: list[Commitment] = []

    def turn(self) -> None:
        """One thing that somebody does; what the rules refuse does not happen."""
        acts = [
            self.promise,
            self.amend,
            self.close,
            self.need,
            self.pocket,
            self.correct,
            *[self.report] * 5,
        ]
        try:
            self.dice.choice(acts)()
        except (Refused, NotAllowedNow):
            db.session.rollback()

    def promise(self) -> None:
        pockets = self.dice.sample(self.pockets, 2)
        starts = clock.today() + timedelta(days=self.dice.choice([-200, -20, 40]))
        commitment = make.a_commitment(
            self.dice.choice(self.partners),
            CommitmentStatus.SUBMITTED,
            [*(self._line(pocket) for pocket in pockets), {"region_code": "12.05", "quantity": Decimal(7)}],
            support_form=SupportForm.GOODS,
            value_source="Harga pasar",
            starts_on=starts,
            ends_on=starts + timedelta(days=self.dice.choice([60, 400])),
            funding_source=self.dice.choice(list(FundingSource)),
        )
        with transaction():
            self.commitments.append(verify_commitment(commitment, by=self.office))

    def _line(self, pocket):
        need = next((each.id for each in self.needs if each.pocket_id == pocket.id), None)
        return {
            "region_code": pocket.region_code,
            "pocket_id": pocket.id,
            "need_id": need,
            "rupiah": self.dice.choice([None, self.dice.randint(1, 9)]),
            "quantity": Decimal(self.dice.randint(5, 30)),
            "people": self.dice.choice([None, 3, 70]),
        }

    def _running(self) -> Commitment:
        return self.dice.choice([c for c in self.commitments if c.status is CommitmentStatus.VERIFIED])

    def report(self) -> None:
        """Decide about a report that waits, or hand in one that was returned or comes next."""
        commitment = self._running()
        reports = db.session.scalars(select(ProgressReport).filter_by(commitment_id=commitment.id)).all()
        open_ones = [each for each in reports if each.status is not ReportStatus.VERIFIED]
        if open_ones and open_ones[0].status is ReportStatus.SUBMITTED:
            self._decide(open_ones[0])
        else:
            self._hand_in(commitment, open_ones[0] if open_ones else None, len(reports))

    def _decide(self, report: ProgressReport) -> None:
        with transaction():
            if self.dice.random() < 0.4:
                review_actions.return_report(report, by=self.office, reason=REASON)
            else:
                review_actions.verify_report(report, by=self.office)

    def _hand_in(self, commitment: Commitment, report: ProgressReport | None, before: int) -> None:
        quarter, author = first_quarter_of(commitment), commitment.created_by
        for _ in range(before):
            quarter = quarter.next
        numbers = {"quantity": Decimal(2 + before), "rupiah": 3 + before, "people": self.dice.choice([2, 9])}
        figures = [{"allocation": line.id} | numbers for line in commitment.allocations]
        with transaction():
            if report is None:
                report = actions.open_report(get_slot(commitment.reference, quarter.slug), by=author)
            actions.save_report(report, by=author, places=figures)
        with transaction():
            actions.submit_report(report, by=author)

    def amend(self) -> None:
        """A place more, one less or larger, or another period."""
        commitment, pocket = self._running(), self.dice.choice(self.pockets)
        last = key_of(commitment.allocations[-1])
        changed = self.dice.choice([{last: None}, {last: {"rupiah": self.dice.randint(10, 99)}}])
        more = {pocket.slug: {"rupiah": 5, "quantity": Decimal(6), "households": None, "people": 40}}
        days = timedelta(days=self.dice.choice([-30, 0, 100]))
        period = {"starts_on": commitment.starts_on + days, "ends_on": commitment.ends_on + days}
        places = rows_of(commitment, **(more | changed))
        asked = ask(commitment, commitment.created_by, places, below_known=True, **period)
        with transaction():
            office_actions.approve(asked, by=self.office, below_known=True)

    def close(self) -> None:
        commitment = self._running()
        if self.dice.random() < 0.5:
            with transaction():
                complete_commitment(commitment, by=self.office, reason=REASON)
            return
        asked = ask_to_cancel(commitment, commitment.created_by)
        with transaction():
            office_actions.approve(asked, by=self.office)

    def need(self) -> None:
        need = self.dice.choice(self.needs)
        move = close_need if need.status is NeedStatus.OPEN else reopen_need
        with transaction():
            move(need, by=self.office, reason=REASON)

    def correct(self) -> None:
        """A partner turns out to be of another kind, and a need to ask for another quantity."""
        partner, need = self.dice.choice(self.partners), self.dice.choice(self.needs)
        with transaction():
            correct(partner, by=self.office, name=partner.name, kind=self.dice.choice(list(OrganisationKind)))
        names = (
            "title",
            "details",
            "unit",
            "rupiah",
            "rupiah_source",
            "year",
            "priority",
            "basis",
            "basis_note",
        )
        answers = {name: getattr(need, name) for name in names} | {
            "quantity": Decimal(self.dice.randint(9, 90))
        }
        with transaction():
            edit_need(
                need,
                by=self.office,
                pocket_slug=need.pocket.slug,
                strategy_number=need.strategy_number,
                **answers,
            )

    def pocket(self) -> None:
        """One is lifted, or a pocket again; and a new one is named."""
        if self.dice.random() < 0.3:
            self.pockets.append(make.a_pocket())
        pocket = self.dice.choice(self.pockets)
        active = pocket.status is PocketStatus.ACTIVE
        told = {"name": pocket.name, "region_code": pocket.region_code, "decision": pocket.decision}
        status = PocketStatus.LIFTED if active else PocketStatus.ACTIVE
        with transaction():
            edit_pocket(pocket, by=None, status=status, reason=REASON, **told)


def grids(day: date | None):
    """Every matrix as a page shows it, its rows, cells, marks and totals."""
    return [read_matrix(replace(each, as_of=day), 1, district(), size=1000).grid for each in QUESTIONS]


@pytest.mark.parametrize("seed", [3])
def test_a_past_day_is_what_that_evening_was(site, seed, monkeypatch):
    monkeypatch.setattr(change_pages, "SHORT", 0)
    day, kept = FIRST, {}
    with clock.at(morning(day)):
        story = Story(seed)
        for _ in range(5):
            story.promise()
    for _evening in range(4):
        for hour in range(11):
            with clock.at(morning(day) + timedelta(hours=hour)):
                story.turn()
        with clock.at(clock.end_of(day) - timedelta(seconds=1)):
            kept[day] = grids(None)
        day += timedelta(days=story.dice.choice([1, 50, 100]))
    with clock.at(morning(day)):
        for past, evening in kept.items():
            assert grids(past) == evening, past
        for before, after in pairwise(kept):
            changes_add_up(before, after)


def changes_add_up(before: date, after: date):
    """What is new, and what figures gained and lost, is the difference between the totals of both days."""
    told, pages = changes_between(before, after, Selection()), Between(before, after, Selection())
    assert [each for n in (1, 2) for each in pages.page(None, n, 1 + len(told) // 2).rows] == told
    found = [each.change for each in told]
    moves = [(each.kind, move) for each in found for move in each.moves]
    was, now = ([total(day, m) for m in (Measure.RUPIAH, Measure.REALISED)] for day in (before, after))
    assert sum(each.kind is ChangeKind.NEW for each in found) == now[0].commitments - was[0].commitments
    for name, old, new in zip(("rupiah", "realised_rupiah"), was, now, strict=True):
        gained = sum(
            (move.new or 0) - (move.old or 0)
            for kind, move in moves
            if move.name == name and kind is not ChangeKind.CANCELLED
        )
        assert gained == (new.amount or 0) - (old.amount or 0), (name, before, after)


def total(day: date, measure: Measure):
    return queries.whole(Question(Rows.KIND, Columns.KIND, measure, Selection(), day))[0]
