"""The files of gaps and overlaps: the same rows as their pages, with all that the pages say."""

from collections.abc import Iterator, Sequence
from typing import Any

from portal.core.wording import _l
from portal.gaps.asking import DELIVERING, SEVEN, asked_waiting
from portal.gaps.pairs import NamedPair
from portal.gaps.queries import all_gaps
from portal.gaps.rows import GapRow
from portal.opendata.files import DAY, EXAMPLE, KECAMATAN, PLACE, TEXT, WHOLE, DataFile
from portal.overlaps.queries import Overlap, overlaps_now
from portal.places.rules import kecamatan_of

POCKET = (
    ("pocket", TEXT, _l("Kantong, kata di alamat")),
    ("pocket_name", TEXT, _l("Nama kantong")),
    *PLACE,
    *KECAMATAN,
)
FILTERS = ("tahun", "strategi", "wilayah", "kantong", "q")
GAPS = DataFile(
    "celah",
    _l("Celah"),
    _l("Satu baris per kantong aktif dan strategi 2–5 yang menunggu mitra, yang terparah lebih dahulu."),
    (
        *POCKET,
        ("strategy_number", WHOLE, _l("Nomor strategi 2–5")),
        ("mark", TEXT, _l("gap (belum ada mitra) atau stale (basi: semua komitmennya tanpa kabar)")),
        ("waiting_since", DAY, _l("Menunggu sejak: bantuan terakhir berakhir, atau kantong ditetapkan")),
        ("months", WHOLE, _l("Bulan penuh tanpa bantuan, pada hari berkas dibuat")),
        ("last_heard_on", DAY, _l("Untuk stale: hari kabar terakhir")),
        ("decided_on", DAY, _l("Tanggal penetapan kantong")),
        ("poor_households", "integer | <5", _l("KK miskin menurut tahun terakhir yang dicatat")),
        ("open_needs", WHOLE, _l("Banyaknya kebutuhan yang masih terbuka")),
        ("priority", TEXT, _l("Prioritas kebutuhan yang paling mendesak: urgent, high, atau normal")),
        ("needs", TEXT, _l("Nomor kebutuhan yang masih terbuka, dipisah titik koma")),
        ("last_organisation", TEXT, _l("Mitra yang terakhir di sini, kata di alamat")),
        ("last_organisation_name", TEXT, _l("Nama mitra yang terakhir di sini")),
        ("last_commitment", TEXT, _l("Nomor komitmennya")),
        ("last_status", TEXT, _l("Status komitmennya")),
        ("last_until", DAY, _l("Sampai kapan")),
        EXAMPLE,
    ),
    FILTERS,
    ("csv", "xlsx"),
)  # fmt: skip
OVERLAPS = DataFile(
    "tumpang-tindih",
    _l("Tumpang tindih"),
    _l("Satu baris per komitmen dalam tumpang tindih: dukungan, kantong, strategi, dan masa sama."),
    (
        ("overlap", WHOLE, _l("Nomor urut tumpang tindih dalam berkas ini")),
        *POCKET,
        ("strategy_number", WHOLE, _l("Nomor strategi 1–7")),
        ("support_form", TEXT, _l("Bentuk dukungan: money, goods, services, people, expertise")),
        ("overlap_starts_on", DAY, _l("Hari pertama tumpang tindih")),
        ("overlap_ends_on", DAY, _l("Hari terakhir tumpang tindih")),
        ("partners", WHOLE, _l("Mitra utama terbanyak pada hari yang sama")),
        ("reference", TEXT, _l("Nomor komitmen")),
        ("title", TEXT, _l("Judul")),
        ("organisation", TEXT, _l("Mitra utama, kata di alamat")),
        ("organisation_name", TEXT, _l("Nama mitra utama")),
        ("status", TEXT, _l("planned, running, late, silent, atau completed, pada hari dibuat")),
        ("starts_on", DAY, _l("Tanggal mulai")),
        ("ends_on", DAY, _l("Tanggal selesai, atau hari ditutup bila lebih awal")),
        ("quantity", "number | <5", _l("Kuantitas di kantong ini dalam satuan di kolom unit")),
        ("unit", TEXT, _l("Satuan kuantitas")),
        EXAMPLE,
    ),
    FILTERS,
    ("csv", "xlsx"),
)  # fmt: skip


def gaps() -> Iterator[Sequence[Any]]:
    """Rows for what this request asks. Raises UnknownFilter at once."""
    return map(_gap, all_gaps(asked_waiting(DELIVERING)))


def overlaps() -> Iterator[Sequence[Any]]:
    """Rows for what this request asks. Raises UnknownFilter at once."""
    return _promises(overlaps_now(asked_waiting(SEVEN)))


def _pair(pair: NamedPair) -> Sequence[Any]:
    place = (pair.region_code, pair.village, kecamatan_of(pair.region_code), pair.kecamatan)
    return (pair.pocket_slug, pair.pocket_name, *place, pair.strategy_number)


def _gap(row: GapRow) -> Sequence[Any]:
    last = row.last
    told = (
        (last.organisation_slug, last.organisation_name, last.reference, last.state, last.until)
        if last
        else ()
    )
    return (
        *_pair(row.pair),
        *(row.mark, row.since, row.months, row.stale_since, row.decided_on),
        *(row.poor_households, len(row.needs), row.needs[0].priority if row.needs else None),
        "; ".join(need.reference for need in row.needs),
        *(told or (None,) * 5),
        row.is_example,
    )


def _promises(found: Sequence[Overlap]) -> Iterator[Sequence[Any]]:
    for number, each in enumerate(found, 1):
        here = (*_pair(each.pair), each.support_form, each.starts, each.ends, each.leads)
        for promise in each.promises:
            yield (
                *(number, *here, promise.reference, promise.title),
                *(promise.organisation_slug, promise.organisation_name, promise.state),
                *(promise.starts, promise.ends, promise.quantity, promise.unit, each.is_example),
            )
