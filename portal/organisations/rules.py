"""Partners: their kinds, their life cycle, and who does what inside them."""

import re
from urllib.parse import urlsplit

from portal.core.wording import Word, _l

RESERVED_SLUGS = {"baru", "daftar"}  # pages stand under these words
_SLUG_LENGTH = 72  # leaves room for "-2" and so on within the 80 of the column


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


def may_be_edited(status: OrganisationStatus) -> bool:
    """Whether the organisation itself may still change its profile and its people."""
    return status is not S.REJECTED


def names_are_settled(status: OrganisationStatus) -> bool:
    """After the check the legal name and the kind are the office's: links, papers and the matrix use them."""
    return status in (S.VERIFIED, S.SUSPENDED)


def free_slug(stem: str, taken: set[str]) -> str:
    """An address word that nobody has: the stem itself, or with -2, -3 …"""
    stem = stem[:_SLUG_LENGTH].strip("-") or "mitra"
    number = 1
    while (word := stem if number == 1 else f"{stem}-{number}") in taken | RESERVED_SLUGS:
        number += 1
    return word


def web_address(text: str) -> str:
    """The address of a web site, https:// put before a bare one. Raises ValueError unless http or https.

    Nothing is ever fetched from it: it is shown as a link only.
    """
    address = text if re.match(r"[a-z][a-z0-9+.\-]*:", text, re.IGNORECASE) else f"https://{text}"
    parts = urlsplit(address)
    host = parts.hostname or ""
    if (
        parts.scheme.lower() not in ("http", "https")
        or "@" in parts.netloc
        or re.search(r"[\s\\<>\"']", address)
    ):
        raise ValueError(text)
    if not re.fullmatch(r"[^\W_](?:[\w\-]*\.)+[^\W\d_][\w\-]{1,62}", host) or parts.port == 0:
        raise ValueError(text)
    return address
