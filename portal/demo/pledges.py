"""What the invented partners pledge: per strategy some patterns with unit, size, cost and form of support."""

from typing import NamedTuple

from portal.commitments.rules import SupportForm


class Pattern(NamedTuple):
    """A pledge to vary: `least` to `most` units per place, `cost` rupiah a unit (0 = not valued)."""

    title: str
    unit: str
    least: int
    most: int
    cost: int
    form: SupportForm
    aim: str


F = SupportForm
PATTERNS: dict[int, tuple[Pattern, ...]] = {
    1: (
        Pattern(
            "Pendataan rumah tangga sasaran",
            "desa",
            1,
            1,
            18_000_000,
            F.SERVICES,
            "Data sasaran diperbarui bersama musyawarah desa.",
        ),
        Pattern(
            "Pelatihan petugas data desa",
            "petugas",
            4,
            12,
            1_500_000,
            F.EXPERTISE,
            "Petugas mampu memutakhirkan data tiap triwulan.",
        ),
        Pattern(
            "Pemetaan kantong kemiskinan",
            "peta",
            1,
            2,
            9_000_000,
            F.SERVICES,
            "Peta dusun tersedia di kantor desa.",
        ),
    ),
    2: (
        Pattern(
            "Kebun gizi dan kelas ibu balita",
            "posyandu",
            1,
            6,
            15_000_000,
            F.MONEY,
            "Tiap posyandu punya kebun gizi yang dirawat kader.",
        ),
        Pattern(
            "Perlengkapan sekolah bagi anak putus sekolah",
            "anak",
            15,
            60,
            900_000,
            F.GOODS,
            "Anak kembali bersekolah pada tahun ajaran ini.",
        ),
        Pattern(
            "Layanan kesehatan keliling",
            "kunjungan",
            6,
            24,
            4_000_000,
            F.SERVICES,
            "Kunjungan dokter dan bidan setiap bulan.",
        ),
        Pattern(
            "Rumah baca dan bimbingan belajar",
            "kelompok belajar",
            1,
            4,
            12_000_000,
            F.PEOPLE,
            "Bimbingan belajar dua kali seminggu.",
        ),
        Pattern(
            "Kelas kejar paket B dan C",
            "peserta",
            20,
            45,
            1_800_000,
            F.MONEY,
            "Peserta mengikuti ujian kesetaraan.",
        ),
    ),
    3: (
        Pattern(
            "Bibit dan pendampingan budi daya",
            "paket bibit",
            20,
            80,
            2_500_000,
            F.GOODS,
            "Panen pertama dalam delapan bulan.",
        ),
        Pattern(
            "Pelatihan las dan bengkel",
            "peserta",
            10,
            30,
            6_000_000,
            F.EXPERTISE,
            "Peserta bersertifikat dan magang tiga bulan.",
        ),
        Pattern(
            "Modal usaha kelompok perempuan",
            "kelompok",
            1,
            6,
            25_000_000,
            F.MONEY,
            "Kelompok punya pembukuan dan arisan modal.",
        ),
        Pattern(
            "Keramba dan alat tangkap",
            "unit keramba",
            4,
            20,
            11_000_000,
            F.GOODS,
            "Nelayan kecil punya hasil tambahan.",
        ),
        Pattern(
            "Pasar tani dan pengemasan hasil",
            "kios",
            4,
            12,
            8_000_000,
            F.MONEY,
            "Hasil tani dijual tanpa perantara.",
        ),
    ),
    4: (
        Pattern(
            "Paket pangan bergizi",
            "paket",
            40,
            160,
            350_000,
            F.GOODS,
            "Paket dibagikan lewat musyawarah desa.",
        ),
        Pattern(
            "Iuran jaminan kesehatan pekerja rentan",
            "orang",
            50,
            200,
            420_000,
            F.MONEY,
            "Iuran dibayar selama setahun.",
        ),
        Pattern(
            "Alat bantu bagi penyandang disabilitas",
            "unit",
            5,
            20,
            2_800_000,
            F.GOODS,
            "Alat disesuaikan dengan kebutuhan penerima.",
        ),
        Pattern(
            "Dapur umum tanggap banjir",
            "hari layanan",
            7,
            30,
            3_000_000,
            F.PEOPLE,
            "Dapur siap sebelum musim hujan.",
        ),
    ),
    5: (
        Pattern(
            "Rehabilitasi rumah tidak layak huni",
            "unit rumah",
            4,
            20,
            25_000_000,
            F.MONEY,
            "Rumah beratap, berlantai, dan berjamban.",
        ),
        Pattern(
            "Sumur bor dan jaringan air bersih",
            "titik",
            1,
            4,
            65_000_000,
            F.MONEY,
            "Air mengalir sampai dusun terjauh.",
        ),
        Pattern(
            "Jamban sehat keluarga",
            "unit jamban",
            10,
            40,
            4_500_000,
            F.GOODS,
            "Desa bebas buang air sembarangan.",
        ),
        Pattern(
            "Perbaikan jalan dusun",
            "km",
            1,
            3,
            210_000_000,
            F.SERVICES,
            "Jalan bisa dilalui pada musim hujan.",
        ),
        Pattern(
            "Jembatan gantung dan titian",
            "unit",
            1,
            1,
            180_000_000,
            F.SERVICES,
            "Anak sekolah tidak lagi menyeberang dengan rakit.",
        ),
    ),
    6: (
        Pattern(
            "Forum mitra desa", "pertemuan", 4, 12, 2_000_000, F.SERVICES, "Mitra bertemu tiap triwulan."
        ),
        Pattern(
            "Pendamping kemitraan usaha", "pendamping", 1, 4, 0, F.PEOPLE, "Tiap kecamatan punya penghubung."
        ),
        Pattern("Bapak asuh desa", "desa", 1, 3, 0, F.EXPERTISE, "Desa punya mitra tetap selama dua tahun."),
    ),
    7: (
        Pattern(
            "Pemantauan bersama warga",
            "kunjungan",
            2,
            8,
            3_000_000,
            F.SERVICES,
            "Hasil pemantauan dibaca di musyawarah desa.",
        ),
        Pattern(
            "Evaluasi tengah tahun",
            "laporan",
            1,
            2,
            20_000_000,
            F.EXPERTISE,
            "Temuan dipakai memperbaiki program.",
        ),
        Pattern(
            "Pelatihan pelaporan mitra", "peserta", 15, 40, 700_000, F.EXPERTISE, "Mitra melapor tepat waktu."
        ),
    ),
}
