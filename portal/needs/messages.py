"""Notices about needs: to the office when a proposal waits, to who proposed it when it was decided."""

from portal.core.wording import _
from portal.needs.models import Need
from portal.notifications.actions import Notification
from portal.organisations.models import Organisation


def waiting(need: Need, proposer: Organisation) -> Notification:
    """To the verifiers of the strategy."""
    subject = _("Usulan kebutuhan %(reference)s menunggu keputusan", reference=need.reference)
    body = _("%(partner)s mengusulkan: %(need)s.", partner=proposer.name, need=_named(need))
    return Notification(subject, body, f"/kantor/kebutuhan/{need.reference}")


def accepted(need: Need) -> Notification:
    """To who proposed it: it is public now."""
    subject = _("Usulan kebutuhan %(reference)s diterima", reference=need.reference)
    body = _("%(need)s kini tampil untuk umum dan dapat diambil mitra.", need=_named(need))
    return Notification(subject, body, f"/kebutuhan/{need.reference}")


def declined(need: Need) -> Notification:
    """To who proposed it: not taken, and why."""
    subject = _("Usulan kebutuhan %(reference)s tidak diterima", reference=need.reference)
    body = _("%(need)s tidak dimasukkan ke katalog.", need=_named(need))
    return Notification(subject, f"{body}\n\n{_reason(need)}", "/ruang/kebutuhan/usulan")


def closed(need: Need) -> Notification:
    """To who proposed it: no longer looked for, and why."""
    subject = _("Kebutuhan %(reference)s ditutup", reference=need.reference)
    body = _("%(need)s tidak dicarikan mitra lagi.", need=_named(need))
    return Notification(subject, f"{body}\n\n{_reason(need)}", f"/kebutuhan/{need.reference}")


def _named(need: Need) -> str:
    return f"{need.title}, {need.pocket.name}"


def _reason(need: Need) -> str:
    return _("Alasan: %(reason)s", reason=need.reason)
