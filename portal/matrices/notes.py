"""The words below and above a matrix: what its colours, marks and figures mean."""

from collections.abc import Callable, Mapping

from portal.core.terms import terms
from portal.core.wording import _, ngettext
from portal.matrices.figures import Figures
from portal.matrices.matrix import Matrix
from portal.matrices.rules import AMOUNTS, COUNT_BOUNDS, SHARES, Measure, Rows, Thresholds
from portal.web.formats import percent

Steps = list[tuple[str, str]]

PRIORITY_NOTES: Mapping[Rows, Callable[[Thresholds], str]] = {
    Rows.KECAMATAN: lambda limits: _(
        "Prioritas: sel kosong di kecamatan dengan %(num)d kantong kemiskinan aktif atau lebih.",
        num=limits.priority_pockets,
    ),
    Rows.VILLAGE: lambda limits: _("Prioritas: sel kosong di desa dengan kantong kemiskinan aktif."),
    Rows.POCKET: lambda limits: _("Kantong aktif yang belum ada mitranya selalu prioritas."),
}
MEASURE_NOTES: Mapping[Measure, Callable[[Figures], str]] = {
    Measure.LEADS: lambda figures: _("Mitra yang dihitung adalah mitra utama komitmen."),
    Measure.RUPIAH: lambda figures: _(
        "Angka dalam %(unit)s. Tanda + berarti ada rincian tanpa nilai rupiah; "
        "(2) berarti dua komitmen, semuanya tanpa nilai rupiah.",
        unit=figures.unit,
    ),
    Measure.REALISED: lambda figures: _(
        "Angka dalam %(unit)s, menurut laporan terverifikasi. Tanda + berarti ada rincian yang realisasinya "
        "belum dilaporkan dalam rupiah; (2) berarti dua komitmen, semuanya belum.",
        unit=figures.unit,
    ),
    Measure.ACHIEVED: lambda figures: _(
        "Capaian adalah realisasi terverifikasi dibagi pagu, hanya dari rincian yang punya keduanya, "
        "dibulatkan ke bawah. (2) berarti dua komitmen, semuanya tanpa salah satunya."
    ),
    Measure.NEEDS: lambda figures: _(
        "Persen kebutuhan terbuka yang dijanjikan: tiap kebutuhan berbobot sama, yang berlebih tidak menutup "
        "yang kurang, dibulatkan ke bawah. Kebutuhan yang angkanya disamarkan tidak ikut."
    ),
    Measure.PEOPLE: lambda figures: _(
        "Jumlah 1–4 jiwa di desa ditulis <5; ≥ berarti paling sedikit. "
        "Tanda + berarti ada rincian tanpa jumlah jiwa; "
        "(2) berarti dua komitmen, semuanya tanpa jumlah jiwa."
    ),
    Measure.REACHED: lambda figures: _(
        "Penerima menurut laporan terverifikasi. Jumlah 1–4 jiwa di desa ditulis <5; ≥ berarti paling "
        "sedikit. Tanda + berarti ada rincian yang penerimanya belum dilaporkan; (2) berarti dua komitmen, "
        "semuanya belum."
    ),
}


def marks_note(matrix: Matrix) -> str:
    """Which word a cell gets, and in which order they are looked for."""
    if matrix.limits.overlap_leads is None:
        return ""
    said = _(
        "Tiap sel punya satu sebutan, yang pertama berlaku: celah, basi, tumpang tindih, tipis, terlayani."
    )
    least = matrix.limits.thin_percent
    return said if least is None else f"{said} {_thin_note(least)}"


def _thin_note(least: int) -> str:
    return _(
        "Tipis: kurang dari %(share)s kebutuhan terbuka di sana dijanjikan; tiap kebutuhan berbobot sama.",
        share=percent(least),
    )


def past_note() -> str:
    """How a matrix of a past day is counted."""
    return _(
        "Tempat, angka, masa, dan status komitmen, jenis mitra, laporan terverifikasi, jumlah kebutuhan "
        "terbuka, dan kantong aktif adalah menurut catatan pada akhir hari itu. Nama mitra dan tempat, mitra "
        "yang digabung, isi lain kebutuhan, dan batas waktu laporan dipakai seperti hari ini; kantong yang "
        "sudah dicabut dihitung sebagai desanya."
    )


def legend_of(matrix: Matrix, figures: Figures) -> Steps:
    """What is off the scale, the steps of the colours, then the marks that a cell may carry besides."""
    return [*_nobody(matrix), *_steps(matrix, figures), *_marks(matrix)]


def _nobody(matrix: Matrix) -> Steps:
    if not matrix.limits.gaps:
        return []
    if matrix.question.rows is Rows.POCKET:
        return [("priority", _("Celah: belum ada mitra"))]
    return [("gap", _("Celah: belum ada mitra")), ("priority", _("Celah, prioritas"))]


def _steps(matrix: Matrix, figures: Figures) -> Steps:
    bounds = matrix.grid.bounds
    if matrix.question.measure not in AMOUNTS | SHARES:
        return [(f"level-{n}", text) for n, text in enumerate(_count_steps(), 1)]
    steps = [(f"level-{n}", f"≤ {figures.bound(bound)}") for n, bound in enumerate(bounds, 1)]
    last = f"> {figures.bound(bounds[-1])}" if bounds else _("ada angka")
    return [*steps, (f"level-{len(bounds) + 1}", f"{last} ({figures.unit})")]


def _count_steps() -> list[str]:
    """1, 2, 3–4, 5–6, 7+."""
    pairs = zip((0, *COUNT_BOUNDS), COUNT_BOUNDS, strict=False)
    ranges = [f"{low + 1}–{high}" if high - low > 1 else str(high) for low, high in pairs]
    return [*ranges, f"{COUNT_BOUNDS[-1] + 1}+"]


def _marks(matrix: Matrix) -> Steps:
    marks: Steps = []
    if matrix.limits.overlap_leads is not None:
        leads = matrix.limits.overlap_leads
        same = matrix.question.rows is Rows.POCKET and matrix.limits.thin_percent is not None
        checked = _("%(num)d mitra atau lebih: cek tumpang tindih", num=leads)
        crowded = _("Tumpang tindih: %(num)d mitra atau lebih, dukungan dan masa sama", num=leads)
        marks.append(("overlap", crowded if same else checked))
    if matrix.limits.thin_percent is not None:
        marks.append(
            ("thin", _("Tipis: di bawah %(share)s kebutuhan", share=percent(matrix.limits.thin_percent)))
        )
    if not matrix.question.selection.cancelled:
        months = terms().silent_months
        marks.append(
            (
                "stale",
                ngettext(
                    "Basi: tanpa kabar lebih dari %(num)d bulan",
                    "Basi: tanpa kabar lebih dari %(num)d bulan",
                    months,
                ),
            )
        )
    return marks
