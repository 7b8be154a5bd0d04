"""A commitment's life cycle, the words of its fields, and what makes it ready to be submitted."""

from collections.abc import Iterable
from dataclasses import dataclass

from portal.core.wording import Word, _l


class CommitmentStatus(Word):
    """What is stored. What is shown is CommitmentState, since running, late and silent follow from dates."""

    DRAFT = "draft", "draf", _l("Draf")
    SUBMITTED = "submitted", "diajukan", _l("Menunggu verifikasi")
    RETURNED = "returned", "dikembalikan", _l("Perlu perbaikan")
    VERIFIED = "verified", "terverifikasi", _l("Terverifikasi")
    COMPLETED = "completed", "selesai", _l("Selesai")
    CANCELLED = "cancelled", "dibatalkan", _l("Dibatalkan")
    REJECTED = "rejected", "ditolak", _l("Ditolak")


class CommitmentState(Word):
    """What is shown: the stored status, and for a verified one what state_rules.state_of says of the day."""

    DRAFT = "draft", "draf", _l("Draf")
    SUBMITTED = "submitted", "diajukan", _l("Menunggu verifikasi")
    RETURNED = "returned", "dikembalikan", _l("Perlu perbaikan")
    PLANNED = "planned", "direncanakan", _l("Direncanakan")
    RUNNING = "running", "berjalan", _l("Berjalan")
    LATE = "late", "terlambat", _l("Terlambat")
    SILENT = "silent", "tanpa-kabar", _l("Tanpa kabar")
    COMPLETED = "completed", "selesai", _l("Selesai")
    CANCELLED = "cancelled", "dibatalkan", _l("Dibatalkan")
    REJECTED = "rejected", "ditolak", _l("Ditolak")


class SupportForm(Word):
    MONEY = "money", "uang", _l("Uang")
    GOODS = "goods", "barang", _l("Barang atau bahan")
    SERVICES = "services", "jasa", _l("Jasa")
    PEOPLE = "people", "tenaga", _l("Tenaga")
    EXPERTISE = "expertise", "keahlian", _l("Keahlian atau pendampingan")


class FundingSource(Word):
    """Sources as the forms of Bappeda and the press name them (DOMAIN: suggested commitment record)."""

    APBN = "apbn", "apbn", _l("APBN")
    APBD_PROVINCE = "apbd_province", "apbd-provinsi", _l("APBD Provinsi")
    APBD_DISTRICT = "apbd_district", "apbd-kabupaten", _l("APBD Kabupaten")
    VILLAGE_FUND = "village_fund", "dana-desa", _l("Dana Desa")
    TJSP = "tjsp", "tjsp", _l("TJSP (CSR/TJSL)")
    ZAKAT = "zakat", "zakat", _l("Zakat, infak, sedekah")
    DONOR = "donor", "donor", _l("NGO atau donor")
    SELF = "self", "swadaya", _l("Swadaya")


class PartnerRole(Word):
    FUNDER = "funder", "penyandang-dana", _l("Penyandang dana")
    IMPLEMENTER = "implementer", "pelaksana", _l("Pelaksana")
    SUPPORTER = "supporter", "pendukung", _l("Pendukung")


class Sort(Word):
    """The orders of a list; each goes on to the last tie."""

    NEWEST = "newest", "terbaru", _l("Terbaru")
    DEADLINE = "deadline", "tenggat", _l("Tenggat terdekat")
    VALUE = "value", "nilai", _l("Nilai terbesar")
    QUIET = "quiet", "kabar", _l("Paling lama tanpa kabar")
    TITLE = "title", "judul", _l("Judul A–Z")


S = CommitmentStatus
MOVES: dict[CommitmentStatus, frozenset[CommitmentStatus]] = {
    S.DRAFT: frozenset({S.SUBMITTED}),
    S.SUBMITTED: frozenset({S.RETURNED, S.VERIFIED, S.REJECTED}),
    S.RETURNED: frozenset({S.SUBMITTED}),
    S.VERIFIED: frozenset({S.COMPLETED, S.CANCELLED}),
    S.COMPLETED: frozenset(),
    S.CANCELLED: frozenset(),
    S.REJECTED: frozenset(),
}
EDITABLE = frozenset({S.DRAFT, S.RETURNED})
PUBLIC = frozenset({S.VERIFIED, S.COMPLETED, S.CANCELLED})
LIVE = frozenset({S.VERIFIED, S.COMPLETED})  # counted in the matrix: a cancelled pledge serves nobody


def may_move(old: CommitmentStatus, new: CommitmentStatus) -> bool:
    return new in MOVES[old]


@dataclass(frozen=True)
class Birth:
    """The action item that a commitment was born from: the FGD and its number there."""

    reference: str
    number: int


def birth_of(origin: str) -> Birth | None:
    """What "FGD-2026-0001#3" names; None for a commitment that was not born in an FGD."""
    reference, _mark, number = origin.partition("#")
    return Birth(reference, int(number)) if reference and number.isdecimal() else None


def total(values: Iterable[int | None]) -> int | None:
    """The sum of what has a value; None when nothing has. Valued and unvalued are never mixed silently."""
    given = [value for value in values if value is not None]
    return sum(given) if given else None
