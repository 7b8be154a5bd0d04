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
from portal.notifications.actions import Wording, queue_mail
from portal.organisations.queries import managers_of

Word = Callable[[User], Wording]


def of_sending(minutes: Minutes) -> None:
    """Ask the organisations that attended; tell who approves."""
    _tell(_managers(minutes.attending_organisation_ids), partial(messages.sent, minutes))
    _tell(_approvers(minutes), partial(messages.for_approval, minutes))


def of_return(minutes: Minutes, reason: str) -> None:
    """Tell those who were asked that they will be asked anew."""
    _tell(
        _managers(minutes.attending_organisation_ids),
        lambda reader: messages.returned(minutes, reader, reason),
    )


def of_objection(minutes: Minutes, response: MinutesResponse) -> None:
    """Tell the note-taker."""
    _tell([minutes.meeting.note_taker], lambda reader: messages.objected(minutes, reader, response))


def of_approval(minutes: Minutes) -> None:
    """Tell the organisations that attended, and each that has something to do what it is."""
    _tell(_managers(minutes.attending_organisation_ids), partial(messages.approved, minutes))
    items = sorted(minutes.action_items, key=lambda item: (item.organisation_id, item.number))
    for organisation_id, theirs in groupby(items, key=lambda item: item.organisation_id):
        _tell(_managers({organisation_id}), _entrusting(minutes, list(theirs)))


def of_addendum(addendum: Addendum) -> None:
    """Tell the organisations that attended."""
    _tell(_managers(addendum.attending_organisation_ids), partial(messages.added_to, addendum))


def of_verification(item: ActionItem, note: str) -> None:
    """Tell the organisation in charge that its report was believed."""
    _tell(_managers({item.organisation_id}), lambda reader: messages.verified(item, reader, note))


def of_reopening(item: ActionItem, reason: str) -> None:
    """Tell the organisation in charge that something is missing."""
    _tell(_managers({item.organisation_id}), lambda reader: messages.reopened(item, reader, reason))


def _entrusting(minutes: Minutes, items: list[ActionItem]) -> Word:
    return lambda reader: messages.entrusted(minutes, reader, items)


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


def _tell(people: Iterable[User], word: Word) -> None:
    for person in people:
        queue_mail(person, partial(word, person))
