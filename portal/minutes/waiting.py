"""The next steps of FGDs, for the person whose step it is, in the line of what waits for the office."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from flask import url_for
from sqlalchemy import Row, String, case, cast, func, literal, select, type_coerce

from portal.core.wording import _, _l
from portal.meetings.models import Meeting
from portal.minutes.models import Minutes
from portal.minutes.queries import underway
from portal.minutes.rules import MinutesStatus
from portal.policy import Permission, can
from portal.reviews.queue import Kind, Rows, Told, add_kind, columns
from portal.web.formats import day

S = MinutesStatus


def _rows(person: Any) -> Rows | None:
    """Whose step it is, is asked of the policy; so the minutes are read first."""
    mine = [minutes.id for minutes in underway() if _is_next(person, minutes)]
    if not mine:
        return None
    shown = columns(
        since=case((Minutes.status == S.AWAITING, Minutes.sent_at), else_=Meeting.starts_at),
        title=Meeting.title,
        key=Meeting.reference + "/" + type_coerce(Minutes.status, String),
        reference=Meeting.reference,
        name=func.coalesce(cast(Minutes.respond_by, String), literal("")),
        is_example=Meeting.is_example,
    )
    return select(*shown).join(Minutes, Minutes.meeting_id == Meeting.id).where(Minutes.id.in_(mine))


def _is_next(person: Any, minutes: Minutes) -> bool:
    """Whether the next step of these minutes is this person's."""
    if minutes.status is S.DRAFT:
        return bool(minutes.meeting.note_taker_id == person.id)
    permission = Permission.MINUTES_APPROVE if minutes.status is S.AWAITING else Permission.MEETING_PUBLISH
    return can(person, permission, minutes)


def _told(rows: Sequence[Row[Any]]) -> dict[str, Told]:
    return {row.key: _one(row, S.of(row.key.partition("/")[2])) for row in rows}


def _one(row: Row[Any], status: MinutesStatus) -> Told:
    page = "minutes_office.write" if status is S.DRAFT else "minutes_office.record"
    return Told(url_for(page, reference=row.reference), [_step(status, row.name), row.reference])


def _step(status: MinutesStatus, respond_by: str) -> str:
    if status is S.DRAFT:
        return _("Notulen belum dikirim")
    if status is S.APPROVED:
        return _("Sudah disahkan, belum diterbitkan")
    until = day(date.fromisoformat(respond_by)) if respond_by else day(None)
    return _("Menunggu pengesahan Anda; tanggapan sampai %(day)s", day=until)


add_kind(70, Kind("minutes", _l("Notulen FGD"), lambda: url_for("meetings_office.meetings"), _rows, _told))
