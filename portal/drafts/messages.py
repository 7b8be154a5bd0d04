"""Mail to the partner about its own pledge."""

from portal.accounts.models import User
from portal.commitments.models import Commitment
from portal.core.wording import _
from portal.notifications.actions import Wording
from portal.notifications.links import link_to


def submitted(commitment: Commitment, reader: User) -> Wording:
    """It arrived; what happens next."""
    parts = [
        _("Yth. %(name)s,", name=reader.name),
        _("Komitmen lembaga Anda sudah kami terima dan menunggu pemeriksaan Kantor Sekda."),
        f"{commitment.reference}: {commitment.title}",
        _("Anda akan menerima surel setelah diperiksa. Bila ada yang perlu diperbaiki, alasannya disebut."),
        _("Buka komitmennya: %(link)s", link=link_to(f"/ruang/komitmen/{commitment.reference}")),
    ]
    subject = _("Komitmen %(reference)s sudah diterima", reference=commitment.reference)
    return Wording(subject, "\n\n".join(parts))
