"""What people are told of, by which ways, and when a mail that could not be sent is tried again. Pure."""

import re
from datetime import timedelta
from typing import Self

from portal.core.wording import LazyString, Word, _l

MOST_TRIES = 8
_WAITS = (timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=30), timedelta(hours=2))
LEASE = timedelta(minutes=5)  # how long a worker that claimed a mail is waited for before another takes it


def wait_after(tries: int) -> timedelta:
    """How long to wait after this many tries (1, 2, …): 1, 5, 30 minutes, 2 hours, then a day."""
    return _WAITS[tries - 1] if tries <= len(_WAITS) else timedelta(days=1)


class Readers(Word):
    """For whom a kind of notice is: the preferences page asks nobody about the others."""

    PARTNER = "partner", "mitra", _l("Mitra")
    OFFICE = "office", "kantor", _l("Kantor Sekda")
    ALL = "all", "semua", _l("Semua")


class Channel(Word):
    """By which way a person is told."""

    MAIL = "mail", "surel", _l("Di sini dan lewat surel")
    DIGEST = "digest", "ringkasan", _l("Di sini dan dalam ringkasan bulanan")
    INBOX = "inbox", "sini", _l("Hanya di sini")
    NONE = "none", "tidak", _l("Jangan kirim")


class NoticeKind(Word):
    """What a notice is about; `line` explains it on the preferences page, `readers` says for whom it is."""

    line: LazyString
    readers: Readers

    COMMITMENT = (
        "commitment",
        "komitmen",
        _l("Komitmen diperiksa"),
        _l("Komitmen lembaga Anda diterima, diverifikasi, dikembalikan, atau ditutup."),
        Readers.PARTNER,
    )
    AMENDMENT_DECIDED = (
        "amendment_decided",
        "perubahan",
        _l("Perubahan komitmen diputuskan"),
        _l("Permintaan mengubah komitmen disetujui atau ditolak."),
        Readers.PARTNER,
    )
    REPORT_DUE = (
        "report_due",
        "laporan-segera",
        _l("Laporan triwulan segera jatuh tempo"),
        _l("Pengingat 14 hari dan 3 hari sebelum laporan jatuh tempo."),
        Readers.PARTNER,
    )
    REPORT_OVERDUE = (
        "report_overdue",
        "laporan-terlambat",
        _l("Laporan triwulan terlambat"),
        _l("Laporan belum dikirim setelah jatuh tempo."),
        Readers.PARTNER,
    )
    REPORT_RETURNED = (
        "report_returned",
        "laporan-dikembalikan",
        _l("Laporan perlu diperbaiki"),
        _l("Kantor Sekda mengembalikan laporan dengan alasannya."),
        Readers.PARTNER,
    )
    REPORT_VERIFIED = (
        "report_verified",
        "laporan-terverifikasi",
        _l("Laporan terverifikasi"),
        _l("Angka laporan mulai dihitung sebagai realisasi."),
        Readers.PARTNER,
    )
    CONFIRMATION_RECEIVED = (
        "confirmation_received",
        "konfirmasi",
        _l("Konfirmasi warga diterima"),
        _l("Warga membenarkan atau membantah penyaluran; mitra dapat menanggapi."),
        Readers.ALL,
    )
    OVERLAP = (
        "overlap",
        "tumpang-tindih",
        _l("Tumpang tindih baru"),
        _l("Mitra lain memberi dukungan yang sama di tempat yang sama."),
        Readers.ALL,
    )
    ACTION_ITEM = (
        "action_item",
        "rtl",
        _l("RTL diberikan atau diperiksa"),
        _l("Lembaga Anda mendapat rencana tindak lanjut (RTL), atau laporannya diperiksa."),
        Readers.PARTNER,
    )
    ACTION_ITEM_DUE = (
        "action_item_due",
        "rtl-segera",
        _l("RTL jatuh tempo"),
        _l("Pengingat sebelum dan sesudah tanggal yang disepakati."),
        Readers.ALL,
    )
    MEETING = (
        "meeting",
        "fgd",
        _l("Undangan FGD"),
        _l("Undangan, perubahan waktu atau tempat, dan pembatalan FGD."),
        Readers.PARTNER,
    )
    MINUTES = (
        "minutes",
        "notulen",
        _l("Notulen FGD"),
        _l("Notulen menunggu tanggapan, disahkan, atau diberi adendum."),
        Readers.ALL,
    )
    ORGANISATION = (
        "organisation",
        "lembaga",
        _l("Lembaga dan rekan"),
        _l("Pendaftaran lembaga diputuskan; peran Anda di lembaga berubah."),
        Readers.PARTNER,
    )
    NEED = (
        "need",
        "kebutuhan",
        _l("Usulan kebutuhan diputuskan"),
        _l("Kebutuhan yang lembaga Anda usulkan diterima, tidak diterima, atau ditutup."),
        Readers.PARTNER,
    )
    WAITING = (
        "waiting",
        "menunggu",
        _l("Ada yang menunggu Anda"),
        _l("Komitmen, laporan, atau lembaga menunggu pemeriksaan Anda."),
        Readers.OFFICE,
    )
    DIGEST = (
        "digest",
        "ringkasan-bulanan",
        _l("Ringkasan bulanan"),
        _l("Siapa berutang laporan, sejak kapan, dan apa yang terjadi bulan lalu."),
        Readers.ALL,
    )
    BRIEF = (
        "brief",
        "ringkasan-mingguan",
        _l("Ringkasan mingguan"),
        _l("Setiap Senin: angka pokok, celah, tumpang tindih, dan janji yang terlambat."),
        Readers.OFFICE,
    )

    def __new__(cls, value: str, slug: str, label: LazyString, line: LazyString, readers: Readers) -> Self:
        member = str.__new__(cls, value)
        member._value_ = value
        member.slug, member.label, member.line, member.readers = slug, label, line, readers
        return member

    @property
    def channels(self) -> tuple[Channel, ...]:
        """The ways a person may choose between; the first is taken until they choose."""
        if self is NoticeKind.DIGEST:
            return Channel.MAIL, Channel.NONE
        if self is NoticeKind.BRIEF:
            return Channel.NONE, Channel.MAIL  # for those who ask
        return Channel.MAIL, Channel.DIGEST, Channel.INBOX

    @property
    def without_mail(self) -> Channel:
        """What is left when a person wants no mail of this kind."""
        return Channel.NONE if Channel.NONE in self.channels else self.channels[-1]


