"""What people are told of a quarterly report."""

from portal.core.wording import _
from portal.notifications.actions import Notification
from portal.progress.models import ProgressReport
from portal.web.formats import quarter as quarter_name


def waiting(report: ProgressReport) -> Notification:
    """To the office: one to check."""
    commitment = report.commitment
    subject = _("Laporan %(reference)s menunggu pemeriksaan", reference=commitment.reference)
    first = _(
        "%(organisation)s mengirim laporan %(quarter)s.",
        organisation=commitment.organisation.name,
        quarter=quarter_name(report.quarter),
    )
    return Notification(subject, _paragraphs(first, _about(report)), _path("/kantor/laporan", report))


def verified(report: ProgressReport, note: str) -> Notification:
    """To the partner: the figures count."""
    subject = _("Laporan %(reference)s terverifikasi", reference=report.commitment.reference)
    first = _(
        "Kantor Sekda memverifikasi laporan %(quarter)s. Angkanya kini dihitung sebagai realisasi.",
        quarter=quarter_name(report.quarter),
    )
    said = _("Catatan:") + "\n" + note if note else ""
    return Notification(subject, _paragraphs(first, _about(report), said), _own(report))


def returned(report: ProgressReport, reason: str) -> Notification:
    """To the partner: what to mend."""
    subject = _("Laporan %(reference)s perlu diperbaiki", reference=report.commitment.reference)
    first = _(
        "Kantor Sekda mengembalikan laporan %(quarter)s. Perbaiki yang disebut di bawah, lalu kirim lagi.",
        quarter=quarter_name(report.quarter),
    )
    said = _("Yang perlu diperbaiki:") + "\n" + reason
    return Notification(subject, _paragraphs(first, _about(report), said), _own(report))


def _about(report: ProgressReport) -> str:
    return f"{report.commitment.reference}: {report.commitment.title}"


def _own(report: ProgressReport) -> str:
    return f"/ruang/komitmen/{report.commitment.reference}/laporan/{report.quarter.slug}"


def _path(room: str, report: ProgressReport) -> str:
    return f"{room}/{report.commitment.reference}/{report.quarter.slug}"


def _paragraphs(*parts: str) -> str:
    return "\n\n".join(part for part in parts if part)
