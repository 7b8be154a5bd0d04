"""The file of the charts: the same amounts as /matriks/grafik, in whole rupiah."""

from collections.abc import Iterator, Sequence
from typing import Any

from portal.charts.page import rows_of
from portal.charts.queries import has_examples, read_figures
from portal.charts.reading import FILTERS, asked_charts, asked_part
from portal.charts.rows import ChartRow
from portal.core.wording import _l
from portal.matrices.reading import district
from portal.opendata.files import DAY, TEXT, WHOLE, YES, DataFile

CHARTS = DataFile(
    "grafik",
    _l("Grafik janji dan realisasi"),
    _l("Satu baris per triwulan, jenis mitra, dan strategi, sama dengan halaman grafik."),
    (
        ("chart", TEXT, _l("triwulan, jenis, atau strategi")),
        ("key", TEXT, _l("Triwulan (2026-3), kata jenis mitra, atau nomor strategi")),
        ("name", TEXT, _l("Nama")),
        ("as_of", DAY, _l("Keadaan pada akhir hari ini; triwulan berjalan: hari berkas dibuat")),
        ("commitments", WHOLE, _l("Banyaknya komitmen yang berlaku")),
        ("pledged", WHOLE, _l("Rupiah yang dijanjikan, dari rincian yang bernilai")),
        ("realised", WHOLE, _l("Rupiah terealisasi menurut laporan terverifikasi, dari rincian yang sama")),
        ("realised_percent", WHOLE, _l("Persen, dibulatkan ke bawah")),
        ("realised_since_previous", WHOLE, _l("Selisih realisasi dengan akhir triwulan sebelumnya")),
        ("commitments_without_value", WHOLE, _l("Komitmen yang punya rincian tanpa nilai rupiah")),
        ("has_examples", YES, _l("true bila data contoh ikut dihitung, yang bukan data sebenarnya")),
        ("basis", TEXT, _l("kept (disimpan setelah triwulan berakhir) atau counted (dihitung saat ini)")),
    ),
    ("grafik", *FILTERS),
)


def charts() -> Iterator[Sequence[Any]]:
    """Rows for what this request asks. Raises UnknownFilter at once."""
    part, selection = asked_part(), asked_charts()
    figures = read_figures(selection)
    is_example = figures.kept_examples or has_examples(selection)
    found = rows_of(figures, selection, district().strategies)
    return (
        (*_row(chart, row), is_example, "kept" if row.is_kept else "counted")
        for chart, rows in found.items()
        if part in ("", chart)
        for row in rows
    )


def _row(chart: str, row: ChartRow) -> Sequence[Any]:
    amounts = row.amounts
    said = (amounts.commitments, amounts.pledged, amounts.realised, amounts.share)
    return (chart, row.key, row.name, row.as_of, *said, row.added, amounts.unvalued)