def kinds_for(*, partner: bool, office: bool) -> list[NoticeKind]:
    """The kinds that can reach a person: who works for an organisation, in the office, or both."""
    wanted = (
        {Readers.ALL} | ({Readers.PARTNER} if partner else set()) | ({Readers.OFFICE} if office else set())
    )
    return [kind for kind in NoticeKind if kind.readers in wanted]


def masked_address(address: str) -> str:
    """Enough of an address to know it again, too little to write to it: s***@contoh.id."""
    name, at, host = address.rpartition("@")
    return f"{name[:1]}***{at}{host}"


TROUBLES = (
    (("SMTPRecipientsRefused", "SMTPNotSupportedError"), _l("Alamat ditolak server surat")),
    (("SMTPDataError",), _l("Isi surat ditolak server surat")),
    (("SMTPSenderRefused",), _l("Alamat pengirim kami ditolak server surat")),
    (("SMTPAuthenticationError",), _l("Server surat menolak nama atau kata sandi kami")),
    (("ValueError", "HeaderParseError", "IndexError"), _l("Alamat surel tidak dapat dibaca")),
)
UNREACHABLE = _l("Server surat tidak terjangkau")


def trouble(error: str) -> LazyString:
    """What an error noted in the outbox means."""
    name = re.split("[ :]", error, maxsplit=1)[0]
    return next((words for names, words in TROUBLES if name in names), UNREACHABLE)
