"""What is said in the example FGDs. All of it is invented but the FGD of 13 December 2024 (docs/decisions).

Days count from today: -210 is 210 days ago.
"""

from datetime import date
from typing import NamedTuple

from portal.commitments.rules import CommitmentStatus
from portal.minutes.rules import Priority
from portal.organisations.rules import OrganisationKind as Kind

PRESS_DAY = date(2024, 12, 13)
PRESS_TITLE = "FGD Kajian Kantong-kantong Kemiskinan"
PRESS_PLACE = "Ruang Pola Kantor Bupati Langkat"
PRESS_CHAIR = ("Amril, S.Sos., M.AP", "Sekretaris Daerah Kabupaten Langkat")
PRESS_TEXT = """*Ringkasan ini disusun dari pemberitaan dan bukan notulen resmi.*

- **Dari berita:** judul, tanggal, tempat, pembuka acara, dasar hukum, pihak yang disebut, dan tujuh strategi.
- **Contoh:** nomor FGD, pengesahan, penerbitan, dan sidik jari naskah pada halaman ini.
- **Tidak diberitakan, jadi dikosongkan:** jam, susunan acara, jumlah peserta, dan tindak lanjut.

# Pembukaan

FGD berlangsung pada Jumat, 13 Desember 2024, di Ruang Pola Kantor Bupati Langkat. Acara dibuka oleh \
Sekretaris Daerah Kabupaten Langkat, Amril, S.Sos., M.AP.

# Dasar hukum

- UU 13/2011 Pasal 1 ayat (2): penanganan fakir miskin terarah, terpadu, dan berkelanjutan
- Keputusan Bupati Langkat 400-25/K/2024

# Pihak yang disebut

Pemerintah daerah, swasta, masyarakat sipil, dan komunitas lokal.

# Sumber berita

- <https://informasinasional.com/?p=35095>
- <https://suaraindonesia.online/pemkab-langkat-dorong-kolaborasi-penanganan-kemiskinan>
- <https://prosumut.com/soliditas-stakeholder-rumus-tekan-kemiskinan>
"""


class Pledged(NamedTuple):
    """The commitment that an item became: its title, how many of what, rupiah a unit, and its state."""

    title: str
    strategy: int
    quantity: int
    unit: str
    cost: int
    status: CommitmentStatus


class Item(NamedTuple):
    """An action item of the first partner of a kind, which has an example account."""

    what: str
    kind: Kind
    person: str
    due: int
    priority: Priority = Priority.NORMAL
    done: int | None = None
    note: str = ""
    verified: int | None = None
    pledged: Pledged | None = None


class Story(NamedTuple):
    """One invented FGD: when, what about, who said what, what was decided; `text` is its first revisions."""

    day: int
    title: str
    place: str
    letter: str
    strategies: tuple[int, ...]
    agenda: tuple[tuple[str, int, str], ...]
    texts: tuple[str, ...] = ()
    points: tuple[tuple[Kind, str, str], ...] = ()
    decisions: tuple[str, ...] = ()
    items: tuple[Item, ...] = ()
    people: int = 0


