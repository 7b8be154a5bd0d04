"""Takes the example FGDs out again, with who attended them, their minutes and action items."""

from typing import Any

from sqlalchemy import Select, delete, exists, func, or_, select

from portal.accounts.models import User
from portal.core.database import db
from portal.core.errors import Refused
from portal.core.wording import _l
from portal.files.models import FileLink, StoredFile
from portal.meetings.models import AgendaItem, Attendee, Meeting, MeetingInvitation, MeetingPocket
from portal.minutes.models import ActionItem, DiscussionPoint, Minutes, MinutesResponse
from portal.organisations.models import Organisation
from portal.places.models import Pocket

LEANED_ON = _l("Ada FGD bukan contoh yang memakai data contoh. Hapus atau ubah dulu.")
Ids = Select[tuple[int]]


def clear_meetings() -> None:
    """Delete every example FGD; what belongs to it goes with it. Raises Refused where a real one leans on
    example data: a person must decide about it first.
    """
    _refuse_if_leaned_on()
    _forget_files()
    db.session.execute(delete(Meeting).where(Meeting.is_example))


def _refuse_if_leaned_on() -> None:
    organisations = _examples(Organisation)
    people, pockets = _examples(User), _examples(Pocket)
    items = select(ActionItem.id).join(Minutes).join(Meeting).where(Meeting.is_example)
    leaning = or_(
        *(column.in_(people) for column in (Meeting.note_taker_id, Meeting.chair_user_id)),
        Meeting.created_by_id.in_(people),
        _has(MeetingPocket, MeetingPocket.pocket_id.in_(pockets)),
        _has(MeetingInvitation, MeetingInvitation.organisation_id.in_(organisations)),
        _has(Attendee, Attendee.organisation_id.in_(organisations)),
        _has(AgendaItem, AgendaItem.carried_item_id.in_(items)),
        *(
            _wrote(part, part.organisation_id.in_(organisations))
            for part in (ActionItem, DiscussionPoint, MinutesResponse)
        ),
    )
    if db.session.scalar(select(func.count(Meeting.id)).where(Meeting.is_example.is_(False), leaning)):
        raise Refused(LEANED_ON)


def _forget_files() -> None:
    """Files that example people uploaded; their bytes go with the next sweep."""
    stored = select(StoredFile.id).where(StoredFile.uploaded_by_id.in_(_examples(User)))
    db.session.execute(delete(FileLink).where(FileLink.file_id.in_(stored)))
    db.session.execute(delete(StoredFile).where(StoredFile.uploaded_by_id.in_(_examples(User))))


def _examples(model: Any) -> Ids:
    return select(model.id).where(model.is_example)


def _has(part: Any, condition: Any) -> Any:
    return exists(select(part.meeting_id).where(part.meeting_id == Meeting.id, condition))


def _wrote(part: Any, condition: Any) -> Any:
    here = select(part.id).join(Minutes, Minutes.id == part.minutes_id)
    return exists(here.where(Minutes.meeting_id == Meeting.id, condition))
