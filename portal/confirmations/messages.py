"""The notices about confirmations. What people wrote stays on the site."""

from collections.abc import Callable

from portal.confirmations.models import Confirmation
from portal.core.wording import _
from portal.notifications.actions import Notification

Word = Callable[[], Notification]


def waiting() -> Notification:
    """Something waits to be read."""
    subject = _("Konfirmasi warga menunggu dibaca")
    body = _("Ada kiriman warga atau tanggapan mitra yang baru tampil setelah Anda membacanya.")
    return Notification(subject, body, "/kantor/konfirmasi")


def published(confirmation: Confirmation) -> Notification:
    """To the partner."""
    subject = _("Konfirmasi warga untuk %(reference)s", reference=confirmation.commitment.reference)
    first = _("Konfirmasi warga tentang komitmen Anda kini tampil untuk umum.")
    verdict = _("Isinya: %(verdict)s.", verdict=confirmation.verdict.label)
    last = _("Anda dapat menanggapinya. Tanggapan tampil di samping konfirmasi setelah dibaca Kantor Sekda.")
    body = "\n\n".join([first, _about(confirmation), verdict, last])
    return Notification(subject, body, f"/ruang/komitmen/{confirmation.commitment.reference}")


def refused(confirmation: Confirmation) -> Notification:
    """To whoever spoke for a community."""
    subject = _(
        "Konfirmasi untuk %(reference)s tidak ditayangkan", reference=confirmation.commitment.reference
    )
    first = _("Kantor Sekda tidak menayangkan konfirmasi lembaga Anda.")
    body = "\n\n".join([first, _about(confirmation), _("Alasan: %(reason)s", reason=confirmation.reason)])
    return Notification(subject, body, "/ruang/konfirmasi")


def answer_published(confirmation: Confirmation) -> Notification:
    """To the partner and to whoever spoke for a community."""
    reference = confirmation.commitment.reference
    subject = _("Tanggapan atas konfirmasi %(reference)s tayang", reference=reference)
    first = _("Tanggapan mitra atas konfirmasi warga kini tampil untuk umum.")
    return Notification(subject, f"{first}\n\n{_about(confirmation)}", f"/komitmen/{reference}")


def answer_refused(confirmation: Confirmation) -> Notification:
    """To the partner: it may be written anew."""
    reference = confirmation.commitment.reference
    subject = _("Tanggapan atas konfirmasi %(reference)s tidak ditayangkan", reference=reference)
    first = _("Kantor Sekda tidak menayangkan tanggapan Anda. Anda dapat menulisnya lagi.")
    reason = _("Alasan: %(reason)s", reason=confirmation.answer_reason)
    body = "\n\n".join([first, _about(confirmation), reason])
    return Notification(subject, body, f"/ruang/konfirmasi/{confirmation.id}/jawab")


def _about(confirmation: Confirmation) -> str:
    return f"{confirmation.commitment.reference}: {confirmation.commitment.title}"
