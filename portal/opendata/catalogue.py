"""What each open data file holds. A published column is never renamed; new ones are added at the end."""

from dataclasses import dataclass

from portal.core.wording import LazyString, _l

TEXT, WHOLE, NUMBER, DAY, MOMENT, YES = "string", "integer", "number", "date", "datetime", "boolean"
COUNT = "integer | <5 | >=n"
EXAMPLE = ("is_example", YES, _l("true untuk data contoh, yang bukan data sebenarnya"))
PLACE = (
    ("region_code", TEXT, _l("Kode wilayah Kemendagri")),
    ("region_name", TEXT, _l("Nama wilayah")),
)
KECAMATAN = (
    ("kecamatan_code", TEXT, _l("Kode kecamatan; kosong untuk seluruh kabupaten")),
    ("kecamatan_name", TEXT, _l("Nama kecamatan")),
)
Column = tuple[str, str, str | LazyString]


@dataclass(frozen=True)
class DataFile:
    """One file: its word in addresses, what it is, its columns with types, the filters that it takes."""

    slug: str
    title: LazyString
    about: LazyString
    columns: tuple[Column, ...]
    filters: tuple[str, ...] = ()
    formats: tuple[str, ...] = ("csv",)

    @property
    def header(self) -> list[str]:
        return [name for name, _type, _about in self.columns]


