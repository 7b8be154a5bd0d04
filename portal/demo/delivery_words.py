"""What invented partners write in their reports, and what the office writes back."""

OBSTACLES = (
    "Hujan menunda pengangkutan bahan ke dusun.",
    "Pencairan dana terlambat satu bulan.",
    "Jadwal pelatihan bergeser karena musim panen.",
    "Pemasok terlambat mengirim bahan.",
    "Jalan masuk dusun rusak setelah banjir.",
    "Sebagian penerima masih dicocokkan dengan data desa.",
)
FOLLOW_UPS = (
    "Bahan dikirim lewat jalur sungai mulai bulan depan.",
    "Termin berikutnya sudah diajukan.",
    "Jadwal baru disepakati bersama kepala dusun.",
    "Pemasok kedua sudah ditunjuk.",
    "Gotong royong perbaikan jalan dijadwalkan bersama desa.",
    "Daftar penerima ditetapkan dalam musyawarah desa berikutnya.",
)
STANDSTILLS = (
    "Dana termin kedua belum cair, pekerjaan berhenti sementara.",
    "Lokasi masih tergenang, pekerjaan dilanjutkan setelah surut.",
    "Menunggu penetapan penerima dalam musyawarah desa.",
)
BARELY_BEGUN = "Kegiatan baru disepakati dengan desa, belum ada penyerahan."
ALL_THERE = "Semua yang bisa diserahkan tahun ini sudah diserahkan, menunggu berita acara serah terima."
EXPLANATIONS = (
    "Harga bahan lebih murah dari perkiraan, sisanya menambah unit.",
    "Warga ikut menyumbang tenaga, sehingga lebih banyak yang selesai.",
    "Kantor pusat menambah alokasi di tempat yang sama.",
)
RETURNS = (
    "Jumlah keluarga tidak sama dengan daftar serah terima. Perbaiki, lalu kirim lagi.",
    "Sebutkan berapa unit yang sudah dipakai warga, bukan yang baru dikirim.",
    "Angka rupiah belum memuat termin terakhir. Cocokkan dengan laporan keuangan.",
)
COMPLETIONS = (
    "Seluruh kegiatan sudah diserahterimakan kepada desa dengan berita acara.",
    "Kegiatan selesai, sarana dirawat kelompok warga.",
    "Kegiatan selesai. Yang tidak tercapai dijelaskan dalam laporan akhir.",
)
