"""A meeting before and during: its states, who may come, and how attendance is counted. Pure."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime, timedelta

from portal.core.wording import Word, _l

LONGEST_AGENDA = 30
ATTENDANCE_HOURS = 12  # a QR code on the wall stops working this long after the meeting began


class MeetingStatus(Word):
    PLANNED = "planned", "direncanakan", _l("Direncanakan")
    HELD = "held", "terlaksana", _l("Terlaksana")
    CANCELLED = "cancelled", "dibatalkan", _l("Dibatalkan")


class Sex(Word):
    """As the daftar hadir asks it: L or P."""

    MALE = "male", "l", _l("Laki-laki")
    FEMALE = "female", "p", _l("Perempuan")


class AttendanceSource(Word):
    QR = "qr", "qr", _l("Kode QR")
    TYPED = "typed", "ketik", _l("Diketik notulis")
    PASTED = "pasted", "tempel", _l("Ditempel notulis")


S = MeetingStatus
MOVES: dict[MeetingStatus, frozenset[MeetingStatus]] = {
    S.PLANNED: frozenset({S.HELD, S.CANCELLED}),
    S.HELD: frozenset(),
    S.CANCELLED: frozenset(),
}


def may_move(old: MeetingStatus, new: MeetingStatus) -> bool:
    return new in MOVES[old]


def attendance_is_open(opened: bool, starts_at: datetime, now: datetime) -> bool:
    """The note-taker opens and closes it; forgotten, it closes by itself."""
    return opened and now <= starts_at + timedelta(hours=ATTENDANCE_HOURS)


def head_count(people: Iterable[tuple[str, str]]) -> dict[str, Counter[str]]:
    """People by kind and by sex, from (kind, sex) pairs: all that the public sees of attendance."""
    kinds: Counter[str] = Counter()
    sexes: Counter[str] = Counter()
    for kind, sex in people:
        kinds[kind] += 1
        sexes[sex] += 1
    return {"kind": kinds, "sex": sexes}
