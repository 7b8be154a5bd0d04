"""Who is told of a report: the verifiers who may check it, and the partner's people once it was decided."""

from collections.abc import Callable, Sequence
from functools import partial

from sqlalchemy import Select, bindparam, select

from portal.accounts.models import OfficeRole, User
from portal.accounts.rules import OfficeRoleName
from portal.core.database import built_once, db
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
    writers = [each for each in (report.created_by_id, report.submitted_by_id) if each]
    asked = {"organisation_id": report.organisation_id, "writers": writers}
    return db.session.scalars(_partners(), asked).all()


@built_once
def _partners() -> Select[User]:
    m = Membership
    here = (m.organisation_id == bindparam("organisation_id"), m.role == MemberRole.MANAGER)
    wrote = User.id.in_(bindparam("writers", expanding=True))
    return _reachable().where(User.id.in_(select(m.user_id).where(*here)) | wrote).order_by(User.id)


def _tell(report: ProgressReport, readers: Sequence[User], kind: NoticeKind, word: Word) -> None:
    """The key names the turn of the report's life: told once, however often it is tried."""
    key = f"report:{report.id}:{report.status.value}:{report.version}"
    notify_many(kind, [Telling(reader, word, key) for reader in readers])


def _reachable() -> Select[User]:
    return select(User).where(User.is_active, User.email_confirmed_at.is_not(None))
