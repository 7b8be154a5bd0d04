"""What the mails about accounts say: short, formal, with what to do if it was not you."""

from portal.accounts.models import User
from portal.accounts.next_page import carrying
from portal.accounts.rules import CONFIRMATION_DAYS, INVITATION_DAYS, RESET_HOURS
from portal.core.wording import _
from portal.notifications.actions import Wording
from portal.notifications.links import link_to


def address_in_use(name: str) -> Wording:
    """For the owner of an account whose address somebody else gave as theirs."""
    return Wording(
        _("Ada yang memakai alamat surel Anda"),
        _(
            "Yth. %(name)s,\n\n"
            "Seseorang meminta alamat surel ini untuk akun Simpul lain, padahal alamat ini sudah punya akun. "
            "Tidak ada yang berubah pada akun Anda.\n\n"
            "Bila itu Anda, masuklah dengan alamat ini lewat %(sign_in)s. "
            "Lupa kata sandi? Minta yang baru di %(forgotten)s.\n\n"
            "Bila itu bukan Anda, abaikan surat ini.",
            name=name,
            sign_in=link_to("/masuk"),
            forgotten=link_to("/lupa-sandi"),
        ),
    )


def reset(user: User, token: str, way_on: str = "") -> Wording:
    """The link to a new password, and behind it to the page that was asked for."""
    return Wording(
        _("Atur kata sandi baru"),
        _(
            "Yth. %(name)s,\n\n"
            "Kami menerima permintaan kata sandi baru untuk akun Simpul Anda. Buka tautan berikut untuk "
            "mengaturnya. Tautan berlaku %(hours)d jam dan hanya sekali pakai.\n\n%(link)s\n\n"
            "Bila Anda tidak memintanya, abaikan surat ini: kata sandi lama Anda tetap berlaku.",
            name=user.name,
            hours=RESET_HOURS,
            link=link_to(carrying(f"/atur-sandi/{token}", way_on)),
        ),
    )


def no_account() -> Wording:
    """For an address without a usable account: its owner learns so, whoever asked does not."""
    return Wording(
        _("Permintaan kata sandi baru"),
        _(
            "Kami menerima permintaan kata sandi baru untuk alamat surel ini, tetapi tidak ada akun Simpul "
            "yang aktif dengan alamat ini.\n\n"
            "Mungkin Anda memakai alamat lain, atau undangan Anda belum diterima; mintalah undangan baru "
            "kepada pengelola. Lembaga baru dapat mendaftar di %(register)s.\n\n"
            "Bila Anda tidak memintanya, abaikan surat ini.",
            register=link_to("/daftar"),
        ),
    )


def password_changed(user: User) -> Wording:
    """A receipt: the password is another one now."""
    return Wording(
        _("Kata sandi Anda telah diganti"),
        _(
            "Yth. %(name)s,\n\n"
            "Kata sandi akun Simpul Anda baru saja diganti, dan semua sesi lain telah diakhiri.\n\n"
            "Bila itu bukan Anda, segera atur kata sandi baru di %(forgotten)s dan beri tahu pengelola.",
            name=user.name,
            forgotten=link_to("/lupa-sandi"),
        ),
    )


def invitation(name: str, inviter: str, place: str, token: str) -> Wording:
    """For somebody new: `inviter` opened an account for them in `place`."""
    return Wording(
        _("Undangan ke Simpul"),
        _(
            "Yth. %(name)s,\n\n"
            "%(inviter)s mengundang Anda ke %(place)s di Simpul. Buka tautan berikut untuk menulis nama dan "
            "kata sandi Anda. Tautan berlaku %(days)d hari dan hanya sekali pakai.\n\n%(link)s\n\n"
            "Bila Anda tidak mengenal undangan ini, abaikan surat ini.",
            name=name,
            inviter=inviter,
            place=place,
            days=INVITATION_DAYS,
            link=link_to(f"/undangan/{token}"),
        ),
    )


def new_email(user: User, token: str) -> Wording:
    """To the new address: it counts once the link was followed."""
    return Wording(
        _("Konfirmasi alamat surel baru"),
        _(
            "Yth. %(name)s,\n\n"
            "Anda meminta alamat ini menjadi alamat surel akun Simpul Anda. Buka tautan berikut untuk "
            "mengonfirmasinya. Sampai saat itu alamat lama tetap berlaku. Tautan berlaku %(days)d hari.\n\n"
            "%(link)s\n\n"
            "Bila Anda tidak memintanya, abaikan surat ini.",
            name=user.name,
            days=CONFIRMATION_DAYS,
            link=link_to(f"/konfirmasi/{token}"),
        ),
    )


def email_changed(user: User) -> Wording:
    """To the old address: it does not count any more."""
    return Wording(
        _("Alamat surel akun Anda telah diganti"),
        _(
            "Yth. %(name)s,\n\n"
            "Akun Simpul Anda kini memakai alamat surel lain. "
            "Alamat ini tidak lagi dapat dipakai untuk masuk.\n\n"
            "Bila itu bukan Anda, segera beri tahu pengelola.",
            name=user.name,
        ),
    )
