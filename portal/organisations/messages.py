"""What people are told about organisations and who works for them. Names stand in it as plain text."""

from portal.accounts.models import User
from portal.accounts.next_page import carrying
from portal.core.wording import _
from portal.notifications.actions import Notification, Wording
from portal.notifications.links import link_to
from portal.organisations.models import Membership, Organisation


def has_account(reader: User, name: str) -> Wording:
    """Somebody registered an organisation with an address that already has an account."""
    first = _(
        'Seseorang mendaftarkan "%(name)s" dengan alamat surel ini. Alamat ini sudah punya akun, jadi'
        " tidak ada yang dibuat. Bila itu Anda: masuk, lalu daftarkan lembaga dari ruang kerja.",
        name=name,
    )
    return _letter(_("Anda sudah punya akun"), reader, first, "/ruang/lembaga/daftar")


def applied_and_confirm(organisation: Organisation, reader: User, token: str, way_on: str = "") -> Wording:
    """Received; the address must be confirmed, and behind it waits the page that was asked for."""
    first = _(
        'Kami menerima pendaftaran "%(name)s". Buka tautan di bawah untuk mengonfirmasi alamat surel Anda.'
        " Tautan berlaku 7 hari. Kantor Sekda memeriksa pendaftaran; sambil menunggu Anda dapat menyiapkan"
        " draf komitmen.",
        name=organisation.name,
    )
    subject = _("Konfirmasi surel untuk %(name)s", name=organisation.name)
    return _letter(subject, reader, first, carrying(f"/konfirmasi/{token}", way_on))


def applied(organisation: Organisation) -> Notification:
    """Received from a person who has an account."""
    first = _(
        'Kami menerima pendaftaran "%(name)s". Kantor Sekda memeriksanya; sambil menunggu Anda dapat'
        " menyiapkan draf komitmen.",
        name=organisation.name,
    )
    return _notice(_("Pendaftaran %(name)s diterima", name=organisation.name), first, _room(organisation))


def approved(organisation: Organisation) -> Notification:
    """Verified: public, and may submit."""
    first = _(
        '"%(name)s" sudah terverifikasi dan tampil untuk umum. Anda dapat mengajukan komitmen.',
        name=organisation.name,
    )
    return _notice(_("%(name)s terverifikasi", name=organisation.name), first, _room(organisation))


def returned(organisation: Organisation) -> Notification:
    """To be mended."""
    first = _(
        'Pendaftaran "%(name)s" perlu diperbaiki. Ubah data lembaga, lalu ajukan lagi.',
        name=organisation.name,
    )
    subject = _("Pendaftaran %(name)s perlu diperbaiki", name=organisation.name)
    return _notice(subject, first, _room(organisation), organisation.reason)


def rejected(organisation: Organisation) -> Notification:
    """Refused for good."""
    first = _('Kantor Sekda tidak dapat menerima pendaftaran "%(name)s".', name=organisation.name)
    subject = _("Pendaftaran %(name)s ditolak", name=organisation.name)
    return _notice(subject, first, _room(organisation), organisation.reason)


def suspended(organisation: Organisation) -> Notification:
    """May submit nothing for now."""
    first = _(
        '"%(name)s" ditangguhkan: untuk sementara tidak dapat mengajukan komitmen. Komitmen yang sudah'
        " terverifikasi tetap tampil.",
        name=organisation.name,
    )
    subject = _("%(name)s ditangguhkan", name=organisation.name)
    return _notice(subject, first, _room(organisation), organisation.reason)


def restored(organisation: Organisation) -> Notification:
    """Works again."""
    first = _(
        'Penangguhan "%(name)s" sudah dicabut. Anda dapat mengajukan komitmen lagi.', name=organisation.name
    )
    subject = _("Penangguhan %(name)s dicabut", name=organisation.name)
    return _notice(subject, first, _room(organisation), organisation.reason)


def merged(kept: Organisation, old_name: str, reason: str) -> Notification:
    """Two names were one organisation."""
    first = _(
        'Kantor Sekda menggabungkan "%(old)s" dengan "%(name)s", karena keduanya lembaga yang sama. Rekan,'
        " draf, dan data lainnya kini ada di sana.",
        old=old_name,
        name=kept.name,
    )
    subject = _("%(old)s digabungkan dengan %(name)s", old=old_name, name=kept.name)
    return _notice(subject, first, _room(kept), reason)


def invited(organisation: Organisation, reader: User, inviter: User, token: str) -> Wording:
    """A person without an account."""
    first = _(
        '%(inviter)s mengundang Anda bekerja untuk "%(name)s". Buka tautan di bawah dan buat kata sandi.'
        " Tautan berlaku 7 hari.",
        inviter=inviter.name,
        name=organisation.name,
    )
    return _letter(_("Undangan dari %(name)s", name=organisation.name), reader, first, f"/undangan/{token}")


def added(organisation: Organisation, inviter: User) -> Notification:
    """A person with an account."""
    first = _(
        '%(inviter)s menambahkan Anda sebagai rekan di "%(name)s". Masuk dengan akun Anda untuk mulai'
        " bekerja.",
        inviter=inviter.name,
        name=organisation.name,
    )
    subject = _("Anda menjadi rekan di %(name)s", name=organisation.name)
    return _notice(subject, first, _room(organisation))


def role_changed(membership: Membership) -> Notification:
    """Manager or contributor from now."""
    name = membership.organisation.name
    first = _('Peran Anda di "%(name)s" sekarang: %(role)s.', name=name, role=membership.role.label)
    subject = _("Peran Anda di %(name)s berubah", name=name)
    return _notice(subject, first, _room(membership.organisation))


def removed(organisation: Organisation) -> Notification:
    """No longer a colleague."""
    first = _('Anda tidak lagi menjadi rekan di "%(name)s".', name=organisation.name)
    subject = _("Anda tidak lagi di %(name)s", name=organisation.name)
    return _notice(subject, first, "/akun")


def _room(organisation: Organisation) -> str:
    return f"/ruang/lembaga/{organisation.slug}"


def _letter(subject: str, reader: User, first: str, path: str) -> Wording:
    """Mail of an account: whole, with its link."""
    parts = [_("Yth. %(name)s,", name=reader.name), first, link_to(path, str(reader.language))]
    return Wording(subject, "\n\n".join(parts))


def _notice(subject: str, first: str, path: str, reason: str = "") -> Notification:
    told = "\n\n" + _("Alasan:") + "\n" + reason if reason else ""
    return Notification(subject, first + told, path)
