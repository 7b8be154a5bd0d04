"""The inboxes of example accounts, as if the site had run all along. No mail goes with it.

Everything was told by the rooms' own words while the examples were loaded, or is told here on its day. So the
daily rounds find it told, and the first start brings no pile of old reminders.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any, NamedTuple

from sqlalchemy import delete, func, insert, select

from portal.accounts.models import User
from portal.commitments.models import Commitment
from portal.commitments.rules import CommitmentStatus
from portal.core import clock
from portal.core.database import db
from portal.demo.moments import morning
from portal.minutes.models import ActionItem
from portal.notifications.composing import first_paragraph
from portal.notifications.models import Notice, OutboxMail
from portal.notifications.rules import NoticeKind
from portal.progress import telling
from portal.progress.models import ProgressReport
from portal.progress.owing import owed_reports
from portal.progress.rules import ReportStatus
from portal.reminders import actions as rounds
from portal.reviews import messages

SHOWN, UNREAD = 4, 4
LATELY = timedelta(days=60)


class Mark(NamedTuple):
    """The last notice and the last mail before the examples."""

    notice: int
    mail: int


def mark() -> Mark:
    """Where notices and mails end now."""
    ends = (select(func.max(model.id)) for model in (Notice, OutboxMail))
    return Mark(*(db.session.scalar(end) or 0 for end in ends))


def tell(users: Iterable[User], reports: Iterable[ProgressReport], since: Mark) -> None:
    """All that these people would have been told, the newest unread; nobody else hears of the examples."""
    people = list(users)
    for user in people:
        _of_commitments(user)
    _of_reports(people, reports)
    _by_rounds(people)
    _settle(people, since)


def _of_commitments(user: User) -> None:
    """The decisions on the last commitments of this person's organisations."""
    verified = (
        select(Commitment)
        .where(
            Commitment.organisation_id.in_(user.organisation_ids),
            Commitment.status == CommitmentStatus.VERIFIED,
        )
        .order_by(Commitment.verified_at.desc(), Commitment.id.desc())
        .limit(SHOWN)
    )
    for commitment in db.session.scalars(verified).all():
        said = messages.verified(commitment, "")
        db.session.add(
            Notice(
                user_id=user.id,
                key=f"example:{commitment.id}",
                kind=NoticeKind.COMMITMENT,
                title=said.subject,
                body=first_paragraph(said.body),
                path=said.path,
                language=str(user.language),
                created_at=commitment.verified_at,
            )
        )


def _of_reports(people: list[User], reports: Iterable[ProgressReport]) -> None:
    """What was decided lately on their reports; the verifier hears of those that wait."""
    mine = {number for user in people for number in user.organisation_ids}
    for report in reports:
        decided = report.returned_at or report.verified_at
        if report.submitted_at and report.status is ReportStatus.SUBMITTED:
            with clock.at(report.submitted_at):
                telling.of_waiting(report)
        elif decided and report.organisation_id in mine and decided > clock.now() - LATELY:
            with clock.at(decided):
                _of_decision(report)


def _of_decision(report: ProgressReport) -> None:
    if report.status is ReportStatus.RETURNED:
        telling.of_return(report, report.reason)
    else:
        telling.of_verification(report, "")


def _by_rounds(people: list[User]) -> None:
    """The daily rounds of those days on which they had something to say that holds to this day."""
    mine = {number for user in people for number in user.organisation_ids}
    today = clock.today()
    late = {owed.due_on for owed in owed_reports(mine, today)}
    late |= set(db.session.scalars(select(ActionItem.due_on).where(ActionItem.organisation_id.in_(mine))))
    days = {day + timedelta(days=1) for day in late if day < today} | {today, today.replace(day=1)}
    for day in sorted(days):
        with clock.at(min(morning(day), clock.now())):
            _one_round(day)
    newest = db.session.scalar(select(func.max(Commitment.verified_at)))
    with clock.at(newest or clock.now()):
        rounds.tell_of_overlaps()


def _one_round(day: date) -> None:
    rounds.remind_of_reports()
    rounds.remind_of_items()
    if day.day == 1:
        rounds.send_digests()


def _settle(people: list[User], since: Mark) -> None:
    """In the order of the days, the older ones read; neither mail nor anything for others."""
    told = select(*Notice.__table__.columns).where(Notice.user_id.in_([user.id for user in people]))
    rows = [dict(row._mapping) for row in db.session.execute(told.order_by(Notice.created_at, Notice.id))]
    db.session.execute(delete(Notice).where(Notice.id > since.notice))
    db.session.execute(delete(OutboxMail).where(OutboxMail.id > since.mail))
    db.session.execute(insert(Notice), _read(rows))


def _read(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """All but the newest of each person were read on their day."""
    left: dict[int, int] = {}
    for row in reversed(rows):
        row.pop("id")
        number = left[row["user_id"]] = left.get(row["user_id"], 0) + 1
        row["read_at"] = None if number <= UNREAD else row["created_at"]
    return rows
