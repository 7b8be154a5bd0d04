"""Notices about requests: to the office when one waits, to the partner when one was decided."""

from portal.amendments.models import Amendment
from portal.amendments.rules import AmendmentKind
from portal.core.wording import _
from portal.notifications.actions import Notification


def waiting(amendment: Amendment) -> Notification:
    """To the verifiers of the strategy."""
    pledge = amendment.commitment
    subject = _("Permintaan perubahan %(reference)s menunggu keputusan", reference=pledge.reference)
    first = _("%(partner)s: %(title)s", partner=pledge.organisation.name, title=pledge.title)
    return Notification(subject, _told(first, amendment), office_path(amendment))


def asked_for_you(amendment: Amendment) -> Notification:
    """To the partner on whose behalf the office asked."""
    pledge = amendment.commitment
    subject = _("Kantor Sekda mengajukan perubahan %(reference)s", reference=pledge.reference)
    first = _(
        "Kantor Sekda mengajukan perubahan komitmen %(title)s atas nama lembaga Anda."
        " Verifikator lain yang memutuskannya.",
        title=pledge.title,
    )
    return Notification(subject, _told(first, amendment), own_path(amendment))


def approved(amendment: Amendment) -> Notification:
    """To the partner: the promise is now what was asked for."""
    pledge = amendment.commitment
    subject = _("Perubahan %(reference)s disetujui", reference=pledge.reference)
    if amendment.kind is AmendmentKind.CANCEL:
        first = _(
            "Komitmen %(title)s dibatalkan. Janji semula dan alasannya tetap tampil.", title=pledge.title
        )
    else:
        first = _("Janji komitmen %(title)s sudah diubah. Janji semula tetap tampil.", title=pledge.title)
    return Notification(subject, _decided(first, amendment), own_path(amendment))


def rejected(amendment: Amendment) -> Notification:
    """To the partner: the promise stays as it is, and why."""
    subject = _("Perubahan %(reference)s ditolak", reference=amendment.commitment.reference)
    first = _("Kantor Sekda menolak permintaan ini. Janji komitmen tetap seperti sekarang.")
    return Notification(subject, _decided(first, amendment), own_path(amendment))


def own_path(amendment: Amendment) -> str:
    """The partner's page about the request, without the language."""
    return f"/ruang/komitmen/{amendment.commitment.reference}/perubahan/{amendment.number}"


def office_path(amendment: Amendment) -> str:
    """The office's page about it."""
    return f"/kantor/perubahan/{amendment.commitment.reference}/{amendment.number}"


def _told(first: str, amendment: Amendment) -> str:
    kind = _("Yang diminta: %(kind)s.", kind=str(amendment.kind.label).lower())
    return "\n\n".join([first, kind, _("Alasan: %(reason)s", reason=amendment.reason)])


def _decided(first: str, amendment: Amendment) -> str:
    said = amendment.decision_reason
    return "\n\n".join([first, _("Catatan Kantor Sekda: %(text)s", text=said)] if said else [first])
