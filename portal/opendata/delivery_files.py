"""The file of what was realised, and what the file of commitments says of it."""

from portal.core.wording import _l
from portal.opendata.files import (
    ALL_FILTERS,
    COUNT,
    DAY,
    EXAMPLE,
    KECAMATAN,
    PLACE,
    TEXT,
    WHOLE,
    YES,
    DataFile,
)

REALISED = (
    ("realised_rupiah", WHOLE, _l("Realisasi terverifikasi sampai sekarang, dalam rupiah")),
    ("realised_quantity", "number | <5 | >=n", _l("Kuantitas terealisasi dalam satuan di kolom unit")),
    ("reached_households", COUNT, _l("Rumah tangga penerima")),
    ("reached_people", COUNT, _l("Jiwa penerima")),
    ("last_report_quarter", TEXT, _l("Triwulan laporan terverifikasi terakhir, misalnya 2026-2")),
    ("last_verified_on", DAY, _l("Hari laporan terakhir diverifikasi")),
)
DELIVERY = DataFile(
    "realisasi",
    _l("Realisasi"),
    _l("Satu baris per tempat dalam laporan triwulan terverifikasi: angka sampai saat itu, dan tambahannya."),
    (
        ("id", WHOLE, _l("Nomor baris")),
        ("reference", TEXT, _l("Nomor komitmen")),
        ("strategy_number", WHOLE, _l("Nomor strategi 1–7")),
        ("organisation", TEXT, _l("Mitra utama, kata di alamat")),
        ("quarter", TEXT, _l("Triwulan laporan, misalnya 2026-2")),
        *PLACE,
        ("region_level", TEXT, _l("kabupaten, kecamatan, desa, atau kelurahan")),
        *KECAMATAN,
        ("pocket", TEXT, _l("Kantong kemiskinan, kata di alamat; kosong bila tidak menyebut kantong")),
        ("rupiah", WHOLE, _l("Realisasi sampai triwulan ini, dalam rupiah")),
        ("quantity", "number | <5", _l("Kuantitas sampai triwulan ini")),
        ("unit", TEXT, _l("Satuan kuantitas")),
        ("households", "integer | <5", _l("Rumah tangga penerima sampai triwulan ini")),
        ("people", "integer | <5", _l("Jiwa penerima sampai triwulan ini")),
        ("women", "integer | <5", _l("Di antaranya perempuan; kosong bila membuka angka kecil")),
        ("men", "integer | <5", _l("Di antaranya laki-laki; kosong bila membuka angka kecil")),
        ("disabled", "integer | <5", _l("Di antaranya penyandang disabilitas")),
        ("physical_percent", WHOLE, _l("Kemajuan fisik dalam persen")),
        ("quarter_rupiah", WHOLE, _l("Tambahan pada triwulan ini, dalam rupiah")),
        ("quarter_quantity", "number | <5 | >=n", _l("Tambahan kuantitas pada triwulan ini")),
        ("quarter_households", COUNT, _l("Tambahan rumah tangga pada triwulan ini")),
        ("quarter_people", COUNT, _l("Tambahan jiwa pada triwulan ini")),
        ("no_progress", YES, _l("true bila mitra melaporkan tidak ada perkembangan")),
        ("verified_on", DAY, _l("Hari laporan diverifikasi")),
        EXAMPLE,
    ),
    ALL_FILTERS,
)  # fmt: skip
