"""Who is told about a meeting: the managers of invited organisations, each in their language."""

from collections.abc import Callable
from functools import partial

from portal.meetings import messages
from portal.meetings.models import Meeting, MeetingInvitation
from portal.notifications.actions import Notification, Telling, notify_many
from portal.notifications.rules import NoticeKind
from portal.organisations.models import Organisation
from portal.organisations.queries import managers_of

Word = Callable[[Meeting, Organisation], Notification]


def of_invitation(meeting: Meeting, invitation: MeetingInvitation) -> int:
    """Invite; how many letters were written. The key keeps a letter from being written twice."""
    return _tell(meeting, invitation, messages.invited, "invite")


def of_change(meeting: Meeting) -> None:
    """Tell those who have a letter that time or place changed."""
    for invitation in _lettered(meeting):
        _tell(meeting, invitation, messages.changed, f"change:{meeting.sequence}")


def of_cancellation(meeting: Meeting) -> None:
    """Tell those who have a letter that it does not take place."""
    for invitation in _lettered(meeting):
        _tell(meeting, invitation, messages.cancelled, "cancel")


def of_withdrawal(meeting: Meeting, invitation: MeetingInvitation) -> None:
    """Tell an organisation that is no longer invited, if it has a letter."""
    if invitation.sent_at:
        _tell(meeting, invitation, messages.uninvited, f"withdraw:{invitation.id}")


def _lettered(meeting: Meeting) -> list[MeetingInvitation]:
    return [invitation for invitation in meeting.invitations if invitation.sent_at]


def _tell(meeting: Meeting, invitation: MeetingInvitation, word: Word, kind: str) -> int:
    key = f"meeting:{meeting.id}:{kind}:{invitation.id}"
    said = partial(word, meeting, invitation.organisation)
    readers = [each.user for each in managers_of(invitation.organisation_id)]
    return notify_many(NoticeKind.MEETING, [Telling(reader, said, key) for reader in readers])
