"""What people are told about minutes and action items. What others wrote stands in it as plain text."""

from portal.core.wording import _
from portal.minutes.models import ActionItem, Addendum, Minutes, MinutesResponse
from portal.notifications.actions import Notification
from portal.web.formats import day


def sent(minutes: Minutes) -> Notification:
    """To an organisation that attended: confirm or object until a day."""
    first = _(
        "Notulen FGD di bawah ini siap dibaca oleh lembaga yang hadir. Nyatakan sesuai, atau sampaikan"
        " keberatan, paling lambat %(day)s.",
        day=day(minutes.respond_by),
    )
    subject = _("Mohon tanggapan: notulen %(reference)s", reference=minutes.reference)
    return _letter(subject, first, minutes, _room(minutes))


def for_approval(minutes: Minutes) -> Notification:
    """To the chair: it waits for you."""
    first = _("Notulen FGD yang Anda pimpin sudah dikirim kepada lembaga yang hadir dan menunggu pengesahan.")
    subject = _("Menunggu pengesahan: notulen %(reference)s", reference=minutes.reference)
    return _letter(subject, first, minutes, _office(minutes))


def returned(minutes: Minutes, reason: str) -> Notification:
    """It is written at again; what was answered is asked anew later."""
    first = _(
        "Notulen FGD ini dikembalikan menjadi draf. Anda akan diminta menanggapi lagi setelah diperbaiki."
    )
    subject = _("Notulen %(reference)s diperbaiki dahulu", reference=minutes.reference)
    return _letter(subject, first, minutes, _room(minutes), _("Alasan:") + "\n" + reason)


def objected(minutes: Minutes, response: MinutesResponse) -> Notification:
    """To the note-taker: somebody does not agree."""
    first = _("%(name)s menyatakan keberatan atas notulen ini.", name=response.organisation.name)
    subject = _("Keberatan atas notulen %(reference)s", reference=minutes.reference)
    return _letter(subject, first, minutes, _office(minutes), response.comment)


def approved(minutes: Minutes) -> Notification:
    """Frozen, with its hash."""
    first = _("Notulen FGD ini sudah disahkan dan terkunci.")
    subject = _("Notulen %(reference)s disahkan", reference=minutes.reference)
    return _letter(subject, first, minutes, _room(minutes), "SHA-256: " + minutes.sha256)


def entrusted(minutes: Minutes, items: list[ActionItem]) -> Notification:
    """To those in charge of action items: what, until when."""
    first = _("Lembaga Anda bertanggung jawab atas rencana tindak lanjut (RTL) dari FGD ini:")
    lines = [
        f"{item.number}. {item.what}" + (f" ({day(item.due_on)})" if item.due_on else "") for item in items
    ]
    subject = _("RTL untuk lembaga Anda dari %(reference)s", reference=minutes.reference)
    return _letter(subject, first, minutes, "/ruang/rtl", "\n".join(lines))


def addendum_for_approval(addendum: Addendum) -> Notification:
    """To the chair: an addendum waits for you."""
    first = _("Adendum %(number)d atas notulen FGD ini menunggu pengesahan Anda.", number=addendum.number)
    subject = _("Menunggu pengesahan: adendum notulen %(reference)s", reference=addendum.minutes.reference)
    return _letter(subject, first, addendum.minutes, _office(addendum.minutes), addendum.text)


def added_to(addendum: Addendum) -> Notification:
    """A numbered change to approved minutes."""
    first = _("Adendum %(number)d atas notulen FGD ini sudah disahkan.", number=addendum.number)
    subject = _("Adendum notulen %(reference)s", reference=addendum.reference)
    return _letter(subject, first, addendum.minutes, _room(addendum.minutes), addendum.text)


def verified(item: ActionItem, note: str) -> Notification:
    """Done, and somebody else saw it."""
    first = _("Kantor Sekda memeriksa RTL ini dan menyatakannya selesai.")
    return _about_item(_("RTL %(reference)s selesai", reference=item.reference), first, item, note)


def reopened(item: ActionItem, reason: str) -> Notification:
    """Not done after all."""
    first = _("Kantor Sekda membuka lagi RTL ini karena belum selesai. Lengkapi, lalu laporkan lagi.")
    subject = _("RTL %(reference)s dibuka lagi", reference=item.reference)
    return _about_item(subject, first, item, _("Alasan:") + "\n" + reason)


def _about_item(subject: str, first: str, item: ActionItem, more: str) -> Notification:
    parts = [first, f"{item.reference}: {item.what}", more]
    path = f"/ruang/rtl/{item.minutes.reference}/{item.number}"
    return Notification(subject, "\n\n".join(filter(None, parts)), path)


def _room(minutes: Minutes) -> str:
    return f"/ruang/fgd/{minutes.reference}/notulen"


def _office(minutes: Minutes) -> str:
    return f"/kantor/fgd/{minutes.reference}/notulen/naskah"


def _letter(subject: str, first: str, minutes: Minutes, path: str, more: str = "") -> Notification:
    about = f"{minutes.reference}: {minutes.meeting.title} ({day(minutes.meeting.starts_at)})"
    return Notification(subject, "\n\n".join(filter(None, [first, about, more])), path)
