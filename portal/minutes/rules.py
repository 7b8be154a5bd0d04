"""Minutes: draft, awaiting the chair, approved and frozen. Action items: open, done, verified. Pure."""

from datetime import date
from hashlib import sha256

from portal.core.wording import Word, _l


class MinutesStatus(Word):
    DRAFT = "draft", "draf", _l("Draf")
    AWAITING = "awaiting", "menunggu", _l("Menunggu pengesahan")
    APPROVED = "approved", "disahkan", _l("Disahkan")


class Verdict(Word):
    CONFIRM = "confirm", "setuju", _l("Sesuai")
    OBJECT = "object", "keberatan", _l("Keberatan")


class Priority(Word):
    HIGH = "high", "tinggi", _l("Tinggi")
    NORMAL = "normal", "sedang", _l("Sedang")
    LOW = "low", "rendah", _l("Rendah")


class ActionItemStatus(Word):
    OPEN = "open", "terbuka", _l("Belum selesai")
    DONE = "done", "selesai", _l("Selesai")


class ActionItemState(Word):
    """What is shown: overdue follows from the date, verified from a second person's word."""

    OPEN = "open", "terbuka", _l("Belum selesai")
    OVERDUE = "overdue", "lewat-tenggat", _l("Lewat tenggat")
    DONE = "done", "selesai", _l("Selesai")
    VERIFIED = "verified", "terverifikasi", _l("Selesai, diperiksa")


LONGEST_TEXT = 20_000  # characters of minutes; web.markdown renders no more
MOST_PARTS = 100  # points, decisions or items of one meeting
MOST_DAYS = 60  # between sending the minutes and the last day for answers

S = MinutesStatus
MOVES: dict[MinutesStatus, frozenset[MinutesStatus]] = {
    S.DRAFT: frozenset({S.AWAITING}),
    S.AWAITING: frozenset({S.DRAFT, S.APPROVED}),
    S.APPROVED: frozenset(),
}


def may_move(old: MinutesStatus, new: MinutesStatus) -> bool:
    return new in MOVES[old]


def must_wait(respond_by: date | None, today: date, unanswered: int) -> bool:
    """Whether the chair has to wait: somebody has not answered, and the last day for it is not over."""
    return unanswered > 0 and respond_by is not None and today <= respond_by


def text_mark(text: str) -> str:
    """A short mark of a text: a form names the one it began from."""
    return sha256(text.encode()).hexdigest()[:16]


def item_state(status: ActionItemStatus, due_on: date | None, verified: bool, today: date) -> ActionItemState:
    """What an action item is today."""
    if status is ActionItemStatus.DONE:
        return ActionItemState.VERIFIED if verified else ActionItemState.DONE
    return ActionItemState.OVERDUE if due_on is not None and today > due_on else ActionItemState.OPEN


def text_hash(text: str) -> str:
    """The SHA-256 that freezes a text (see frozen.py): over its UTF-8, exactly as stored."""
    return sha256(text.encode()).hexdigest()
