"""Who is told of a report: the verifiers who may check it, and the partner's people once it was decided."""

from collections.abc import Callable, Sequence
from functools import partial

from sqlalchemy import Select, select

from portal.accounts.models import OfficeRole, User
from portal.accounts.rules import OfficeRoleName
from portal.core.database import db
from portal.notifications.actions import Notification, Telling, notify_many
from portal.notifications.rules import NoticeKind
from portal.organisations.models import Membership
from portal.organisations.rules import MemberRole
from portal.policy import Permission, can
from portal.progress import messages
from portal.progress.models import ProgressReport

Word = Callable[[], Notification]


def of_waiting(report: ProgressReport) -> None:
    """Tell the verifiers of its strategy that it waits."""
    verifying = select(OfficeRole.user_id).where(OfficeRole.role == OfficeRoleName.VERIFIER)
    people = db.session.scalars(_reachable().where(User.id.in_(verifying)).order_by(User.id))
    readers = [each for each in people if can(each, Permission.REPORT_REVIEW, report)]
    _tell(report, readers, NoticeKind.WAITING, partial(messages.waiting, report))


def of_verification(report: ProgressReport, note: str) -> None:
    """Tell the partner that its figures count."""
    word = partial(messages.verified, report, note)
    _tell(report, partners(report), NoticeKind.REPORT_VERIFIED, word)


def of_return(report: ProgressReport, reason: str) -> None:
    """Tell the partner what to mend."""
    word = partial(messages.returned, report, reason)
    _tell(report, partners(report), NoticeKind.REPORT_RETURNED, word)


def partners(report: ProgressReport) -> Sequence[User]:
    """Who hears of a decision: who began it, who sent it, and those who manage the organisation."""
    managers = select(Membership.user_id).filter_by(
        organisation_id=report.organisation_id, role=MemberRole.MANAGER
    )
    writers = [report.created_by_id, report.submitted_by_id]
    mine = User.id.in_(managers) | User.id.in_([each for each in writers if each])
    return db.session.scalars(_reachable().where(mine).order_by(User.id)).all()


def _tell(report: ProgressReport, readers: Sequence[User], kind: NoticeKind, word: Word) -> None:
    """The key names the turn of the report's life: told once, however often it is tried."""
    key = f"report:{report.id}:{report.status.value}:{report.version}"
    notify_many(kind, [Telling(reader, word, key) for reader in readers])


def _reachable() -> Select[User]:
    return select(User).where(User.is_active, User.email_confirmed_at.is_not(None))
