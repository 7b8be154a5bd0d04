"""Whom to tell of a confirmation. Who spoke is told to nobody."""

from functools import partial

from sqlalchemy import select

from portal.accounts.models import OfficeRole, User
from portal.accounts.rules import OfficeRoleName
from portal.confirmations import messages
from portal.confirmations.models import Confirmation
from portal.core.clock import today
from portal.core.database import db
from portal.notifications.actions import Telling, notify, notify_many
from portal.notifications.rules import NoticeKind
from portal.policy import Permission, can
from portal.reviews.people import people_to_tell

KIND = NoticeKind.CONFIRMATION_RECEIVED


def of_waiting(confirmation: Confirmation) -> None:
    """The verifiers who may decide, once a day: a village that answers in one evening is one notice."""
    verifiers = select(OfficeRole.user_id).filter_by(role=OfficeRoleName.VERIFIER)
    people = db.session.scalars(select(User).where(User.id.in_(verifiers), User.is_active).order_by(User.id))
    key = f"confirmation:waiting:{today()}"
    may = [person for person in people if can(person, Permission.CONFIRMATION_REVIEW, confirmation)]
    notify_many(NoticeKind.WAITING, [Telling(person, messages.waiting, key) for person in may])


def of_publishing(confirmation: Confirmation) -> None:
    """Those who made the commitment may answer now."""
    key = f"confirmation:{confirmation.id}:published"
    for person in people_to_tell(confirmation.commitment):
        notify(person, KIND, partial(messages.published, confirmation), key)


def of_refusal(confirmation: Confirmation) -> None:
    """Whoever spoke for a community; with a code nobody can be told."""
    _tell(confirmation.created_by_id, partial(messages.refused, confirmation), f"{confirmation.id}:refused")


def of_answer(confirmation: Confirmation) -> None:
    """The answer shows: the one who wrote it, and whoever spoke for a community."""
    key = f"{confirmation.id}:answer:{confirmation.version}"
    for person_id in {confirmation.answered_by_id, confirmation.created_by_id}:
        _tell(person_id, partial(messages.answer_published, confirmation), key)


def of_refused_answer(confirmation: Confirmation) -> None:
    """The one who wrote it, with the reason."""
    key = f"{confirmation.id}:answer:{confirmation.version}"
    _tell(confirmation.answered_by_id, partial(messages.answer_refused, confirmation), key)


def _tell(person_id: int | None, word: messages.Word, key: str) -> None:
    person = db.session.get(User, person_id) if person_id else None
    if person is not None:
        notify(person, KIND, word, f"confirmation:{key}")
