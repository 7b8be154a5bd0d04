"""Everything that can happen to a commitment, a partner, a pocket or a day, in a random order."""

import random
from collections.abc import Callable
from datetime import date, timedelta

from sqlalchemy import delete, select

from portal.commitments.merging import repoint_commitments
from portal.commitments.models import Allocation, Commitment
from portal.commitments.rules import CommitmentStatus
from portal.core.clock import now, today
from portal.core.database import db, transaction
from portal.organisations.models import Organisation
from portal.organisations.rules import OrganisationKind, OrganisationStatus
from portal.places.models import Pocket
from portal.places.rules import PocketStatus
from portal.progress.models import ProgressReport
from portal.progress.rules import ReportStatus
from tests import factories as make
from tests.matrices.counting import PLACES, some_commitments

Dice = random.Random


def begin(seed: int, number: int) -> Dice:
    """A register with some of everything."""
    some_commitments(seed, number)
    return random.Random(seed)


def one_of(dice: Dice, model):
    keys = db.session.scalars(select(model.id).order_by(model.id)).all()
    return db.session.get(model, dice.choice(keys))


def a_new_one(dice: Dice):
    """Of a partner that has others, with up to three places in two kecamatan and perhaps a pocket."""
    pocket = one_of(dice, Pocket)
    lines = [{"region_code": code, "rupiah": 5} for code in dice.sample(PLACES, dice.randint(0, 3))]
    lines += [
        {"region_code": pocket.region_code, "pocket_id": pocket.id, "people": dice.choice([None, 2, 50])}
    ]
    make.a_commitment(one_of(dice, Organisation), places=lines, strategy_number=dice.randint(1, 7))


def verified(dice: Dice):
    one_of(dice, Commitment).status = CommitmentStatus.VERIFIED


def closed(dice: Dice):
    one_of(dice, Commitment).status = dice.choice([CommitmentStatus.COMPLETED, CommitmentStatus.CANCELLED])


def moved_to_another_strategy_or_year(dice: Dice):
    commitment = one_of(dice, Commitment)
    commitment.strategy_number = dice.randint(1, 7)
    start = dice.choice([None, date(2025, 3, 1), date(2026, 11, 1), date(2027, 1, 1)])
    commitment.starts_on, commitment.ends_on = start, start and start + timedelta(days=dice.randint(0, 500))


def a_place_added(dice: Dice):
    commitment = one_of(dice, Commitment)
    taken = {line.region_code for line in commitment.allocations if line.pocket_id is None}
    for code in dice.sample(sorted(set(PLACES) - taken), 1 if len(taken) < len(PLACES) else 0):
        commitment.allocations.append(Allocation(region_code=code, rupiah=dice.randint(0, 10**9), people=3))


def a_place_taken(dice: Dice):
    commitment = one_of(dice, Commitment)
    if commitment.allocations:
        commitment.allocations.remove(dice.choice(commitment.allocations))


def amounts_changed(dice: Dice):
    line = one_of(dice, Allocation)
    line.rupiah, line.people = dice.choice([None, 0, 77]), dice.choice([None, 0, 3, 900])


def a_report_verified(dice: Dice):
    commitment = one_of(dice, Commitment)
    commitment.heard_on = today() - timedelta(days=dice.randint(0, 300))
    commitment.report_due_on = dice.choice([None, today() - timedelta(days=dice.randint(-9, 9))])
    for line in commitment.allocations:
        line.realised_rupiah, line.reached_people = dice.choice([None, 5_000]), dice.choice([None, 2, 60])
    same = select(ProgressReport).filter_by(commitment_id=commitment.id, year=2024, quarter_number=1)
    report = db.session.scalar(same) or ProgressReport(
        commitment_id=commitment.id, year=2024, quarter_number=1
    )
    report.created_by_id, report.status, report.verified_at = (
        commitment.created_by_id,
        ReportStatus.VERIFIED,
        now(),
    )
    db.session.add(report)


def a_report_withdrawn(dice: Dice):
    if db.session.scalar(select(ProgressReport.id).limit(1)):
        one_of(dice, ProgressReport).status = ReportStatus.RETURNED


def a_partner_of_another_kind(dice: Dice):
    one_of(dice, Organisation).kind = dice.choice(list(OrganisationKind))


def a_partner_vetted_anew(dice: Dice):
    one_of(dice, Organisation).status = dice.choice([*OrganisationStatus, OrganisationStatus.VERIFIED])


def partners_merged(dice: Dice):
    repoint_commitments(one_of(dice, Organisation).id, one_of(dice, Organisation).id)


def a_pocket_withdrawn_or_back(dice: Dice):
    one_of(dice, Pocket).status = dice.choice(list(PocketStatus))


def deleted_at_once(dice: Dice):
    keys = [one_of(dice, Commitment).id for _ in range(2)]
    db.session.execute(delete(ProgressReport).where(ProgressReport.commitment_id.in_(keys)))
    db.session.execute(delete(Commitment).where(Commitment.id.in_(keys)))


STEPS: tuple[Callable[[Dice], None], ...] = (
    a_new_one,
    verified,
    closed,
    moved_to_another_strategy_or_year,
    a_place_added,
    a_place_taken,
    amounts_changed,
    a_report_verified,
    a_report_withdrawn,
    a_partner_of_another_kind,
    a_partner_vetted_anew,
    partners_merged,
    a_pocket_withdrawn_or_back,
    deleted_at_once,
)


def walk(dice: Dice, steps: int) -> list[str]:
    """Some steps, one transaction each or several in one; says which were taken."""
    taken = []
    for _ in range(steps):
        with transaction():
            for step in dice.sample(STEPS, dice.choice([1, 1, 2])):
                step(dice)
                taken.append(step.__name__)
                db.session.flush()
    return taken
