"""A meeting before and during: its states, who may come, and how attendance is counted. Pure."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from portal.core.wording import Word, _l
from portal.organisations.rules import OrganisationKind

LONGEST_AGENDA = 30
ATTENDANCE_HOURS = 12  # a QR code on the wall stops working this long after the meeting began
MOST_PEOPLE = 5_000  # on one list


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


class NextStep(Word):
    """What the office does next with a meeting; `slug` is unused, the label is its button."""

    CHOOSE = "choose", "pilih", _l("Pilih lembaga yang diundang")
    INVITE = "invite", "undang", _l("Kirim undangan")
    OPEN = "open", "buka", _l("Buka daftar hadir")
    SHOW_QR = "show_qr", "qr", _l("Tampilkan kode QR")
    HOLD = "hold", "terlaksana", _l("Tandai terlaksana")
    WRITE = "write", "notulen", _l("Tulis notulen")
    READ = "read", "naskah", _l("Buka notulen")


S = MeetingStatus
MOVES: dict[MeetingStatus, frozenset[MeetingStatus]] = {
    S.PLANNED: frozenset({S.HELD, S.CANCELLED}),
    S.HELD: frozenset(),
    S.CANCELLED: frozenset(),
}


def may_move(old: MeetingStatus, new: MeetingStatus) -> bool:
    return new in MOVES[old]


def attendance_is_over(starts_at: datetime, now: datetime) -> bool:
    """Whether it is too late for signing by phone."""
    return now > starts_at + timedelta(hours=ATTENDANCE_HOURS)


def attendance_is_open(opened: bool, starts_at: datetime, now: datetime) -> bool:
    """The note-taker opens and closes it; forgotten, it closes by itself."""
    return opened and not attendance_is_over(starts_at, now)


@dataclass(frozen=True)
class Standing:
    """What decides about the next step: how many are invited, how many letters wait, whether people sign.

    `signed`: the list holds people already. `sent`: the minutes are out of the note-taker's hands.
    """

    status: MeetingStatus
    starts_at: datetime
    invited: int
    unsent: int
    signing: bool
    signed: bool = False
    sent: bool = False


def next_step(meeting: Standing, now: datetime) -> NextStep | None:
    """What comes next, or None for a cancelled meeting and for one that only has to begin."""
    if meeting.status is S.CANCELLED:
        return None
    if meeting.status is S.HELD:
        return NextStep.READ if meeting.sent else NextStep.WRITE
    if meeting.signing:
        return NextStep.SHOW_QR if now < meeting.starts_at + timedelta(hours=1) else NextStep.HOLD
    if attendance_is_over(meeting.starts_at, now) or (meeting.signed and now > meeting.starts_at):
        return NextStep.HOLD
    if meeting.invited == 0:
        return NextStep.CHOOSE
    if meeting.unsent:
        return NextStep.INVITE
    return NextStep.OPEN if now > meeting.starts_at - timedelta(days=1) else None


_KIND_WORDS = {
    OrganisationKind.GOVERNMENT: "dinas badan bappeda kantor camat kecamatan kelurahan sekretariat bagian"
    " polres pemerintah desa puskesmas rsud inspektorat baznas kodim dprd",
    OrganisationKind.PRIVATE: "pt cv ud perum bank bumn pd perusahaan",
    OrganisationKind.NGO: "yayasan lsm perkumpulan lembaga",
    OrganisationKind.COMMUNITY: "kelompok komunitas karang pkk paguyuban bumdes koperasi forum posyandu",
}


def guessed_kind(name: str) -> OrganisationKind:
    """The kind that a written name suggests, for lists that do not say it; a person can correct it."""
    words = set(written_key(name).split())
    for kind, telling in _KIND_WORDS.items():
        if words & set(telling.split()):
            return kind
    return OrganisationKind.OTHER


def written_key(name: str) -> str:
    """A name as it is compared for being written twice: small letters, single spaces, no full stops."""
    return " ".join(name.casefold().replace(".", " ").replace(",", " ").split())


def head_count(people: Iterable[tuple[str, str]]) -> dict[str, Counter[str]]:
    """People by kind and by sex, from (kind, sex) pairs: all that the public sees of attendance."""
    kinds: Counter[str] = Counter()
    sexes: Counter[str] = Counter()
    for kind, sex in people:
        kinds[kind] += 1
        sexes[sex] += 1
    return {"kind": kinds, "sex": sexes}
