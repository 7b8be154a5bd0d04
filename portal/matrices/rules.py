"""What a matrix may be asked for, and the thresholds of its colours. Pure."""

from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass

from portal.core.wording import Word, _l


class Rows(Word):
    """`baris` in addresses."""

    KECAMATAN = "kecamatan", "kecamatan", _l("Kecamatan")
    VILLAGE = "village", "desa", _l("Desa")
    POCKET = "pocket", "kantong", _l("Kantong")
    ORGANISATION = "organisation", "mitra", _l("Mitra")
    KIND = "kind", "jenis", _l("Jenis mitra")


class Columns(Word):
    """`kolom` in addresses."""

    STRATEGY = "strategy", "strategi", _l("Strategi")
    KIND = "kind", "jenis", _l("Jenis mitra")
    YEAR = "year", "tahun", _l("Tahun mulai")
    STATE = "state", "status", _l("Status")


class Measure(Word):
    """`ukuran` in addresses: what a cell counts."""

    COMMITMENTS = "commitments", "komitmen", _l("Komitmen")
    LEADS = "leads", "mitra", _l("Mitra")
    RUPIAH = "rupiah", "pagu", _l("Pagu (rupiah)")
    REALISED = "realised", "realisasi", _l("Realisasi (rupiah)")
    ACHIEVED = "achieved", "capaian", _l("Capaian (persen)")
    PEOPLE = "people", "sasaran", _l("Sasaran (jiwa)")
    REACHED = "reached", "penerima", _l("Penerima (jiwa)")
    NEEDS = "needs", "kebutuhan", _l("Kebutuhan yang dijanjikan (persen)")


PLACES = frozenset({Rows.KECAMATAN, Rows.VILLAGE, Rows.POCKET})
MONEY = frozenset({Measure.RUPIAH, Measure.REALISED})
HEADS = frozenset({Measure.PEOPLE, Measure.REACHED})
AMOUNTS = MONEY | HEADS | {Measure.ACHIEVED}
DELIVERED = frozenset({Measure.REALISED, Measure.ACHIEVED, Measure.REACHED})
SHARES = frozenset({Measure.ACHIEVED, Measure.NEEDS})
COUNT_BOUNDS = (1, 2, 4, 6)  # the bins 1, 2, 3–4, 5–6, 7+ never move: two printed matrices can be compared
SHARE_BOUNDS = (24, 49, 74, 99)  # percent; fixed for the same reason
FIXED_BOUNDS: Mapping[Measure, tuple[int, ...]] = {
    Measure.COMMITMENTS: COUNT_BOUNDS,
    Measure.LEADS: COUNT_BOUNDS,
    Measure.ACHIEVED: SHARE_BOUNDS,
    Measure.NEEDS: SHARE_BOUNDS,
}


@dataclass(frozen=True)
class Thresholds:
    """When a cell asks for attention. None switches the mark off."""

    gaps: bool = False  # whether an empty cell of a delivering column is a gap
    priority_pockets: int = 6  # active pockets from which a gap comes first
    overlap_leads: int | None = None
    thin_percent: int | None = None  # a cell whose needs are pledged for by less is thin


def level_of(value: int, bounds: tuple[int, ...]) -> int:
    """The step of the colour ladder: 0 for nothing, else 1 more than the bounds that the value passes."""
    return 0 if value <= 0 else 1 + bisect_left(bounds, value)


def share_of(realised: int | None, pledged: int | None) -> int | None:
    """Whole percent, rounded down so that nothing is called done before it is; None of nothing promised."""
    return None if realised is None or not pledged else realised * 100 // pledged


def amount_bounds(values: list[int]) -> tuple[int, ...]:
    """Upper bounds of the first four of five steps that share the positive values about equally."""
    ordered = sorted(value for value in values if value > 0)
    if not ordered:
        return ()
    cuts = (ordered[len(ordered) * fifth // 5] for fifth in (1, 2, 3, 4))
    rounded = {_rounded_up(cut) for cut in cuts}
    return tuple(sorted(bound for bound in rounded if bound < ordered[-1]))


def _rounded_up(value: int) -> int:
    """To two figures, so that a legend can say it: 1.234.567 becomes 1.300.000."""
    size = 10 ** max(0, len(str(value)) - 2)
    return -(-value // size) * size
