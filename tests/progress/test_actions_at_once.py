"""Several people at one report: exactly one succeeds, on real databases with real commits."""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

from sqlalchemy import func, select

from portal.accounts.models import User
from portal.audit.models import AuditEntry
from portal.core.database import db, transaction
from portal.core.errors import NotAllowedNow
from portal.progress import actions, review_actions
from portal.progress.models import ProgressReport
from portal.progress.queries import get_report, get_slot
from portal.progress.rules import ReportStatus
from tests.factories import a_member, a_report, a_verifier
from tests.progress.support import allocation, on, running

REASON = "Sebutkan jumlah per desa."
PEOPLE = 4


def at_once(site: Any, act: Callable[[User], Any], people: list[int]) -> Counter[str]:
    """Everybody acts in a thread and a session of their own, all at the same moment."""
    barrier = Barrier(len(people))

    def one(person: int) -> str:
        with site.app_context(), on("2026-07-02"):
            user = db.session.get(User, person)
            barrier.wait(timeout=30)
            try:
                with transaction():
                    act(user)
            except NotAllowedNow:
                return "refused"
            finally:
                db.session.remove()
            return "done"

    with ThreadPoolExecutor(len(people)) as pool:
        return Counter(pool.map(one, people))


def test_of_verifiers_at_once_exactly_one_succeeds(own_site):
    people = [a_verifier().id for _ in range(PEOPLE)]
    commitment = running()
    for quarter in ("2026-1", "2026-2"):
        a_report(commitment, quarter, ReportStatus.SUBMITTED)
    reference = commitment.reference
    db.session.remove()
    for quarter in ("2026-1", "2026-2"):
        decisions = iter([review_actions.verify_report, review_actions.return_report] * PEOPLE)

        def decide(person: User, quarter: str = quarter, decisions: Any = decisions) -> None:
            next(decisions)(get_report(reference, quarter), by=person, reason=REASON)

        assert at_once(own_site, decide, people) == {"done": 1, "refused": PEOPLE - 1}
        assert get_report(reference, quarter).status is not ReportStatus.SUBMITTED
        db.session.remove()
    assert db.session.scalar(select(func.count()).select_from(AuditEntry)) == 2


def test_two_quarters_verified_at_once_leave_the_figures_of_the_newer(own_site):
    people = [a_verifier().id for _ in range(2)]
    commitment = running()
    for rupiah, quarter in ((10, "2026-1"), (20, "2026-2")):
        a_report(commitment, quarter, ReportStatus.SUBMITTED, [{"rupiah": rupiah}])
    reference, quarters = commitment.reference, dict(zip(people, ("2026-1", "2026-2"), strict=True))
    db.session.remove()

    def decide(person: User) -> None:
        review_actions.verify_report(get_report(reference, quarters[person.id]), by=person)

    assert at_once(own_site, decide, people) == {"done": 2}
    assert allocation(commitment).realised_rupiah == 20


def test_colleagues_who_begin_at_once_write_the_same_report(own_site):
    commitment = running()
    people = [a_member(commitment.organisation).id for _ in range(PEOPLE)]
    reference = commitment.reference
    db.session.remove()

    def begin(person: User) -> None:
        actions.open_report(get_slot(reference, "2026-1"), by=person)

    assert at_once(own_site, begin, people) == {"done": PEOPLE}
    assert db.session.scalar(select(func.count()).select_from(ProgressReport)) == 1
