"""What people said, and what partners answered, in the line of what waits for the office."""

from collections.abc import Sequence
from typing import Any

from flask import url_for
from sqlalchemy import Row, String, case, cast, type_coerce

from portal.confirmations.models import Confirmation
from portal.confirmations.queries import readable_by, waits
from portal.confirmations.rules import ConfirmationStatus
from portal.core.wording import _, _l
from portal.reviews.queue import Kind, Rows, Told, add_kind
from portal.reviews.waiting import about_commitments

WAITING = ConfirmationStatus.WAITING


def _rows(person: Any) -> Rows:
    v = Confirmation
    since = case((v.status == WAITING, v.created_at), else_=v.answered_at)
    key = cast(v.id, String) + "/" + type_coerce(v.status, String)
    return about_commitments(v, since=since, key=key).where(waits(), *readable_by(person))


def _told(rows: Sequence[Row[Any]]) -> dict[str, Told]:
    return {row.key: _one(row, *row.key.split("/")) for row in rows}


def _one(row: Row[Any], number: str, status: str) -> Told:
    words = _("Konfirmasi warga") if status == WAITING.value else _("Tanggapan mitra")
    url = url_for("confirmations_office.show", confirmation_id=number)
    return Told(url, [words, row.reference, row.name])


add_kind(
    50, Kind("confirmations", _l("Konfirmasi"), lambda: url_for("confirmations_office.queue"), _rows, _told)
)
