"""A commitment's history as its own people may read it: the turns of its life, without the office's names."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from portal.audit.models import AuditEntry
from portal.commitments.models import Commitment
from portal.core.database import db
from portal.core.wording import LazyString, _l

OURS: dict[str, LazyString] = {
    "commitment.create": _l("Draf dibuat"),
    "commitment.submit": _l("Diajukan ke Kantor Sekda"),
    "amendment.request": _l("Perubahan diajukan"),
    "amendment.withdraw": _l("Permintaan perubahan ditarik kembali"),
}
OFFICE: dict[str, LazyString] = {
    "commitment.return": _l("Dikembalikan untuk diperbaiki"),
    "commitment.verify": _l("Terverifikasi dan tampil untuk umum"),
    "commitment.reject": _l("Ditolak"),
    "commitment.complete": _l("Dinyatakan selesai"),
    "commitment.cancel": _l("Dibatalkan"),
    "amendment.request_for": _l("Perubahan diajukan atas nama lembaga Anda"),
    "amendment.take_back": _l("Permintaan perubahan dari kantor ditarik kembali"),
    "amendment.approve": _l("Perubahan disetujui"),
    "amendment.reject": _l("Perubahan ditolak"),
}
WARNINGS = frozenset({"commitment.return", "commitment.reject", "commitment.cancel", "amendment.reject"})


@dataclass(frozen=True)
class Turn:
    """One turn; `by` is a colleague's name, or the office as a whole. `text` is the reason that was given."""

    day: datetime
    title: LazyString
    by: str | LazyString
    text: str
    kind: str = ""


def timeline_of(commitment_id: int) -> list[Turn]:
    """The turns of one commitment, newest first."""
    statement = (
        select(AuditEntry.at, AuditEntry.action, AuditEntry.actor_name, AuditEntry.reason)
        .where(
            AuditEntry.object_kind == Commitment.__tablename__,
            AuditEntry.object_id == str(commitment_id),
            AuditEntry.action.in_([*OURS, *OFFICE]),
        )
        .order_by(AuditEntry.id.desc())
    )
    return [_turn(*row) for row in db.session.execute(statement)]


def _turn(at: datetime, action: str, name: str, reason: str) -> Turn:
    if action in OURS:
        return Turn(at, OURS[action], name, reason)
    kind = "warning" if action in WARNINGS else ""
    return Turn(at, OFFICE[action], _l("Kantor Sekda"), reason, kind)