WATER = Story(
    day=-210,
    title="FGD Air Bersih dan Rumah Layak di Kantong Pesisir (contoh)",
    place="Aula Kantor Camat Secanggang",
    letter="005/CONTOH-01",
    strategies=(2, 5),
    agenda=(
        ("Pembukaan", 10, "Sekretaris Daerah (contoh)"),
        ("Paparan keadaan kantong pesisir", 30, "Badan Contoh Perencanaan Daerah"),
        ("Pembahasan: siapa mengerjakan apa", 60, ""),
        ("Kesimpulan dan rencana tindak lanjut", 20, "Notulis"),
    ),
    texts=(
        "# Pembukaan\n\nPeserta membahas air bersih dan rumah tidak layak huni di dua kantong pesisir.",
        """# Pembukaan

Peserta membahas sarana air bersih dan rumah tidak layak huni di dua kantong pesisir. Pimpinan rapat meminta \
setiap lembaga menyebut pekerjaan, tempat, dan tenggatnya.

# Pembahasan

| Kebutuhan | Yang sudah ada | Yang kurang |
| --- | ---: | ---: |
| Titik air bersih | 4 | 6 |
| Rumah layak huni | 12 | 20 |

# Penutup

Hasil FGD ini ditindaklanjuti paling lambat akhir tahun anggaran. *Semua isi halaman ini contoh.*""",
    ),
    points=(
        (
            Kind.COMMUNITY,
            "Sumur yang ada payau pada musim kemarau.",
            "Titik baru diutamakan pada air tanah dalam.",
        ),
        (Kind.PRIVATE, "Perusahaan dapat membiayai titik air, bukan pemeliharaannya.", ""),
        (
            Kind.GOVERNMENT,
            "Rumah tidak layak huni sudah didata, tinggal pencocokan alamat.",
            "Data dibagikan kepada semua peserta.",
        ),
    ),
    decisions=(
        "Enam titik air bersih dibangun di dua kantong pesisir Kecamatan Secanggang.",
        "Dua puluh rumah tidak layak huni diperbaiki, tanpa tumpang tindih antarmitra.",
        "Pemeliharaan sarana air menjadi tugas kelompok warga dengan pendampingan desa.",
    ),
    items=(
        Item(
            "Membagikan data rumah tidak layak huni kepada semua peserta",
            *(Kind.GOVERNMENT, "Kepala bidang perumahan contoh", -196, Priority.NORMAL, -198),
            "Data agregat per dusun sudah dikirim kepada semua peserta.",
            -194,
        ),
        Item(
            "Menyusun jadwal kunjungan bersama ke dua kantong pesisir",
            *(Kind.NGO, "Koordinator lapangan contoh", -150, Priority.LOW, -9),
            "Jadwal kunjungan sudah disusun dan disepakati camat.",
        ),
        Item("Memetakan sumur yang rusak di dua kantong pesisir", Kind.COMMUNITY, "Ketua contoh", -20),
        Item(
            "Menyiapkan aturan pemeliharaan sarana air bersama desa",
            *(Kind.NGO, "Koordinator lapangan contoh", 40),
        ),
        Item(
            "Membangun enam titik air bersih di dua kantong pesisir",
            *(Kind.PRIVATE, "Manajer TJSP contoh", 60, Priority.HIGH),
            pledged=Pledged("Titik air bersih", 2, 6, "titik", 45_000_000, CommitmentStatus.VERIFIED),
        ),
        Item(
            "Memperbaiki dua puluh rumah tidak layak huni di dua kantong pesisir",
            *(Kind.GOVERNMENT, "Kepala bidang perumahan contoh", 75, Priority.HIGH),
            pledged=Pledged("Perbaikan rumah", 5, 20, "unit rumah", 20_000_000, CommitmentStatus.DRAFT),
        ),
    ),
    people=25,
)
ADDENDUM = "Kesimpulan 1 dilengkapi: dua dari enam titik air bersih diletakkan di dekat posyandu."
ECONOMY = Story(
    day=-18,
    title="FGD Ekonomi Lokal dan Peluang Kerja (contoh)",
    place="Ruang Rapat Contoh, Stabat",
    letter="005/CONTOH-02",
    strategies=(3,),
    agenda=(("Pembukaan", 10, ""), ("Pembahasan pasar dan pelatihan", 60, ""), ("Penutup", 10, "")),
    texts=(
        "# Pembahasan\n\nPelatihan perlu disambung dengan pembeli tetap. *Semua isi halaman ini contoh.*",
    ),
    points=((Kind.NGO, "Kelompok usaha butuh pendampingan setahun, bukan pelatihan sekali.", ""),),
    decisions=("Setiap pelatihan menyebut pembeli hasilnya.", "Pendampingan paling singkat satu tahun."),
    items=(
        Item("Menyusun daftar pembeli hasil usaha warga", Kind.PRIVATE, "Manajer TJSP contoh", 30),
        Item("Menyiapkan modul pendampingan setahun", Kind.NGO, "Koordinator lapangan contoh", 45),
    ),
    people=12,
)
OBJECTION = "Jumlah kelompok usaha yang hadir belum disebut dalam notulen."
NEXT = Story(
    day=30,
    title="FGD Tindak Lanjut Kantong Pesisir (contoh)",
    place="Aula Kantor Camat Secanggang",
    letter="005/CONTOH-03",
    strategies=(2, 5, 7),
    agenda=(("Pembukaan", 10, ""), ("Laporan tindak lanjut FGD sebelumnya", 45, ""), ("Kesimpulan", 20, "")),
)
