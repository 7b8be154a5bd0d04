"""Who appears in the example data. Companies, NGOs, communities, offices and persons are invented."""

from portal.organisations.rules import OrganisationKind, OrganisationStatus

ACCOUNTS = (  # sign-in, name, office role or the organisation's place in its kind's list
    ("admin", "Adelina Contoh", "admin"),
    ("sekda", "Sekda Contoh", "sekda"),
    ("verifikator", "Verawati Contoh", "verifier"),
    ("notulis", "Notaris Ginting Contoh", "note_taker"),
    ("opd", "Okta Sitepu Contoh", OrganisationKind.GOVERNMENT),
    ("perusahaan", "Perwira Lubis Contoh", OrganisationKind.PRIVATE),
    ("ngo", "Nadia Surbakti Contoh", OrganisationKind.NGO),
    ("komunitas", "Komala Tarigan Contoh", OrganisationKind.COMMUNITY),
)
GOVERNMENT = """Dinas Contoh Perumahan dan Permukiman
Dinas Contoh Kesehatan
Dinas Contoh Pendidikan
Dinas Contoh Sosial
Dinas Contoh Pertanian
Dinas Contoh Perikanan
Dinas Contoh Pekerjaan Umum
Dinas Contoh Pemberdayaan Desa
Dinas Contoh Koperasi dan Usaha Mikro
Dinas Contoh Tenaga Kerja
Badan Contoh Perencanaan Daerah
Badan Contoh Ketahanan Pangan"""
PRIVATE = """PT Contoh Sawit Lestari
PT Contoh Karet Makmur
PT Contoh Energi Pesisir
PT Contoh Gula Sejahtera
PT Contoh Tambak Bahari
PT Contoh Minyak Nabati
PT Contoh Semen Andalas
PT Contoh Logistik Teluk
PT Contoh Pakan Nusantara
PT Contoh Agro Hulu
PT Contoh Listrik Mandiri
PT Contoh Air Bersih
PT Contoh Perkebunan Hilir
PT Contoh Kayu Tanam
PT Contoh Telekomunikasi Desa
PT Contoh Bangunan Karya
PT Contoh Ritel Keluarga
CV Contoh Pangan Jaya
CV Contoh Tani Subur
CV Contoh Bangun Desa
Bank Contoh Rakyat
Bank Contoh Daerah
Koperasi Contoh Sumber Rezeki
Koperasi Contoh Nelayan Aru
RSU Contoh Medika"""
NGO = """Yayasan Contoh Bakau Lestari
Yayasan Contoh Anak Pesisir
Yayasan Contoh Sehat Ibu
Yayasan Contoh Pendidikan Desa
Yayasan Contoh Hutan Hulu
Yayasan Contoh Air Kehidupan
Perkumpulan Contoh Bina Usaha
Perkumpulan Contoh Petani Organik
Perkumpulan Contoh Perempuan Mandiri
Lembaga Contoh Zakat Umat
Lembaga Contoh Riset Daerah
Lembaga Contoh Bantuan Warga
LSM Contoh Peduli Langkat"""
COMMUNITY = """Karang Taruna Contoh Besitang
Karang Taruna Contoh Secanggang
Kelompok Tani Contoh Mekar
Kelompok Nelayan Contoh Bahari
Kelompok Wanita Contoh Melati
Kelompok Wanita Contoh Anggrek
Majelis Taklim Contoh Nurul
Paguyuban Contoh Guru Desa
Komunitas Contoh Literasi
Komunitas Contoh Sungai Wampu
Forum Contoh Pemuda Hulu
Posyandu Contoh Mawar"""
NAMES = {
    OrganisationKind.GOVERNMENT: GOVERNMENT.split("\n"),
    OrganisationKind.PRIVATE: PRIVATE.split("\n"),
    OrganisationKind.NGO: NGO.split("\n"),
    OrganisationKind.COMMUNITY: COMMUNITY.split("\n"),
    OrganisationKind.OTHER: ["Universitas Contoh Langkat"],
}
HAMLETS = ("Dusun I", "Dusun II", "Dusun III", "Dusun IV", "Dusun V", "Lingkungan I", "Lingkungan II")
POCKET_WORDS = (
    "Pesisir",
    "Muara",
    "Tepi Sungai",
    "Hulu",
    "Bukit",
    "Tambak",
    "Kebun Lama",
    "Rawa",
    "Simpang",
    "Hilir",
)

WAITING = (  # name, kind, status, reason, days ago
    ("PT Contoh Sawit Lestary", OrganisationKind.PRIVATE, OrganisationStatus.APPLIED, "", 6),
    ("Yayasan Contoh Cahaya Desa", OrganisationKind.NGO, OrganisationStatus.APPLIED, "", 3),
    (
        "Kelompok Tani Contoh Baru",
        OrganisationKind.COMMUNITY,
        OrganisationStatus.RETURNED,
        "Lengkapi nomor narahubung.",
        12,
    ),
    (
        "CV Contoh Tanpa Alamat",
        OrganisationKind.PRIVATE,
        OrganisationStatus.REJECTED,
        "Alamat usaha tidak dapat dipastikan.",
        30,
    ),
)
