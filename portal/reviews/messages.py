"""What those who made a commitment are told of what the office decided."""

from collections.abc import Callable

from portal.commitments.models import Commitment
from portal.core.wording import _
from portal.notifications.actions import Notification

Word = Callable[[Commitment, str], Notification]


def verified(commitment: Commitment, note: str) -> Notification:
    """Approved, and public from now."""
    subject = _("Komitmen %(reference)s terverifikasi", reference=commitment.reference)
    first = _(
        "Kantor Sekda telah memverifikasi komitmen Anda. Mulai sekarang komitmen ini tampil untuk umum."
    )
    public = f"/komitmen/{commitment.reference}"
    return _letter(subject, first, commitment, _("Catatan") if note else "", note, public)


def returned(commitment: Commitment, reason: str) -> Notification:
    """Sent back, with what to mend."""
    subject = _("Komitmen %(reference)s perlu diperbaiki", reference=commitment.reference)
    first = _("Kantor Sekda mengembalikan komitmen Anda. Perbaiki yang disebut di bawah, lalu ajukan lagi.")
    return _letter(subject, first, commitment, _("Yang perlu diperbaiki"), reason)


def rejected(commitment: Commitment, reason: str) -> Notification:
    """Refused for good."""
    subject = _("Komitmen %(reference)s ditolak", reference=commitment.reference)
    first = _("Kantor Sekda tidak dapat menerima komitmen Anda.")
    return _letter(subject, first, commitment, _("Alasan"), reason)


def completed(commitment: Commitment, note: str) -> Notification:
    """Closed as done."""
    subject = _("Komitmen %(reference)s selesai", reference=commitment.reference)
    first = _("Kantor Sekda mencatat komitmen Anda sebagai selesai. Terima kasih.")
    return _letter(subject, first, commitment, _("Catatan"), note)


def _letter(
    subject: str, first: str, commitment: Commitment, heading: str, text: str, path: str = ""
) -> Notification:
    about = f"{commitment.reference}: {commitment.title}"
    told = f"{heading}:\n{text}" if text else ""
    body = "\n\n".join(part for part in (first, about, told) if part)
    return Notification(subject, body, path or f"/ruang/komitmen/{commitment.reference}")
