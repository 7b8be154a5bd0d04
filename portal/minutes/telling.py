"""Who is told what: the managers of the organisations that attended, the chair, the note-taker."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import groupby

from sqlalchemy import select

from portal.accounts.models import OfficeRole, User
from portal.accounts.rules import OfficeRoleName
from portal.core.database import db
from portal.minutes import messages
from portal.minutes.models import ActionItem, Addendum, Minutes, MinutesResponse
from portal.notifications.actions import Notification, Telling, notify_many
from portal.notifications.rules import NoticeKind
from portal.organisations.queries import managers_of

Word = Callable[[], Notification]
MINUTES, ITEM = NoticeKind.MINUTES, NoticeKind.ACTION_ITEM


def of_sending(minutes: Minutes) -> None:
    """Ask the organisations that attended; tell who approves."""
    _tell(MINUTES, _managers(minutes.attending_organisation_ids), partial(messages.sent, minutes))
    _tell(NoticeKind.WAITING, _approvers(minutes), partial(messages.for_approval, minutes))


def of_return(minutes: Minutes, reason: str) -> None:
    """Tell those who were asked that they will be asked anew."""
    said = partial(messages.returned, minutes, reason)
    _tell(MINUTES, _managers(minutes.attending_organisation_ids), said)


def of_objection(minutes: Minutes, response: MinutesResponse) -> None:
    """Tell the note-taker."""
    _tell(MINUTES, [minutes.meeting.note_taker], partial(messages.objected, minutes, response))


def of_approval(minutes: Minutes) -> None:
    """Tell the organisations that attended, and each that has something to do what it is."""
    _tell(MINUTES, _managers(minutes.attending_organisation_ids), partial(messages.approved, minutes))
    items = sorted(minutes.action_items, key=lambda item: (item.organisation_id, item.number))
    for organisation_id, theirs in groupby(items, key=lambda item: item.organisation_id):
        _tell(ITEM, _managers({organisation_id}), partial(messages.entrusted, minutes, list(theirs)))


def of_addendum(addendum: Addendum) -> None:
    """Tell the organisations that attended."""
    _tell(MINUTES, _managers(addendum.attending_organisation_ids), partial(messages.added_to, addendum))


def of_addendum_written(addendum: Addendum) -> None:
    """Tell who approves: it waits."""
    said = partial(messages.addendum_for_approval, addendum)
    _tell(NoticeKind.WAITING, _approvers(addendum.minutes), said)


def of_verification(item: ActionItem, note: str) -> None:
    """Tell the organisation in charge that its report was believed."""
    _tell(ITEM, _managers({item.organisation_id}), partial(messages.verified, item, note))


def of_reopening(item: ActionItem, reason: str) -> None:
    """Tell the organisation in charge that something is missing."""
    _tell(ITEM, _managers({item.organisation_id}), partial(messages.reopened, item, reason))


def _managers(organisation_ids: Iterable[int]) -> Iterator[User]:
    """Each manager once, in a steady order."""
    seen: set[int] = set()
    for organisation_id in sorted(organisation_ids):
        for membership in managers_of(organisation_id):
            if membership.user_id not in seen:
                seen.add(membership.user_id)
                yield membership.user


def _approvers(minutes: Minutes) -> Sequence[User]:
    """The chair with an account; where there is none, whoever is Sekda."""
    chair = minutes.meeting.chair_user_id
    sekda = User.office_roles.any(OfficeRole.role == OfficeRoleName.SEKDA) & User.is_active
    asked = select(User).where(sekda if chair is None else User.id == chair)
    return db.session.scalars(asked.order_by(User.id)).all()


def _tell(kind: NoticeKind, people: Iterable[User], word: Word) -> None:
    notify_many(kind, [Telling(person, word) for person in people])
