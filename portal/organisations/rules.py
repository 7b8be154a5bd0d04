"""Partners: their kinds, their life cycle, and who does what inside them."""

from portal.core.wording import Word, _l


class OrganisationKind(Word):
    GOVERNMENT = "government", "pemerintah", _l("Perangkat daerah")
    PRIVATE = "private", "swasta", _l("Dunia usaha")
    NGO = "ngo", "ngo", _l("LSM")
    COMMUNITY = "community", "komunitas", _l("Komunitas")
    OTHER = "other", "lainnya", _l("Lainnya")


class OrganisationStatus(Word):
    APPLIED = "applied", "diajukan", _l("Menunggu verifikasi")
    RETURNED = "returned", "dikembalikan", _l("Perlu perbaikan")
    VERIFIED = "verified", "terverifikasi", _l("Terverifikasi")
    REJECTED = "rejected", "ditolak", _l("Ditolak")
    SUSPENDED = "suspended", "ditangguhkan", _l("Ditangguhkan")


class MemberRole(Word):
    MANAGER = "manager", "pengelola", _l("Pengelola")
    CONTRIBUTOR = "contributor", "kontributor", _l("Kontributor")


S = OrganisationStatus
MOVES: dict[OrganisationStatus, frozenset[OrganisationStatus]] = {
    S.APPLIED: frozenset({S.RETURNED, S.VERIFIED, S.REJECTED}),
    S.RETURNED: frozenset({S.APPLIED, S.REJECTED}),
    S.VERIFIED: frozenset({S.SUSPENDED}),
    S.SUSPENDED: frozenset({S.VERIFIED}),
    S.REJECTED: frozenset(),
}


def may_move(old: OrganisationStatus, new: OrganisationStatus) -> bool:
    return new in MOVES[old]
