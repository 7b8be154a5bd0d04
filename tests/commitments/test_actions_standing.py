"""What follows when a commitment becomes public."""

from datetime import UTC, date, datetime

from sqlalchemy import select

from portal.commitments import standing
from portal.commitments.models import Commitment
from portal.commitments.rules import CommitmentStatus
from portal.commitments.version_models import PledgeVersion
from portal.core import clock
from portal.core.database import db, transaction
from portal.reviews.actions import verify_commitment
from tests.factories import a_commitment, a_verifier


def _verified(site, **given) -> Commitment:
    commitment = a_commitment(status=CommitmentStatus.SUBMITTED, **given)
    verifier = a_verifier()
    with clock.at(datetime(2026, 3, 31, 17, 30, tzinfo=UTC)), transaction():  # 1 April, 00.30 WIB
        verify_commitment(commitment, by=verifier)
    return db.session.scalars(select(Commitment).filter_by(id=commitment.id)).one()


def test_a_verified_commitment_owes_its_first_report_by_the_calendar_of_wib(site) -> None:
    commitment = _verified(site, starts_on=date(2026, 1, 1))
    assert commitment.report_due_on == date(2026, 7, 15)
    assert commitment.heard_on == date(2026, 4, 1)


def test_the_first_promise_is_kept_line_by_line_and_stays_when_the_present_one_changes(site) -> None:
    commitment = _verified(site)
    with transaction():
        commitment.allocations[0].rupiah = 1
        commitment.title = "Lain"
        standing.keep_version(commitment)
    first, second = db.session.scalars(select(PledgeVersion).order_by(PledgeVersion.number)).all()
    assert (first.number, first.lines[0].rupiah) == (1, 100_000_000)
    assert (second.number, second.lines[0].rupiah, second.title) == (2, 1, "Lain")
    assert first.title != second.title