COMMITMENTS = DataFile(
    "komitmen",
    _l("Komitmen"),
    _l("Satu baris per komitmen yang terverifikasi, selesai, atau dibatalkan, dengan jumlah rinciannya."),
    (
        ("reference", TEXT, _l("Nomor komitmen")),
        ("title", TEXT, _l("Judul")),
        ("strategy_number", WHOLE, _l("Nomor strategi 1–7")),
        ("organisation", TEXT, _l("Mitra utama, kata di alamat")),
        ("organisation_name", TEXT, _l("Nama mitra utama")),
        ("organisation_kind", TEXT, _l("Jenis mitra: government, private, ngo, community, other")),
        ("status", TEXT, _l("planned, running, late, silent, completed, atau cancelled, pada hari dibuat")),
        ("starts_on", DAY, _l("Tanggal mulai")),
        ("ends_on", DAY, _l("Tanggal selesai")),
        ("support_form", TEXT, _l("Bentuk dukungan: money, goods, services, people, expertise")),
        ("unit", TEXT, _l("Satuan kuantitas")),
        ("lines", WHOLE, _l("Banyaknya rincian lokasi")),
        ("rupiah", WHOLE, _l("Jumlah nilai rincian yang bernilai, dalam rupiah")),
        ("lines_without_rupiah", WHOLE, _l("Banyaknya rincian tanpa nilai rupiah")),
        ("quantity", "number | <5 | >=n", _l("Jumlah kuantitas dalam satuan di kolom unit")),
        ("households", COUNT, _l("Jumlah rumah tangga sasaran")),
        ("people", COUNT, _l("Jumlah jiwa sasaran")),
        ("funding_source", TEXT, _l("Sumber dana: apbn, apbd_province, apbd_district, dan seterusnya")),
        ("value_source", TEXT, _l("Dasar perkiraan nilai barang atau jasa")),
        ("cancellation_reason", TEXT, _l("Alasan pembatalan")),
        ("verified_at", MOMENT, _l("Saat terverifikasi (UTC)")),
        ("updated_at", MOMENT, _l("Saat terakhir berubah (UTC)")),
        EXAMPLE,
    ),
    ("tahun", "strategi", "wilayah", "lingkup", "kantong", "jenis", "mitra", "status", "sumber", "q"),
    ("csv", "json"),
)  # fmt: skip
ALLOCATIONS = DataFile(
    "rincian",
    _l("Rincian lokasi komitmen"),
    _l("Satu baris per tempat dalam sebuah komitmen. Jumlah yang benar dihitung dari berkas ini."),
    (
        ("id", WHOLE, _l("Nomor rincian")),
        ("reference", TEXT, _l("Nomor komitmen")),
        ("strategy_number", WHOLE, _l("Nomor strategi 1–7")),
        ("organisation", TEXT, _l("Mitra utama, kata di alamat")),
        *PLACE,
        ("region_level", TEXT, _l("kabupaten, kecamatan, desa, atau kelurahan")),
        *KECAMATAN,
        ("pocket", TEXT, _l("Kantong kemiskinan, kata di alamat; kosong bila tidak menyebut kantong")),
        ("rupiah", WHOLE, _l("Nilai dalam rupiah; kosong bila tidak bernilai rupiah")),
        ("quantity", "number | <5", _l("Kuantitas dalam satuan di kolom unit")),
        ("unit", TEXT, _l("Satuan kuantitas")),
        ("households", "integer | <5", _l("Rumah tangga sasaran")),
        ("people", "integer | <5", _l("Jiwa sasaran")),
        EXAMPLE,
    ),
    COMMITMENTS.filters,
)
ORGANISATIONS = DataFile(
    "mitra",
    _l("Mitra"),
    _l("Satu baris per mitra terverifikasi. Narahubung tidak diterbitkan."),
    (
        ("organisation", TEXT, _l("Mitra, kata di alamat")),
        ("name", TEXT, _l("Nama mitra")),
        ("kind", TEXT, _l("Jenis mitra: government, private, ngo, community, other")),
        ("status", TEXT, _l("verified atau suspended (ditangguhkan)")),
        ("website", TEXT, _l("Situs")),
        ("focus_strategies", TEXT, _l("Nomor strategi yang dikerjakan, dipisah titik koma")),
        ("work_areas", TEXT, _l("Kode wilayah kerja, dipisah titik koma")),
        ("live_commitments", WHOLE, _l("Komitmen yang berlaku sebagai mitra utama")),
        EXAMPLE,
    ),
    ("jenis", "strategi", "wilayah", "mitra", "q"),
)
POCKETS = DataFile(
    "kantong",
    _l("Kantong kemiskinan"),
    _l("Satu baris per kantong yang aktif atau sudah terentaskan, dengan keputusan penetapannya."),
    (
        ("pocket", TEXT, _l("Kantong, kata di alamat")),
        ("name", TEXT, _l("Nama kantong")),
        *PLACE,
        *KECAMATAN,
        ("hamlets", TEXT, _l("Dusun")),
        ("decision", TEXT, _l("Dasar penetapan")),
        ("decided_on", DAY, _l("Tanggal penetapan")),
        ("status", TEXT, _l("active atau lifted (terentaskan)")),
        ("updated_at", MOMENT, _l("Saat terakhir berubah (UTC)")),
        EXAMPLE,
    ),
    ("wilayah", "kantong", "q"),
)
POCKET_FIGURES = DataFile(
    "kantong-angka",
    _l("Angka kantong kemiskinan"),
    _l("Satu baris per angka: indikator, tahun, nilai, satuan, dan sumbernya."),
    (
        ("pocket", TEXT, _l("Kantong, kata di alamat")),
        ("indicator", TEXT, _l("Kode indikator")),
        ("indicator_name", TEXT, _l("Nama indikator")),
        ("year", WHOLE, _l("Tahun")),
        ("value", "number | <5", _l("Nilai")),
        ("unit", TEXT, _l("Satuan")),
        ("source", TEXT, _l("Sumber")),
        EXAMPLE,
    ),
    POCKETS.filters,
)
REGIONS = DataFile(
    "wilayah",
    _l("Wilayah"),
    _l("Kabupaten, kecamatan, desa, dan kelurahan dengan kode Kemendagri. Titik bukan acuan hukum."),
    (
        ("code", TEXT, _l("Kode wilayah Kemendagri")),
        ("name", TEXT, _l("Nama wilayah")),
        ("level", TEXT, _l("kabupaten, kecamatan, desa, atau kelurahan")),
        ("parent_code", TEXT, _l("Kode wilayah di atasnya")),
        ("kecamatan_code", TEXT, _l("Kode kecamatan; kosong untuk kabupaten")),
        ("bps_code", TEXT, _l("Kode BPS kecamatan")),
        ("development_area", TEXT, _l("Wilayah pembangunan")),
        ("latitude", NUMBER, _l("Lintang, derajat")),
        ("longitude", NUMBER, _l("Bujur, derajat")),
    ),
    ("wilayah",),
)
STRATEGIES = DataFile(
    "strategi",
    _l("Strategi"),
    _l("Tujuh strategi seperti dirumuskan dalam FGD 13 Desember 2024."),
    (
        ("number", WHOLE, _l("Nomor 1–7")),
        ("name_id", TEXT, _l("Nama, bahasa Indonesia")),
        ("short_id", TEXT, _l("Nama singkat, bahasa Indonesia")),
        ("name_en", TEXT, _l("Nama, bahasa Inggris")),
        ("short_en", TEXT, _l("Nama singkat, bahasa Inggris")),
        ("kind", TEXT, _l("delivering (menyalurkan ke tempat) atau enabling (mendukung)")),
        ("inpres_id", TEXT, _l("Strategi Inpres yang dijawab, bahasa Indonesia")),
        ("inpres_en", TEXT, _l("Strategi Inpres yang dijawab, bahasa Inggris")),
    ),
)
MATRIX = DataFile(
    "matriks",
    _l("Matriks kemitraan"),
    _l("Satu baris per sel matriks, sama dengan halaman matriks. Baris total adalah hitungan tersendiri."),
    (
        ("row_kind", TEXT, _l("kecamatan, desa, kantong, mitra, jenis; kabupaten, luar-kantong; atau total")),
        ("row", TEXT, _l("Kode atau kata di alamat dari baris")),
        ("row_name", TEXT, _l("Nama baris")),
        ("column_kind", TEXT, _l("strategi, jenis, tahun, status; atau total")),
        ("column", TEXT, _l("Kode kolom")),
        ("column_name", TEXT, _l("Nama kolom")),
        ("commitments", WHOLE, _l("Banyaknya komitmen yang berbeda")),
        ("partners", WHOLE, _l("Banyaknya mitra utama yang berbeda")),
        ("amount", COUNT, _l("Rupiah (pagu, realisasi), jiwa (sasaran, penerima), atau persen (capaian)")),
        ("commitments_without_amount", WHOLE, _l("Komitmen yang punya rincian tanpa angka itu")),
        ("mark", TEXT, _l("gap (belum ada), priority (belum ada, prioritas), overlap, silent (tanpa kabar)")),
        ("share_realised", WHOLE, _l("Untuk capaian: rupiah terealisasi dari rincian yang punya pagu")),
        ("share_pledged", WHOLE, _l("Untuk capaian: pagu dari rincian yang sama")),
        ("silent_commitments", WHOLE, _l("Komitmen yang lama tanpa laporan terverifikasi")),
        ("last_verified_on", DAY, _l("Hari laporan terakhir diverifikasi")),
    ),
    ("baris", "kolom", "ukuran", *COMMITMENTS.filters),
    ("csv", "json"),
)  # fmt: skip
ACTION_ITEMS = DataFile(
    "rtl",
    _l("Tindak lanjut FGD (RTL)"),
    _l("Satu baris per tindak lanjut dari FGD yang terbit. Nama orang tidak diterbitkan."),
    (
        ("meeting", TEXT, _l("Nomor FGD")),
        ("meeting_title", TEXT, _l("Judul FGD")),
        ("meeting_date", DAY, _l("Tanggal FGD")),
        ("number", WHOLE, _l("Nomor RTL dalam FGD itu")),
        ("what", TEXT, _l("Apa yang akan dikerjakan")),
        ("organisation", TEXT, _l("Mitra penanggung jawab, kata di alamat; kosong bila belum terbit")),
        ("organisation_name", TEXT, _l("Nama mitra penanggung jawab")),
        ("organisation_kind", TEXT, _l("Jenis mitra: government, private, ngo, community, other")),
        ("due_on", DAY, _l("Tenggat")),
        ("state", TEXT, _l("open, overdue, done, atau verified, pada hari berkas dibuat")),
        ("done_on", DAY, _l("Tanggal dilaporkan selesai")),
        ("verified_on", DAY, _l("Tanggal diperiksa selesai")),
        ("commitment", TEXT, _l("Nomor komitmen yang lahir dari RTL ini")),
        EXAMPLE,
    ),
    ("tahun", "strategi", "mitra", "q"),
)
FILES = (
    MATRIX,
    COMMITMENTS,
    ALLOCATIONS,
    ORGANISATIONS,
    POCKETS,
    POCKET_FIGURES,
    REGIONS,
    STRATEGIES,
    ACTION_ITEMS,
)
