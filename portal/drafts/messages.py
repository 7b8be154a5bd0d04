"""What a partner is told about its own pledge."""

from portal.commitments.models import Commitment
from portal.core.wording import _
from portal.notifications.actions import Notification


def submitted(commitment: Commitment) -> Notification:
    """It arrived; what happens next."""
    parts = [
        _("Komitmen lembaga Anda sudah kami terima dan menunggu pemeriksaan Kantor Sekda."),
        f"{commitment.reference}: {commitment.title}",
        _("Anda akan menerima kabar setelah diperiksa. Bila ada yang perlu diperbaiki, alasannya disebut."),
    ]
    subject = _("Komitmen %(reference)s sudah diterima", reference=commitment.reference)
    return Notification(subject, "\n\n".join(parts), f"/ruang/komitmen/{commitment.reference}")
