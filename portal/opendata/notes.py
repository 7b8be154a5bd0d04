"""What a workbook or a paper says of itself: source, licence, dates, filters, and how to read its numbers."""

from typing import Any

from portal.core.wording import _
from portal.opendata.asking import about
from portal.opendata.files import DataFile

Told = list[tuple[str, str]]


def notes_of(file: DataFile) -> Told:
    """The first lines of the sheet of notes."""
    said = about(file)
    return [
        (_("Berkas"), said["title"]),
        (_("Keterangan"), said["description"]),
        (_("Penerbit"), said["publisher"]),
        (_("Sumber"), said["source"]),
        (_("Lisensi"), said["licence"]),
        (_("Dibuat"), said["created_at"]),
        (_("Data berubah terakhir"), said["data_changed_at"] or _("belum ada komitmen yang terbit")),
        (_("Saringan"), filters_said(said)),
    ]


def reading_notes() -> Told:
    """How counts of few people, missing amounts and odd text stand in a data file."""
    return [
        (_("Angka kecil"), masked_note()),
        (_("Sel kosong"), _("Tidak ada angka yang disebut. Kosong bukan nol.")),
        (_("Teks"), _("Teks yang dapat terbaca sebagai rumus diawali tanda petik tunggal.")),
        (_("Data contoh"), _("Baris dengan is_example bernilai benar adalah karangan.")),
    ]


def masked_note() -> str:
    """What "<5" and ">=n" stand for."""
    return _("Jumlah rumah tangga atau jiwa 1–4 di desa ditulis <5; jumlah yang memuatnya ditulis >=n.")


def filters_said(said: dict[str, Any]) -> str:
    """tahun=2026, strategi=5; or that there are none."""
    return ", ".join(f"{name}={value}" for name, value in said["filters"].items()) or _("tanpa saringan")
