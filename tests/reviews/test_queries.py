"""The office's queue: who sees what, in which order, how long it waits."""

from datetime import UTC, datetime

import pytest

from portal.accounts.rules import OfficeRoleName
from portal.commitments.rules import CommitmentStatus
from portal.core import clock
from portal.organisations.rules import OrganisationStatus
from portal.reviews.queue import queue_for
from tests.factories import a_commitment, a_user, a_verifier, an_organisation

pytestmark = [pytest.mark.both_databases, pytest.mark.usefixtures("asked")]
MONDAY, WEDNESDAY = datetime(2026, 11, 16, 3, tzinfo=UTC), datetime(2026, 11, 18, 3, tzinfo=UTC)


@pytest.fixture
def asked(site):
    """A page is being asked for: the line says where each row leads."""
    with site.test_request_context():
        yield


def waiting(submitted_at=MONDAY, **given):
    return a_commitment(status=CommitmentStatus.SUBMITTED, submitted_at=submitted_at, **given)


def counted(queue):
    return {count.kind.name: count.number for count in queue.counts if count.number}


def test_commitments_and_organisations_stand_in_one_line_oldest_first():
    late = waiting(WEDNESDAY)
    applicant = an_organisation(OrganisationStatus.APPLIED, applied_at=MONDAY)
    queue = queue_for(a_verifier(), 1)
    assert [row.title for row in queue.page.rows] == [applicant.name, late.title]
    assert counted(queue) == {"organisations": 1, "commitments": 1}


def test_waiting_is_counted_in_working_days():
    waiting(MONDAY)
    with clock.at(datetime(2026, 11, 24, 3, tzinfo=UTC)):
        queue = queue_for(a_verifier(), 1)
    assert max(count.days for count in queue.counts) == queue.page.rows[0].days == 6


def test_the_place_is_named():
    waiting()
    assert "Desa Pantai Gemi, Kec. Stabat" in queue_for(a_verifier(), 1).page.rows[0].words


def test_a_narrowed_verifier_sees_only_the_strategies_given():
    waiting(strategy_number=2, title="Mine"), waiting(strategy_number=5)
    assert [row.title for row in queue_for(a_verifier(2), 1).page.rows] == ["Mine"]


@pytest.mark.parametrize("role", [OfficeRoleName.SEKDA, OfficeRoleName.ADMIN, OfficeRoleName.NOTE_TAKER])
def test_the_rest_of_the_office_sees_all(role):
    waiting(strategy_number=2), waiting(strategy_number=5)
    assert counted(queue_for(a_user(role, strategies=(2,)), 1)) == {"commitments": 2}


def test_only_what_waits_is_in_the_queue():
    for status in CommitmentStatus:
        a_commitment(status=status)
    assert counted(queue_for(a_verifier(), 1)) == {"commitments": 1}


def test_a_long_queue_has_pages():
    for _ in range(11):
        waiting()
    verifier = a_verifier()
    assert len(queue_for(verifier, 1).page.rows) == 10
    assert len(queue_for(verifier, 2).page.rows) == 1
