"""Several people of the office decide at the same moment, or both sides act: exactly one has done it."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from sqlalchemy import func, select

from portal.accounts.models import User
from portal.amendments import actions, office_actions
from portal.amendments.queries import get_amendment
from portal.commitments.version_models import PledgeVersion
from portal.core.database import db, transaction
from portal.core.errors import NotAllowedNow
from tests.amendments.support import REASON, a_promise, ask
from tests.factories import a_member, a_verifier

DECIDERS = 4


def act(app, barrier, reference, user_id, action):
    """One person in a thread and session of its own: loads, waits for the others, acts."""
    with app.app_context():
        amendment, person = get_amendment(reference, 1), db.session.get(User, user_id)
        barrier.wait(timeout=30)
        try:
            with transaction():
                action(amendment, by=person)
        except NotAllowedNow:
            return "refused"
        finally:
            db.session.remove()
        return "done"


def test_of_people_at_once_exactly_one_succeeds(own_site):
    pledges = [a_promise() for _ in range(3)]
    partners = [a_member(pledge.organisation) for pledge in pledges]
    for pledge, partner in zip(pledges, partners, strict=True):
        ask(pledge, partner)
    work = [(pledge.reference, partner.id) for pledge, partner in zip(pledges, partners, strict=True)]
    verifiers = [a_verifier().id for _ in range(DECIDERS - 1)]
    db.session.remove()

    def reject(amendment, by):
        return office_actions.reject(amendment, by=by, reason=REASON)

    doings = [office_actions.approve, reject, office_actions.approve, actions.withdraw]
    for reference, partner in work:
        barrier, people = Barrier(DECIDERS), [*verifiers, partner]
        with ThreadPoolExecutor(DECIDERS) as pool:
            waiting = [
                pool.submit(act, own_site, barrier, reference, person, doing)
                for person, doing in zip(people, doings, strict=True)
            ]
            outcomes = Counter(each.result() for each in waiting)
        assert outcomes == {"done": 1, "refused": DECIDERS - 1}
        approved = get_amendment(reference, 1).status.value == "approved"
        number = select(func.max(PledgeVersion.number)).join(PledgeVersion.commitment)
        assert db.session.scalar(number.filter_by(reference=reference)) == (2 if approved else 1)
        db.session.remove()
