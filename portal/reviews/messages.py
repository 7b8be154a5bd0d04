"""Mail about what the office decided, to those who made the commitment."""

from collections.abc import Callable

from portal.accounts.models import User
from portal.commitments.models import Commitment
from portal.core.wording import _
from portal.notifications.actions import Wording
from portal.notifications.links import link_to

Word = Callable[[Commitment, User, str], Wording]


def verified(commitment: Commitment, reader: User, note: str) -> Wording:
    """Approved, and public from now."""
    subject = _("Komitmen %(reference)s terverifikasi", reference=commitment.reference)
    first = _(
        "Kantor Sekda telah memverifikasi komitmen Anda. Mulai sekarang komitmen ini tampil untuk umum."
    )
    public = link_to(f"/komitmen/{commitment.reference}")
    return _letter(subject, first, commitment, reader, _("Catatan") if note else "", note, public)


def returned(commitment: Commitment, reader: User, reason: str) -> Wording:
    """Sent back, with what to mend."""
    subject = _("Komitmen %(reference)s perlu diperbaiki", reference=commitment.reference)
    first = _("Kantor Sekda mengembalikan komitmen Anda. Perbaiki yang disebut di bawah, lalu ajukan lagi.")
    return _letter(subject, first, commitment, reader, _("Yang perlu diperbaiki"), reason)


def rejected(commitment: Commitment, reader: User, reason: str) -> Wording:
    """Refused for good."""
    subject = _("Komitmen %(reference)s ditolak", reference=commitment.reference)
    first = _("Kantor Sekda tidak dapat menerima komitmen Anda.")
    return _letter(subject, first, commitment, reader, _("Alasan"), reason)


def completed(commitment: Commitment, reader: User, note: str) -> Wording:
    """Closed as done."""
    subject = _("Komitmen %(reference)s selesai", reference=commitment.reference)
    first = _("Kantor Sekda mencatat komitmen Anda sebagai selesai. Terima kasih.")
    return _letter(subject, first, commitment, reader, _("Catatan"), note)


def cancelled(commitment: Commitment, reader: User, reason: str) -> Wording:
    """Closed as broken; stays public."""
    subject = _("Komitmen %(reference)s dibatalkan", reference=commitment.reference)
    first = _("Kantor Sekda mencatat komitmen Anda sebagai dibatalkan. Alasannya tampil untuk umum.")
    return _letter(subject, first, commitment, reader, _("Alasan"), reason)


def _letter(
    subject: str, first: str, commitment: Commitment, reader: User, heading: str, text: str, link: str = ""
) -> Wording:
    link = link or link_to(f"/ruang/komitmen/{commitment.reference}")
    about = f"{commitment.reference}: {commitment.title}"
    told = f"{heading}:\n{text}" if text else ""
    greeting = _("Yth. %(name)s,", name=reader.name)
    parts = [greeting, first, about, told, _("Buka komitmennya: %(link)s", link=link)]
    return Wording(subject, "\n\n".join(part for part in parts if part))
