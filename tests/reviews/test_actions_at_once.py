"""Several verifiers at once: exactly one succeeds, on real databases with real commits."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from sqlalchemy import func, select

from portal.accounts.models import User
from portal.audit.models import AuditEntry
from portal.commitments.queries import get_commitment
from portal.commitments.rules import CommitmentStatus
from portal.core.database import db, transaction
from portal.core.errors import NotAllowedNow
from portal.reviews import actions
from tests.factories import a_commitment, a_verifier

ROUNDS = 5
VERIFIERS = 4
REASON = "Sebutkan jumlah per desa."


def decide(app, barrier, reference, user_id, action):
    """One verifier in a thread and session of its own: loads, waits for the others, decides."""
    with app.app_context():
        commitment, verifier = get_commitment(reference), db.session.get(User, user_id)
        barrier.wait(timeout=30)
        try:
            with transaction():
                action(commitment, by=verifier, reason=REASON)
        except NotAllowedNow:
            return "refused"
        finally:
            db.session.remove()
        return "done"


def test_of_verifiers_at_once_exactly_one_succeeds(own_site):
    people = [a_verifier().id for _ in range(VERIFIERS)]
    references = [a_commitment(status=CommitmentStatus.SUBMITTED).reference for _ in range(ROUNDS)]
    db.session.remove()
    decisions = [actions.verify_commitment, actions.return_commitment] * (VERIFIERS // 2)
    for reference in references:
        barrier = Barrier(VERIFIERS)
        with ThreadPoolExecutor(VERIFIERS) as pool:
            waiting = [
                pool.submit(decide, own_site, barrier, reference, person, action)
                for person, action in zip(people, decisions, strict=True)
            ]
            outcomes = Counter(each.result() for each in waiting)
        assert outcomes == {"done": 1, "refused": VERIFIERS - 1}
        commitment = get_commitment(reference)
        assert commitment.status in {CommitmentStatus.VERIFIED, CommitmentStatus.RETURNED}
        assert commitment.version == 2
        db.session.remove()
    assert db.session.scalar(select(func.count()).select_from(AuditEntry)) == ROUNDS
